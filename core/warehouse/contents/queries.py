"""What a home page asks of a snapshot: one query each, as of an instant, periods in business days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Literal

import polars as pl

from core.kernel.clock import business_day, reference_day
from core.warehouse.contents.answers import Asked
from core.warehouse.snapshots.manifest import Snapshot
from core.warehouse.types import ColumnType

Period = Literal["week", "month"]
TRADE = "transactions"
TRADE_COLUMNS = {
    "customer_id": None, "basket_id": None, "sales_cents": ColumnType.CENTS, "occurred_at": ColumnType.TIMESTAMP,
    "occurred_on": ColumnType.DATE,
}  # fmt: skip

_PERIODS = """
    WITH facts AS (
        SELECT CAST(date_trunc($period, occurred_on) AS DATE) AS starts_on, occurred_on, customer_id, basket_id,
               sales_cents
        FROM {transactions} WHERE occurred_at < $as_of
    ), periods AS (
        SELECT CAST(unnest(generate_series(min(starts_on), CAST($reference_day AS DATE), {step})) AS DATE) AS starts_on,
               min(occurred_on) AS first_on
        FROM facts
    ), sums AS (
        SELECT starts_on, sum(sales_cents) AS cents, count(DISTINCT customer_id) AS n_customers,
               {baskets} AS n_baskets
        FROM facts GROUP BY starts_on
    )
    SELECT starts_on, CAST(starts_on + {step} - INTERVAL 1 DAY AS DATE) AS ends_on,
           CAST(CAST(coalesce(cents, 0) AS DECIMAL(18, 0)) * 0.01 AS DECIMAL(18, 2)) AS revenue,
           coalesce(n_customers, 0) AS n_customers, coalesce(n_baskets, 0) AS n_baskets,
           starts_on >= first_on AND starts_on + {step} <= CAST($today AS DATE) AS is_complete
    FROM periods LEFT JOIN sums USING (starts_on) ORDER BY starts_on
"""

_COHORTS = """
    WITH months AS (
        SELECT DISTINCT customer_id, CAST(date_trunc('month', occurred_on) AS DATE) AS active_in
        FROM {transactions} WHERE occurred_at < $as_of AND customer_id IS NOT NULL
    ), firsts AS (
        SELECT customer_id, min(active_in) AS cohort FROM months GROUP BY customer_id
    ), sizes AS (
        SELECT cohort, count(*) AS n_customers,
               unnest(range(date_diff('month', cohort, CAST($reference_day AS DATE)) + 1)) AS month
        FROM firsts GROUP BY cohort
    ), active AS (
        SELECT cohort, date_diff('month', cohort, active_in) AS month, count(*) AS n_active
        FROM months JOIN firsts USING (customer_id) GROUP BY ALL
    )
    SELECT cohort, month, n_customers, coalesce(n_active, 0) AS n_active,
           coalesce(n_active, 0) / n_customers AS retention,
           cohort + to_months(CAST(month + 1 AS INTEGER)) <= CAST($today AS DATE) AS is_complete
    FROM sizes LEFT JOIN active USING (cohort, month) ORDER BY cohort, month
"""


_ACTIVITY: dict[str, pl.DataType | type[pl.DataType]] = {
    "as_of": pl.Datetime("us", "UTC"), "days": pl.Int64, "n_active": pl.Int64, "n_customers": pl.Int64,
    "share": pl.Float64,
}  # fmt: skip


def lacking_for_trade(snapshot: Snapshot) -> str:
    """Return what keeps these questions from being asked of a snapshot (one clause), or "" when nothing does."""
    table = snapshot.tables.get(TRADE)
    if table is None:
        return f"there is no table {TRADE}"
    wrong = [
        f"{name} ({kind.value})" if kind else name
        for name, kind in TRADE_COLUMNS.items()
        if name not in table.columns or (kind and table.columns[name] != kind.value)
    ]
    if wrong:
        return f"the table {TRADE} has no {' and no '.join(wrong)}"
    return "" if table.instant == "occurred_at" else f"the table {TRADE} has another `instant` than occurred_at"


def revenue_by_period(engine: Asked, snapshot: Snapshot, *, as_of: datetime, period: Period) -> pl.DataFrame:
    """Return revenue and active customers by calendar week (from Monday) or month of business days.

    Columns: `starts_on`, `ends_on` (dates, both in the period), `revenue` (decimal, unit of account), `n_customers`
    and `n_baskets` (distinct, with a line in the period), `is_complete` (the data hold the whole period). A period
    without a purchase is there with zeros; before the first purchase and after as_of there are none.
    """
    step = {"week": "INTERVAL 7 DAY", "month": "INTERVAL 1 MONTH"}[period]
    is_basket = snapshot.tables[TRADE].key == ("basket_id",)  # each row is one, so they need not be told apart
    baskets = "count(*)" if is_basket else "count(DISTINCT basket_id)"
    sql = _PERIODS.format(transactions=snapshot.relation(TRADE), step=step, baskets=baskets)
    return engine.frame(sql, {"period": period, **_moments(snapshot, as_of), **_today(snapshot, as_of)})


def cohort_retention(engine: Asked, snapshot: Snapshot, *, as_of: datetime) -> pl.DataFrame:
    """Return who of each month's new customers bought in the months after.

    Columns: `cohort` (first day of the month of the first purchase), `month` (0 is that month itself), `n_customers`
    (of the cohort), `n_active` (with a purchase in that month), `retention` (their share), `is_complete` (the data hold
    the whole of that month). Every month up to as_of is there, also without an active customer.
    """
    sql = _COHORTS.format(transactions=snapshot.relation("transactions"))
    return engine.frame(sql, {**_moments(snapshot, as_of), **_today(snapshot, as_of)})


def active_share(engine: Asked, snapshot: Snapshot, *, as_of: datetime, days: Sequence[int] = (28, 91)) -> pl.DataFrame:
    """Return which part of the customers bought in the last `days` business days, ending with the reference day.

    Columns: `days`, `n_active`, `n_customers` (everybody with a purchase before as_of), `share` (null without any).
    """
    return activity(engine, snapshot, instants=[as_of], days=days).drop("as_of")


def activity(
    engine: Asked, snapshot: Snapshot, *, instants: Sequence[datetime], days: Sequence[int] = (28, 91)
) -> pl.DataFrame:
    """Return `active_share` as of several instants, from one look at the purchases; `as_of` is the first column."""
    asked = [(at, reference_day(at, snapshot.zone), span) for at in instants for span in sorted(days)]
    flags = [f"bool_or(occurred_at < $at_{i} AND occurred_on > CAST($day_{i} AS DATE) - {int(span)}) AS f_{i}"
             for i, (_, _, span) in enumerate(asked)]  # fmt: skip
    counts = [
        part
        for i in range(len(asked))
        for part in (f"count(*) FILTER (f_{i})", f"count(*) FILTER (first_at < $at_{i})")
    ]
    sql = f"""
        WITH people AS (
            SELECT min(occurred_at) AS first_at, {", ".join(flags)} FROM {snapshot.relation("transactions")}
            WHERE occurred_at < $last AND customer_id IS NOT NULL GROUP BY customer_id
        ) SELECT {", ".join(f"{count} AS c_{n}" for n, count in enumerate(counts))} FROM people
    """
    params: dict[str, object] = {f"at_{i}": at for i, (at, _, _) in enumerate(asked)}
    params |= {f"day_{i}": day for i, (_, day, _) in enumerate(asked)} | {"last": max(instants)}
    (found,) = engine.frame(sql, params).rows()
    rows = [
        (at.astimezone(UTC), span, active, n, active / n if n else None)
        for (at, _, span), active, n in zip(asked, found[::2], found[1::2], strict=True)
    ]
    return pl.DataFrame(rows, schema=_ACTIVITY, orient="row")


def _moments(snapshot: Snapshot, as_of: datetime) -> dict[str, object]:
    return {"as_of": as_of, "reference_day": reference_day(as_of, snapshot.zone)}


def _today(snapshot: Snapshot, as_of: datetime) -> dict[str, object]:
    """Return the business day that holds as_of: the first of which the data do not hold the whole."""
    return {"today": business_day(as_of, snapshot.zone)}
