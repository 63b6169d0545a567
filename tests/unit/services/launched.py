"""Campaigns that were fired in the tiny shop in the middle of its history, and what customers did, one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from core.campaigns.model import Campaign, DeliveryState, Settled
from core.campaigns.report import ArmFigures, Report
from core.config import Settings
from core.kernel.clock import FixedClock
from core.services.lab import Lab
from tests.unit.services import shop

LAUNCH = datetime(2017, 3, 1, 15, tzinfo=UTC)
DAY = timedelta(days=1)
MINIMAL: dict[str, Any] = {
    "name": "Try",
    "audience": "everybody",
    "offer": {"name": "Five off", "kind": "discount", "value": "5.00"},
    "channels": ["outbox"],
    "messages": {"default": {"subject": "Hello", "body": "Hello"}},
    "control": 0.4,
    "cost_per_contact": "0.10",
    "triggers": [{"schedule": {"cron": "0 11 * * *"}}],
    "conversion": {"within_days": 4, "purchase": True},
}


@contextmanager
def opened(settings: Settings, at: datetime = LAUNCH) -> Iterator[tuple[Lab, FixedClock]]:
    """The shop as it is at an instant, with a segment of all its customers."""
    clock = FixedClock(at)
    with Lab.open(settings, clock=clock) as lab:
        lab.database.upgrade()
        if lab.segments.find("everybody") is None:
            lab.segments.create("Everybody", {">=": [{"var": "total_revenue"}, 0]})
        yield lab, clock


def launched(lab: Lab, **changes: Any) -> Campaign:
    """Create a campaign, approve it and fire it now, for everybody in its audience."""
    made = lab.campaigns.create({**MINIMAL, **changes})
    lab.campaigns.submit(made.slug)
    lab.campaigns.approve(made.slug)
    lab.campaigns.activate(made.slug)
    fire(lab, made.slug)
    return lab.campaigns.get(made.slug)


def fire(lab: Lab, slug: str) -> None:
    """Fire a campaign by hand."""
    (look,) = lab.launching.trigger(slug, is_now=True)
    assert look.run is not None, look.text


def settle(lab: Lab, states: Mapping[str, DeliveryState]) -> None:
    """Bring the deliveries of customers to an end; those of the others stay queued."""
    with lab.database.unit(actor="test", clock=lab.clock) as work:
        held = work.deliveries.claim(
            "test", now=lab.clock.now(), until=lab.clock.now() + DAY, limit=1000, channels=["outbox"]
        )
        done = [
            Settled(d.execution_id, d.attempts, states[d.customer_id]) if d.customer_id in states
            else Settled(d.execution_id, d.attempts, DeliveryState.QUEUED, not_before=d.planned_at)
            for d in held
        ]  # fmt: skip
        work.deliveries.settle("test", done, now=lab.clock.now())


def arms(lab: Lab, slug: str = "try") -> dict[str, tuple[str, str | None, datetime]]:
    """Arm, variant and first contact of every customer."""
    with lab.database.view() as work:
        rows = work.executions.frame(lab.campaigns.get(slug).campaign_id)
    found: dict[str, tuple[str, str | None, datetime]] = {}
    for row in rows.iter_rows(named=True):
        if row["arm"] is not None:
            found.setdefault(row["customer_id"], (row["arm"], row["variant"], row["planned_at"]))
    return found


def spent(customer: str, first: datetime, until: datetime) -> list[float]:
    """What a customer paid in each purchase between two instants."""
    n = int(customer)
    return [10.0 + n for at in shop.days_of(n) if first <= at < until]


def figures(report: Report, arm: str, variant: str | None = None) -> ArmFigures:
    """An arm that is there."""
    found = report.arm(arm, variant)
    assert found is not None
    return found
