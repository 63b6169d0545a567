"""A full disk in mid-refresh: StorageFull, nothing left behind, the last good state in force.

The limit is RLIMIT_FSIZE in a process of its own, which fails writes beyond a size as a full disk fails them.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from core.warehouse import Engine, build_demo, demo_path
from core.warehouse.loading.demo import demo_is_current
from core.warehouse.parquet import relation
from tests.contract.warehouse.changing import Person, changing_duckdb, changing_profile, rows_of
from tests.contract.warehouse.little import SOURCE, little_profile, little_source
from tests.contract.warehouse.refresher import store_of

pytestmark = pytest.mark.kill
BIG = SOURCE + "; INSERT INTO tags SELECT CAST(hash(i) AS VARCHAR) FROM range(100000) t(i)"
LIMITED = """
import resource, signal, sys
from pathlib import Path
from core.errors import StorageFull
from core.warehouse import Engine, Profile, build_demo
from core.warehouse.sources.duckdb_source import DuckDBSource
from tests.contract.warehouse.refresher import store_of
what, limit, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    if what == "refresh":
        store_of(folder).refresh(DuckDBSource(folder / "little.duckdb"), Profile.load(folder / "little.yaml"))
    elif what == "write":
        Engine(threads=1).write("SELECT hash(i) AS h FROM range(1000000) t(i)", folder / "t.parquet")
    else:
        build_demo(folder, rebuild=True)
except StorageFull as error:
    print(error)
    sys.exit(7)
"""


def limited(what: str, limit: int, folder: Path) -> str:
    """Run it with a limit, and return what the StorageFull said."""
    run = [sys.executable, "-c", LIMITED, what, str(limit), str(folder)]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    assert done.returncode == 7, done.stdout + done.stderr
    return done.stdout


def tree(folder: Path) -> dict[str, int]:
    return {str(p.relative_to(folder)): p.stat().st_size for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.parametrize("stopped_at", ["customers.parquet", "visits.parquet", "snapshot.json", "a big table"])
def test_a_refresh_that_runs_out_of_room_changes_nothing(tmp_path: Path, stopped_at: str) -> None:
    source, profile = little_source(tmp_path), little_profile(tmp_path)
    store = store_of(tmp_path)
    good = store.refresh(source, profile)
    sizes = {p.name: p.stat().st_size for p in good.folder.iterdir()}
    limit = sizes.get(stopped_at, 100_000) - 1
    assert stopped_at != "snapshot.json" or limit >= max(s for name, s in sizes.items() if name != stopped_at)
    if stopped_at == "a big table":
        little_source(tmp_path, BIG)
    before = tree(store.folder)
    said = limited("refresh", limit, tmp_path)
    assert f"There is no room left to write into {store.folder}" in said
    assert "Free space" in said
    after = tree(store.folder)
    assert {n: s for n, s in after.items() if n != "refresh.lock"} == {
        n: s for n, s in before.items() if n != "refresh.lock"
    }
    store.verify(store.current())
    assert store.current() == good
    assert store.refresh(source, profile).id != good.id  # with room again, it goes on


@pytest.mark.parametrize("stopped_at", ["customers.fresh.parquet", "customers.delta.parquet", "snapshot.json"])
def test_an_increment_that_runs_out_of_room_changes_nothing(tmp_path: Path, stopped_at: str) -> None:
    """New rows, the delta and the manifest are each larger than what was written before them."""
    warehouse = changing_duckdb(tmp_path, name="little.duckdb")
    profile, store = changing_profile(tmp_path), store_of(tmp_path)
    warehouse.put({f"c{i}": Person(f"city {i}", i, i, -i) for i in range(3000)})
    first = store.refresh(warehouse.source, profile)
    many = 20 if stopped_at == "snapshot.json" else 200
    warehouse.put({f"c{i}": Person(f"another city {i}", i, i, 200 + i) for i in range(many)})
    good = store.refresh(warehouse.source, profile)
    assert [p.kind for p in good.tables["customers"].parts] == ["base", "delta", "dead"]
    warehouse.put({f"c{i}": Person(f"third city {i}", i, i, 500 + i) for i in range(many, 2 * many - 1)})
    delta = good.folder / "customers.delta.parquet"
    limits = {"customers.fresh.parquet": 2_000, "customers.delta.parquet": delta.stat().st_size + 200}
    limit = limits.get(stopped_at, (good.folder / "snapshot.json").stat().st_size - 100)
    before = tree(store.folder)
    limited("refresh", limit, tmp_path)
    after = tree(store.folder)
    assert {n: s for n, s in after.items() if n != "refresh.lock"} == {
        n: s for n, s in before.items() if n != "refresh.lock"
    }
    store.verify(store.current())
    assert store.current() == good
    again = store.refresh(warehouse.source, profile)
    assert set(rows_of(Engine(threads=1), again)) == warehouse.logical()
    assert again.tables["customers"].full_at == first.created_at


def test_a_first_refresh_without_room_leaves_no_snapshot(tmp_path: Path) -> None:
    little_source(tmp_path, BIG)
    little_profile(tmp_path)
    limited("refresh", 100_000, tmp_path)
    assert list(tree(tmp_path / "snapshots")) == ["refresh.lock"]


def test_an_engines_write_without_room_leaves_the_old_file(tmp_path: Path) -> None:
    Engine(threads=1).write("SELECT 1 AS x", tmp_path / "t.parquet")
    limited("write", 100_000, tmp_path)
    assert list(tree(tmp_path)) == ["t.parquet"]
    assert Engine(threads=1).rows(f"SELECT x FROM {relation(tmp_path / 't.parquet')}") == [(1,)]


def test_a_demo_without_room_leaves_the_old_demo(tmp_path: Path) -> None:
    path = build_demo(demo_path(tmp_path))
    limited("demo", 2_000_000, path)
    assert list(tree(tmp_path)) == ["warehouse/complete_journey.duckdb"]
    assert demo_is_current(path)
