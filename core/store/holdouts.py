"""The global holdout and its history, as rows. At most one is open at a time; a key of the table holds that."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, insert, select, update

from core.campaigns.model import Holdout
from core.errors import Conflict
from core.store import campaign_tables as tables

_H = tables.holdout.c
_COLUMNS = tuple(_H[f.name] for f in fields(Holdout))


class HoldoutRepository:
    """Holdouts inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> list[Holdout]:
        """Return every holdout there ever was, newest first."""
        return self._found()

    def open(self) -> Holdout | None:
        """Return the holdout in force, or None."""
        return next(iter(self._found(_H.open == 1)), None)

    def start(self, *, name: str, share: float, salt: str, at: datetime, by: str) -> Holdout:
        """Put a holdout in force and return it. Raises Conflict while another one is; `end` that first."""
        if (there := self.open()) is not None:
            raise Conflict(
                f"The holdout {there.name!r} is in force since {there.from_at:%Y-%m-%d %H:%M} UTC.",
                fix="End it first; its history is kept.",
            )
        values = {"open": 1, "name": name, "share": share, "salt": salt, "from_at": at, "started_by": by}
        made = self._connection.execute(insert(tables.holdout).values(values).returning(_H.holdout_id)).scalar_one()
        return Holdout(made, name, share, salt, at, None, by, None)

    def end(self, *, at: datetime, by: str) -> Holdout | None:
        """End the holdout in force and return it; None if there is none. It stays in the history."""
        there = self.open()
        if there is None:
            return None
        ended = update(tables.holdout).where(_H.open == 1).values(open=None, until_at=at, ended_by=by)
        self._connection.execute(ended)
        return self._found(_H.holdout_id == there.holdout_id)[0]

    def _found(self, *conditions: ColumnElement[bool]) -> list[Holdout]:
        query = select(*_COLUMNS).where(*conditions).order_by(_H.holdout_id.desc())
        return [Holdout(*row) for row in self._connection.execute(query)]
