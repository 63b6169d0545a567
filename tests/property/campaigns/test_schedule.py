"""Schedules against a reference that goes through the minutes one by one, over changes of the clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from core.campaigns.schedule import Schedule

ZONES = ["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"]
CHANGES = [  # days around which some of these clocks change
    datetime(2017, 3, 12, tzinfo=UTC),
    datetime(2017, 11, 5, tzinfo=UTC),
    datetime(2017, 3, 26, tzinfo=UTC),
    datetime(2017, 10, 29, tzinfo=UTC),
    datetime(2017, 4, 1, tzinfo=UTC),
    datetime(2017, 9, 30, tzinfo=UTC),
    datetime(2017, 7, 1, tzinfo=UTC),
]
MINUTE = timedelta(minutes=1)


def reference(minute: int, hours: set[int], zone: ZoneInfo, first: datetime, last: datetime) -> list[datetime]:
    """Every instant of a cron line of fixed times: the first minute at which the wall clock shows, or has skipped, it.

    Each day's times are looked for among the minutes of the day; one that is never shown comes with the first minute
    after it; one that is shown twice comes at the first.
    """
    days: dict[object, list[tuple[datetime, datetime]]] = {}
    instant = first
    while instant <= last:
        local = instant.astimezone(zone).replace(tzinfo=None)
        days.setdefault(local.date(), []).append((local, instant))
        instant += MINUTE
    found = set()
    for shown in days.values():
        for hour in hours:
            wanted = shown[0][0].replace(hour=hour, minute=minute)
            later = [at for local, at in shown if local >= wanted]
            if later:
                found.add(min(later))
    return sorted(found)


@given(
    name=st.sampled_from(ZONES), change=st.sampled_from(CHANGES), minute=st.integers(0, 59),
    hours=st.sets(st.integers(0, 4), min_size=1, max_size=3), asked=st.integers(0, 2 * 24 * 60), odd=st.integers(0, 59),
)  # fmt: skip
def test_due_and_following_agree_with_the_minutes_one_by_one(
    name: str, change: datetime, minute: int, hours: set[int], asked: int, odd: int
) -> None:
    zone = ZoneInfo(name)
    first = change.replace(tzinfo=zone).astimezone(UTC) - timedelta(days=2)  # midnight there
    last = first + timedelta(days=5)
    wanted = reference(minute, hours, zone, first, last)
    line = f"{minute} {','.join(map(str, sorted(hours)))} * * *"
    schedule = Schedule(zone, crons=[line])
    now = first + timedelta(days=1, minutes=asked, seconds=odd)
    assert schedule.due(now, since=first - timedelta(days=9)) == max(at for at in wanted if at <= now)
    assert schedule.following(now) == min(at for at in wanted if at > now)


@given(
    name=st.sampled_from(ZONES), change=st.sampled_from(CHANGES), step=st.integers(45, 60 * 30),
    line=st.sampled_from(["0 10 * * MON", "30 2 * * *", "*/20 1-3 * * *", "15 * * * *", "30 1 * * SUN,SAT"]),
)  # fmt: skip
def test_looked_at_in_steps_of_any_size_an_occasion_fires_once_and_in_order(
    name: str, change: datetime, step: int, line: str
) -> None:
    schedule = Schedule(ZoneInfo(name), crons=[line])
    since, now = change - timedelta(days=3), change - timedelta(days=3)
    fired: list[datetime] = []
    while now < change + timedelta(days=8):
        now += step * MINUTE
        due = schedule.due(now, since=since, fired=fired[-1] if fired else None)
        if due is not None:
            assert schedule.following(due - MINUTE / 60) == due
            fired.append(due)
        assert (schedule.following(since) or now) > now or fired  # nothing stays undone
    assert fired == sorted(set(fired))
