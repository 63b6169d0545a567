"""What a refresh job tells, how it ends, and that there is never a second one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from core.config import Settings
from core.errors import (
    ConfigError,
    ContractViolation,
    NotFound,
    RefreshCancelled,
    RefreshRunning,
    StorageFull,
    WarehouseUnreachable,
)
from core.kernel.clock import FixedClock
from core.services.processes import spawner
from core.services.refreshes import Job, JobState, Tries, WarmUp
from core.store import Database, tables
from core.warehouse.progress import Progress
from tests.contract.refreshes.desk import Desk, Slow, Taken, at_work, down, quick, until


def test_before_the_first_there_is_none(desk: Desk) -> None:
    assert desk.of().active() is None
    assert desk.of().last() is None
    assert desk.of().list() == []
    with pytest.raises(NotFound, match="There is no refresh job 1; none was ever started"):
        desk.of().cancel(1)


def test_a_job_that_succeeded_tells_what_it_did(desk: Desk, clock: FixedClock) -> None:
    first = desk.of().refresh(full=True)
    clock.advance(timedelta(hours=1))
    second = desk.of(actor="bob").refresh()
    assert (first.state, first.kind, first.snapshot_id, first.requested_by) == (
        JobState.SUCCEEDED, "full", "full", "ann",
    )  # fmt: skip
    assert (second.kind, second.snapshot_id, second.requested_by) == ("auto", "auto", "bob")
    assert second.requested_at == second.started_at == second.finished_at == clock.now()
    assert (second.attempt, second.share, second.step, second.what, second.next_try_at) == (1, 1.0, "", None, None)
    assert desk.of().list() == [second, first]
    assert desk.of().list(1) == [second]
    assert desk.of().last() == second
    assert desk.of().active() is None
    assert list(desk.folder.iterdir()) == []


def test_who_started_and_who_cancelled_is_in_the_audit_log(desk: Desk, database: Database) -> None:
    slow = Slow()
    with at_work(desk.of(slow)):
        assert slow.begun.wait(60)
        desk.of(actor="bob").cancel(1)
    with database.view() as work:
        records = [(r.actor, r.action, r.kind, r.subject) for r in work.audit.latest()]
    assert records == [("bob", "cancel", "refresh", "1"), ("ann", "start", "refresh", "1")]


def test_how_far_it_is_can_be_seen_from_elsewhere(desk: Desk) -> None:
    slow = Slow()
    with at_work(desk.of(slow)):
        job = until(desk.of(), lambda job: job.step == "Extracting transactions")
        assert (job.state, job.is_active, job.is_cancelling) == (JobState.RUNNING, True, False)
        assert job.share == pytest.approx(0.25 * 0.85)
        slow.go.set()
    assert desk.of().get(job.job_id).state is JobState.SUCCEEDED


def test_cancelled_by_somebody_else(desk: Desk) -> None:
    slow = Slow()
    with at_work(desk.of(slow)) as faults:
        assert slow.begun.wait(60)
        assert desk.of(actor="bob").cancel(1).is_cancelling
    (fault,) = faults
    assert isinstance(fault, RefreshCancelled)
    job = desk.of().get(1)
    assert (job.state, job.what, job.snapshot_id) == (JobState.CANCELLED, "Refresh 1 was cancelled by bob.", None)
    assert desk.of().cancel(1) == job
    assert desk.of().refresh().state is JobState.SUCCEEDED


def test_a_warehouse_that_comes_back_is_asked_again(desk: Desk, clock: FixedClock) -> None:
    answers = iter([down, down, quick])

    def take(*, progress: Progress, full: bool) -> Taken:
        return next(answers)(progress=progress, full=full)

    job = desk.of(take, tries=Tries(6, first_wait=0.01)).refresh(retry=True)
    assert (job.state, job.attempt, job.what, job.next_try_at) == (JobState.SUCCEEDED, 3, None, None)


def test_while_it_waits_it_says_why_and_until_when_and_can_be_cancelled(desk: Desk, clock: FixedClock) -> None:
    with at_work(desk.of(down, tries=Tries(6, first_wait=60.0)), retry=True):
        job = until(desk.of(), lambda job: job.next_try_at is not None)
        assert (job.state, job.attempt, job.is_active) == (JobState.WAITING, 1, True)
        assert job.next_try_at == clock.now() + timedelta(minutes=1)
        assert job.what == "Nobody answers at postgresql://***@dwh/x."
        assert job.fix == "Start it, password=***"
        desk.of().cancel(job.job_id)
    job = desk.of().get(job.job_id)
    assert (job.state, job.attempt, job.next_try_at) == (JobState.CANCELLED, 1, None)


def test_waits_grow_up_to_five_minutes() -> None:
    tries = Tries(9)
    assert [tries.wait(n) for n in range(1, 9)] == [5, 10, 20, 40, 80, 160, 300, 300]


def test_a_warehouse_that_stays_away_is_given_up(desk: Desk) -> None:
    with pytest.raises(WarehouseUnreachable):
        desk.of(down, tries=Tries(3, first_wait=0.01)).refresh(retry=True)
    job = desk.of().get(1)
    assert (job.state, job.attempt) == (JobState.FAILED, 3)
    assert "S3cret!" not in f"{job.what}{job.fix}"
    with pytest.raises(WarehouseUnreachable):
        desk.of(down, tries=Tries(3, first_wait=60.0)).refresh()
    assert desk.of().get(2).attempt == 1


@pytest.mark.parametrize(
    ("fault", "what", "fix"),
    [
        (ContractViolation("It lacks x.", fix="Add x.", problems=["a", "b"]), "It lacks x.\n  - a\n  - b", "Add x."),
        (StorageFull("No room.", fix="Make some."), "No room.", "Make some."),
        (KeyError("secret"), "It stopped with an unexpected KeyError.", "Look into LAB_HOME/logs/lab.log"),
    ],
    ids=["contract", "full", "ours"],
)
def test_what_waiting_does_not_mend_fails_at_once(desk: Desk, fault: Exception, what: str, fix: str) -> None:
    def take(*, progress: Progress, full: bool) -> Taken:
        raise fault

    with pytest.raises(type(fault)):
        desk.of(take, tries=Tries(6, first_wait=60.0)).refresh(retry=True)
    job = desk.of().get(1)
    assert (job.state, job.attempt, job.what) == (JobState.FAILED, 1, what)
    assert (job.fix or "").startswith(fix)


def test_interrupted_at_the_terminal(desk: Desk) -> None:
    def take(*, progress: Progress, full: bool) -> Taken:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        desk.of(take).refresh()
    assert desk.of().get(1).state is JobState.CANCELLED


def test_warm_ups_come_after_and_a_fault_of_theirs_takes_nothing_back(desk: Desk) -> None:
    ran = []

    def fails(progress: Progress) -> None:
        progress("half way", 0.5)
        raise StorageFull("No room.", fix="Make some.")

    refreshes = desk.of(warm_ups=(WarmUp("One", fails),))
    refreshes.warm_ups.append(WarmUp("Two", lambda progress: ran.append("two")))
    told: list[tuple[str, float]] = []
    job = refreshes.refresh(progress=lambda text, share: told.append((text, share)))
    assert (job.state, job.snapshot_id, ran) == (JobState.SUCCEEDED, "auto", ["two"])
    assert job.what == (
        "The snapshot is in force, but pages will have to wait for what could not be prepared:\nNo room."
    )
    assert job.fix == "Make some."
    assert [text for text, _ in told] == ["Extracting customers", "One", "half way", "Two"]
    assert [share for _, share in told] == pytest.approx([0.425, 0.85, 0.8875, 0.925])


def test_cancelled_while_warming_up_keeps_the_snapshot(desk: Desk) -> None:
    slow = Slow()
    with at_work(desk.of(warm_ups=(WarmUp("Slow", lambda progress: slow(progress=progress, full=False)),))):
        assert slow.begun.wait(60)
        desk.of().cancel(1)
    assert (desk.of().get(1).state, desk.of().get(1).snapshot_id) == (JobState.CANCELLED, "auto")


def test_a_job_whose_process_cannot_be_started_has_failed_and_says_why(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("no folder")
    refreshes = desk.of(spawn=spawner(Settings(lab_home=tmp_path)))
    with pytest.raises(ConfigError, match="The process that is to refresh cannot be started: File exists"):
        refreshes.start()
    job = refreshes.get(1)
    assert (job.state, job.finished_at is not None, refreshes.active()) == (JobState.FAILED, True, None)
    assert (job.what or "").startswith("The process that is to refresh cannot be started")


def test_never_two_at_once(desk: Desk) -> None:
    slow, outcomes = Slow(), []

    def one(_: int) -> None:
        try:
            outcomes.append(desk.of(slow).refresh())
        except RefreshRunning as error:
            outcomes.append(error)
            if sum(isinstance(o, RefreshRunning) for o in outcomes) == 7:
                slow.go.set()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(one, range(8)))
    assert [type(o) for o in outcomes] == [RefreshRunning] * 7 + [Job]
    assert "A refresh is running already: number 1, asked for by ann at 2018-01-01T05:00:00Z (" in outcomes[0].what


def test_the_store_itself_holds_that_only_one_is_active(database: Database, clock: FixedClock) -> None:
    def add(**state: object) -> None:
        with database.writing() as connection:
            plain = {"kind": "auto", "requested_at": clock.now(), "requested_by": "", "host": "", "attempt": 0}
            values = {**plain, "step": "", "share": 0.0, **state}
            connection.execute(insert(tables.refresh_job).values(values))

    add(active=None, state="lost")
    add(active=None, state="failed")
    add(active=1, state="running")
    with pytest.raises(IntegrityError):
        add(active=1, state="waiting")


@pytest.mark.parametrize("by", [timedelta(days=-400), timedelta(days=400)], ids=["back", "ahead"])
def test_a_clock_that_is_moved_changes_nothing_about_a_job(desk: Desk, clock: FixedClock, by: timedelta) -> None:
    slow, first = Slow(), desk.of().refresh()
    with at_work(desk.of(slow)):
        assert slow.begun.wait(60)
        clock.advance(by)
        job = desk.of().active()
        assert job is not None
        assert job.state is JobState.RUNNING
        with pytest.raises(RefreshRunning):
            desk.of().start()
        desk.of().cancel(job.job_id)
    second = desk.of().get(job.job_id)
    assert second.state is JobState.CANCELLED
    third = desk.of().refresh()
    assert desk.of().list() == [third, second, first]
    assert desk.of().last() == third
