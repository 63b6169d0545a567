"""Quiet hours on the wall clock, where clocks change and where they do not."""

from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from core.contact.policy import QuietHours
from core.contact.quiet import end_of_quiet, is_quiet

NEW_YORK = ZoneInfo("America/New_York")  # forward on 12 March 2017 at 02:00, back on 5 November 2017 at 02:00
NIGHT = QuietHours(time(21), time(9))
NOON = QuietHours(time(12), time(14))


def local(text: str, *, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK, fold=fold).astimezone(UTC)


@pytest.mark.parametrize(
    ("hours", "at", "ends"),
    [
        (NIGHT, "2017-07-01T20:59:59", None),
        (NIGHT, "2017-07-01T21:00", "2017-07-02T09:00"),
        (NIGHT, "2017-07-02T00:00", "2017-07-02T09:00"),
        (NIGHT, "2017-07-02T08:59:59", "2017-07-02T09:00"),
        (NIGHT, "2017-07-02T09:00", None),
        (NOON, "2017-07-01T11:59", None),
        (NOON, "2017-07-01T12:00", "2017-07-01T14:00"),
        (NOON, "2017-07-01T14:00", None),
        (NIGHT, "2017-03-11T23:00", "2017-03-12T09:00"),  # an hour shorter by the clock of the world
        (NIGHT, "2017-11-04T23:00", "2017-11-05T09:00"),  # an hour longer
    ],
)
def test_quiet_ends_when_the_clock_shows_it(hours: QuietHours, at: str, ends: str | None) -> None:
    assert is_quiet(local(at), NEW_YORK, hours) is (ends is not None)
    assert end_of_quiet(local(at), NEW_YORK, hours) == local(ends or at)


def test_a_night_in_spring_is_an_hour_shorter_and_one_in_autumn_an_hour_longer() -> None:
    def length(day: str) -> float:
        return (end_of_quiet(local(f"{day}T21:00"), NEW_YORK, NIGHT) - local(f"{day}T21:00")).total_seconds() / 3600

    assert [length("2017-03-11"), length("2017-07-01"), length("2017-11-04")] == [11, 12, 13]


def test_an_end_that_the_clock_skips_is_the_end_of_the_gap() -> None:
    hours = QuietHours(time(22), time(2, 30))
    assert end_of_quiet(local("2017-03-12T01:00"), NEW_YORK, hours) == local("2017-03-12T03:00")


def test_an_end_that_is_shown_twice_is_the_first_one_and_the_hour_is_quiet_again() -> None:
    hours = QuietHours(time(22), time(1, 30))
    first, again = local("2017-11-05T01:30"), local("2017-11-05T01:00", fold=1)
    assert end_of_quiet(local("2017-11-04T23:00"), NEW_YORK, hours) == first
    assert not is_quiet(first, NEW_YORK, hours)
    assert is_quiet(again, NEW_YORK, hours)
    assert end_of_quiet(again, NEW_YORK, hours) == local("2017-11-05T01:30", fold=1)


def test_a_quiet_hour_that_the_clock_skips_never_comes() -> None:
    hours = QuietHours(time(2), time(3))
    assert not is_quiet(local("2017-03-12T01:59"), NEW_YORK, hours)
    assert not is_quiet(local("2017-03-12T03:00"), NEW_YORK, hours)


def test_it_is_told_for_the_zone_that_is_asked() -> None:
    at = local("2017-07-01T20:00")
    assert not is_quiet(at, NEW_YORK, NIGHT)
    assert is_quiet(at, ZoneInfo("Europe/Berlin"), NIGHT)
    assert end_of_quiet(at, ZoneInfo("Europe/Berlin"), NIGHT) == datetime(2017, 7, 2, 7, tzinfo=UTC)
