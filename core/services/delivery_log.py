"""The log of deliveries: how many are where, each with its reason, and what the outbox holds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import polars as pl

from core.campaigns.model import DeliveryState, HeldUp
from core.errors import BadInput, did_you_mean
from core.kernel.clock import Clock
from core.services.named import get
from core.services.sending import Sending
from core.store import Database, UnitOfWork
from core.warehouse.contact import CHANNELS

__all__ = ["CHANNELS", "DeliveryLog", "DeliveryState", "Filter", "Status"]

COUNTS = ("campaign", "channel", *DeliveryState)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which deliveries: of a campaign (short name or name), a run, a channel, in a state, of a customer; None: all."""

    campaign: str | None = None
    run: int | None = None
    channel: str | None = None
    state: str | None = None
    customer_id: str | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """How the queue stands.

    counts: a row for each campaign and channel with a column for each state (COUNTS). faults: why channels cannot be
    used, by channel. next_at: when the next of these is due that can be sent; None if none waits. held_up: the channels
    that failed to send what still waits.
    """

    counts: pl.DataFrame
    faults: dict[str, str]
    next_at: datetime | None
    states: dict[str, int] = field(default_factory=dict)
    held_up: tuple[HeldUp, ...] = ()


class DeliveryLog:
    """What is known of deliveries, and dead ones put back into the queue."""

    def __init__(self, sending: Sending, *, database: Database, clock: Clock, actor: str) -> None:
        self._sending = sending
        self._database = database
        self._clock = clock
        self._actor = actor

    def status(self, campaign: str | None = None) -> Status:
        """Return how the queue stands, of a campaign or of all. Raises NotFound."""
        faults, now = self._sending.faults(), self._clock.now()
        with self._database.view() as work:
            usable, campaign_id = [name for name in CHANNELS if name not in faults], _id(work, campaign)
            counts = work.deliveries.counts(campaign_id)
            next_at = work.deliveries.next_at(usable, now=now, lease=self._sending.lease, campaign_id=campaign_id)
            held_up = work.deliveries.held_up(usable, now=now, campaign_id=campaign_id)
        wide = counts.group_by("campaign", "channel", maintain_order=True).agg(
            pl.col("n").filter(pl.col("state") == state).sum().cast(pl.Int64).alias(state) for state in DeliveryState
        )
        states = {str(state): int(wide[state].sum()) for state in DeliveryState}
        return Status(wide, faults, next_at, states, tuple(held_up))

    def page(self, asked: Filter | None = None, *, limit: int = 100, offset: int = 0) -> pl.DataFrame:
        """Return some deliveries, newest first: columns of `core.store.deliveries.DELIVERIES`, campaign, planned_at.

        Raises NotFound for the campaign, BadInput for a channel or a state that there is not.
        """
        with self._database.view() as work:
            return work.deliveries.page(**_given(work, asked or Filter()), limit=limit, offset=offset)

    def count(self, asked: Filter | None = None) -> int:
        """Return how many deliveries there are; see `page`."""
        with self._database.view() as work:
            return work.deliveries.count(**_given(work, asked or Filter()))

    def messages(
        self, campaign: str | None = None, *, customer_id: str | None = None, limit: int = 100, offset: int = 0
    ) -> pl.DataFrame:
        """Return messages that the outbox keeps, newest first. Raises NotFound for the campaign."""
        with self._database.view() as work:
            slug = None if campaign is None else get(work.campaigns, campaign, kind="campaign").slug
            return work.outbox.page(campaign=slug, customer_id=customer_id, limit=limit, offset=offset)

    def count_messages(self, campaign: str | None = None, *, customer_id: str | None = None) -> int:
        """Return how many messages the outbox keeps; see `messages`."""
        with self._database.view() as work:
            slug = None if campaign is None else get(work.campaigns, campaign, kind="campaign").slug
            return work.outbox.count(campaign=slug, customer_id=customer_id)

    def redrive(self, campaign: str | None = None, *, channel: str | None = None) -> int:
        """Put dead deliveries back into the queue as if they had never been tried; return how many.

        Raises NotFound for the campaign, BadInput for a channel that there is not.
        """
        way = None if channel is None else _one_of(channel, CHANNELS, "channel")
        with self._database.unit(actor=self._actor, clock=self._clock) as work:
            n = work.deliveries.redrive(now=work.now, campaign_id=_id(work, campaign), channel=way)
            if n:
                subject = "all" if campaign is None else get(work.campaigns, campaign, kind="campaign").slug
                work.record("redrive", "campaign", subject=subject, after={"channel": way, "deliveries": n})
        return n


def _id(work: UnitOfWork, campaign: str | None) -> str | None:
    return None if campaign is None else get(work.campaigns, campaign, kind="campaign").campaign_id


def _given(work: UnitOfWork, asked: Filter) -> dict[str, Any]:
    """Return what is asked as the repository takes it. Raises NotFound, BadInput."""
    return {
        "campaign_id": _id(work, asked.campaign),
        "run_id": asked.run,
        "channel": None if asked.channel is None else _one_of(asked.channel, CHANNELS, "channel"),
        "state": None if asked.state is None else DeliveryState(_one_of(asked.state, list(DeliveryState), "state")),
        "customer_id": asked.customer_id,
    }


def _one_of(given: str, known: Collection[str], kind: str) -> str:
    if given in known:
        return str(given)
    hint = did_you_mean(given[:80], known)
    raise BadInput(f"There is no {kind} {given[:80]!r}. {hint}".rstrip(), fix=f"Use one of: {', '.join(known)}.")
