"""What programs know of customers, as features of segments: the same figures as the ledger, as of any instant."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from core.config import Settings
from core.errors import Refused, RuleRefused
from core.kernel.clock import FixedClock
from core.services.lab import Lab

TIER, BALANCE = "program.everyday.tier", "program.everyday.points_balance"
NEXT, SOON = "program.everyday.points_to_next_tier", "program.everyday.points_expiring_30d"


@pytest.fixture
def lab(demo_copy: Path, clock: FixedClock) -> Iterator[Lab]:
    with Lab.open(Settings(lab_home=demo_copy), clock=clock) as opened:
        yield opened


def known(lab: Lab, as_of: str | None = None) -> pl.DataFrame:
    view = lab.features.view(as_of)
    return pl.read_parquet(view.path, columns=["customer_id", TIER, BALANCE, NEXT, SOON])


def test_features_are_what_the_ledger_says_of_each_customer(lab: Lab) -> None:
    rows = known(lab)
    assert rows.height == 2469
    with lab.database.view() as work:
        entries = work.ledger.entries(lab.programs.get("everyday").program_id)
    sums = entries.group_by(pl.col("customer_id").cast(pl.Int64)).agg(pl.col("points").sum())
    both = rows.join(sums, on="customer_id", how="full", coalesce=True)
    assert both.filter(pl.col(BALANCE).ne_missing(pl.col("points"))).height == 0
    for row in rows.sample(12, seed=7).rows(named=True):
        account = lab.accounts.account("everyday", str(row["customer_id"]))
        soon = account.expiring.filter(pl.col("expires_on") <= pl.date(2018, 1, 30))["points"].sum()
        assert (row[TIER], row[NEXT], row[SOON]) == (account.tier, account.points_to_next, soon)


def test_the_past_is_answered_by_what_was_so_then(lab: Lab) -> None:
    rows = known(lab, "2017-07-01")
    with lab.database.view() as work:
        entries = work.ledger.entries(lab.programs.get("everyday").program_id)
    before = entries.filter(pl.col("at") < pl.datetime(2017, 7, 1, 4, time_zone="UTC"))
    sums = before.group_by(pl.col("customer_id").cast(pl.Int64)).agg(pl.col("points").sum())
    both = rows.join(sums, on="customer_id")
    assert both.height > 2000
    assert both[BALANCE].to_list() == both["points"].to_list()


def test_segments_and_their_recordings_follow_the_ledger(lab: Lab) -> None:
    rule = {"and": [{"==": [{"var": TIER}, "Gold"]}, {">=": [{"var": BALANCE}, 500]}]}
    rich = lab.segments.create("Rich gold", rule)
    expected = known(lab).filter((pl.col(TIER) == "Gold") & (pl.col(BALANCE) >= 500))["customer_id"]
    assert lab.audiences.members(rich.slug).to_list() == sorted(expected)
    first = lab.memberships.recalculate(rich.slug)
    assert lab.memberships.recalculate(rich.slug).run_id == first.run_id
    poorest = known(lab).filter(pl.col("customer_id").is_in(expected.implode())).sort(BALANCE)[0]
    points = poorest[BALANCE].item() - 499
    lab.actions.redeem("everyday", str(poorest["customer_id"].item()), points=points, at="2017-12-31T23:00:00")
    second = lab.memberships.recalculate(rich.slug)
    assert (second.n_members, second.n_left) == (first.n_members - 1, 1)


def test_a_tier_that_there_is_not_is_refused(lab: Lab) -> None:
    with pytest.raises(RuleRefused, match=r"program\.everyday\.tiers"):
        lab.segments.check({"==": [{"var": "program.everyday.tiers"}, "Gold"]})
    assert lab.features.schema[TIER].allowed == ("Bronze", "Silver", "Gold")


def test_drafts_have_no_points_to_ask_for(lab: Lab) -> None:
    assert not [name for name in lab.features.schema if name.startswith("program.inner-circle.")]
    with pytest.raises(Refused, match="never in force"):
        lab.accounts.account("inner-circle", "1")
