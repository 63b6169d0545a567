"""Schedules in words: what a cron line does, and nothing that is not exactly that."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import UTC, datetime, time

from cronsim import CronSim

from core.campaigns.values import cron
from core.errors import DocumentInvalid
from core.reports import words

WEEKDAYS = {
    "MON": "Monday", "TUE": "Tuesday", "WED": "Wednesday", "THU": "Thursday", "FRI": "Friday", "SAT": "Saturday",
    "SUN": "Sunday",
}  # fmt: skip
WORKDAYS = (0, 1, 2, 3, 4)
_NAMES = tuple(WEEKDAYS.values())
_NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", CronSim.LAST: "last"}
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # who names the 29th of February means leap years
_SHORTEST = 28
_MOST = 4  # times, dates or months in a sentence
_EPOCH = datetime(2017, 1, 1, tzinfo=UTC)  # any; the line alone is read


@dataclass(frozen=True, slots=True)
class Repetition:
    """What a cron line of fixed times says.

    times: of each of its days, in order. Its days are those of the months (from 1) that are one of `weekdays` (Monday
    is 0) or `nths` (a weekday, and which one of its month), or else one of `dates`; what is empty restricts nothing.
    """

    times: tuple[time, ...]
    weekdays: tuple[int, ...] = ()
    nths: tuple[tuple[int, int], ...] = ()
    dates: tuple[int, ...] = ()
    months: tuple[int, ...] = ()


def read(line: str) -> Repetition | None:
    """Return what a cron line says; None where it is no such line, or says more than a `Repetition` can hold.

    More say a line with a star as minute or hour, which goes by elapsed time, and one with both dates and weekdays.
    """
    try:
        minute, hour, *_ = fields = cron(line).split()
    except DocumentInvalid:
        return None
    if minute.startswith("*") or hour.startswith("*"):
        return None
    found = CronSim(" ".join(fields), _EPOCH)  # the very reading by which it fires
    times = tuple(time(h, m) for h in sorted(found.hours) for m in sorted(found.minutes))
    months = () if len(found.months) == len(_LENGTHS) else tuple(sorted(found.months))
    weekdays = tuple(sorted({(d - 1) % 7 for d in found.weekdays if isinstance(d, int)}))
    is_any_weekday, is_any_date = len(weekdays) == len(_NAMES), found.days >= set(range(1, 32))
    if (is_any_weekday and is_any_date) or (not found.day_and and (is_any_weekday or is_any_date)):
        return Repetition(times, months=months)  # of a date and a weekday without a star, either is enough
    if is_any_date:
        nths = sorted(((d[0] - 1) % 7, d[1]) for d in found.weekdays if not isinstance(d, int))
        return Repetition(times, weekdays, tuple(dict.fromkeys(nths)), months=months)
    return Repetition(times, dates=tuple(sorted(found.days)), months=months) if is_any_weekday else None


def said(line: str) -> str:
    """Return when a cron line comes, as in "every Monday at 10:00"; one that no short words are exact for as it is."""
    return in_words(line) or f"by the cron line {line}"


def in_words(line: str) -> str | None:
    """Return when a cron line comes; None where no short words say exactly that."""
    found = read(line)
    if found is None or max(len(found.times), len(found.months)) > _MOST or (days := _days(found)) is None:
        return None
    return f"{days} at {words.listed(f'{at:%H:%M}' for at in found.times)}"


def _days(found: Repetition) -> str | None:
    """Return the days in words, None where there are none that are short and exact."""
    if found.weekdays and found.nths:
        return None
    if found.nths or found.dates:
        return _of_month(found)
    named = "every day"
    if found.weekdays:
        listed = words.listed((_NAMES[d] for d in found.weekdays), most=len(_NAMES))
        named = "Monday to Friday" if found.weekdays == WORKDAYS else f"every {listed}"
    return f"{named} in {_months(found)}" if found.months else named


def _of_month(found: Repetition) -> str | None:
    """Return days of a month in words; None where some of several are not in every month."""
    if found.nths:
        which = [f"{_NTH[n]} {_NAMES[d]}" for d, n in found.nths]
        is_rare = any(n == 5 for _, n in found.nths)
    else:
        which = [_ordinal(d) for d in found.dates if d > 0] + ["last day"] * (CronSim.LAST in found.dates)
        is_rare = max(found.dates) > min((_LENGTHS[m - 1] for m in found.months), default=_SHORTEST)
    if len(which) > _MOST or CronSim.LAST_WEEKDAY in found.dates or (is_rare and (found.months or len(which) > 1)):
        return None
    return f"on the {words.listed(which)} of {_months(found) or 'every month'}{' that has one' if is_rare else ''}"


def _months(found: Repetition) -> str:
    return words.listed(calendar.month_name[m] for m in found.months)


def _ordinal(n: int) -> str:
    ending = "th" if n in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"
