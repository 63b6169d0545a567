"""==, === and their exact negations != and !==."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from sqlglot import exp

from core.kernel.schema import FieldType
from core.rules.operators.base import Predicate
from core.rules.sqltree import is_null, not_null, operand
from core.rules.tree import Broken, Call, Listing, Literal, Node

if TYPE_CHECKING:
    from core.rules.check import Checker
    from core.rules.compile import Sql
    from core.rules.explain import Say


def is_null_literal(node: Node) -> bool:
    """Return whether the node is a written null."""
    return isinstance(node, Literal) and node.value is None


def beside_null(left: Node, right: Node) -> Node | None:
    """Return the one that is compared with a written null, if one is."""
    return left if is_null_literal(right) else right if is_null_literal(left) else None


class _Equality(Predicate):
    """Values of one type are compared; null equals only null."""

    negates: ClassVar[bool] = False

    def check(self, call: Call, checker: Checker) -> Node:
        """Check that both sides have one type; lists are compared with null alone."""
        args = [checker.check(a) for a in call.args]
        if not self.counted(call, checker):
            return Broken(call.path)
        if any(is_null_literal(a) for a in args) and not any(isinstance(a, Listing) for a in args):
            return self.holds(call, checker, args=args, certain=True)
        met = checker.meet(args, path=call.path)
        if met is None:
            return Broken(call.path)
        if met[0] is FieldType.STRINGS:
            return checker.fault(call.path, "Whole lists are not compared.", fix="Use `in`, `some`, `all` or `none`.")
        left, right = met[1]
        sure = self.negates or left.nullable == right.nullable
        return self.holds(call, checker, args=met[1], domain=met[0], certain=sure)

    def sides(self, call: Call, sql: Sql) -> tuple[exp.Expr, exp.Expr]:
        """Return both sides, bracketed."""
        left, right = (operand(sql.value(a, call.domain)) for a in call.args)
        return left, right


class Equal(_Equality):
    """Equal, or both null."""

    name, aliases, usage = "==", ("===",), '{"==": [{"var": "field"}, value]}'

    def condition(self, call: Call, sql: Sql) -> exp.Expr:
        """Compare with IS NULL, IS NOT DISTINCT FROM or =, whichever is the plainest that is right."""
        asked = beside_null(*call.args)
        if asked is not None:
            return is_null(sql.value(asked))
        left, right = self.sides(call, sql)
        both = all(a.nullable for a in call.args)
        return exp.NullSafeEQ(this=left, expression=right) if both else exp.EQ(this=left, expression=right)

    def functions(self) -> Mapping[str, Callable[..., Any]]:
        """Return equality; the check made sure that both sides have one type."""
        return {self.name: lambda a, b: bool(a == b)}

    def text(self, call: Call, say: Say) -> str:
        """Return "A is B" or "A is missing"."""
        asked = beside_null(*call.args)
        if asked is not None:
            return f"{say.value(asked)} is missing"
        a, b = say.arguments(call)
        verb = "is" if any(isinstance(x, Literal) for x in call.args) else "equals"
        return f"{a} {verb} {b}" + (" (or both are missing)" if all(x.nullable for x in call.args) else "")


class NotEqual(_Equality):
    """The exact negation of `==`: a missing value is not equal to anything but another missing value."""

    name, aliases, usage, negates = "!=", ("!==",), '{"!=": [{"var": "field"}, value]}', True

    def condition(self, call: Call, sql: Sql) -> exp.Expr:
        """Compare with IS NOT NULL, IS DISTINCT FROM or <>, whichever is the plainest that is right."""
        asked = beside_null(*call.args)
        if asked is not None:
            return not_null(sql.value(asked))
        left, right = self.sides(call, sql)
        some = any(a.nullable for a in call.args)
        return exp.NullSafeNEQ(this=left, expression=right) if some else exp.NEQ(this=left, expression=right)

    def functions(self) -> Mapping[str, Callable[..., Any]]:
        """Return inequality; null is unequal to every value."""
        return {self.name: lambda a, b: bool(a != b)}

    def text(self, call: Call, say: Say) -> str:
        """Return "A is not B", saying what becomes of missing values."""
        asked = beside_null(*call.args)
        if asked is not None:
            return f"{say.value(asked)} is known"
        a, b = say.arguments(call)
        nullable = [x.nullable for x in call.args]
        tail = " (or only one is missing)" if all(nullable) else " (or is missing)" if any(nullable) else ""
        verb = "is not" if any(isinstance(x, Literal) for x in call.args) else "differs from"
        return f"{a} {verb} {b}{tail}"
