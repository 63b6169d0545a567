"""The ways in which a rule engine goes wrong, each as an operator that is handed in instead of the right one."""

from __future__ import annotations

from copy import copy
from zoneinfo import ZoneInfo

import json_logic
from sqlglot import exp

from core.rules.operators.arithmetic import Divide, Remainder
from core.rules.operators.choice import Smallest
from core.rules.operators.dates import WithinLastDays
from core.rules.operators.equality import Equal, NotEqual
from core.rules.operators.lists import All, NoneOf
from core.rules.operators.logic import Not
from core.rules.operators.membership import In
from core.rules.operators.order import Less, LessOrEqual
from core.rules.operators.presence import Missing
from core.rules.sqltree import call as function
from core.rules.sqltree import negated, number, size, text


class WithoutCoalesce(Not):
    """NOT of NULL is NULL: who is not known vanishes from both sides."""

    def condition(self, call, sql):
        return negated(sql.condition(call.args[0]))


class WithoutNullif(Divide):
    """A division by zero is infinite in DuckDB, an error in PostgreSQL."""

    def formula(self, args):
        return exp.Div(this=args[0], expression=args[1], typed=True, safe=False)


class Like(In):
    """% and _ of what is looked for become wildcards."""

    def condition(self, call, sql):
        tree = super().condition(call, sql)
        if not isinstance(tree, exp.GT):
            return tree
        whole, part = (sql.value(a) for a in reversed(call.args))
        pattern = exp.DPipe(this=exp.DPipe(this=text("%"), expression=part), expression=text("%"))
        return exp.Like(this=whole, expression=pattern)


class StockEqual(Equal):
    """The library's own ==, which finds null in false."""

    def functions(self):
        return {"==": json_logic.operations["=="]}


class LooseBetween(Less):
    """< with its limits included."""

    tree = exp.LTE


class NaiveNotEqual(NotEqual):
    """SQL's own <>: who is not known is not unequal either."""

    def condition(self, call, sql):
        tree = super().condition(call, sql)
        return exp.NEQ(this=tree.this, expression=tree.expression) if isinstance(tree, exp.NullSafeNEQ) else tree


class UtcDays(WithinLastDays):
    """Days cut at midnight in UTC instead of the business time zone."""

    def condition(self, call, sql):
        elsewhere = copy(sql)
        elsewhere.zone = ZoneInfo("UTC")
        return super().condition(call, elsewhere)


class AllOfNothing(All):
    """all([]) is true, as mathematics and stock SQL idioms have it."""

    def condition(self, call, sql):
        return exp.EQ(this=self.matches(call, sql), expression=size(sql.value(call.args[0]), dialect=sql.dialect))


class NoneOfNull(NoneOf):
    """A null list is unknown, rather than without elements."""

    def condition(self, call, sql):
        return exp.EQ(this=self.matches(call, sql), expression=number(0))


class LeastPassesNullsOver(Smallest):
    """LEAST by itself."""

    def value(self, call, sql):
        return function("LEAST", *(sql.value(a, call.domain) for a in call.args))


class NullsAreNotEqual(Equal):
    """= where two nulls can meet."""

    def condition(self, call, sql):
        tree = super().condition(call, sql)
        return exp.EQ(this=tree.this, expression=tree.expression) if isinstance(tree, exp.NullSafeEQ) else tree


class AtMostWithoutNulls(LessOrEqual):
    """<= that forgets that null is at most null."""

    joins_nulls = False


class EmptyIsMissing(Missing):
    """The library's own missing, to which the empty text is no value."""

    def functions(self):
        return {"missing": lambda *values: any(v in (None, "") for v in values)}


class SignOfTheDivisor(Remainder):
    """Python's %, whose sign is that of the divisor."""

    def calculate(self, *args):
        return args[0] % args[1] if args[1] else None


MUTANTS = (
    *(
        WithoutCoalesce(),
        WithoutNullif(),
        Like(),
        StockEqual(),
        LooseBetween(),
        NaiveNotEqual(),
        UtcDays(),
        AllOfNothing(),
    ),
    *(
        NoneOfNull(),
        LeastPassesNullsOver(),
        NullsAreNotEqual(),
        AtMostWithoutNulls(),
        EmptyIsMissing(),
        SignOfTheDivisor(),
    ),
)
