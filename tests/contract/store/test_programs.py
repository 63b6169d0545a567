"""What every store keeps about programs."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from core.errors import Conflict, NotFound
from core.kernel.canonical import canonical_json
from core.kernel.clock import FixedClock
from core.programs.model import Phase, ProgramState
from core.store import Database, tables
from tests.contract.store.loyalty import add, edited, program


def test_what_is_stored_comes_back_equal(database: Database, clock: FixedClock) -> None:
    made = add(database, clock, program(clock))
    with database.view() as work:
        assert work.programs.get("everyday") == made
        assert work.programs.all() == [made]
        assert work.programs.versions(made.program_id) == [made.version]


def test_a_definition_is_kept_as_canonical_json(database: Database, clock: FixedClock) -> None:
    made = add(database, clock, program(clock))
    with database.reading() as connection:
        kept = connection.execute(select(tables.program_version.c.definition)).scalar_one()
    assert kept == canonical_json(made.definition.document())


def test_every_edit_is_a_version_and_the_old_ones_stay(database: Database, clock: FixedClock) -> None:
    first = add(database, clock, program(clock))
    second = edited(first, name="Everyone", tiers=[])
    with database.unit(actor="bob", clock=clock) as work:
        work.programs.edit(second, seen=1)
    with database.view() as work:
        assert work.programs.get("everyday") == second
        assert work.programs.get("everyday", version=1) == replace(first, head=2)
        assert [v.version for v in work.programs.versions(first.program_id)] == [2, 1]
        with pytest.raises(NotFound, match="has no version 3; it has versions 1 to 2"):
            work.programs.get("everyday", version=3)


def test_a_stale_edit_is_refused_and_overwrites_nothing(database: Database, clock: FixedClock) -> None:
    first = add(database, clock, program(clock))
    second = edited(first, name="Everyone")
    with database.unit(actor="bob", clock=clock) as work:
        work.programs.edit(replace(second, version=replace(second.version, created_by="bob")), seen=1)
    with (
        pytest.raises(Conflict, match="'everyday' was saved as version 2 by bob while you edited version 1"),
        database.unit(actor="ann", clock=clock) as work,
    ):
        work.programs.edit(edited(first, name="Nobody"), seen=1)
    with database.view() as work:
        assert work.programs.get("everyday").name == "Everyone"


def test_of_two_who_save_at_once_one_is_refused(database: Database, clock: FixedClock) -> None:
    draft, together = edited(add(database, clock, program(clock))), threading.Barrier(2)

    def save(_: int) -> str:
        together.wait(30)
        try:
            with database.unit(actor="ann", clock=clock) as work:
                work.programs.edit(draft, seen=1)
        except Conflict:
            return "refused"
        return "saved"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(save, range(2))) == ["refused", "saved"]


def test_a_taken_short_name_is_refused_and_an_unknown_one_offers_the_nearest(
    database: Database, clock: FixedClock
) -> None:
    made = add(database, clock, program(clock))
    with pytest.raises(Conflict, match="already is a program with the short name 'everyday'"):
        add(database, clock, replace(made, program_id="another"))
    with database.view() as work, pytest.raises(NotFound, match="Did you mean 'everyday'"):
        work.programs.get("evryday")


def test_programs_come_by_name_and_archived_ones_are_hidden_but_kept(database: Database, clock: FixedClock) -> None:
    for slug, name in (("s0", "b"), ("s1", "Ä"), ("s2", "a"), ("s3", "Z")):
        add(database, clock, program(clock, slug, name=name))
    with database.unit(actor="ann", clock=clock) as work:
        work.programs.archive("id-s0", at=work.now)
    with database.view() as work:
        assert [p.name for p in work.programs.all()] == ["a", "Z", "Ä"]
        assert [p.name for p in work.programs.all(archived=True)] == ["a", "b", "Z", "Ä"]
        assert work.programs.get("s0").archived_at == clock.now()
    with database.unit(actor="ann", clock=clock) as work:
        work.programs.archive("id-s0", at=None)
        assert work.programs.get("s0").archived_at is None


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
