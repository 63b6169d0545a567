"""Quiet hours against a walk from minute to minute, in zones that change their clocks in odd ways."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from core.contact.policy import QuietHours
from core.contact.quiet import end_of_quiet, is_quiet

MINUTE = timedelta(minutes=1)
# Lord Howe moves by half an hour, Apia skipped a whole day, Cairo and Troll change at midnight or by two hours
ZONES = (
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Africa/Cairo",
    "Antarctica/Troll",
    "Asia/Kathmandu",
)
CHANGES = [
    datetime(2017, 3, 12, tzinfo=UTC), datetime(2017, 11, 5, tzinfo=UTC), datetime(2017, 4, 1, tzinfo=UTC),
    datetime(2011, 12, 30, tzinfo=UTC), datetime(2010, 9, 30, tzinfo=UTC), datetime(2017, 3, 26, tzinfo=UTC),
]  # fmt: skip
minutes = st.integers(0, 24 * 60 - 1)


def shown(at: datetime, zone: str) -> int:
    local = at.astimezone(ZoneInfo(zone))
    return local.hour * 60 + local.minute


def walked(at: datetime, zone: str, begins: int, ends: int) -> datetime:
    """Go on minute by minute until the clock shows a time that is not quiet."""

    def quiet(i: datetime) -> bool:
        now = shown(i, zone)
        return begins <= now < ends if begins < ends else now >= begins or now < ends

    while quiet(at):
        at += MINUTE
    return at


@settings(max_examples=150)
@given(
    zone=st.sampled_from(ZONES),
    near=st.sampled_from(CHANGES),
    begins=minutes,
    ends=minutes,
    offset=st.integers(-2880, 2880),
)
def test_quiet_is_what_a_walk_finds(zone: str, near: datetime, begins: int, ends: int, offset: int) -> None:
    if begins == ends:
        ends = (ends + 1) % (24 * 60)
    hours = QuietHours(time(begins // 60, begins % 60), time(ends // 60, ends % 60))
    at = near + offset * MINUTE
    expected = walked(at, zone, begins, ends)
    assert is_quiet(at, ZoneInfo(zone), hours) is (expected > at)
    assert end_of_quiet(at, ZoneInfo(zone), hours) == expected
