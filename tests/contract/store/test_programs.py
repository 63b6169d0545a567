"""What every store keeps about programs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.kernel.clock import FixedClock
from core.programs.model import Phase, ProgramState
from core.store import Database
from tests.contract.store.loyalty import add, edited, program


def test_a_state_and_how_far_the_ledger_has_come(database: Database, clock: FixedClock) -> None:
    made, day = add(database, clock, program(clock)), date(2017, 12, 31)
    other = add(database, clock, program(clock, "other"))
    with database.unit(actor="ann", clock=clock) as work:
        work.programs.set_state(made.program_id, ProgramState.ACTIVE)
        work.programs.mark(made.program_id, accrued_until=work.now)
        work.programs.mark(made.program_id, expired_until=day)
        work.programs.mark(made.program_id)
    with database.view() as work:
        is_ = replace(made, state=ProgramState.ACTIVE, accrued_until=clock.now(), expired_until=day)
        assert work.programs.get("everyday") == is_
        assert work.programs.get("other") == other


def test_phases_follow_each_other(database: Database, clock: FixedClock) -> None:
    made = add(database, clock, program(clock))
    may, june, july = (date(2017, m, 1) for m in (5, 6, 7))

    def begin(version: int, day: date) -> None:
        with database.unit(actor="ann", clock=clock) as work:
            work.programs.end_phase(made.program_id, on=day)
            work.programs.add_phase(made.program_id, Phase(version, day, None, work.now, "ann"))
        clock.advance(timedelta(microseconds=1))

    def phases() -> list[tuple[int, date, date | None]]:
        with database.view() as work:
            (found,) = work.programs.all()
            assert work.programs.get("everyday").phases == found.phases
            return [(p.version, p.from_on, p.until_on) for p in found.phases]

    with database.unit(actor="ann", clock=clock) as work:
        work.programs.edit(edited(made), seen=1)
    begin(1, may)
    begin(2, july)
    assert phases() == [(1, may, july), (2, july, None)]
    begin(2, june)  # earlier than planned: what was planned stays on record, without a day
    assert phases() == [(1, may, june), (2, june, None), (2, july, july)]
    with database.unit(actor="ann", clock=clock) as work:
        work.programs.end_phase(made.program_id, on=july + timedelta(days=1))
    assert phases() == [(1, may, june), (2, june, date(2017, 7, 2)), (2, july, july)]


def test_a_phase_of_a_version_that_is_not_there_is_refused(database: Database, clock: FixedClock) -> None:
    made = add(database, clock, program(clock))
    with pytest.raises(Exception, match="(?i)foreign key"), database.unit(actor="ann", clock=clock) as work:
        work.programs.add_phase(made.program_id, Phase(2, date(2017, 5, 1), None, work.now, "ann"))
