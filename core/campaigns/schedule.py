"""When a campaign's schedule is due: once, or again and again by cron, in the business time zone.

A time that the clock skips in spring is due when the skipped hour is over, and a time that it shows twice in autumn is
due the first time, as Debian's cron does it; an expression with a star as its minute or hour goes by elapsed time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from cronsim import CronSim

from core.kernel.clock import business_day, format_instant, start_of_day

LATE = timedelta(hours=1)  # how late an occasion may be at the edges of a campaign's life
_FOLD = timedelta(hours=3)  # longer than any hour that a clock shows twice


@dataclass(frozen=True, slots=True)
class Schedule:
    """The instants of all schedules of a campaign.

    `once` are single instants (UTC), `crons` expressions of five fields in the business time zone `zone`; they count
    from business day `starts_on` to `ends_on`, both included.
    """

    zone: ZoneInfo
    once: Sequence[datetime] = ()
    crons: Sequence[str] = ()
    starts_on: date | None = None
    ends_on: date | None = None

    def due(self, now: datetime, *, since: datetime, fired: datetime | None = None) -> datetime | None:
        """Return the latest instant that is due by `now` and was not yet; None if there is none.

        Instants after the activation `since` count, single ones also if they were due at most LATE before it. None is
        due that does not lie after the last one that `fired`: those missed before it are over, and a clock that was
        moved back makes nothing due again. Nor is any once the last day is over by more than LATE.
        """
        if self._over is not None and now >= self._over + LATE:
            return None
        found = [at for at in self.once if since - LATE <= at <= now]
        found += [at for cron in self.crons if (at := self._last(cron, now)) is not None and at > since]
        return max((at for at in found if self.covers(at) and (fired is None or at > fired)), default=None)

    def missed(self, now: datetime, *, since: datetime, fired: datetime | None = None) -> datetime | None:
        """Return the latest single instant up to `now` that did not fire and never will; None if there is none.

        It passed more than LATE before the activation `since`, or the last day is over. See `due`.
        """
        is_over = self._over is not None and now >= self._over + LATE
        passed = [at for at in self.once if at <= now and (is_over or at < since - LATE)]
        return max((at for at in passed if self.covers(at) and (fired is None or at > fired)), default=None)

    def following(self, after: datetime) -> datetime | None:
        """Return the first instant after `after`; None if there never is one."""
        start = after
        if self.starts_on is not None:
            start = max(after, start_of_day(self.starts_on, self.zone) - timedelta(microseconds=1))
        found = [at for at in self.once if at > start]
        found += [at for cron in self.crons if (at := _next(cron, start, self.zone)) is not None]
        return min((at for at in found if self.covers(at)), default=None)

    def covers(self, at: datetime) -> bool:
        """Whether an instant lies on a day on which the campaign runs."""
        day = business_day(at, self.zone)
        return (self.starts_on is None or day >= self.starts_on) and (self.ends_on is None or day <= self.ends_on)

    def _last(self, cron: str, now: datetime) -> datetime | None:
        """Return the latest instant of an expression that is not after `now` nor after the last day."""
        until = now if self._over is None else min(now, self._over - timedelta(microseconds=1))
        return _previous(cron, until, self.zone)

    @property
    def _over(self) -> datetime | None:
        """The end of the last day."""
        return None if self.ends_on is None else start_of_day(self.ends_on + timedelta(days=1), self.zone)


def key_of(at: datetime) -> str:
    """Return the key of a scheduled occasion: its instant, 2017-10-02T14:00:00Z."""
    return format_instant(at)


def _next(cron: str, after: datetime, zone: ZoneInfo) -> datetime | None:
    return next((at for at in _instants(cron, after - _FOLD, zone, reverse=False) if at > after), None)


def _previous(cron: str, until: datetime, zone: ZoneInfo) -> datetime | None:
    return next((at for at in _instants(cron, until + _FOLD, zone, reverse=True) if at <= until), None)


def _instants(cron: str, start: datetime, zone: ZoneInfo, *, reverse: bool) -> Iterator[datetime]:
    """Yield the instants (UTC) of an expression from about `start` on, or backwards.

    An expression of fixed times goes by the clock on the wall, which does not tell the first of two equal hours from
    the second: so it starts before both.
    """
    for at in CronSim(cron, start.astimezone(zone), reverse=reverse):
        yield at.astimezone(UTC)
