"""The worker: does what campaigns, segments and programs need done at even intervals, until it is told to end.

What it has to do stands in the store, so a worker that dies, or is started anew, loses nothing; and any number of them,
on this machine or on others, do nothing twice.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Event, Lock

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from core import logs
from core.errors import LabError
from core.kernel.clock import Clock

LOOK = 1.0  # seconds between two looks at the clock
BACK = timedelta(seconds=2)  # a clock that goes back by more than that was moved
IsOver = Callable[[], bool]  # whether the worker is to end
_log = logs.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be done every so often. `run` is handed what tells it to begin with nothing more.

    A task that is not `at_once` is done for the first time when the interval is over.
    """

    name: str
    every: timedelta
    run: Callable[[IsOver], None]
    at_once: bool = True


@dataclass(frozen=True, slots=True)
class Turn:
    """What came of one turn of a task: nothing to say, or why it could not be done."""

    task: str
    fault: str | None


class Worker:
    """Takes the turns of its tasks, each alone with itself and beside the others. No fault of one ends it."""

    def __init__(self, tasks: Iterable[Task], *, clock: Clock) -> None:
        self.tasks: Sequence[Task] = tuple(tasks)
        self._clock = clock
        self._faults: dict[str, str] = {}
        self._lock = Lock()

    def once(self) -> list[Turn]:
        """Take one turn of each task, one after another; return what came of them."""
        return [self._turn(task, lambda: False) for task in self.tasks]

    def run(self, stop: Event) -> None:
        """Go on until `stop` is set; what is under way then comes to the end of its batch."""
        seen = self._clock.now()
        scheduler = self._scheduler(stop, first=seen)
        scheduler.start()
        _log.info("worker.started", tasks=[task.name for task in self.tasks])
        try:
            while not stop.wait(LOOK):
                now = self._clock.now()
                if now < seen - BACK:
                    self._anew(scheduler, now)
                seen = now
        finally:
            stop.set()
            scheduler.shutdown(wait=True)
            _log.info("worker.ended")

    def _scheduler(self, stop: Event, *, first: datetime) -> BackgroundScheduler:
        logging.getLogger("apscheduler").setLevel(logging.CRITICAL)  # a turn that is left out is no warning
        scheduler = BackgroundScheduler(
            timezone=UTC, executors={"default": ThreadPoolExecutor(max(1, len(self.tasks)))},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )  # fmt: skip
        for task in self.tasks:
            begin = first if task.at_once else first + task.every
            scheduler.add_job(
                self._turn, "interval", args=[task, stop.is_set], seconds=task.every.total_seconds(), id=task.name,
                next_run_time=begin,
            )  # fmt: skip
        return scheduler

    def _anew(self, scheduler: BackgroundScheduler, now: datetime) -> None:
        """Take the next turns now: by a clock that was moved back, they would come only when it has caught up."""
        _log.warning("worker.clock_moved_back", to=now.isoformat())
        for job in scheduler.get_jobs():
            job.modify(next_run_time=now)

    def _turn(self, task: Task, is_over: IsOver) -> Turn:
        """Take one turn; a fault is logged when it is new, and when it is over."""
        if is_over():
            return Turn(task.name, None)
        try:
            task.run(is_over)
        except LabError as error:
            if self._is_new(task, str(error)):
                _log.warning("worker.faulty", task=task.name, why=error.what)
            return Turn(task.name, str(error))
        except Exception as error:  # noqa: BLE001 - no fault of ours ends the worker; it is logged whole
            fault = f"A fault of ours ({type(error).__name__}); the log has its details."
            if self._is_new(task, fault):
                _log.exception("worker.failed", task=task.name)
            return Turn(task.name, fault)
        with self._lock:
            was_faulty = self._faults.pop(task.name, None) is not None
        if was_faulty:
            _log.info("worker.recovered", task=task.name)
        return Turn(task.name, None)

    def _is_new(self, task: Task, fault: str) -> bool:
        with self._lock:
            before, self._faults[task.name] = self._faults.get(task.name), fault
        return before != fault
