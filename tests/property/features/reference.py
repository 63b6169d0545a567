"""The features of the demo's dictionary once more, customer by customer in plain Python: slow and obvious."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.property.features.worlds import CAMPAIGNS, PRODUCTS, Row, World, local_day

SEGMENTS = {
    5: ["New", "Potential loyalists", "Potential loyalists", "Champions", "Champions"],
    4: ["Promising", "Potential loyalists", "Potential loyalists", "Loyal", "Loyal"],
    3: ["About to sleep", "About to sleep", "Need attention", "Loyal", "Loyal"],
    2: ["Hibernating", "Hibernating", "At risk", "At risk", "Cannot lose"],
    1: ["Hibernating", "Hibernating", "At risk", "At risk", "Cannot lose"],
}
DEPARTMENTS = {p: d for p, d, _ in PRODUCTS}
BRANDS = {p: b for p, _, b in PRODUCTS}
DEMOGRAPHICS = ("age", "income", "home_ownership", "marital_status", "household_size", "household_comp", "kids_count")


def expected(world: World) -> dict[int, Row]:
    """Features by customer; amounts in whole cents."""
    reference = local_day(world.as_of - timedelta(microseconds=1))
    before = [line for line in world.lines if line["occurred_at"] < world.as_of]
    people = {}
    for customer in sorted({line["customer_id"] for line in before}):
        own = [line for line in before if line["customer_id"] == customer]
        row = purchases(own, reference) | contacts(world, customer, reference)
        told = next((d for d in world.demographics if d["customer_id"] == customer), None)
        row |= {name: told[name] if told else None for name in DEMOGRAPHICS}
        people[customer] = row | {"has_demographics": told is not None}
    for row in people.values():
        row["r_score"] = fifth([-p["last_purchase_days_ago"] for p in people.values()], -row["last_purchase_days_ago"])
        row["f_score"] = fifth([p["transaction_count"] for p in people.values()], row["transaction_count"])
        row["m_score"] = fifth([p["total_revenue"] for p in people.values()], row["total_revenue"])
        row["value_score"] = -(-(row["f_score"] + row["m_score"]) // 2)
        row["rfm_segment"] = SEGMENTS[row["r_score"]][row["value_score"] - 1]
    return people


def fifth(everybody: list[int], own: int) -> int:
    """1 + floor(5 k / n), k the number of strictly worse."""
    return 1 + 5 * sum(other < own for other in everybody) // len(everybody)


def ratio(a: float, b: float) -> float | None:
    return a / b if b else None


def total(lines: list[Row], column: str = "sales_cents") -> int:
    return sum(line[column] for line in lines)


def n_baskets(lines: list[Row]) -> int:
    return len({line["basket_id"] for line in lines})


def best(totals: dict[Any, int]) -> Any:
    """The key with the highest total, the first of equals."""
    return min(totals, key=lambda key: (-totals[key], key))


def department(line: Row) -> str:
    return DEPARTMENTS.get(line["product_id"]) or "UNKNOWN"


def purchases(own: list[Row], reference: date) -> Row:
    days = [line["occurred_on"] for line in own]
    first, last, n = min(days), max(days), n_baskets(own)
    last_28 = [line for line in own if 0 <= (reference - line["occurred_on"]).days < 28]
    last_91 = [line for line in own if 0 <= (reference - line["occurred_on"]).days < 91]
    previous = [line for line in own if 28 <= (reference - line["occurred_on"]).days < 56]
    revenue, card = total(own), total(own, "retail_discount_cents")
    coupons = total(own, "coupon_discount_cents") + total(own, "coupon_match_discount_cents")
    departments = sorted({department(line) for line in own})
    with_coupon = n_baskets([line for line in own if line["coupon_discount_cents"] > 0])
    stores = {line["store_id"] for line in own}
    weekend = total([line for line in own if line["occurred_on"].weekday() >= 5])
    private = total([line for line in own if BRANDS.get(line["product_id"]) == "Private"])
    return {
        "total_revenue": revenue,
        "transaction_count": n,
        "avg_transaction_value": revenue / 100 / n,
        "first_purchase_on": first,
        "last_purchase_on": last,
        "last_purchase_days_ago": (reference - last).days,
        "tenure_days": (reference - first).days,
        "purchase_days": len(set(days)),
        "avg_days_between_baskets": ratio((last - first).days, n - 1),
        "product_count": len({line["product_id"] for line in own}),
        "store_count": len(stores),
        "favourite_store": best({s: n_baskets([x for x in own if x["store_id"] == s]) for s in stores}),
        "weekend_share": ratio(weekend, revenue),
        "private_label_share": ratio(private, revenue),
        "revenue_28d": total(last_28),
        "revenue_91d": total(last_91),
        "transactions_28d": n_baskets(last_28),
        "transactions_91d": n_baskets(last_91),
        "revenue_previous_28d": total(previous),
        "revenue_trend": ratio(total(last_28) - total(previous), total(previous)),
        "top_department": best({d: total([x for x in own if department(x) == d]) for d in departments}),
        "departments_bought": departments,
        "department_count": len(departments),
        "coupon_savings": coupons,
        "card_savings": card,
        "coupon_share": ratio(coupons, revenue + coupons + card),
        "coupon_baskets": with_coupon,
        "coupon_basket_share": with_coupon / n,
    }


def contacts(world: World, customer: int, reference: date) -> Row:
    sent = [c for c in world.contacts if c["customer_id"] == customer and c["contacted_on"] <= reference]
    used = [r for r in world.redemptions if r["customer_id"] == customer and r["redeemed_on"] <= reference]
    received = {c["campaign_id"] for c in sent}
    redeemed = {r["campaign_id"] for r in used}
    last_used = max((r["redeemed_on"] for r in used), default=None)
    return {
        "campaigns_received": len(received),
        "campaigns_received_91d": len({c["campaign_id"] for c in sent if (reference - c["contacted_on"]).days < 91}),
        "last_campaign_on": max((c["contacted_on"] for c in sent), default=None),
        "campaign_types": sorted({CAMPAIGNS[k] for k in received}),
        "coupons_redeemed": len(used),
        "coupons_redeemed_91d": sum((reference - r["redeemed_on"]).days < 91 for r in used),
        "last_redemption_on": last_used,
        "last_redemption_days_ago": (reference - last_used).days if last_used else None,
        "campaigns_redeemed": len(redeemed),
        "response_rate": ratio(len(redeemed), len(received)),
    }
