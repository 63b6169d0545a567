"""How things stand with the snapshots, as a value: for `warehouse status`, the home page and doctor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import polars as pl

from core.warehouse.snapshots.manifest import Finding, Snapshot
from core.warehouse.snapshots.snapshot import SnapshotStore


@dataclass(frozen=True, slots=True)
class SnapshotStatus:
    """The snapshot in force, its age, and the ids of all that are kept (the one in force last).

    The age is never negative, also when the clock was put back since.
    """

    snapshot: Snapshot
    age: timedelta
    kept: tuple[str, ...]

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings about the data that somebody should look at."""
        return tuple(f for f in self.snapshot.findings if f.level == "warning")

    @property
    def tables(self) -> pl.DataFrame:
        """The tables, as `table_status` gives them."""
        return table_status(self.snapshot)


def status(store: SnapshotStore, *, now: datetime) -> SnapshotStatus:
    """Return how things stand. Raises as `SnapshotStore.current`."""
    snapshot = store.current()
    return SnapshotStatus(snapshot, snapshot.age(now), tuple(s.id for s in store.list()))


def table_status(snapshot: Snapshot) -> pl.DataFrame:
    """Return a row a table.

    Columns: `table`, `rows`, `bytes`, `n_columns`, `first_on` and `last_on` (business days of its facts, null for a
    table that is not dated), `n_warnings`, `description`.
    """
    warned = [f.table for f in snapshot.findings if f.level == "warning"]
    rows = [
        (t.name, t.rows, t.bytes, len(t.columns), t.first_on, t.last_on, warned.count(t.name), t.description)
        for t in snapshot.tables.values()
    ]
    schema = {
        "table": pl.String,
        "rows": pl.Int64,
        "bytes": pl.Int64,
        "n_columns": pl.Int64,
        "first_on": pl.Date,
        "last_on": pl.Date,
        "n_warnings": pl.Int64,
        "description": pl.String,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def finding_status(snapshot: Snapshot) -> pl.DataFrame:
    """Return a row a finding about the data: `table`, `code`, `level` (info, warning), `rows`, `text`."""
    rows = [(f.table, f.code, f.level, f.rows, f.text) for f in snapshot.findings]
    schema = {"table": pl.String, "code": pl.String, "level": pl.String, "rows": pl.Int64, "text": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")
