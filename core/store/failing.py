"""Channels that fail: what the last attempts of deliveries that still wait say of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import polars as pl
from sqlalchemy import ColumnElement, Connection, Subquery, func, select, union_all

from core.campaigns.model import DeliveryState, HeldUp
from core.store import campaign_tables as tables
from core.store.frames import read_frame
from core.store.waiting import queued

_D = tables.delivery.c
_SAMPLE = 200  # of each campaign and channel


def held_up(
    connection: Connection, channels: Sequence[str], *, now: datetime, campaign_id: str | None = None
) -> list[HeldUp]:
    """Return, for each channel that failed to send what it still has to send, how often and why the last time.

    Looked at are the deliveries whose next attempt is nearest to `now`, on both sides: those that were tried are among
    them, since what was never tried was due long before, or waits for the end of quiet hours. Whether the channel sent
    something since is asked of all campaigns.
    """
    if not channels:
        return []
    whose = () if campaign_id is None else (_D.campaign_id == campaign_id,)
    near = union_all(
        select(queued(connection, channels, _SAMPLE, _D.not_before > now, *whose).c.execution_id),
        select(queued(connection, channels, _SAMPLE, _D.not_before <= now, *whose, is_last=True).c.execution_id),
    ).subquery("near")
    tried = _D.execution_id.in_(select(near.c.execution_id)), _D.attempts > 0, _D.settled_at.is_not(None)
    found = read_frame(connection, select(_D.channel, _D.settled_at, _D.attempts, _D.reason).where(*tried))
    if found.is_empty():
        return []
    each = found.sort("settled_at", "attempts").group_by("channel").agg(
        pl.col("settled_at").last(), pl.col("attempts").max(), pl.col("reason").last()
    )  # fmt: skip
    failing = each["channel"].to_list()
    first = queued(connection, failing, 1, *whose)
    # Deliveries are claimed in the order of the index, so what went out last stands at the end of what went out.
    last = queued(connection, failing, _SAMPLE, state=DeliveryState.SENT, is_last=True)
    each = each.join(_by_channel(connection, first, func.min(_D.not_before).label("due_since")), on="channel")
    each = each.join(_by_channel(connection, last, func.max(_D.settled_at).label("sent_at")), on="channel", how="left")
    return [HeldUp(**row) for row in each.rename({"settled_at": "at"}).sort("channel").iter_rows(named=True)]


def _by_channel(connection: Connection, among: Subquery, value: ColumnElement[datetime]) -> pl.DataFrame:
    """Return a value of each channel (column channel, and that of the value) among some deliveries."""
    ids = select(among.c.execution_id)
    return read_frame(connection, select(_D.channel, value).where(_D.execution_id.in_(ids)).group_by(_D.channel))
