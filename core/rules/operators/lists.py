"""some, all, none: a condition on the elements of a list field, by counting those that meet it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from sqlglot import exp

from core.kernel.canonical import Json
from core.kernel.schema import FieldType
from core.rules.operators.base import Predicate
from core.rules.sqltree import joined, number, size
from core.rules.tree import Broken, Call, Listing, Node
from core.rules.types import words

if TYPE_CHECKING:
    from core.rules.check import Checker
    from core.rules.compile import Sql
    from core.rules.evaluate import Lowering
    from core.rules.explain import Say

ELEMENTS = "elements of"  # an operator of the evaluator that no rule can name
ELEMENT = "element"  # the one key of the data inside a list
PARAMETER = "_element"  # the same in SQL


class _Quantifier(Predicate):
    """A condition on the elements, each asked as {"var": ""}; a null element is an element like any other."""

    usage = '{"some": [{"var": "list_field"}, {"==": [{"var": ""}, "x"]}]}'
    phrase: ClassVar[str]
    sure: ClassVar[bool] = False

    def check(self, call: Call, checker: Checker) -> Node:
        """Check that a list field is asked, and a condition on its elements alone."""
        if not self.counted(call, checker):
            return Broken(call.path)
        asked, condition = checker.check(call.args[0]), checker.element(call.args[1])
        if isinstance(asked, Broken):
            return Broken(call.path)
        if isinstance(asked, Listing) or asked.type is not FieldType.STRINGS:
            what = f"`{self.name}` asks a list field, but this is {words(asked.type)}."
            return checker.fault(asked.path, what, fix=f"Write it like {self.usage}.")
        return self.holds(call, checker, args=[asked, condition], certain=self.sure or not asked.nullable, copies=2)

    def matches(self, call: Call, sql: Sql) -> exp.Expr:
        """Return how many elements meet the condition: 0 for an empty list, NULL for NULL."""
        test = exp.Lambda(this=sql.condition(call.args[1]), expressions=[exp.Identifier(this=PARAMETER, quoted=False)])
        return size(exp.ArrayFilter(this=sql.value(call.args[0]), expression=test), dialect=sql.dialect)

    def lower(self, call: Call, to: Lowering) -> Json:
        """Return it with each element in an object of its own: to the library an empty text is no data at all."""
        return {self.name: [{ELEMENTS: [to.value(call.args[0])]}, to.value(call.args[1])]}

    def functions(self) -> Mapping[str, Callable[..., Any]]:
        """Return what wraps the elements; null stays null, which is no list to the library."""
        return {ELEMENTS: lambda items: None if items is None else [{ELEMENT: item} for item in items]}

    def text(self, call: Call, say: Say) -> str:
        """Return "some element of A meets: B"."""
        return f"{self.phrase} of {say.value(call.args[0])} satisfies ({say.condition(call.args[1])})"


class Some(_Quantifier):
    """At least one element meets the condition."""

    name, phrase = "some", "at least one element"

    def condition(self, call: Call, sql: Sql) -> exp.Expr:
        """Return whether any were counted."""
        return exp.GT(this=self.matches(call, sql), expression=number(0))


class All(_Quantifier):
    """Every element meets the condition, and there is at least one."""

    name, phrase = "all", "every element (and there is one)"

    def condition(self, call: Call, sql: Sql) -> exp.Expr:
        """Return whether as many were counted as there are, and any at all."""
        length = size(sql.value(call.args[0]), dialect=sql.dialect)
        some = exp.GT(this=length, expression=number(0))
        return joined(exp.And, [some, exp.EQ(this=self.matches(call, sql), expression=length.copy())])


class NoneOf(_Quantifier):
    """No element meets the condition; a null list has none that could."""

    name, phrase, sure = "none", "no element", True

    def condition(self, call: Call, sql: Sql) -> exp.Expr:
        """Return whether none were counted."""
        counted = exp.Coalesce(this=self.matches(call, sql), expressions=[number(0)])
        return exp.EQ(this=counted, expression=number(0))
