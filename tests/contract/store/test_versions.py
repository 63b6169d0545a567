"""What every store keeps about whatever has versions under a short name: segments, programs, campaigns."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import select

from core.errors import Conflict, NotFound
from core.kernel.canonical import canonical_json
from core.kernel.clock import FixedClock
from core.store import Database
from tests.contract.store.kept import KINDS, Kind


@pytest.fixture(params=KINDS, ids=lambda kind: kind.noun)
def kind(request: pytest.FixtureRequest) -> Kind:
    found: Kind = request.param
    return found


def test_what_is_stored_comes_back_equal(database: Database, clock: FixedClock, kind: Kind) -> None:
    made = kind.add(database, clock, kind.make(clock))
    other = kind.add(database, clock, kind.make(clock, "zebra"))
    with database.view() as work:
        stored = kind.of(work)
        assert stored.get(made.slug) == made
        assert sorted(stored.all(), key=lambda thing: thing.slug) == [made, other]
        assert stored.versions(stored.id_of(made)) == [kind.version(made)]


def test_what_was_defined_is_kept_as_canonical_json(database: Database, clock: FixedClock, kind: Kind) -> None:
    made = kind.add(database, clock, kind.make(clock))
    with database.reading() as connection:
        kept = connection.execute(select(kind.table.c[kind.column])).scalar_one()
    assert kept == canonical_json(kind.defined(made))


def test_every_edit_is_a_version_and_the_old_ones_stay(database: Database, clock: FixedClock, kind: Kind) -> None:
    first = kind.add(database, clock, kind.make(clock))
    second = kind.edited(first, name="Another", **kind.change)
    kind.edit(database, clock, second, seen=1)
    with database.view() as work:
        stored = kind.of(work)
        assert stored.get(first.slug) == second
        assert stored.all() == [second]
        assert stored.get(first.slug, version=1) == replace(first, head=2)
        assert stored.versions(stored.id_of(first)) == [kind.version(second), kind.version(first)]
        with pytest.raises(NotFound, match=f"{kind.noun.capitalize()} '{first.slug}' has no version 3; it has"):
            stored.get(first.slug, version=3)


def test_a_stale_edit_is_refused_and_overwrites_nothing(database: Database, clock: FixedClock, kind: Kind) -> None:
    first = kind.add(database, clock, kind.make(clock))
    second = kind.saved_by(kind.edited(first, name="Another"), "bob")
    kind.edit(database, clock, second, seen=1)
    what = f"{kind.noun.capitalize()} '{first.slug}' was saved as version 2 by bob while you edited version 1"
    with pytest.raises(Conflict, match=what):
        kind.edit(database, clock, kind.edited(first, name="Third"), seen=1)
    with database.view() as work:
        assert kind.of(work).get(first.slug) == second


def test_of_two_who_save_at_once_one_is_refused(database: Database, clock: FixedClock, kind: Kind) -> None:
    draft = kind.edited(kind.add(database, clock, kind.make(clock)), name="Another")
    together = threading.Barrier(2)

    def save(_: int) -> str:
        together.wait(30)
        try:
            kind.edit(database, clock, draft, seen=1)
        except Conflict:
            return "refused"
        return "saved"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(save, range(2))) == ["refused", "saved"]
    with database.view() as work:
        assert kind.of(work).get(draft.slug) == draft


def test_a_taken_short_name_is_refused_and_an_unknown_one_offers_the_nearest(
    database: Database, clock: FixedClock, kind: Kind
) -> None:
    made = kind.add(database, clock, kind.make(clock, "evergreen"))
    with pytest.raises(Conflict, match=f"already is a {kind.noun} with the short name 'evergreen'"):
        kind.add(database, clock, replace(made, **{f"{kind.noun}_id": "another"}))
    with database.view() as work, pytest.raises(NotFound, match="Did you mean 'evergreen'"):
        kind.of(work).get("evergren")


def test_they_come_by_the_letters_of_their_names_and_archived_ones_are_hidden_but_kept(
    database: Database, clock: FixedClock, kind: Kind
) -> None:
    for i, name in enumerate(("b", "Ä", "Z", "a_1", "a-1", "A")):
        kind.add(database, clock, kind.make(clock, f"s{i}", name=name))
    with database.unit(actor="ann", clock=clock) as work:
        kind.of(work).archive("id-s0", at=work.now)
    with database.view() as work:
        stored = kind.of(work)
        assert [thing.name for thing in stored.all()] == ["A", "a-1", "a_1", "Z", "Ä"]  # not by a locale
        assert [thing.name for thing in stored.all(archived=True)] == ["A", "a-1", "a_1", "b", "Z", "Ä"]
        assert stored.get("s0").archived_at == clock.now()
    with database.unit(actor="ann", clock=clock) as work:
        kind.of(work).archive("id-s0", at=None)
        assert kind.of(work).get("s0").archived_at is None
