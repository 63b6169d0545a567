"""Refreshes that read only what is new: what they bring, what they miss, and when they read everything again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from core.kernel.clock import FixedClock
from core.warehouse import Engine, Increments, Snapshot, SnapshotStore, status
from core.warehouse.parquet import paths_in
from tests.contract.warehouse.changing import (
    BEGIN,
    OVERLAP,
    PROFILE,
    Changing,
    Person,
    changing_duckdb,
    changing_profile,
    changing_store,
    found,
    rows_of,
)

HOUR = timedelta(hours=1)


class World:
    """A changing warehouse, and the store that is refreshed from it; the clock goes on an hour with each refresh."""

    def __init__(self, folder: Path) -> None:
        self.engine = Engine(threads=1)
        self.folder = folder
        self.clock = FixedClock(BEGIN + 100 * HOUR)
        self.warehouse: Changing = changing_duckdb(folder)
        self.store: SnapshotStore = changing_store(folder, self.clock, engine=self.engine)
        self.profile = changing_profile(folder)

    def refresh(self, *, full: bool = False) -> Snapshot:
        snapshot = self.store.refresh(self.warehouse.source, self.profile, full=full)
        self.store.verify(snapshot)
        assert self.store.current() == snapshot
        self.clock.advance(HOUR)
        return snapshot

    def rows(self, snapshot: Snapshot) -> set[tuple[object, ...]]:
        rows = rows_of(self.engine, snapshot)
        assert len(rows) == len(set(rows)) == snapshot.tables["customers"].rows
        return set(rows)


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A hundred customers, whose rows are of the minutes 0 to 99; the newest is of minute 1,000."""
    world = World(tmp_path)
    world.warehouse.put({f"c{i}": Person("Bonn", i, i, i) for i in range(99)} | {"c99": Person("Bonn", 99, 99, 1000)})
    world.warehouse.run(
        [f"INSERT INTO visits VALUES ('c{i}', 1, '{(BEGIN + i * HOUR).isoformat()}')" for i in range(50)]
    )
    return world


def kinds(snapshot: Snapshot, table: str = "customers") -> list[str]:
    return [p.kind for p in snapshot.tables[table].parts]


def test_the_first_is_full_and_reads_as_one_file(world: World) -> None:
    first = world.refresh()
    assert (first.kind, first.taken_full_at, first.number) == ("full", first.created_at, 1)
    assert kinds(first) == ["base"]
    assert first.relation("customers") == f"read_parquet('{first.folder / 'customers.parquet'}')"
    assert first.tables["customers"].newest == BEGIN + timedelta(minutes=1000)
    assert found(first) == {}
    assert world.rows(first) == world.warehouse.logical()


def test_nothing_new_costs_nothing_and_reads_as_one_file(world: World) -> None:
    first, second = world.refresh(), world.refresh()
    assert (second.kind, second.taken_full_at, second.number) == ("incremental", first.created_at, 2)
    assert kinds(second) == kinds(second, "visits") == ["base"]
    info = second.tables["customers"]
    assert (info.taken, info.extracted, info.rows) == ("increment", 1, 100)  # the overlap is read again
    assert second.tables["places"].taken == "full"
    one, other = (s.folder / "customers.parquet" for s in (first, second))
    assert one.samefile(other)  # the same file by two names
    assert world.rows(second) == world.warehouse.logical()


def test_new_and_changed_rows_are_merged_when_read(world: World) -> None:
    world.refresh()
    world.warehouse.put({"c5": Person("Köln", 500, 7, 1001), "new": Person(None, None, 0, 1002)})
    second = world.refresh()
    assert kinds(second) == ["base", "delta", "dead"]
    assert [p.rows for p in second.tables["customers"].parts] == [100, 2, 1]
    assert world.rows(second) == world.warehouse.logical()
    assert second.tables["customers"].sums["points"] == sum(range(100)) - 5 + 500
    assert [f.rows for f in second.findings if f.code == "rich"] == [1]
    assert [p.name for p in paths_in(second.relation("customers"))] == [
        "customers.parquet",
        "customers.dead.parquet",
        "customers.delta.parquet",
    ]
    assert second.tables["customers"].bytes == sum(p.stat().st_size for p in second.files("customers"))
    assert {p.name for p in second.folder.glob("customers*")} == {p.name for p in second.files("customers")}


def test_new_rows_alone_need_no_dead_ones(world: World) -> None:
    world.refresh()
    world.warehouse.run([f"INSERT INTO visits VALUES ('c1', 2, '{(BEGIN + 60 * HOUR).isoformat()}')"])
    second = world.refresh()
    assert kinds(second, "visits") == ["base", "delta"]
    assert len(rows_of(world.engine, second, "visits")) == 51


def test_a_later_delta_takes_the_earlier_one_in(world: World) -> None:
    world.refresh()
    for round_, name in enumerate(["a", "b", "c5", "a", "c6"]):
        world.warehouse.put({name: Person("Trier", round_, round_, 1001 + round_)})
        snapshot = world.refresh()
        assert world.rows(snapshot) == world.warehouse.logical()
    assert [p.rows for p in snapshot.tables["customers"].parts] == [100, 4, 2]


def test_a_delta_that_outgrows_its_bound_is_merged_into_a_new_base(world: World) -> None:
    world.refresh()
    world.warehouse.put({f"c{i}": Person("Ulm", 1, 1, 1010) for i in range(9)})
    assert kinds(world.refresh()) == ["base", "delta", "dead"]
    world.warehouse.put({name: Person("Ulm", 1, 1, 1011) for name in ("c20", "c21")})
    third = world.refresh()
    assert kinds(third) == ["base"]
    assert third.tables["customers"].taken == "increment"
    assert world.rows(third) == world.warehouse.logical()
    world.warehouse.put({f"c{i}": Person("Aue", 1, 1, 1012) for i in range(60)})  # more than the bound at once
    fourth = world.refresh()
    assert kinds(fourth) == ["base"]
    assert (fourth.tables["customers"].taken, fourth.tables["customers"].extracted) == ("increment", 61)
    assert world.rows(fourth) == world.warehouse.logical()


def test_when_all_is_new_the_new_rows_are_the_table(world: World) -> None:
    world.refresh()
    world.warehouse.put({f"c{i}": Person("Ulm", i, i, 1010) for i in range(100)})
    second = world.refresh()
    assert (second.tables["customers"].taken, second.tables["customers"].full_at) == ("full", second.created_at)
    assert found(second) == {"late_rows": 0, "deleted_rows": 0}
    assert world.rows(second) == world.warehouse.logical()


def test_deleted_rows_are_noticed_by_their_number(world: World) -> None:
    world.refresh()
    world.warehouse.put({"c3": None, "c4": None, "c5": Person("Ulm", 5, 5, 1001)})
    second = world.refresh()
    assert second.tables["customers"].taken == "full"
    assert second.tables["visits"].taken == "increment"
    assert second.kind == "incremental"
    assert found(second) == {"late_rows": 0, "deleted_rows": 2}
    assert world.rows(second) == world.warehouse.logical()


def test_a_late_change_of_a_number_is_noticed_by_its_sum(world: World) -> None:
    world.refresh()
    world.warehouse.put({"c3": Person("Bonn", 777, 3, 3)})
    second = world.refresh()
    assert second.tables["customers"].taken == "full"
    assert found(second) == {"late_rows": 1, "deleted_rows": 0}
    assert world.rows(second) == world.warehouse.logical()


def test_what_leaves_number_and_sums_alone_is_found_by_the_full_compare(world: World) -> None:
    """A late change of a text; and one customer gone while another came with the same figures and an old watermark."""
    world.refresh()
    world.warehouse.put({"c3": Person("Late", 3, 3, 3), "c4": None, "other": Person("Bonn", 4, 4, 4)})
    second = world.refresh()
    assert second.tables["customers"].taken == "increment"
    assert len(world.rows(second) - world.warehouse.logical()) == 2
    third = world.refresh(full=True)
    assert world.rows(third) == world.warehouse.logical()
    assert found(third) == {"late_rows": 2, "deleted_rows": 1}
    assert [str(f) for f in third.findings if f.code == "late_rows" and f.rows] == [
        "customers: 2 rows that increments had missed: new or changed under an older updated_at"
    ]
    assert [f.level for f in third.findings if f.code == "late_rows"] == ["warning", "info"]
    assert found(world.refresh()) == found(third)  # it stays told until the next full compare
    assert found(world.refresh(full=True)) == {"late_rows": 0, "deleted_rows": 0}


def test_a_transaction_that_was_committed_late_is_within_the_overlap(world: World) -> None:
    world.refresh()
    minutes = 1000 - int(OVERLAP.total_seconds() / 60)
    world.warehouse.put({"c3": Person("Late", 3, 3, minutes), "c4": Person("Too late", 4, 4, minutes - 1)})
    cities = {row[1] for row in world.rows(world.refresh())}
    assert "Late" in cities
    assert "Too late" not in cities


def test_all_is_read_in_full_once_a_day(world: World) -> None:
    first = world.refresh()
    kinds = [world.refresh().kind for _ in range(24)]
    assert kinds == ["incremental"] * 23 + ["full"]
    assert world.store.current().taken_full_at == first.created_at + 24 * HOUR


def test_none_is_an_increment_when_the_setting_says_so(world: World, tmp_path: Path) -> None:
    world.store = changing_store(tmp_path, world.clock, increments=Increments(timedelta(0), OVERLAP))
    assert [world.refresh().kind for _ in range(3)] == ["full"] * 3


def test_another_profile_or_another_warehouse_is_read_in_full(world: World, tmp_path: Path) -> None:
    world.refresh()
    world.profile = changing_profile(tmp_path, PROFILE.replace("points > 100", "points > 200"))
    assert world.refresh().kind == "full"
    assert world.refresh().kind == "incremental"
    people = world.warehouse.people
    world.warehouse = changing_duckdb(tmp_path / "another")
    world.warehouse.put(dict(people))
    assert world.refresh().kind == "full"


def test_a_table_without_a_row_is_read_in_full(world: World) -> None:
    world.warehouse.put(dict.fromkeys(world.warehouse.people))
    assert world.refresh().tables["customers"].newest is None
    world.warehouse.put({"a": Person("Ulm", 1, 1, 1)})
    assert world.refresh().tables["customers"].taken == "full"
    assert world.refresh().tables["customers"].taken == "full"  # all of it lies within the overlap
    world.warehouse.put({"b": Person("Ulm", 1, 1, 900)})
    world.refresh()
    assert world.refresh().tables["customers"].taken == "increment"


def test_a_watermark_in_the_future_does_not_hide_what_comes(world: World) -> None:
    world.warehouse.put({"never": Person("Ulm", 1, 1, 60 * 24 * 365 * 900)})
    world.refresh()
    now = int((world.clock.now() - BEGIN) / timedelta(minutes=1))
    world.warehouse.put({"c3": Person("New", 3, 3, now)})
    second = world.refresh()
    assert second.tables["customers"].taken == "increment"
    assert world.rows(second) == world.warehouse.logical()


def test_orphans_are_those_of_the_merged_tables(world: World) -> None:
    world.refresh()
    came = (BEGIN + 60 * HOUR).isoformat()
    world.warehouse.run([f"INSERT INTO visits VALUES ('c1', 2, '{came}'), ('a', 1, '{came}'), ('b', 1, '{came}')"])
    world.warehouse.put({"a": Person("Ulm", 1, 1, 1001)})
    assert [f.rows for f in world.refresh().findings if f.code == "orphan_customer_id"] == [1]
    world.warehouse.put({"b": Person("Ulm", 1, 1, 1002)})
    assert [f.rows for f in world.refresh().findings if f.code == "orphan_customer_id"] == [0]


def test_a_key_twice_among_the_new_rows_is_a_broken_promise(world: World) -> None:
    good = world.refresh()
    world.warehouse.put({"a": Person("Ulm", 1, 1, 1001)})
    world.warehouse.run(["INSERT INTO people SELECT * FROM people WHERE customer_id = 'a'"])
    with pytest.raises(Exception, match="customers: 1 rows repeat the key"):
        world.refresh()
    assert world.store.current() == good


def test_a_snapshot_that_others_build_upon_may_go(world: World) -> None:
    ids = []
    for minute in range(5):
        world.warehouse.put({f"c{minute}": Person("Ulm", 1, 1, 1001 + minute)})
        ids.append(world.refresh().id)
    assert [s.id for s in world.store.list()] == ids[-2:]
    for snapshot in world.store.list():
        world.store.verify(snapshot)
    assert world.rows(world.store.current()) == world.warehouse.logical()
    assert status(world.store, now=world.clock.now()).kept == tuple(ids[-2:])
