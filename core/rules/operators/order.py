"""<, <=, >, >= and, by three arguments, between."""

from __future__ import annotations

import operator as python
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from sqlglot import exp

from core.rules.operators.base import Predicate
from core.rules.operators.equality import beside_null
from core.rules.sqltree import is_null, joined, operand
from core.rules.tree import Broken, Call, Literal, Node
from core.rules.types import ORDERED, TIMES, words

if TYPE_CHECKING:
    from core.rules.check import Checker
    from core.rules.compile import Sql
    from core.rules.explain import Say


class _Order(Predicate):
    """Each value against the next one. With null a comparison is false; only `<=` and `>=` hold between two nulls."""

    tree: ClassVar[type[exp.Binary]]
    compare: ClassVar[Callable[[Any, Any], bool]]
    joins_nulls: ClassVar[bool] = False
    phrases: ClassVar[tuple[str, str]]  # of amounts, of days

    def check(self, call: Call, checker: Checker) -> Node:
        """Check that all sides have one type, and one that has an order."""
        args = [checker.check(a) for a in call.args]
        met = checker.meet(args, path=call.path) if self.counted(call, checker) else None
        if met is None:
            return Broken(call.path)
        if met[0] is not None and met[0] not in ORDERED:
            what = f"{words(met[0]).capitalize()} has no order."
            return checker.fault(call.path, what, fix="Use `==`, `in` or `some`.")
        copies = (2 if self.joins_nulls else 1) * (len(call.args) - 1)  # nulls are asked anew, the middle twice
        return self.holds(call, checker, args=met[1], domain=met[0], copies=copies)

    def condition(self, call: Call, sql: Sql) -> exp.Expr:
        """Compare neighbours; between written limits SQL's own BETWEEN says it."""
        ends = (call.args[0], call.args[-1])
        written = all(isinstance(e, Literal) and e.value is not None for e in ends)
        if len(call.args) == 3 and self.joins_nulls and written:
            low, middle, high = (operand(sql.value(a, call.domain)) for a in call.args)
            return exp.Between(this=sql.ordered(middle, call.domain), low=low, high=high)
        neighbours = zip(call.args, call.args[1:], strict=False)
        return joined(exp.And, [self._pair(pair, call, sql=sql) for pair in neighbours])

    def _pair(self, pair: tuple[Node, Node], call: Call, *, sql: Sql) -> exp.Expr:
        asked = beside_null(*pair)
        if asked is not None:
            return is_null(sql.value(asked)) if self.joins_nulls else exp.false()
        left, right = (operand(sql.value(side, call.domain)) for side in pair)
        tree: exp.Expr = self.tree(this=sql.ordered(left, call.domain), expression=right)
        if self.joins_nulls and all(side.nullable for side in pair):
            both = joined(exp.And, [is_null(sql.value(side)) for side in pair])
            tree = joined(exp.Or, [tree, both])
        return tree

    def functions(self) -> Mapping[str, Callable[..., Any]]:
        """Return the comparison of neighbours."""
        compare, joins_nulls = type(self).compare, self.joins_nulls

        def pair(a: Any, b: Any) -> bool:
            if a is None or b is None:
                return joins_nulls and a is None and b is None
            return bool(compare(a, b))

        return {self.name: lambda a, b, *rest: pair(a, b) and all(pair(b, c) for c in rest)}

    def text(self, call: Call, say: Say) -> str:
        """Return "A is at least B", or the range."""
        phrase = self.phrases[1 if call.domain in TIMES else 0]
        low, *middle, high = say.arguments(call)
        asked = beside_null(*call.args) if not middle else None
        if asked is not None:
            return f"{say.value(asked)} is missing" if self.joins_nulls else f"never ({low} is {phrase} {high})"
        if middle:
            return f"{middle[0]} is between {low} and {high}" + ("" if self.joins_nulls else ", both excluded")
        both = all(a.nullable for a in call.args) and self.joins_nulls
        return f"{low} is {phrase} {high}" + (" (or both are missing)" if both else "")


class Less(_Order):
    """Less; with three arguments strictly between."""

    name, arity = "<", (2, 3)
    usage = '{"<": [{"var": "field"}, value]} or {"<": [low, {"var": "field"}, high]}'
    tree, compare, phrases = exp.LT, python.lt, ("less than", "before")


class LessOrEqual(_Order):
    """Less or equal; with three arguments between, limits included."""

    name, arity = "<=", (2, 3)
    usage = '{"<=": [{"var": "field"}, value]} or {"<=": [low, {"var": "field"}, high]}'
    tree, compare, phrases, joins_nulls = exp.LTE, python.le, ("at most", "on or before"), True


class Greater(_Order):
    """Greater."""

    name, usage = ">", '{">": [{"var": "field"}, value]}, and a range as {"<": [low, {"var": "field"}, high]}'
    tree, compare, phrases = exp.GT, python.gt, ("more than", "after")


class GreaterOrEqual(_Order):
    """Greater or equal."""

    name, usage = ">=", '{">=": [{"var": "field"}, value]}, and a range as {"<=": [low, {"var": "field"}, high]}'
    tree, compare, phrases, joins_nulls = exp.GTE, python.ge, ("at least", "on or after"), True
