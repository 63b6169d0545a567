"""Snapshots: dated right, kept as long as promised, immutable, and clear about every damage."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from core.errors import ContractViolation, RefreshRunning, SnapshotMissing
from core.kernel.clock import FixedClock
from core.warehouse import Engine, Profile, SnapshotStore, status
from core.warehouse.selection import Totals
from core.warehouse.snapshots.lock import writer_lock
from core.warehouse.snapshots.status import finding_status, table_status
from core.warehouse.sources.duckdb_source import DuckDBSource
from tests.contract.warehouse.little import NOW, PROFILE, SOURCE, little_profile, little_source, little_store


def names(store: SnapshotStore) -> set[str]:
    return {p.name for p in store.folder.iterdir()}


def test_a_snapshot_is_what_the_source_held(tmp_path: Path) -> None:
    store = little_store(tmp_path)
    told: list[tuple[str, float]] = []
    source, profile = little_source(tmp_path), little_profile(tmp_path)
    snapshot = store.refresh(source, profile, progress=lambda text, share: told.append((text, share)))
    assert store.current() == snapshot
    assert {t.name: t.rows for t in snapshot.tables.values()} == {"customers": 3, "visits": 4, "places": 2, "tags": 3}
    assert Engine(threads=1).rows(f"SELECT count(*) FROM {snapshot.relation('visits')}") == [(4,)]
    assert (snapshot.created_at, snapshot.unit, snapshot.zone) == (NOW, "EUR", ZoneInfo("America/New_York"))
    assert snapshot.rows == 12
    assert snapshot.bytes == sum(p.stat().st_size for p in snapshot.folder.glob("*.parquet"))
    assert [s for _, s in told] == sorted(s for _, s in told)
    assert told[-1] == ("The snapshot is in force", 1.0)
    assert names(store) == {"manifest.json", "refresh.lock", snapshot.id}


def test_findings_say_what_is_odd(tmp_path: Path) -> None:
    snapshot = little_store(tmp_path).refresh(little_source(tmp_path), little_profile(tmp_path))
    assert [str(f) for f in snapshot.findings if f.level == "warning"] == [
        "visits: 1 values of weight became null: infinity, NaN, or out of the range of its type",
        "visits: 1 visits worth nothing",
        "visits: 1 rows whose place_id is not in places",
        "tags: 2 exact duplicates dropped",
    ]
    frame = finding_status(snapshot)
    assert frame.columns == ["table", "code", "level", "rows", "text"]
    assert frame.filter(frame["code"] == "all").rows() == [("visits", "all", "info", 4, "visits")]


def test_a_finished_data_set_is_dated_by_the_midnight_after_its_last_fact(tmp_path: Path) -> None:
    snapshot = little_store(tmp_path).refresh(little_source(tmp_path), little_profile(tmp_path))
    assert snapshot.as_of == datetime(2017, 7, 3, 4, tzinfo=UTC)  # the last visit: the 2nd, 23:00 in New York
    visits = snapshot.tables["visits"]
    assert (visits.first_on, visits.last_on) == (date(2017, 7, 1), date(2017, 7, 2))


def test_a_fact_at_midnight_belongs_to_the_day_that_begins(tmp_path: Path) -> None:
    source = little_source(tmp_path, SOURCE.replace("2017-07-03 03:00:00", "2017-11-05 04:00:00"))
    snapshot = little_store(tmp_path).refresh(source, little_profile(tmp_path))
    assert snapshot.as_of == datetime(2017, 11, 6, 5, tzinfo=UTC)  # a day of 25 hours later


def test_a_live_warehouse_is_dated_now_and_so_is_one_without_facts(tmp_path: Path) -> None:
    live = PROFILE.replace("is_live: false", "is_live: true")
    assert little_store(tmp_path).refresh(little_source(tmp_path), little_profile(tmp_path, live)).as_of == NOW
    empty = little_source(tmp_path, SOURCE + "; DELETE FROM shop.visits")
    assert little_store(tmp_path).refresh(empty, little_profile(tmp_path)).as_of == NOW


def test_the_time_zone_of_the_settings_wins(tmp_path: Path) -> None:
    profile = little_profile(tmp_path).within("UTC")
    snapshot = little_store(tmp_path).refresh(little_source(tmp_path), profile)
    assert (snapshot.as_of, snapshot.time_zone) == (datetime(2017, 7, 4, tzinfo=UTC), "UTC")


def test_snapshots_cannot_be_changed(tmp_path: Path) -> None:
    snapshot = little_store(tmp_path).refresh(little_source(tmp_path), little_profile(tmp_path))
    with pytest.raises(dataclasses.FrozenInstanceError):
        snapshot.as_of = NOW  # type: ignore[misc]
    assert len({snapshot, dataclasses.replace(snapshot)}) == 1
    with pytest.raises(KeyError):
        snapshot.relation("nothing")


def test_without_one_the_remedy_is_a_refresh(tmp_path: Path) -> None:
    with pytest.raises(SnapshotMissing, match="No snapshot") as caught:
        little_store(tmp_path).current()
    assert "warehouse refresh" in caught.value.fix
    assert little_store(tmp_path).list() == []
    with pytest.raises(SnapshotMissing, match="no snapshot 'x'"):
        little_store(tmp_path).get("x")


def test_the_newest_are_kept_and_the_others_for_as_long_as_somebody_may_read(tmp_path: Path) -> None:
    clock = FixedClock(NOW)
    store = little_store(tmp_path, keep=2, grace=timedelta(hours=1), clock=clock)
    source, profile = little_source(tmp_path), little_profile(tmp_path)
    ids = []
    for _ in range(4):
        ids.append(store.refresh(source, profile).id)
        clock.advance(timedelta(minutes=25))
    assert [s.id for s in store.list()] == ids  # the first was superseded 50 minutes before the last came
    ids.append(store.refresh(source, profile).id)
    assert [s.id for s in store.list()] == ids[1:]  # 75 minutes: gone; the second was superseded 50 minutes ago
    assert names(store) == {"manifest.json", "refresh.lock", *ids[1:]}
    assert store.get(ids[1]).id == ids[1]
    with pytest.raises(SnapshotMissing, match=ids[0]) as caught:
        store.get(ids[0])
    assert ids[4] in caught.value.fix


def test_grace_counts_from_when_it_was_superseded_not_from_when_it_was_made(tmp_path: Path) -> None:
    clock = FixedClock(NOW)
    store = little_store(tmp_path, keep=1, grace=timedelta(hours=1), clock=clock)
    source, profile = little_source(tmp_path), little_profile(tmp_path)
    first = store.refresh(source, profile)
    clock.advance(timedelta(days=1))  # old, but in force until this moment
    second = store.refresh(source, profile)
    assert [s.id for s in store.list()] == [first.id, second.id]


def test_a_held_snapshot_outlives_its_grace(tmp_path: Path) -> None:
    store = little_store(tmp_path, keep=1, grace=timedelta(0))
    source, profile = little_source(tmp_path), little_profile(tmp_path)
    with store.refresh(source, profile).hold() as held:
        store.refresh(source, profile)
        assert held.files("visits")[0].exists()
        assert [s.id for s in store.list()] != [held.id]
    store.refresh(source, profile)
    assert not held.folder.exists()
    with pytest.raises(SnapshotMissing, match="is gone"), held.hold():
        pass


def test_nothing_else_in_the_folder_is_ever_removed(tmp_path: Path) -> None:
    store = little_store(tmp_path, keep=1)
    (store.folder / "my notes").mkdir(parents=True)
    (store.folder / "my notes" / "x.txt").write_text("mine")
    (store.folder / "x.tmp").write_text("mine")
    left = store.folder / "20170101T000000Z-0123abcd.tmp"
    left.mkdir()
    (store.folder / "manifest.json.77.abcd.tmp").write_text("half")
    snapshot = store.refresh(little_source(tmp_path), little_profile(tmp_path))
    assert names(store) == {"manifest.json", "refresh.lock", snapshot.id, "my notes", "x.tmp"}


def test_what_a_killed_refresh_left_goes_before_anything_is_written(tmp_path: Path) -> None:
    """It may be what fills the disk."""
    store = little_store(tmp_path)
    left = store.folder / "20170101T000000Z-0123abcd.tmp"
    left.mkdir(parents=True)
    there: dict[str, bool] = {}
    source, profile = little_source(tmp_path), little_profile(tmp_path)
    store.refresh(source, profile, progress=lambda text, share: there.update({text: left.exists()}))
    assert there["Extracting customers"] is False


def test_a_second_refresh_is_told_who_runs_the_first(tmp_path: Path) -> None:
    store = little_store(tmp_path)
    store.folder.mkdir()
    code = (
        "import sys; from pathlib import Path; from datetime import UTC, datetime\n"
        "from core.warehouse.snapshots.lock import writer_lock\n"
        "with writer_lock(Path(sys.argv[1]), now=datetime(2018, 2, 1, 11, tzinfo=UTC)):\n"
        "    print('held', flush=True); sys.stdin.read()"
    )
    run = [sys.executable, "-c", code, str(store.folder / "refresh.lock")]
    with subprocess.Popen(run, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(RefreshRunning, match=f"process {other.pid} since 2018-02-01T11:00:00Z") as caught:
            store.refresh(little_source(tmp_path), little_profile(tmp_path))
        assert "Wait" in caught.value.fix
        other.kill()  # the kernel frees what it held
        other.wait()
    assert store.refresh(little_source(tmp_path), little_profile(tmp_path))


def test_two_threads_exclude_each_other_too(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with writer_lock(path, now=NOW), pytest.raises(RefreshRunning), writer_lock(path, now=NOW):
        pass


@pytest.mark.parametrize(
    ("sql", "profile", "problem"),
    [
        ("INSERT INTO people VALUES (1, 30)", PROFILE, "customers: 1 rows repeat the key (customer_id)"),
        ("INSERT INTO people VALUES (NULL, 10)", PROFILE, "customers.customer_id: 1 rows lack a value"),
        ("SELECT 1", PROFILE.replace("word: string", "word: {type: string, nullable: false}"), "tags.word: 1 rows"),
        ("SELECT 1", PROFILE.replace("source: tags", "source: tag"), "no table 'tag'. Did you mean 'tags'?"),
    ],
)
def test_a_broken_promise_leaves_the_last_snapshot_in_force(
    tmp_path: Path, sql: str, profile: str, problem: str
) -> None:
    store = little_store(tmp_path)
    good = store.refresh(little_source(tmp_path), little_profile(tmp_path))
    with pytest.raises(ContractViolation) as caught:
        store.refresh(little_source(tmp_path, f"{SOURCE}; {sql}"), little_profile(tmp_path, profile))
    assert problem in str(caught.value)
    assert store.current() == good
    assert names(store) == {"manifest.json", "refresh.lock", good.id}


def test_a_reader_that_finds_its_snapshot_superseded_and_gone_takes_the_new_one(tmp_path: Path) -> None:
    """Between reading the manifest and opening what it names, another process may refresh and sweep."""
    source, profile = little_source(tmp_path), little_profile(tmp_path)
    writer = little_store(tmp_path, keep=1, grace=timedelta(0))
    writer.refresh(source, profile)

    class Slow(SnapshotStore):
        def _open(self, id: str):
            if not refreshed:
                refreshed.append(writer.refresh(source, profile))
            return super()._open(id)

    refreshed: list[object] = []
    store = Slow(writer.folder, keep=1, grace=timedelta(0), clock=FixedClock(NOW))
    assert store.current() == refreshed[0]


def test_status_says_how_things_stand(tmp_path: Path) -> None:
    store = little_store(tmp_path)
    snapshot = store.refresh(little_source(tmp_path), little_profile(tmp_path))
    now = status(store, now=NOW + timedelta(hours=3))
    assert (now.snapshot, now.age, now.kept) == (snapshot, timedelta(hours=3), (snapshot.id,))
    assert [f.code for f in now.warnings] == ["nulled_weight", "worthless", "orphan_place_id", "duplicates_dropped"]
    assert now.tables.equals(table_status(snapshot))
    visits = now.tables.filter(now.tables["table"] == "visits").row(0, named=True)
    assert visits == {
        "table": "visits",
        "rows": 4,
        "bytes": snapshot.tables["visits"].bytes,
        "n_columns": 6,
        "first_on": date(2017, 7, 1),
        "last_on": date(2017, 7, 2),
        "n_warnings": 3,  # all but the exact duplicates, which are of tags
        "description": "Who came when, and what it was worth.",
    }


class Lossy:
    """A source whose extraction loses the last row of a table and a cent of another, and says so of neither."""

    def __init__(self, source: DuckDBSource) -> None:
        self.describe, self.check, self.address = source.describe, source.check, source.address
        self._source = source

    @contextmanager
    def session(self, profile: Profile) -> Iterator[Lossy]:
        with self._source.session(profile) as self._session:
            yield self

    def extract(self, table: str, into: Path, **options) -> Totals:
        totals = self._session.extract(table, into, **options)
        frame = pl.read_parquet(into)
        if table == "customers":
            frame.head(-1).write_parquet(into)
        if table == "visits":
            worth = pl.col("worth_cents")
            frame.with_columns(worth + (worth == 150).cast(pl.Int64)).write_parquet(into)
        return totals


def test_what_was_written_is_compared_with_the_source_before_it_is_put_in_force(tmp_path: Path) -> None:
    store = little_store(tmp_path)
    good = store.refresh(little_source(tmp_path), little_profile(tmp_path))
    with pytest.raises(ContractViolation) as caught:
        store.refresh(Lossy(little_source(tmp_path)), little_profile(tmp_path))
    assert caught.value.problems == (
        "customers: 2 rows were written of the source's 3",
        "customers.customer_id: the sum written is 3, the source's 6",
        "visits.worth_cents: the sum written is 377, the source's 376",
    )
    assert store.current() == good
