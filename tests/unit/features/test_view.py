"""Views: right types, built once, safe to build at once, cleared away, and clear about what cannot be."""

from __future__ import annotations

import math
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from core.errors import BadInput, ConfigError, ContractViolation
from core.features import Dictionary, FeatureView, build, undeclared_values
from core.features.cache import KEPT, YOUNG
from core.kernel.schema import Field, FieldType, Schema
from core.warehouse import Engine, Profile, Snapshot
from tests.property.features.worlds import write_snapshot

engine = Engine(threads=1)
AS_OF = datetime(2017, 7, 3, 4, tzinfo=UTC)  # midnight in New York, after the second
PROFILE = """
name: little
time_zone: America/New_York
is_live: true
unit: EUR
tables:
  customers: {description: Everybody., source: people, key: [customer_id], columns: {customer_id: string}}
  visits:
    description: Dated by an instant alone.
    source: visits
    instant: came_at
    references: {place_id: places}
    columns: {customer_id: string, came_at: timestamp, place_id: integer, worth_cents: cents, weight: number}
  places: {description: Where., source: places, key: [place_id], columns: {place_id: integer, town: string}}
  letters:
    description: Dated by a day alone.
    source: letters
    instant: sent_on
    columns: {customer_id: string, sent_on: date}
"""
DICTIONARY = """
name: little
profile: unused
customers: visits
groups:
  All:
    n: {type: integer, description: Visits., from: visits, take: count(*), nullable: false}
    n_2d: {type: integer, description: Lately., from: visits, take: count(*), last_days: 2, otherwise: 0}
    n_before: {type: integer, description: Earlier., from: visits, take: count(*), skip_days: 2, otherwise: 0}
    letters: {type: integer, description: Letters., from: letters, take: count(*), otherwise: 0}
    letters_1d: {type: integer, description: Today's., from: letters, take: count(*), last_days: 1, otherwise: 0}
    worth: {type: money, description: Worth., from: visits, take: sum(worth_cents)}
    weight: {type: number, description: Weight., from: visits, take: avg(weight)}
    ratio: {type: number, description: Ratio., expression: n / n_2d}
    root: {type: number, description: Not a number., expression: CAST(n_2d AS DOUBLE) * CAST('nan' AS DOUBLE)}
    towns: {type: "list[string]", description: Towns., from: visits, take: list(places.town), allowed: [Rome, Oslo]}
    top_town: {type: string, description: Most visited., from: visits, top: places.town, by: count(*), allowed: [Rome]}
    paris: {type: integer, description: X., from: visits, where: places.town = 'Paris', take: count(*), otherwise: 0}
    last_at: {type: timestamp, description: Last., from: visits, take: max(came_at)}
    since: {type: integer, description: Hours., expression: "date_diff('hour', last_at, as_of)"}
    recent: {type: boolean, description: Within a day., expression: since < 24}
    words: {type: "list[string]", description: X., from: letters, take: list(CAST(sent_on AS VARCHAR)), otherwise: []}
    quintile: {type: integer, description: Fifths., score: worth}
"""
ROWS: dict[str, list[dict[str, Any]]] = {
    "customers": [{"customer_id": c} for c in "abcd"],
    "places": [
        {"place_id": 1, "town": "Rome"},
        {"place_id": 2, "town": "Oslo"},
        {"place_id": 3, "town": None},
        {"place_id": 4, "town": "Paris"},
    ],
    "visits": [
        {"customer_id": "a", "came_at": AS_OF - timedelta(hours=1), "place_id": 2, "worth_cents": 5, "weight": 1.5},
        {"customer_id": "a", "came_at": AS_OF - timedelta(days=2), "place_id": 1, "worth_cents": 10, "weight": None},
        {"customer_id": "a", "came_at": AS_OF - timedelta(days=2, microseconds=1), "place_id": 3, "worth_cents": 1},
        {"customer_id": "a", "came_at": AS_OF - timedelta(days=9), "place_id": 3},  # most visits are to no known town
        {"customer_id": "b", "came_at": AS_OF - timedelta(microseconds=1), "place_id": 9, "worth_cents": None},
        {"customer_id": "c", "came_at": AS_OF, "place_id": 1, "worth_cents": 1000},  # too late by nothing
        {"customer_id": None, "came_at": AS_OF - timedelta(days=1), "place_id": 4, "worth_cents": 7},  # nobody's
    ],
    "letters": [
        {"customer_id": "a", "sent_on": date(2017, 7, 2)},
        {"customer_id": "a", "sent_on": date(2017, 7, 3)},
        {"customer_id": "b", "sent_on": date(2017, 7, 1)},
        {"customer_id": "d", "sent_on": date(2017, 7, 1)},
    ],
}


def profile_of(folder: Path) -> Profile:
    (folder / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    return Profile.load(folder / "profile.yaml")


def dictionary_of(folder: Path, text: str = DICTIONARY) -> Dictionary:
    (folder / "dictionary.yaml").write_text(text, encoding="utf-8")
    return Dictionary.load(folder / "dictionary.yaml", profile=profile_of(folder))


def snapshot_of(folder: Path, id: str = "20180101T000000Z-00000001") -> Snapshot:
    return write_snapshot(ROWS, profile_of(folder), folder / "snapshots" / id, as_of=AS_OF)


def view_of(folder: Path, text: str = DICTIONARY, *, as_of: datetime = AS_OF) -> FeatureView:
    return build(engine, snapshot_of(folder), dictionary_of(folder, text), as_of=as_of, folder=folder / "features")


def rows_of(view: FeatureView) -> dict[str, dict[str, Any]]:
    return {row.pop("customer_id"): row for row in engine.frame(f"SELECT * FROM {view.relation}").to_dicts()}


def test_an_analysts_own_dictionary_on_a_warehouse_of_another_shape(tmp_path: Path) -> None:
    rows = rows_of(view_of(tmp_path))
    assert list(rows) == ["a", "b"]  # c came at as_of, d was only written to, and nobody is nobody
    a, b = rows["a"], rows["b"]
    assert (a["n"], a["n_2d"], a["n_before"], a["letters"], a["letters_1d"], a["paris"]) == (4, 2, 2, 1, 1, 0)
    assert (b["n"], b["n_2d"], b["n_before"], b["letters"], b["letters_1d"], b["paris"]) == (1, 1, 0, 1, 0, 0)
    assert (str(a["worth"]), b["worth"], a["weight"], b["weight"]) == ("0.16", None, 1.5, None)
    assert (a["towns"], b["towns"], a["top_town"], b["top_town"]) == (["Oslo", "Rome"], [], "Oslo", None)
    assert (a["ratio"], b["ratio"], a["root"], b["root"]) == (2.0, 1.0, None, None)
    assert (a["last_at"], a["since"], a["recent"]) == (AS_OF - timedelta(hours=1), 1, True)
    assert (a["words"], b["words"]) == (["2017-07-02"], ["2017-07-01"])
    assert (a["quintile"], b["quintile"]) == (1, None)


def test_each_type_has_its_place_in_the_parquet(tmp_path: Path) -> None:
    view = view_of(tmp_path)
    found = engine.describe(f"SELECT * FROM {view.relation}")
    assert list(found) == ["customer_id", *view.schema]
    stored = {
        FieldType.INTEGER: "BIGINT",
        FieldType.NUMBER: "DOUBLE",
        FieldType.MONEY: "DECIMAL(18,2)",
        FieldType.STRING: "VARCHAR",
        FieldType.BOOLEAN: "BOOLEAN",
        FieldType.DATE: "DATE",
        FieldType.TIMESTAMP: "TIMESTAMP WITH TIME ZONE",
        FieldType.STRINGS: "VARCHAR[]",
    }
    assert found == {"customer_id": "VARCHAR"} | {name: stored[f.type] for name, f in view.schema.items()}
    everything = engine.frame(f"SELECT * FROM {view.relation}")
    numbers = [v for name, f in view.schema.items() if f.type is FieldType.NUMBER for v in everything[name]]
    assert all(v is None or math.isfinite(v) for v in numbers)


def test_division_by_nothing_is_nothing(tmp_path: Path) -> None:
    view = view_of(tmp_path, DICTIONARY, as_of=AS_OF + timedelta(days=30))
    assert {row["ratio"] for row in rows_of(view).values()} == {None}


def test_before_the_first_fact_there_is_nobody_and_the_columns_stand(tmp_path: Path) -> None:
    view = view_of(tmp_path, as_of=datetime(2000, 1, 1, tzinfo=UTC))
    assert view.n_customers == 0
    assert engine.frame(f"SELECT * FROM {view.relation}").columns == ["customer_id", *view.schema]


def test_a_view_says_what_it_is(tmp_path: Path) -> None:
    view = view_of(tmp_path, as_of=AS_OF.astimezone())
    assert (view.as_of, view.reference_day, view.time_zone) == (AS_OF, date(2017, 7, 2), "America/New_York")
    assert (view.n_customers, view.key, view.snapshot_id) == (2, "customer_id", "20180101T000000Z-00000001")
    assert len({view, view}) == 1


def test_it_is_built_once(tmp_path: Path) -> None:
    first = view_of(tmp_path)
    os.utime(first.path, (1, 1))
    inode = first.path.stat().st_ino
    second = view_of(tmp_path)
    assert second.path == first.path
    assert second.path.stat().st_ino == inode
    assert second.path.stat().st_mtime > 1  # it was used: the least lately used go first


@pytest.mark.parametrize("damage", [b"", b"PAR1", b"PAR1" + b"x" * 100])
def test_a_damaged_view_is_built_anew(tmp_path: Path, damage: bytes) -> None:
    first = view_of(tmp_path)
    first.path.write_bytes(damage)
    assert len(rows_of(view_of(tmp_path))) == 2


def test_instants_a_microsecond_apart_are_two_views(tmp_path: Path) -> None:
    one, other = view_of(tmp_path), view_of(tmp_path, as_of=AS_OF + timedelta(microseconds=1))
    assert one.path != other.path
    assert (one.n_customers, other.n_customers) == (2, 3)


def test_many_may_build_the_same_at_once(tmp_path: Path) -> None:
    snapshot, dictionary = snapshot_of(tmp_path), dictionary_of(tmp_path)
    engines = [Engine(threads=1) for _ in range(3)]

    def one(n: int) -> int:
        view = build(engines[n % 3], snapshot, dictionary, as_of=AS_OF, folder=tmp_path / "features")
        return view.n_customers

    with ThreadPoolExecutor(6) as pool:
        assert set(pool.map(one, range(24))) == {2}
    assert [p.name for p in (tmp_path / "features").rglob("*") if p.is_file()] == ["20170703T040000.000000Z.parquet"]


def test_views_of_snapshots_that_are_gone_go_too_and_nothing_else(tmp_path: Path) -> None:
    gone = tmp_path / "features" / "20170101T000000Z-0123abcd" / "x"
    gone.mkdir(parents=True)
    mine = tmp_path / "features" / "my notes"
    mine.mkdir()
    view = view_of(tmp_path)
    assert not gone.parent.exists()
    assert mine.exists()
    assert view.path.exists()


def test_the_cache_is_bounded_but_never_drops_what_was_used_lately(tmp_path: Path) -> None:
    folder = view_of(tmp_path).path.parent
    now = next(folder.iterdir()).stat().st_mtime
    for n in range(KEPT + 10):
        (folder / f"{n:03}.parquet").touch()
        os.utime(folder / f"{n:03}.parquet", (now - n * 60, now - n * 60))  # each a minute older than the last
    (folder / "left.123.tmp").touch()
    os.utime(folder / "left.123.tmp", (now - YOUNG.total_seconds() - 9,) * 2)
    view = view_of(tmp_path, as_of=AS_OF + timedelta(days=1))
    left = sorted(p.name for p in folder.iterdir())
    assert len(left) == KEPT
    assert view.path.name in left
    assert f"{KEPT - 3:03}.parquet" in left  # with the two real views, these are the newest
    for path in folder.iterdir():
        os.utime(path, (now, now))
    (folder / "one too many.parquet").touch()
    view_of(tmp_path, as_of=AS_OF + timedelta(days=2))
    assert len(list(folder.iterdir())) == KEPT + 2  # all of them young


def test_a_feature_that_must_not_be_null_and_is_is_named(tmp_path: Path) -> None:
    text = DICTIONARY.replace("take: sum(worth_cents)", "take: sum(worth_cents), nullable: false")
    with pytest.raises(ConfigError, match="worth: 1 customers have none"):
        view_of(tmp_path, text)
    assert list((tmp_path / "features").rglob("*.parquet")) == []


def test_values_that_an_expression_cannot_take_name_its_feature(tmp_path: Path) -> None:
    text = DICTIONARY.replace("list(places.town)", "list(CAST(CAST(places.town AS INTEGER) AS VARCHAR))")
    with pytest.raises(ConfigError, match=r"towns: Conversion Error: Could not convert string '(Rome|Oslo)'") as caught:
        view_of(tmp_path, text)
    assert "worth:" not in caught.value.what
    assert "TRY_CAST" in caught.value.fix


def test_an_instant_without_a_zone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="has no time zone"):
        view_of(tmp_path, as_of=datetime(2017, 7, 3))  # noqa: DTZ001


def test_a_snapshot_of_another_profile_is_refused(tmp_path: Path) -> None:
    dictionary = Dictionary.load("complete_journey")
    with pytest.raises(ContractViolation, match="taken with another profile") as caught:
        build(engine, snapshot_of(tmp_path), dictionary, as_of=AS_OF, folder=tmp_path / "features")
    assert "transactions: the snapshot has no such table" in caught.value.problems
    assert "warehouse refresh" in caught.value.fix
    dictionary_of(tmp_path)
    tokyo = Dictionary.load(tmp_path / "dictionary.yaml", profile=profile_of(tmp_path).within("Asia/Tokyo"))
    with pytest.raises(ContractViolation, match="its time zone is America/New_York, not Asia/Tokyo"):
        build(engine, snapshot_of(tmp_path), tokyo, as_of=AS_OF, folder=tmp_path / "features")


def test_any_parquet_file_with_a_schema_is_a_view(tmp_path: Path) -> None:
    path = tmp_path / "it's [made] up*.parquet"
    pl.DataFrame({"customer_id": [1, 2, 3], "x": [1.0, None, 2.0]}).write_parquet(path)
    view = FeatureView.of(path, Schema([Field("x", FieldType.NUMBER)]), AS_OF, time_zone="America/New_York")
    assert (view.n_customers, view.reference_day) == (3, date(2017, 7, 2))
    assert engine.rows(f"SELECT sum(x) FROM {view.relation}") == [(3.0,)]


def test_values_that_the_dictionary_does_not_offer_are_counted(tmp_path: Path) -> None:
    frame = undeclared_values(engine, view_of(tmp_path))
    assert frame.rows() == [("top_town", "Oslo", 1)]
    assert frame.columns == ["feature", "value", "n_customers"]
    offered = DICTIONARY.replace("allowed: [Rome]", "allowed: [Rome, Oslo]")
    assert undeclared_values(engine, view_of(tmp_path, offered)).rows() == []
