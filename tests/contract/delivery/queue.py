"""A store of campaigns that have fired, so that messages wait, and channels that answer as they are told to."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import polars as pl

from core.campaigns.model import Campaign, CampaignVersion, Run, Transition
from core.campaigns.states import Act, CampaignState, target
from core.campaigns.text import of_document
from core.channels.message import Outcome, Outgoing, Receipt, key_of
from core.kernel.clock import FixedClock, format_instant
from core.services.delivery_log import DeliveryLog
from core.services.reach import Reachable
from core.services.retries import Patience
from core.services.sending import Sending
from core.store import Database

BODY = "{{ last_purchase_days_ago }} days. {{ offer.code }}"
SENT, RETRY, REFUSED = Outcome.SENT, Outcome.RETRY, Outcome.REFUSED


def document(name: str = "Win back", **more: object) -> dict[str, Any]:
    """A campaign as people write it."""
    return {
        "name": name, "audience": "lapsing", "offer": {"name": "Five dollars off", "code": "BACK5"},
        "channels": ["webhook", "outbox", "csv", "email", "warehouse"], "control": 0,
        "messages": {"default": {"subject": "We miss you", "body": BODY}},
        "triggers": [{"schedule": {"cron": "0 10 * * MON"}}],
        **more,
    }  # fmt: skip


@dataclass
class Talk:
    """A channel that keeps what it is handed, and answers by `answer`."""

    name: str = "webhook"
    at_once: int = 100
    answer: Callable[[Outgoing], Receipt] = lambda m: Receipt(m.key, SENT, reference=f"ref {m.customer_id}")
    heard: list[Outgoing] = field(default_factory=list)
    missing: str | None = None

    def fault(self) -> str | None:
        return self.missing

    def send(self, batch: Sequence[Outgoing]) -> list[Receipt]:
        self.heard.extend(batch)
        return [self.answer(message) for message in batch]

    def answers(self, outcome: Outcome, detail: str = "", *, retry_after: float | None = None) -> None:
        self.answer = lambda m: Receipt(m.key, outcome, detail, retry_after)

    @property
    def customers(self) -> list[str]:
        return [m.customer_id for m in self.heard]


class People:
    """Where customers can be reached: everybody, but for those in `strangers`; `broken` is raised."""

    def __init__(self) -> None:
        self.known: dict[str, Reachable] = {}
        self.broken: Exception | None = None
        self.meanwhile: Callable[[], None] = lambda: None  # what others do while a worker looks addresses up

    def of(self, _channel: str, customer_ids: Sequence[str]) -> dict[str, Reachable]:
        self.meanwhile()
        if self.broken is not None:
            raise self.broken
        return {c: self.known.get(c, Reachable(f"{c}@example.com")) for c in customer_ids}


class Queue:
    """A store, and what a worker and a person do with it."""

    def __init__(
        self, database: Database, clock: FixedClock, *channels: Talk, patience: Patience | None = None
    ) -> None:
        self.database = database
        self.clock = clock
        self.people = People()
        self.channels = {c.name: c for c in channels or (Talk(),)}
        said: dict[str, Any] = {"database": database, "clock": clock, "actor": "ann"}
        self.sending = Sending(self.people, self.channels, **said, patience=patience or Patience())  # type: ignore[arg-type]
        self.log = DeliveryLog(self.sending, **said)

    def campaign(self, name: str = "Win back", **more: object) -> Campaign:
        """An active campaign."""
        definition = of_document(document(name, **more))
        now = self.clock.now()
        version = CampaignVersion(1, definition, "", now, "ann")
        slug = name.lower().replace(" ", "-")
        made = Campaign(f"id-{slug}", slug, CampaignState.ACTIVE, now, None, 1, version, now)
        with self.database.unit(actor="ann", clock=self.clock) as work:
            work.campaigns.add(made)
        return made

    def fire(
        self, campaign: Campaign, customers: Sequence[int | str], *, channel: str = "webhook",
        facts: Mapping[str, object] | None = None, arm: str = "treated", variant: str | None = None,
    ) -> Run:  # fmt: skip
        """A run, with a message for each customer."""
        now = self.clock.now()
        given = json.dumps({"last_purchase_days_ago": "40"} if facts is None else facts)
        with self.database.unit(actor="ann", clock=self.clock) as work:
            key = f"run {work.executions.last_run_id() + 1} {format_instant(now)}"
            run = work.executions.add_run(
                Run(
                    0,
                    campaign.campaign_id,
                    campaign.head,
                    key,
                    "manual",
                    now,
                    "s1",
                    len(customers),
                    {},
                    0,
                    None,
                    now,
                    "ann",
                )
            )
            frame = pl.DataFrame({"customer_id": [str(c) for c in customers]}).with_columns(
                occasion=pl.lit(key), outcome=pl.lit(arm), arm=pl.lit(arm), variant=pl.lit(variant, pl.String),
                channel=pl.lit(channel), planned_at=pl.lit(now),
            )  # fmt: skip
            there = work.executions.insert(run, frame)
            work.deliveries.insert(
                there.select(
                    "execution_id", "campaign_id", "channel", pl.col("planned_at").alias("not_before"),
                    pl.lit(given).alias("facts"),
                )
            )  # fmt: skip
        return run

    def move(self, campaign: Campaign, act: Act, state: CampaignState) -> None:
        """What a person does to it: from `state`."""
        to = target(act, state)
        assert to is not None
        with self.database.unit(actor="ann", clock=self.clock) as work:
            work.campaigns.set_state(campaign.campaign_id, Transition(act, to, 1, work.now, "ann", ""))

    def respond(self, customer: str, kind: str, *, channel: str | None = None, at: datetime | None = None) -> None:
        """A response event."""
        when = at or self.clock.now()
        row = {"key": f"{customer} {kind} {channel} {when}", "kind": kind, "customer_id": customer, "at": when,
               "campaign": None, "channel": channel}  # fmt: skip
        schema = {"campaign": pl.String, "channel": pl.String, "at": pl.Datetime("us", "UTC")}
        with self.database.unit(actor="ann", clock=self.clock) as work:
            work.responses.insert(pl.DataFrame([row], schema_overrides=schema), recorded_at=work.now, recorded_by="ann")

    def rows(self) -> dict[str, dict[str, Any]]:
        """The deliveries by customer."""
        with self.database.view() as work:
            return {r["customer_id"]: r for r in work.deliveries.page(limit=1_000_000).to_dicts()}

    def states(self) -> dict[str, int]:
        return {state: n for state, n in self.log.status().states.items() if n}

    def key(self, campaign: Campaign, run: Run, customer: str) -> str:
        return key_of(campaign.slug, run.key, customer)

    def later(self, **by: float) -> None:
        self.clock.advance(timedelta(**by))
