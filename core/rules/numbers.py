"""Numbers of rules, such as the points of a purchase: JSONLogic that is calculated exactly, never in doubles.

A written number is the decimal that was written, an amount is its cents, a field of type number its six decimals. What
is missing makes the result missing, division by zero too. Only the end is rounded, to a whole number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from sqlglot import exp

from core.errors import BadInput, Problem, RuleRefused
from core.kernel.canonical import Json, digest
from core.kernel.schema import Schema
from core.rules.check import Checker
from core.rules.compile import Sql
from core.rules.evaluate import evaluate
from core.rules.exact import Exact, is_branch, rounded
from core.rules.explain import Say
from core.rules.nodes import to_json
from core.rules.operators import OPERATORS
from core.rules.parse import Builder
from core.rules.reckon import Reckoner
from core.rules.row import adapted
from core.rules.rule import Rule
from core.rules.source import read
from core.rules.tree import Broken, Call, Item, Listing, Literal, Node, Var, walk
from core.rules.types import NUMERIC, exact, words
from core.rules.whole import TooLarge

ROUNDINGS = ("floor", "nearest", "ceil")
_CALCULATED = frozenset({"+", "-", "*", "/", "%", "min", "max", "if"})
_DIGITS = "Write at most 18 digits after the point and 19 before it."


@dataclass(frozen=True)
class Number:
    """A calculation that passed the check: one exact meaning, in SQL and in Python.

    `json` is its canonical JSONLogic, `text` the part of a sentence that says it, `digest` 16 hexadecimal digits of the
    canonical JSON, `fields` the names it reads in the order of their first use, `zone` the business time zone of the
    days in its conditions.
    """

    root: Node
    zone: ZoneInfo
    json: Json = field(compare=False)
    text: str = field(compare=False)
    digest: str = field(compare=False)
    fields: tuple[str, ...] = field(compare=False)


def check_number(source: str | bytes | Json, schema: Schema, *, time_zone: str | ZoneInfo) -> Number:
    """Return the number that `source` (JSON text, its bytes, or parsed JSON) stands for.

    Written numbers, fields that are numbers or money, + - * / % min max, and `if` with conditions as rules have them.
    `time_zone` is the business time zone. Raises RuleSyntaxError or RuleRefused with every fault.
    """
    builder = Builder(OPERATORS)
    tree = builder.build(read(source), "")
    zone = time_zone if isinstance(time_zone, ZoneInfo) else ZoneInfo(time_zone)
    checker = Checker(schema, zone=zone, operators=OPERATORS)
    if isinstance(tree, Literal) and tree.value is None:
        tree = checker.fault("", "null alone is no number.", fix="Write a number, such as 0.")
    root = checker.check(_sifted(tree, schema, checker=checker))
    builder.refused += checker.problems
    builder.finish()
    _fits(root)
    json = to_json(root, OPERATORS)
    fields = tuple(dict.fromkeys(n.name for n in walk(root) if isinstance(n, Var)))
    return Number(root, zone, json=json, text=Say(OPERATORS).value(root), digest=digest(json), fields=fields)


def exact_sql(number: Number, *, as_of: datetime, dialect: str = "duckdb", rounding: str = "floor") -> str:
    """Return the number as SQL of a BIGINT from 0 on, never NULL: null and what is negative are 0.

    A field is the quoted column of its name: whole numbers, DECIMAL(18,2) and doubles, which count as DECIMAL(38,6).
    `rounding` is one of ROUNDINGS, "nearest" being half up. DuckDB raises an error (see warehouse.engine.DataError)
    for what leaves 128 bits on the way, a result beyond 64, and amounts of 100 trillion and more. `as_of` (aware) is
    what the days in conditions count from. Raises BadInput for a naive `as_of`, another dialect or rounding.
    """
    if dialect != "duckdb" or rounding not in ROUNDINGS:
        what = f"Numbers are not compiled for {dialect!r}, rounded by {rounding!r}."
        raise BadInput(what, fix=f"Choose duckdb, and one of {', '.join(ROUNDINGS)}.")
    sql = Sql(_rule(number.root, number.zone), as_of=as_of, dialect=dialect, operators=OPERATORS)
    tree = rounded(Exact(sql.condition).part(number.root), rounding)
    return tree.sql(dialect=dialect)  # a copy: its parts are shared


def exact_value(number: Number, row: Mapping[str, Any], *, as_of: datetime) -> Fraction | None:
    """Return the number for one row (by field name), before it is rounded; None for null.

    Absent, None and NaN are all null. Raises BadInput for a value that is not of its field's type, and a naive `as_of`.
    """
    known = {n.name: n.field for n in walk(number.root) if isinstance(n, Var)}
    values = adapted(row, [f for f in known.values() if f is not None])
    if as_of.tzinfo is None:
        raise BadInput("`as_of` has no time zone.", fix="Hand in an aware instant, such as one in UTC.")
    held = Reckoner(values, holds=lambda test: evaluate(_rule(test, number.zone), row, as_of=as_of))
    return held.value(number.root)


def _rule(node: Node, zone: ZoneInfo) -> Rule:
    """Return a checked node as a rule, for those who ask for one; nobody reads its words."""
    return Rule(node, zone, json=None, text="", digest="", fields=(), conditions=())


def _sifted(node: Node, schema: Schema, *, checker: Checker) -> Node:
    """Return the tree with what is no exact number reported and broken; the checker sees to all the rest."""
    if isinstance(node, Literal):
        return _written(node, checker)
    if isinstance(node, Listing):
        return checker.fault(node.path, "A list stands where a number is needed.", fix="Write one number.")
    if isinstance(node, Var):
        known = schema.get(node.name)
        if known is not None and known.type not in NUMERIC:
            fix = "Name a field that is a whole number, a number or an amount of money."
            return checker.fault(node.path, f"'{node.name}' is {words(known.type)}, not a number.", fix=fix)
        if node.default is not None and isinstance(_written(node.default, checker), Broken):
            return replace(node, default=None)  # its name may be wrong too
        return node
    if not isinstance(node, Call):
        return node
    if node.operator not in _CALCULATED:
        what = f"`{node.operator}` cannot stand where a number is calculated."
        checker.fault(node.path, what, fix=f"Use {' '.join(sorted(_CALCULATED))}; conditions stand inside `if`.")
        has_elements = any(isinstance(n, Item) for n in walk(node))  # `var` means other things in there
        return Broken(node.path, () if has_elements else node.args)
    n, is_if = len(node.args), node.operator == "if"
    args = [_sifted(a, schema, checker=checker) if not is_if or is_branch(i, n) else a for i, a in enumerate(node.args)]
    return replace(node, args=tuple(args))


def _written(node: Literal, checker: Checker) -> Node:
    """Return the literal, unless it is no number (null is one that is missing) or none that is kept exactly."""
    value = node.value
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        seen = "a yes/no value" if isinstance(value, bool) else "a text"
        return checker.fault(node.path, f"A number must stand here, not {seen}.", fix="Write a number, such as 1.5.")
    if isinstance(value, float) and exact(value) is None:
        return checker.fault(node.path, "The number has too many digits to be calculated with exactly.", fix=_DIGITS)
    return node


def _fits(root: Node) -> None:
    """Refuse what no SQL could hold, however its rows are."""
    try:
        part = Exact(lambda _: exp.true()).part(root)
        for rounding in ROUNDINGS:
            rounded(part, rounding)
    except TooLarge as error:
        raise RuleRefused([Problem(error.path or "", error.what, error.fix)]) from None
