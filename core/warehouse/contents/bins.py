"""Where the bars of a histogram end: round numbers, whole days, weeks, months, quarters or years.

A bar holds what is above the end of the bar before it, up to and including its own end; the first one also holds
everything below, and one more bar everything above the last end.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from core.kernel.clock import start_of_day
from core.warehouse.parquet import quoted

MOST = 20  # bars between the first and the last end
EARLIEST, LATEST = date(1000, 1, 1), date(8999, 12, 31)  # days outside of these are in the first or the last bar
_LARGEST = 2**63 - 1
_MONTHS = {1: "month", 3: "quarter", 12: "year", 60: "years", 240: "years", 1200: "years", 9600: "years"}


@dataclass(frozen=True, slots=True)
class Bins:
    """The `labels` of all bars, and their upper `ends` as text of an SQL `type`; the last bar has no end."""

    type: str
    ends: tuple[str, ...]
    labels: tuple[str, ...]

    @property
    def sql(self) -> str:
        """The ends as a list in SQL."""
        return f"[{', '.join(map(quoted, self.ends))}]::{self.type}[]"


def whole_bins(low: int, high: int) -> Bins:
    """Return bins for whole numbers, most of which lie between `low` and `high`."""
    step = max(int(_round_up((high - low) / MOST)), 1)
    first = low // step * step
    ends = [e for e in range(first, high + step, step) if -_LARGEST <= e <= _LARGEST]
    inner = [f"{a + 1:,} to {b:,}" if b > a + 1 else f"{b:,}" for a, b in pairwise(ends)]
    labels = (f"up to {ends[0]:,}", *inner, f"above {ends[-1]:,}")
    return Bins("BIGINT", tuple(map(str, ends)), labels)


def number_bins(low: float, high: float) -> Bins:
    """Return bins for measured numbers, most of which lie between `low` and `high` (both finite)."""
    step = _round_up(high / MOST - low / MOST)
    first = math.floor(low / step) if step else 0
    count = math.ceil(high / step) - first if step else 0
    # a multiple of the step as its shortest decimal: 0.3 and not 0.30000000000000004
    found = [float(f"{step * i:.12g}") for i in range(first, first + min(count, 2 * MOST) + 1)] if step else []
    ends = sorted({e for e in found if math.isfinite(e)}) or [high]
    inner = [f"{_short(a)} to {_short(b)}" for a, b in pairwise(ends)]
    labels = (f"up to {_short(ends[0])}", *inner, f"above {_short(ends[-1])}")
    return Bins("DOUBLE", tuple(map(repr, ends)), labels)


def day_bins(low: date, high: date) -> Bins:
    """Return bins of calendar periods for days, most of which lie between `low` and `high`."""
    ends, labels = _periods(low, high)
    return Bins("DATE", tuple(end.isoformat() for end in ends), labels)


def instant_bins(low: date, high: date, *, zone: ZoneInfo) -> Bins:
    """Return bins of calendar periods of a time zone for instants, most of them on the days from `low` to `high`."""
    days, labels = _periods(low, high)
    ends = [start_of_day(day + timedelta(days=1), zone) - timedelta(microseconds=1) for day in days]
    return Bins("TIMESTAMPTZ", tuple(end.isoformat(sep=" ") for end in ends), labels)


def _periods(low: date, high: date) -> tuple[Sequence[date], tuple[str, ...]]:
    """Return the last day before the periods and of each of them, and the name of each bar."""
    starts, name = _starts(low, high)
    ends = [start - timedelta(days=1) for start in starts]
    named = [_named(a, b, name) for a, b in zip(starts, ends[1:], strict=False)]
    return ends, (f"up to {_day(ends[0])}", *named, f"after {_day(ends[-1])}")


def _starts(low: date, high: date) -> tuple[Sequence[date], str]:
    """Return the first day of every period from that of `low` to the one after that of `high`, and their kind."""
    span = (high - low).days
    for step, name in ((1, "day"), (7, "week")):
        if span <= step * MOST:
            first = low - timedelta(days=low.weekday() if name == "week" else 0)
            return [first + timedelta(days=step * i) for i in range((high - first).days // step + 2)], name
    months, name = next((m, n) for m, n in _MONTHS.items() if span <= m * 30 * MOST)
    numbers = [(12 * day.year + day.month - 1) // months for day in (low, high)]
    return [_month(i * months) for i in range(numbers[0], numbers[1] + 2)], name


def _month(number: int) -> date:
    return date(max(number // 12, 1), number % 12 + 1, 1)


def _named(first: date, last: date, kind: str) -> str:
    match kind:
        case "day":
            return _day(first)
        case "week":
            return f"{_day(first)} to {_day(last)}"
        case "month":
            return f"{first:%b} {first.year}"
        case "quarter":
            return f"Q{(first.month + 2) // 3} {first.year}"
        case "year":
            return str(first.year)
        case _:
            return f"{first.year} to {last.year}"


def _day(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"


def _round_up(value: float) -> float:
    """Return the least of 1, 2, 5, 10, 20 ... 0.5, 0.2 ... that is not below `value`; 0 for what is too small."""
    if value <= 0 or not math.isfinite(value):
        return 0.0
    power = 10.0 ** math.floor(math.log10(value))
    return next((step * power for step in (1.0, 2.0, 5.0) if step * power >= value), 10.0 * power)


def _short(value: float) -> str:
    return f"{value:,.10g}"
