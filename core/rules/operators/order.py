"""<, <=, >, >= and between"""

from __future__ import annotations

import operator as python
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from sqlglot import exp

from core.kernel.schema import FieldType
from core.rules.operators.base import Predicate
from core.rules.operators.equality import is_null_literal
from core.rules.sqltree import is_null, joined, operand
from core.rules.tree import Broken, Call, Literal, Node
from core.rules.types import ORDERED, words

if TYPE_CHECKING:
    from core.rules.check import Checker
    from core.rules.compile import Sql
    from core.rules.explain import Say


class _Order(Predicate):
    """Each value against the next one. With null a comparison is false; only `<=` and `>=` hold between two nulls."""

    copies = 2
    kind: ClassVar[type[exp.Binary]]
    holds_for_nulls: ClassVar[bool] = False
    phrase: ClassVar[str]
    day_phrase: ClassVar[str]
    compare: ClassVar[Callable[[Any, Any], bool]]

    def check(self, call: Call, checker: Checker) -> Node:
        """Check that all sides have one type, and one that has an order."""
        args = [checker.check(a) for a in call.args]
        met = checker.meet(args, path=call.path) if self.counted(call, checker) else None
        if met is None:
            return Broken(call.path)
        if met[0] is not None and met[0] not in ORDERED:
            return checker.fault(call.path, f"{words(met[0]).capitalize()} has no order.", "Use `==`, `in` or `some`.")
        return self.holds(call, checker, met[1], domain=met[0])

    def condition(self, call: Call, sql: Sql) -> exp.Expr:
        """Compare neighbours; three arguments are a range."""
        if self._is_plain_range(call):
            low, middle, high = (operand(sql.value(a, call.domain)) for a in call.args)
            return exp.Between(this=sql.ordered(middle, call.domain), low=low, high=high)
        pairs = zip(call.args, call.args[1:], strict=False)
        return joined(exp.And, [self._pair(a, b, call.domain, sql) for a, b in pairs])

    def _is_plain_range(self, call: Call) -> bool:
        """Whether SQL's own BETWEEN says it: inclusive, with written limits."""
        ends = (call.args[0], call.args[-1])
        written = all(isinstance(e, Literal) and e.value is not None for e in ends)
        return len(call.args) == 3 and self.holds_for_nulls and written

    def _pair(self, a: Node, b: Node, domain: FieldType | None, sql: Sql) -> exp.Expr:
        asked = a if is_null_literal(b) else b if is_null_literal(a) else None
        if asked is not None:
            return is_null(sql.value(asked)) if self.holds_for_nulls else exp.false()
        left, right = operand(sql.value(a, domain)), operand(sql.value(b, domain))
        tree: exp.Expr = self.kind(this=sql.ordered(left, domain), expression=right)
        if self.holds_for_nulls and a.nullable and b.nullable:
            both = joined(exp.And, [is_null(sql.value(a)), is_null(sql.value(b))])
            tree = joined(exp.Or, [tree, both])
        return tree

    def functions(self) -> Mapping[str, Callable[..., Any]]:
        """Return the comparison of neighbours."""
        compare, nulls = type(self).compare, self.holds_for_nulls

        def pair(a: Any, b: Any) -> bool:
            if a is None or b is None:
                return nulls and a is None and b is None
            return bool(compare(a, b))

        return {self.name: lambda a, b, *rest: pair(a, b) and all(pair(b, c) for c in rest)}

    def text(self, call: Call, say: Say) -> str:
        """Return "A is at least B", or the range."""
        phrase = self.day_phrase if call.domain in (FieldType.DATE, FieldType.TIMESTAMP) else self.phrase
        if len(call.args) == 3:
            low, middle, high = say.all(call)
            return f"{middle} is between {low} and {high}" + ("" if self.holds_for_nulls else ", both excluded")
        a, b = say.pair(call)
        return f"{a} is {phrase} {b}"


class Less(_Order):
    """Less; with three arguments strictly between."""

    name, usage, arity = "<", '{"<": [{"var": "field"}, value]} or {"<": [low, {"var": "field"}, high]}', (2, 3)
    kind, compare = exp.LT, python.lt
    phrase, day_phrase = "less than", "before"


class LessOrEqual(_Order):
    """Less or equal; with three arguments between, limits included."""

    name, usage, arity = "<=", '{"<=": [{"var": "field"}, value]} or {"<=": [low, {"var": "field"}, high]}', (2, 3)
    kind, compare, holds_for_nulls = exp.LTE, python.le, True
    phrase, day_phrase = "at most", "on or before"


class Greater(_Order):
    """Greater."""

    name, usage = ">", '{">": [{"var": "field"}, value]}'
    kind, compare = exp.GT, python.gt
    phrase, day_phrase = "more than", "after"


class GreaterOrEqual(_Order):
    """Greater or equal."""

    name, usage = ">=", '{">=": [{"var": "field"}, value]}'
    kind, compare, holds_for_nulls = exp.GTE, python.ge, True
    phrase, day_phrase = "at least", "on or after"
