"""How everything stands after all that happened, with the names of lots, customers and actions."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from core.programs.lots import Books
from core.programs.preparing import Acts, Prepared
from core.programs.ragged import Ints


@dataclass(frozen=True)
class Settled:
    """The books, and who and what they are about.

    customers: ids (text) by number; actions: those that took part, in their order; baskets: the ids (text) that `of` in
    `prepared` counts.
    """

    prepared: Prepared
    books: Books
    acts: Acts
    actions: pl.DataFrame
    customers: pl.Series
    baskets: pl.Series
    zone: ZoneInfo

    @property
    def balance(self) -> Ints:
        """The points of each customer at the end: what is left, less what is owed."""
        found = -self.books.debt
        np.add.at(found, self.books.lots.customer, self.books.left)
        return found
