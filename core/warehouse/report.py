"""What a look at the warehouse found: all of it at once, so that a person can mend all of it at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from core.errors import LabError

DESCRIBED: dict[str, type[pl.DataType] | pl.DataType] = {
    "table": pl.String,
    "column": pl.String,
    "type": pl.String,
    "nullable": pl.Boolean,
    "comment": pl.String,
}
TABLES: dict[str, type[pl.DataType] | pl.DataType] = {
    "table": pl.String,
    "source": pl.String,
    "rows": pl.Int64,
    "is_exact": pl.Boolean,
    "newest": pl.Datetime("us", "UTC"),
    "declared": pl.Int64,
    "found": pl.Int64,
    "can_read": pl.Boolean,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: with what (`connection`, `table` or `table.column`), what was seen, what to do.

    `level` is error (a refresh would fail) or warning. `place` is the line of the profile that declares the subject.
    """

    level: str  # error | warning
    subject: str
    what: str
    fix: str
    place: str = ""

    def __str__(self) -> str:
        return f"{self.subject}: {self.what} ({self.place})" if self.place else f"{self.subject}: {self.what}"


def no_tables() -> pl.DataFrame:
    """Return the frame of a report that saw no table."""
    return pl.DataFrame(schema=TABLES)


@dataclass(frozen=True)
class SourceReport:
    """How the warehouse answers, and whether it fits the profile.

    address: where it is, without the password. server: what answered and its version; empty when nothing did.
    latency_ms: how long the shortest question took; None when there was no answer. tables: one row a logical table:
    `table`, `source` (the table behind it, or `sql`), `rows` (null when they could not be counted; `is_exact` says
    whether they were counted or are the server's estimate), `newest` (the latest instant or watermark, the freshness),
    `declared` and `found` (columns of the profile; how many of them the source gives), `can_read`.
    """

    address: str
    server: str = ""
    latency_ms: float | None = None
    faults: tuple[Fault, ...] = ()
    tables: pl.DataFrame = field(default_factory=no_tables)

    @property
    def errors(self) -> tuple[Fault, ...]:
        """The faults that keep a refresh from succeeding."""
        return tuple(f for f in self.faults if f.level == "error")

    @property
    def is_good(self) -> bool:
        """Whether a refresh can be expected to succeed."""
        return not self.errors

    @classmethod
    def failed(cls, address: str, error: LabError) -> SourceReport:
        """Return the report of a warehouse that could not be looked at."""
        return cls(address, faults=(Fault("error", "connection", error.what, error.fix),))


def tables_frame(rows: Sequence[dict[str, object]]) -> pl.DataFrame:
    """Return the frame of a report from one mapping a logical table."""
    return pl.DataFrame(list(rows), schema=TABLES, orient="row")
