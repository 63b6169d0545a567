"""The stall of tests/contract/campaigns, whose customers have addresses, consent and time zones.

Of the 20 customers c00 to c19: every fifth has no address (c00, c05 …), every seventh does not consent to e-mail (c01,
c08, c15; c02 and c09 were not asked), every third told a zone (c00 Berlin, c03 Kathmandu, c06 a place that is none …).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import duckdb
import polars as pl
from pydantic import SecretStr

from core.campaigns.model import Reason
from core.kernel.clock import FixedClock
from core.services.lab import Lab
from core.services.planning import Plan
from tests.contract.campaigns.stall import BEGIN, CUSTOMERS, Stall
from tests.contract.ledgers.market import build, settings_of

ZONES = ("Europe/Berlin", "Asia/Kathmandu", "Mars/Olympus", "", "America/New_York")
PEOPLE = """
  people:
    description: How customers can be reached, as it is now.
    source: people
    is_state: true
    key: [customer_id]
    columns:
      customer_id: {type: string, nullable: false}
      email: string
      wants_email: boolean
      lives_in: string
contact:
  channels:
    email: {address: people.email, consent: people.wants_email}
  time_zone: people.lives_in
"""


def address_of(n: int) -> str | None:
    return (None, " ")[n // 5 % 2] if n % 5 == 0 else f"c{n:02d}@example.org"


def consent_of(n: int) -> bool | None:
    return {1: False, 2: None}.get(n % 7, True)


def zone_of(n: int) -> str | None:
    return ZONES[n // 3 % len(ZONES)] if n % 3 == 0 else None


@contextmanager
def reachable(home: Path, url: str | None = None) -> Iterator[Stall]:
    """The stall with people, whose segments are everybody and the buyers."""
    build(home, url)
    profile = home / "market.yaml"
    profile.write_text(profile.read_text(encoding="utf-8").rstrip("\n") + PEOPLE, encoding="utf-8")
    with duckdb.connect(str(home / "market.duckdb")) as db:
        db.execute("DELETE FROM customers")
        db.executemany("INSERT INTO customers VALUES ($1)", [[customer] for customer in CUSTOMERS])
        db.execute("CREATE TABLE people(customer_id VARCHAR, email VARCHAR, wants_email BOOLEAN, lives_in VARCHAR)")
        rows = [[c, address_of(n), consent_of(n), zone_of(n)] for n, c in enumerate(CUSTOMERS)]
        db.executemany("INSERT INTO people VALUES ($1, $2, $3, $4)", rows[:-1])  # nothing is known of the last
    with opened(home, url) as found:
        found.lab.database.upgrade()
        found.refresh()
        found.lab.segments.create("Everybody", {">=": [{"var": "visits"}, 0]})
        found.lab.segments.create("Buyers", {">=": [{"var": "visits"}, 1]})
        yield found


@contextmanager
def opened(home: Path, url: str | None = None) -> Iterator[Stall]:
    """Such a stall that was built in `home`, or a copy of it; it knows a mail server that nothing is sent to."""
    mail = {"lab_smtp_url": SecretStr("smtp://127.0.0.1:1"), "lab_smtp_from": "stall@example.org"}
    clock = FixedClock(BEGIN)
    with Lab.open(settings_of(home, url).model_copy(update=mail), clock=clock) as lab:
        yield Stall(lab, clock)


def fire(stand: Stall, slug: str, when: datetime | None = None) -> Plan:
    """Fire a campaign by hand (at an instant); what was planned a moment before must be what it did."""
    stand.clock.at = when or stand.clock.at
    plan = stand.lab.planning.plan(slug)
    (look,) = stand.lab.launching.trigger(slug, is_now=True)
    assert look.run is not None
    made = stand.lab.launching.executions(slug, run_id=look.run.run_id)
    columns = ["customer_id", "reason", "arm", "variant", "channel", "planned_at"]
    meant = plan.frame.filter(pl.col("reason") != str(Reason.ALREADY_TREATED))
    assert made.select(columns).sort("customer_id").equals(meant.select(columns))
    assert (plan.at, plan.as_of, plan.n_audience) == (look.run.at, look.run.as_of, look.run.n_audience)
    assert {str(r): n for r, n in plan.counts.items()} == look.run.counts
    queued_as_planned(stand, slug, plan, run_id=look.run.run_id)
    return plan


def queued_as_planned(stand: Stall, slug: str, plan: Plan, *, run_id: int) -> None:
    """Hold what is queued for the treated of a run against what was planned."""
    with stand.lab.database.view() as work:
        queued = work.deliveries.page(campaign_id=stand.lab.campaigns.get(slug).campaign_id, run_id=run_id)
    sent = plan.frame.filter(pl.col("reason") == "treated").select("customer_id", "channel", "planned_at", "facts")
    told = queued.filter(pl.col("arm") == "treated").select(
        "customer_id", "channel", pl.col("not_before").alias("planned_at"), "facts"
    )
    assert told.sort("customer_id").equals(sent)
