"""How accounts stand, worked out from what a ledger holds."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from core.errors import Refused
from core.kernel.clock import business_day, reference_day
from core.programs.acting import Doings
from core.programs.difference import WRITTEN, missing
from core.programs.entries import movements
from core.programs.model import Program, ProgramVersion
from core.programs.settled import Settled
from core.programs.settlement import Policy, in_force, settle
from core.programs.values import LIMIT
from core.services.programs import found_in
from core.store import UnitOfWork

_WANTED = [c for c in WRITTEN if c != "corrects"]


@dataclass(frozen=True)
class Books:
    """Some accounts of a program at the end of the day `day`: how their lots stand, and what that was made of.

    earnings: the net earn entries (columns WRITTEN but `corrects`); entries, actions: those of the ledger that are
    known.
    """

    settled: Settled
    earnings: pl.DataFrame
    refunds: pl.DataFrame | None
    entries: pl.DataFrame
    actions: pl.DataFrame
    policies: tuple[Policy, ...]
    day: date

    @property
    def policy(self) -> Policy:
        """The version in force on the day."""
        return in_force(self.policies, self.day)

    def spendable(self, day: date) -> int:
        """Return the points of all these accounts that may be spent on a day."""
        books, number = self.settled.books, (day - date(1970, 1, 1)).days
        may = (books.lots.spendable <= number) & (books.lots.expires > number)
        return int(books.left[may].sum())

    def held(self, day: date) -> int:
        """Return the points of all these accounts that did not expire by the beginning of a day, less what is owed."""
        books, number = self.settled.books, (day - date(1970, 1, 1)).days
        return int(books.left[books.lots.expires > number].sum() - books.debt.sum())

    def uncovered(self) -> dict[str, int]:
        """Return what was not covered, by the key of each action: what pending points gave, or nobody."""
        acts, books = self.settled.prepared.act, self.settled.books
        keys = self.settled.actions["key"].to_list()
        return {keys[a]: int(s) for a, s in zip(acts, books.uncovered, strict=True) if a < len(keys)}

    def refuse_large(self) -> None:
        """Raise Refused for an account whose points reach 2^53: beyond, spreadsheets and JSON readers round them."""
        large = np.flatnonzero(np.abs(self.settled.balance) >= LIMIT)
        if len(large):
            raise Refused(
                f"Customer {self.settled.customers[int(large[0])]} would have 2^53 points or more, or owe as many.",
                fix="Look at what was adjusted by hand in that account. Nothing of this was written.",
            )

    def wanted(self, *, expired: date | None) -> pl.DataFrame:
        """Return what the ledger should hold; of expiries by themselves those up to and on the day `expired`."""
        rows = movements(self.settled)
        by_itself = (pl.col("kind") == "expire") & (pl.col("key") == "expire:" + pl.col("lot"))
        booked = (pl.col("day") <= pl.lit(expired, dtype=pl.Date)).fill_null(value=False)
        version = pl.lit(self.policy.version, dtype=pl.Int64).alias("version")
        rows = rows.filter(~by_itself | booked).with_columns(version)
        return pl.concat([self.earnings.select(_WANTED), rows.select(_WANTED)])

    def lacks(self, *, expired: date | None) -> pl.DataFrame:
        """Return the entries that the ledger lacks, corrections among them."""
        return missing(self.entries, self.wanted(expired=expired))


def books_of(
    entries: pl.DataFrame, actions: pl.DataFrame, policies: Sequence[Policy], *, refunds: pl.DataFrame | None,
    until: datetime, zone: ZoneInfo, earnings: pl.DataFrame | None = None,
) -> Books:  # fmt: skip
    """Return how accounts stand at the instant `until`, or at the last action if that is later.

    `earnings` are what purchases earned if that was worked out anew; else what the ledger holds of it.
    """
    earned = earned_in(entries) if earnings is None else earnings
    latest = actions["at"].max()
    day = reference_day(until, zone)
    if isinstance(latest, datetime) and latest >= until:
        day = max(day, business_day(latest, zone))
    settled = settle(earned, Doings(actions=actions, refunds=refunds), policies, until=day, zone=zone)
    return Books(settled, earned, refunds, entries, actions, tuple(policies), day)


def earned_in(entries: pl.DataFrame) -> pl.DataFrame:
    """Return what baskets earned according to ledger entries, corrections added up: a row a lot."""
    same = ["customer_id", "lot", "at"]
    earned = entries.filter(pl.col("kind") == "earn").group_by(same, maintain_order=True).agg(
        pl.col("points", "qualifying").sum(), pl.col("kind", "day", "spendable_on", "version").first(),
        pl.col("expires_on").drop_nulls().last(),
    )  # fmt: skip
    return (
        earned.filter((pl.col("points") != 0) | (pl.col("qualifying") != 0))
        .select(
            *(c for c in _WANTED if c in earned.columns and c != "key"),
            ("earn:" + pl.col("lot")).alias("key"),
            pl.lit(None, dtype=pl.String).alias("facts"),
        )
        .select(_WANTED)
    )


def policies_of(program: Program, versions: Sequence[ProgramVersion]) -> list[Policy]:
    """Return every version that was in force for at least a day, in the order of time. Raises Refused for a draft."""
    known = {v.version: v.definition for v in versions}
    found = [Policy(p.version, p.from_on, known[p.version]) for p in program.phases if p.until_on != p.from_on]
    if not found:
        raise Refused(
            f"Program {program.slug!r} was never in force, so it has no ledger.",
            fix=f"Activate it with `python -m core programs activate {program.slug}`, or replay it.",
        )
    return found


def program_in(work: UnitOfWork, name: str) -> tuple[Program, list[ProgramVersion]]:
    """Return a program that has a ledger, with all its versions. Raises NotFound, Refused."""
    program = found_in(work, name)
    versions = work.programs.versions(program.program_id)
    policies_of(program, versions)
    return program, versions


def of_accounts(
    work: UnitOfWork, program: Program, customers: Collection[str] | None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the ledger entries and the actions of these customers (None: of all)."""
    return (
        work.ledger.entries(program.program_id, customers=customers),
        work.ledger.actions(program.program_id, customers=customers),
    )
