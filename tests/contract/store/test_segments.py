"""What every store keeps about segments."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import polars as pl
import pytest

from core.errors import BadInput, Conflict, NotFound
from core.kernel.clock import FixedClock
from core.segments.model import Run, Segment, SegmentKind, SegmentVersion
from core.store import Database

RULE = {"and": [{">": [{"var": "total_revenue"}, 12.5]}, {"==": [{"var": "name"}, "Zoë 'x' %"]}]}


def segment(clock: FixedClock, slug: str = "gold", **changes: object) -> Segment:
    version = replace(SegmentVersion(1, slug.title(), "", RULE, None, "first", clock.now(), "ann"), **changes)
    return Segment(f"id-{slug}", slug, SegmentKind.DYNAMIC, clock.now(), None, version.version, version)


def add(database: Database, clock: FixedClock, made: Segment) -> None:
    with database.unit(actor="ann", clock=clock) as work:
        work.segments.add(made)


def test_what_is_stored_comes_back_equal(database: Database, clock: FixedClock) -> None:
    made = segment(clock)
    add(database, clock, made)
    with database.view() as work:
        assert work.segments.get("gold") == made
        assert work.segments.all() == [made]
        assert work.segments.versions(made.segment_id) == [made.definition]


def test_every_edit_is_a_version_and_the_old_ones_stay(database: Database, clock: FixedClock) -> None:
    first = segment(clock)
    add(database, clock, first)
    second = replace(first, head=2, definition=replace(first.definition, version=2, name="Golden", rule={"!": RULE}))
    with database.unit(actor="bob", clock=clock) as work:
        work.segments.edit(second, seen=1)
    with database.view() as work:
        assert work.segments.get("gold") == second
        assert work.segments.get("gold", version=1).definition == first.definition
        assert [v.version for v in work.segments.versions(first.segment_id)] == [2, 1]
        with pytest.raises(NotFound, match="has no version 3; it has versions 1 to 2"):
            work.segments.get("gold", version=3)


def test_a_stale_edit_is_refused_and_overwrites_nothing(database: Database, clock: FixedClock) -> None:
    first = segment(clock)
    add(database, clock, first)
    second = replace(first, head=2, definition=replace(first.definition, version=2, created_by="bob"))
    with database.unit(actor="bob", clock=clock) as work:
        work.segments.edit(second, seen=1)
    with (
        pytest.raises(Conflict, match="saved as version 2 by bob while you edited version 1"),
        database.unit(actor="ann", clock=clock) as work,
    ):
        work.segments.edit(replace(second, definition=replace(second.definition, created_by="ann")), seen=1)
    with database.view() as work:
        assert work.segments.get("gold") == second


def test_of_two_who_save_at_once_one_is_refused(database: Database, clock: FixedClock) -> None:
    first = segment(clock)
    add(database, clock, first)
    draft = replace(first, head=2, definition=replace(first.definition, version=2))
    together, outcomes = threading.Barrier(2), []

    def save() -> None:
        together.wait()
        try:
            with database.unit(actor="ann", clock=clock) as work:
                work.segments.edit(draft, seen=1)
            outcomes.append("saved")
        except Conflict:
            outcomes.append("refused")

    run_both(save)
    assert sorted(outcomes) == ["refused", "saved"]


def run_both(target: Callable[[], None]) -> None:
    threads = [threading.Thread(target=target) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)


def test_a_taken_short_name_is_refused(database: Database, clock: FixedClock) -> None:
    add(database, clock, segment(clock))
    with pytest.raises(Conflict, match="already is a segment with the short name 'gold'"):
        add(database, clock, replace(segment(clock), segment_id="another"))


def test_an_unknown_name_offers_the_nearest(database: Database, clock: FixedClock) -> None:
    add(database, clock, segment(clock, "lapsing-gold"))
    with database.view() as work, pytest.raises(NotFound, match="Did you mean 'lapsing-gold'"):
        work.segments.get("lapsed-gold")


def test_archived_segments_are_hidden_but_kept(database: Database, clock: FixedClock) -> None:
    made = segment(clock)
    add(database, clock, made)
    with database.unit(actor="ann", clock=clock) as work:
        work.segments.archive(made.segment_id, at=work.now)
    with database.view() as work:
        assert work.segments.all() == []
        assert [s.slug for s in work.segments.all(archived=True)] == ["gold"]


def test_names_and_ids_come_sorted_by_their_letters_and_not_by_a_locale(database: Database, clock: FixedClock) -> None:
    with database.unit(actor="ann", clock=clock) as work:
        for i, name in enumerate(("b", "Ä", "Z", "a_1", "a-1", "A")):
            work.segments.add(segment(clock, f"s{i}", name=name))
        work.segments.add_ids("id-s0", 1, ["b", "a_1", "B", "a-1", "é", "10", "9", "tab\there", "back\\slash", "\\N"])
    with database.view() as work:
        assert [s.name for s in work.segments.all()] == ["A", "a-1", "a_1", "b", "Z", "Ä"]
        found = ["10", "9", "B", "\\N", "a-1", "a_1", "b", "back\\slash", "tab\there", "é"]
        assert work.segments.ids("id-s0", 1).to_list() == found


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
