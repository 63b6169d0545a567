"""The carrying out of a refresh job, in its own process: tries, waits, warms up, and says how it ended."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

from core import logs
from core.errors import LabError, RefreshCancelled, WarehouseUnreachable
from core.kernel.clock import Clock
from core.services.beat import Beat
from core.store import Database, Job, JobState
from core.warehouse import Progress, Snapshot
from core.warehouse.progress import part

LONGEST_WAIT = 300.0  # seconds
TAKING = 0.85  # share of a job that is the snapshot itself; the rest is warming up
NOTHING: dict[str, Any] = {"what": None, "fix": None}
_log = logs.get_logger(__name__)


class Take(Protocol):
    """Takes a snapshot and puts it in force: `Warehouse.refresh`."""

    def __call__(self, *, progress: Progress, full: bool) -> Snapshot:
        """Return the snapshot taken."""
        ...


@dataclass(frozen=True, slots=True)
class WarmUp:
    """Something that pages will need of a new snapshot, computed before they ask. `name` is shown as the step."""

    name: str
    run: Callable[[Progress], object]


@dataclass(frozen=True, slots=True)
class Tries:
    """How often a warehouse that does not answer is asked; `first_wait` seconds lie before the second try.

    Each further wait is twice as long, five minutes at most.
    """

    attempts: int
    first_wait: float = 5.0

    def wait(self, attempt: int) -> float:
        """Return the seconds between a try and the next one."""
        return float(min(self.first_wait * 2 ** (attempt - 1), LONGEST_WAIT))


class Refreshing:
    """One job being carried out. `deaf` is called when it goes on for `patience` after it was asked to end."""

    def __init__(
        self, job: Job, *, database: Database, clock: Clock, actor: str, patience: timedelta, deaf: Callable[[], None]
    ) -> None:
        self._job = job
        self._patience = patience
        self._deaf = deaf
        self._database = database
        self._clock = clock
        self._actor = actor

    def carry_out(self, take: Take, *, tries: Tries, warm_ups: Sequence[WarmUp], progress: Progress) -> None:
        """Take the snapshot, warm up, and write down how it ended. What kept it from succeeding is raised."""
        ending: dict[str, Any] = {}
        try:
            with self._beating() as beat:

                def report(text: str, share: float) -> None:
                    beat.progress(text, share)
                    progress(text, share)

                snapshot = self._taken(take, beat, tries=tries, progress=part(report, 0.0, TAKING))
                ending["snapshot_id"] = snapshot.id
                ending |= warmed(warm_ups, part(report, TAKING, 1.0))
            ending |= {"state": JobState.SUCCEEDED, "step": "", "share": 1.0}
        except BaseException as error:
            ending |= ending_of(error)
            raise
        finally:
            self._tell({**ending, "next_try_at": None}, is_last=True)
            _log.info("refresh.ended", job=self._job.job_id, **ending)

    def _beating(self) -> Beat:
        return Beat(
            self._database, job_id=self._job.job_id, clock=self._clock, actor=self._actor, patience=self._patience,
            deaf=self._deaf,
        )  # fmt: skip

    def _taken(self, take: Take, beat: Beat, *, tries: Tries, progress: Progress) -> Snapshot:
        for attempt in range(1, tries.attempts + 1):
            begins: dict[str, Any] = {"started_at": self._clock.now(), "pid": os.getpid()} if attempt == 1 else {}
            self._tell({"state": JobState.RUNNING, "attempt": attempt, "next_try_at": None, **begins, **NOTHING})
            try:
                return take(progress=progress, full=self._job.kind == "full")
            except WarehouseUnreachable as error:
                if attempt == tries.attempts:
                    raise
                self._wait(beat, tries.wait(attempt), error=error)
        raise AssertionError("there is at least one try")

    def _wait(self, beat: Beat, seconds: float, *, error: LabError) -> None:
        again = self._clock.now() + timedelta(seconds=seconds)
        beat.progress("Waiting for the warehouse to answer", 0.0)
        self._tell({"state": JobState.WAITING, "next_try_at": again, **told(error)})
        _log.info("refresh.waits", job=self._job.job_id, seconds=seconds, why=error.what)
        beat.wait(seconds)

    def _tell(self, values: dict[str, Any], *, is_last: bool = False) -> None:
        with self._database.unit(actor=self._actor, clock=self._clock) as work:
            ended = {"finished_at": work.now} if is_last else {}
            work.refreshes.change(self._job.job_id, heartbeat_at=work.now, **values, **ended)


def warmed(warm_ups: Sequence[WarmUp], progress: Progress) -> dict[str, Any]:
    """Run the warm-ups. The snapshot is in force whatever becomes of them; return what failed, in words."""
    faults: list[LabError] = []
    for done, warm_up in enumerate(warm_ups):
        mine = part(progress, done / len(warm_ups), (done + 1) / len(warm_ups))
        mine(warm_up.name, 0.0)
        try:
            warm_up.run(mine)
        except RefreshCancelled:
            raise
        except LabError as error:
            faults.append(error)
    if not faults:
        return NOTHING
    what = "\n".join(["The snapshot is in force, but pages will have to wait for what could not be prepared:"]
                     + [f.what for f in faults])  # fmt: skip
    return {"what": logs.scrub(what), "fix": logs.scrub("\n".join(f.fix for f in faults))}


def told(error: LabError) -> dict[str, str]:
    """Return what a job's row says of an error, without secrets; PostgreSQL stores no NUL."""
    return {"what": logs.scrub(error.what).replace("\0", "\\0"), "fix": logs.scrub(error.fix).replace("\0", "\\0")}


def ending_of(error: BaseException) -> dict[str, Any]:
    """Return how a job ended that this error ended."""
    if isinstance(error, RefreshCancelled):
        return {"state": JobState.CANCELLED, **told(error)}
    if isinstance(error, LabError):
        return {"state": JobState.FAILED, **told(error)}
    if isinstance(error, KeyboardInterrupt):
        fix = "The last snapshot stays in force. Start another refresh when you like."
        return {"state": JobState.CANCELLED, "what": "It was interrupted at its terminal.", "fix": fix}
    what = f"It stopped with an unexpected {type(error).__name__}."
    return {"state": JobState.FAILED, "what": what, "fix": "Look into LAB_HOME/logs/lab.log, and report what it says."}
