"""Whole ledgers as files, so that a question about all customers does not read the store row by row.

A file is named by the state of its ledger: one that says anything else than the store has another name.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from core.kernel.canonical import digest
from core.programs.model import Program
from core.services.books import of_accounts
from core.store import Database
from core.warehouse.durable import beside, put, storage_errors
from core.warehouse.parquet import fault

Frames = tuple[pl.DataFrame, pl.DataFrame]  # entries and actions


class Mirror:
    """Copies of ledgers, beside the store."""

    def __init__(self, database: Database, *, folder: Path) -> None:
        self._database = database
        self._folder = folder

    def frames(self, program: Program) -> Frames:
        """Return all entries (the oldest first) and all actions of a program, as the store has them now."""
        with self._database.view() as work:
            state = digest(work.ledger.state(program.program_id))
            folder = self._folder / program.program_id
            files = folder / f"entries-{state}.parquet", folder / f"actions-{state}.parquet"
            if any(fault(file) is not None for file in files):
                _write(of_accounts(work, program, None), files)
            try:
                return pl.read_parquet(files[0], glob=False), pl.read_parquet(files[1], glob=False)
            except FileNotFoundError:  # another process saw a newer state meanwhile, and let go of these
                return of_accounts(work, program, None)


def _write(frames: Frames, files: tuple[Path, Path]) -> None:
    """Write the files, each whole or not at all, and let go of those of older states."""
    for frame, file in zip(frames, files, strict=True):
        temporary = beside(file)
        try:
            with storage_errors(file.parent):
                file.parent.mkdir(parents=True, exist_ok=True)
                frame.write_parquet(temporary)
            put(temporary, file)
        finally:
            temporary.unlink(missing_ok=True)
    for pattern in ("entries-*.parquet", "actions-*.parquet"):
        for old in files[0].parent.glob(pattern):
            if old not in files:
                old.unlink(missing_ok=True)
