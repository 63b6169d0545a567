"""The set-based engine, asked as the reference is: about one history, or about many side by side in one run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
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
EPOCH = date(1970, 1, 1).toordinal()
MARK = 4  # letters before every name of a history that stands beside others


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


def actions_of(history: History) -> pl.DataFrame:
    rows = [(a.customer, a.key, a.kind, a.points, a.cancels, a.at) for a in history.acts]
    return pl.DataFrame(rows, schema=ACTIONS, orient="row")


def refunds_of(history: History) -> pl.DataFrame:
    return pl.DataFrame([(r.basket, r.at) for r in history.refunds], schema=REFUNDS, orient="row")


def engine_run(
    definition: ProgramDefinition, history: History, *, zone: ZoneInfo, from_on: date, to_on: date, burning: Burning
) -> Run:
    mode, *behaviour = burning
    frame = baskets_of(definition, history, zone=zone, days=(from_on, to_on))
    choosing = None
    if mode == "behaviour":
        probability, chance = behaviour
        choosing = np.array([chance(c, b) < probability for c, b in frame.select("customer_id", "basket").rows()], bool)
    doings = Doings(
        Acting.CHOICE if mode == "behaviour" else Acting(mode), actions_of(history), refunds_of(history), choosing
    )
    return run(definition, frame, doings, from_on=from_on, to_on=to_on, zone=zone)


def engine(definition: ProgramDefinition, history: History, **about: Any) -> Outcome:
    """The engine's outcome in the reference's words; `about` is zone, from_on, to_on, burning."""
    return told(engine_run(definition, history, **about), cut=0)[""]


def engine_side_by_side(
    definition: ProgramDefinition, histories: Sequence[History], *, burning: Burning, **about: Any
) -> list[Outcome]:
    """The outcome of each of many histories, from one run over all of them. There must be no cap for everybody."""
    marks = [f"{n:0{MARK - 1}d}|" for n in range(len(histories))]
    whole = [marked(history, mark) for history, mark in zip(histories, marks, strict=True)]
    both = History(*(tuple(x for h in whole for x in getattr(h, f)) for f in ("baskets", "refunds", "acts")))
    if burning[0] == "behaviour":
        burning = (*burning[:2], unmarked(burning[2]))
    found = told(engine_run(definition, both, burning=burning, **about), cut=MARK)
    return [found[mark] for mark in marks]


def marked(history: History, mark: str) -> History:
    """The history with the mark before every name. As all marks are of one length, what comes first stays first."""
    return History(
        tuple(replace(b, customer=mark + b.customer, basket=mark + b.basket) for b in history.baskets),
        tuple(replace(r, basket=mark + r.basket) for r in history.refunds),
        tuple(
            replace(a, customer=mark + a.customer, key=mark + a.key, cancels=a.cancels and mark + a.cancels)
            for a in history.acts
        ),
    )


def unmarked(chance: Callable[[str, str], Any]) -> Callable[[str, str], Any]:
    return lambda customer, basket: chance(customer[MARK:], basket[MARK:])


def told(found: Run, *, cut: int) -> dict[str, Outcome]:
    """The outcome by the first `cut` letters of the customers' names, without these letters."""
    told: dict[str, Outcome] = defaultdict(lambda: Outcome({}, {}, {}, {}, {}, {}, {}, 0, 0))
    frame = entries(found)
    assert frame.select("customer_id", "key").is_unique().all()
    for r in frame.rows(named=True):
        if r["points"] or r["kind"] == "earn":
            mark, customer = r["customer_id"][:cut], r["customer_id"][cut:]
            lot, key = (r[name].replace(mark, "") if mark else r[name] for name in ("lot", "key"))
            entry = Entry(r["kind"], customer, lot, r["points"], r["qualifying"], r["day"], r["at"])
            told[mark].entries[key] = entry
    for n, name in enumerate(found.timeline.frame["basket"].to_list()):
        told[name[:cut]].awarded[name[cut:]] = tuple(int(p) for p in found.awards.points[:, n])
    books, people = found.settled.books, found.settled.customers.to_list()
    days = np.arange(found.from_on.toordinal(), found.to_on.toordinal() + 2) - EPOCH
    spendable = np.zeros(len(people), np.int64)
    np.add.at(spendable, books.lots.customer, np.where(books.lots.spendable <= days[-2], books.left, 0))
    for n, name in enumerate(people):
        outcome, customer = told[name[:cut]], name[cut:]
        outcome.balance[customer], outcome.spendable[customer] = int(found.settled.balance[n]), int(spendable[n])
        outcome.debt[customer] = int(books.debt[n])
        if found.definition.tiers:
            levels = found.awards.ladder.at(np.full(len(days), n), days).tolist()
            by_day = [(date.fromordinal(int(d) + EPOCH), level) for d, level in zip(days, levels, strict=True)]
            outcome.tiers[customer], outcome.tier_at_end[customer] = by_day[:-1], by_day[-1][1]
    redeems = np.isin(books.ops.kind, [Op.REDEEM, Op.CHOOSE, Op.DRAW])
    for name, rows in {
        "refused": (books.ops.kind == Op.REDEEM) & ~books.done,
        "redemptions": redeems & books.done,
    }.items():
        for who in books.ops.customer[rows]:
            mark = people[who][:cut]
            told[mark] = replace(told[mark], **{name: getattr(told[mark], name) + 1})
    return told
