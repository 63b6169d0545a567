"""The set-based engine, asked as the reference is."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from core.programs.acting import ACTIONS, REFUNDS, Acting, Doings
from core.programs.definition import ProgramDefinition
from core.programs.engine import Run, run
from core.programs.entries import entries
from core.programs.happenings import Op
from tests.property.programs.histories import History
from tests.property.programs.reference import Burning, Entry, Outcome

INSTANT = pl.Datetime("us", "UTC")


def baskets_of(
    definition: ProgramDefinition, history: History, *, zone: ZoneInfo, days: tuple[date, date]
) -> pl.DataFrame:
    first, last = max(days[0], definition.starts_on), min(days[1], definition.ends_on or days[1])
    schema = {"customer_id": pl.String, "basket": pl.String, "at": INSTANT}
    rules = {f"rule_{n}": pl.Int64 for n in range(len(definition.earn))}
    rows = [(b.customer, b.basket, b.at, *b.base) for b in history.baskets]
    frame = pl.DataFrame(rows, schema=schema | rules, orient="row")
    frame = frame.with_columns(pl.col("at").dt.convert_time_zone(str(zone)).dt.date().alias("day"))
    return frame.filter(pl.col("day").is_between(first, last)).sort(
        "customer_id", "at", pl.col("basket").str.len_chars(), "basket"
    )


def engine_run(
    definition: ProgramDefinition, history: History, *, zone: ZoneInfo, from_on: date, to_on: date, burning: Burning
) -> Run:
    mode, *behaviour = burning
    frame = baskets_of(definition, history, zone=zone, days=(from_on, to_on))
    actions = [(a.customer, a.key, a.kind, a.points, a.cancels, a.at) for a in history.acts]
    refunds = [(r.basket, r.at) for r in history.refunds]
    choosing = None
    if mode == "behaviour":
        probability, chance = behaviour
        choosing = np.array([chance(c, b) < probability for c, b in frame.select("customer_id", "basket").rows()], bool)
    doings = Doings(
        Acting.CHOICE if mode == "behaviour" else Acting(mode),
        pl.DataFrame(actions, schema=ACTIONS, orient="row"), pl.DataFrame(refunds, schema=REFUNDS, orient="row"),
        choosing,
    )  # fmt: skip
    return run(definition, frame, doings, from_on=from_on, to_on=to_on, zone=zone)


def engine(
    definition: ProgramDefinition, history: History, *, zone: ZoneInfo, from_on: date, to_on: date, burning: Burning
) -> Outcome:
    """The engine's outcome in the reference's words."""
    found = engine_run(definition, history, zone=zone, from_on=from_on, to_on=to_on, burning=burning)
    frame = entries(found)
    assert frame["key"].is_unique().all()
    rows = {
        r["key"]: Entry(r["kind"], r["customer_id"], r["lot"], r["points"], r["qualifying"], r["day"], r["at"])
        for r in frame.rows(named=True)
        if r["points"] or r["kind"] == "earn"
    }
    books, people = found.settled.books, found.settled.customers.to_list()
    redeems = np.isin(books.ops.kind, [Op.REDEEM, Op.CHOOSE, Op.DRAW])
    refused = (books.ops.kind == Op.REDEEM) & ~books.done
    days = np.arange((to_on - from_on).days + 2) + (from_on - date(1970, 1, 1)).days
    tiers = {
        c: [(from_on.fromordinal(date(1970, 1, 1).toordinal() + int(d)), int(level)) for d, level in
            zip(days, found.awards.ladder.at(np.full(len(days), n), days), strict=True)]
        for n, c in enumerate(people)
    } if definition.tiers else {}  # fmt: skip
    spendable = np.where(books.lots.spendable <= days[-2], books.left, 0)
    by_customer = np.zeros(len(people), np.int64)
    np.add.at(by_customer, books.lots.customer, spendable)
    names = found.timeline.frame["basket"].to_list()
    return Outcome(
        entries=rows,
        awarded={b: tuple(int(p) for p in found.awards.points[:, n]) for n, b in enumerate(names)},
        tiers={c: t[:-1] for c, t in tiers.items()},
        tier_at_end={c: t[-1][1] for c, t in tiers.items()},
        balance=dict(zip(people, found.settled.balance.tolist(), strict=True)),
        spendable=dict(zip(people, by_customer.tolist(), strict=True)),
        debt=dict(zip(people, books.debt.tolist(), strict=True)),
        refused=int(refused.sum()),
        redemptions=int((redeems & books.done).sum()),
    )
