"""Campaigns, runs, executions and deliveries for the tests of the store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import polars as pl

from core.campaigns.definition import CampaignDefinition
from core.campaigns.model import Campaign, CampaignVersion, Delivery, Look, LookResult, Run, Transition
from core.campaigns.states import Act, CampaignState
from core.campaigns.text import of_document
from core.kernel.clock import FixedClock
from core.store import Database, UnitOfWork
from tests.contract.store.loyalty import ODD

AT = datetime(2017, 10, 2, 14, 0, 0, 89, tzinfo=UTC)
LEASE = timedelta(minutes=5)
OCCASION = "2017-10-02T14:00:00Z"
CHANNELS = ("outbox", "email")
DOCUMENT = {
    "name": "Win back",
    "description": "Zoë 'x' %\n\"quoted\" back\\slash",
    "audience": "lapsing-regulars",
    "offer": {"name": "Five dollars off", "kind": "discount", "value": "5.00", "code": "BACK5"},
    "channels": ["outbox"],
    "messages": {"default": {"subject": "é\\n", "body": "{{ last_purchase_days_ago }}\n日本"}},
    "triggers": [{"schedule": {"cron": "0 10 * * MON"}}],
}


def definition(**changes: object) -> CampaignDefinition:
    return of_document(DOCUMENT | changes)


def campaign(clock: FixedClock, slug: str = "win-back", **changes: object) -> Campaign:
    version = CampaignVersion(1, definition(**changes), "first", clock.now(), "ann")
    return Campaign(f"id-{slug}", slug, CampaignState.ACTIVE, clock.now(), None, 1, version, None)


def edited(made: Campaign, **changes: object) -> Campaign:
    version = replace(made.version, version=made.head + 1, definition=definition(**changes), comment="again")
    return replace(made, head=version.version, version=version)


def add(database: Database, clock: FixedClock, made: Campaign) -> Campaign:
    with database.unit(actor="ann", clock=clock) as work:
        work.campaigns.add(made)
    return made


def run(campaign_id: str = "id-win-back", key: str = OCCASION, **changes: object) -> Run:
    counts = {"treated": 3, "control": 1}
    plain = Run(0, campaign_id, 1, key, "schedule", AT, "snap", 4, counts, 0, None, AT, "ann")
    return replace(plain, **changes)


def treated(customer_id: str, **changes: object) -> dict[str, Any]:
    plain = {
        "occasion": OCCASION, "customer_id": customer_id, "outcome": "treated", "arm": "treated", "variant": None,
        "channel": "outbox", "planned_at": AT,
    }  # fmt: skip
    return plain | changes


def control(customer_id: str, **changes: object) -> dict[str, Any]:
    return treated(customer_id, outcome="control", arm="control", channel=None) | changes


def frame(*rows: dict[str, Any]) -> pl.DataFrame:
    text = dict.fromkeys(("arm", "variant", "channel"), pl.String)
    return pl.DataFrame(rows, schema_overrides={"planned_at": pl.Datetime("us", "UTC"), **text})


def fire(database: Database, clock: FixedClock, rows: pl.DataFrame, **asked: Any) -> pl.DataFrame:
    """Record a run with its executions, and queue the deliveries of whoever is treated; return the executions."""
    with database.unit(actor="ann", clock=clock) as work:
        executions = work.executions.insert(work.executions.add_run(run(**asked)), rows)
        work.deliveries.insert(queued(executions.filter(pl.col("arm") == "treated")))
    return executions


def queued(executions: pl.DataFrame, facts: str = '{"n":1}') -> pl.DataFrame:
    columns = ("execution_id", "campaign_id", "channel")
    return executions.select(*columns, pl.col("planned_at").alias("not_before"), facts=pl.lit(facts))


def people(n: int, first: int = 0, **changes: object) -> pl.DataFrame:
    """Treated customers, of whom there are so many."""
    ids = pl.select(customer_id=pl.format("c{}", pl.int_range(first, first + n)))
    return ids.join(frame(treated("x", **changes)).drop("customer_id"), how="cross")


def claim(
    database: Database, clock: FixedClock, worker: str = "w1", *, limit: int = 100, channels: tuple[str, ...] = CHANNELS
) -> list[Delivery]:
    with database.unit(actor=worker, clock=clock) as work:
        return work.deliveries.claim(worker, now=work.now, until=work.now + LEASE, limit=limit, channels=channels)


def live(work: UnitOfWork, clock: FixedClock) -> None:
    """Write something into every table of campaigns: 22 rows."""
    made = campaign(clock)
    work.campaigns.add(made)
    work.campaigns.set_state(
        made.campaign_id, Transition(Act.ACTIVATE, CampaignState.ACTIVE, 1, work.now, "ann", "é\n")
    )
    fired = work.executions.add_run(run(holdout_id=2**40))
    executions = work.executions.insert(fired, frame(*(treated(odd, variant=odd) for odd in ODD), control("8")))
    work.deliveries.insert(queued(executions.filter(pl.col("arm") == "treated")[:2], ODD[3]))
    work.looks.save(made.campaign_id, Look(made.slug, LookResult.FIRED, "é\n", work.now, fired, None, fired.counts))
    work.looks.save_trigger_state(made.campaign_id, 1, {"é": None})
    message = {
        "key": "k",
        "execution_id": 1,
        "campaign": "c",
        "run": 1,
        "occasion": "o",
        "customer_id": "7",
        "arm": "a",
    }
    texts = {"variant": None, "subject": ODD[3], "body": ODD[1], "is_html": True, "planned_at": AT}
    work.outbox.keep([SimpleNamespace(**message, **texts)], at=work.now)
    events = pl.DataFrame(
        {"key": ODD, "kind": "opened", "customer_id": "7", "at": AT, "campaign": None, "channel": "é"}
    )
    work.responses.insert(events[:2], recorded_at=work.now, recorded_by="ann")
    for name in ("first", "second"):
        work.holdouts.start(name=name, share=0.1 + 0.2, salt="s", at=work.now, by="ann")
        if name == "first":
            work.holdouts.end(at=work.now, by="ann")
    work.policies.save({"é": 1}, seen=0, comment="", at=work.now, by="ann")
