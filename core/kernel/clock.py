"""Instants and business days.

An instant is an aware datetime in UTC. A business day is the calendar day in the warehouse's time zone.
Business code never reads the clock: it is handed one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from core.errors import BadInput


class Clock(Protocol):
    """Something that knows what time it is."""

    def now(self) -> datetime:
        """Return the current instant (UTC, aware)."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the current instant (UTC, aware)."""
        return datetime.now(UTC)


@dataclass
class FixedClock:
    """A clock that stands where it was put; `advance` moves it. For rehearsals and tests."""

    at: datetime

    def now(self) -> datetime:
        """Return the instant it stands at."""
        return self.at

    def advance(self, by: timedelta) -> None:
        """Move the clock by `by` (which may be negative)."""
        self.at += by


def start_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Return the instant (UTC) at which the business day `day` begins in `zone`."""
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)


def business_day(instant: datetime, zone: ZoneInfo) -> date:
    """Return the business day in `zone` that holds `instant`."""
    return instant.astimezone(zone).date()


def reference_day(as_of: datetime, zone: ZoneInfo) -> date:
    """Return the business day of the last instant before `as_of`.

    It is the last day that an answer as of `as_of` can know anything about: for a midnight, the day that just ended.
    """
    return business_day(as_of - timedelta(microseconds=1), zone)


def parse_instant(text: str, zone: ZoneInfo) -> datetime:
    """Read an instant (UTC) from ISO 8601 text.

    A bare day means the midnight at which that day begins in `zone`; a time without an offset is taken in `zone`.
    """
    try:
        value = datetime.fromisoformat(text)
    except ValueError:
        raise BadInput(
            f"{text!r} is not an instant.",
            fix="Write a day (2017-07-01) or ISO 8601 with an offset (2017-07-01T05:00:00Z).",
        ) from None
    return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(UTC)


def format_instant(instant: datetime) -> str:
    """Write an instant as ISO 8601 in UTC with a `Z`: 2018-01-01T05:00:00Z."""
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")
