"""Where customers stand in a program at an instant: points, tier, what expires soon. Read off settled books."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from core.programs.acting import days, refunds_of
from core.programs.days import NEVER, number
from core.programs.definition import ProgramDefinition
from core.programs.entries import day_column, lots_frame
from core.programs.moves import NONE
from core.programs.ragged import Ints, sums
from core.programs.settled import Settled
from core.programs.settlement import Policy
from core.programs.tiers import Qualifying, ladder, standing

SOON = 30  # days


def standings(
    settled: Settled, earnings: pl.DataFrame, *, refunds: pl.DataFrame | None, policy: Policy, as_of_day: date
) -> pl.DataFrame:
    """Return a row for each customer in the books, as of the end of the day `as_of_day`.

    Columns: customer_id, balance, spendable, pending, debt, expiring (within SOON days), qualifying, tier (null without
    tiers), next_tier, points_to_next (both null at the top). `earnings` are the ledger's earn entries, net.
    """
    books, n, today = settled.books, len(settled.customers), number(as_of_day)
    lots, who = books.lots, books.lots.customer
    is_pending = lots.spendable > today + 1
    expires = lots.expires <= today + SOON
    counts = qualifying(earnings, refunds, settled)
    level = _levels(counts, policy, day=today, n=n)
    points = standing(counts, policy.definition, at_end_of=today, n_customers=n)
    frame = pl.DataFrame({
        "customer_id": settled.customers, "balance": settled.balance,
        "spendable": sums(np.where(is_pending, 0, books.left), who, n),
        "pending": sums(np.where(is_pending, books.left, 0), who, n), "debt": books.debt,
        "expiring": sums(np.where(expires, books.left, 0), who, n), "qualifying": points,
    })  # fmt: skip
    return frame.with_columns(*_tier_columns(policy.definition, level, points))


def qualifying(earnings: pl.DataFrame, refunds: pl.DataFrame | None, settled: Settled) -> Qualifying:
    """Return the qualifying points of earn entries; customers are numbered as in the books."""
    numbers = settled.customers.rename("customer_id").to_frame().with_row_index("who")
    rows = earnings.join(numbers, on="customer_id", how="inner", maintain_order="left").sort("who", "at")
    found = refunds_of(rows.select(pl.col("lot").alias("basket"), "at"), refunds, zone=settled.zone, until=NEVER)
    refunded = np.full(rows.height, NEVER, dtype=np.int64)
    refunded[found["row"].to_numpy()] = days(found["day"])
    who = rows["who"].cast(pl.Int64).to_numpy()
    return Qualifying(who, days(rows["day"]), rows["qualifying"].to_numpy(), refunded)


def lots_of(settled: Settled, customer_id: str) -> pl.DataFrame:
    """Return one customer's lots: lot, arrived_on, points, left, expires_on (null: never), spendable_on."""
    books, lots = settled.books, settled.books.lots
    who = settled.customers.to_list()
    place = who.index(customer_id) if customer_id in who else NONE
    rows = np.flatnonzero((lots.customer == place) & ((lots.points > 0) | (books.left > 0)))
    columns = {"arrived_on": lots.day[rows], "expires_on": lots.expires[rows], "spendable_on": lots.spendable[rows]}
    names = lots_frame(settled)["name"].gather(pl.Series(rows, dtype=pl.UInt32))
    return pl.DataFrame({"lot": names, "points": lots.points[rows], "left": books.left[rows]}).with_columns(
        *(day_column(name, numbers) for name, numbers in columns.items())
    ).select("lot", "arrived_on", "points", "left", "expires_on", "spendable_on")  # fmt: skip


def _levels(counts: Qualifying, policy: Policy, *, day: int, n: int) -> Ints:
    if not policy.definition.tiers:
        return np.zeros(n, dtype=np.int64)
    held = ladder(counts, policy.definition, begin=number(policy.from_on), until=day + 1)
    return held.at(np.arange(n), np.full(n, day + 1))


def _tier_columns(definition: ProgramDefinition, level: Ints, points: Ints) -> list[pl.Expr]:
    tiers = definition.tiers
    if not tiers:
        text, whole = pl.lit(None, dtype=pl.String), pl.lit(None, dtype=pl.Int64)
        return [text.alias("tier"), text.alias("next_tier"), whole.alias("points_to_next")]
    names = pl.Series([tier.name for tier in tiers], dtype=pl.String)
    following = np.minimum(level + 1, len(tiers) - 1)
    is_top = pl.Series(level == len(tiers) - 1)
    needed = np.array([tier.threshold for tier in tiers], dtype=np.int64)[following]
    missing = pl.Series(np.maximum(needed - points, 0))
    above = names.gather(pl.Series(following, dtype=pl.UInt32))
    return [
        pl.lit(names.gather(pl.Series(level, dtype=pl.UInt32))).alias("tier"),
        pl.when(is_top).then(None).otherwise(pl.lit(above)).alias("next_tier"),
        pl.when(is_top).then(None).otherwise(pl.lit(missing)).alias("points_to_next"),
    ]
