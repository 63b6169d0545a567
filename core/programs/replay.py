"""A replay: what a program would have brought, in figures that add up.

Runs of different customers are added up, so that a long history is replayed part after part of the customers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl

from core.programs.acting import INSTANT
from core.programs.burning import Burning
from core.programs.days import day_of, months, number
from core.programs.definition import ProgramDefinition
from core.programs.engine import Run
from core.programs.happenings import Op
from core.programs.moves import BURN, EXPIRE
from core.programs.ragged import Ints, sums

FLOWS = ("issued", "burned", "expired", "adjusted")
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Replay:
    """The outcome of a program over the days from_on .. to_on (both included), begun with nothing.

    Points are whole numbers, money is Decimal in `unit`. burned, expired: positive; adjusted: signed, refunds in it.
    redemptions, refused: how many were paid for, and how many were not covered; cost: what the redeemed options are
    worth; liability: outstanding points times the value of one. months: month (its first day), events, issued,
    burned, expired, adjusted, outstanding (at its end), liability. ladder: month (its last day, or to_on), tier,
    customers (who bought something by then). by_customer: customer_id, events, issued, burned, expired, adjusted,
    balance, qualifying, tier.
    """

    program: str
    version: int | None
    from_on: date
    to_on: date
    burning: Burning
    unit: str
    customers: int
    events: int
    points_issued: int
    points_burned: int
    points_expired: int
    points_adjusted: int
    outstanding: int
    redemptions: int
    refused: int
    cost: Decimal
    liability: Decimal
    tiers: dict[str, int]
    months: pl.DataFrame
    ladder: pl.DataFrame
    by_customer: pl.DataFrame

    def summary(self) -> dict[str, Any]:
        """Return the totals, ready for JSON: days and money as text."""
        return {
            "program": self.program, "version": self.version, "from": self.from_on.isoformat(),
            "to": self.to_on.isoformat(), "burn": str(self.burning), "events": self.events,
            "customers": self.customers, "points_issued": self.points_issued, "points_burned": self.points_burned,
            "points_expired": self.points_expired, "points_adjusted": self.points_adjusted,
            "outstanding": self.outstanding, "redemptions": self.redemptions, "refused": self.refused,
            "cost": str(self.cost), "liability": str(self.liability), "unit": self.unit, "tiers": self.tiers,
        }  # fmt: skip


@dataclass(frozen=True)
class Part:
    """What one run adds to a replay: flows by month (rows as FLOWS), events by month, tiers at each month's end."""

    flows: Ints
    events: Ints
    ladder: Ints
    redemptions: int
    refused: int
    cents: int
    by_customer: pl.DataFrame


def part(run: Run, worth: dict[int, int] | None = None) -> Part:
    """Return what a run adds up to. `worth` is what each action's redemption is worth in cents, by its place."""
    first, last = number(run.from_on), number(run.to_on)
    n_months = int(months(np.array([last]))[0] - months(np.array([first]))[0]) + 1
    flows, by_customer = _flows(run, first=first, n_months=n_months)
    ops = run.settled.books.ops
    spends = np.isin(ops.kind, [Op.REDEEM, Op.CHOOSE, Op.DRAW])
    done = spends & run.settled.books.done
    events = sums(np.ones_like(run.timeline.day), _month(run.timeline.day, first), n_months)
    ladder, level = _ladder(run, first=first, last=last, n_months=n_months)
    return Part(
        flows, events, ladder, int(done.sum()), int((spends & ~run.settled.books.done & (ops.kind == Op.REDEEM)).sum()),
        _cents(run, done, worth or {}), _customers(run, by_customer, level),
    )  # fmt: skip


def replayed(
    parts: Sequence[Part], definition: ProgramDefinition, *, version: int | None, from_on: date, to_on: date,
    burning: Burning, unit: str,
) -> Replay:  # fmt: skip
    """Return the replay that the parts add up to."""
    flows = sum((p.flows for p in parts), np.zeros_like(parts[0].flows))
    issued, burned, expired, adjusted = (int(v) for v in flows.sum(axis=1))
    outstanding = np.cumsum(flows[0] - flows[1] - flows[2] + flows[3])
    by_customer = pl.concat([p.by_customer for p in parts])
    ladder = sum((p.ladder for p in parts), np.zeros_like(parts[0].ladder))
    names = [tier.name for tier in definition.tiers]
    begins = _begins(from_on, flows.shape[1])
    value = [_money(int(n), definition) for n in outstanding]
    columns = {"month": begins, "events": sum((p.events for p in parts), np.zeros_like(parts[0].events))}
    table = pl.DataFrame(columns | dict(zip(FLOWS, flows, strict=True)) | {"outstanding": outstanding}).with_columns(
        pl.Series("liability", value, dtype=pl.Decimal(38, 2))
    )
    left = int(outstanding[-1])
    return Replay(
        definition.name, version, from_on, to_on, burning, unit, by_customer.height, int(table["events"].sum()),
        issued, burned, expired, adjusted, left, sum(p.redemptions for p in parts), sum(p.refused for p in parts),
        Decimal(sum(p.cents for p in parts)) * CENT, _money(left, definition),
        {name: int(n) for name, n in zip(names, ladder[-1], strict=True)}, table,
        _steps(ladder, names, begins=begins, to_on=to_on), by_customer,
    )  # fmt: skip


def chosen(run: Run) -> pl.DataFrame:
    """Return the redemptions that customers chose: customer_id, key, at, points, option, value_cents."""
    books, acts = run.settled.books, run.settled.prepared.act
    rows = np.flatnonzero(books.done & (books.ops.kind == Op.CHOOSE))
    baskets = run.settled.baskets.gather(pl.Series(run.settled.acts.basket[acts[rows]], dtype=pl.UInt32))
    options = pl.DataFrame(
        [(o.points, o.name, int(o.value * 100)) for o in run.definition.burn],
        schema={"points": pl.Int64, "option": pl.String, "value_cents": pl.Int64}, orient="row",
    ).unique("points", keep="first")  # fmt: skip
    return pl.DataFrame({
        "customer_id": run.settled.customers.gather(pl.Series(books.ops.customer[rows], dtype=pl.UInt32)),
        "key": "till-" + baskets, "at": pl.Series(books.ops.at[rows]).cast(INSTANT), "points": books.asked[rows],
    }).join(options, on="points", how="left", maintain_order="left")  # fmt: skip


def _flows(run: Run, *, first: int, n_months: int) -> tuple[Ints, Ints]:
    """Return the flows (issued, burned, expired, adjusted) by month, and by customer."""
    moves, timeline = run.settled.books.moves.columns(), run.timeline
    given = run.settled.prepared.source == 1
    lots = run.settled.prepared.lots
    awarded = run.awards.points.sum(axis=0)
    kinds = np.select([moves["kind"] == BURN, moves["kind"] == EXPIRE], [1, 2], 3)
    kind = np.r_[np.zeros(timeline.n, dtype=np.int64), np.full(int(given.sum()), 3), kinds]
    sign = np.where((kind == 1) | (kind == 2), -1, 1)
    points = np.r_[awarded, lots.points[given], moves["points"]] * sign
    month = _month(np.r_[timeline.day, lots.day[given], moves["day"]], first)
    who = np.r_[timeline.customer, lots.customer[given], moves["customer"]]
    n = len(run.settled.customers)
    by_month = sums(points, kind * n_months + month, len(FLOWS) * n_months).reshape(len(FLOWS), n_months)
    return by_month, sums(points, kind * n + who, len(FLOWS) * n).reshape(len(FLOWS), n)


def _month(day: Ints, first: int) -> Ints:
    found: Ints = months(day) - months(np.array([first]))[0]
    return found


def _ladder(run: Run, *, first: int, last: int, n_months: int) -> tuple[Ints, Ints]:
    """Return how many customers hold each tier at the end of each month, and the level of each at the very end."""
    n, n_tiers = run.timeline.n_customers, len(run.definition.tiers)
    since = np.full(n, last + 1, dtype=np.int64)
    np.minimum.at(since, run.timeline.customer, run.timeline.day)
    found, level = np.zeros((n_months, n_tiers), dtype=np.int64), np.zeros(n, dtype=np.int64)
    who = np.arange(n)
    for place, end in enumerate(_ends(day_of(first), n_months, to_on=day_of(last))):
        level = run.awards.ladder.at(who, np.full(n, number(end) + 1))
        if n_tiers:
            found[place] = np.bincount(level[since <= number(end)], minlength=n_tiers)
    return found, level


def _customers(run: Run, flows: Ints, level: Ints) -> pl.DataFrame:
    """Return a row for each customer who bought something."""
    n, timeline = run.timeline.n_customers, run.timeline
    names = [tier.name for tier in run.definition.tiers]
    tier = pl.Series(level).replace_strict(range(len(names)), names, return_dtype=pl.String) if names else None
    issued, burned, expired, adjusted = (row[:n] for row in flows)
    return pl.DataFrame({
        "customer_id": run.settled.customers[:n], "events": sums(np.ones_like(timeline.day), timeline.customer, n),
        "issued": issued, "burned": burned, "expired": expired, "adjusted": adjusted,
        "balance": run.settled.balance[:n], "qualifying": sums(run.awards.qualifying, timeline.customer, n),
    }).with_columns((tier if tier is not None else pl.lit(None, dtype=pl.String)).alias("tier"))  # fmt: skip


def _cents(run: Run, done: np.ndarray[Any, Any], worth: dict[int, int]) -> int:
    """Return what the redemptions that took place are worth: what was recorded, or the options that were chosen."""
    books = run.settled.books
    values: dict[int, int] = {}
    for option in run.definition.burn:
        values.setdefault(option.points, int(option.value * 100))
    chosen = done & (books.ops.kind == Op.CHOOSE)
    points, n = np.unique(books.asked[chosen], return_counts=True)
    total = sum(values[int(p)] * int(c) for p, c in zip(points, n, strict=True))
    recorded = np.array([worth.get(int(a), 0) for a in run.settled.prepared.act[done & ~chosen]], dtype=np.int64)
    return total + int(recorded.sum())


def _money(points: int, definition: ProgramDefinition) -> Decimal:
    return (points * definition.point_value).quantize(CENT)


def _begins(from_on: date, n: int) -> list[date]:
    start = 12 * from_on.year + from_on.month - 1
    return [date((start + k) // 12, (start + k) % 12 + 1, 1) for k in range(n)]


def _ends(from_on: date, n: int, *, to_on: date) -> list[date]:
    following = _begins(from_on, n + 1)[1:]
    return [min(day_of(number(day) - 1), to_on) for day in following]


def _steps(ladder: Ints, names: Sequence[str], *, begins: Sequence[date], to_on: date) -> pl.DataFrame:
    ends = _ends(begins[0], len(begins), to_on=to_on)
    rows = [
        (end, name, int(n)) for end, row in zip(ends, ladder, strict=True) for name, n in zip(names, row, strict=True)
    ]
    return pl.DataFrame(rows, schema={"month": pl.Date, "tier": pl.String, "customers": pl.Int64}, orient="row")
