"""A program run over history: what every basket earns, and how all lots stand at the end.

    Timeline    baskets with the base points of each rule (events.py makes it from a snapshot)
    awards      tiers, multipliers, caps
    Books       lots: expiry, burning, refunds, debts

docs/PROGRAMS.md says what all this means. It is written for all customers at once; tests/property/programs/reference.py
says the same for one customer and one event at a time, and the two are compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from core.errors import Refused
from core.programs.awards import Awards, awards
from core.programs.days import NEVER, expires_on, number
from core.programs.definition import ProgramDefinition
from core.programs.happenings import Op, Phase
from core.programs.lots import Books
from core.programs.moves import NONE
from core.programs.preparing import Acts, Earned, Prepared, prepared
from core.programs.ragged import Bools, Ints
from core.programs.settling import settled
from core.programs.timeline import Timeline
from core.programs.values import LIMIT

INSTANT = pl.Datetime("us", "UTC")
ACTIONS = {
    "customer_id": pl.String, "key": pl.String, "kind": pl.String, "points": pl.Int64, "cancels": pl.String,
    "at": INSTANT,
}  # fmt: skip
REFUNDS = {"basket": pl.String, "at": INSTANT}


class Acting(StrEnum):
    """What actions of customers mean in a run."""

    NONE = "none"  # nobody burns anything
    HISTORY = "history"  # redemptions and cancellations, each if it is covered
    LEDGER = "ledger"  # what was recorded happened: redemptions, cancellations, adjustments
    CHOICE = "choice"  # before chosen baskets, the dearest option that is covered is redeemed


@dataclass(frozen=True)
class Doings:
    """What happens besides purchases.

    actions: columns ACTIONS, in the order of their recording; refunds: columns REFUNDS; choosing: of each basket whether
    its customer redeems before it.
    """

    acting: Acting = Acting.NONE
    actions: pl.DataFrame | None = None
    refunds: pl.DataFrame | None = None
    choosing: Bools | None = None


@dataclass(frozen=True)
class Run:
    """The outcome. `customers` are the ids (text) by number; `actions` those that took part, in their order."""

    definition: ProgramDefinition
    timeline: Timeline
    awards: Awards
    prepared: Prepared
    books: Books
    acts: Acts
    actions: pl.DataFrame
    customers: pl.Series
    from_on: date
    to_on: date
    zone: ZoneInfo

    @property
    def balance(self) -> Ints:
        """The points of each customer at the end: what is left, less what is owed."""
        found = -self.books.debt
        np.add.at(found, self.books.lots.customer, self.books.left)
        return found


def run(
    definition: ProgramDefinition, baskets: pl.DataFrame, doings: Doings, *, from_on: date, to_on: date, zone: ZoneInfo
) -> Run:
    """Return what comes of a program over the days `from_on` .. `to_on`, begun with nothing.

    `baskets` are those of these days, in order (see Timeline). Raises Refused for points of 2^53 or more.
    """
    timeline, until = Timeline.of(baskets), number(to_on)
    refunds = _refunds(timeline, doings.refunds, zone=zone, until=until)
    refunded = np.full(timeline.n, NEVER, dtype=np.int64)
    refunded[refunds["row"].to_numpy()] = days(refunds["day"])
    found = awards(timeline, definition, refunded=refunded, begin=number(from_on), until=until)
    points = found.points.sum(axis=0)
    earned = _earned(timeline, points, definition)
    customers = timeline.frame["customer_id"].unique(maintain_order=True).cast(pl.String)
    actions, customers = _actions(doings, customers, zone=zone, between=(from_on, to_on))
    acts = _acts(actions, doings.acting) + _choices(timeline, doings.choosing) + _returns(timeline, earned, refunds)
    ready = prepared(earned, acts, expiry=definition.expiry)
    options = np.unique(np.array([option.points for option in definition.burn], dtype=np.int64))
    books = settled(ready.lots, ready.ops, n_customers=len(customers), options=options, until=until)
    return Run(definition, timeline, found, ready, books, acts, actions, customers, from_on, to_on, zone)


def days(column: pl.Series) -> Ints:
    """Return a column of days as numbers."""
    return column.to_physical().cast(pl.Int64).to_numpy()


def _earned(timeline: Timeline, points: Ints, definition: ProgramDefinition) -> Earned:
    if points.sum(dtype=float) >= LIMIT:
        raise Refused(
            "All customers together would earn 2^53 points or more, which cannot be counted exactly everywhere.",
            fix="Lower the factor in the earn rules' points, or add caps.",
        )
    rows = np.flatnonzero(points > 0)
    day = timeline.day[rows]
    waits = definition.expiry is not None and definition.expiry.inactivity_days is not None
    expires = np.full_like(day, NONE) if waits else expires_on(day, definition.expiry)
    return Earned(
        timeline.customer[rows], timeline.at[rows], day, points[rows], expires, day + definition.pending_days, rows
    )


def _refunds(timeline: Timeline, refunds: pl.DataFrame | None, *, zone: ZoneInfo, until: int) -> pl.DataFrame:
    """Return the first refund of each basket, by its row: `row`, `at` (not before the basket) and `day`."""
    if refunds is None or not refunds.height:
        return pl.DataFrame(schema={"row": pl.Int64, "at": INSTANT, "day": pl.Date})
    rows = timeline.frame.select(pl.int_range(pl.len()).alias("row"), pl.col("basket").cast(pl.String), "at")
    first = refunds.group_by("basket").agg(pl.col("at").min().alias("refunded_at"))
    return (
        rows.join(first, on="basket")
        .sort(pl.col("basket").str.len_chars(), "basket")  # refunds of one instant go by source id
        .select("row", pl.max_horizontal("at", "refunded_at").alias("at"))
        .with_columns(day_in(zone))
        .filter(pl.col("day").to_physical() <= until)
    )


def day_in(zone: ZoneInfo) -> pl.Expr:
    """Return the expression of the business day of the column `at`."""
    return pl.col("at").dt.convert_time_zone(str(zone)).dt.date().alias("day")


def _actions(
    doings: Doings, customers: pl.Series, *, zone: ZoneInfo, between: tuple[date, date]
) -> tuple[pl.DataFrame, pl.Series]:
    """Return the actions that take part, with `day` and the customer's number `who`, and all customers."""
    wanted = {Acting.HISTORY: ["redeem", "cancel"], Acting.LEDGER: ["redeem", "cancel", "adjust"]}.get(doings.acting)
    if doings.actions is None or wanted is None:
        empty = pl.DataFrame(schema=ACTIONS | {"day": pl.Date, "who": pl.Int64})
        return empty, customers
    actions = doings.actions.select(list(ACTIONS)).filter(pl.col("kind").is_in(wanted)).with_columns(day_in(zone))
    actions = actions.filter(pl.col("day").is_between(*between))
    known = pl.concat([customers.rename("customer_id"), actions["customer_id"]]).unique(maintain_order=True)
    numbers = known.to_frame().with_row_index("who").with_columns(pl.col("who").cast(pl.Int64))
    return actions.join(numbers, on="customer_id", how="left", maintain_order="left"), known


def _acts(actions: pl.DataFrame, acting: Acting) -> Acts:
    rows = actions.with_row_index("row").with_columns(pl.col("row").cast(pl.Int64))
    redemptions = rows.filter(pl.col("kind") == "redeem").select(cancels="key", target="row")
    target = rows.join(redemptions, on="cancels", how="left", maintain_order="left")["target"].fill_null(NONE)
    points = rows["points"].to_numpy()
    kind = rows["kind"].to_numpy()
    redeem = Op.REDEEM if acting is Acting.HISTORY else Op.DRAW
    op = np.select([kind == "redeem", kind == "cancel", points < 0], [redeem, Op.CANCEL, Op.TAKE], NONE)
    none = np.full(rows.height, NONE, dtype=np.int64)
    return Acts(
        rows["who"].to_numpy(), rows["at"].dt.epoch("us").to_numpy(), days(rows["day"]), op.astype(np.int64),
        np.abs(points), target.to_numpy(), none, np.full(rows.height, Phase.ACTION, dtype=np.int64),
    )  # fmt: skip


def _choices(timeline: Timeline, choosing: Bools | None) -> Acts:
    rows = np.flatnonzero(choosing) if choosing is not None else np.zeros(0, dtype=np.int64)
    return _filled(timeline.customer[rows], timeline.at[rows], timeline.day[rows], rows, op=Op.CHOOSE)


def _returns(timeline: Timeline, earned: Earned, refunds: pl.DataFrame) -> Acts:
    """Return the refunds of baskets that earned; the target is the lot."""
    lot = np.full(timeline.n, NONE, dtype=np.int64)
    lot[earned.basket] = np.arange(len(earned.basket))
    refunds = refunds.filter(pl.Series(lot[refunds["row"].to_numpy()] != NONE, dtype=pl.Boolean))
    rows = refunds["row"].to_numpy().astype(np.int64)
    at = refunds["at"].dt.epoch("us").to_numpy()
    return _filled(timeline.customer[rows], at, days(refunds["day"]), rows, op=Op.REFUND, target=lot[rows])


def _filled(customer: Ints, at: Ints, day: Ints, basket: Ints, *, op: Op, target: Ints | None = None) -> Acts:
    phase = Phase.REFUND if op is Op.REFUND else Phase.ACTION
    kinds = np.full_like(basket, op)
    aim = np.full_like(basket, NONE) if target is None else target
    return Acts(customer, at, day, kinds, np.zeros_like(basket), aim, basket, np.full_like(basket, phase))
