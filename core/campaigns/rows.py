"""Rows of a table as what sets a campaign off: who has one for which a rule holds, on which business days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from core.kernel.canonical import Json
from core.kernel.schema import Field, FieldType, Schema
from core.rules import check, where
from core.warehouse import Profile
from core.warehouse.parquet import identifier, quoted
from core.warehouse.profile import CUSTOMER_ID, LogicalTable
from core.warehouse.types import ColumnType


def row_schemas(profile: Profile) -> Mapping[str, Schema]:
    """Return the fields of each table whose rows are dated and belong to customers; amounts in cents are money."""
    return {name: _schema(table, profile.unit) for name, table in profile.tables.items() if _is_dated(table)}


def rows_query(
    profile: Profile, table: str, when: Json, *, relation: str, since: datetime, from_on: date, until: datetime
) -> str:
    """Return the query of customer_id (text) and day: the business days on which customers have a matching row.

    Rows count on business day `from_on` and later ones, from the instant `since` up to, but not including, `until`;
    where a table has days alone, the days that hold these count whole. `relation` reads the table. Raises RuleError.
    """
    shape, schema = profile.tables[table], row_schemas(profile)[table]
    rule = check(when, schema, time_zone=profile.time_zone)
    columns = [f"{_value(name, shape.columns[name].type)} AS {identifier(name)}" for name in rule.fields]
    zone, dated = quoted(profile.time_zone), shape.instant or ""  # `row_schemas` has dated tables alone
    if shape.columns[dated].type is ColumnType.TIMESTAMP:
        day = f"CAST(timezone({zone}, {identifier(dated)}) AS DATE)"
        within = f"{identifier(dated)} >= {_instant(since)} AND {identifier(dated)} < {_instant(until)}"
    else:
        day = identifier(dated)
        first, last = (f"CAST(timezone({zone}, {_instant(at)}) AS DATE)" for at in (since, until))
        within = f"{day} BETWEEN {first} AND {last}"
    asked = ", ".join([f"CAST({CUSTOMER_ID} AS VARCHAR) AS _who", f"{day} AS _day", *columns])
    rows = f"SELECT {asked} FROM {relation} WHERE {CUSTOMER_ID} IS NOT NULL AND {within} AND {day} >= DATE '{from_on}'"
    return f"SELECT DISTINCT _who AS {CUSTOMER_ID}, _day AS day FROM ({rows}) AS rows WHERE {where(rule, as_of=until)}"


def _is_dated(table: LogicalTable) -> bool:
    return table.instant is not None and not table.is_state and CUSTOMER_ID in table.columns


def _schema(table: LogicalTable, unit: str) -> Schema:
    return Schema(
        Field(
            name, FieldType.MONEY if column.type is ColumnType.CENTS else FieldType(str(column.type)), column.nullable,
            "", "Row", " ".join(column.description.split()),
            unit if column.type in (ColumnType.CENTS, ColumnType.MONEY) else "",
        )
        for name, column in table.columns.items()
        if name != CUSTOMER_ID
    )  # fmt: skip


def _value(name: str, kind: ColumnType) -> str:
    """Return a column as rules see it."""
    column = identifier(name)
    return f"CAST(CAST({column} AS DECIMAL(18,0)) * 0.01 AS DECIMAL(18,2))" if kind is ColumnType.CENTS else column


def _instant(at: datetime) -> str:
    return f"TIMESTAMPTZ {quoted(at.isoformat())}"
