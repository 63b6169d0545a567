"""if, min, max: one of several values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from sqlglot import exp

from core.kernel.canonical import Json
from core.kernel.schema import FieldType
from core.rules.operators.base import Calculation, Operator
from core.rules.sqltree import call as function
from core.rules.sqltree import case, is_null, joined, operand
from core.rules.tree import Broken, Call, Node
from core.rules.types import NUMERIC, TIMES, words

if TYPE_CHECKING:
    from core.rules.check import Checker
    from core.rules.compile import Sql
    from core.rules.evaluate import Lowering
    from core.rules.explain import Say


class If(Operator):
    """The value after the first test that holds, otherwise the last value (null when there is none)."""

    name, arity, joins, is_loose = "if", (2, None), True, True
    usage = '{"if": [condition, value, otherwise]}'

    def check_condition(self, call: Call, checker: Checker) -> Node:
        """Check branches that are conditions themselves."""
        args = [checker.condition(a) for a in call.args]
        if not self.counted(call, checker):
            return Broken(call.path)
        return self.typed(call, checker, args=args, type=FieldType.BOOLEAN, is_condition=True, certain=True)

    def check(self, call: Call, checker: Checker) -> Node:
        """Check branches that must share one type."""
        n = len(call.args)
        args = [checker.condition(a) if _is_test(i, n) else checker.check(a) for i, a in enumerate(call.args)]
        if not self.counted(call, checker) or any(isinstance(a, Broken) for a in args):
            return Broken(call.path)
        met = checker.values([a for i, a in enumerate(args) if not _is_test(i, n)], path=call.path)
        if met is None:
            return Broken(call.path)
        type_, branches = met
        left = iter(branches)
        args = [a if _is_test(i, n) else next(left) for i, a in enumerate(args)]
        nullable = n % 2 == 0 or any(b.nullable for b in branches)
        return self.typed(call, checker, args=args, type=type_, domain=type_, nullable=nullable, certain=True)

    def condition(self, call: Call, sql: Sql) -> exp.Expr:
        """Choose between the truths of the branches."""
        return self._choose(call, sql, branch=sql.truth, otherwise=exp.false())

    def value(self, call: Call, sql: Sql) -> exp.Expr:
        """Choose between the values of the branches."""
        if call.is_condition:
            return self.condition(call, sql)
        return self._choose(call, sql, branch=lambda b: sql.value(b, call.domain), otherwise=exp.Null())

    def _choose(self, call: Call, sql: Sql, *, branch: Callable[[Node], exp.Expr], otherwise: exp.Expr) -> exp.Expr:
        tests, values = call.args[:-1:2], call.args[1::2]
        pairs = [(sql.condition(t), branch(v)) for t, v in zip(tests, values, strict=False)]
        return case(pairs, branch(call.args[-1]) if len(call.args) % 2 else otherwise)

    def lower(self, call: Call, to: Lowering) -> Json:
        """Return it as it is; the tests are not in the domain of the branches."""
        n = len(call.args)
        return {"if": [to.value(a, None if _is_test(i, n) else call.domain) for i, a in enumerate(call.args)]}

    def text(self, call: Call, say: Say) -> str:
        """Return "B where A, otherwise C"."""
        n = len(call.args)
        branch = say.inner if call.is_condition else say.value
        said = [say.inner(a) if _is_test(i, n) else branch(a) for i, a in enumerate(call.args)]
        last = said.pop() if n % 2 else "nothing"
        if call.is_condition:
            chosen = [f"if {test} then {then}" for test, then in zip(said[::2], said[1::2], strict=True)]
            return ", otherwise ".join([*chosen, last if n % 2 else "never"])
        chosen = [f"{then} where {test}" for test, then in zip(said[::2], said[1::2], strict=True)]
        return f"({', '.join([*chosen, f'otherwise {last}'])})"

    def combine(self, held: Sequence[bool]) -> bool:
        """Return what the branch of the first test that holds says."""
        chosen = next((held[i + 1] for i in range(0, len(held) - 1, 2) if held[i]), None)
        return (held[-1] if len(held) % 2 else False) if chosen is None else chosen


def _is_test(index: int, n: int) -> bool:
    """Whether the argument at `index` of `n` is a test, rather than a value."""
    return index % 2 == 0 and index < n - 1


class _Extreme(Calculation):
    """The smallest or largest of numbers, days or instants; null if any of them is."""

    arity = (2, None)
    sql_name: ClassVar[str]
    pick: ClassVar[Callable[..., Any]]
    word: ClassVar[str]

    def check(self, call: Call, checker: Checker) -> Node:
        """Check that the arguments are numbers, or all days, or all instants."""
        args = [checker.check(a) for a in call.args]
        met = checker.values(args, path=call.path) if self.counted(call, checker) else None
        if met is None:
            return Broken(call.path)
        type_, ready = met
        if type_ not in NUMERIC | TIMES:
            what = f"`{self.name}` takes numbers or days, but this is {words(type_)}."
            return checker.fault(call.path, what, fix=f"Write it like {self.usage}.")
        nullable = any(a.nullable for a in ready)
        return self.yields(call, checker, args=ready, of=type_, domain=type_, nullable=nullable, copies=2)

    def value(self, call: Call, sql: Sql) -> exp.Expr:
        """Return LEAST or GREATEST, which by themselves would pass over nulls."""
        best = function(self.sql_name, *(sql.value(a, call.domain) for a in call.args))
        nulls = [is_null(operand(sql.value(a))) for a in call.args if a.nullable]
        return case([(joined(exp.Or, nulls), exp.Null())], best) if nulls else best

    def functions(self) -> Mapping[str, Callable[..., Any]]:
        """Return Python's own, null if any is null."""
        pick = type(self).pick
        return {self.name: lambda *args: None if any(a is None for a in args) else pick(args)}

    def text(self, call: Call, say: Say) -> str:
        """Return "the smallest of (A, B)"."""
        return f"the {self.word} of ({', '.join(say.value(a) for a in call.args)})"


class Smallest(_Extreme):
    """The smallest."""

    name, usage, sql_name, pick, word = "min", '{"min": [{"var": "field"}, 10]}', "LEAST", min, "smallest"


class Largest(_Extreme):
    """The largest."""

    name, usage, sql_name, pick, word = "max", '{"max": [{"var": "field"}, 10]}', "GREATEST", max, "largest"
