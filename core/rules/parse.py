"""From JSON to our own tree: what is not JSONLogic of the allow-list does not get past here."""

from __future__ import annotations

import math
from collections.abc import Mapping

from core.errors import Problem, RuleRefused, RuleSyntaxError, did_you_mean
from core.kernel.canonical import Json
from core.rules.operators import OPERATORS, Operator
from core.rules.source import MAX_NODES, Duplicated, read
from core.rules.tree import Broken, Call, Item, Listing, Literal, Node, Var, pointer
from core.rules.types import LARGEST, SMALLEST

_COUNTING = "Lists are asked with `some`, `all` and `none`; to count elements, add a feature that counts them."
_INSTEAD = {
    "?:": "Write `if`.",
    "=": "Write `==`.",
    "equals": "Write `==`.",
    "<>": "Write `!=`.",
    "notIn": "Write `!in`.",
    "between": 'Write {"<=": [low, {"var": "field"}, high]}.',
    "contains": 'Write {"in": ["part", {"var": "field"}]}.',
    "not": "Write `!`.",
    "map": _COUNTING,
    "filter": _COUNTING,
    "reduce": _COUNTING,
    "count": _COUNTING,
    "merge": "Write the list out.",
}
_SHOWN = 50  # faults
_DANGEROUS = {"method": "it calls Python", "log": "it writes to the server's log"}


def parse(source: str | bytes | Json, *, operators: Mapping[str, Operator] = OPERATORS) -> Node:
    """Return the tree of a rule given as JSON text, bytes or parsed JSON.

    Raises RuleSyntaxError for what is not JSONLogic, RuleRefused for operators outside the list; all faults at once.
    """
    builder = Builder(operators)
    node = builder.build(read(source), "")
    builder.finish()
    return node


class Builder:
    """Builds the tree and collects what is wrong with it; a wrong part becomes Broken, so that the rest is read on."""

    def __init__(self, operators: Mapping[str, Operator]) -> None:
        self.dangers: list[Problem] = []  # first in every report
        self.refused: list[Problem] = []
        self.malformed: list[Problem] = []
        self._operators = {alias: op for op in operators.values() for alias in (op.name, *op.aliases)}
        self._count = 0

    def finish(self) -> None:
        """Raise everything that was found, if anything was."""
        found = [*self.dangers, *self.refused, *self.malformed]
        if len(found) > _SHOWN:
            rest = Problem("", f"There are {len(found) - _SHOWN} more faults.", "Correct these first.")
            found = [*found[:_SHOWN], rest]
        if found:
            raise RuleRefused(found) if self.dangers or self.refused else RuleSyntaxError(found)

    def build(self, json: Json, path: str) -> Node:
        """Return the node for `json`, which stands at `path`."""
        self._count += 1
        if self._count > MAX_NODES:
            too_many = f"The rule has more than {MAX_NODES} operators, fields and values."
            raise RuleSyntaxError([Problem("", too_many, "Split it into segments and refer to those.")])
        if isinstance(json, dict):
            return self._object(json, path)
        return self._listing(json, path) if isinstance(json, list | tuple) else self._literal(json, path)

    def _object(self, json: dict[str, Json], path: str) -> Node:
        if isinstance(json, Duplicated):
            what = f"The key {short(json.key)} comes twice in one object."
            return self._malformed(path, what, fix="Keep one of them.")
        if len(json) != 1:
            seen = f"has {len(json)} keys" if json else "has no key"
            fix = 'Write one operator an object, such as {">": [{"var": "total_revenue"}, 100]}.'
            return self._malformed(path, f"An object {seen}; it must have exactly one, which is the operator.", fix=fix)
        name, given = next(iter(json.items()))
        if not isinstance(name, str):
            return self._malformed(path, "The name of an operator is not a text.", fix="Write it as a text.")
        below = pointer(path, name if len(name) <= 60 else name[:57] + "...")
        if name == "var":
            return self._var(given, path, below=below)
        listed = isinstance(given, list | tuple)
        operator = self._operators.get(name)
        if operator is None:
            self._unknown(name, path)
        parts = [(a, pointer(below, i)) for i, a in enumerate(given)] if listed else [(given, below)]
        args = tuple(self.build(a, at) for a, at in parts)
        if operator is None:
            return Broken(path, () if _INSTEAD.get(name) is _COUNTING else args)  # in there, `var` means other things
        return Call(path, operator.name, args, listed)

    def _unknown(self, name: str, path: str) -> None:
        if name in _DANGEROUS:
            what = f"The operator `{name}` is never run: {_DANGEROUS[name]}."
            self.dangers.append(Problem(path, what, "Remove it."))
        elif "." in name:
            what = f"The operator {short(name)} is never run: it reaches into Python."
            self.dangers.append(Problem(path, what, "Remove it; an operator has no dots in its name."))
        else:
            hint = _INSTEAD.get(name) or did_you_mean(name[:80], self._operators)
            fix = hint or f"These operators can be used: var {' '.join(self._operators)}."
            self.refused.append(Problem(path, f"There is no operator {short(name)}.", fix))

    def _var(self, given: Json, path: str, *, below: str) -> Node:
        parts = list(given) if isinstance(given, list | tuple) else [given]
        if not 1 <= len(parts) <= 2 or not isinstance(parts[0], str):
            fix = 'Write {"var": "total_revenue"} or {"var": ["total_revenue", 0]}.'
            return self._malformed(path, "`var` takes the name of a field, and perhaps a default value.", fix=fix)
        if parts[0] == "" and len(parts) == 1:
            return Item(path)
        default = None
        if len(parts) == 2 and parts[1] is not None:
            default = self._literal(parts[1], pointer(below, 1))
        return Broken(path) if isinstance(default, Broken) else Var(path, parts[0], default)

    def _listing(self, json: list[Json] | tuple[Json, ...], path: str) -> Node:
        items = [self._literal(item, pointer(path, i)) for i, item in enumerate(json)]
        sound = tuple(i for i in items if isinstance(i, Literal))
        return Listing(path, sound) if len(sound) == len(items) else Broken(path)

    def _literal(self, json: Json, path: str) -> Literal | Broken:
        if isinstance(json, dict | list | tuple):
            return self._malformed(path, "Only plain values can stand here.", fix="Write the value itself.")
        if isinstance(json, str):
            return self._text(json, path)
        if isinstance(json, float):
            if not math.isfinite(json):
                return self._malformed(path, "The number is not finite.", fix="Write a finite number.")
            return Literal(path, int(json) if json.is_integer() and abs(json) < 2**63 else json)
        if isinstance(json, int) and not SMALLEST <= json <= LARGEST:
            fix = f"Write a whole number between {SMALLEST} and {LARGEST}."
            return self._malformed(path, "The whole number is too large to be stored.", fix=fix)
        return Literal(path, json)

    def _text(self, json: str, path: str) -> Literal | Broken:
        if "\0" in json:
            what = "The text holds a NUL character, which databases refuse."
            return self._malformed(path, what, fix="Remove it.")
        if not json.isascii() and any("\ud800" <= c <= "\udfff" for c in json):
            what = "The text holds half of a character (a lone surrogate)."
            return self._malformed(path, what, fix="Write the character whole.")
        return Literal(path, json)

    def _malformed(self, path: str, what: str, *, fix: str) -> Broken:
        self.malformed.append(Problem(path, what, fix))
        return Broken(path)


def short(text: str) -> str:
    """Return the text quoted for a message, cut and without anything that a terminal or a page would act on."""
    return ascii(text if len(text) <= 60 else text[:57] + "...")
