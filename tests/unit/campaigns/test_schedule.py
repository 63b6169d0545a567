"""When schedules are due: bounds, missed occasions, clocks that are moved, and changes of the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.campaigns.schedule import Schedule, key_of

NEW_YORK = ZoneInfo("America/New_York")
MONDAYS = Schedule(NEW_YORK, crons=["0 10 * * MON"])
LONG_AGO = datetime(2017, 1, 1, tzinfo=UTC)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK).astimezone(UTC)


def test_an_occasion_is_due_from_its_instant_on() -> None:
    monday = at("2017-10-02T10:00")
    assert key_of(monday) == "2017-10-02T14:00:00Z"
    assert MONDAYS.due(monday - timedelta(microseconds=1), since=LONG_AGO) == at("2017-09-25T10:00")
    assert MONDAYS.due(monday, since=LONG_AGO) == monday
    assert MONDAYS.following(monday - timedelta(seconds=1)) == monday
    assert MONDAYS.following(monday) == at("2017-10-09T10:00")


def test_of_missed_occasions_the_latest_is_due_and_none_once_it_fired() -> None:
    now = at("2017-10-30T09:00")
    assert MONDAYS.due(now, since=LONG_AGO, fired=at("2017-10-02T10:00")) == at("2017-10-23T10:00")
    assert MONDAYS.due(now, since=LONG_AGO, fired=at("2017-10-23T10:00")) is None


def test_a_clock_that_was_moved_back_makes_nothing_due_again() -> None:
    assert MONDAYS.due(at("2017-10-10T10:00"), since=LONG_AGO, fired=at("2017-10-16T10:00")) is None


def test_what_was_missed_before_the_activation_is_over() -> None:
    assert MONDAYS.due(at("2017-10-04T10:00"), since=at("2017-10-02T10:00")) is None
    assert MONDAYS.due(at("2017-10-09T10:00"), since=at("2017-10-02T10:00")) == at("2017-10-09T10:00")


def test_a_single_instant_is_due_also_late_and_up_to_an_hour_before_the_activation() -> None:
    once = Schedule(NEW_YORK, once=[at("2017-10-02T10:00")])
    assert once.due(at("2017-10-02T09:59"), since=LONG_AGO) is None
    assert once.due(at("2017-12-24T10:00"), since=LONG_AGO) == at("2017-10-02T10:00")
    assert once.due(at("2017-10-02T11:00"), since=at("2017-10-02T11:00")) == at("2017-10-02T10:00")
    assert once.due(at("2017-10-02T11:01"), since=at("2017-10-02T11:01")) is None
    assert once.following(at("2017-10-02T10:00")) is None


def test_a_single_instant_is_missed_where_it_never_fired_and_never_will() -> None:
    ten, once = at("2017-10-02T10:00"), Schedule(NEW_YORK, once=[at("2017-10-02T10:00")])
    assert once.missed(at("2017-12-24T10:00"), since=LONG_AGO) is None  # it is due still
    assert once.missed(at("2017-10-02T11:00"), since=at("2017-10-02T11:00")) is None
    assert once.missed(at("2017-10-02T11:01"), since=at("2017-10-02T11:01")) == ten
    assert once.missed(at("2017-10-02T11:01"), since=at("2017-10-02T11:01"), fired=ten) is None
    assert once.missed(at("2017-10-02T09:00"), since=at("2017-10-02T12:00")) is None  # it is still to come
    within = Schedule(NEW_YORK, once=[ten], ends_on=date(2017, 10, 2))
    assert within.missed(at("2017-10-03T00:59"), since=LONG_AGO) is None
    assert within.missed(at("2017-10-03T01:00"), since=LONG_AGO) == ten
    assert within.due(at("2017-10-03T01:00"), since=LONG_AGO) is None
    assert MONDAYS.missed(at("2017-12-24T10:00"), since=at("2017-12-24T10:00")) is None


def test_several_schedules_are_one() -> None:
    both = Schedule(NEW_YORK, once=[at("2017-10-04T08:00")], crons=["0 10 * * MON", "30 9 * * MON"])
    assert both.due(at("2017-10-02T12:00"), since=LONG_AGO) == at("2017-10-02T10:00")
    assert both.due(at("2017-10-05T12:00"), since=LONG_AGO) == at("2017-10-04T08:00")
    assert both.following(at("2017-10-02T10:00")) == at("2017-10-04T08:00")
    assert both.following(at("2017-10-04T08:00")) == at("2017-10-09T09:30")


def test_days_outside_of_the_campaign_have_no_occasion() -> None:
    within = Schedule(
        NEW_YORK, [at("2017-10-01T10:00")], ["0 10 * * MON"], starts_on=date(2017, 10, 9), ends_on=date(2017, 10, 16)
    )
    assert within.due(at("2017-10-08T10:00"), since=LONG_AGO) is None
    assert within.following(LONG_AGO) == at("2017-10-09T10:00")
    assert within.following(at("2017-10-09T10:00")) == at("2017-10-16T10:00")
    assert within.following(at("2017-10-16T10:00")) is None
    assert within.due(at("2017-10-16T12:00"), since=LONG_AGO) == at("2017-10-16T10:00")
    assert within.due(at("2017-10-16T12:00"), since=LONG_AGO, fired=at("2017-10-16T10:00")) is None


def test_the_first_and_the_last_day_count_whole() -> None:
    day = date(2017, 10, 9)
    nightly = Schedule(NEW_YORK, crons=["0 0 * * *", "59 23 * * *"], starts_on=day, ends_on=day)
    assert nightly.following(LONG_AGO) == at("2017-10-09T00:00")
    assert nightly.following(at("2017-10-09T00:00")) == at("2017-10-09T23:59")
    assert nightly.due(at("2017-10-10T00:59"), since=LONG_AGO) == at("2017-10-09T23:59")  # a worker that was away
    assert nightly.due(at("2017-10-10T01:00"), since=LONG_AGO) is None


def test_an_hour_that_the_clock_skips_is_due_when_it_is_over() -> None:
    early = Schedule(NEW_YORK, crons=["30 2 * * *"])
    spring = datetime(2017, 3, 12, 7, tzinfo=UTC)  # 2:00 becomes 3:00
    assert early.due(spring - timedelta(seconds=1), since=LONG_AGO) == at("2017-03-11T02:30")
    assert early.due(spring, since=LONG_AGO) == spring
    assert early.following(at("2017-03-11T02:30")) == spring
    assert early.following(spring) == at("2017-03-13T02:30")


def test_an_hour_that_the_clock_shows_twice_is_due_once() -> None:
    early = Schedule(NEW_YORK, crons=["30 1 * * *"])
    first, second = datetime(2017, 11, 5, 5, 30, tzinfo=UTC), datetime(2017, 11, 5, 6, 30, tzinfo=UTC)
    for now in (first, first + timedelta(minutes=40), second, second + timedelta(hours=3)):
        assert early.due(now, since=LONG_AGO) == first
    for after in (first, first + timedelta(minutes=40), second - timedelta(seconds=1), second):
        assert early.following(after) == at("2017-11-06T01:30")
    assert early.following(first - timedelta(seconds=1)) == first


def test_a_star_goes_by_elapsed_time_through_a_change_of_the_clock() -> None:
    hourly = Schedule(NEW_YORK, crons=["15 * * * *"])
    start, found = datetime(2017, 11, 5, 4, tzinfo=UTC), []
    instant: datetime | None = start
    while (instant := hourly.following(instant or start)) is not None and len(found) < 5:
        found.append(instant)
    assert found == [start + timedelta(hours=n, minutes=15) for n in range(5)]


def test_a_cron_line_that_is_never_due_again_within_half_a_century_is_not_due() -> None:
    leap = Schedule(ZoneInfo("UTC"), crons=["0 0 29 2 *"])
    assert leap.following(datetime(2017, 1, 1, tzinfo=UTC)) == datetime(2020, 2, 29, tzinfo=UTC)
    assert leap.due(datetime(2019, 1, 1, tzinfo=UTC), since=datetime(2000, 1, 1, tzinfo=UTC)) == datetime(
        2016, 2, 29, tzinfo=UTC
    )


@pytest.mark.parametrize("hours", [0, 1, 23])
def test_an_empty_schedule_is_never_due(hours: int) -> None:
    now = LONG_AGO + timedelta(hours=hours)
    assert Schedule(NEW_YORK).due(now, since=LONG_AGO) is None
    assert Schedule(NEW_YORK).following(now) is None
