"""Refresh jobs: start, watch and cancel the taking of a snapshot, from whatever process, and never two at once."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path

from core import logs
from core.errors import LabError, RefreshCancelled, RefreshRunning
from core.kernel.clock import Clock, format_instant
from core.services.lifeline import held, is_alive, line_of
from core.services.processes import Spawn, end, end_this
from core.services.refreshing import Refreshing, Take, Tries, WarmUp, ending_of
from core.store import Database, Job, JobState, UnitOfWork
from core.warehouse import Progress
from core.warehouse.progress import quiet

__all__ = ["Job", "JobState", "Refreshes", "Tries", "WarmUp"]

SILENCE = timedelta(minutes=2)  # a job on another machine that did not tell of itself for so long is lost
PATIENCE = timedelta(seconds=10)  # how long a job may take to end by itself once it was asked to
_log = logs.get_logger(__name__)


class Refreshes:
    """Refresh jobs. `warm_ups` run after every snapshot; others may add theirs."""

    def __init__(
        self, take: Take, *, database: Database, clock: Clock, actor: str, folder: Path, spawn: Spawn, tries: Tries,
        warm_ups: Sequence[WarmUp] = (), patience: timedelta = PATIENCE,
    ) -> None:  # fmt: skip
        self._take = take
        self._database = database
        self._clock = clock
        self._actor = actor
        self._folder = folder
        self._spawn = spawn
        self._tries = tries
        self._patience = patience
        self._host = socket.gethostname()
        self.warm_ups = list(warm_ups)

    def start(self, *, full: bool = False) -> Job:
        """Begin a refresh in a process of its own, which goes on when this one ends.

        Raises RefreshRunning, and ConfigError when no process can be started.
        """
        with self._begun(full=full) as (job, line):
            try:
                pid = self._spawn(job.job_id, line)
            except LabError as error:
                self._change(job, finished_at=self._clock.now(), **ending_of(error))
                raise
        self._change(job, pid=pid)
        return self.get(job.job_id)

    def refresh(self, *, full: bool = False, retry: bool = False, progress: Progress = quiet) -> Job:
        """Refresh in this process and return the job, which succeeded; without `retry`, one try is all.

        Raises RefreshRunning, RefreshCancelled, and whatever kept the snapshot from being taken.
        """
        with self._begun(full=full) as (job, _):
            return self._carried_out(job, self._tries if retry else Tries(1), progress=progress, deaf=_nothing)

    def run(self, job_id: int, *, line: int | None = None, progress: Progress = quiet) -> Job:
        """Carry out a job that was started; `line` is the handle of its lock that this process inherited.

        Raises as `refresh`, NotFound, and RefreshCancelled when the job has ended already.
        """
        job = self.get(job_id)
        with held(line_of(self._folder, job_id), inherited=line):
            if not job.is_active:
                raise RefreshCancelled(
                    f"Refresh {job_id} has ended already ({job.state}).", fix="Start another one when you like."
                )
            return self._carried_out(job, self._tries, progress=progress, deaf=end_this)

    def active(self) -> Job | None:
        """Return the job that waits or runs, if there is one; one whose process died is marked as lost instead."""
        with self._database.view() as work:
            job = work.refreshes.active()
        if job is None or self._lives(job):
            return job
        with self._database.unit(actor=self._actor, clock=self._clock) as work:
            return self._settled(work)

    def last(self) -> Job | None:
        """Return the job that was started last, if there is one."""
        return next(iter(self.list(1)), None)

    def list(self, n: int = 20) -> list[Job]:
        """Return the `n` jobs that were started last, the newest first."""
        self.active()
        with self._database.view() as work:
            return work.refreshes.latest(n)

    def get(self, job_id: int) -> Job:
        """Return one job. Raises NotFound."""
        with self._database.view() as work:
            return work.refreshes.get(job_id)

    def cancel(self, job_id: int) -> Job:
        """Ask a job to end and return it; one that has ended stays as it is.

        It ends by itself within a second or so; a process that is busy with something long ends itself after
        `PATIENCE`. One that was asked longer ago and still runs on this machine is ended from here.
        """
        with self._database.unit(actor=self._actor, clock=self._clock) as work:
            self._settled(work)
            job = work.refreshes.get(job_id)
            if job.is_active and not job.is_cancelling:
                work.refreshes.change(job_id, cancel_requested_at=work.now, cancel_requested_by=self._actor)
                work.record("cancel", "refresh", subject=str(job_id))
        if job.is_cancelling:
            self._end(job)
        return self.get(job_id)

    def _change(self, job: Job, **values: object) -> None:
        with self._database.unit(actor=self._actor, clock=self._clock) as work:
            work.refreshes.change(job.job_id, **values)

    def _end(self, job: Job) -> None:
        """End a process that does not listen. While its lock is held, its number is its own."""
        asked_at, path = job.cancel_requested_at, line_of(self._folder, job.job_id)
        if asked_at is None or self._clock.now() - asked_at < self._patience or job.host != self._host:
            return
        if job.pid not in (None, os.getpid()) and is_alive(path):
            end(job.pid)
            _log.warning("refresh.process_ended", job=job.job_id, pid=job.pid)
        self.active()

    @contextmanager
    def _begun(self, *, full: bool) -> Iterator[tuple[Job, int]]:
        """Write a new job down and hold its life line. Raises RefreshRunning."""
        kind = "full" if full else "auto"
        with ExitStack() as stack:
            with self._database.unit(actor=self._actor, clock=self._clock) as work:
                if (other := self._settled(work)) is not None:
                    raise _running(other)
                job = work.refreshes.add(kind=kind, at=work.now, by=self._actor, host=self._host)
                work.record("start", "refresh", subject=str(job.job_id), after={"kind": kind})
                line = stack.enter_context(held(line_of(self._folder, job.job_id)))
            yield job, line

    def _carried_out(self, job: Job, tries: Tries, *, progress: Progress, deaf: Callable[[], None]) -> Job:
        refreshing = Refreshing(
            job, database=self._database, clock=self._clock, actor=self._actor, patience=self._patience, deaf=deaf
        )
        try:
            refreshing.carry_out(self._take, tries=tries, warm_ups=self.warm_ups, progress=progress)
        finally:
            line_of(self._folder, job.job_id).unlink(missing_ok=True)
        return self.get(job.job_id)

    def _settled(self, work: UnitOfWork) -> Job | None:
        """Return the active job; if its process is gone, say so in its row and return None."""
        job = work.refreshes.active()
        if job is None or self._lives(job):
            return job
        asked = job.cancel_requested_by
        work.refreshes.change(
            job.job_id, state=JobState.CANCELLED if asked else JobState.LOST, finished_at=work.now, next_try_at=None,
            what=f"It was ended on the wish of {asked}." if asked else "Its process ended without a word.",
            fix="The last snapshot stays in force. Start another refresh; what this one wrote last is in "
            "LAB_HOME/logs/refresh.log and lab.log.",
        )  # fmt: skip
        line_of(self._folder, job.job_id).unlink(missing_ok=True)
        return None

    def _lives(self, job: Job) -> bool:
        alive = is_alive(line_of(self._folder, job.job_id)) if job.host == self._host else None
        if alive is None:  # on another machine, or in another LAB_HOME
            return self._clock.now() - (job.heartbeat_at or job.requested_at) < SILENCE
        return alive


def _nothing() -> None:
    """Leave a process that does other things, too."""


def _running(job: Job) -> RefreshRunning:
    process = "a process about to begin" if job.pid is None else f"process {job.pid}"
    return RefreshRunning(
        f"A refresh is running already: number {job.job_id}, asked for by {job.requested_by} at "
        f"{format_instant(job.requested_at)} ({process} on {job.host}).",
        fix="Wait for it to end, or end it with `python -m core warehouse cancel`; readers keep the last snapshot "
        "meanwhile.",
    )
