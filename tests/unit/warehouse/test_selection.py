"""Logical columns over a source: cents, business days, and no NaN."""

from __future__ import annotations

from datetime import date

import pytest

from core.warehouse import Engine
from core.warehouse.profile import LogicalColumn, LogicalTable
from core.warehouse.selection import column_sql, read_totals, select_sql, totals_sql

engine = Engine(threads=1)


def value(expression: str, kind: str) -> object:
    columns = {"x": LogicalColumn(type=kind, expression=expression)}
    table = LogicalTable(description="", sql="SELECT 1 AS one", columns=columns)
    return engine.rows(select_sql(table, time_zone="UTC"))[0][0]


@pytest.mark.parametrize(
    ("amount", "cents"),
    [
        ("1.39::DOUBLE", 139),
        ("0.1::DOUBLE + 0.2::DOUBLE", 30),
        ("1e-17::DOUBLE", 0),
        ("19.99", 1999),
        ("-2.5::DOUBLE", -250),
        ("12345678.91::DOUBLE", 1234567891),
        ("NULL::DOUBLE", None),
        ("4.35::DOUBLE", 435),
        ("7", 700),
    ],
)
def test_amounts_become_the_nearest_whole_cents(amount: str, cents: int | None) -> None:
    assert value(amount, "cents") == cents


@pytest.mark.parametrize("number", ["'nan'::DOUBLE", "'inf'::DOUBLE", "'-inf'::DOUBLE", "NULL"])
def test_numbers_that_are_none_become_null(number: str) -> None:
    assert value(number, "number") is None


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2017-03-12T04:59:59.999999Z", date(2017, 3, 11)),
        ("2017-03-12T05:00:00Z", date(2017, 3, 12)),
        ("2017-03-13T03:59:59Z", date(2017, 3, 12)),
        ("2017-03-13T04:00:00Z", date(2017, 3, 13)),
        ("2017-11-05T04:00:00Z", date(2017, 11, 5)),
        ("2017-11-06T04:59:59Z", date(2017, 11, 5)),
        ("2017-11-06T05:00:00Z", date(2017, 11, 6)),
        ("2018-01-01T04:01:20Z", date(2017, 12, 31)),
    ],
)
def test_business_days_begin_at_local_midnight_also_when_clocks_change(instant: str, day: date) -> None:
    columns = {
        "at": LogicalColumn(type="timestamp", expression=f"TIMESTAMPTZ '{instant}'"),
        "day": LogicalColumn(type="date", day_of="at"),
    }
    table = LogicalTable(description="", sql="SELECT 1", columns=columns)
    assert engine.rows(f"SELECT {column_sql(table, 'day', time_zone='America/New_York')}") == [(day,)]


def test_names_are_quoted_and_schemas_kept() -> None:
    columns = {"x": LogicalColumn(type="integer", source="a b")}
    table = LogicalTable(description="", source='sales.my "table"', columns=columns)
    assert select_sql(table, time_zone="UTC") == (
        'SELECT CAST(source."a b" AS BIGINT) AS "x" FROM "sales"."my ""table""" AS source'
    )


def test_totals_count_and_sum_what_is_numeric() -> None:
    columns = {"a": LogicalColumn(type="integer"), "b": LogicalColumn(type="string"), "c": LogicalColumn(type="number")}
    table = LogicalTable(description="", source="t", columns=columns)
    rows = "(SELECT 1 AS a, 'x' AS b, 0.5 AS c UNION ALL SELECT 9223372036854775807, 'y', 0.25)"
    totals = read_totals(table, engine.rows(totals_sql(table, rows))[0])
    assert (totals.rows, totals.sums) == (2, {"a": 9223372036854775808, "c": 0.75})
