"""The made-up telecom: always the same, consistent in itself, and in proportions that one could meet."""

from __future__ import annotations

import hashlib
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from core.warehouse.engine import open_duckdb
from core.warehouse.loading.telecom import CHURN, CUSTOMERS, OFFERS, TABLES, TRANSACTIONS, Telecom

ZONE = ZoneInfo("Europe/Berlin")
AS_OF = datetime(2026, 11, 24, 3, 17, tzinfo=UTC)
Made = dict[str, pl.DataFrame]


def made(telecom: Telecom, *, threads: int = 2) -> Made:
    """Every table, as it would be loaded."""
    parts: dict[str, list[pl.DataFrame]] = {table.name: [] for table in TABLES}
    with closing(open_duckdb(threads=threads)) as connection:
        for batch in telecom.batches(connection):
            parts[batch.table].append(connection.sql(f"SELECT * FROM ({batch.sql})").pl())
    columns = {table.name: list(table.columns) for table in TABLES}
    return {
        name: pl.concat(frames).rename(dict(zip(frames[0].columns, columns[name], strict=True)))
        for name, frames in parts.items()
        if frames
    }


def digest(tables: Made) -> str:
    text = "".join(frame.write_csv() for frame in tables.values())
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@pytest.fixture(scope="module")
def crowd() -> Made:
    return made(Telecom(30_000, AS_OF))


def test_the_same_seed_and_instant_make_the_same_data_whatever_the_threads_and_batches() -> None:
    first = made(Telecom(300, AS_OF, seed=7))
    assert digest(first) == digest(made(Telecom(300, AS_OF, seed=7, at_once=77), threads=1))
    assert digest(first) != digest(made(Telecom(300, AS_OF, seed=8)))
    assert digest(first) != digest(made(Telecom(300, AS_OF + timedelta(days=1), seed=7)))


def test_the_first_customers_do_not_depend_on_how_many_there_are(crowd: Made) -> None:
    few = made(Telecom(250, AS_OF))
    for name, frame in few.items():
        assert frame.equals(crowd[name].head(frame.height)), name


def test_a_later_version_makes_the_same_data() -> None:
    assert digest(made(Telecom(100, AS_OF))) == "e6a304054388eb38"


@pytest.mark.parametrize("n", [0, 1])
def test_few_customers_are_made_too(n: int) -> None:
    tables = made(Telecom(n, AS_OF))
    assert {name: frame.height for name, frame in tables.items()}.get(CUSTOMERS.name, 0) == n


def test_nothing_is_missing_that_is_promised(crowd: Made) -> None:
    for table in TABLES:
        promised = [name for name, kind in table.columns.items() if kind.endswith("NOT NULL")]
        counted = crowd[table.name].select(promised).null_count().row(0, named=True)
        assert {name: n for name, n in counted.items() if n} == {}, table.name


def test_keys_are_unique_and_customers_known(crowd: Made) -> None:
    for table in TABLES:
        assert not crowd[table.name].select(table.key).is_duplicated().any(), table.name
        assert set(crowd[table.name]["customer_id"]) <= set(crowd[CUSTOMERS.name]["customer_id"])


def wide_from_history(transactions: pl.DataFrame, reference: date) -> dict[str, tuple[int, Decimal, Decimal, int]]:
    """Count, sum, mean and silent days of every buyer, one transaction after the other."""
    bought: dict[str, list[tuple[Decimal, datetime]]] = {}
    for row in transactions.iter_rows(named=True):
        bought.setdefault(row["customer_id"], []).append((row["amount"], row["occurred_at"]))
    found = {}
    for customer, rows in bought.items():
        total, n = sum(amount for amount, _ in rows), len(rows)
        mean = (total / n).quantize(Decimal("0.01"), ROUND_HALF_UP)
        last = max(at for _, at in rows).astimezone(ZONE).date()
        found[customer] = (n, total, mean, (reference - last).days)
    return found


@pytest.mark.parametrize(
    ("as_of", "reference"),
    [
        (AS_OF, date(2026, 11, 24)),
        (datetime(2026, 11, 23, 23, tzinfo=UTC), date(2026, 11, 23)),  # midnight in Berlin: the day that just ended
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), date(2026, 3, 29)),  # the instant at which the clocks go forward
        (datetime(2026, 10, 24, 22, 0, 0, 400_000, tzinfo=UTC), date(2026, 10, 25)),  # a blink after midnight
    ],
)
def test_the_wide_view_says_what_the_history_says(as_of: datetime, reference: date) -> None:
    tables = made(Telecom(2_000, as_of))
    expected = wide_from_history(tables[TRANSACTIONS.name], reference)
    told = {
        row["customer_id"]: (
            row["transaction_count"], row["total_revenue"], row["avg_transaction_value"], row["last_purchase_days_ago"]
        )
        for row in tables[CUSTOMERS.name].iter_rows(named=True)
    }  # fmt: skip
    assert {c: t for c, t in told.items() if c in expected} == expected
    assert {t for c, t in told.items() if c not in expected} == {(0, Decimal("0.00"), None, None)}


def test_nothing_happens_at_as_of_or_after_it(crowd: Made) -> None:
    for name, column in [
        (TRANSACTIONS.name, "occurred_at"), (OFFERS.name, "offered_at"), (OFFERS.name, "converted_at"),
        (CHURN.name, "churned_at"), (CHURN.name, "returned_at"),
    ]:  # fmt: skip
        assert crowd[name][column].max() < AS_OF, column
    assert crowd[CUSTOMERS.name]["updated_at"].max() <= AS_OF


def test_nobody_buys_while_away(crowd: Made) -> None:
    away = crowd[CHURN.name].with_columns(pl.col("returned_at").fill_null(AS_OF))
    both = crowd[TRANSACTIONS.name].join(away, on="customer_id")
    assert both.height > 1_000
    assert both.filter(pl.col("occurred_at").is_between("churned_at", "returned_at")).height == 0
    gone = crowd[CHURN.name].filter(pl.col("returned_at").is_null())["customer_id"]
    status = crowd[CUSTOMERS.name].filter(pl.col("customer_status") == "churned")["customer_id"]
    assert set(gone) == set(status)
    assert crowd[CHURN.name].filter(pl.col("returned_at") <= pl.col("churned_at")).height == 0


def test_an_offer_is_sent_once_and_taken_afterwards(crowd: Made) -> None:
    offers = crowd[OFFERS.name]
    assert not offers.select("customer_id", "offer").is_duplicated().any()
    assert offers["offer"].is_between(1, 8).all()
    assert (offers["converted"] == offers["converted_at"].is_not_null()).all()
    assert offers.filter(pl.col("converted_at") <= pl.col("offered_at")).height == 0


def test_a_row_is_marked_when_something_about_the_customer_happened(crowd: Made) -> None:
    last = crowd[TRANSACTIONS.name].group_by("customer_id").agg(pl.col("occurred_at").max())
    both = crowd[CUSTOMERS.name].join(last, on="customer_id")
    assert both.filter(pl.col("updated_at") < pl.col("occurred_at")).height == 0
    offers = crowd[OFFERS.name]
    assert (
        offers["updated_at"] == pl.select(pl.coalesce(offers["converted_at"], offers["offered_at"])).to_series()
    ).all()


def share(frame: pl.DataFrame, condition: pl.Expr) -> float:
    return frame.filter(condition).height / frame.height


def test_the_proportions_are_those_of_a_telecom(crowd: Made) -> None:
    wide, bought, offers = (crowd[t.name] for t in (CUSTOMERS, TRANSACTIONS, OFFERS))
    col = pl.col
    assert 1.9 < bought.height / wide.height < 2.1
    assert 1.0 < offers.height / wide.height < 1.4
    assert 0.16 < share(wide, col("transaction_count") == 0) < 0.21
    assert 0.07 < share(wide, col("customer_status") == "churned") < 0.12
    assert 0.10 < share(wide, col("customer_status") == "inactive") < 0.18
    assert 0.05 < share(wide, col("age").is_null()) < 0.07
    assert 0.03 < share(wide, col("gender").is_null()) < 0.05
    assert 0.02 < share(wide, col("city").is_null()) < 0.04
    assert 0.15 < share(wide, col("city") == "Berlin") < 0.25
    assert wide["age"].min() >= 18
    assert 35 < wide["age"].mean() < 55
    top = wide["total_revenue"].cast(float).sort(descending=True)
    assert 0.7 < top.head(wide.height // 5).sum() / top.sum() < 0.9  # a fifth of the customers, most of the revenue
    assert wide["transaction_count"].max() > 40


def test_what_goes_together_in_life_goes_together_here(crowd: Made) -> None:
    wide = crowd[CUSTOMERS.name]
    by_tier = wide.group_by("customer_tier").agg(pl.col("total_revenue").cast(float).mean()).sort("total_revenue")
    assert by_tier["customer_tier"].to_list() == ["bronze", "silver", "gold", "platinum"]
    recency = wide.drop_nulls("last_purchase_days_ago")
    assert recency.select(pl.corr("churn_score", "last_purchase_days_ago")).item() > 0.6
    assert wide["churn_score"].is_between(0, 1).all()
    assert wide.select(pl.struct("city", "region")).drop_nulls().n_unique() < 60  # each city is in one region
    one = wide.drop_nulls("city").group_by("city").agg(pl.col("region").n_unique())
    assert one["region"].max() == 1
    taken = crowd[OFFERS.name].join(wide, on="customer_id").group_by("customer_tier").agg(pl.col("converted").mean())
    assert taken.sort("converted")["customer_tier"].to_list() == ["bronze", "silver", "gold", "platinum"]
    by_offer = crowd[OFFERS.name].group_by("offer").agg(pl.col("converted").mean()).sort("offer")
    assert by_offer["converted"][7] > 3 * by_offer["converted"][0]


def test_december_sells_more_than_august_and_saturday_more_than_sunday(crowd: Made) -> None:
    days = crowd[TRANSACTIONS.name]["occurred_at"].dt.convert_time_zone("Europe/Berlin")
    months = days.dt.strftime("%Y-%m").value_counts().sort("occurred_at")
    per_month = dict(months.iter_rows())
    assert per_month["2025-12"] > 1.2 * per_month["2025-08"]
    weekdays = dict(days.dt.weekday().value_counts().iter_rows())
    assert weekdays[6] > 1.25 * weekdays[7]
    assert days.dt.hour().is_between(6, 23).mean() > 0.98
