"""The demo warehouse: what the package holds, built once, atomically."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from core.config import Settings
from core.warehouse import Snapshot, build_demo, connect, demo_path
from core.warehouse.loading.demo import TABLES, demo_is_current
from tests.contract.warehouse.demo_snapshot import demo_snapshot, warehouse_home


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return warehouse_home(tmp_path_factory)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return demo_snapshot(tmp_path_factory)


def test_the_demo_is_built_once_and_says_what_it_does(tmp_path: Path) -> None:
    path = demo_path(tmp_path)
    told: list[tuple[str, float]] = []
    assert build_demo(path, progress=lambda text, share: told.append((text, share))) == path
    assert [t for t, _ in told] == [*(f"Loading {t}" for t in TABLES), "The demo warehouse is built"]
    assert [s for _, s in told] == sorted(s for _, s in told)
    assert told[-1][1] == 1.0
    before = path.stat().st_mtime_ns
    told.clear()
    build_demo(path, progress=lambda text, share: told.append((text, share)))
    assert told == [("The demo warehouse is there already", 1.0)]
    assert path.stat().st_mtime_ns == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_what_an_older_version_or_a_kill_left_is_replaced(tmp_path: Path) -> None:
    path = demo_path(tmp_path)
    path.parent.mkdir(parents=True)
    left = path.with_name(path.name + ".999999999.abcd.tmp")
    left.write_text("half a file")
    running = path.with_name(f"{path.name}.{os.getpid()}.abcd.tmp")
    running.write_text("half a file that somebody writes")
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE _demo AS SELECT '0/0' AS version")
    assert not demo_is_current(path)
    build_demo(path)
    assert demo_is_current(path)
    assert not left.exists()
    assert running.exists()


@pytest.mark.parametrize("content", [b"", b"not a database" * 500])
def test_a_damaged_file_is_not_current(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "demo.duckdb"
    path.write_bytes(content)
    assert not demo_is_current(path)
    assert not demo_is_current(tmp_path / "none.duckdb")


def test_the_demos_own_bookkeeping_is_not_shown(home: Path) -> None:
    described = connect(Settings(lab_home=home)).describe()
    assert set(described["table"]) == set(TABLES)


def test_the_snapshot_holds_what_the_authors_counted(snapshot: Snapshot) -> None:
    assert {name: t.rows for name, t in snapshot.tables.items()} == {
        "customers": 2_469,
        "demographics": 801,
        "transactions": 1_469_307,
        "products": 92_331,
        "campaigns": 27,
        "campaign_contacts": 6_589,
        "redemptions": 2_102,
        "coupons": 111_332,
    }
    assert snapshot.tables["transactions"].sums["sales_cents"] == 459_603_958
    assert snapshot.as_of == datetime(2018, 1, 1, 5, tzinfo=UTC)
    assert (snapshot.time_zone, snapshot.unit, snapshot.profile) == ("America/New_York", "USD", "complete_journey")


def test_what_is_odd_about_the_data_is_in_the_manifest(snapshot: Snapshot) -> None:
    found = {(f.table, f.code): (f.rows, f.level) for f in snapshot.findings}
    assert found[("transactions", "orphan_product_id")] == (4_836, "warning")
    assert found[("coupons", "duplicates_dropped")] == (4_872, "warning")
    assert found[("transactions", "zero_value_lines")] == (11_246, "info")
    assert found[("transactions", "baskets")] == (155_848, "info")
    assert found[("products", "without_category")] == (540, "info")
    assert found[("products", "without_type")] == (528, "info")
    assert found[("transactions", "shared_baskets")] == (0, "info")
    text = [str(f) for f in snapshot.findings if f.code == "orphan_product_id" and f.table == "transactions"]
    assert text == ["transactions: 4,836 rows whose product_id is not in products"]
