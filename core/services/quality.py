"""The quality of the data: what stands in every column, and what the checks of each refresh found."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from core import logs
from core.errors import NotFound
from core.warehouse import Engine, Profile, Progress, Snapshot, SnapshotStore
from core.warehouse.column_files import ColumnFiles
from core.warehouse.profile import CUSTOMER_ID
from core.warehouse.progress import quiet


class Quality:
    """Answers about the data of the snapshot in force. Values of personal columns are in none of them."""

    def __init__(self, engine: Engine, snapshots: SnapshotStore, profile: Profile, *, folder: Path) -> None:
        self._engine = engine
        self._snapshots = snapshots
        self._profile = profile
        self._files = ColumnFiles(engine, folder)

    def columns(self, table: str) -> pl.DataFrame:
        """Return what stands in each column of a table: missing, different, lowest, highest, how values spread.

        Columns: `description` (the profile's), `is_personal`, and those of `column_statistics`. Counted once for each
        snapshot and then kept. Raises NotFound for a table that the snapshot does not hold, SnapshotMissing.
        """
        snapshot = self._snapshots.current()
        if table not in snapshot.tables:
            raise NotFound.among("table", table, snapshot.tables)
        personal = self._personal(snapshot, table)
        found = self._files.statistics(snapshot, table, personal=personal)
        declared = self._profile.tables[table].columns if table in self._profile.tables else {}
        said = [declared[c].description if c in declared else "" for c in found["column"]]
        return found.with_columns(
            pl.Series("description", said, dtype=pl.String),
            pl.col("column").is_in(sorted(personal)).alias("is_personal"),
        )

    def warm(self, progress: Progress = quiet) -> None:
        """Count what stands in the columns of every table of the snapshot in force, so that nobody waits for it."""
        snapshot = self._snapshots.current()
        for done, table in enumerate(snapshot.tables):
            progress(f"Counting what the columns of {table} hold", done / len(snapshot.tables))
            self._files.statistics(snapshot, table, personal=self._personal(snapshot, table))

    def _personal(self, snapshot: Snapshot, table: str) -> frozenset[str]:
        """Return the columns about a person: as the profile says, else by their names beside a customer's id."""
        columns = snapshot.tables[table].columns
        declared = self._profile.tables[table].columns if table in self._profile.tables else {}
        said = {c: declared[c].personal for c in columns if c in declared and declared[c].personal is not None}
        return frozenset(c for c in columns if said.get(c, CUSTOMER_ID in columns and logs.is_personal(c)))
