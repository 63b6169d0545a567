"""What is planned is what is launched, over every store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from core.campaigns.model import Reason
from tests.contract.campaigns.stall import CUSTOMERS, Stall
from tests.contract.ledgers.market import at
from tests.unit.services.reachable import fire, reachable

DAY = timedelta(days=1)
RICH = {
    "channels": ["email", "outbox"],
    "control": 0.25,
    "variants": [{"name": "A", "share": 0.5}, {"name": "B", "share": 0.5}],
    "stratify_by": ["visits"],
    "budget": 0.95,
    "cost_per_contact": 0.10,
    "again_after_days": 2,
}
LIMITS = {
    "caps": [{"at_most": 1, "per_days": 3, "channel": "email"}, {"at_most": 2, "per_days": 7}],
    "quiet_hours": {"from": "21:00", "to": "09:00", "zone": "customer", "channels": ["email"]},
}


@pytest.fixture
def stand(url: str, tmp_path: Path) -> Iterator[Stall]:
    with reachable(tmp_path / "lab", url) as found:
        yield found


def test_what_is_planned_is_what_is_launched(stand: Stall) -> None:
    """Over five days with everything at once: caps, quiet hours, holdout, budget, variants, strata, again."""
    for n in range(0, 20, 3):
        stand.buys(CUSTOMERS[n], stand.clock.at - DAY)
    stand.refresh()
    stand.lab.policies.save(LIMITS, seen=0)
    stand.lab.holdouts.start(share=0.2, salt="2017")  # of 20 customers another one may leave no control
    rich, other = stand.launch("Rich", **RICH), stand.launch("Other", channels=["email"], again_after_days=1, control=0)
    met = set[Reason]()
    for day in range(5):
        when = at("10-02 22:30") + day * DAY
        for slug in (rich, other):
            plan = fire(stand, slug, when)
            met |= {reason for reason, n in plan.counts.items() if n}
            assert sum(plan.counts.values()) == plan.n_audience == plan.frame["customer_id"].n_unique() == 20
    assert met == set(Reason) - {Reason.QUIET}  # who is quiet is waited for


def test_what_is_left_of_a_budget_is_less_what_contacts_cost_by_the_versions_of_their_runs(stand: Stall) -> None:
    """Each contact is paid one by one from a purse; where cents are floats, 0.30 pays for two contacts of 0.10."""
    slug = stand.launch(control=0, again_after_days=1)
    paid = Decimal(0)
    for day, (cost, budget, expected) in enumerate(
        [("0.00", None, 20), ("0.10", "1.25", 12), ("0.25", "2.00", 3), ("0.10", "2.25", 3), ("0.01", "2.24", 0),
         ("0.01", "2.27", 2)]
    ):  # fmt: skip
        if day:
            stand.lab.campaigns.pause(slug)
            stand.edit(slug, cost_per_contact=cost, budget=budget)
        plan = fire(stand, slug, at("10-02 10:00") + day * DAY)
        assert (plan.n_contacts, plan.counts[Reason.OVER_BUDGET]) == (expected, 20 - expected)
        for _ in range(plan.n_contacts):
            paid += Decimal(cost)
            assert budget is None or paid <= Decimal(budget)
        assert budget is None or paid + Decimal(cost) > Decimal(budget)
    report = stand.lab.performance.of(slug)
    assert (report.contacts, report.spent, paid) == (40, 2.27, Decimal("2.27"))
    assert stand.lab.planning.plan(stand.lab.campaigns.get(slug).definition, edits=slug).n_contacts == 0
    stand.lab.campaigns.end(slug)  # what was not sent is cancelled, and costs nothing
    assert stand.lab.planning.plan(slug, at=at("10-20 10:00")).n_contacts == 20
    assert (stand.lab.performance.of(slug).contacts, stand.lab.performance.of(slug).spent) == (0, 0.0)
