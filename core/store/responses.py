"""What customers did, as rows that are only ever added: each event once, by the key that its source gives it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import polars as pl
from sqlalchemy import Connection, func, literal, or_, select, text, union_all

from core.store import campaign_tables as tables
from core.store.frames import among, fitted, insert_frame, lengths, read_frame, refuse_long, unknown
from core.warehouse.contact import CHANNELS

_R = tables.response.c
RESPONSE = tuple(c.name for c in _R if c.name not in {"response_id", "recorded_at", "recorded_by"})


class ResponseRepository:
    """Response events inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def insert(self, rows: pl.DataFrame, *, recorded_at: datetime, recorded_by: str) -> tuple[int, int]:
        """Add the events (columns RESPONSE) whose key is not known yet; return how many were new and how many known.

        Of twins in the frame the first is taken. Raises BadInput for a text that is longer than every store can hold.
        """
        frame = fitted(rows, tables.response, names=RESPONSE)
        refuse_long(tables.response, lengths(frame))
        new = unknown(self._connection, _R.key, frame).with_columns(
            recorded_at=pl.lit(recorded_at), recorded_by=pl.lit(recorded_by)
        )
        whole = fitted(new, tables.response, names=new.columns)
        added = insert_frame(self._connection, tables.response, whole)
        return added, rows.height - added

    def of(self, *, campaign: str | None = None, customer_id: str | None = None) -> pl.DataFrame:
        """Return the events (of the campaign with this slug, of a customer) in the order in which they were recorded.

        Columns: RESPONSE.
        """
        asked = ((_R.campaign, campaign), (_R.customer_id, customer_id))
        query = select(*(_R[name] for name in RESPONSE))
        query = query.where(*(column == value for column, value in asked if value is not None))
        return read_frame(self._connection, query.order_by(_R.response_id))

    def after(self, response_id: int) -> pl.DataFrame:
        """Return the events that were recorded after the one of this number (0: all): response_id, then RESPONSE."""
        query = select(_R.response_id, *(_R[name] for name in RESPONSE)).where(_R.response_id > response_id)
        return read_frame(self._connection, query.order_by(_R.response_id))

    def last(self, until: int | None = None) -> tuple[int, str] | None:
        """Return number and key of the newest event (of the newest up to a number); None if there is none."""
        query = select(_R.response_id, _R.key).order_by(_R.response_id.desc()).limit(1)
        if until is not None:
            query = query.where(_R.response_id <= until)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else (row[0], row[1])

    def recorded_at(self) -> datetime | None:
        """Return when the newest event was recorded; None if there is none."""
        query = select(_R.recorded_at).order_by(_R.response_id.desc()).limit(1)
        return self._connection.execute(query).scalar_one_or_none()

    def suppressed(self, at: datetime | None = None, *, customers: Collection[str] | None = None) -> pl.DataFrame:
        """Return by which channels who (of these customers) may not be contacted, as of an instant.

        Without an instant it is after all that is recorded.

        Columns: customer_id, channel; a row for each channel. The latest event of the channel, or of all channels,
        counts; of two at the same instant, the one that takes consent away.
        """
        ways = union_all(*(select(literal(channel).label("channel")) for channel in CHANNELS)).subquery("ways")
        speaks = or_(_R.channel.is_(None), _R.channel == ways.c.channel)
        latest = func.row_number().over(
            partition_by=(_R.customer_id, ways.c.channel), order_by=(_R.at.desc(), _R.kind.desc())
        )
        is_about = text("response.kind IN ('unsubscribed', 'resubscribed')")  # as the index has it
        events = select(_R.customer_id, ways.c.channel, _R.kind, latest.label("place")).where(is_about)
        if at is not None:
            events = events.where(_R.at <= at)
        if customers is not None:
            events = events.where(among(self._connection, _R.customer_id, customers))
        each = events.select_from(tables.response.join(ways, speaks)).subquery()
        query = select(each.c.customer_id, each.c.channel).where(each.c.place == 1, each.c.kind == "unsubscribed")
        return read_frame(self._connection, query.order_by(each.c.customer_id, each.c.channel))
