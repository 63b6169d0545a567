"""in and !in: in a written list, in a text, in a list field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from sqlglot import exp

from core.kernel.schema import FieldType
from core.rules.operators.base import Predicate
from core.rules.operators.equality import is_null_literal
from core.rules.sqltree import call as function
from core.rules.sqltree import negated, number, operand, two_valued
from core.rules.tree import Broken, Call, Listing, Literal, Node
from core.rules.types import words

if TYPE_CHECKING:
    from core.rules.check import Checker
    from core.rules.compile import Sql
    from core.rules.explain import Say


class In(Predicate):
    """Whether the first is one of a written list, part of a text, or element of a list field; null is in nothing."""

    name, usage = "in", '{"in": [{"var": "field"}, ["a", "b"]]} or {"in": ["part", {"var": "field"}]}'

    def check(self, call: Call, checker: Checker) -> Node:
        """Check that the first fits what it is looked for in."""
        args = [checker.check(a) for a in call.args]
        if not self.counted(call, checker) or any(isinstance(a, Broken) for a in args):
            return Broken(call.path)
        needle, hay = args
        if isinstance(needle, Listing) or needle.type is FieldType.STRINGS:
            what = "A list is looked for."
            return checker.fault(needle.path, what, fix="Put the single value first and the list second.")
        if isinstance(hay, Listing):
            met = checker.meet([needle, *hay.items], path=call.path)
            if met is None:
                return Broken(call.path)
            written = Listing(hay.path, tuple(i for i in met[1][1:] if isinstance(i, Literal)), met[0])
            return self.holds(call, checker, args=[met[1][0], written], domain=met[0])
        if hay.type not in (FieldType.STRING, FieldType.STRINGS, None):
            what = f"`in` looks into a list or a text, but this is {words(hay.type)}."
            return checker.fault(hay.path, what, fix=f"Write it like {self.usage}.")
        if needle.type not in (FieldType.STRING, None):
            what = f"{words(needle.type).capitalize()} is looked for among texts."
            return checker.fault(needle.path, what, fix="Look for a text.")
        return self.holds(call, checker, args=args, domain=FieldType.STRING, copies=2)

    def condition(self, call: Call, sql: Sql) -> exp.Expr:
        """Ask IN, a position in the text (never LIKE), or the list."""
        needle, hay = call.args
        if any(is_null_literal(a) for a in call.args) or (isinstance(hay, Listing) and not hay.items):
            return exp.false()
        sought = operand(sql.value(needle, call.domain))
        if isinstance(hay, Listing):
            return exp.In(this=sought, expressions=[sql.value(i, call.domain) for i in hay.items])
        if hay.type is FieldType.STRINGS:
            return exp.ArrayContains(this=sql.value(hay), expression=sought)
        if sql.dialect == "postgres":  # POSITION(a IN b) takes no COLLATE
            place: exp.Expr = function("STRPOS", sql.value(hay), sought)
        else:
            place = exp.StrPosition(this=sql.value(hay), substr=sought)
        return exp.GT(this=place, expression=number(0))

    def functions(self) -> Mapping[str, Callable[..., Any]]:
        """Return Python's `in`, with null in nothing."""
        return {self.name: lambda needle, hay: needle is not None and hay is not None and needle in hay}

    def text(self, call: Call, say: Say) -> str:
        """Return "A is one of x, y" or "A contains x"."""
        needle, hay = call.args
        if isinstance(hay, Listing):
            return f"{say.value(needle)} is one of {say.listing(hay)}"
        verb = "includes" if hay.type is FieldType.STRINGS else "contains"
        return f"{say.value(hay)} {verb} {say.value(needle)}"


class NotIn(In):
    """The exact negation of `in`: a missing value is not in the list."""

    name, usage = "!in", '{"!in": [{"var": "field"}, ["a", "b"]]}'

    def holds(self, call: Call, checker: Checker, **changes: Any) -> Node:
        """Return the checked call, whose SQL is never NULL."""
        return super().holds(call, checker, **{**changes, "certain": True})

    def condition(self, call: Call, sql: Sql) -> exp.Expr:
        """Negate the two-valued membership."""
        inside = super().condition(call, sql)
        return negated(two_valued(inside) if any(a.nullable for a in call.args) else inside)

    def functions(self) -> Mapping[str, Callable[..., Any]]:
        """Return the negation of `in`."""
        inside = super().functions()[self.name]
        return {self.name: lambda needle, hay: not inside(needle, hay)}

    def text(self, call: Call, say: Say) -> str:
        """Return "A is none of x, y", saying what becomes of missing values."""
        needle, hay = call.args
        tail = " (or is missing)" if any(a.nullable for a in call.args) else ""
        if isinstance(hay, Listing):
            return f"{say.value(needle)} is none of {say.listing(hay)}{tail}"
        verb = "include" if hay.type is FieldType.STRINGS else "contain"
        return f"{say.value(hay)} does not {verb} {say.value(needle)}{tail}"
