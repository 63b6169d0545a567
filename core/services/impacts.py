"""What it would change to put a version in force: who changes tier, and how liability moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from core.programs.model import Program
from core.programs.replay import CENT
from core.programs.settlement import Policy
from core.programs.standing import standings
from core.services.ledgers import Ledgers
from core.services.programs import Programs
from core.services.replays import Replays

__all__ = ["Impact", "Impacts"]


@dataclass(frozen=True)
class Impact:
    """The impact of putting a version in force from `from_on` on.

    tier_moves: from_tier, to_tier, customers, of those who change; points and liability: before and after, money in
    `unit`. `note` says how they were found.
    """

    program: str
    version: int
    from_on: date
    n_customers: int
    n_changed_tier: int
    tier_moves: pl.DataFrame
    points_before: int
    points_after: int
    liability_before: Decimal
    liability_after: Decimal
    note: str

    def summary(self) -> dict[str, Any]:
        """Return it ready for JSON."""
        return {
            "program": self.program, "version": self.version, "from": self.from_on.isoformat(),
            "customers": self.n_customers, "customers_in_another_tier": self.n_changed_tier,
            "tier_moves": self.tier_moves.to_dicts(), "points_before": self.points_before,
            "points_after": self.points_after, "liability_before": str(self.liability_before),
            "liability_after": str(self.liability_after),
            "liability_change": str(self.liability_after - self.liability_before), "note": self.note,
        }  # fmt: skip


class Impacts:
    """Works out impacts before anything is changed."""

    def __init__(self, programs: Programs, replays: Replays, ledgers: Ledgers) -> None:
        self._programs = programs
        self._replays = replays
        self._ledgers = ledgers

    def impact(self, name: str, *, version: int | None = None, from_on: date | None = None) -> Impact:
        """Return what would change if this version were in force. Nothing is changed.

        Of a program with a ledger: the points there are stay, valued by the new version, and tiers are those that its
        thresholds give to the qualifying points there are. Of a first version: what all history since its start earns.
        """
        program = self._programs.get(name, version=version)
        day = from_on or self._programs.starts(program.slug, version=program.version.version)
        if program.accrued_until is None:
            return self._first(program, day)
        return self._next(program, day)

    def _first(self, program: Program, day: date) -> Impact:
        found = self._replays.replay(program, from_on=day)
        base = program.definition.tiers[0].name if program.definition.tiers else None
        people = found.by_customer.select("customer_id", to_tier="tier").with_columns(
            pl.lit(base, dtype=pl.String).alias("from_tier")
        )
        return self._told(
            program, day, people, points=(0, found.outstanding), values=(Decimal(0), found.liability),
            note=f"Nothing is in force yet: from {day} to {found.to_on}, history would have earned this.",
        )  # fmt: skip

    def _next(self, program: Program, day: date) -> Impact:
        books = self._ledgers.books(program.slug)
        new = Policy(program.version.version, day, program.definition)
        frames = [
            standings(books.settled, books.earnings, refunds=books.refunds, policy=policy, as_of_day=books.day)
            for policy in (books.policy, new)
        ]
        people = frames[0].select("customer_id", from_tier="tier").join(
            frames[1].select("customer_id", to_tier="tier"), on="customer_id"
        )  # fmt: skip
        points = int(frames[0]["balance"].sum())
        values = tuple((points * p.definition.point_value).quantize(CENT) for p in (books.policy, new))
        return self._told(
            program, day, people, points=(points, points), values=(values[0], values[1]),
            note=f"The points of the ledger on {books.day} stay as they are; earnings change from {day} on.",
        )  # fmt: skip

    def _told(
        self, program: Program, day: date, people: pl.DataFrame, *, points: tuple[int, int],
        values: tuple[Decimal, Decimal], note: str,
    ) -> Impact:  # fmt: skip
        moved = people.filter(pl.col("from_tier").ne_missing(pl.col("to_tier")))
        moves = moved.group_by("from_tier", "to_tier").agg(pl.len().cast(pl.Int64).alias("customers"))
        return Impact(
            program.slug, program.version.version, day, people.height, moved.height,
            moves.sort("customers", descending=True), *points, *values, note,
        )  # fmt: skip
