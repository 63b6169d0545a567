"""Customer ids from outside: which of them the snapshot knows, and lists of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl

from core.errors import BadInput
from core.segments.relation import Listed
from core.warehouse import Engine, SnapshotStore, match_ids
from core.warehouse.parquet import fault

Ids = pl.Series | Sequence[str] | Sequence[int]


class CustomerIds:
    """Customer ids, checked as sets."""

    def __init__(self, engine: Engine, snapshots: SnapshotStore, *, folder: Path) -> None:
        self._engine = engine
        self._snapshots = snapshots
        self._folder = folder

    def sort_out(self, ids: Ids) -> tuple[pl.Series, pl.Series]:
        """Split ids into those of known customers and unknown ones (text); raises BadInput when none is known."""
        given = ids if isinstance(ids, pl.Series) else pl.Series("customer_id", [str(i) for i in ids], dtype=pl.String)
        match = match_ids(self._engine, self._snapshots.current(), given)
        if match.known.is_empty():
            sample = ", ".join(repr(i[:40]) for i in match.unknown.head(3))
            raise BadInput(
                f"None of the {len(match.unknown):,} ids is a customer of the snapshot; the first are {sample}."
                if sample
                else "There is no customer id among them.",
                fix="Check that it is the right column and the right warehouse, or refresh the snapshot.",
            )
        return match.known.cast(pl.String), match.unknown

    def listed(self, name: str, ids: Callable[[], pl.Series]) -> Listed:
        """Return a list of ids as a file that rules can refer to; `ids` is asked unless a whole file has this `name`.

        The store holds the list; the file only spares reading it again, so a damaged one is written anew.
        """
        path = self._folder / f"{name}.parquet"
        if fault(path) is not None:
            frame = pl.DataFrame({"customer_id": ids()})
            self._engine.write("SELECT customer_id FROM listed", path, tables={"listed": frame})
        return Listed(path)
