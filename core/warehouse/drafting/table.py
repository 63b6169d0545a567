"""A logical table in the making."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core.warehouse.drafting.columns import DraftColumn, LeftOut


@dataclass(frozen=True)
class DraftTable:
    """A logical table to be written down. `kind`: customers, fact, state or list; `remarks` stand above it.

    `watermark`: the column, and why it is only a proposal ("" when it is not). `because`: why the table is what it is.
    """

    name: str
    kind: str
    because: str
    columns: Sequence[DraftColumn]
    source: str | None = None
    sql: str | None = None
    comment: str = ""
    key: tuple[str, ...] = ()
    is_key_guess: bool = False
    instant: str | None = None
    day: str | None = None
    watermark: tuple[str, str] | None = None
    references: Mapping[str, tuple[str, bool]] = field(default_factory=dict)  # column -> (table, whether a guess)
    left_out: Sequence[LeftOut] = ()
    remarks: Sequence[str] = ()

    @property
    def is_state(self) -> bool:
        """Whether it says only what is true now."""
        return self.kind == "state" or (self.kind == "customers" and len(self.columns) > 1)

    def column(self, name: str) -> DraftColumn | None:
        """Return a column by its logical name, or None."""
        return next((c for c in self.columns if c.name == name), None)
