"""The folder of column statistics, `<snapshot id>/<table>-<digest>.parquet`: counted once for each snapshot."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path

import polars as pl

from core.kernel.canonical import digest
from core.warehouse.contents.columns import column_statistics
from core.warehouse.engine import Engine
from core.warehouse.parquet import fault, relation
from core.warehouse.snapshots.manifest import Snapshot
from core.warehouse.snapshots.published import ID

VERSION = 3  # of what is counted; another one is counted anew


class ColumnFiles:
    """Column statistics that are kept as long as their snapshot."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self._engine = engine
        self._folder = folder

    def statistics(self, snapshot: Snapshot, table: str, *, personal: Collection[str] = ()) -> pl.DataFrame:
        """Return what stands in each column of a table (columns as `column_statistics`), counted once and then read.

        What is kept holds no value of a `personal` column.
        """
        path = self._path(snapshot, table, personal)
        if fault(path) is None:
            return self._engine.frame(f"SELECT * FROM {relation(path)}")
        found = column_statistics(self._engine, snapshot, table, personal=personal)
        self._engine.write("SELECT * FROM found", path, tables={"found": found})
        self._prune(snapshot.folder.parent)
        return found

    def are_counted(self, snapshot: Snapshot, table: str, *, personal: Collection[str] = ()) -> bool:
        """Say whether they only need to be read."""
        return fault(self._path(snapshot, table, personal)) is None

    def _path(self, snapshot: Snapshot, table: str, personal: Collection[str]) -> Path:
        asked = digest({"version": VERSION, "personal": sorted(personal)})
        return self._folder / snapshot.id / f"{table}-{asked}.parquet"

    def _prune(self, snapshots: Path) -> None:
        """Remove what belongs to snapshots that are gone."""
        for folder in self._folder.iterdir():
            if ID.fullmatch(folder.name) and not (snapshots / folder.name).exists():
                shutil.rmtree(folder, ignore_errors=True)
