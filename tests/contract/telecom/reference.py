"""The features of a telecom's customers, one customer after the other, written down from the dictionary's descriptions.

Nothing here is shared with the dictionary's expressions or with the compiler: rows of the warehouse file, plain Python.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb

ZONE = ZoneInfo("Europe/Berlin")
Row = dict[str, Any]
STATE = ("total_revenue", "transaction_count", "avg_transaction_value", "last_purchase_days_ago", "lifetime_value",
         "churn_score", "customer_tier", "customer_status", "active_products_count", "city", "region", "age", "gender",
         "email_verified")  # fmt: skip
BANDS = ((25, "18-24"), (35, "25-34"), (45, "35-44"), (55, "45-54"), (65, "55-64"), (200, "65+"))
SEGMENTS = {
    5: ["New", "Potential loyalists", "Potential loyalists", "Champions", "Champions"],
    4: ["Promising", "Potential loyalists", "Potential loyalists", "Loyal", "Loyal"],
    3: ["About to sleep", "About to sleep", "Need attention", "Loyal", "Loyal"],
    2: ["Hibernating", "Hibernating", "At risk", "At risk", "Cannot lose"],
    1: ["Hibernating", "Hibernating", "At risk", "At risk", "Cannot lose"],
}


def rows_of(file: Path, table: str) -> list[Row]:
    """Every row of a table; ids as text."""
    with duckdb.connect(str(file), read_only=True) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        answer = connection.execute(f"SELECT * REPLACE (CAST(customer_id AS VARCHAR) AS customer_id) FROM {table}")
        names = [column[0] for column in answer.description]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def by_customer(rows: Sequence[Row], dated: str, as_of: datetime) -> Callable[[str], list[Row]]:
    """The rows before as_of of a customer, with their business day as `on`."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        if row[dated] < as_of:
            found.setdefault(row["customer_id"], []).append(row | {"on": row[dated].astimezone(ZONE).date()})
    return lambda customer: found.get(customer, [])


def within(rows: Sequence[Row], last: date, days: int) -> list[Row]:
    """The rows of the business days that end with `last`."""
    return [r for r in rows if timedelta(0) <= last - r["on"] < timedelta(days=days)]


def money(rows: Sequence[Row]) -> Decimal:
    return sum((r["amount"] for r in rows), Decimal(0))


def purchases(bought: Sequence[Row], reference: date) -> Row:
    days = {r["on"] for r in bought}
    first, last, n = min(days, default=None), max(days, default=None), len(bought)
    channels = Counter(r["channel"] for r in bought)
    before = within(bought, reference - timedelta(days=91), 91)
    lately = within(bought, reference, 91)
    return {
        "first_purchase_on": first,
        "last_purchase_on": last,
        "days_as_buyer": (reference - first).days if first else None,
        "recency_days": (reference - last).days if last else None,
        "purchase_days": len(days),
        "avg_days_between_purchases": (last - first).days / (n - 1) if n > 1 else None,
        "largest_purchase": max((r["amount"] for r in bought), default=None),
        "devices_bought": sum(r["kind"] == "device" for r in bought),
        "roaming_revenue": money([r for r in bought if r["kind"] == "roaming"]),
        "favourite_channel": min(channels, key=lambda c: (-channels[c], c)) if channels else None,
        "app_share": channels["app"] / n if n else None,
        "revenue_28d": money(within(bought, reference, 28)),
        "revenue_91d": money(lately),
        "transactions_28d": len(within(bought, reference, 28)),
        "transactions_91d": len(lately),
        "revenue_previous_91d": money(before),
        "revenue_trend": float(money(lately) - money(before)) / float(money(before)) if before else None,
        "frequency": n,
        "monetary": money(bought),
    }


def offers(sent: Sequence[Row], reference: date, as_of: datetime) -> Row:
    taken = [r for r in sent if r["converted_at"] is not None and r["converted_at"] < as_of]
    last = max(sent, key=lambda r: r["offered_at"], default=None)
    return {
        "offers_sent": len(sent),
        "offers_sent_91d": len(within(sent, reference, 91)),
        "offers_taken": len(taken),
        "conversion_rate": len(taken) / len(sent) if sent else None,
        "offers_seen": sorted({str(r["offer"]) for r in sent}),
        "offers_liked": sorted({str(r["offer"]) for r in taken}),
        "last_offer": last["offer"] if last else None,
        "last_offer_on": last["on"] if last else None,
        "last_offer_days_ago": (reference - last["on"]).days if last else None,
    }


def churn(left: Sequence[Row], as_of: datetime) -> Row:
    last = max(left, key=lambda r: r["churned_at"], default=None)
    return {
        "times_churned": len(left),
        "has_churned_before": bool(left),
        "is_away": any(r["returned_at"] is None or r["returned_at"] >= as_of for r in left),
        "last_churned_on": last["on"] if last else None,
        "last_churn_reason": last["reason"] if last else None,
    }


def score(values: Sequence[Any], value: Any, *, low_is_good: bool = False) -> int | None:
    """1 + floor(5 k / n), k of the n others with a value being strictly worse."""
    known = [v for v in values if v is not None]
    if value is None:
        return None
    worse = sum(v > value if low_is_good else v < value for v in known)
    return 1 + 5 * worse // len(known)


def features(file: Path, as_of: datetime) -> dict[str, Row]:
    """Every feature of every customer."""
    reference = (as_of - timedelta(microseconds=1)).astimezone(ZONE).date()
    bought = by_customer(rows_of(file, "customer_transaction_history"), "occurred_at", as_of)
    sent = by_customer(rows_of(file, "customer_offer_history"), "offered_at", as_of)
    left = by_customer(rows_of(file, "customer_churn_history"), "churned_at", as_of)
    found = {}
    for row in rows_of(file, "customer_features_view"):
        customer, age = row["customer_id"], row["age"]
        found[customer] = {name: row[name] for name in STATE} | {
            "age_group": None if age is None else next(band for limit, band in BANDS if age < limit),
            **purchases(bought(customer), reference),
            **offers(sent(customer), reference, as_of),
            **churn(left(customer), as_of),
        }
    columns = {name: [f[name] for f in found.values()] for name in ("recency_days", "frequency", "monetary")}
    for one in found.values():
        one["r_score"] = score(columns["recency_days"], one["recency_days"], low_is_good=True)
        one["f_score"] = score(columns["frequency"], one["frequency"])
        one["m_score"] = score(columns["monetary"], one["monetary"])
        one["value_score"] = -((-one["f_score"] - one["m_score"]) // 2)
        r = one["r_score"]
        one["rfm_segment"] = "No purchase yet" if r is None else SEGMENTS[r][one["value_score"] - 1]
    return found
