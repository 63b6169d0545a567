"""Who has a matching row, on which business days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest

from core.campaigns.rows import row_schemas, rows_query
from core.errors import RuleError
from core.kernel.schema import FieldType
from core.warehouse import Engine, Profile

SINCE, UNTIL = datetime(2017, 10, 2, 14, tzinfo=UTC), datetime(2017, 10, 4, 14, tzinfo=UTC)
EARLY = date(2017, 1, 1)
LINES = {"customer_id": pl.Int64, "occurred_at": pl.Datetime("us", "UTC"), "sales_cents": pl.Int64}
REDEEMED = {"customer_id": pl.Int64, "redeemed_on": pl.Date}


@pytest.fixture(scope="module")
def profile() -> Profile:
    return Profile.load("complete_journey")


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    found = Engine(threads=1)
    yield found
    found.close()


def at(day: int, hour: int) -> datetime:
    return datetime(2017, 10, day, hour, tzinfo=UTC)


def found_in(
    engine: Engine, profile: Profile, rows: list[tuple[Any, ...]], *, when: Any = True, from_on: date = EARLY,
    table: str = "transactions",
) -> list[tuple[str, date]]:  # fmt: skip
    frame = pl.DataFrame(rows, schema=LINES if table == "transactions" else REDEEMED, orient="row")
    sql = rows_query(profile, table, when, relation="given", since=SINCE, from_on=from_on, until=UNTIL)
    return sorted(engine.rows(sql, tables={"given": frame}))


def test_rows_count_from_the_instant_on_and_before_the_other(engine: Engine, profile: Profile) -> None:
    rows = [(1, at(2, 13), 1), (2, SINCE, 1), (3, at(4, 13), 1), (4, UNTIL, 1), (None, SINCE, 1), (5, None, 1)]
    assert found_in(engine, profile, rows) == [("2", date(2017, 10, 2)), ("3", date(2017, 10, 4))]


def test_a_day_is_that_of_the_business_zone_and_is_told_once(engine: Engine, profile: Profile) -> None:
    rows = [(1, at(3, 3), 1), (1, at(3, 3), 1), (1, at(3, 4), 1)]  # an hour before midnight in New York, and midnight
    assert found_in(engine, profile, rows) == [("1", date(2017, 10, 2)), ("1", date(2017, 10, 3))]
    assert found_in(engine, profile, rows, from_on=date(2017, 10, 3)) == [("1", date(2017, 10, 3))]


def test_cents_are_money_in_a_rule(engine: Engine, profile: Profile) -> None:
    rows = [(1, SINCE, 1999), (2, SINCE, 2000), (3, SINCE, None)]
    when = {">=": [{"var": "sales_cents"}, 20]}
    assert row_schemas(profile)["transactions"]["sales_cents"].type is FieldType.MONEY
    assert found_in(engine, profile, rows, when=when) == [("2", date(2017, 10, 2))]


def test_of_a_table_with_days_alone_the_first_and_the_last_count_whole(engine: Engine, profile: Profile) -> None:
    rows = [(n, date(2017, 10, n)) for n in (1, 2, 4, 5)] + [(6, None)]
    assert found_in(engine, profile, rows, table="redemptions") == [("2", date(2017, 10, 2)), ("4", date(2017, 10, 4))]


def test_only_dated_rows_of_customers_can_be_asked_for(profile: Profile) -> None:
    assert set(row_schemas(profile)) == {"transactions", "campaign_contacts", "redemptions"}
    assert "customer_id" not in row_schemas(profile)["transactions"]


def test_a_rule_that_does_not_fit_is_refused(engine: Engine, profile: Profile) -> None:
    with pytest.raises(RuleError):
        found_in(engine, profile, [], when={">": [{"var": "sales"}, 1]})
