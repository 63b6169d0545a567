"""Recalculations of segments, as rows. A run is only ever added."""

from __future__ import annotations

from dataclasses import fields, replace

from sqlalchemy import Connection, Row, func, insert, select
from sqlalchemy.exc import IntegrityError

from core.segments.model import Run
from core.store import tables

_R = tables.segment_run.c
_COLUMNS = tuple(_R[f.name] for f in fields(Run))


class RunRepository:
    """Runs inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, run: Run) -> Run:
        """Insert the run and return it with its number; if the same run is there already, return that one."""
        values = {f.name: getattr(run, f.name) for f in fields(Run) if f.name != "run_id"}
        try:
            with self._connection.begin_nested():
                key = self._connection.execute(insert(tables.segment_run).values(values)).inserted_primary_key
        except IntegrityError:
            same = self.same(run)
            if same is None:
                raise
            return same
        return replace(run, run_id=key[0])

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

    def latest(self) -> dict[str, Run]:
        """Return the newest run of every segment, by segment id."""
        newest = select(func.max(_R.run_id)).group_by(_R.segment_id)
        found = self._connection.execute(select(*_COLUMNS).where(_R.run_id.in_(newest)))
        return {row.segment_id: _run(row) for row in found}


def _run(row: Row) -> Run:  # type: ignore[type-arg]
    return Run(*row)
