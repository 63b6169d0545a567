"""Made-up figures of campaigns: one that was measured, one that nobody was held out of, one of the past."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import polars as pl

from core.campaigns.past import Known, PastCampaign, Side
from core.campaigns.report import (
    CONVERSION,
    REVENUE,
    ArmFigures,
    DayLift,
    Estimate,
    HoldoutArm,
    HoldoutReport,
    Incremental,
    Lift,
    Power,
    Report,
    SampleRatio,
    Stage,
)

EVIL = '<a href="javascript:x">&</a>'
LAUNCHED = datetime(2017, 10, 3, 2, tzinfo=UTC)  # still the second of October in New York
NOBODY = "nobody was held out"


def arm(name: str, variant: str | None = None, *, n: int = 100, converted: int = 20, **changes: Any) -> ArmFigures:
    rate = converted / n
    known: dict[str, Any] = {
        "arm": name, "variant": variant, "n_assigned": n, "n": n, "sent": n, "delivered": n, "opened": 40,
        "clicked": 10, "unsubscribed": 1, "converted": converted, "conversion_rate": rate, "revenue": 2_000.0,
        "revenue_per_customer": 20.0, "contacts": n, "contact_cost": 10.0, "offer_cost": 50.0,
        "conversion_interval": Estimate(rate, rate - 0.08, rate + 0.08),
        "revenue_interval": Estimate(20.0, 15.0, 25.0),
    }  # fmt: skip
    return ArmFigures(**known | changes)


def lift(metric: str, variant: str | None = None, **changes: Any) -> Lift:
    size = 0.05 if metric == CONVERSION else 5.0
    known: dict[str, Any] = {
        "n_control": 50, "n_treated": 100, "control": size * 3, "treated": size * 4,
        "absolute": Estimate(size, size / 5, size * 2), "relative": Estimate(0.33, 0.05, 0.7), "p_value": 0.03,
        "chance_to_beat": 0.985, "cuped": Estimate(size, size / 4, size * 1.9), "cuped_p_value": 0.02,
        "sequential": Estimate(size, -size, size * 3), "variance_reduced": 0.2,
    }  # fmt: skip
    return Lift(metric, variant, **known | changes)


def report(**changes: Any) -> Report:
    known: dict[str, Any] = {
        "slug": "winter", "name": "Winter", "state": "active", "version": 2, "conversion": "a purchase within 14 days",
        "unit": "USD", "window_days": 14, "launched_at": LAUNCHED, "as_of": datetime(2018, 1, 1, 5, tzinfo=UTC),
        "known_until": datetime(2018, 1, 1, 5, tzinfo=UTC), "n_customers": 150, "n_measured": 150, "n_open": 0,
        "arms": (
            arm("control", n=50, converted=5), arm("treated"), arm("treated", "A", n=60, converted=14),
            arm("treated", EVIL, n=40, converted=6),
        ),
        "lifts": tuple(lift(m, v) for m in (CONVERSION, REVENUE) for v in (None, "A", EVIL)),
        "sample_ratio": SampleRatio({"control": 50, "treated": 100}, {"control": 0.3, "treated": 0.7}, 0.41, False),
        "power": (
            Power(CONVERSION, 50, 100, 0.1, 0.17, 1.7, 0.16, 1.6, 0.78),
            Power(REVENUE, 50, 100, reasons={"mde": "all bought alike"}),
        ),
        "incremental": (
            Incremental(None, Estimate(1240.4, 300.2, 2180.0), Estimate(500.0, 100.0, 900.0), 60.0,
                        Estimate(440.0, 40.0, 840.0), 7.33, Estimate(7.33, 0.67, 14.0)),
        ),
        "funnel": (Stage("treated", 100, 1.0), Stage("sent", 98, 0.98), Stage("opened", 40, 0.4),
                   Stage("converted", 20, 0.2)),
        "daily": tuple(
            DayLift(d, 50, 100, 0.01 * d, -0.1, 0.01 * d + 0.1, 1.0 * d, -3.0, 1.0 * d + 4) for d in range(1, 15)
        ),
        "contacts": 100, "spent": 10.0,
    }  # fmt: skip
    return Report(**known | changes)


def uncontrolled(**changes: Any) -> Report:
    """A campaign of which nobody was held out."""
    whys = {"absolute": NOBODY}
    known: dict[str, Any] = {
        "slug": "all", "name": "For all", "arms": (arm("treated"),),
        "lifts": tuple(Lift(m, None, 0, 100, reasons=whys) for m in (CONVERSION, REVENUE)),
        "sample_ratio": SampleRatio({"treated": 100}, {"treated": 1.0}, reason="there is only one group"),
        "incremental": (Incremental(None, cost=60.0, reasons={"conversions": NOBODY, "revenue": NOBODY}),),
        "power": (), "daily": (), "reasons": {CONVERSION: NOBODY, REVENUE: NOBODY},
    }  # fmt: skip
    return report(**known | changes)


def never(**changes: Any) -> Report:
    """A campaign that never fired."""
    why = "nobody was treated or held out"
    known: dict[str, Any] = {
        "slug": "never", "name": "Never", "launched_at": None, "n_customers": 0, "n_measured": 0, "arms": (),
        "lifts": (), "incremental": (), "funnel": (), "daily": (), "power": (),
        "sample_ratio": SampleRatio({}, {}, reason=why), "reasons": {CONVERSION: why, REVENUE: why},
    }  # fmt: skip
    return report(**known | changes)


def together(**changes: Any) -> HoldoutReport:
    """What all campaigns brought against a global holdout."""
    known: dict[str, Any] = {
        "holdout_id": 1, "name": EVIL, "share": 0.05, "unit": "USD", "from_at": LAUNCHED, "until_at": None,
        "known_until": datetime(2018, 1, 1, 5, tzinfo=UTC), "days": 90, "n_campaigns": 3, "n_contacts": 4000,
        "spent": 400.0,
        "arms": (HoldoutArm("control", 120, 100, 100 / 120, 12_000.0, 100.0),
                 HoldoutArm("treated", 2300, 2000, 2000 / 2300, 253_000.0, 110.0)),
        "lifts": (lift(CONVERSION), lift(REVENUE)),
        "sample_ratio": SampleRatio({"control": 120, "treated": 2300}, {"control": 0.05, "treated": 0.95}, 0.8, False),
        "incremental": Incremental(None, Estimate(50, 10, 90), Estimate(23_000.0, 2_000.0, 44_000.0), 400.0,
                                   Estimate(22_600.0, 1_600.0, 43_600.0), 56.5),
    }  # fmt: skip
    return HoldoutReport(**known | changes)


def past(**changes: Any) -> PastCampaign:
    known: dict[str, Any] = {
        "number": "18", "kind": "Type A", "starts_on": date(2017, 10, 30), "ends_on": date(2017, 12, 24),
        "known": Known(date(2017, 1, 1), date(2017, 12, 31)), "unit": "USD", "redemptions": 653, "redeemers": 214,
        "of_targeted": Side(1133, Decimal("533268.61"), Decimal("493929.73"), 3933888, 10**9),
        "of_others": Side(1336, Decimal("218301.37"), Decimal("191262.61"), 2703876, 10**9), "reason": "",
        "did": 14.48, "ci_low": 0.05, "ci_high": 28.91,
    }  # fmt: skip
    return PastCampaign(**known | changes)


def unknown(**changes: Any) -> PastCampaign:
    """A past campaign whose windows reach outside of the data."""
    known: dict[str, Any] = {
        "number": "15", "ends_on": date(2018, 2, 28), "did": None, "ci_low": None, "ci_high": None,
        "reason": "The estimate needs sales that the data do not hold.",
    }  # fmt: skip
    return past(**known | changes)


def days(first: date = date(2017, 9, 4), n: int = 112) -> pl.DataFrame:
    """Sales by day as `PastCampaigns.days` gives them."""
    rows = [
        (first + timedelta(days=i), side, Decimal(10 + i), (10 + i) / 10, i >= n / 2)
        for i in range(n)
        for side in ("targeted", "others")
    ]
    schema = {"day": pl.Date(), "side": pl.String(), "sales": pl.Decimal(18, 2), "per_customer": pl.Float64(),
              "is_during": pl.Boolean()}  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")
