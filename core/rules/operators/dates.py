"""within_last_days: relative to the day of the question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlglot import exp

from core.kernel.canonical import Json
from core.kernel.clock import business_day, start_of_day
from core.kernel.schema import FieldType
from core.rules.operators.base import Predicate
from core.rules.sqltree import day, instant, joined, operand
from core.rules.tree import Broken, Call, Listing, Literal, Node
from core.rules.types import TIMES, words

if TYPE_CHECKING:
    from core.rules.check import Checker
    from core.rules.compile import Sql
    from core.rules.evaluate import Lowering
    from core.rules.explain import Say

_LONGEST = 36_500  # days


class WithinLastDays(Predicate):
    """Whether a day is one of the last n business days, the last of which is the reference day of the question.

    An instant counts by its business day. Null is within nothing.
    """

    name, usage = "within_last_days", '{"within_last_days": [{"var": "last_purchase_on"}, 28]}'

    def check(self, call: Call, checker: Checker) -> Node:
        """Check that a day or an instant is asked, and that the number of days is written."""
        args = [checker.check(a) for a in call.args]
        if not self.counted(call, checker) or any(isinstance(a, Broken) for a in args):
            return Broken(call.path)
        asked, days = args
        if isinstance(asked, Listing) or asked.type not in TIMES:
            what = f"`{self.name}` asks a day or an instant, but this is {words(asked.type)}."
            return checker.fault(asked.path, what, fix=f"Write it like {self.usage}.")
        value = days.value if isinstance(days, Literal) and days.type is FieldType.INTEGER else None
        if not isinstance(value, int) or not 1 <= value <= _LONGEST:
            what = f"The number of days must be a whole number between 1 and {_LONGEST:,}."
            return checker.fault(days.path, what, fix=f"Write it like {self.usage}.")
        return self.holds(call, checker, args=args, certain=not asked.nullable, copies=2)

    def condition(self, call: Call, sql: Sql) -> exp.Expr:
        """Return a range of days, or of the instants between which those days lie."""
        first, last = _range(call, sql.last_day)
        asked = call.args[0]
        if asked.type is FieldType.DATE:
            return exp.Between(this=operand(sql.value(asked)), low=day(first), high=day(last))
        begin, end = start_of_day(first, sql.zone), start_of_day(last + timedelta(days=1), sql.zone)
        after = exp.GTE(this=operand(sql.value(asked)), expression=instant(begin))
        return joined(exp.And, [after, exp.LT(this=operand(sql.value(asked)), expression=instant(end))])

    def lower(self, call: Call, to: Lowering) -> Json:
        """Return it with the first and the last day in place of their number."""
        first, last = _range(call, to.last_day)
        return {self.name: [to.value(call.args[0]), first, last, to.zone]}

    def functions(self) -> Mapping[str, Callable[..., Any]]:
        """Return the comparison of the business day."""

        def run(value: date | datetime | None, first: date, last: date, zone: ZoneInfo) -> bool:
            if value is None:
                return False
            return first <= (business_day(value, zone) if isinstance(value, datetime) else value) <= last

        return {self.name: run}

    def text(self, call: Call, say: Say) -> str:
        """Return "A is within the last n days"."""
        n = say.value(call.args[1])
        return (
            f"{say.value(call.args[0])} is within the last {n} days"
            if n != "1"
            else (f"{say.value(call.args[0])} is on the last day")
        )


def _range(call: Call, last: date) -> tuple[date, date]:
    """Return the first and the last of the days that count."""
    days = call.args[1]
    n = days.value if isinstance(days, Literal) and isinstance(days.value, int) else 1
    return date.fromordinal(max(1, last.toordinal() - n + 1)), last
