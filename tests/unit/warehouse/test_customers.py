"""Ids from outside against the known customers."""

from __future__ import annotations

from datetime import UTC, datetime

import polars as pl
import pytest

from core.warehouse import Engine, Profile, Snapshot, known_ids, match_ids, unknown_ids
from tests.property.features.worlds import write_snapshot

engine = Engine(threads=1)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    rows = {"customers": [{"customer_id": c} for c in (1, 7, 42)]}
    folder = tmp_path_factory.mktemp("snapshots") / "little"
    return write_snapshot(rows, Profile.load("complete_journey"), folder, as_of=datetime(2018, 1, 1, tzinfo=UTC))


def test_each_id_is_known_or_not_once_and_in_its_order(snapshot: Snapshot) -> None:
    pasted = pl.Series(["99", " 42 ", "x", "7", "42", "99", "", None, "   "])
    match = match_ids(engine, snapshot, pasted)
    assert match.known.to_list() == [42, 7]
    assert match.known.dtype == pl.Int64
    assert match.unknown.to_list() == ["99", "x"]


@pytest.mark.parametrize("spelling", ["007", "7.0", "+7", "7e0", "٧", "7;", "1 OR 1=1", "'; DROP TABLE customers; --"])
def test_only_the_warehouses_own_spelling_is_known(snapshot: Snapshot, spelling: str) -> None:
    assert unknown_ids(engine, snapshot, pl.Series([spelling])).to_list() == [spelling]


def test_numbers_are_compared_as_they_are_spelt(snapshot: Snapshot) -> None:
    assert unknown_ids(engine, snapshot, pl.Series([1, 7, 8])).to_list() == ["8"]


def test_nothing_pasted_is_nothing_unknown(snapshot: Snapshot) -> None:
    assert unknown_ids(engine, snapshot, pl.Series([], dtype=pl.String)).to_list() == []


def test_a_million_unknown_ids_are_one_set_operation(snapshot: Snapshot) -> None:
    match = match_ids(engine, snapshot, pl.Series(range(1_000_000)))
    assert match.known.to_list() == [1, 7, 42]
    assert len(match.unknown) == 999_997


def test_known_ids_is_a_relation(snapshot: Snapshot) -> None:
    assert engine.rows(f"SELECT sum(customer_id) FROM {known_ids(snapshot)}") == [(50,)]
