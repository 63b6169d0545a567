"""Refreshes at even intervals: what `warehouse refresh --every` does, and the app while it runs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from core import logs
from core.errors import LabError
from core.kernel.clock import Clock
from core.services.refreshes import Refreshes

LOOK = 60.0  # seconds between two looks at most: a clock may be moved, and a laptop may have slept
_log = logs.get_logger(__name__)


class Schedule:
    """Starts a refresh whenever the last one was asked for `every` or longer ago, by whomever."""

    def __init__(self, refreshes: Refreshes, *, every: timedelta, clock: Clock) -> None:
        self._refreshes = refreshes
        self._every = every
        self._clock = clock

    def keep(self, pause: Callable[[float], bool]) -> None:
        """Go on until `pause`, which waits for so many seconds, says that it is enough. No fault ends it."""
        while not pause(self.turn()):
            pass

    def turn(self) -> float:
        """Start a refresh if one is due; return the seconds until the next look."""
        try:
            left = self._left()
            if left <= 0:
                job = self._refreshes.start()
                _log.info("refresh.scheduled", job=job.job_id)
                left = self._every.total_seconds()
        except LabError as error:  # another one runs, or the store is away: the next look will tell
            _log.warning("refresh.not_scheduled", why=error.what)
            return LOOK
        return min(left, LOOK)

    def _left(self) -> float:
        last = self._refreshes.last()
        if last is None:
            return 0.0
        every = self._every.total_seconds()
        since = (self._clock.now() - last.requested_at).total_seconds()
        if last.is_active:
            return every
        return every - since if since >= 0 else 0.0  # the clock was moved back
