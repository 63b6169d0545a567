"""What a home page asks, on a history small enough to count by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from core.warehouse import Engine, Profile, Snapshot
from core.warehouse.contents.queries import active_share, activity, cohort_retention, revenue_by_period
from tests.property.features.worlds import local_day, midnight, write_snapshot

engine = Engine(threads=1)


def line(customer: int, basket: int, at: datetime, cents: int) -> dict[str, Any]:
    return {
        "customer_id": customer,
        "basket_id": basket,
        "store_id": 1,
        "product_id": 1,
        "sales_cents": cents,
        "occurred_at": at,
        "occurred_on": local_day(at),
    }


def noon(month: int, day: int) -> datetime:
    return datetime(2017, month, day, 17, tzinfo=UTC)


LINES = [
    line(1, 1, noon(1, 2), 1050),
    line(1, 1, noon(1, 2), 250),
    line(2, 2, noon(1, 8), 100),  # Monday to Sunday
    line(1, 3, noon(1, 23), 300),  # two weeks on
    line(3, 4, datetime(2017, 2, 1, 4, 59, tzinfo=UTC), 0),  # still January in New York, worth nothing
    line(2, 5, noon(3, 1), 500),
]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("snapshots") / "little"
    return write_snapshot({"transactions": LINES}, Profile.load("complete_journey"), folder, as_of=noon(3, 10))


def test_revenue_by_month(snapshot: Snapshot) -> None:
    frame = revenue_by_period(engine, snapshot, as_of=midnight(date(2017, 3, 10)), period="month")
    assert frame.rows() == [
        (date(2017, 1, 1), date(2017, 1, 31), Decimal("17.00"), 3, 4, False),  # the data begin on the second
        (date(2017, 2, 1), date(2017, 2, 28), Decimal("0.00"), 0, 0, True),
        (date(2017, 3, 1), date(2017, 3, 31), Decimal("5.00"), 1, 1, False),
    ]
    assert dict(frame.schema) == {
        "starts_on": pl.Date,
        "ends_on": pl.Date,
        "revenue": pl.Decimal(18, 2),
        "n_customers": pl.Int64,
        "n_baskets": pl.Int64,
        "is_complete": pl.Boolean,
    }


def test_revenue_by_week_from_monday_with_empty_weeks(snapshot: Snapshot) -> None:
    frame = revenue_by_period(engine, snapshot, as_of=midnight(date(2017, 1, 30)), period="week")
    assert frame.rows() == [
        (date(2017, 1, 2), date(2017, 1, 8), Decimal("14.00"), 2, 2, True),
        (date(2017, 1, 9), date(2017, 1, 15), Decimal("0.00"), 0, 0, True),
        (date(2017, 1, 16), date(2017, 1, 22), Decimal("0.00"), 0, 0, True),
        (date(2017, 1, 23), date(2017, 1, 29), Decimal("3.00"), 1, 1, True),
    ]


@pytest.mark.parametrize(("short", "is_complete"), [(timedelta(0), True), (timedelta(microseconds=1), False)])
def test_a_period_is_complete_when_its_last_day_is_over(
    snapshot: Snapshot, *, short: timedelta, is_complete: bool
) -> None:
    frame = revenue_by_period(engine, snapshot, as_of=midnight(date(2017, 1, 9)) - short, period="week")
    assert frame["is_complete"].to_list() == [is_complete]
    cohorts = cohort_retention(engine, snapshot, as_of=midnight(date(2017, 2, 1)) - short)
    assert cohorts["is_complete"].to_list() == [is_complete]


def test_only_purchases_strictly_before_as_of_count(snapshot: Snapshot) -> None:
    at = noon(1, 8)
    assert revenue_by_period(engine, snapshot, as_of=at, period="week")["n_baskets"].to_list() == [1]
    later = revenue_by_period(engine, snapshot, as_of=at + timedelta(microseconds=1), period="week")
    assert later["n_baskets"].to_list() == [2]


def test_cohorts_hold_every_month_up_to_as_of(snapshot: Snapshot) -> None:
    frame = cohort_retention(engine, snapshot, as_of=noon(3, 10))
    january = date(2017, 1, 1)
    assert frame.rows() == [
        (january, 0, 3, 3, 1.0, True),
        (january, 1, 3, 0, 0.0, True),
        (january, 2, 3, 1, pytest.approx(1 / 3), False),
    ]


def test_active_share_counts_days_that_end_with_the_reference_day(snapshot: Snapshot) -> None:
    share = active_share(engine, snapshot, as_of=midnight(date(2017, 3, 10)), days=(9, 8, 1))
    assert share.rows() == [(1, 0, 3, 0.0), (8, 0, 3, 0.0), (9, 1, 3, pytest.approx(1 / 3))]


def test_several_instants_are_answered_from_one_look(snapshot: Snapshot) -> None:
    instants = [midnight(date(2017, 1, 9)), noon(1, 8), midnight(date(2017, 3, 10))]
    found = activity(engine, snapshot, instants=instants, days=(9, 1))
    each = [active_share(engine, snapshot, as_of=at, days=(1, 9)).rows() for at in instants]
    assert [row[1:] for row in found.iter_rows()] == [row for rows in each for row in rows]
    assert found["as_of"].unique(maintain_order=True).to_list() == instants
    assert each[0] == [(1, 1, 2, 0.5), (9, 2, 2, 1.0)]
    assert each[1][0] == (1, 0, 1, 0.0)


def test_before_the_first_purchase_there_is_nothing(snapshot: Snapshot) -> None:
    as_of = datetime(2016, 1, 1, tzinfo=UTC)
    assert len(revenue_by_period(engine, snapshot, as_of=as_of, period="month")) == 0
    assert len(cohort_retention(engine, snapshot, as_of=as_of)) == 0
    assert active_share(engine, snapshot, as_of=as_of).rows() == [(28, 0, 0, None), (91, 0, 0, None)]
