"""What a worker does to a lab: it fires, sends, recalculates and accrues."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from core.errors import Refused
from core.services.lab import Lab
from core.services.responses import Imported
from core.services.workers import alive, living
from tests.contract.campaigns.stall import Stall, later
from tests.contract.campaigns.test_awards import bonuses, fired, runs
from tests.contract.ledgers.market import PROGRAM

TASKS = ("responses", "triggers", "deliveries", "recalculations", "accruals")


def turn(stand: Stall) -> dict[str, str | None]:
    """Take one turn of everything."""
    return {turn.task: turn.fault for turn in stand.lab.worker().once()}


def test_one_turn_fires_sends_recalculates_and_accrues(stand: Stall) -> None:
    lab = stand.lab
    lab.programs.create({**PROGRAM, "starts_on": "2017-10-02"})
    lab.programs.activate("points")
    stand.buys("c01")
    slug = stand.launch(control=0)
    stand.refresh(later(hours=1))
    assert turn(stand) == dict.fromkeys(TASKS)
    assert len(stand.runs(slug)) == 1
    assert lab.launching.executions(slug)["delivery"].unique().to_list() == ["sent"]
    with lab.database.view() as work:
        assert work.outbox.page(campaign=slug).height == 20
    assert [run.n_members for run in lab.memberships.runs("buyers")] == [1]
    assert lab.programs.get("points").accrued_until == later(hours=1)
    assert lab.programs.get("points").expired_until is not None


def test_a_turn_gives_the_points_of_campaigns(stand: Stall) -> None:
    runs(stand)
    slug = fired(stand, control=0)
    stand.buys("c01")
    stand.refresh(stand.clock.at + timedelta(hours=1))
    assert turn(stand) == dict.fromkeys(TASKS)
    assert bonuses(stand) == {"c01": (500, stand.clock.at - timedelta(hours=1))}
    assert [g.n_customers for g in stand.lab.performance.of(slug).points] == [1]


def test_a_second_turn_finds_nothing_to_do(stand: Stall) -> None:
    lab = stand.lab
    lab.programs.create({**PROGRAM, "starts_on": "2017-10-02"})
    lab.programs.activate("points")
    slug = stand.launch(control=0)
    stand.clock.at = later(hours=1)
    worker = lab.worker()
    worker.once()
    before = [len(lab.programs.history("points")), len(lab.memberships.runs("buyers")), len(stand.runs(slug))]
    assert [turn.fault for turn in worker.once()] == [None] * 5
    assert [len(lab.programs.history("points")), len(lab.memberships.runs("buyers")), len(stand.runs(slug))] == before


def test_a_segment_or_program_that_cannot_be_brought_up_keeps_no_other_from_it(stand: Stall) -> None:
    lab = stand.lab
    run = lab.memberships.recalculate("buyers")
    lost = lab.settings.home / "memberships" / run.file
    lost.unlink()
    stand.refresh(later(hours=1))
    assert turn(stand)["recalculations"] is None
    assert [run.as_of for run in lab.memberships.runs("everybody")] == [later(hours=1)]
    assert len(lab.memberships.runs("buyers")) == 1


def test_intervals_of_naught_are_never(stand: Stall) -> None:
    settings = stand.lab.settings.model_copy(
        update={"lab_worker_recalculate_minutes": 0, "lab_worker_accrue_minutes": 0, "lab_worker_trigger_seconds": 7}
    )
    with Lab.open(settings, clock=stand.clock) as lab:
        tasks = lab.worker().tasks
    assert [(task.name, task.every.total_seconds(), task.at_once) for task in tasks] == [
        ("responses", 7, True), ("triggers", 7, True), ("deliveries", 3, True),
    ]  # fmt: skip


class Heard:
    """Responses of a warehouse that names a table of them, and how often that was read."""

    def __init__(self, *faults: Exception | None) -> None:
        self.faults = list(faults)
        self.times = 0

    def fault(self) -> None:
        """There is one."""

    def read_warehouse(self) -> Imported:
        self.times += 1
        if self.faults and (fault := self.faults.pop(0)) is not None:
            raise fault
        return Imported(3, 0, 1)


def test_the_responses_of_a_snapshot_are_taken_in_once_and_after_a_fault_again(stand: Stall) -> None:
    lab = stand.lab
    lab.responses = Heard(Refused("It is shut.", fix="Open it."), None)
    worker = lab.worker()
    found = [[turn.fault for turn in worker.once() if turn.task == "responses"] for _ in range(3)]
    assert found == [["It is shut.\nWhat to do: Open it."], [None], [None]]
    assert lab.responses.times == 2
    stand.refresh(later(hours=1))
    worker.once()
    assert lab.responses.times == 3


def test_who_lives_is_told_by_the_kernel(tmp_path: Path) -> None:
    assert alive(tmp_path) == []
    code = (
        "import sys, pathlib; from core.services.workers import living\n"
        "with living(pathlib.Path(sys.argv[1])): print(flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        other.stdout.readline()
        assert alive(tmp_path) == [other.pid]
        with living(tmp_path):
            assert len(alive(tmp_path)) == 2
        assert alive(tmp_path) == [other.pid]
        other.kill()
        other.wait()
    assert alive(tmp_path) == []
    assert len(list((tmp_path / "worker").iterdir())) == 1  # what it left behind says nothing
