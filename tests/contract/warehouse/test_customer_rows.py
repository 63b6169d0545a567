"""Where customers stand in big tables: the same rows as by filtering, whatever parts a table is made of."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from core.kernel.clock import FixedClock
from core.warehouse import Engine, Snapshot
from core.warehouse.contents.customer_rows import CustomerRows
from tests.contract.warehouse.changing import BEGIN, changing_duckdb, changing_profile, changing_store

HOUR = timedelta(hours=1)
CUSTOMERS = [f"c{i}" for i in range(5)] + ["nobody", ""]


class Refreshed:
    """A full snapshot of some visits, and one made of parts after visits came, went and changed."""

    def __init__(self, folder: Path, *, replaced: str = "") -> None:
        self.engine = Engine(threads=1)
        clock = FixedClock(BEGIN + 1000 * HOUR)
        self.warehouse, profile = changing_duckdb(folder), changing_profile(folder)
        self.store = changing_store(folder, clock, engine=self.engine)
        self.visit(range(400))
        self.first = self.store.refresh(self.warehouse.source, profile)
        clock.advance(HOUR)
        self.visit(range(400, 410))
        if replaced:
            self.warehouse.run([f"UPDATE visits SET came_at = '{(BEGIN + 900 * HOUR).isoformat()}' WHERE {replaced}"])
        self.second = self.store.refresh(self.warehouse.source, profile)

    def visit(self, numbers: range) -> None:
        moments = {n: (BEGIN + n * HOUR).isoformat() for n in numbers}
        self.warehouse.run([f"INSERT INTO visits VALUES ('c{n % 5}', {n}, '{at}')" for n, at in moments.items()])

    def visits(self, relation: str, customer: str) -> list[tuple[object, ...]]:
        sql = f"SELECT customer_id, visit, came_at FROM {relation} WHERE customer_id = $customer ORDER BY visit"
        return self.engine.frame(sql, {"customer": customer}).rows()


@pytest.fixture(scope="module")
def refreshed(tmp_path_factory: pytest.TempPathFactory) -> Refreshed:
    return Refreshed(tmp_path_factory.mktemp("refreshed"))


def rows(refreshed: Refreshed, folder: Path, *, big: int = 0) -> CustomerRows:
    return CustomerRows(refreshed.engine, folder, big=big)


@pytest.mark.parametrize("customer", CUSTOMERS)
@pytest.mark.parametrize("which", ["first", "second"])
def test_a_customer_has_the_same_rows_as_by_filtering(
    refreshed: Refreshed, tmp_path: Path, which: str, customer: str
) -> None:
    snapshot: Snapshot = getattr(refreshed, which)
    assert [p.kind for p in snapshot.tables["visits"].parts] == ["base"] + ["delta"] * (which == "second")
    noted = rows(refreshed, tmp_path)
    noted.warm(snapshot, kept=[])
    narrow = noted.relation(snapshot, "visits", customer)
    assert "file_row_number" in narrow
    found = refreshed.visits(narrow, customer)
    assert found == refreshed.visits(snapshot.relation("visits"), customer)
    assert bool(found) == customer.startswith("c")


def test_rows_that_were_replaced_are_not_found(tmp_path: Path) -> None:
    refreshed = Refreshed(tmp_path, replaced="visit IN (3, 408)")
    snapshot = refreshed.second
    assert "dead" in [p.kind for p in snapshot.tables["visits"].parts]
    noted = rows(refreshed, tmp_path / "rows")
    noted.warm(snapshot, kept=[])
    for customer in CUSTOMERS:
        narrow = noted.relation(snapshot, "visits", customer)
        assert refreshed.visits(narrow, customer) == refreshed.visits(snapshot.relation("visits"), customer)


def test_an_increment_needs_no_second_noting(refreshed: Refreshed, tmp_path: Path) -> None:
    noted = rows(refreshed, tmp_path)
    noted.warm(refreshed.first, kept=[])
    before = {p.name: p.stat().st_mtime_ns for p in tmp_path.iterdir()}
    noted.warm(refreshed.second, kept=[refreshed.first])
    assert {p.name: p.stat().st_mtime_ns for p in tmp_path.iterdir()} == before
    assert len(before) == 1  # the visits: customers and places are not dated


def test_what_no_kept_snapshot_holds_is_removed(refreshed: Refreshed, tmp_path: Path) -> None:
    stale = tmp_path / f"{'0' * 32}-1.0.0.parquet"
    stale.touch()
    rows(refreshed, tmp_path).warm(refreshed.first, kept=[])
    assert not stale.exists()
    assert len(list(tmp_path.iterdir())) == 1


def test_small_tables_are_filtered(refreshed: Refreshed, tmp_path: Path) -> None:
    noted = rows(refreshed, tmp_path, big=1_000)
    noted.warm(refreshed.first, kept=[])
    assert list(tmp_path.iterdir()) == []
    assert noted.relation(refreshed.first, "visits", "c1") == refreshed.first.relation("visits")


def test_a_damaged_file_is_as_good_as_none_and_written_anew(refreshed: Refreshed, tmp_path: Path) -> None:
    noted = rows(refreshed, tmp_path)
    noted.warm(refreshed.first, kept=[])
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-20])
    assert noted.relation(refreshed.first, "visits", "c1") == refreshed.first.relation("visits")
    noted.warm(refreshed.first, kept=[])
    assert "file_row_number" in noted.relation(refreshed.first, "visits", "c1")
