"""Quiet hours on the wall clock of a zone, exact where clocks change.

Quiet is a wall time in [begins, ends). Where clocks go forward over the end, quiet ends at the first instant after the
gap; where the end is shown twice, at the first time. An hour that is shown twice is quiet twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.contact.policy import QuietHours

_DAY = timedelta(days=1)


def is_quiet(at: datetime, zone: ZoneInfo, hours: QuietHours) -> bool:
    """Tell whether the wall clock of `zone` shows a quiet time at the instant."""
    shown = at.astimezone(zone).time()
    if hours.begins <= hours.ends:
        return hours.begins <= shown < hours.ends
    return shown >= hours.begins or shown < hours.ends


def end_of_quiet(at: datetime, zone: ZoneInfo, hours: QuietHours) -> datetime:
    """Return the first instant (UTC) from `at` on that is not quiet; `at` itself when it is not.

    Only the end of quiet hours or a change of the clocks can end them, so only such instants are tried.
    """
    if not is_quiet(at, zone, hours):
        return at.astimezone(UTC)
    return min(i for i in _candidates(at, zone, ends=hours.ends) if i > at and not is_quiet(i, zone, hours))


def _candidates(at: datetime, zone: ZoneInfo, *, ends: time) -> Iterator[datetime]:
    """Yield the instants of the next three days at which the clock shows `ends`, or is moved."""
    today = at.astimezone(zone).date()
    for n in range(3):
        day = today + n * _DAY
        for fold in (0, 1):
            yield datetime.combine(day, ends, tzinfo=zone).replace(fold=fold).astimezone(UTC)
        yield from _changes(datetime.combine(day, time(), tzinfo=zone).astimezone(UTC), zone)


def _changes(begin: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """Yield the instants within a day of `begin` at which the offset of the zone changes, to the second."""
    low, high = begin, begin + _DAY
    if low.astimezone(zone).utcoffset() == high.astimezone(zone).utcoffset():
        return
    before = low.astimezone(zone).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
        low, high = (middle, high) if middle.astimezone(zone).utcoffset() == before else (low, middle)
    yield high
