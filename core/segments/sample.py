"""Which customers a profile looks at: all, or above a bound every k-th row of the view's file, the same every time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from core.features import FeatureView
from core.segments.relation import quoted
from core.warehouse import Engine
from core.warehouse.parquet import relation as parquet

ROW = "file_row_number"
IN, ALL = "sampled as member", "sampled among all"


@dataclass(frozen=True, slots=True)
class Sampling:
    """Up to `exact` customers all are looked at; above, about `customers` of them and at least `members` members.

    A segment with fewer members than that is taken whole.
    """

    exact: int = 500_000
    customers: int = 100_000
    members: int = 10_000

    def steps(self, n_in: int, n_all: int) -> tuple[int, int]:
        """Return k for the members and for all customers: every k-th row is taken."""
        among_all = 1 if n_all <= self.exact else max(1, n_all // self.customers)
        return min(among_all, max(1, n_in // self.members)), among_all


SAMPLING = Sampling()


@dataclass(frozen=True, slots=True)
class Numbered:
    """The customers of a view with the number of their row, by which some of them can be taken."""

    view: FeatureView

    @property
    def dialect(self) -> str:
        """The engine's SQL: duckdb."""
        return self.view.dialect

    @property
    def as_of(self) -> datetime:
        """The instant (UTC)."""
        return self.view.as_of

    def over(self, _names: Collection[str], /) -> str:
        """Return the SQL behind FROM of `customer_id`, every feature and the row's number."""
        return parquet(self.view.path, numbered=True)


def sampled(
    engine: Engine, relation: str, names: Sequence[str], *, member: str, steps: tuple[int, int]
) -> pl.DataFrame:
    """Return the features `names` of the customers looked at, read in one pass over `relation` (of a `Numbered`).

    The columns IN and ALL say who stands for the members and who for all customers; many stand for both.
    """
    inside, everybody = f"({ROW} % {steps[0]} = 0 AND coalesce({member}, FALSE))", f"({ROW} % {steps[1]} = 0)"
    columns = [*map(quoted, names), f"{inside} AS {quoted(IN)}", f"{everybody} AS {quoted(ALL)}"]
    return engine.frame(f"SELECT {', '.join(columns)} FROM {relation} WHERE {everybody} OR {inside}")
