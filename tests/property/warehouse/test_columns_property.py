"""What is said of columns, against a reference that looks at one value after the other."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.warehouse import Engine, Snapshot, TableInfo
from core.warehouse.contents.columns import FEW, SHOWN, column_statistics
from core.warehouse.snapshots.parts import measured

ZONE = ZoneInfo("America/New_York")
AS_OF = datetime(2020, 1, 1, tzinfo=UTC)
ANY_DAY, NEAR = st.dates(date(1500, 1, 1), date(8000, 1, 1)), st.dates(date(2020, 2, 20), date(2020, 4, 1))
INSTANTS = st.builds(datetime.combine, ANY_DAY | NEAR, st.times(), tzinfo=st.just(UTC))
VALUES: dict[str, tuple[Any, st.SearchStrategy[Any]]] = {
    "integer": (pl.Int64, st.integers(-(2**63), 2**63 - 1) | st.integers(-50, 50) | st.sampled_from([0, 0, 0, 7])),
    "cents": (pl.Int64, st.integers(0, 300) | st.just(99_999_999)),
    "number": (pl.Float64, st.floats() | st.floats(0, 1) | st.sampled_from([0.1, 0.2, 0.3])),
    "money": (pl.Decimal(18, 2), st.decimals(-(10**9), 10**9, places=2)),
    "string": (pl.String, st.text(max_size=4) | st.sampled_from(["", "a", "b", "b" * 200])),
    "boolean": (pl.Boolean, st.booleans()),
    "date": (pl.Date, st.dates() | st.dates(date(2020, 1, 1), date(2020, 3, 1))),
    "timestamp": (pl.Datetime("us", "UTC"), INSTANTS),
    "list[string]": (pl.List(pl.String), st.lists(st.sampled_from(["a", "b", ""]) | st.none(), max_size=3)),
}  # fmt: skip
ORDERED = set(VALUES) - {"string", "boolean", "list[string]"}


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    engine = Engine(threads=1)
    yield engine
    engine.close()


def snapshot(folder: Path, columns: dict[str, list[Any]], key: tuple[str, ...] = ()) -> Snapshot:
    """Write one table, whose columns are called as their types are."""
    folder.mkdir(parents=True, exist_ok=True)
    frame = pl.DataFrame({name: pl.Series(v, dtype=VALUES[name][0], strict=True) for name, v in columns.items()})
    frame.write_parquet(folder / "facts.parquet")
    (folder / "snapshot.json").touch()
    parts = (measured(folder / "facts.parquet", "base", rows=frame.height),)
    info = TableInfo("facts", frame.height, parts, columns={c: c for c in columns}, sums={}, key=key)
    return Snapshot("s", folder, AS_OF, AS_OF, ZONE.key, "USD", "p", "d", {"facts": info})


@st.composite
def tables(draw: st.DrawFn) -> dict[str, list[Any]]:
    n = draw(st.integers(0, 60))
    return {name: draw(st.lists(st.none() | values, min_size=n, max_size=n)) for name, (_, values) in VALUES.items()}


def told(text: str, kind: str) -> Any:
    """Return what the text of a value means."""
    match kind:
        case "integer" | "cents":
            return int(text)
        case "number":
            return float(text)
        case "money":
            return Decimal(text)
        case "date":
            return date.fromisoformat(text)
        case "boolean":
            return text == "true"
        case "timestamp":
            return datetime.fromisoformat(text)
        case _:
            return text


def shown(value: Any, kind: str) -> Any:
    """Return a value as its text can still tell it."""
    if kind == "timestamp":
        return value.astimezone(ZONE).replace(tzinfo=None)
    return value[:80] if isinstance(value, str) else value


def end(text: str, kind: str) -> Any:
    if kind == "money":
        return Decimal(float(text))
    return datetime.fromisoformat(text) if kind == "timestamp" else told(text, kind)


def check_bars(row: dict[str, Any], known: list[Any], kind: str) -> None:
    counted = Counter(known)
    if row["shape"] == "bins":
        assert len(counted) > FEW
        ends = [end(t, kind) for t in row["ends"] if t is not None]
        assert ends == sorted(set(ends))
        bars = Counter(bisect_left(ends, v) for v in known)
        assert row["counts"] == [bars[i] for i in range(len(row["labels"]))]
        assert 0 not in (row["counts"][0], row["counts"][-1])
        assert len(set(row["labels"])) == len(row["labels"]) <= 45
    elif row["shape"] == "scale":
        assert [(told(t, kind), n) for t, n in zip(row["labels"], row["counts"], strict=True)] == [
            (shown(v, kind), counted[v]) for v in sorted(counted)
        ]
    else:
        ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:SHOWN]
        assert row["labels"] == [v[:80] if isinstance(v, str) else str(v).lower() for v, _ in ranked]
        assert row["counts"] == [n for _, n in ranked]
    assert sum(row["counts"]) + row["n_other"] == len(known)


@given(columns=tables())
def test_every_column_is_what_a_slow_look_says(engine: Engine, tmp_path_factory: Any, columns: dict[str, list[Any]]):
    found = column_statistics(engine, snapshot(tmp_path_factory.mktemp("s"), columns), "facts")
    assert found["column"].to_list() == list(columns)
    for row in found.iter_rows(named=True):
        kind, values = row["type"], columns[row["column"]]
        known = [v for v in values if v is not None and not (isinstance(v, float) and not math.isfinite(v))]
        assert (row["rows"], row["n_missing"]) == (len(values), len(values) - len(known))
        if kind == "list[string]":
            known = [e for v in known for e in v if e is not None]
        elif known:
            assert told(row["low"], kind) == shown(min(known), kind)
            assert told(row["high"], kind) == shown(max(known), kind)
        else:
            assert (row["low"], row["high"]) == (None, None)
        assert (row["n_distinct"], row["is_exact"] or not known) == (len(set(known)), True)
        if row["shape"] == "none":
            assert (row["labels"], row["counts"], row["n_other"]) == ([], [], 0)
            assert not known or (kind not in ORDERED and len(set(known)) == len(known) > SHOWN)
            assert row["note"]
        else:
            check_bars(row, known, kind)


@given(texts=st.lists(st.text("qxz", min_size=3, max_size=9), min_size=1, max_size=30))
def test_nothing_of_a_personal_column_is_told(engine: Engine, tmp_path_factory: Any, texts: list[str]):
    taken = snapshot(tmp_path_factory.mktemp("s"), {"string": texts, "integer": list(range(len(texts)))})
    found = column_statistics(engine, taken, "facts", personal={"string"})
    said = repr(found.filter(column="string").to_dicts())
    assert [t for t in texts if t in said] == []
    assert found["n_missing"].to_list() == [0, 0]


def test_ids_are_names_and_no_quantities(engine: Engine, tmp_path: Path):
    taken = snapshot(tmp_path / "s", {"integer": [5] * 70 + list(range(30, 60))}, key=("integer",))
    row = column_statistics(engine, taken, "facts").row(0, named=True)
    assert (row["shape"], row["labels"][0], row["counts"][0], row["n_distinct"]) == ("values", "5", 70, 31)


def test_rare_extremes_do_not_press_the_others_into_one_bar(engine: Engine, tmp_path: Path):
    values = [i % 100 for i in range(5000)] + [10**9, -(10**9)]
    row = column_statistics(engine, snapshot(tmp_path / "s", {"cents": values}), "facts").row(0, named=True)
    assert (row["low"], row["high"], row["shape"]) == ("-1000000000", "1000000000", "bins")
    assert len([n for n in row["counts"] if n > 100]) >= 15
    assert row["labels"][0].startswith("up to ")
    assert row["labels"][-1].startswith("above ")


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        (
            [date(2020, m, d) for m in (1, 2) for d in range(1, 15)],
            "30 Dec 2019 to 5 Jan 2020", "10 Feb 2020 to 16 Feb 2020",
        ),
        ([date(2017, m, d) for m in range(1, 13) for d in (1, 15, 28)], "Jan 2017", "Dec 2017"),
        ([date(y, m, 1) for y in range(2017, 2021) for m in range(1, 13)], "Q1 2017", "Q4 2020"),
        ([date(y, m, 1) for y in range(2005, 2021) for m in (1, 7)], "2005", "2020"),
        ([date(y, 1, 1) for y in range(1940, 2021)], "1940 to 1944", "2020 to 2024"),
    ],
)  # fmt: skip
def test_days_are_shown_by_calendar_periods(engine: Engine, tmp_path: Path, days: list[date], first: str, last: str):
    row = column_statistics(engine, snapshot(tmp_path / "s", {"date": days * 5}), "facts").row(0, named=True)
    assert row["shape"] == "bins"
    assert (row["labels"][0], row["labels"][-1]) == (first, last)


def test_an_instant_belongs_to_the_business_day(engine: Engine, tmp_path: Path):
    late = [datetime(2017, m, 1, 3, tzinfo=UTC) for m in range(2, 13)]  # still the last day of the month before
    noon = [datetime(2017, m, 15, 12, i, tzinfo=UTC) for m in range(1, 12) for i in range(3)]
    row = column_statistics(engine, snapshot(tmp_path / "s", {"timestamp": late + noon}), "facts").row(0, named=True)
    assert dict(zip(row["labels"], row["counts"], strict=True))["Jan 2017"] == 4
    assert row["labels"][-1] == "Nov 2017"
