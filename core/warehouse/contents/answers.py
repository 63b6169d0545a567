"""Answers to questions about one snapshot, kept beside it: what took a minute is read in milliseconds."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import polars as pl

from core.kernel.canonical import digest
from core.warehouse.durable import beside, put, storage_errors
from core.warehouse.engine import Params
from core.warehouse.parquet import fault
from core.warehouse.snapshots.manifest import Snapshot
from core.warehouse.snapshots.published import ID


class Asked(Protocol):
    """Something that answers a query with a frame."""

    def frame(self, sql: str, params: Params = None) -> pl.DataFrame:
        """Return the rows of a query."""
        ...


class Answers:
    """The answers of an `engine` about one `snapshot`, kept in `folder` for as long as the snapshot is."""

    def __init__(self, engine: Asked, snapshot: Snapshot, *, folder: Path) -> None:
        self._engine = engine
        self._folder = folder / snapshot.id
        self._snapshots = snapshot.folder.parent

    def frame(self, sql: str, params: Params = None) -> pl.DataFrame:
        """Return the kept answer to a query, or ask and keep it; a damaged one is asked again."""
        path = self._folder / f"{digest({'sql': sql, 'params': _spelled(params)})}.parquet"
        if fault(path) is None:
            return pl.read_parquet(path, glob=False)
        answer = self._engine.frame(sql, params)
        temporary = beside(path)
        with storage_errors(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
            try:
                answer.write_parquet(temporary)
                put(temporary, path)
            finally:
                temporary.unlink(missing_ok=True)
        self._prune()
        return answer

    def _prune(self) -> None:
        """Remove the answers about snapshots that are gone."""
        for of_snapshot in self._folder.parent.iterdir():
            if ID.fullmatch(of_snapshot.name) and not (self._snapshots / of_snapshot.name).exists():
                shutil.rmtree(of_snapshot, ignore_errors=True)


def _spelled(params: Params) -> dict[str, str]:
    given = params.items() if isinstance(params, Mapping) else enumerate(params or ())
    return {str(name): repr(value) for name, value in given}
