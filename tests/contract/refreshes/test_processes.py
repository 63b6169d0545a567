"""Refresh jobs in processes of their own: killed, cancelled, deaf, two at the same instant, on another machine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import psutil
import pytest

from core.kernel.clock import FixedClock, SystemClock
from core.services.processes import detached
from core.services.refreshes import JobState, Refreshes
from core.store import Database
from tests.contract.refreshes.desk import Desk, Slow, at_work, until

pytestmark = pytest.mark.timeout(240)
ROOT = Path(__file__).resolve().parents[3]
MODULE = "tests.contract.refreshes.worker"
one_store = pytest.mark.parametrize("url", ["sqlite"], indirect=True)  # the store has no part in it
Worker = Callable[[str], Refreshes]


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(SystemClock().now())


@pytest.fixture
def worker(desk: Desk, url: str, tmp_path: Path) -> Iterator[Worker]:
    """Refreshes whose jobs are carried out by real processes of a kind; what is left of them is ended."""
    started: list[int] = []

    def of(kind: str) -> Refreshes:
        def spawn(job: int, line: int) -> int:
            argv = ["-m", MODULE, kind, url, str(desk.folder), str(job), str(line)]
            started.append(detached(argv, environment=os.environ, log=tmp_path / "log", line=line))
            return started[-1]

        return desk.of(spawn=spawn)

    yield of
    for pid in started:
        if psutil.pid_exists(pid):
            os.kill(pid, signal.SIGKILL)


def test_a_job_that_is_killed_is_lost_and_the_next_one_begins(worker: Worker) -> None:
    slow = worker("slow")
    job = slow.start()
    assert (job.state, job.is_active) == (JobState.WAITING, True)
    job = until(slow, lambda job: job.share > 0)
    assert (job.state, job.step) == (JobState.RUNNING, "Extracting transactions")
    assert os.getsid(job.pid) == job.pid  # a session of its own: no terminal and no server ends it
    os.kill(job.pid, signal.SIGKILL)
    job = until(slow, lambda job: not job.is_active)
    assert (job.state, job.what) == (JobState.LOST, "Its process ended without a word.")
    again = slow.start()
    assert again.job_id == job.job_id + 1
    slow.cancel(again.job_id)
    assert until(slow, lambda job: not job.is_active).state is JobState.CANCELLED


@one_store
def test_killed_before_it_begins_it_is_lost_too(worker: Worker, desk: Desk) -> None:
    job = worker("slow").start()
    os.kill(job.pid, signal.SIGKILL)
    assert until(desk.of(), lambda job: not job.is_active).state is JobState.LOST


@one_store
def test_a_process_that_is_busy_with_something_long_ends_itself(worker: Worker) -> None:
    deaf = worker("deaf")
    deaf.start()
    job = until(deaf, lambda job: job.state is JobState.RUNNING)
    assert deaf.cancel(job.job_id).is_cancelling
    job = until(deaf, lambda job: not job.is_active)
    assert (job.state, job.what) == (JobState.CANCELLED, "It was ended on the wish of ann.")


@one_store
def test_a_process_that_does_nothing_any_more_is_ended_from_outside(worker: Worker, clock: FixedClock) -> None:
    slow = worker("slow")
    slow.start()
    job = until(slow, lambda job: job.share > 0)
    os.kill(job.pid, signal.SIGSTOP)
    assert slow.cancel(job.job_id).is_cancelling
    assert slow.cancel(job.job_id).is_cancelling  # it is given time to end by itself
    assert psutil.pid_exists(job.pid)
    clock.advance(timedelta(seconds=10))
    job = slow.cancel(job.job_id)
    assert (job.state, job.what) == (JobState.CANCELLED, "It was ended on the wish of ann.")
    assert not psutil.pid_exists(job.pid)


def test_one_that_waits_for_the_warehouse_goes_on_when_it_is_there(worker: Worker, desk: Desk) -> None:
    job = worker("down").start()
    job = until(desk.of(), lambda job: job.attempt > 1 and job.state is JobState.WAITING)
    assert job.is_active
    (desk.folder / "up").touch()
    job = until(desk.of(), lambda job: not job.is_active)
    assert (job.state, job.snapshot_id) == (JobState.SUCCEEDED, "snap-1")


def test_of_two_processes_that_begin_at_the_same_instant_one_does(url: str, database: Database, tmp_path: Path) -> None:
    command = [sys.executable, "-m", MODULE, "race", url, str(tmp_path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    both = [subprocess.Popen(command, cwd=ROOT, **pipes) for _ in range(2)]
    assert [p.stdout.readline() for p in both] == ["ready\n"] * 2
    for process in both:
        process.stdin.write("go\n")
        process.stdin.flush()
    said = sorted(process.communicate(timeout=30)[0] for process in both)
    assert said[0].startswith("A refresh is running already: number 1, asked for by ann at ")
    assert said[1] == "succeeded\n"


def test_a_job_of_another_machine_is_lost_when_it_is_silent_for_too_long(
    desk: Desk, database: Database, clock: FixedClock
) -> None:
    """And its process, should it live, hears of it and stops."""
    slow, here = Slow(), FixedClock(clock.now())
    with at_work(desk.of(slow)) as faults:
        assert slow.begun.wait(60)
        with database.unit(actor="ann", clock=clock) as work:
            work.refreshes.change(1, host="elsewhere")
        here.advance(timedelta(minutes=1, seconds=59))
        assert desk.of(clock=here).active() is not None
        here.advance(timedelta(seconds=1))
        assert desk.of(clock=here).active() is None
    (fault,) = faults
    assert fault.what == "Refresh 1 was given up by another process, or the store was restored."
    job = desk.of().get(1)
    assert (job.state, job.finished_at, job.snapshot_id) == (JobState.LOST, here.now(), None)
