"""What is planned is what is launched, over every store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
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
    stand.lab.holdouts.start(share=0.2)
    rich, other = stand.launch("Rich", **RICH), stand.launch("Other", channels=["email"], again_after_days=1, control=0)
    met = set[Reason]()
    for day in range(5):
        when = at("10-02 22:30") + day * DAY
        for slug in (rich, other):
            plan = fire(stand, slug, when)
            met |= {reason for reason, n in plan.counts.items() if n}
            assert sum(plan.counts.values()) == plan.n_audience == plan.frame["customer_id"].n_unique() == 20
    assert met == set(Reason) - {Reason.QUIET}  # who is quiet is waited for
