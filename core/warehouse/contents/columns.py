"""What stands in the columns of a snapshot: how much is missing, how many differ, lowest, highest, how they spread.

A few set-based queries a table, whatever the number of its columns. Counts are exact; how many values differ is exact
where `is_exact` says so. Values of personal columns never leave a query.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from core import logs
from core.warehouse.contents.bins import EARLIEST, LATEST, Bins, day_bins, instant_bins, number_bins, whole_bins
from core.warehouse.engine import Engine
from core.warehouse.parquet import identifier, quoted
from core.warehouse.snapshots.manifest import Snapshot, TableInfo
from core.warehouse.types import ColumnType

FEW = 24  # different numbers or days: each gets a bar of its own
SHOWN = 12  # values of a text that get a bar
MANY = 20_000  # texts that differ more than that have no frequent values, and are counted approximately
SAMPLE = 50_000  # rows from which the range of a histogram is read; its bars count all rows
LONG = 80  # characters of a text that are kept
RARE = (0.01, 0.99)  # what lies outside shares the first and the last bar
SCHEMA = pl.Schema({
    "column": pl.String(), "type": pl.String(), "rows": pl.Int64(), "n_missing": pl.Int64(), "n_distinct": pl.Int64(),
    "is_exact": pl.Boolean(), "low": pl.String(), "high": pl.String(), "shape": pl.String(),
    "labels": pl.List(pl.String()), "ends": pl.List(pl.String()),
    "counts": pl.List(pl.Int64()), "n_other": pl.Int64(), "note": pl.String(),
})  # fmt: skip

_UNORDERED = (ColumnType.STRING, ColumnType.BOOLEAN, ColumnType.STRINGS)
_DATED = (ColumnType.DATE, ColumnType.TIMESTAMP)
_log = logs.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Column:
    """What is known of a column so far."""

    name: str
    type: ColumnType
    is_id: bool
    is_key: bool
    is_personal: bool
    rows: int = 0
    n_known: int = 0
    n_distinct: int = 0
    is_exact: bool = False
    low: str | None = None
    high: str | None = None
    shape: str = "none"
    labels: tuple[str, ...] = ()
    ends: tuple[str | None, ...] = ()
    counts: tuple[int, ...] = ()
    n_other: int = 0

    @property
    def sql(self) -> str:
        """The value in SQL; null for a number that is not finite."""
        column = identifier(self.name)
        return f"CASE WHEN isfinite({column}) THEN {column} END" if self.type is ColumnType.NUMBER else column

    @property
    def is_scale(self) -> bool:
        """Whether the values lie on a scale that can be cut into bins."""
        return self.type not in _UNORDERED and not self.is_id

    @property
    def is_counted(self) -> bool:
        """Whether it is worth asking which values are the most frequent."""
        if self.is_personal or not self.n_known:
            return False
        return self.type is ColumnType.STRINGS or self.n_distinct <= (2 * FEW if self.is_scale else MANY)

    @property
    def note(self) -> str:
        """Why there are no bars."""
        if self.shape != "none":
            return ""
        if self.is_personal:
            return "personal: values are not shown"
        if not self.n_known:
            return "nothing but missing values"
        return "values differ from row to row" if self.n_distinct else "nothing but empty lists"


def column_statistics(
    engine: Engine, snapshot: Snapshot, table: str, *, personal: Collection[str] = ()
) -> pl.DataFrame:
    """Return what stands in each column of a table, in the table's order.

    Columns: `column`, `type`, `rows` (of the table), `n_missing` (null or not finite), `n_distinct` (a list counts by
    its elements), `is_exact` (else `n_distinct` is about right), `low` and `high` (as text, instants in the business
    time zone; null for lists), `shape` (what the bars are: `values`, the most frequent; `scale`, every value in order;
    `bins`, ranges; `none`), `labels`, `ends` (of ranges, inclusive; null for one without) and `counts` of the bars,
    `n_other` (rows behind no bar), `note` (why there is no bar). `personal` names the columns
    whose values are not to be told.
    """
    info = snapshot.tables[table]
    with snapshot.hold(), logs.timed(_log, "columns.counted", table=table):
        asking = _Asking(engine, snapshot.relation(table), snapshot.zone)
        columns = [_column(info, name, personal) for name in info.columns]
        found = asking.binned(asking.frequent(asking.totals(columns)))
    rows = [
        (
            c.name, c.type.value, c.rows, c.rows - c.n_known, c.n_distinct, c.is_exact, c.low, c.high, c.shape,
            list(c.labels), list(c.ends), list(c.counts), c.n_other, c.note,
        )
        for c in found
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _column(info: TableInfo, name: str, personal: Collection[str]) -> _Column:
    names_others = name in info.key or name in info.references or name.endswith("_id")
    return _Column(
        name, ColumnType(info.columns[name]), is_id=names_others, is_key=info.key == (name,),
        is_personal=name in personal,
    )  # fmt: skip


class _Asking:
    """The queries about one table."""

    def __init__(self, engine: Engine, relation: str, zone: ZoneInfo) -> None:
        self._engine = engine
        self._relation = relation
        self._zone = zone

    def totals(self, columns: Sequence[_Column]) -> list[_Column]:
        """Count rows, values and different values of every column, and find the lowest and the highest."""
        asked = [f"count({c.sql}), approx_count_distinct({c.sql}), {self._ends(c)}" for c in columns]
        rows, *values = self._engine.rows(f"SELECT count(*), {', '.join(asked)} FROM {self._relation}")[0]
        fours = zip(columns, values[::4], values[1::4], values[2::4], values[3::4], strict=True)
        return [
            replace(
                c, rows=rows, n_known=known, n_distinct=known if c.is_key else min(distinct, known), is_exact=c.is_key,
                low=low, high=high,
            )
            for c, known, distinct, low, high in fours
        ]  # fmt: skip

    def _ends(self, column: _Column) -> str:
        if column.is_personal or column.type is ColumnType.STRINGS:
            return "NULL, NULL"
        return ", ".join(self._text(column, f"{end}({column.sql})") for end in ("min", "max"))

    def _text(self, column: _Column, value: str) -> str:
        local = self._local(value) if column.type is ColumnType.TIMESTAMP else value
        return f"left(CAST({local} AS VARCHAR), {LONG})"

    def _local(self, value: str) -> str:
        return f"timezone({quoted(self._zone.key)}, {value})"

    def frequent(self, columns: Sequence[_Column]) -> list[_Column]:
        """Find the values that most rows have, where there are not too many different ones."""
        asked = [self._frequent(number, c) for number, c in enumerate(columns) if c.is_counted]
        found: dict[int, list[tuple[Any, ...]]] = {}
        for number, *row in self._engine.rows(" UNION ALL ".join(asked)) if asked else []:
            found.setdefault(number, []).append(tuple(row))
        return [_with_values(c, sorted(found.get(number, []))) for number, c in enumerate(columns)]

    def _frequent(self, number: int, column: _Column) -> str:
        value = f"unnest({column.sql})" if column.type is ColumnType.STRINGS else column.sql
        return f"""
            SELECT {number} AS number, row_number() OVER (ORDER BY {"value" if column.is_scale else "n DESC, value"}),
                   {self._text(column, "value")}, n, n_distinct, total
            FROM (
                SELECT value, count(*) AS n, count(*) OVER () AS n_distinct,
                       CAST(sum(count(*)) OVER () AS BIGINT) AS total
                FROM (SELECT {value} AS value FROM {self._relation}) WHERE value IS NOT NULL GROUP BY value
                QUALIFY row_number() OVER (ORDER BY n DESC, value) <= {FEW}
            )
        """

    def binned(self, columns: Sequence[_Column]) -> list[_Column]:
        """Count the values in each bin of the columns that lie on a scale and have no bars yet."""
        asked = [c for c in columns if c.is_scale and c.shape == "none" and c.n_known and not c.is_personal]
        if not asked:
            return list(columns)
        bins = self._bins(asked)
        counts = [
            f"map_values(histogram({c.sql}, {bins[c.name].sql})), "
            + (f"count(DISTINCT {c.sql})" if c.n_distinct <= MANY else "NULL")
            for c in asked if c.name in bins
        ]  # fmt: skip
        found = self._engine.rows(f"SELECT {', '.join(counts)} FROM {self._relation}")[0] if counts else ()
        counted = dict(zip(bins, zip(found[::2], found[1::2], strict=True), strict=True))
        return [_with_bins(c, bins[c.name], *counted[c.name]) if c.name in bins else c for c in columns]

    def _bins(self, columns: Sequence[_Column]) -> dict[str, Bins]:
        """Return bins over the range in which most values lie; over the whole range when that is but one value."""
        sample = f"(SELECT * FROM {self._relation} USING SAMPLE reservoir({SAMPLE} ROWS) REPEATABLE (1))"
        ranges = self._ranges(columns, sample, RARE)
        narrow = [c for c in columns if (r := ranges[c.name]) is None or r[0] == r[1]]
        if narrow:
            ranges |= self._ranges(narrow, self._relation, (0.0, 1.0))
        return {c.name: _cut(c, r, self._zone) for c in columns if (r := ranges[c.name]) is not None}

    def _ranges(
        self, columns: Sequence[_Column], rows: str, shares: tuple[float, float]
    ) -> dict[str, tuple[Any, Any] | None]:
        asked = ", ".join(f"quantile_disc({self._point(c)}, {list(shares)})" for c in columns)
        found = self._engine.rows(f"SELECT {asked} FROM {rows}")[0]
        return {c.name: None if r is None else (r[0], r[1]) for c, r in zip(columns, found, strict=True)}

    def _point(self, column: _Column) -> str:
        """Return where a value lies on its scale: a day, a whole or a measured number."""
        if column.type not in _DATED:
            return f"CAST({column.sql} AS DOUBLE)" if column.type is ColumnType.MONEY else column.sql
        day = f"CAST({self._local(column.sql)} AS DATE)" if column.type is ColumnType.TIMESTAMP else column.sql
        return f"CASE WHEN {day} BETWEEN DATE '{EARLIEST}' AND DATE '{LATEST}' THEN {day} END"


def _with_values(column: _Column, found: Sequence[tuple[Any, ...]]) -> _Column:
    """Add the most frequent values; each of `found` is its place, the text, its rows, how many differ, all rows."""
    if not found:  # not asked, or nothing but empty lists
        return replace(column, n_distinct=0, is_exact=True) if column.is_counted else column
    n_distinct, total = found[0][3:]
    known = replace(column, n_distinct=n_distinct, is_exact=True)
    all_differ = n_distinct == total and n_distinct > SHOWN
    if (n_distinct > FEW) if column.is_scale else all_differ:
        return known
    shown = found if column.is_scale else found[:SHOWN]
    counts = tuple(int(row[2]) for row in shown)
    return replace(
        known, shape="scale" if column.is_scale else "values", labels=tuple(row[1] for row in shown), counts=counts,
        n_other=total - sum(counts),
    )  # fmt: skip


def _with_bins(column: _Column, bins: Bins, counts: Sequence[int], n_distinct: int | None) -> _Column:
    """Add the bins, without the empty ones at both ends, and how many values differ where that was counted."""
    if n_distinct is not None:
        column = replace(column, n_distinct=n_distinct, is_exact=True)
    held = [i for i, n in enumerate(counts) if n]
    kept = slice(held[0], held[-1] + 1)
    return replace(
        column, shape="bins", labels=bins.labels[kept], ends=(*bins.ends, None)[kept], counts=tuple(counts[kept])
    )


def _cut(column: _Column, span: tuple[Any, Any], zone: ZoneInfo) -> Bins:
    low, high = span
    if column.type is ColumnType.TIMESTAMP:
        return instant_bins(low, high, zone=zone)
    if isinstance(low, date):
        return day_bins(low, high)
    return number_bins(low, high) if isinstance(low, float) else whole_bins(low, high)
