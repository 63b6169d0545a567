"""What stands above every page: how old the figures are, and what keeps them from being fresher."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from core.kernel.clock import FixedClock
from core.services.freshness import Freshness, freshness, silent_since, until
from core.services.lab import Lab
from core.services.refreshes import Job, JobState

NOW = datetime(2017, 6, 1, 15, tzinfo=UTC)  # three hours after the shop's snapshot
WAITS = {"state": JobState.WAITING, "attempt": 2, "started_at": NOW - timedelta(minutes=2), "what": "Nothing answers."}
FAILED = {
    "state": JobState.FAILED,
    "attempt": 1,
    "finished_at": NOW - timedelta(minutes=5),
    "what": "No *such* table.\nx",
}


@pytest.fixture
def now(clock: FixedClock) -> FixedClock:
    clock.advance(NOW - clock.now())
    return clock


def job(lab: Lab, **values: Any) -> None:
    """Write a job of another machine into the store."""
    with lab.database.unit(actor="bob", clock=lab.clock) as work:
        added = work.refreshes.add(kind="auto", at=NOW - timedelta(minutes=10), by="bob", host="elsewhere")
        work.refreshes.change(added.job_id, heartbeat_at=NOW, **values)


def told(lab: Lab) -> tuple[str, str]:
    found = freshness(lab)
    return found.level, found.note


def test_all_is_well(shop: Lab, now: FixedClock):
    found = freshness(shop)
    assert isinstance(found, Freshness)
    assert (found.age, found.is_old, found.job, found.note) == (timedelta(hours=3), False, None, "")
    job(shop, state=JobState.SUCCEEDED, finished_at=NOW)
    assert told(shop) == ("info", "")


def test_a_warehouse_that_is_down_is_told_with_the_age_and_the_next_try(shop: Lab, now: FixedClock):
    job(shop, **WAITS, next_try_at=NOW + timedelta(seconds=40))
    assert told(shop) == (
        "warning",
        "The warehouse does not answer since 1 Jun 2017, 10:58 EDT; these figures are 3 hours old. Next try in 40 s.",
    )


def test_the_silence_began_with_the_first_refresh_that_waited(shop: Lab, now: FixedClock):
    job(shop, state=JobState.FAILED, attempt=6, started_at=NOW - timedelta(hours=1), finished_at=NOW)
    job(shop, **WAITS)
    assert "since 1 Jun 2017, 10:00 EDT" in told(shop)[1]


def test_a_failure_of_another_kind_is_not_silence():
    def made(number: int, **values: Any) -> Job:
        return Job(number, kind="auto", requested_at=NOW, requested_by="bob", host="h", **values)

    waits, gave_up = made(3, **WAITS), made(2, **(FAILED | {"attempt": 6, "started_at": NOW - timedelta(days=1)}))
    assert silent_since([waits, made(2, **FAILED)]) == WAITS["started_at"]
    assert silent_since([waits, gave_up, made(1, **FAILED)]) == NOW - timedelta(days=1)
    assert silent_since([dataclasses.replace(waits, attempt=0)]) is None
    assert silent_since([]) is None


@pytest.mark.parametrize("attempt", [2, 5])
def test_silence_lasts_while_the_warehouse_is_asked_again(shop: Lab, now: FixedClock, attempt: int):
    job(shop, state=JobState.RUNNING, attempt=attempt, started_at=NOW - timedelta(minutes=2))
    level, note = told(shop)
    assert level == "warning"
    assert note.startswith("The warehouse does not answer since 1 Jun 2017, 10:58 EDT; these figures are 3 hours old.")
    assert note.endswith("It is being asked again.")


def test_silence_ends_with_an_answer(shop: Lab, now: FixedClock):
    job(shop, state=JobState.RUNNING, attempt=2, started_at=NOW, step="Extracting x", share=0.05)
    assert told(shop) == ("info", "A refresh is running: Extracting x, 5% done.")


@pytest.mark.parametrize(("tries", "level"), [(6, "warning"), (1, "info")])
def test_silence_lasts_into_the_first_try_of_the_next_refresh(shop: Lab, now: FixedClock, tries: int, level: str):
    job(shop, state=JobState.FAILED, attempt=tries, started_at=NOW - timedelta(hours=1), finished_at=NOW)
    job(shop, state=JobState.RUNNING, attempt=1, started_at=NOW)
    assert told(shop)[0] == level
    assert ("since 1 Jun 2017, 10:00 EDT" in told(shop)[1]) == (level == "warning")


def test_a_refresh_that_failed_is_told_until_there_is_a_newer_snapshot(shop: Lab, now: FixedClock):
    job(shop, **FAILED)
    said = "The last refresh failed 5 minutes ago; these figures are 3 hours old. No *such* table."
    assert told(shop) == ("warning", said)
    shop.warehouse.refresh()
    assert told(shop) == ("info", "")


def test_a_cancelled_one_hides_nothing(shop: Lab, now: FixedClock):
    job(shop, **(FAILED | {"state": JobState.LOST}))
    job(shop, state=JobState.CANCELLED, finished_at=NOW)
    assert told(shop)[1].startswith("The last refresh was broken off 5 minutes ago")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "A refresh is about to begin."),
        ({"state": JobState.RUNNING, "step": "Doing x", "share": 0.4}, "A refresh is running: Doing x, 40% done."),
        ({"state": JobState.RUNNING, "cancel_requested_at": NOW}, "A refresh is being cancelled."),
    ],
)  # fmt: skip
def test_a_refresh_under_way_is_told(shop: Lab, now: FixedClock, values: dict[str, Any], said: str):
    job(shop, **values)
    assert told(shop) == ("info", said)


def test_a_clock_that_was_put_back_makes_no_age_negative(shop: Lab, clock: FixedClock):
    clock.advance(timedelta(days=-30))
    job(shop, **FAILED)
    found = freshness(shop)
    assert found.age == timedelta(0)
    assert "less than a minute ago; these figures are less than a minute old" in found.note


@pytest.mark.parametrize(("seconds", "said"), [(-5, "now"), (0, "now"), (39.2, "in 40 s"), (300, "in 5 minutes")])
def test_the_time_until_the_next_try(seconds: float, said: str):
    assert until(NOW + timedelta(seconds=seconds), now=NOW) == said
