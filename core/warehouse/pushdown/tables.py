"""A logical table inside PostgreSQL: the rows that a snapshot would hold, with their final types.

What an extraction sends guarded and DuckDB casts is cast there already; rounding is DuckDB's, halves away from zero.
"""

from __future__ import annotations

from collections.abc import Mapping

from core.warehouse.parquet import identifier, quoted
from core.warehouse.postgres.types import PostgresType, passage
from core.warehouse.profile import LogicalTable
from core.warehouse.selection import FIRST_DAY, raw_sql, source_sql
from core.warehouse.types import ColumnType, postgres_type

_FLOATS = {"float4": "real", "float8": "double precision"}


def table_sql(table: LogicalTable, types: Mapping[str, PostgresType], *, time_zone: str) -> str:
    """Return the relation (SQL behind FROM) of the logical table; `types` are those of the source's expressions."""
    columns = ", ".join(f"{_column(table, name, types, time_zone)} AS {identifier(name)}" for name in table.columns)
    keyword = "SELECT DISTINCT" if table.distinct else "SELECT"
    return f"({keyword} {columns} FROM {source_sql(table)})"


def _column(table: LogicalTable, name: str, types: Mapping[str, PostgresType], time_zone: str) -> str:
    of = table.columns[name].day_of
    if of is not None:
        return f"CAST(timezone({quoted(time_zone)}, {_column(table, of, types, time_zone)}) AS DATE)"
    text = raw_sql(table, name, time_zone=time_zone)
    raw = text if text.startswith('source."') else f"({text})"
    return final_sql(types[name], table.columns[name].type, raw=raw)


def final_sql(kind: PostgresType, declared: ColumnType, *, raw: str) -> str:
    """Return the expression `raw` of a type there as a column of the declared type; what no snapshot holds is null."""
    if declared is ColumnType.TIMESTAMP and kind.name == "timestamptz":
        begin, end = f"'{FIRST_DAY} 00:00:00+00'", "'10000-01-01 00:00:00+00'"
        return f"CASE WHEN {raw} >= {begin} AND {raw} < {end} THEN {raw} END"
    if declared is ColumnType.STRINGS:
        return f'CAST({raw} AS TEXT[]) COLLATE "C"'
    sent = f"({passage(kind, declared, raw=raw, column='').sent})"
    if declared in (ColumnType.CENTS, ColumnType.MONEY):
        return _amount(kind, declared, sent)
    final = f"CAST({sent} AS {postgres_type(declared)})"
    return f'{final} COLLATE "C"' if declared is ColumnType.STRING else final


def _amount(kind: PostgresType, declared: ColumnType, sent: str) -> str:
    """Hundredths of a double are rounded as doubles: PostgreSQL's `round` would take halves to even.

    DuckDB multiplies a real as a real, but casts it to a decimal by way of a double.
    """
    if kind.name in _FLOATS:
        inexact = _FLOATS["float8" if declared is ColumnType.MONEY else kind.name]
        scaled = f"(CAST({sent} AS {inexact}) * CAST(100 AS {inexact}))"
        cents = f"CAST(trunc({scaled}) + trunc(2 * ({scaled} - trunc({scaled}))) AS BIGINT)"
    else:
        cents = f"CAST(round({sent} * 100) AS BIGINT)"
    return cents if declared is ColumnType.CENTS else f"CAST({cents} * 0.01 AS DECIMAL(18,2))"
