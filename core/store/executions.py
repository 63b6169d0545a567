"""What fired and what became of each customer on that occasion, as rows that are only ever added.

An execution is there once for a campaign, a customer and an occasion: a key of the table holds that, and triggers of
the database refuse to change or remove one. One transaction writes at a time, so the numbers handed out here are nobody
else's.
"""

from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import Any

import polars as pl
from sqlalchemy import ColumnElement, Connection, Row, func, insert, select
from sqlalchemy.exc import IntegrityError

from core.campaigns.model import Reason, Run
from core.errors import Conflict, NotFound
from core.kernel.canonical import canonical_json
from core.store import campaign_tables as tables
from core.store.frames import among, fitted, insert_frame, lengths, read_frame, refuse_long

_E = tables.execution.c
_R = tables.campaign_run.c
_D = tables.delivery.c
_C = tables.campaign.c
EXECUTIONS = tuple(c.name for c in _E)
EXECUTED = tuple(name for name in EXECUTIONS if name not in {"execution_id", "campaign_id", "run_id"})
OF_RUN = tuple(_R[f.name] for f in fields(Run))


class ExecutionRepository:
    """Runs and executions inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_run(self, run: Run) -> Run:
        """Record a firing and return it with its number; the number that `run` comes with is not looked at.

        Raises Conflict when the campaign has a run of this key already.
        """
        if self.run_of(run.campaign_id, run.key) is not None:
            raise Conflict(
                f"The occasion {run.key!r} of this campaign has fired already.", fix="Nothing is left to do for it."
            )
        values = {f.name: getattr(run, f.name) for f in fields(Run) if f.name != "run_id"}
        refuse_long(tables.campaign_run, {k: len(v) for k, v in values.items() if isinstance(v, str)})
        values["counts"] = canonical_json(dict(run.counts))
        added = insert(tables.campaign_run).values(values).returning(_R.run_id)
        return replace(run, run_id=self._connection.execute(added).scalar_one())

    def run(self, run_id: int) -> Run:
        """Return one run. Raises NotFound."""
        if found := self._runs(_R.run_id == run_id):
            return found[0]
        raise NotFound(f"There is no run {run_id} of a campaign.", fix="List the runs of the campaign.")

    def run_of(self, campaign_id: str, key: str) -> Run | None:
        """Return the run of a campaign that has this key, or None."""
        return next(iter(self._runs(_R.campaign_id == campaign_id, _R.key == key)), None)

    def runs(self, campaign_id: str | None = None) -> list[Run]:
        """Return the runs of a campaign, or of all, newest first."""
        return self._runs(*(() if campaign_id is None else (_R.campaign_id == campaign_id,)))

    def newest(self) -> dict[str, Run]:
        """Return the newest run of each campaign that has fired, by the campaign's id."""
        last = select(func.max(_R.run_id)).group_by(_R.campaign_id)
        return {run.campaign_id: run for run in self._runs(_R.run_id.in_(last))}

    def fired(self, campaign_id: str, trigger: str) -> tuple[int, str | None]:
        """Return how often a campaign was set off by a kind of trigger, and the greatest key of those runs."""
        query = select(func.count(), func.max(_R.key)).where(_R.campaign_id == campaign_id, _R.trigger == trigger)
        n, key = self._connection.execute(query).one()
        return int(n), key

    def last_run_id(self) -> int:
        """Return the number of the newest run of all, 0 if there is none."""
        return self._connection.execute(select(func.max(_R.run_id))).scalar_one() or 0

    def insert(self, run: Run, rows: pl.DataFrame) -> pl.DataFrame:
        """Add what became of customers in a run (columns EXECUTED), all or none; return it with columns EXECUTIONS.

        They are numbered in the order of their customers. Raises Conflict when one of them is there already or comes
        twice, BadInput for a text that is longer than every store can hold.
        """
        frame = fitted(rows, tables.execution, names=EXECUTED).sort("customer_id")  # the order of the index: faster
        last = self._connection.execute(select(func.max(_E.execution_id))).scalar_one() or 0
        whole = frame.select(
            pl.int_range(last + 1, last + 1 + pl.len(), dtype=pl.Int64).alias("execution_id"),
            pl.lit(run.campaign_id).alias("campaign_id"), pl.lit(run.run_id, pl.Int64).alias("run_id"), *EXECUTED,
        )  # fmt: skip
        refuse_long(tables.execution, lengths(frame))
        try:
            with self._connection.begin_nested():  # whoever catches the error finds nothing of this call
                insert_frame(self._connection, tables.execution, whole)
        except IntegrityError:
            self._refuse_twice(run.campaign_id, whole)
            raise
        return whole

    def frame(self, campaign_id: str, *, run_id: int | None = None) -> pl.DataFrame:
        """Return the executions of a campaign (of one run) in the order of their numbers.

        Columns: EXECUTIONS; instants in UTC, the rest text and whole numbers.
        """
        query = select(*_E).where(_E.campaign_id == campaign_id)
        if run_id is not None:
            query = query.where(_E.run_id == run_id)
        return read_frame(self._connection, query.order_by(_E.execution_id))

    def told(
        self, campaign_id: str, *, run_id: int | None = None, customer_id: str | None = None,
        outcome: Reason | None = None, limit: int | None = None,
    ) -> pl.DataFrame:  # fmt: skip
        """Return executions of a campaign (of a run, a customer, an outcome; so many) in the order of their numbers.

        Columns: EXECUTIONS, then state and reason of the delivery, null where there is none.
        """
        asked = ((_E.run_id, run_id), (_E.customer_id, customer_id), (_E.outcome, outcome))
        joined = tables.execution.outerjoin(tables.delivery, _D.execution_id == _E.execution_id)
        query = select(*_E, _D.state, _D.reason).select_from(joined).where(_E.campaign_id == campaign_id)
        query = query.where(*(column == value for column, value in asked if value is not None))
        return read_frame(self._connection, query.order_by(_E.execution_id).limit(limit))

    def of_customer(self, customer_id: str) -> pl.DataFrame:
        """Return the executions of one customer, newest first.

        Columns: EXECUTIONS, then campaign (slug), and state and reason of the delivery, null where there is none.
        """
        joined = tables.execution.join(tables.campaign, _C.campaign_id == _E.campaign_id)
        joined = joined.outerjoin(tables.delivery, _D.execution_id == _E.execution_id)
        query = select(*_E, _C.slug.label("campaign"), _D.state, _D.reason).select_from(joined)
        query = query.where(_E.customer_id == customer_id).order_by(_E.execution_id.desc())
        return read_frame(self._connection, query)

    def _runs(self, *conditions: ColumnElement[bool]) -> list[Run]:
        query = select(*OF_RUN).where(*conditions).order_by(_R.run_id.desc())
        return [as_run(row) for row in self._connection.execute(query)]

    def _refuse_twice(self, campaign_id: str, frame: pl.DataFrame) -> None:
        """Raise Conflict if some of the executions are there or come twice."""
        key = ["customer_id", "occasion"]
        ids = frame["customer_id"].to_list()
        there = select(_E.customer_id, _E.occasion).where(
            _E.campaign_id == campaign_id, among(self._connection, _E.customer_id, ids)
        )
        known = frame.join(read_frame(self._connection, there), on=key, how="semi")
        found = pl.concat([known.select(key), frame.filter(frame.select(key).is_duplicated()).select(key)]).unique()
        if not found.is_empty():
            who, occasion = found.sort(key).row(0)
            raise Conflict(
                f"{found.height:,} of these {frame.height:,} customers are there already or twice for the same "
                f"occasion, such as customer {who} on {occasion!r}.",
                fix="Plan again and fire what is left. Nothing of this was written.",
            )


def as_run(row: Row[Any]) -> Run:
    """Return the run that a row of the columns of Run holds."""
    values = {f.name: getattr(row, f.name) for f in fields(Run)}
    return Run(**{**values, "counts": json.loads(row.counts)})
