"""What the outstanding points of a program are worth, and how they came about; pure functions over ledger entries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal, localcontext

import polars as pl

from core.programs.breakage import DEBT, LOT, Breakage, Estimate, breakage, lots_of
from core.programs.model import EntryKind

__all__ = ["Breakage", "Estimate", "LiabilityReport", "breakage", "report", "roll_forward", "vintages"]

CENT = Decimal("0.01")
MONEY = pl.Decimal(38, 2)
DIGITS = 100  # enough for points times value times share, so that only the end is rounded
ROLL = ["month", "opening", "earned", "burned", "expired", "adjusted", "closing"]
VINTAGES = ["month", "earned", "burned", "expired", "adjusted", "outstanding"]


@dataclass(frozen=True, slots=True)
class LiabilityReport:
    """The liability of a program at the end of the day `as_of`.

    outstanding: all points, debts taken off; gross: at `point_value`, in money. breakage: the share of the points left
    in lots that is expected to expire. deferred: the revenue to defer, gross without what is expected to expire; None
    when the breakage is unknown although points are left. Money is rounded to cents, half to even, each figure by
    itself, so rounded vintages may miss the rounded total by cents.
    vintages: as `vintages`, with breakage, breakage_low, breakage_high (shares), gross and deferred (money, nulls where
    unknown); debt does not expire, its breakage is null and its deferred revenue its gross. roll: as `roll_forward`.
    """

    as_of: date
    outstanding: int
    point_value: Decimal
    gross: Decimal
    breakage: Estimate
    deferred: Decimal | None
    vintages: pl.DataFrame
    roll: pl.DataFrame


def report(
    entries: pl.DataFrame, *, as_of: date, point_value: Decimal, inactivity_days: int | None = None
) -> LiabilityReport:
    """Value the points outstanding at the end of the day `as_of` (entries and inactivity_days as `breakage`)."""
    expected = breakage(entries, as_of=as_of, inactivity_days=inactivity_days)
    found = vintages(entries, until=as_of)
    outstanding = int(found["outstanding"].sum())
    return LiabilityReport(
        as_of, outstanding, point_value, _money(outstanding, point_value=point_value), expected.total,
        deferred_revenue(outstanding, expected.points, share=expected.total.value, point_value=point_value),
        _valued(found, expected, point_value=point_value), roll_forward(entries, until=as_of),
    )  # fmt: skip


def roll_forward(entries: pl.DataFrame, *, until: date) -> pl.DataFrame:
    """Return the movements of each month, from that of the first entry to that of `until`, without gaps.

    entries: columns kind, points, day; those after the day `until` are not counted.
    Columns: month (its first day), opening, earned, burned, expired (as taken away, so positive), adjusted
    (adjustments, reversals and offsets, signed), closing = opening + earned - burned - expired + adjusted. The last
    closing is the sum of all points. Without entries there is no row.
    """
    known = entries.filter(pl.col("day") <= until).with_columns(month=pl.col("day").dt.truncate("1mo"))
    sums = known.group_by("month").agg(_movements())
    span = pl.date_range(pl.col("month").min(), pl.lit(until), "1mo").alias("month")
    months = sums.select(span) if known.height else sums.select("month")
    moved = months.join(sums, on="month", how="left", maintain_order="left")
    change = pl.col("earned") - pl.col("burned") - pl.col("expired") + pl.col("adjusted")
    closed = moved.fill_null(0).with_columns(closing=change.cum_sum())
    return closed.with_columns(opening=pl.col("closing").shift(1, fill_value=0)).select(ROLL)


def vintages(entries: pl.DataFrame, *, until: date) -> pl.DataFrame:
    """Return what became of the lots of each month of earning, at the end of the day `until`.

    entries: columns customer_id, kind, lot, points, day, expires_on. A lot belongs to the month of its first entry.
    Columns: month (null, and last: what customers owe, which belongs to no lot), earned, burned, expired (positive),
    adjusted (signed), outstanding. Outstanding adds up to the sum of all points.
    """
    known = entries.filter(pl.col("day") <= until)
    month = pl.when(pl.col("lot") != DEBT).then(pl.col("month"))
    born = lots_of(known).select(*LOT, month=month)
    rows = known.join(born, on=LOT).group_by("month").agg(*_movements(), outstanding=pl.col("points").sum())
    return rows.sort("month", nulls_last=True).select(VINTAGES)


def deferred_revenue(outstanding: int, in_lots: int, *, share: float | None, point_value: Decimal) -> Decimal | None:
    """Return the money for `outstanding` points, of which a share of those in lots is expected to expire.

    Rounded to cents, half to even. None when the share is unknown; without points in lots it does not matter.
    """
    if not in_lots:
        return _money(outstanding, point_value=point_value)
    if share is None:
        return None
    return _money(outstanding, point_value=point_value, expiring=(in_lots, share))


def _movements() -> list[pl.Expr]:
    def of(kind: EntryKind) -> pl.Expr:
        return pl.col("points").filter(pl.col("kind") == kind.value).sum()

    taken = (EntryKind.EARN, EntryKind.BURN, EntryKind.EXPIRE)
    others = pl.col("points").filter(~pl.col("kind").is_in([kind.value for kind in taken])).sum()
    earned, burned, expired = map(of, taken)
    return [earned.alias("earned"), -burned.alias("burned"), -expired.alias("expired"), others.alias("adjusted")]


def _valued(found: pl.DataFrame, expected: Breakage, *, point_value: Decimal) -> pl.DataFrame:
    frame = found.join(expected.vintages, on="month", how="left", maintain_order="left")
    rows = frame.select("month", "outstanding", "breakage").rows()
    gross = [_money(n, point_value=point_value) for _, n, _ in rows]
    deferred = [
        deferred_revenue(n, 0 if month is None else n, share=share, point_value=point_value) for month, n, share in rows
    ]
    return frame.with_columns(pl.Series("gross", gross, dtype=MONEY), pl.Series("deferred", deferred, dtype=MONEY))


def _money(points: int, *, point_value: Decimal, expiring: tuple[int, float] = (0, 0.0)) -> Decimal:
    with localcontext(prec=DIGITS):
        in_lots, share = expiring
        kept = Decimal(points) - in_lots * Decimal(str(share))
        return (kept * point_value).quantize(CENT, ROUND_HALF_EVEN)
