"""A logical table as one SELECT over its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from core.warehouse.parquet import identifier, quoted
from core.warehouse.profile import LogicalTable
from core.warehouse.types import ColumnType, sql_type

FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"  # what Python, Arrow and Parquet's readers agree on


def source_sql(table: LogicalTable) -> str:
    """Return what stands behind FROM: the quoted table name, or the SQL in brackets."""
    if table.sql is not None:
        return f"({table.sql.strip().rstrip(';')}) AS source"
    return ".".join(identifier(part) for part in (table.source or "").split(".")) + " AS source"


def column_sql(table: LogicalTable, name: str, *, time_zone: str) -> str:
    """Return the expression of a column over its source, cast to the declared type.

    Amounts become whole cents by rounding to the nearest hundredth, which also takes floating point noise away.
    What no snapshot can hold becomes null: NaN, infinity, and days and instants outside of the years 1 to 9999.
    """
    column = table.columns[name]
    raw = raw_sql(table, name, time_zone=time_zone)
    if column.type is ColumnType.CENTS:
        return f"CASE WHEN isfinite(CAST({raw} AS DOUBLE)) THEN CAST(round(({raw}) * 100) AS BIGINT) END"
    if column.type is ColumnType.MONEY:
        return f"CASE WHEN isfinite(CAST({raw} AS DOUBLE)) THEN CAST({raw} AS {sql_type(column.type)}) END"
    value = f"CAST({raw} AS {sql_type(column.type)})"
    if column.type is ColumnType.NUMBER:
        return f"CASE WHEN isfinite({value}) THEN {value} END"
    if column.type is ColumnType.DATE:
        return f"CASE WHEN {value} BETWEEN DATE {quoted(FIRST_DAY)} AND DATE {quoted(LAST_DAY)} THEN {value} END"
    if column.type is ColumnType.TIMESTAMP:
        first, last = f"{FIRST_DAY} 00:00:00+00", f"{LAST_DAY} 23:59:59.999999+00"
        return f"CASE WHEN {value} BETWEEN TIMESTAMPTZ {quoted(first)} AND TIMESTAMPTZ {quoted(last)} THEN {value} END"
    return value


def raw_sql(table: LogicalTable, name: str, *, time_zone: str) -> str:
    """Return the expression of a column over its source as the source types it."""
    column = table.columns[name]
    if column.day_of is not None:
        return f"timezone({quoted(time_zone)}, {column_sql(table, column.day_of, time_zone=time_zone)})"
    return column.expression if column.expression is not None else "source." + identifier(column.source or name)


def select_sql(table: LogicalTable, *, time_zone: str, distinct: bool | None = None) -> str:
    """Return the query whose rows are those of the logical table; `distinct` overrides the profile's."""
    columns = ", ".join(
        f"{column_sql(table, name, time_zone=time_zone)} AS {identifier(name)}" for name in table.columns
    )
    keyword = "SELECT DISTINCT" if (table.distinct if distinct is None else distinct) else "SELECT"
    return f"{keyword} {columns} FROM {source_sql(table)}"


def since_sql(table: LogicalTable, select: str, *, since: datetime | None) -> str:
    """Return the `select` of a logical table, or of only those rows whose watermark is `since` or later."""
    if since is None:
        return select
    return f"SELECT * FROM ({select}) AS logical WHERE {identifier(table.watermark or '')} >= {instant_sql(since)}"


def instant_sql(instant: datetime) -> str:
    """Return an instant as a DuckDB literal; binding one as a parameter makes DuckDB import pandas, for a second."""
    return f"TIMESTAMPTZ {quoted(instant.astimezone(UTC).isoformat())}"


def totals_sql(table: LogicalTable, rows: str) -> str:
    """Return the query that counts `rows` (a relation) and sums its numeric columns, in the order of `summed`."""
    sums = [f"sum({identifier(name)})" for name in summed(table)]
    return f"SELECT {', '.join(['count(*)', *sums])} FROM {rows} AS logical"


def summed(table: LogicalTable) -> list[str]:
    """Return the names of the columns whose sums are kept as checksums."""
    return [name for name, column in table.columns.items() if column.type.is_numeric]


def nulled_sql(table: LogicalTable, *, time_zone: str) -> str:
    """Return the query that counts the rows of the source, and of how many values of each column null is made."""
    lost = [
        f"count({raw_sql(table, c, time_zone=time_zone)}) - count({column_sql(table, c, time_zone=time_zone)})"
        for c in table.columns
    ]
    return f"SELECT {', '.join(['count(*)', *lost])} FROM {source_sql(table)}"


@dataclass(frozen=True)
class Totals:
    """What a table holds by its source's own account: rows, the sum of each numeric column, duplicates dropped.

    `nulled` says of how many values of a column null was made, because no snapshot can hold them (infinity, NaN).
    """

    rows: int
    sums: dict[str, int | float | None]
    duplicates: int = 0
    nulled: Mapping[str, int] = field(default_factory=dict)

    def with_nulled(self, more: Mapping[str, int]) -> Totals:
        """Return the same with further columns of which values became null."""
        return replace(self, nulled={**self.nulled, **more})


def read_totals(table: LogicalTable, row: tuple[Any, ...], *, duplicates: int = 0) -> Totals:
    """Return the answer of `totals_sql` as a value. Whole numbers stay exact; decimals become their text's float."""
    values = [v if v is None or isinstance(v, int | float) else float(v) for v in row[1:]]
    return Totals(int(row[0]), dict(zip(summed(table), values, strict=True)), duplicates)
