"""Deliveries that wait, found by the heads of stretches of the index: what a large queue holds behind is not read."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Subquery, case, func, literal, or_, select, true, union_all

from core.campaigns.model import DeliveryState
from core.campaigns.states import CampaignState
from core.store import campaign_tables as tables
from core.warehouse.contact import CHANNELS

_D = tables.delivery.c
_C = tables.campaign.c


def leased(channels: Collection[str]) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions of deliveries of active campaigns that workers hold."""
    active = select(_C.campaign_id).where(_C.state == CampaignState.ACTIVE)  # the index begins with the campaign
    return (_D.campaign_id.in_(active), _D.state == DeliveryState.LEASED, _D.channel.in_(channels))


def stray(now: datetime, lease: timedelta) -> ColumnElement[bool]:
    """Return whether a lease ends later than any that was taken by a clock that is right, give or take a lease."""
    return _D.lease_until > now + 2 * lease


def run_out(now: datetime, lease: timedelta) -> ColumnElement[bool]:
    """Return whether a lease is over, or was taken by a clock that was ahead: that one would hold for hours."""
    return or_(_D.lease_until <= now, stray(now, lease))


def next_free(
    connection: Connection, channels: Collection[str], *conditions: ColumnElement[bool], now: datetime, lease: timedelta
) -> datetime | None:
    """Return when the first lease on a delivery of an active campaign by these channels runs out; None if none does."""
    at = case((stray(now, lease), literal(now, _D.lease_until.type)), else_=_D.lease_until)
    found: datetime | None = connection.execute(select(func.min(at)).where(*leased(channels), *conditions)).scalar_one()
    return found


def early(now: datetime, lease: timedelta) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions of deliveries that are to be tried again when a clock that was ahead said.

    Such an attempt came to its end later than now. It is looked for from the index on, among what is not due yet.
    """
    known, ahead = select(_C.campaign_id), now + lease
    by = (_D.campaign_id.in_(known), _D.state == DeliveryState.QUEUED, _D.channel.in_(CHANNELS), _D.not_before > ahead)
    return (*by, _D.attempts > 0, _D.settled_at > ahead)


def queued(
    connection: Connection,
    channels: Collection[str],
    limit: int,
    *conditions: ColumnElement[bool],
    state: DeliveryState = DeliveryState.QUEUED,
    is_last: bool = False,
) -> Subquery:
    """Return the first queued deliveries of each active campaign and channel, as a table of their numbers and instants.

    Each of them is the head (`is_last`: the tail) of a stretch of the index: what waits for a campaign that is paused
    is never looked at. Those of another `state` stand in it in the same way.
    """
    ways = union_all(*(select(literal(channel).label("channel")) for channel in sorted(set(channels)))).subquery("ways")
    active = tables.campaign.join(ways, true())
    order = (_D.not_before, _D.execution_id)
    head = (
        select(_D.execution_id, _D.not_before)
        .where(_D.campaign_id == _C.campaign_id, _D.state == state, _D.channel == ways.c.channel)
        .where(*conditions).order_by(*(c.desc() if is_last else c for c in order)).limit(limit)
    )  # fmt: skip
    if connection.dialect.name == "postgresql":
        each = head.lateral("each")
        found = select(each.c.execution_id, each.c.not_before).select_from(active.join(each, true()))
    else:  # it has no LATERAL
        ids = tables.delivery.alias("waiting")
        found = select(ids.c.execution_id, ids.c.not_before).select_from(active.join(ids, true()))
        found = found.where(
            ids.c.execution_id.in_(head.with_only_columns(_D.execution_id).correlate(tables.campaign, ways))
        )
    return found.where(_C.state == CampaignState.ACTIVE).subquery("queued")
