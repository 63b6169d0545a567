"""The worker: every task in its turn, alone with itself; no fault ends it, and it ends when it is told to."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Event, Thread

import pytest

from core.errors import Refused
from core.kernel.clock import FixedClock, SystemClock
from core.services.worker import IsOver, Task, Turn, Worker

SOON, RARELY = timedelta(seconds=0.01), timedelta(hours=1)
PATIENCE = 60.0


@contextmanager
def running(*tasks: Task, clock: object = None):
    """A worker at work in a thread; it has ended when the block has."""
    stop = Event()
    thread = Thread(target=Worker(tasks, clock=clock or SystemClock()).run, args=[stop])
    thread.start()
    try:
        yield stop
    finally:
        stop.set()
        thread.join(PATIENCE)
        assert not thread.is_alive()


def counting(times: int) -> tuple[Callable[[IsOver], None], Event, list[int]]:
    """A task that notes its turns, and an event that is set once there were so many."""
    turns: list[int] = []
    enough = Event()

    def run(_: IsOver) -> None:
        turns.append(len(turns))
        if len(turns) >= times:
            enough.set()

    return run, enough, turns


def test_each_task_has_its_turns_again_and_again() -> None:
    (one, one_enough, _), (two, two_enough, _) = counting(3), counting(2)
    with running(Task("one", SOON, one), Task("two", SOON, two)):
        assert one_enough.wait(PATIENCE)
        assert two_enough.wait(PATIENCE)


def test_what_is_not_at_once_waits_for_its_interval() -> None:
    (now, enough, _), (later, _, turns) = counting(2), counting(1)
    with running(Task("now", SOON, now), Task("later", RARELY, later, at_once=False)):
        assert enough.wait(PATIENCE)
    assert turns == []


def test_a_task_is_never_beside_itself_and_others_go_on_meanwhile() -> None:
    under_way, go_on, beside = [0], Event(), [0]

    def slow(_: IsOver) -> None:
        under_way[0] += 1
        beside[0] = max(beside[0], under_way[0])
        go_on.wait(PATIENCE)
        under_way[0] -= 1

    quick, enough, _ = counting(5)
    with running(Task("slow", SOON, slow), Task("quick", SOON, quick)):
        assert enough.wait(PATIENCE)
        go_on.set()
    assert beside[0] == 1


def test_no_fault_ends_it_and_the_same_one_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    turns: list[int] = []
    enough = Event()

    def faulty(_: IsOver) -> None:
        turns.append(1)
        if len(turns) <= 3:
            raise Refused("It is shut.", fix="Open it.")
        if len(turns) <= 6:
            raise ZeroDivisionError
        enough.set()

    with running(Task("faulty", SOON, faulty)):
        assert enough.wait(PATIENCE)
    events = [record.msg["event"] for record in caplog.records if isinstance(record.msg, dict)]
    found = [event for event in events if event not in ("worker.started", "worker.ended")]
    assert found == ["worker.faulty", "worker.failed", "worker.recovered"]


def test_told_to_end_it_lets_what_is_under_way_come_to_its_end() -> None:
    began, ended = Event(), Event()

    def batches(is_over: IsOver) -> None:
        began.set()
        while not is_over():
            pass
        ended.set()  # the batch under way is settled

    with running(Task("batches", SOON, batches)) as stop:
        assert began.wait(PATIENCE)
        assert not ended.is_set()
        stop.set()
    assert ended.is_set()


def test_after_the_clock_was_moved_back_it_does_not_wait_for_the_old_time() -> None:
    class Moved:
        """A clock that goes back by a day once it is told to."""

        is_back = False

        def now(self) -> datetime:
            return datetime.now(UTC) - (timedelta(days=1) if self.is_back else timedelta())

    clock = Moved()
    first, again = Event(), Event()

    def run(_: IsOver) -> None:
        (again if first.is_set() else first).set()

    with running(Task("rare", RARELY, run), clock=clock):
        assert first.wait(PATIENCE)
        clock.is_back = True
        assert again.wait(PATIENCE)


def test_once_takes_one_turn_of_each_and_tells_what_came_of_it() -> None:
    def refuse(_: IsOver) -> None:
        raise Refused("It is shut.", fix="Open it.")

    good, _, turns = counting(1)
    worker = Worker(
        [Task("good", SOON, good), Task("bad", SOON, refuse), Task("rare", RARELY, good, at_once=False)],
        clock=FixedClock(datetime(2017, 1, 1, tzinfo=UTC)),
    )
    assert worker.once() == [
        Turn("good", None), Turn("bad", "It is shut.\nWhat to do: Open it."), Turn("rare", None)
    ]  # fmt: skip
    assert turns == [0, 1]
