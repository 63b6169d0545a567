"""What happens besides purchases: actions of customers, refunds, and assumed behaviour, made ready for the lots."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from core.programs.days import UNKNOWN
from core.programs.happenings import Op, Phase
from core.programs.moves import NONE
from core.programs.preparing import Acts
from core.programs.ragged import Bools, Ints

Kind: TypeAlias = pl.DataType | type[pl.DataType]
INSTANT = pl.Datetime("us", "UTC")
ACTIONS: dict[str, Kind] = {
    "customer_id": pl.String, "key": pl.String, "kind": pl.String, "points": pl.Int64, "cancels": pl.String,
    "at": INSTANT,
}  # fmt: skip
REFUNDS: dict[str, Kind] = {"basket": pl.String, "at": INSTANT}


class Acting(StrEnum):
    """What actions of customers mean in a run."""

    NONE = "none"  # nobody burns anything
    HISTORY = "history"  # redemptions and cancellations, each if it is covered
    LEDGER = "ledger"  # what was recorded happened: redemptions, cancellations, adjustments
    CHOICE = "choice"  # before chosen baskets, the dearest option that is covered is redeemed


@dataclass(frozen=True)
class Doings:
    """What happens besides purchases.

    actions: columns ACTIONS, in the order of their recording; refunds: columns REFUNDS; choosing: of each basket
    whether its customer redeems before it.
    """

    acting: Acting = Acting.NONE
    actions: pl.DataFrame | None = None
    refunds: pl.DataFrame | None = None
    choosing: Bools | None = None


_TAKEN = {Acting.HISTORY: ["redeem", "cancel"], Acting.LEDGER: ["redeem", "cancel", "adjust"]}


def days(column: pl.Series) -> Ints:
    """Return a column of days as numbers."""
    return column.to_physical().cast(pl.Int64).to_numpy()


def day_in(zone: ZoneInfo) -> pl.Expr:
    """Return the expression of the business day of the column `at`."""
    return pl.col("at").dt.convert_time_zone(str(zone)).dt.date().alias("day")


def actions_of(
    doings: Doings, customers: pl.Series, *, zone: ZoneInfo, between: tuple[date, date]
) -> tuple[pl.DataFrame, pl.Series]:
    """Return the actions that take part, with `day` and the customer's number `who`, and all customers."""
    wanted = _TAKEN.get(doings.acting)
    if doings.actions is None or wanted is None:
        return pl.DataFrame(schema={**ACTIONS, "day": pl.Date, "who": pl.Int64}), customers
    actions = doings.actions.select(list(ACTIONS)).filter(pl.col("kind").is_in(wanted)).with_columns(day_in(zone))
    actions = actions.filter(pl.col("day").is_between(*between))
    known = pl.concat([customers.rename("customer_id"), actions["customer_id"]]).unique(maintain_order=True)
    numbers = known.to_frame().with_row_index("who").with_columns(pl.col("who").cast(pl.Int64))
    return actions.join(numbers, on="customer_id", how="left", maintain_order="left"), known


def acts_of(actions: pl.DataFrame, acting: Acting, *, expires: Ints) -> Acts:
    """Return actions as operations; `expires` is the day on which what each gives expires."""
    rows = actions.with_row_index("row").with_columns(pl.col("row").cast(pl.Int64))
    redemptions = rows.filter(pl.col("kind") == "redeem").select(cancels="key", target="row")
    target = rows.join(redemptions, on="cancels", how="left", maintain_order="left")["target"].fill_null(NONE)
    points, kind = rows["points"].to_numpy(), rows["kind"].to_numpy()
    redeem = Op.REDEEM if acting is Acting.HISTORY else Op.DRAW
    op = np.select([kind == "redeem", kind == "cancel", points < 0], [redeem, Op.CANCEL, Op.TAKE], NONE)
    none = np.full(rows.height, NONE, dtype=np.int64)
    return Acts(
        rows["who"].to_numpy(), rows["at"].dt.epoch("us").to_numpy(), days(rows["day"]), op.astype(np.int64),
        np.abs(points), target.to_numpy(), none, np.full(rows.height, Phase.ACTION, dtype=np.int64), expires,
    )  # fmt: skip


def events_of(customer: Ints, at: Ints, day: Ints, *, basket: Ints, op: Op, target: Ints | None = None) -> Acts:
    """Return what happens at baskets as operations: refunds (of the lots `target`), or choices before them."""
    phase = Phase.REFUND if op is Op.REFUND else Phase.ACTION
    aim = np.full_like(basket, NONE) if target is None else target
    none = np.zeros_like(basket)
    return Acts(
        customer, at, day, np.full_like(basket, op), none, aim, basket, np.full_like(basket, phase), none + UNKNOWN
    )


def refunds_of(baskets: pl.DataFrame, refunds: pl.DataFrame | None, *, zone: ZoneInfo, until: int) -> pl.DataFrame:
    """Return the first refund of each basket, by its row: `row`, `at` (not before the basket) and `day`.

    `baskets` has `basket` and `at`. Refunds after the day `until` are not known yet.
    """
    if refunds is None or not refunds.height:
        return pl.DataFrame(schema={"row": pl.Int64, "at": INSTANT, "day": pl.Date})
    rows = baskets.select(pl.int_range(pl.len()).alias("row"), pl.col("basket").cast(pl.String), "at")
    first = refunds.group_by("basket").agg(pl.col("at").min().alias("refunded_at"))
    return (
        rows.join(first, on="basket")
        .sort(pl.col("basket").str.len_chars(), "basket")  # refunds of one instant go by source id
        .select("row", pl.max_horizontal("at", "refunded_at").alias("at"))
        .with_columns(day_in(zone))
        .filter(pl.col("day").to_physical() <= until)
    )
