"""The quality of the data: what stands in every column, and what the checks of each refresh found."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from core.errors import NotFound, did_you_mean
from core.services.findings import finding_table
from core.services.personal import personal_columns
from core.warehouse import Engine, Finding, Profile, Progress, Snapshot, SnapshotStore
from core.warehouse.contents.column_files import ColumnFiles
from core.warehouse.contents.examples import examples
from core.warehouse.progress import quiet

NULLED = "nulled_"  # with the column's name, the code of a finding


class Quality:
    """Answers about the data of the snapshot in force. Values of personal columns are in none of them."""

    def __init__(self, engine: Engine, snapshots: SnapshotStore, profile: Profile, *, folder: Path) -> None:
        self._engine = engine
        self._snapshots = snapshots
        self._profile = profile
        self._files = ColumnFiles(engine, folder)

    def columns(self, table: str) -> pl.DataFrame:
        """Return what stands in each column of a table: missing, different, lowest, highest, how values spread.

        Columns: those of `column_statistics`, `description` (the profile's), `is_personal`, and `n_nulled`: values that
        cannot be counted with, such as infinity, and that the snapshot therefore lacks. Counted once for each snapshot
        and then kept. Raises NotFound for a table that the snapshot does not hold, SnapshotMissing.
        """
        snapshot = self._held(table)
        personal = self._personal(snapshot, table)
        found = self._files.statistics(snapshot, table, personal=personal)
        declared = self._profile.tables[table].columns if table in self._profile.tables else {}
        said = [declared[c].description if c in declared else "" for c in found["column"]]
        nulled = {f.code: f.rows for f in snapshot.findings if f.table == table and f.code.startswith(NULLED)}
        n_nulled = [nulled.get(f"{NULLED}{c}", 0) for c in found["column"]]
        return found.with_columns(
            pl.Series("n_nulled", n_nulled, dtype=pl.Int64),
            pl.Series("description", said, dtype=pl.String),
            pl.col("column").is_in(sorted(personal)).alias("is_personal"),
        )

    def findings(self) -> pl.DataFrame:
        """Return every check of the snapshot in force and how it came out, the gravest first.

        Columns as `finding_table`. Columns without any value are found once `columns` or `warm` has counted them.
        Raises SnapshotMissing.
        """
        snapshot = self._snapshots.current()
        return finding_table(snapshot, [f for table in snapshot.tables for f in self._empty(snapshot, table)])

    def examples(self, table: str, code: str) -> pl.DataFrame | None:
        """Return up to 20 of the rows that a finding counted, by their keys; None when there is nothing to show.

        `table` and `code` are those of `findings`. Raises NotFound, SnapshotMissing.
        """
        snapshot = self._held(table)
        declared = self._profile.tables.get(table)
        watch = declared.watch[code].count if declared and code in declared.watch else ""
        hidden = self._personal(snapshot, table)
        return examples(self._engine, snapshot, table, code=code, watch=watch, hidden=hidden)

    def warm(self, progress: Progress = quiet) -> None:
        """Count what stands in the columns of every table of the snapshot in force, so that nobody waits for it."""
        snapshot = self._snapshots.current()
        for done, table in enumerate(snapshot.tables):
            progress(f"Counting what the columns of {table} hold", done / len(snapshot.tables))
            self._files.statistics(snapshot, table, personal=self._personal(snapshot, table))

    def _held(self, table: str) -> Snapshot:
        snapshot = self._snapshots.current()
        if table not in snapshot.tables:
            raise NotFound(
                f"The snapshot holds no table {table!r}. {did_you_mean(table, snapshot.tables)}".rstrip(),
                fix=f"Name one of: {', '.join(snapshot.tables)}.",
            )
        return snapshot

    def _empty(self, snapshot: Snapshot, table: str) -> list[Finding]:
        """Return the columns that hold nothing, as far as that was counted."""
        personal = self._personal(snapshot, table)
        if not self._files.are_counted(snapshot, table, personal=personal):
            return []
        found = self._files.statistics(snapshot, table, personal=personal)
        empty = found.filter((pl.col("rows") > 0) & (pl.col("n_missing") == pl.col("rows")))
        return [Finding(table, f"empty_{c}", "info", n, f"rows: {c} has no value in any")
                for c, n in empty.select("column", "rows").iter_rows()]  # fmt: skip

    def _personal(self, snapshot: Snapshot, table: str) -> frozenset[str]:
        return personal_columns(self._profile, snapshot, table)
