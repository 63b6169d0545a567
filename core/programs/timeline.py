"""The baskets of a program's running time as arrays, in the order of customers and, for each, of time and source id."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from core.errors import Refused
from core.programs.ragged import Ints
from core.programs.values import LIMIT

RULE = "rule_"  # the columns of base points: rule_0, rule_1, ... in the order of the definition


@dataclass(frozen=True)
class Timeline:
    """Baskets in order. `frame` has customer_id, basket, at (UTC) and day; the arrays follow its rows.

    customer: 0, 1, ... in the order of the rows; at: microseconds since 1970; day: days since 1970; base: the points of
    each rule (rules x baskets), before multipliers and caps.
    """

    frame: pl.DataFrame
    customer: Ints
    at: Ints
    day: Ints
    base: Ints
    n_customers: int

    @classmethod
    def of(cls, frame: pl.DataFrame) -> Timeline:
        """Read a frame in order: customer_id, basket, at, day, rule_0, rule_1, ...

        Raises Refused for points of 2^53 or more.
        """
        rules = [c for c in frame.columns if c.startswith(RULE)]
        customer = frame["customer_id"].rle_id().cast(pl.Int64).to_numpy() if frame.height else np.zeros(0, np.int64)
        base = np.array([frame[c].to_numpy() for c in rules], dtype=np.int64).reshape(len(rules), frame.height)
        refuse_large(base)
        return cls(
            frame.select("customer_id", "basket", "at", "day"), customer,
            frame["at"].dt.epoch("us").to_numpy(), frame["day"].to_physical().cast(pl.Int64).to_numpy(), base,
            int(customer[-1]) + 1 if frame.height else 0,
        )  # fmt: skip

    @property
    def n(self) -> int:
        """How many baskets there are."""
        return len(self.customer)

    @cached_property
    def in_time(self) -> Ints:
        """The baskets of all customers in the order of time, then source id: what a budget for all is spent in."""
        return in_order(self.frame)


def in_order(frame: pl.DataFrame) -> Ints:
    """Return the rows in the order of time, then source id: shorter ones first, then by code point."""
    found = frame.select(pl.int_range(pl.len()).alias("row"), "at", pl.col("basket").cast(pl.String))
    ordered = found.sort("at", pl.col("basket").str.len_chars(), "basket", "row")
    return ordered["row"].to_numpy().astype(np.int64)


def refuse_large(points: Ints) -> None:
    """Raise Refused where points reach 2^53: beyond, spreadsheets and JSON readers would round them."""
    if len(points) and points.size and int(points.max()) >= LIMIT:
        raise Refused(
            "A single event would earn 2^53 points or more, which cannot be counted exactly everywhere.",
            fix="Lower the factor in the earn rule's points; caps come after them.",
        )
