"""What the channel `outbox` keeps, as rows that are only ever added: each message once, by its key."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import polars as pl
from sqlalchemy import Connection, func, select

from core.store import campaign_tables as tables
from core.store.frames import fitted, insert_frame, lengths, read_frame, refuse_long, type_of, unknown

_M = tables.outbox_message.c
_KEPT = {c.name: "run" if c.name == "run_id" else c.name for c in _M if c.name not in {"message_id", "kept_at"}}


class OutboxRepository:
    """Kept messages inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, messages: Iterable[Any], *, at: datetime) -> int:
        """Keep the messages whose key is not known yet, and return how many those were.

        They have the attributes of the channels' own `Outgoing`. No address is kept.
        """
        rows = [[getattr(message, attribute) for attribute in _KEPT.values()] for message in messages]
        schema = {name: type_of(_M[name]) for name in _KEPT}
        frame = pl.DataFrame(rows, schema=schema, orient="row").with_columns(kept_at=pl.lit(at))
        frame = fitted(frame, tables.outbox_message, names=[*_KEPT, "kept_at"])
        refuse_long(tables.outbox_message, lengths(frame))
        return insert_frame(self._connection, tables.outbox_message, unknown(self._connection, _M.key, frame))

    def page(
        self, *, campaign: str | None = None, customer_id: str | None = None, limit: int = 100, offset: int = 0
    ) -> pl.DataFrame:
        """Return some of the messages (of the campaign with this slug, of a customer), newest first.

        Columns: those of the table outbox_message.
        """
        asked = ((_M.campaign, campaign), (_M.customer_id, customer_id))
        query = select(*_M).where(*(column == value for column, value in asked if value is not None))
        return read_frame(self._connection, query.order_by(_M.message_id.desc()).limit(limit).offset(offset))

    def count(self, *, campaign: str | None = None, customer_id: str | None = None) -> int:
        """Return how many messages `page` goes through."""
        query = select(func.count()).select_from(tables.outbox_message)
        for column, value in ((_M.campaign, campaign), (_M.customer_id, customer_id)):
            if value is not None:
                query = query.where(column == value)
        return int(self._connection.execute(query).scalar_one())
