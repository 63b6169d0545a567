"""Replays by parts of the customers: the same as of all at once, however the parts are found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

from core.programs.text import read_program
from core.services.apart import let_go, pieces
from core.services.earning import Earning, Portions
from core.services.lab import Lab
from core.warehouse import Engine, SnapshotStore

PLAIN = """
name: Parts
point_value: 0.01
starts_on: 2017-01-01
earn:
  - {name: base, points: {"*": [{"var": "amount"}, 1]}}
  - {name: lines, per: line, points: {"var": "amount"}}
"""
KNOWING = PLAIN.replace("{name: base,", '{name: base, when: {"<": [{"var": "transaction_count"}, 9]},')
COMPARING = PLAIN.replace("{name: base,", '{name: base, when: {">": [{"var": "f_score"}, 2]},')
BUDGET = PLAIN + "caps: [{per: month, limit: 900, global: true}]\n"
FEW, APART, TWICE = Portions(200, 200, few=1000), Portions(300, 300, few=1), Portions(700, 90, few=1)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = Engine(threads=2, temp=tmp_path / "spill")
    yield made
    made.close()


@pytest.fixture
def snapshots(shop: Lab, engine: Engine) -> SnapshotStore:
    return SnapshotStore(shop.settings.home / "snapshots", keep=2, grace=timedelta(0), clock=shop.clock, engine=engine)


def baskets(shop: Lab, engine: Engine, snapshots: SnapshotStore, *, folder: Path, text: str, portions: Portions):
    earning = Earning(
        engine, snapshots, shop.warehouse.profile, features=shop.features, folder=folder, portions=portions
    )
    first, last = earning.days()
    return [e.baskets for e in earning.events(read_program(text), from_on=first, to_on=last)]


@pytest.mark.parametrize("portions", [FEW, APART, TWICE], ids=["few", "apart", "twice"])
@pytest.mark.parametrize("text", [PLAIN, KNOWING, COMPARING, BUDGET], ids=["plain", "knowing", "comparing", "budget"])
def test_the_parts_are_the_whole(shop, engine, snapshots, tmp_path, text, portions):
    [whole] = baskets(shop, engine, snapshots, folder=tmp_path / "a", text=text, portions=Portions())
    parts = baskets(shop, engine, snapshots, folder=tmp_path / "b", text=text, portions=portions)
    assert (len(parts) > 1) == (text != BUDGET)
    assert pl.concat(parts).sort("customer_id", "at", "basket").equals(whole.sort("customer_id", "at", "basket"))
    if text != BUDGET:
        assert sum(p["customer_id"].n_unique() for p in parts) == whole["customer_id"].n_unique()


def test_pieces_are_made_once_and_again_when_they_are_damaged(shop, engine, tmp_path):
    held = shop.warehouse.snapshot()
    rows = f"SELECT * FROM {held.relation('transactions')} ORDER BY ALL"

    def made() -> tuple[list[pl.DataFrame], dict[Path, int]]:
        found = [engine.frame(f"SELECT * FROM {p['transactions']}") for p in
                 pieces(engine, held, ["transactions"], of=3, folder=tmp_path)]  # fmt: skip
        return found, {file: file.stat().st_mtime_ns for file in tmp_path.glob("*/*/*.parquet")}

    first, files = made()
    assert engine.frame(rows).equals(pl.concat(first).sort(pl.all()))
    assert made()[1] == files
    next(iter(files)).write_bytes(b"half a file")
    again, anew = made()
    assert pl.concat(again).equals(pl.concat(first))
    assert anew != files
    assert [f for f in tmp_path.rglob("*.tmp*") if f.exists()] == []


def test_more_pieces_than_customers_leave_some_empty(shop, engine, tmp_path):
    found = [
        engine.frame(f"SELECT * FROM {p['transactions']}")
        for p in pieces(engine, shop.warehouse.snapshot(), ["transactions"], of=500, folder=tmp_path)
    ]
    assert sum(1 for f in found if f.is_empty()) > 400
    assert {tuple(f.schema.items()) for f in found} == {tuple(found[0].schema.items())}


def test_what_was_made_of_snapshots_that_are_gone_is_let_go(tmp_path):
    gone, kept = "20170101T000000Z-00000000", "20170102T000000Z-00000000"
    for name in (gone, kept, "something else"):
        (tmp_path / name).mkdir()
    let_go(tmp_path, [kept])
    assert sorted(f.name for f in tmp_path.iterdir()) == [kept, "something else"]
