"""Refreshes at even intervals: when one is due, and that no fault ends it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.errors import ConfigError
from core.kernel.clock import FixedClock
from core.services.lab import Lab
from core.services.refreshes import Refreshes, Tries
from core.services.schedule import LOOK, Schedule

EVERY = timedelta(minutes=30)


def start_nothing(job_id: int, line: int) -> int:
    return 0


@pytest.fixture
def refreshes(shop: Lab) -> Refreshes:
    """Refreshes that start nothing."""
    return Refreshes(
        shop.warehouse.refresh, database=shop.database, clock=shop.clock, actor="schedule",
        folder=shop.settings.home / "jobs", spawn=start_nothing, tries=Tries(1),
    )  # fmt: skip


def started(refreshes: Refreshes) -> int:
    return len(refreshes.list())


def test_the_first_is_due_at_once_and_the_next_after_the_interval(refreshes: Refreshes, clock: FixedClock) -> None:
    schedule = Schedule(refreshes, every=EVERY, clock=clock)
    assert schedule.turn() == LOOK
    assert started(refreshes) == 1
    clock.advance(EVERY - timedelta(seconds=20))
    assert schedule.turn() == pytest.approx(20)
    assert started(refreshes) == 1
    clock.advance(timedelta(seconds=20))
    schedule.turn()
    assert started(refreshes) == 2


def test_a_refresh_that_somebody_asked_for_counts(refreshes: Refreshes, clock: FixedClock) -> None:
    refreshes.refresh()
    clock.advance(timedelta(minutes=29))
    assert Schedule(refreshes, every=EVERY, clock=clock).turn() == pytest.approx(60)
    assert started(refreshes) == 1


def test_after_the_clock_was_moved_back_it_does_not_wait_for_the_old_time(
    refreshes: Refreshes, clock: FixedClock
) -> None:
    refreshes.refresh()
    clock.advance(timedelta(days=-30))
    Schedule(refreshes, every=EVERY, clock=clock).turn()
    assert started(refreshes) == 2


def test_a_fault_is_looked_at_again_and_ends_nothing(shop: Lab, clock: FixedClock) -> None:
    def no_folder(job_id: int, line: int) -> int:
        raise ConfigError("No folder for logs.", fix="Make one.")

    faulty = Refreshes(
        shop.warehouse.refresh, database=shop.database, clock=clock, actor="schedule",
        folder=shop.settings.home / "jobs", spawn=no_folder, tries=Tries(1),
    )  # fmt: skip
    pauses: list[float] = []

    def pause(seconds: float) -> bool:
        pauses.append(seconds)
        clock.advance(EVERY)
        return len(pauses) == 3

    Schedule(faulty, every=EVERY, clock=clock).keep(pause)
    assert pauses == [LOOK] * 3
    assert started(faulty) == 3
