"""Messages on their way: claimed by one worker at a time, settled by whoever holds them, as rows.

All that changes a delivery runs inside a transaction that writes, and one of those runs at a time: what a claim finds
nobody else is claiming. A worker that was late finds its deliveries claimed by another one, and settles nothing.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import polars as pl
from sqlalchemy import (
    Connection,
    FromClause,
    Row,
    Select,
    and_,
    func,
    or_,
    select,
    union_all,
    update,
)

from core.campaigns.model import Delivery, DeliveryState, HeldUp, Settled
from core.campaigns.states import CampaignState
from core.store import campaign_tables as tables
from core.store.failing import held_up
from core.store.frames import INSTANT, fitted, insert_frame, lengths, listed, numbered, read_frame, refuse_long
from core.store.waiting import early, leased, next_free, queued, run_out

_D = tables.delivery.c
_E = tables.execution.c
_C = tables.campaign.c
QUEUED = ("execution_id", "campaign_id", "channel", "not_before", "facts")  # the columns of what is queued
_OF_DELIVERY = (
    _D.execution_id, _D.campaign_id, _E.run_id, _E.customer_id, _E.occasion, _E.arm, _E.variant, _D.channel, _D.state,
    _D.not_before, _D.attempts, _D.leased_by, _D.lease_until, _D.facts, _D.reason, _D.reference, _D.settled_at,
)  # fmt: skip
DELIVERIES = tuple(str(c.name) for c in _OF_DELIVERY)
_CLAIMED = (  # in the order of Delivery's fields
    _D.execution_id, _D.campaign_id, _E.run_id, _E.customer_id, _E.occasion, _E.arm, _E.variant, _D.channel,
    _D.attempts, _D.facts, _E.planned_at,
)  # fmt: skip
_SETTLED = ("execution_id", "attempts", "state", "reason", "reference", "not_before")
_TYPES: Mapping[str, pl.DataType] = {"not_before": INSTANT, "reason": pl.String(), "reference": pl.String()}
_RARE = (DeliveryState.LEASED, DeliveryState.DEAD, DeliveryState.CANCELLED)
_FREE = {"leased_by": None, "lease_until": None}


class DeliveryRepository:
    """Deliveries inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def insert(self, rows: pl.DataFrame) -> int:
        """Queue the deliveries of executions (columns QUEUED); return how many.

        Raises ValueError when one of the executions is not there.
        """
        frame = fitted(rows, tables.delivery, names=QUEUED).sort("execution_id")
        refuse_long(tables.delivery, lengths(frame))
        new = {"state": DeliveryState.QUEUED, "attempts": 0, "reason": "", "reference": ""}
        frame = frame.with_columns(pl.lit(str(v) if isinstance(v, str) else v).alias(k) for k, v in new.items())
        n = insert_frame(self._connection, tables.delivery, frame)
        self._refuse_orphans(frame["execution_id"])
        return n

    def claim(
        self, worker: str, *, now: datetime, until: datetime, limit: int, channels: Collection[str]
    ) -> list[Delivery]:
        """Lease up to `limit` deliveries of active campaigns by these channels to a worker, until an instant.

        What is due first comes first: queued ones, and those whose lease has run out. Their attempts count one up.
        All workers lease for as long: a lease that ends later than two of them was taken by a clock that was ahead,
        and has run out too.
        """
        found = self._due(now, until - now, limit, channels=channels) if channels and limit > 0 else []
        if not found:
            return []
        theirs = numbered(self._connection, _D.execution_id, found)
        lease = {"state": DeliveryState.LEASED, "leased_by": worker, "lease_until": until}
        self._connection.execute(update(tables.delivery).where(theirs).values(attempts=_D.attempts + 1, **lease))
        query: Select[Any] = select(*_CLAIMED).select_from(_with_execution()).where(theirs)
        query = query.order_by(_D.not_before, _D.execution_id)
        return [_delivery(row) for row in self._connection.execute(query)]

    def settle(self, worker: str, settled: Sequence[Settled], *, now: datetime) -> int:
        """Record what came of a worker's attempts; return how many of them were still the worker's to settle.

        Whoever's lease ran out and was taken over changes nothing.
        """
        if not settled:
            return 0
        naught = [s.execution_id for s in settled if s.state is DeliveryState.QUEUED and s.not_before is None]
        if naught:
            raise ValueError(f"a delivery that is to be tried again needs an instant: {naught[0]}")
        columns = {name: [getattr(s, name) for s in settled] for name in _SETTLED}
        frame = pl.DataFrame({**columns, "state": [s.state.value for s in settled]}, schema_overrides=_TYPES)
        given = listed(self._connection, tables.delivery, fitted(frame, tables.delivery, names=_SETTLED)).c
        held = and_(
            _D.execution_id == given.execution_id, _D.attempts == given.attempts,
            _D.state == DeliveryState.LEASED, _D.leased_by == worker,
        )  # fmt: skip
        values = {name: given[name] for name in ("state", "reason", "reference")}
        later = func.coalesce(given.not_before, _D.not_before)
        changed = update(tables.delivery).where(held).values(**values, not_before=later, settled_at=now, **_FREE)
        return self._connection.execute(changed).rowcount

    def cancel(self, campaign_id: str, *, reason: str, now: datetime) -> int:
        """Cancel what is queued of a campaign; return how many. What a worker holds it may still send and settle."""
        values = {"state": DeliveryState.CANCELLED, "reason": reason, "settled_at": now}
        waiting = (_D.campaign_id == campaign_id, _D.state == DeliveryState.QUEUED)
        return self._connection.execute(update(tables.delivery).where(*waiting).values(values)).rowcount

    def cancel_ended(self, *, reason: str, now: datetime, lease: timedelta) -> int:
        """Cancel what ended campaigns have left: queued, or held by a worker that is gone; return how many.

        `lease` is how long workers hold: see `claim`.
        """
        ended = select(_C.campaign_id).where(_C.state == CampaignState.ENDED)
        is_open = _D.state.in_((DeliveryState.QUEUED, DeliveryState.LEASED))  # by campaign and state: as in the index
        is_free = or_(_D.state == DeliveryState.QUEUED, run_out(now, lease))
        values = {"state": DeliveryState.CANCELLED, "reason": reason, "settled_at": now, **_FREE}
        changed = update(tables.delivery).where(_D.campaign_id.in_(ended), is_open, is_free).values(values)
        return self._connection.execute(changed).rowcount

    def has_early(self, *, now: datetime, lease: timedelta) -> bool:
        """Whether something is to be tried again by what a clock said that was ahead, by more than a lease."""
        query = select(_D.execution_id).where(*early(now, lease)).limit(1)
        return self._connection.execute(query).scalar_one_or_none() is not None

    def hasten(self, *, now: datetime, lease: timedelta) -> int:
        """Let what `has_early` looks for be due now; return how many."""
        changed = update(tables.delivery).where(*early(now, lease)).values(not_before=now)
        return self._connection.execute(changed).rowcount

    def redrive(self, *, now: datetime, campaign_id: str | None = None, channel: str | None = None) -> int:
        """Queue dead deliveries anew (of a campaign, of a channel), as if never tried; return how many."""
        ids = select(_C.campaign_id)  # by campaign: as in the index
        if campaign_id is not None:
            ids = ids.where(_C.campaign_id == campaign_id)
        dead = [_D.campaign_id.in_(ids), _D.state == DeliveryState.DEAD]
        if channel is not None:
            dead.append(_D.channel == channel)
        values = {"state": DeliveryState.QUEUED, "attempts": 0, "not_before": now, "reason": "", "settled_at": None}
        return self._connection.execute(update(tables.delivery).where(*dead).values(values)).rowcount

    def counts(self, campaign_id: str | None = None, *, state: DeliveryState | None = None) -> pl.DataFrame:
        """Return how many deliveries there are (of a campaign, in a state).

        Columns: campaign_id, campaign (slug), channel, state, n.
        """
        by = (_D.campaign_id, _D.channel, _D.state)
        query = select(*by, func.count().label("n")).group_by(*by)
        if campaign_id is not None:
            query = query.where(_D.campaign_id == campaign_id)
        if state is not None:
            query = query.where(_D.campaign_id.in_(select(_C.campaign_id)), _D.state == state)  # as in the index
        each = query.subquery()
        joined = each.join(tables.campaign, _C.campaign_id == each.c.campaign_id)
        named = select(each.c.campaign_id, _C.slug.label("campaign"), each.c.channel, each.c.state, each.c.n)
        return read_frame(self._connection, named.select_from(joined).order_by(_C.slug, each.c.channel, each.c.state))

    def cancelled(self, *, since: datetime) -> pl.DataFrame:
        """Return the execution_id of every cancelled delivery that was planned at an instant or later."""
        gone = (_D.campaign_id.in_(select(_C.campaign_id)), _D.state == DeliveryState.CANCELLED)  # as in the index
        query = select(_D.execution_id).select_from(_with_execution()).where(*gone, _E.planned_at >= since)
        return read_frame(self._connection, query)

    def states(self, campaign_id: str) -> pl.DataFrame:
        """Return how far each delivery of a campaign is: columns execution_id, state, reason."""
        query = select(_D.execution_id, _D.state, _D.reason).where(_D.campaign_id == campaign_id)
        return read_frame(self._connection, query)

    def ids(self, campaign_id: str, states: Collection[DeliveryState]) -> pl.Series:
        """Return the executions (execution_id) of a campaign whose delivery is in one of the states."""
        query = select(_D.execution_id).where(_D.campaign_id == campaign_id, _D.state.in_(states))
        return read_frame(self._connection, query)["execution_id"]

    def page(
        self, *, campaign_id: str | None = None, run_id: int | None = None, channel: str | None = None,
        state: DeliveryState | None = None, customer_id: str | None = None, limit: int = 100, offset: int = 0,
    ) -> pl.DataFrame:  # fmt: skip
        """Return some of the deliveries, newest first.

        Columns: DELIVERIES, then campaign (slug) and planned_at.
        """
        ids = _matching(campaign_id=campaign_id, run_id=run_id, channel=channel, state=state, customer_id=customer_id)
        ids = ids.order_by(_D.execution_id.desc()).limit(limit).offset(offset)
        found = list(self._connection.execute(ids).scalars())
        query = select(*_OF_DELIVERY, _C.slug.label("campaign"), _E.planned_at).select_from(
            _with_execution().join(tables.campaign, _C.campaign_id == _D.campaign_id)
        )
        query = query.where(numbered(self._connection, _D.execution_id, found)).order_by(_D.execution_id.desc())
        return read_frame(self._connection, query)

    def count(
        self, *, campaign_id: str | None = None, run_id: int | None = None, channel: str | None = None,
        state: DeliveryState | None = None, customer_id: str | None = None,
    ) -> int:  # fmt: skip
        """Return how many deliveries `page` goes through."""
        ids = _matching(campaign_id=campaign_id, run_id=run_id, channel=channel, state=state, customer_id=customer_id)
        return int(self._connection.execute(select(func.count()).select_from(ids.subquery())).scalar_one())

    def next_at(
        self, channels: Collection[str], *, now: datetime, lease: timedelta, campaign_id: str | None = None
    ) -> datetime | None:
        """Return when the next delivery (of a campaign) by these channels can be claimed; None if none waits.

        What waits of a campaign that is not active cannot be claimed. `lease` is how long workers hold: see `claim`.
        """
        if not channels:
            return None
        whose = () if campaign_id is None else (_D.campaign_id == campaign_id,)
        waiting = queued(self._connection, channels, 1, *whose)
        found = [
            self._connection.execute(select(func.min(waiting.c.not_before))).scalar_one(),
            next_free(self._connection, channels, *whose, now=now, lease=lease),
        ]
        return min((at for at in found if at is not None), default=None)

    def held_up(self, channels: Sequence[str], *, now: datetime, campaign_id: str | None = None) -> list[HeldUp]:
        """Return, for each of the channels that fails (of a campaign), the last attempt of what it has yet to send."""
        return held_up(self._connection, channels, now=now, campaign_id=campaign_id)

    def _refuse_orphans(self, numbers: pl.Series) -> None:
        """Do what a foreign key would do a row at a time, which would take as long as all else."""
        among = _D.execution_id.between(numbers.min(), numbers.max())
        joined = tables.delivery.outerjoin(tables.execution, _E.execution_id == _D.execution_id)
        query = select(_D.execution_id).select_from(joined).where(among, _E.execution_id.is_(None)).limit(1)
        if (lost := self._connection.execute(query).scalar_one_or_none()) is not None:
            raise ValueError(f"there is no execution {lost} to deliver")

    def _due(self, now: datetime, lease: timedelta, limit: int, *, channels: Collection[str]) -> list[int]:
        """Return the numbers of the deliveries that can be claimed at an instant, what is due first first."""
        waiting = queued(self._connection, channels, limit, _D.not_before <= now)
        expired = select(_D.execution_id, _D.not_before).where(*leased(channels), run_out(now, lease))
        both = union_all(select(waiting.c.execution_id, waiting.c.not_before), expired).subquery()
        query = select(both.c.execution_id).order_by(both.c.not_before, both.c.execution_id).limit(limit)
        return list(self._connection.execute(query).scalars())


def _matching(
    *, campaign_id: str | None, run_id: int | None, channel: str | None, state: DeliveryState | None,
    customer_id: str | None,
) -> Select[Any]:  # fmt: skip
    """Return the query of the numbers of some deliveries."""
    asked = ((_D.campaign_id, campaign_id), (_D.channel, channel), (_D.state, state), (_E.run_id, run_id),
             (_E.customer_id, customer_id))  # fmt: skip
    ids = select(_D.execution_id)
    if run_id is not None or customer_id is not None:
        ids = ids.select_from(_with_execution())
    if state in _RARE and campaign_id is None:
        ids = ids.where(_D.campaign_id.in_(select(_C.campaign_id)))  # the index has these few, by campaign
    return ids.where(*(column == value for column, value in asked if value is not None))


def _with_execution() -> FromClause:
    return tables.delivery.join(tables.execution, _E.execution_id == _D.execution_id)


def _delivery(row: Row[Any]) -> Delivery:
    values: list[Any] = [*row]
    values[-2] = json.loads(row.facts)
    return Delivery(*values)
