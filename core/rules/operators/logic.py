"""and, or, !, !!."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from sqlglot import exp

from core.kernel.schema import FieldType
from core.rules.operators.base import Operator, Predicate
from core.rules.sqltree import case, joined, negated
from core.rules.tree import Broken, Call, Node, certain

if TYPE_CHECKING:
    from core.rules.check import Checker
    from core.rules.compile import Sql
    from core.rules.explain import Say


class _Group(Operator):
    """`and` and `or`: as a condition of conditions; as a value, the argument that decides, all being of one type."""

    arity, joins, is_loose = (1, None), True, True
    connector: ClassVar[type[exp.Connector]]

    def check_condition(self, call: Call, checker: Checker) -> Node:
        """Check members that may have any type, since each is taken for its truth alone."""
        args = [checker.condition(a) for a in call.args]
        if not self.counted(call, checker):
            return Broken(call.path)
        sure = all(certain(a) for a in args)
        return self.typed(call, checker, args=args, type=FieldType.BOOLEAN, is_condition=True, certain=sure)

    def check(self, call: Call, checker: Checker) -> Node:
        """Check members that must share one type."""
        args = [checker.check(a) for a in call.args]
        met = checker.values(args, path=call.path) if self.counted(call, checker) else None
        if met is None:
            return Broken(call.path)
        type_, ready = met
        changes = {"nullable": any(a.nullable for a in ready), "certain": all(certain(a) for a in ready)}
        return self.typed(call, checker, args=ready, copies=2, type=type_, domain=type_, **changes)

    def condition(self, call: Call, sql: Sql) -> exp.Expr:
        """Join the members bare: NULL counts as false under AND and OR alike."""
        return joined(self.connector, [sql.condition(a) for a in call.args])

    def text(self, call: Call, say: Say) -> str:
        """Return "A and B"."""
        if call.is_condition:
            return f" {self.name} ".join(say.inner(a) for a in call.args)
        return f"the deciding one of ({f' {self.name} '.join(say.value(a) for a in call.args)})"


class And(_Group):
    """All of the conditions; as a value the first that counts as false, otherwise the last."""

    name, usage, connector = "and", '{"and": [condition, condition]}', exp.And

    def value(self, call: Call, sql: Sql) -> exp.Expr:
        """Return the first false value, otherwise the last."""
        *tested, last = call.args
        pairs = [(negated(sql.truth(a)), sql.value(a, call.domain)) for a in tested]
        return case(pairs, sql.value(last, call.domain)) if pairs else sql.value(last, call.domain)

    def combine(self, held: Sequence[bool]) -> bool:
        """Return whether all hold."""
        return all(held)


class Or(_Group):
    """Any of the conditions; as a value the first that counts as true, otherwise the last."""

    name, usage, connector = "or", '{"or": [condition, condition]}', exp.Or

    def value(self, call: Call, sql: Sql) -> exp.Expr:
        """Return the first true value, otherwise the last."""
        *tested, last = call.args
        pairs = [(sql.condition(a), sql.value(a, call.domain)) for a in tested]
        return case(pairs, sql.value(last, call.domain)) if pairs else sql.value(last, call.domain)

    def combine(self, held: Sequence[bool]) -> bool:
        """Return whether any holds."""
        return any(held)


class _Truth(Predicate):
    """What `!` and `!!` share: one argument, taken for its truth, and an answer that is never NULL."""

    arity, joins = (1, 1), True

    def check(self, call: Call, checker: Checker) -> Node:
        """Check the one condition."""
        args = [checker.condition(a) for a in call.args]
        return self.holds(call, checker, args=args, certain=True) if self.counted(call, checker) else Broken(call.path)


class Not(_Truth):
    """The exact negation: what is not known to hold does not hold."""

    name, usage = "!", '{"!": condition}'

    def condition(self, call: Call, sql: Sql) -> exp.Expr:
        """Negate the two-valued condition."""
        return negated(sql.truth(call.args[0]))

    def functions(self) -> Mapping[str, Callable[..., Any]]:
        """Return Python's own `not`, which agrees on every type that a row can hold."""
        return {self.name: lambda value: not value}

    def text(self, call: Call, say: Say) -> str:
        """Return "not (A)"."""
        return f"not ({say.condition(call.args[0])})"

    def combine(self, held: Sequence[bool]) -> bool:
        """Return whether the one condition fails."""
        return not held[0]


class Holds(_Truth):
    """The truth of a value: not null, not zero, not empty."""

    name, usage = "!!", '{"!!": {"var": "field"}}'

    def condition(self, call: Call, sql: Sql) -> exp.Expr:
        """Return the two-valued condition."""
        return sql.truth(call.args[0])

    def functions(self) -> Mapping[str, Callable[..., Any]]:
        """Return Python's own truth."""
        return {self.name: bool}

    def text(self, call: Call, say: Say) -> str:
        """Return the condition itself."""
        return say.inner(call.args[0])

    def combine(self, held: Sequence[bool]) -> bool:
        """Return whether the one condition holds."""
        return held[0]
