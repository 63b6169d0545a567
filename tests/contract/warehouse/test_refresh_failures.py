"""Refreshes that cannot end well, full or by increments: the last snapshot stays in force and nothing is left."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from core.errors import ContractViolation, WarehouseLost, WarehouseUnreachable
from core.kernel.clock import FixedClock
from core.warehouse import Engine, Profile, Snapshot, SnapshotStore, Source, status
from core.warehouse.selection import Totals
from tests.contract.warehouse.changing import (
    BEGIN,
    Changing,
    Person,
    changing_duckdb,
    changing_profile,
    changing_store,
    found,
    rows_of,
)

HOUR = timedelta(hours=1)


@pytest.fixture
def warehouse(tmp_path: Path) -> Changing:
    """A hundred customers of an hour each; the newest is of minute 6,000."""
    warehouse = changing_duckdb(tmp_path)
    warehouse.put({f"c{i}": Person("Bonn", i, i, 60 * i) for i in range(101)})
    visits = ", ".join(f"('c{i}', 1, '{(BEGIN + i * HOUR).isoformat()}')" for i in range(50))
    warehouse.run([f"INSERT INTO visits VALUES {visits}"])
    return warehouse


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(BEGIN + 200 * HOUR)


@pytest.fixture
def store(tmp_path: Path, clock: FixedClock) -> SnapshotStore:
    return changing_store(tmp_path, clock, engine=Engine(threads=1))


def is_untouched(store: SnapshotStore, good: Snapshot) -> bool:
    """Whether the snapshot is in force, whole, and alone."""
    store.verify(good)
    names = {p.name for p in store.folder.iterdir()}
    return store.current() == good and names == {good.id, "manifest.json", "refresh.lock"}


@pytest.mark.parametrize("kind", ["full", "increment"])
@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("ALTER TABLE people DROP COLUMN points", "customers.points: the source has no column 'points'"),
        ("ALTER TABLE people RENAME COLUMN city TO town", "customers.city: the source has no column 'city'"),
        ("ALTER TABLE people ALTER points TYPE DOUBLE", "customers.points: the source gives DOUBLE, not integer"),
        ("ALTER TABLE people ALTER city TYPE BOOLEAN USING true", "customers.city: the source gives BOOLEAN"),
        ("DROP TABLE visits", "visits: the source has no table 'visits'"),
    ],
)
def test_what_is_dropped_or_changed_between_two_refreshes_is_named(
    warehouse: Changing, store: SnapshotStore, tmp_path: Path, kind: str, change: str, problem: str
) -> None:
    profile = changing_profile(tmp_path)
    good = store.refresh(warehouse.source, profile)
    warehouse.put({"c3": Person("New", 3, 3, 6001)})
    warehouse.run([change])
    with pytest.raises(ContractViolation) as caught:
        store.refresh(warehouse.source, profile, full=kind == "full")
    assert len(caught.value.problems) == 1
    assert problem in caught.value.problems[0]
    assert "the profile" in caught.value.fix
    assert is_untouched(store, good)


def test_a_value_that_no_longer_fits_among_the_new_rows_is_named(
    warehouse: Changing, store: SnapshotStore, tmp_path: Path
) -> None:
    text = changing_profile(tmp_path).model_copy()
    profile = Profile.model_validate(text.model_dump() | {"tables": _with_numbers(text)})
    warehouse.run(["UPDATE people SET city = '7'"])
    good = store.refresh(warehouse.source, profile)
    warehouse.put({"c3": Person("seven", 3, 3, 6001)})
    with pytest.raises(ContractViolation, match=r"customers.*seven"):
        store.refresh(warehouse.source, profile)
    assert is_untouched(store, good)


def _with_numbers(profile: Profile) -> dict[str, object]:
    tables = profile.model_dump()["tables"]
    tables["customers"]["columns"]["city"] |= {"type": "integer", "expression": "CAST(city AS INTEGER)"}
    return tables


class Failing:
    """A warehouse whose connection is lost at a certain call of its session."""

    def __init__(self, source: Source, *, at: int) -> None:
        self.describe, self.check, self.address = source.describe, source.check, source.address
        self._source = source
        self._left = at

    @contextmanager
    def session(self, profile: Profile) -> Iterator[Failing]:
        with self._source.session(profile) as self._session:
            yield self

    def extract(self, table: str, into: Path, **options) -> Totals:
        self._call(into)
        return self._session.extract(table, into, **options)

    def totals(self, table: str) -> Totals:
        self._call()
        return self._session.totals(table)

    def _call(self, into: Path | None = None) -> None:
        self._left -= 1
        if self._left == 0:
            if into is not None:
                into.with_name(into.name + ".tmp").write_bytes(b"half of a table")
            raise WarehouseLost("The connection was lost.", fix="Wait.")


@pytest.mark.parametrize("kind", ["full", "increment"])
def test_a_connection_lost_at_any_call_changes_nothing(
    warehouse: Changing, store: SnapshotStore, tmp_path: Path, kind: str
) -> None:
    profile = changing_profile(tmp_path)
    good = store.refresh(warehouse.source, profile)
    warehouse.put({"c3": Person("New", 3, 3, 6001), "c4": None})  # so that the increment turns into a full extraction
    calls = 0
    while store.current() == good:
        calls += 1
        try:
            store.refresh(Failing(warehouse.source, at=calls), profile, full=kind == "full")
        except WarehouseLost:
            assert is_untouched(store, good)
    assert calls == (3 if kind == "full" else 6) + 1
    assert set(rows_of(Engine(threads=1), store.current())) == warehouse.logical()


def test_the_file_of_a_warehouse_that_went_away_changes_nothing(
    warehouse: Changing, store: SnapshotStore, tmp_path: Path
) -> None:
    profile = changing_profile(tmp_path)
    good = store.refresh(warehouse.source, profile)
    (tmp_path / "changing.duckdb").write_bytes(b"nonsense" * 1000)
    with pytest.raises(WarehouseUnreachable):
        store.refresh(warehouse.source, profile)
    assert is_untouched(store, good)


@pytest.mark.parametrize("part", ["base", "delta", "dead"])
@pytest.mark.parametrize("damage", ["gone", "cut", "bit"])
def test_a_damaged_part_is_named_and_mended_by_the_next_refresh(
    warehouse: Changing, store: SnapshotStore, tmp_path: Path, part: str, damage: str
) -> None:
    profile, engine = changing_profile(tmp_path), Engine(threads=1)
    store.refresh(warehouse.source, profile)
    warehouse.put({"c3": Person("New", 3, 3, 6001)})
    snapshot = store.refresh(warehouse.source, profile)
    (info,) = [p for p in snapshot.tables["customers"].parts if p.kind == part]
    path = snapshot.folder / info.file
    whole = path.read_bytes()
    path.unlink()
    if damage != "gone":
        path.write_bytes(whole[:-3] if damage == "cut" else whole[:5] + bytes([whole[5] ^ 1]) + whole[6:])
    with pytest.raises(Exception, match=path.name):
        store.verify(snapshot)
    if damage != "bit":
        with pytest.raises(Exception, match=f"{path.name} cannot be read"):
            store.current()
        with pytest.raises(Exception, match=f"{path.name} cannot be read"):
            rows_of(engine, snapshot)
    warehouse.put({"c4": Person("New", 4, 4, 6002)})
    mended = store.refresh(warehouse.source, profile)
    store.verify(store.current())
    assert mended.tables["customers"].taken == "full"
    assert set(rows_of(engine, mended)) == warehouse.logical()


def test_the_clock_may_be_put_back_between_two_refreshes(
    warehouse: Changing, store: SnapshotStore, tmp_path: Path, clock: FixedClock
) -> None:
    profile, engine = changing_profile(tmp_path), Engine(threads=1)
    ids = [store.refresh(warehouse.source, profile).id]
    for round_, jump in enumerate([-150 * HOUR, 1 * HOUR, -20 * HOUR, 30 * HOUR, -1 * HOUR]):
        clock.advance(jump)
        warehouse.put({f"c{round_}": Person("New", 0, 0, 6001 + round_)})
        snapshot = store.refresh(warehouse.source, profile)
        ids.append(snapshot.id)
        assert store.current() == snapshot  # the last published, not the last by name
        assert [s.id for s in store.list()][-2:] == ids[-2:]
        assert set(rows_of(engine, snapshot)) == warehouse.logical()
        assert status(store, now=clock.now() - 5 * HOUR).age == timedelta(0)
    assert ids != sorted(ids)
    (store.folder / "manifest.json").unlink()
    last = store.refresh(warehouse.source, profile)
    assert [s.id for s in store.list()][-2:] == [ids[-1], last.id]
    assert last.number == len(ids) + 1


def test_after_the_clock_was_put_back_all_is_read_in_full_once(
    warehouse: Changing, store: SnapshotStore, tmp_path: Path, clock: FixedClock
) -> None:
    profile = changing_profile(tmp_path)
    kinds = []
    for jump in (0 * HOUR, HOUR, -50 * HOUR, HOUR, HOUR):
        clock.advance(jump)
        kinds.append(store.refresh(warehouse.source, profile).kind)
    assert kinds == ["full", "incremental", "full", "incremental", "incremental"]


def test_ten_readers_and_a_refresh_at_once(warehouse: Changing, tmp_path: Path, clock: FixedClock) -> None:
    """Each reader finds every snapshot whole, whatever is published and removed meanwhile."""
    profile, engine, ended = changing_profile(tmp_path), Engine(threads=1), threading.Event()
    store = changing_store(tmp_path, clock, engine=engine, keep=1, grace=HOUR)
    totals = {store.refresh(warehouse.source, profile).id: len(warehouse.people)}

    def read() -> set[str]:
        seen = set()
        while not ended.wait(0.01):
            snapshot = store.current()
            info = snapshot.tables["customers"]
            with snapshot.hold():
                counted = engine.rows(f"SELECT count(*), sum(points) FROM {snapshot.relation('customers')}")
            assert counted == [(info.rows, info.sums["points"])]
            seen.add(snapshot.id)
        return seen

    with ThreadPoolExecutor(10) as pool:
        readers = [pool.submit(read) for _ in range(10)]
        try:
            for round_ in range(6):
                warehouse.put({f"new{round_}": Person("New", 1, 1, 6001 + round_)})
                clock.advance(timedelta(minutes=25))
                snapshot = store.refresh(warehouse.source, profile)
                totals[snapshot.id] = len(warehouse.people)
        finally:
            ended.set()
        seen = [reader.result() for reader in readers]
    assert all(len(ids) > 1 and ids <= set(totals) for ids in seen)
    assert found(store.current()) == {}
