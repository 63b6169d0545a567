"""The customers of the snapshot: which ids exist, and lists of them."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

import polars as pl

from core.errors import BadInput
from core.segments.relation import Listed
from core.warehouse import Engine, SnapshotStore, match_ids


class Customers:
    """Customer ids, checked as sets."""

    def __init__(self, engine: Engine, snapshots: SnapshotStore, *, folder: Path) -> None:
        self._engine = engine
        self._snapshots = snapshots
        self._folder = folder

    def sort_out(self, ids: pl.Series) -> tuple[pl.Series, pl.Series]:
        """Split ids (text) into those of known customers and unknown ones; raises BadInput when none is known."""
        match = match_ids(self._engine, self._snapshots.current(), ids)
        if match.known.is_empty():
            sample = ", ".join(map(repr, match.unknown.head(3)))
            raise BadInput(
                f"None of the {len(ids):,} ids is a customer of the snapshot; the first are {sample}.",
                fix="Check that it is the right column and the right warehouse, or refresh the snapshot.",
            )
        return match.known.cast(pl.String), match.unknown

    def listed(self, name: str, ids: Callable[[], pl.Series]) -> Listed:
        """Return a list of ids as a file that rules can refer to; `ids` is asked only if no file has this `name` yet."""
        path = self._folder / f"{name}.parquet"
        if not path.exists():
            self._folder.mkdir(parents=True, exist_ok=True)
            beside = path.with_suffix(f".{os.getpid()}.{threading.get_ident()}.tmp")
            pl.DataFrame({"customer_id": ids()}).write_parquet(beside)
            beside.replace(path)
        return Listed(path)
