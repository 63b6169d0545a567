"""Recalculations of segments, as rows. A run is only ever added."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from core.errors import Conflict
from core.segments.model import Run
from core.store import tables

_R = tables.segment_run.c
_COLUMNS = tuple(_R[f.name] for f in fields(Run))


class RunRepository:
    """Runs inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, run: Run, *, after: int | None) -> Run:
        """Insert the run and return it with its number; if the same run is there already, return that one.

        `after` is the number of the run that it was compared with. Raises Conflict when another came in between.
        """
        lock = select(tables.segment.c.segment_id).where(tables.segment.c.segment_id == run.segment_id)
        self._connection.execute(lock.with_for_update())  # one recalculation of a segment is recorded at a time
        if (same := self.same(run)) is not None:
            return same
        last = self._connection.execute(select(func.max(_R.run_id)).where(_R.segment_id == run.segment_id)).scalar_one()
        if last != after:
            raise Conflict(
                f"The segment was recalculated by somebody else meanwhile (run {last}); this one was not recorded.",
                fix="Recalculate again.",
            )
        values = {f.name: getattr(run, f.name) for f in fields(Run) if f.name != "run_id"}
        added = insert(tables.segment_run).values(values).returning(_R.run_id)
        return replace(run, run_id=self._connection.execute(added).scalar_one())

    def same(self, run: Run) -> Run | None:
        """Return the stored run of the same version and inputs as of the same instant, if there is one."""
        query = select(*_COLUMNS).where(
            _R.segment_id == run.segment_id, _R.version == run.version, _R.snapshot_id == run.snapshot_id,
            _R.dictionary == run.dictionary, _R.inputs == run.inputs, _R.as_of == run.as_of,
        )  # fmt: skip
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _run(row)

    def of(self, segment_id: str) -> list[Run]:
        """Return the runs of one segment, oldest first."""
        query = select(*_COLUMNS).where(_R.segment_id == segment_id).order_by(_R.run_id)
        return [_run(row) for row in self._connection.execute(query)]

    def by_segment(self) -> dict[str, list[Run]]:
        """Return the runs of every segment, oldest first, by segment id."""
        found: dict[str, list[Run]] = {}
        for row in self._connection.execute(select(*_COLUMNS).order_by(_R.run_id)):
            found.setdefault(row.segment_id, []).append(_run(row))
        return found

    def latest(self) -> dict[str, Run]:
        """Return the newest run of every segment, by segment id."""
        newest = select(func.max(_R.run_id)).group_by(_R.segment_id)
        found = self._connection.execute(select(*_COLUMNS).where(_R.run_id.in_(newest)))
        return {row.segment_id: _run(row) for row in found}


def _run(row: Row[Any]) -> Run:
    return Run(*(getattr(row, f.name) for f in fields(Run)))
