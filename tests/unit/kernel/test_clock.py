from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.errors import BadInput
from core.kernel.clock import (
    FixedClock,
    SystemClock,
    business_day,
    format_instant,
    parse_instant,
    reference_day,
    start_of_day,
)

NEW_YORK = ZoneInfo("America/New_York")
# zones whose clocks change by an hour, by half an hour, at midnight itself, or whose day was once skipped
ZONES = [
    ZoneInfo(name)
    for name in (
        "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Beirut",
        "America/Havana", "Pacific/Apia", "Asia/Kolkata", "Pacific/Kiritimati", "Africa/Cairo", "UTC",
    )
]  # fmt: skip
zones = st.sampled_from(ZONES)
days = st.dates(date(1990, 1, 1), date(2035, 12, 31))
instants = st.datetimes(datetime(1990, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
SPRING = datetime(2017, 3, 12, 7, tzinfo=UTC)  # New York's clocks jump from 2:00 to 3:00 at this instant
AUTUMN = datetime(2017, 11, 5, 6, tzinfo=UTC)  # and fall back from 2:00 to 1:00 at this one
SKIPPED = date(2011, 12, 30)  # a day that Samoa never had


def test_a_day_in_new_york_has_23_24_or_25_hours():
    def hours(day: date) -> float:
        return (start_of_day(day + timedelta(1), NEW_YORK) - start_of_day(day, NEW_YORK)) / timedelta(hours=1)

    assert [hours(d) for d in (date(2017, 3, 12), date(2017, 7, 1), date(2017, 11, 5))] == [23, 24, 25]


def test_business_days_are_not_utc_days():
    assert business_day(datetime(2017, 7, 1, 3, 59, tzinfo=UTC), NEW_YORK) == date(2017, 6, 30)
    assert business_day(datetime(2017, 7, 1, 4, 0, tzinfo=UTC), NEW_YORK) == date(2017, 7, 1)


def test_the_reference_day_of_a_midnight_is_the_day_that_just_ended():
    midnight = start_of_day(date(2018, 1, 1), NEW_YORK)
    assert midnight == datetime(2018, 1, 1, 5, tzinfo=UTC)
    assert reference_day(midnight, NEW_YORK) == date(2017, 12, 31)
    assert reference_day(midnight + timedelta(microseconds=1), NEW_YORK) == date(2018, 1, 1)


@given(days, zones)
@example(date(2017, 3, 12), NEW_YORK)
@example(date(2017, 11, 5), NEW_YORK)
@example(date(2018, 11, 4), ZoneInfo("America/Sao_Paulo"))  # that midnight does not exist: the day begins at 1:00
def test_a_day_begins_on_itself_and_the_instant_before_belongs_to_an_earlier_day(day, zone):
    if (day, zone.key) == (SKIPPED, "Pacific/Apia"):
        return
    begin = start_of_day(day, zone)
    assert begin.tzinfo is UTC
    assert business_day(begin, zone) == day
    assert business_day(begin - timedelta(microseconds=1), zone) < day
    assert reference_day(begin, zone) < day


@given(instants, zones)
@example(SPRING, NEW_YORK)
@example(SPRING - timedelta(microseconds=1), NEW_YORK)
@example(AUTUMN, NEW_YORK)
@example(AUTUMN - timedelta(hours=1), NEW_YORK)  # 1:00 for the first time of two
def test_every_instant_lies_within_its_business_day(instant, zone):
    day = business_day(instant, zone)
    assert start_of_day(day, zone) <= instant
    assert instant < start_of_day(day + timedelta(1), zone) or day + timedelta(1) == SKIPPED


@given(instants, instants, zones)
def test_later_instants_never_have_earlier_days(one, other, zone):
    first, last = sorted([one, other])
    assert business_day(first, zone) <= business_day(last, zone)
    assert reference_day(first, zone) <= reference_day(last, zone)


@given(instants, zones)
def test_the_reference_day_is_the_business_day_except_at_its_first_instant(instant, zone):
    day = business_day(instant, zone)
    assert (reference_day(instant, zone) == day) == (instant != start_of_day(day, zone))


@given(instants, zones)
@example(AUTUMN - timedelta(minutes=30), NEW_YORK)
def test_an_instant_survives_being_written_and_read(instant, zone):
    text = format_instant(instant)
    assert text.endswith("Z")
    assert parse_instant(text, zone) == instant
    assert parse_instant(instant.astimezone(zone).isoformat(), zone) == instant


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2017-07-01", datetime(2017, 7, 1, 4, tzinfo=UTC)),
        ("2017-01-01", datetime(2017, 1, 1, 5, tzinfo=UTC)),
        ("2017-07-01T10:30", datetime(2017, 7, 1, 14, 30, tzinfo=UTC)),
        ("2017-07-01 10:30:05.25", datetime(2017, 7, 1, 14, 30, 5, 250000, tzinfo=UTC)),
        ("2017-07-01T10:30:00Z", datetime(2017, 7, 1, 10, 30, tzinfo=UTC)),
        ("2017-07-01T10:30:00+05:30", datetime(2017, 7, 1, 5, 0, tzinfo=UTC)),
        ("2017-11-05T01:30", datetime(2017, 11, 5, 5, 30, tzinfo=UTC)),  # twice that night: the first
        ("2017-03-12T02:30", datetime(2017, 3, 12, 7, 30, tzinfo=UTC)),  # never that night: counted from before
    ],
)
def test_reading_an_instant(text, instant):
    read = parse_instant(text, NEW_YORK)
    assert read == instant
    assert read.tzinfo is UTC


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2017-13-01", "2017-02-29", "01/07/2017", "2017-07-01T25:00", "1' OR '1"]
)
def test_what_is_no_instant_is_refused_with_an_example(text):
    with pytest.raises(BadInput, match="is not an instant") as caught:
        parse_instant(text, NEW_YORK)
    assert "2017-07-01" in caught.value.fix


def test_instants_are_written_in_utc_whatever_their_zone():
    east = timezone(timedelta(hours=9))
    assert format_instant(datetime(2018, 1, 1, 14, tzinfo=east)) == "2018-01-01T05:00:00Z"
    assert format_instant(datetime(2018, 1, 1, 5, 0, 0, 250000, tzinfo=UTC)) == "2018-01-01T05:00:00.250000Z"


def test_a_fixed_clock_stands_until_it_is_moved():
    clock = FixedClock(SPRING)
    assert clock.now() == clock.now() == SPRING
    clock.advance(timedelta(days=2))
    clock.advance(timedelta(hours=-1))
    assert clock.now() == SPRING + timedelta(hours=47)


def test_the_systems_clock_gives_utc_and_does_not_go_back():
    first, second = SystemClock().now(), SystemClock().now()
    assert first.tzinfo is UTC
    assert first <= second
