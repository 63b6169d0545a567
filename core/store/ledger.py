"""The ledger of programs, and what was done by hand to their accounts, as rows that are only ever added.

There is no function that changes or removes one, and the database itself refuses to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import fields
from datetime import date, datetime
from typing import Any

import polars as pl
from sqlalchemy import Connection, Row, Table, exists, func, insert, literal, select
from sqlalchemy.exc import IntegrityError

from core.errors import Conflict
from core.kernel.clock import format_instant
from core.programs.model import Action, ActionKind
from core.store import tables
from core.store.frames import among, fitted, insert_frame, lengths, read_frame, refuse_long

_E = tables.ledger_entry.c
_A = tables.program_action.c
_RECORDED = {"program_id", "recorded_at", "recorded_by"}
ENTRY = tuple(c.name for c in _E if c.name not in {"entry_id", *_RECORDED})  # the columns of what is appended
ACTION = tuple(c.name for c in _A if c.name not in {"action_id", *_RECORDED})
_OF_ACTION = tuple(_A[f.name] for f in fields(Action))
_SAME = ("kind", "customer_id", "points", "value_cents", "option", "cancels")  # what an action is, whenever and why


class LedgerRepository:
    """Ledger entries and actions inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def entries(
        self, program_id: str, *, customers: Collection[str] | None = None, until: datetime | None = None
    ) -> pl.DataFrame:
        """Return the entries of a program (of these customers, at an instant before `until`), oldest first.

        Columns: those of the table ledger_entry; instants in UTC, days as dates, the rest as text and whole numbers.
        """
        conditions = () if until is None else (_E.at < until,)
        return self._found(tables.ledger_entry, program_id, customers, *conditions)

    def actions(self, program_id: str, *, customers: Collection[str] | None = None) -> pl.DataFrame:
        """Return the actions of a program (of these customers), oldest first; columns: those of program_action."""
        return self._found(tables.program_action, program_id, customers)

    def customers(self, program_id: str) -> pl.Series:
        """Return the ids (text) of everybody who has an entry or an action."""
        entries = select(_E.customer_id).where(_E.program_id == program_id)
        actions = select(_A.customer_id).where(_A.program_id == program_id)
        found = self._connection.execute(entries.union(actions)).scalars().all()
        return pl.Series("customer_id", found, dtype=pl.String)

    def expiring(self, program_id: str, *, after: date, until: date) -> pl.Series:
        """Return the ids (text) of everybody with a lot that expires after the one day, and up to and on the other."""
        query = select(_E.customer_id).where(_E.program_id == program_id, _E.expires_on > after, _E.expires_on <= until)
        found = self._connection.execute(query.distinct()).scalars().all()
        return pl.Series("customer_id", found, dtype=pl.String)

    def count(self, program_id: str) -> int:
        """Return how many entries a program has."""
        query = select(func.count()).where(_E.program_id == program_id)
        return int(self._connection.execute(query).scalar_one())

    def state(self, program_id: str) -> list[str | int]:
        """Return what changes whenever the ledger does: number, key and instant of the newest entry and action."""
        found: list[str | int] = []
        for table in (tables.ledger_entry, tables.program_action):
            number = next(iter(table.primary_key.columns))
            newest = select(number, table.c.key, table.c.recorded_at).where(table.c.program_id == program_id)
            row = self._connection.execute(newest.order_by(number.desc()).limit(1)).one_or_none()
            found += [] if row is None else [row[0], row[1], format_instant(row[2])]
        return found

    def find_action(self, program_id: str, key: str) -> Action | None:
        """Return the action of this key, if there is one."""
        return self._action(_A.program_id == program_id, _A.key == key)

    def gifts(self, program_id: str, prefix: str) -> pl.DataFrame:
        """Return the adjustments whose keys begin with `prefix`, oldest first.

        Columns: customer_id, key, at, points, reason, recorded_at, is_booked (whether the ledger has what it gave).
        """
        entry = literal("adjust:").concat(_A.key).concat(":adjust:").concat(_A.key)
        booked = exists().where(_E.key == entry, _E.program_id == program_id)
        columns = (_A.customer_id, _A.key, _A.at, _A.points, _A.reason, _A.recorded_at)
        query = select(*columns, booked.label("is_booked")).where(
            _A.program_id == program_id, _A.kind == ActionKind.ADJUST,
            func.substr(_A.key, 1, len(prefix)) == prefix,  # unlike LIKE, it knows no wild card and minds letter case
        )  # fmt: skip
        return read_frame(self._connection, query.order_by(_A.action_id))

    def append(self, program_id: str, rows: pl.DataFrame, *, recorded_at: datetime, recorded_by: str) -> int:
        """Add entries (columns ENTRY), all of them or none; return how many.

        They are numbered in the order of their keys. Raises Conflict for a key that is there or comes twice, BadInput
        for a text that is longer than every store can hold.
        """
        frame = fitted(rows, tables.ledger_entry, names=ENTRY).sort("key")  # what is sorted is twice as fast to index
        return self._add(tables.ledger_entry, program_id, frame, recorded_at=recorded_at, recorded_by=recorded_by)

    def add_actions(self, program_id: str, rows: pl.DataFrame, *, recorded_at: datetime, recorded_by: str) -> int:
        """Add actions (columns ACTION) in the order of the rows, all of them or none; return how many.

        Raises Conflict and BadInput as `append` does, and Conflict for a redemption that is cancelled already.
        """
        frame = fitted(rows, tables.program_action, names=ACTION)
        return self._add(tables.program_action, program_id, frame, recorded_at=recorded_at, recorded_by=recorded_by)

    def add_action(self, program_id: str, action: Action) -> tuple[Action, bool]:
        """Add one action; return it with its number, and whether it is new.

        An action of this key that is there already is returned if it does the same to the same customer; its instant
        and its reason may be others. Raises Conflict for one that does something else, and for a redemption that is
        cancelled already. The number that `action` comes with is not looked at.
        """
        there = self.find_action(program_id, action.key)
        if there is not None:
            if any(getattr(there, name) != getattr(action, name) for name in _SAME):
                raise Conflict(
                    f"There already is an action with the key {action.key!r}: {_said(there)}.",
                    fix="Use a new key for a new action; to repeat one safely, repeat all of it.",
                )
            return there, False
        if action.cancels is not None:
            self._refuse_cancelled(program_id, [action.cancels])
        values = {f.name: getattr(action, f.name) for f in fields(Action) if f.name != "action_id"}
        refuse_long(tables.program_action, {k: len(v) for k, v in values.items() if isinstance(v, str)})
        added = insert(tables.program_action).values(program_id=program_id, **values).returning(*_OF_ACTION)
        return _as_action(self._connection.execute(added).one()), True

    def _found(
        self, table: Table, program_id: str, customers: Collection[str] | None, *conditions: Any
    ) -> pl.DataFrame:
        number, _, *rest = table.c
        query = select(number, *rest).where(table.c.program_id == program_id, *conditions).order_by(number)
        if customers is not None:
            query = query.where(among(self._connection, table.c.customer_id, customers))
        found = read_frame(self._connection, query)
        return found.insert_column(
            1, pl.repeat(program_id, found.height, eager=True, dtype=pl.String).alias("program_id")
        )

    def _add(
        self, table: Table, program_id: str, frame: pl.DataFrame, *, recorded_at: datetime, recorded_by: str
    ) -> int:
        refuse_long(table, lengths(frame))
        recorded = {"program_id": program_id, "recorded_at": recorded_at, "recorded_by": recorded_by}
        whole = fitted(
            frame.with_columns(pl.lit(v).alias(k) for k, v in recorded.items()),
            table,
            names=[c.name for c in table.c if c.name in {*frame.columns, *recorded}],
        )
        try:
            with self._connection.begin_nested():  # whoever catches the error finds nothing of this call
                return insert_frame(self._connection, table, whole)
        except IntegrityError:
            self._refuse_taken(table, program_id, frame["key"].to_list())
            if "cancels" in frame.columns:
                self._refuse_cancelled(program_id, frame["cancels"].drop_nulls().to_list())
            raise

    def _refuse_taken(self, table: Table, program_id: str, keys: list[str]) -> None:
        """Raise Conflict if some of the keys are in the table or come twice."""
        query = select(table.c.key).where(table.c.program_id == program_id, among(self._connection, table.c.key, keys))
        there = set(self._connection.execute(query).scalars())
        twice = {key for key, n in Counter(keys).items() if n > 1}
        if found := sorted(there | twice):
            of = " or come twice" if twice else ""
            raise Conflict(
                f"{len(found):,} of these {len(keys):,} keys are recorded already{of}, such as {found[0]!r}.",
                fix="Read what is recorded anew and try again. Nothing of this was written.",
            )

    def _refuse_cancelled(self, program_id: str, keys: Collection[str]) -> None:
        """Raise Conflict if one of the redemptions is cancelled already."""
        there = self._action(_A.program_id == program_id, among(self._connection, _A.cancels, keys))
        if there is not None:
            raise Conflict(
                f"The redemption {there.cancels!r} is cancelled already: {_said(there)}.",
                fix="A redemption can be cancelled once; nothing is left to do.",
            )

    def _action(self, *conditions: Any) -> Action | None:
        found = self._connection.execute(select(*_OF_ACTION).where(*conditions).order_by(_A.action_id).limit(1))
        row = found.one_or_none()
        return None if row is None else _as_action(row)


def _as_action(row: Row[Any]) -> Action:
    values = {f.name: getattr(row, f.name) for f in fields(Action)}
    return Action(**{**values, "kind": ActionKind(row.kind)})


def _said(action: Action) -> str:
    what = f"{action.kind} of {action.cancels!r}" if action.cancels else f"{action.kind} of {action.points:,} points"
    return f"{what}, customer {action.customer_id}, recorded {action.recorded_at:%Y-%m-%d %H:%M} UTC"
