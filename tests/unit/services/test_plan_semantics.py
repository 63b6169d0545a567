"""docs/CAMPAIGNS.md, sentence by sentence: what a plan leaves alone, strata with gaps, a budget to the last cent."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import polars as pl
import pytest

from core.services.lab import Lab
from tests.contract.campaigns.stall import Stall
from tests.contract.ledgers.market import at

MONDAY = at("10-02 10:00")


def reasons(stand: Stall, given: Any, **how: Any) -> Counter[str]:
    return Counter(stand.lab.planning.plan(given, **how).frame["reason"])


def test_a_plan_writes_nothing(stand: Stall) -> None:
    slug = stand.launch(control=0.5)
    with stand.lab.database.view() as work:
        before = work.audit.latest(1000)
    stand.lab.planning.plan(slug)
    stand.lab.planning.plan({"name": "Draft", **stand.plain})
    with stand.lab.database.view() as work:
        assert work.audit.latest(1000) == before
    assert (stand.runs(slug), stand.lab.campaigns.find("draft")) == ([], None)


def test_an_edit_does_not_compete_with_the_campaign_that_it_is_an_edit_of(stand: Stall) -> None:
    stand.lab.policies.save("caps: [{at_most: 1, per_days: 7}]", seen=0)
    evening = [{"schedule": {"cron": "0 18 * * *"}}]
    slug = stand.launch(control=0, again_after_days=1, priority=60, triggers=evening)
    lower = stand.lab.campaigns.get(slug).definition.document() | {"priority": 40}
    assert reasons(stand, lower, edits=slug) == {"treated": 20}
    assert reasons(stand, {**lower, "name": "Another"}) == {"capped": 20}


@pytest.mark.parametrize(("budget", "cost", "n"), [("0.30", "0.10", 3), ("2.00", "0.10", 20), ("0.29", "0.29", 1)])
def test_a_budget_is_spent_to_the_last_cent_and_no_further(stand: Stall, budget: str, cost: str, n: int) -> None:
    slug = stand.launch(control=0, budget=budget, cost_per_contact=cost, again_after_days=1)
    for when, expected in ((MONDAY, n), (MONDAY + timedelta(days=7), 0)):
        assert reasons(stand, slug, at=when)["treated"] == expected
        (look,) = stand.look(slug, when)
        assert look.counts == {r: k for r, k in {"treated": expected, "over_budget": 20 - expected}.items() if k}


def test_the_days_until_another_treatment_count_from_the_last_one(stand: Stall) -> None:
    slug = stand.launch(control=0.5, again_after_days=3, triggers=[{"schedule": {"cron": "0 10 * * *"}}])
    days = [str(stand.look(slug, MONDAY + timedelta(days=n))[0].result) for n in range(8)]
    assert [n for n, result in enumerate(days) if result == "fired"] == [0, 3, 6]


@pytest.mark.parametrize("names", [["age"], ["age", "household_size"], ["marital_status", "age"]])
def test_customers_without_a_value_are_a_stratum_of_their_own(shop: Lab, names: list[str]) -> None:
    shop.segments.create("Everybody", {">=": [{"var": "total_revenue"}, 0]})
    plan = shop.planning.plan({
        "name": "Even", **Stall.plain, "messages": {"default": {"body": "x"}}, "control": 0.25, "stratify_by": names,
    })  # fmt: skip
    values = pl.read_parquet(shop.features.view().path, columns=["customer_id", *names])
    dealt = plan.frame.join(values.with_columns(pl.col("customer_id").cast(pl.String)), on="customer_id")
    strata = dealt.group_by(names).agg(pl.len().alias("n"), (pl.col("arm") == "control").sum().alias("control"))
    assert dealt.height == 60
    assert strata.filter(pl.all_horizontal(pl.col(names).is_null()))["n"].to_list() == [40]
    assert strata.height >= 3
    assert strata.filter((pl.col("control") - pl.col("n") * 0.25).abs() >= 1).is_empty()
