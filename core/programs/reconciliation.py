"""The proof that a ledger ties: each check by itself, with what was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from core.programs.difference import BASE
from core.programs.entries import DEBT


@dataclass(frozen=True, slots=True)
class Check:
    """One invariant: what must be so, whether it is, and what was found."""

    name: str
    is_sound: bool
    found: str


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What was proved. differences: the entries that the ledger would need to say what it should (columns WRITTEN)."""

    checks: tuple[Check, ...]
    differences: pl.DataFrame

    @property
    def is_sound(self) -> bool:
        """Whether everything ties."""
        return all(check.is_sound for check in self.checks)


def reconciled(
    entries: pl.DataFrame, wanted: pl.DataFrame, *, lacks: pl.DataFrame, due: pl.DataFrame, expired: date | None
) -> Reconciliation:
    """Check a whole ledger.

    `wanted` is what purchases and actions come to, `lacks` what the ledger would need to say so; `due` are expiries
    that are still to be booked.
    """
    checks = (
        _keys(entries), _lots(entries), _debts(entries, due), _expiries(entries), _booked(entries, expired=expired),
        _corrections(entries), _said(entries, wanted), _replay(lacks),
    )  # fmt: skip
    return Reconciliation(checks, lacks)


def _keys(entries: pl.DataFrame) -> Check:
    twice = entries.height - entries["key"].n_unique()
    return Check("Every key stands once", twice == 0, f"{entries.height:,} entries, {twice:,} of them again")


def _lots(entries: pl.DataFrame) -> Check:
    sums = entries.filter(pl.col("lot") != DEBT).group_by("customer_id", "lot").agg(pl.col("points").sum())
    below = sums.filter(pl.col("points") < 0).height
    text = f"{sums.height:,} lots hold {sums['points'].sum():,} points, {below:,} are overdrawn"
    return Check("No lot gives more than it got", below == 0, text)


def _debts(entries: pl.DataFrame, due: pl.DataFrame) -> Check:
    columns = ["customer_id", "lot", "points"]
    owed = (
        pl.concat([entries.select(columns), due.select(columns)])
        .group_by("customer_id")
        .agg(
            pl.col("points").filter(pl.col("lot") == DEBT).sum().alias("owed"),
            pl.col("points").filter(pl.col("lot") != DEBT).sum().alias("left"),
        )
    )
    wrong = owed.filter((pl.col("owed") > 0) | ((pl.col("owed") < 0) & (pl.col("left") > 0))).height
    text = f"{owed.filter(pl.col('owed') < 0).height:,} customers owe points, {wrong:,} of them own some"
    return Check("Nobody owes points and owns some", wrong == 0, text)


def _expiries(entries: pl.DataFrame) -> Check:
    """An expiry by itself happens once in the life of a lot; later ones are those of cancellations."""
    own = entries.filter((pl.col("kind") == "expire") & (pl.col("key") == "expire:" + pl.col("lot")))
    twice = own.height - own.select("customer_id", "lot").n_unique()
    return Check("No points expire twice", twice == 0, f"{own.height:,} lots expired, {twice:,} of them again")


def _booked(entries: pl.DataFrame, *, expired: date | None) -> Check:
    own = entries.filter((pl.col("kind") == "expire") & (pl.col("key") == "expire:" + pl.col("lot")))
    early = 0 if expired is None else own.filter(pl.col("day") > expired).height
    early = own.height if expired is None else early
    until = "nothing was booked yet" if expired is None else f"booked up to {expired}"
    return Check("Expiries are booked up to the day that is said", early == 0, f"{until}, {early:,} beyond")


def _corrections(entries: pl.DataFrame) -> Check:
    named = entries["corrects"].drop_nulls()
    unknown = len(named) - int(named.is_in(entries["key"].implode()).sum())
    return Check("Every correction names an entry", unknown == 0, f"{len(named):,} corrections, {unknown:,} of nothing")


def _said(entries: pl.DataFrame, wanted: pl.DataFrame) -> Check:
    """What an entry says besides its points. A correction may leave out what the entry that it corrects says."""
    same = ["customer_id", "base", "at"]
    names = ["kind", "lot", "day", "expires_on", "spendable_on", "version"]
    right = wanted.select("customer_id", pl.col("key").alias("base"), "at", pl.col(names).name.suffix("_wanted"))
    both = entries.with_columns(BASE).join(right, on=same, how="inner")
    differs = [
        pl.col(c).ne_missing(pl.col(f"{c}_wanted")) & (pl.col("corrects").is_null() | pl.col(c).is_not_null())
        for c in names[:-1]
    ]
    differs.append((pl.col("kind_wanted") == "earn") & (pl.col("version") != pl.col("version_wanted")))
    wrong = both.filter(pl.any_horizontal(differs))["key"].sort()
    text = f"such as {wrong[0]!r}, {len(wrong):,} of them" if len(wrong) else f"{both.height:,} entries"
    return Check("Every entry says what it must", not len(wrong), text)


def _replay(lacks: pl.DataFrame) -> Check:
    text = f"{lacks.height:,} entries differ" if lacks.height else "every entry, point for point"
    return Check("The ledger is what purchases and actions come to", lacks.height == 0, text)
