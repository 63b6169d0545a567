"""missing, missing_some: which fields have no value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any

from sqlglot import exp

from core.kernel.canonical import Json
from core.kernel.schema import FieldType
from core.rules.operators.base import Calculation, Predicate
from core.rules.sqltree import case, is_null, joined, not_null, number
from core.rules.tree import Broken, Call, Listing, Literal, Node
from core.rules.types import words

if TYPE_CHECKING:
    from core.rules.check import Checker
    from core.rules.compile import Sql
    from core.rules.explain import Say


def _fields(nodes: Sequence[Node], checker: Checker, *, usage: str) -> list[Node]:
    """Return the fields that the nodes name; reports what is no name of a field."""
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, Listing):
            found += _fields(node.items, checker, usage=usage)
        elif isinstance(node, Literal) and isinstance(node.value, str):
            found.append(checker.field(node.value, node.path))
        elif isinstance(node, Broken):
            found.append(node)
        else:
            what = "The name of a field must stand here, as a text."
            found.append(checker.fault(node.path, what, fix=f"Write it like {usage}."))
    return found


class Missing(Predicate):
    """Whether any of the named fields is null. The empty text is a value, so it is not missing."""

    name, arity, usage = "missing", (1, None), '{"missing": ["field", "other"]}'

    def check(self, call: Call, checker: Checker) -> Node:
        """Check the names, which may stand in a list of their own."""
        args = _fields(call.args, checker, usage=self.usage)
        if not args:
            return checker.fault(call.path, "`missing` names no field.", fix=f"Write it like {self.usage}.")
        return self.holds(call, checker, args=args, certain=True)

    def condition(self, call: Call, sql: Sql) -> exp.Expr:
        """Return whether any is NULL."""
        return joined(exp.Or, [is_null(sql.value(a)) for a in call.args])

    def functions(self) -> Mapping[str, Callable[..., Any]]:
        """Return whether any is None."""
        return {self.name: lambda *values: any(v is None for v in values)}

    def written(self, args: Sequence[Json]) -> list[Json]:
        """Return the names again."""
        return [a["var"] for a in args]

    def text(self, call: Call, say: Say) -> str:
        """Return "A or B is missing"."""
        return f"{' or '.join(say.value(a) for a in call.args)} is missing"


class MissingSome(Calculation):
    """How many of the named fields are null, unless enough of them have a value: then 0.

    So as a condition it holds where fewer than the needed number have a value, which is what JSONLogic means by it.
    """

    name, usage = "missing_some", '{"missing_some": [1, ["field", "other"]]}'

    def check(self, call: Call, checker: Checker) -> Node:
        """Check the number and the names."""
        if not self.counted(call, checker):
            return Broken(call.path)
        needed, names = checker.check(call.args[0]), call.args[1]
        fields = _fields([names], checker, usage=self.usage)
        if isinstance(needed, Broken):
            return Broken(call.path)
        value = needed.value if isinstance(needed, Literal) and needed.type is FieldType.INTEGER else None
        if not isinstance(value, int) or not 1 <= value <= len(fields):
            what = f"How many fields must be known is a whole number from 1 to their number, not {words(needed.type)}."
            what = what if value is None else f"Of {len(fields)} fields, {value} cannot be asked to be known."
            return checker.fault(needed.path, what, fix=f"Write it like {self.usage}.")
        return self.yields(call, checker, args=[needed, *fields], of=FieldType.INTEGER, copies=2)

    def condition(self, call: Call, sql: Sql) -> exp.Expr:
        """Return whether too few are known."""
        return exp.LT(this=_known(call, sql), expression=number(_needed(call)))

    def value(self, call: Call, sql: Sql) -> exp.Expr:
        """Return the number of missing fields, or 0."""
        n = len(call.args) - 1
        absent = exp.Sub(this=number(n), expression=exp.Paren(this=_known(call, sql)))
        return case([(self.condition(call, sql), absent)], number(0))

    def functions(self) -> Mapping[str, Callable[..., Any]]:
        """Return the same count."""

        def run(needed: int, *values: Any) -> int:
            absent = sum(v is None for v in values)
            return absent if len(values) - absent < needed else 0

        return {self.name: run}

    def written(self, args: Sequence[Json]) -> list[Json]:
        """Return the number and the names again."""
        return [args[0], [a["var"] for a in args[1:]]]

    def text(self, call: Call, say: Say) -> str:
        """Return what is counted."""
        names = ", ".join(say.value(a) for a in call.args[1:])
        return f"the number missing of ({names}), or 0 where at least {_needed(call)} are known"

    def claim(self, call: Call, say: Say) -> str:
        """Return "fewer than n of A, B are known"."""
        names = ", ".join(say.value(a) for a in call.args[1:])
        return f"fewer than {_needed(call)} of ({names}) are known"


def _needed(call: Call) -> int:
    first = call.args[0]
    return first.value if isinstance(first, Literal) and isinstance(first.value, int) else 1


def _known(call: Call, sql: Sql) -> exp.Expr:
    """Return how many of the fields are not NULL."""
    ones = [case([(not_null(sql.value(a)), number(1))], number(0)) for a in call.args[1:]]
    return reduce(lambda a, b: exp.Add(this=a, expression=b), ones)
