"""How fresh the figures are, and what keeps them from being fresher: told from the snapshot and the refresh jobs.

The warehouse itself is not asked, so the answer takes no longer when it is down.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from core.reports import words
from core.services.attention import OLD
from core.services.lab import Lab
from core.services.refreshes import Job, JobState
from core.warehouse import Snapshot

LOOKED_AT = 20  # jobs, for finding out since when the warehouse does not answer
LONGEST = 200  # characters of what a job says


@dataclass(frozen=True, slots=True)
class Freshness:
    """How fresh the figures of every page are.

    age: of the snapshot, never negative. is_old: too old for a live warehouse. job: the refresh started last. note:
    what keeps the figures from being fresher, or that newer ones are on their way; empty when all is well. level: of
    the note, warning when it says that something is wrong.
    """

    snapshot: Snapshot
    age: timedelta
    is_old: bool
    job: Job | None
    note: str = ""
    level: Literal["info", "warning"] = "info"


def freshness(lab: Lab) -> Freshness:
    """Return how fresh the figures are. Raises SnapshotMissing, StoreNotReady."""
    status = lab.warehouse.status()
    lab.database.check()
    jobs = lab.refreshes.list(LOOKED_AT)
    snapshot, age = status.snapshot, status.age
    teller = _Teller(jobs, now=lab.clock.now(), age=age, zone=snapshot.zone)
    note, level = teller.note(snapshot)
    return Freshness(snapshot, age, snapshot.is_live and age > OLD, next(iter(jobs), None), note, level)


def shortened(text: str) -> str:
    """Return the first line of what a job or an error says, not too long."""
    line = text.partition("\n")[0]
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def until(at: datetime, *, now: datetime) -> str:
    """Return how long it is until an instant: `in 40 s`, `in 3 minutes`, `now`."""
    seconds = math.ceil((at - now).total_seconds())
    if seconds <= 0:
        return "now"
    return f"in {seconds} s" if seconds < 100 else f"in {words.age(timedelta(seconds=seconds))}"


def silent_since(jobs: Sequence[Job]) -> datetime | None:
    """Return since when the warehouse does not answer, as far as the jobs know (the newest first); None if it does.

    Only a warehouse that does not answer is asked a second time, so more than one try tells of silence. It lasts while
    the warehouse is being asked again, until some of the refresh is done.
    """
    if not jobs:
        return None
    newest, *older = jobs
    before = list(itertools.takewhile(lambda job: job.state is JobState.FAILED and job.attempt > 1, older))
    waits = newest.state is JobState.WAITING and newest.attempt > 0
    asks = newest.state is JobState.RUNNING and newest.share == 0 and (newest.attempt > 1 or bool(before))
    if not (waits or asks):
        return None
    first = [newest, *before][-1]
    return first.started_at or first.requested_at


@dataclass(frozen=True, slots=True)
class _Teller:
    jobs: Sequence[Job]
    now: datetime
    age: timedelta
    zone: ZoneInfo

    def note(self, snapshot: Snapshot) -> tuple[str, Literal["info", "warning"]]:
        """Return what is to be said about the newest job that was not cancelled, if there is anything."""
        known = [job for job in self.jobs if job.state is not JobState.CANCELLED]
        if not known or known[0].state is JobState.SUCCEEDED:
            return "", "info"
        job = known[0]
        if job.is_active:
            return self._active(job, silent_since(known))
        ended = job.finished_at or job.requested_at
        if ended <= snapshot.created_at:
            return "", "info"  # a snapshot was taken since, without a job
        verb = "was broken off" if job.state is JobState.LOST else "failed"
        said = f"The last refresh {verb} {words.age(self.now - ended)} ago; {self._old}."
        return f"{said} {shortened(job.what or '')}".rstrip(), "warning"

    @property
    def _old(self) -> str:
        return f"these figures are {words.age(self.age)} old"

    def _active(self, job: Job, silent: datetime | None) -> tuple[str, Literal["info", "warning"]]:
        if job.is_cancelling:
            return "A refresh is being cancelled.", "info"
        if silent is not None:
            at = job.next_try_at
            again = f"Next try {until(at, now=self.now)}." if at else "It is being asked again."
            since = words.instant(silent, self.zone)
            return f"The warehouse does not answer since {since}; {self._old}. {again}", "warning"
        if job.state is JobState.WAITING:
            return "A refresh is about to begin.", "info"
        step = f" {job.step}," if job.step else ""
        return f"A refresh is running:{step} {words.share(job.share, digits=0)} done.", "info"
