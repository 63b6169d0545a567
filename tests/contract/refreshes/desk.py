"""Somebody at the refresh jobs of a store: Refreshes with doubles, and another one of another person."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from core.errors import LabError, WarehouseUnreachable
from core.kernel.clock import FixedClock
from core.services.refreshes import Job, Refreshes, Tries, WarmUp
from core.store import Database
from core.warehouse.progress import Progress

PATIENCE = 60.0  # seconds
ONCE = Tries(1)


@dataclass(frozen=True)
class Taken:
    """All that a job wants of a snapshot."""

    id: str = "snap-1"


def quick(*, progress: Progress, full: bool) -> Taken:
    """Take a snapshot at once."""
    progress("Extracting customers", 0.5)
    return Taken("full" if full else "auto")


def down(*, progress: Progress, full: bool) -> Taken:
    """Find nobody there."""
    raise WarehouseUnreachable("Nobody answers at postgresql://ann:S3cret!@dwh/x.", fix="Start it, password=S3cret!")


@dataclass
class Slow:
    """Takes a snapshot for as long as nobody says `go`, and tells of it all the time."""

    go: threading.Event = field(default_factory=threading.Event)
    begun: threading.Event = field(default_factory=threading.Event)

    def __call__(self, *, progress: Progress, full: bool) -> Taken:
        while not self.go.wait(0.02):
            progress("Extracting transactions", 0.25)
            self.begun.set()
        return Taken()


@dataclass
class Desk:
    """Makes Refreshes over one store and one folder."""

    database: Database
    clock: FixedClock
    folder: Path

    def of(
        self, take: Callable[..., Taken] = quick, *, actor: str = "ann", tries: Tries = ONCE,
        warm_ups: tuple[WarmUp, ...] = (), spawn: Callable[[int, int], int] = lambda job, line: 0,
        clock: FixedClock | None = None,
    ) -> Refreshes:  # fmt: skip
        return Refreshes(
            take, database=self.database, clock=clock or self.clock, actor=actor, folder=self.folder, spawn=spawn,
            tries=tries, warm_ups=warm_ups,
        )  # fmt: skip


@pytest.fixture
def desk(database: Database, clock: FixedClock, tmp_path: Path) -> Desk:
    return Desk(database, clock, tmp_path / "jobs")


@contextmanager
def at_work(refreshes: Refreshes, **how: bool) -> Iterator[list[LabError]]:
    """Refresh in a thread for the length of the block, and wait for its end; yields what it raised, when it has."""
    faults: list[LabError] = []

    def work() -> None:
        try:
            refreshes.refresh(**how)
        except LabError as error:
            faults.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    yield faults
    thread.join(PATIENCE)
    assert not thread.is_alive()


def until(refreshes: Refreshes, is_so: Callable[[Job], bool]) -> Job:
    """Wait until the newest job is so."""
    deadline = time.monotonic() + PATIENCE
    while (job := refreshes.last()) is None or not is_so(job):
        assert time.monotonic() < deadline, job
        time.sleep(0.02)
    return job
