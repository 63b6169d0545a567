"""What every store keeps about segments."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import polars as pl
import pytest

from core.errors import BadInput, Conflict
from core.kernel.clock import FixedClock
from core.segments.model import Run, Segment
from core.store import Database
from tests.contract.store.kept import segment


def add(database: Database, clock: FixedClock, made: Segment) -> None:
    with database.unit(actor="ann", clock=clock) as work:
        work.segments.add(made)


def test_ids_come_sorted_by_their_letters_and_not_by_a_locale(database: Database, clock: FixedClock) -> None:
    with database.unit(actor="ann", clock=clock) as work:
        work.segments.add(segment(clock))
        work.segments.add_ids("id-gold", 1, ["b", "a_1", "B", "a-1", "é", "10", "9", "tab\there", "back\\slash", "\\N"])
    with database.view() as work:
        found = ["10", "9", "B", "\\N", "a-1", "a_1", "b", "back\\slash", "tab\there", "é"]
        assert work.segments.ids("id-gold", 1).to_list() == found


def test_ids_may_be_as_long_as_every_store_can_hold(database: Database, clock: FixedClock) -> None:
    longest = "é" * 80
    with database.unit(actor="ann", clock=clock) as work:
        work.segments.add(segment(clock))
        work.segments.add_ids("id-gold", 1, [longest])
        assert work.segments.ids("id-gold", 1).to_list() == [longest]
        with pytest.raises(BadInput, match="1 of these customer ids are longer than 80 characters"):
            work.segments.add_ids("id-gold", 1, ["1", longest + "1"])


def test_a_list_of_many_customers_comes_back_sorted_and_whole(database: Database, clock: FixedClock) -> None:
    made = segment(clock, rule=None, n_ids=120_000)
    ids = [f"c{i:06}" for i in range(120_000)]
    with database.unit(actor="ann", clock=clock) as work:
        work.segments.add(made)
        work.segments.add_ids(made.segment_id, 1, ids[::-1])
    with database.view() as work:
        assert work.segments.ids(made.segment_id, 1).to_list() == ids
        assert work.segments.ids(made.segment_id, 2).equals(pl.Series("customer_id", [], dtype=pl.String))


def run(made: Segment, clock: FixedClock, **changes: object) -> Run:
    plain = Run(0, made.segment_id, 1, "snap", "dict", "in", clock.now(), 100, 10, 10, 0, "f", clock.now(), "ann")
    return replace(plain, **changes)


def test_the_same_recalculation_is_recorded_once(database: Database, clock: FixedClock) -> None:
    made = segment(clock)
    add(database, clock, made)
    with database.unit(actor="ann", clock=clock) as work:
        first = work.runs.add(run(made, clock), after=None)
    clock.advance(timedelta(hours=1))
    with database.unit(actor="ann", clock=clock) as work:
        assert work.runs.add(replace(run(made, clock), as_of=first.as_of), after=None) == first
    with database.view() as work:
        assert work.runs.of(made.segment_id) == [first]
        assert work.runs.latest() == {made.segment_id: first}


def test_a_recalculation_that_another_overtook_is_not_recorded(database: Database, clock: FixedClock) -> None:
    made = segment(clock)
    add(database, clock, made)
    with database.unit(actor="ann", clock=clock) as work:
        first = work.runs.add(run(made, clock), after=None)
    clock.advance(timedelta(days=1))
    with (
        pytest.raises(Conflict, match="recalculated by somebody else meanwhile"),
        database.unit(actor="bob", clock=clock) as work,
    ):
        work.runs.add(run(made, clock), after=None)
    with database.unit(actor="bob", clock=clock) as work:
        second = work.runs.add(run(made, clock), after=first.run_id)
    with database.view() as work:
        assert work.runs.of(made.segment_id) == [first, second]
