"""A cron line in words: the words are read again, day by day, and must give the very times at which the line comes."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import event, example, given, settings
from hypothesis import strategies as st

from core.campaigns.schedule import Schedule
from core.campaigns.values import cron
from core.errors import DocumentInvalid
from core.reports import schedules

ZONES = ["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Kolkata", "UTC"]
DAYS = {name: n for n, name in enumerate(calendar.day_name)}
MONTHS = {name: n for n, name in enumerate(calendar.month_name) if name}
NTHS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
N, SPAN = 20, timedelta(days=9 * 366)  # twenty times, or all of the years in which a 29th of February comes


def parts(listed: str) -> list[str]:
    return re.split(r", | and ", listed)


def read(said: str) -> tuple[Callable[[date], bool], list[time]]:
    """Return on which days and at which times of the day a sentence says that something comes."""
    days, _, times = said.rpartition(" at ")
    named, _, months = days.partition(" in ")
    if (found := re.fullmatch(r"on the (.*) of (.*?)( that has one)?", named)) is not None:
        named, months = found[1], found[2].removeprefix("every month")
        wanted = [_of_month(each) for each in parts(named)]
        assert found[3] or all(has_each(each, months) for each in parts(named)), said
    elif named == "Monday to Friday":
        wanted = [lambda day: day.weekday() < 5]
    elif named == "every day":
        wanted = [lambda _: True]
    else:
        names = {DAYS[each] for each in parts(named.removeprefix("every "))}
        wanted = [lambda day: day.weekday() in names]
    within = {MONTHS[each] for each in parts(months)} if months else set(MONTHS.values())
    at = [time.fromisoformat(each) for each in parts(times)]
    return lambda day: day.month in within and any(one(day) for one in wanted), at


def has_each(day: str, months: str) -> bool:
    """Whether all of these months have such a day; a named February has the 29th of leap years."""
    if not (number := re.match(r"\d+", day)):
        return not day.startswith("fifth")
    longest = [calendar.monthrange(2020, MONTHS[each])[1] for each in parts(months)] if months else [28]
    return int(number[0]) <= min(longest)


def _of_month(said: str) -> Callable[[date], bool]:
    if (found := re.fullmatch(r"(\d+)(st|nd|rd|th)", said)) is not None:
        return lambda day: day.day == int(found[1])
    if said == "last day":
        return lambda day: (day + timedelta(days=1)).day == 1
    which, name = said.split()
    if which == "last":
        return lambda day: day.weekday() == DAYS[name] and (day + timedelta(days=7)).month != day.month
    return lambda day: day.weekday() == DAYS[name] and (day.day - 1) // 7 + 1 == NTHS[which]


def instant(local: datetime, zone: ZoneInfo) -> datetime:
    """Return the first instant at which the clock on the wall shows a time, or has skipped it."""
    first, second = (local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first <= second:
        return first
    while second.astimezone(zone).replace(tzinfo=None) < local:  # the clock skips it: first comes after, second before
        second += timedelta(minutes=1)
    return second


def comes(said: str, zone: ZoneInfo, after: datetime, *, until: datetime) -> list[datetime]:
    """Return the next times that a sentence says, N at most."""
    is_day, times = read(said)
    day, found = after.astimezone(zone).date() - timedelta(days=1), set[datetime]()
    while len(found) < N and day <= until.date() + timedelta(days=1):
        if is_day(day):
            found |= {at for each in times if after < (at := instant(datetime.combine(day, each), zone)) < until}
        day += timedelta(days=1)
    return sorted(found)[:N]


def field(values: st.SearchStrategy[str], *special: str) -> st.SearchStrategy[str]:
    """A field of a cron line: one value most often, or several, ranges, steps, a star, and what only it may have."""
    one = st.one_of(values, values, st.builds("{}-{}".format, values, values), st.builds("{}/{}".format, values, STEPS))
    several = st.lists(st.one_of(one, *map(st.just, special)), min_size=1, max_size=3).map(",".join)
    return st.one_of(st.just("*"), values, several, st.builds("*/{}".format, STEPS))


def numbers(least: int, most: int) -> st.SearchStrategy[str]:
    return st.integers(least, most).map(str)


STEPS = st.sampled_from(["1", "2", "3", "6"])
WEEKDAY = st.one_of(numbers(0, 7), st.sampled_from(list(schedules.WEEKDAYS)))
NTH = st.one_of(st.builds("{}#{}".format, WEEKDAY, numbers(1, 5)), numbers(0, 7).map("{}L".format))
STAR = st.just("*")
LINES = st.builds(
    "{} {} {} {} {}".format,
    st.one_of(numbers(0, 59), field(numbers(0, 59))), st.one_of(numbers(0, 23), field(numbers(0, 23))),
    st.one_of(STAR, field(numbers(1, 31), "L", "LW", "1-31")), st.one_of(STAR, field(numbers(1, 12), "JAN", "DEC")),
    st.one_of(STAR, field(WEEKDAY, "MON-FRI", "0-6"), NTH, st.builds("{},{}".format, NTH, NTH)),
)  # fmt: skip
AFTER = st.timedeltas(timedelta(0), timedelta(days=15 * 365)).map(datetime(2017, 1, 1, tzinfo=UTC).__add__)


def in_words(line: str) -> str | None:
    """What is said of a line; None also of one that is no cron line."""
    try:
        return schedules.in_words(cron(line))
    except DocumentInvalid:
        return None


@settings(max_examples=1000)  # of which a fifth is said in words
@given(line=LINES, zone=st.sampled_from(ZONES).map(ZoneInfo), after=AFTER)
@example("0 10 1-31 * MON", ZoneInfo("UTC"), datetime(2026, 12, 1, tzinfo=UTC))  # either is enough
@example("30 2 * * *", ZoneInfo("America/New_York"), datetime(2026, 3, 1, tzinfo=UTC))  # skipped in between
@example("0,30 2 * * SUN", ZoneInfo("America/New_York"), datetime(2026, 3, 1, tzinfo=UTC))  # both at once then
@example("30 1 * 11 *", ZoneInfo("America/New_York"), datetime(2026, 10, 25, tzinfo=UTC))  # shown twice
@example("*/30 2 * * *", ZoneInfo("America/New_York"), datetime(2026, 3, 1, tzinfo=UTC))  # not at a skipped hour
@example("0 10 31 * *", ZoneInfo("UTC"), datetime(2026, 1, 1, tzinfo=UTC))
@example("0 8 29 2 *", ZoneInfo("UTC"), datetime(2026, 1, 1, tzinfo=UTC))
def test_what_is_said_of_a_line_is_exactly_what_it_does(line: str, zone: ZoneInfo, after: datetime) -> None:
    said = in_words(line)
    event("said" if said else "not said")
    if said is None:  # then nothing is promised; to assume it away would be most of the lines
        return
    written = cron(line)
    until = after + SPAN
    schedule, found = Schedule(zone, crons=[written]), [after]
    while len(found) <= N and (at := schedule.following(found[-1])) is not None and at < until:
        found.append(at)
    assert found[1:] == comes(said, zone, after, until=until)
    assert len(found) > 1
