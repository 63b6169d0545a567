"""What happens to points, as columns that grow: the raw form of ledger entries."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from core.programs.ragged import Ints

EARN, BURN, EXPIRE, ADJUST, REVERSE, OFFSET = range(6)  # in the order of EntryKind
NONE = -1  # no lot but the debt; no cause; the start of the day
COLUMNS = ("kind", "customer", "lot", "payer", "points", "day", "at", "cause")


@dataclass
class Moves:
    """Movements of points, each a row.

    lot: its place among the lots, NONE for the debt; payer: the lot that paid a debt; at: microseconds, NONE for the
    start of the `day`; cause: the place of the operation behind it, NONE if there is none.
    """

    parts: list[tuple[Ints, ...]] = field(default_factory=list)

    def add(
        self, kind: int, customer: Ints, *, lot: Ints | int, points: Ints, day: Ints, at: Ints | int,
        cause: Ints | int = NONE, payer: Ints | int = NONE,
    ) -> None:  # fmt: skip
        """Add movements; those of no points are left out."""
        some = points != 0
        if not some.any():
            return
        values = (kind, customer, lot, payer, points, day, at, cause)
        whole = (np.broadcast_to(np.asarray(v, dtype=np.int64), points.shape) for v in values)
        self.parts.append(tuple(column[some] for column in whole))

    def columns(self) -> dict[str, Ints]:
        """Return all of them, column by column, in the order in which they were added."""
        if not self.parts:
            return {name: np.zeros(0, dtype=np.int64) for name in COLUMNS}
        return {name: np.concatenate(c) for name, c in zip(COLUMNS, zip(*self.parts, strict=True), strict=True)}
