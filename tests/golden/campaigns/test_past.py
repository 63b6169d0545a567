"""The demo's past campaigns, against figures that pandas computed from the package's own files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from core.config import Settings
from core.kernel.clock import FixedClock
from core.services.lab import Lab
from core.services.past_campaigns import PastCampaign
from tests.golden.campaigns.compute_past import GOLDEN

golden: list[dict[str, Any]] = json.loads(GOLDEN.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def lab(demo_home: Path) -> Iterator[Lab]:
    clock = FixedClock(datetime(2018, 1, 15, 12, tzinfo=UTC))
    with Lab.open(Settings(lab_home=demo_home), clock=clock) as opened:
        yield opened


@pytest.fixture(scope="module")
def found(lab: Lab) -> list[PastCampaign]:
    return lab.past.all()


def test_all_are_there_in_the_order_of_their_numbers(found: list[PastCampaign]) -> None:
    assert [c.number for c in found] == [str(n) for n in range(1, 28)]


@pytest.mark.parametrize("expected", golden, ids=lambda row: row["number"])
def test_every_figure_is_what_pandas_computed(expected: dict[str, Any], found: list[PastCampaign]) -> None:
    campaign = found[int(expected["number"]) - 1]
    assert {
        "number": campaign.number, "kind": campaign.kind, "starts_on": str(campaign.starts_on),
        "ends_on": str(campaign.ends_on), "before_on": str(campaign.before_on), "targeted": campaign.targeted,
        "others": campaign.of_others.n, "redemptions": campaign.redemptions, "redeemers": campaign.redeemers,
        "redemption_rate": campaign.redemption_rate, "sales_targeted": float(campaign.of_targeted.sales or 0),
        "sales_others": float(campaign.of_others.sales or 0),
    } == {k: v for k, v in expected.items() if k not in ("did", "ci_low", "ci_high")}  # fmt: skip
    for name in ("did", "ci_low", "ci_high"):
        if expected[name] is None:
            assert getattr(campaign, name) is None
            assert "the data hold 1 Jan 2017 to 31 Dec 2017" in campaign.reason
        else:
            assert getattr(campaign, name) == pytest.approx(expected[name], abs=1e-9)
            assert campaign.reason == ""


def test_nine_windows_reach_outside_of_the_data(found: list[PastCampaign]) -> None:
    assert [c.number for c in found if c.did is None] == ["15", "20", "21", "22", "23", "24", "25", "26", "27"]


def test_campaign_18_in_figures_that_can_be_read_here(lab: Lab) -> None:
    """Taken by hand from the package's tables: 1,133 households, 653 coupons by 214 of them."""
    campaign = lab.past.of(18)
    assert (campaign.starts_on, campaign.ends_on) == (date(2017, 10, 30), date(2017, 12, 24))
    assert (campaign.before_on, campaign.n_days) == (date(2017, 9, 4), 56)
    assert (campaign.targeted, campaign.redemptions, campaign.redeemers) == (1133, 653, 214)
    assert campaign.redemption_rate == pytest.approx(0.18888, abs=1e-5)
    assert campaign.did == pytest.approx(14.482, abs=1e-3)
    assert (campaign.ci_low, campaign.ci_high) == pytest.approx((0.0517, 28.9130), abs=1e-3)


def test_the_days_add_up_to_both_windows(lab: Lab) -> None:
    campaign, days = lab.past.of(18), lab.past.days(18)
    assert days.height == 2 * 2 * 56
    sums = days.group_by("side", "is_during").agg(pl.col("sales").sum())
    assert {(side, during): total for side, during, total in sums.iter_rows()} == {
        ("targeted", True): campaign.of_targeted.sales, ("targeted", False): campaign.of_targeted.sales_before,
        ("others", True): campaign.of_others.sales, ("others", False): campaign.of_others.sales_before,
    }  # fmt: skip
