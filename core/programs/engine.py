"""A program run over history: what every basket earns, and how all lots stand at the end.

    Timeline    baskets with the base points of each rule (events.py makes it from a snapshot)
    awards      tiers, multipliers, caps
    Settled     lots: expiry, burning, refunds, debts

docs/PROGRAMS.md says what all this means. It is written for all customers at once; tests/property/programs/reference.py
says the same for one customer and one event at a time, and the two are compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from core.errors import Refused
from core.programs.acting import Doings, actions_of, acts_of, days, events_of, refunds_of
from core.programs.awards import Awards, awards
from core.programs.days import NEVER, expires_on, number
from core.programs.definition import ProgramDefinition
from core.programs.happenings import Op
from core.programs.moves import NONE
from core.programs.preparing import Acts, Earned, prepared
from core.programs.ragged import Ints
from core.programs.settled import Settled
from core.programs.settling import settled
from core.programs.tiers import Qualifying
from core.programs.timeline import Timeline
from core.programs.values import LIMIT


@dataclass(frozen=True)
class Earnings:
    """What the baskets of a period earned."""

    definition: ProgramDefinition
    timeline: Timeline
    awards: Awards


@dataclass(frozen=True)
class Run(Earnings):
    """The outcome of a program over a period: what was earned, and how the lots stand."""

    settled: Settled
    from_on: date
    to_on: date


def earn(
    definition: ProgramDefinition, baskets: pl.DataFrame, doings: Doings, *, from_on: date, to_on: date,
    zone: ZoneInfo, earlier: Qualifying | None = None, used: Ints | None = None,
) -> Earnings:  # fmt: skip
    """Return what the baskets of the days `from_on` .. `to_on` earn.

    `baskets` are in order (see Timeline); `earlier` are qualifying points from before, `used` what caps gave before
    (see `award`), of customers by the numbers that the baskets give them. Raises Refused for points of 2^53 or more.
    """
    timeline, until = Timeline.of(baskets), number(to_on)
    refunds = refunds_of(timeline.frame, doings.refunds, zone=zone, until=until)
    refunded = np.full(timeline.n, NEVER, dtype=np.int64)
    refunded[refunds["row"].to_numpy()] = days(refunds["day"])
    found = awards(
        timeline, definition, refunded=refunded, begin=number(from_on), until=until, earlier=earlier, used=used
    )
    refuse_total(found.points)
    return Earnings(definition, timeline, found)


def run(
    definition: ProgramDefinition, baskets: pl.DataFrame, doings: Doings, *, from_on: date, to_on: date, zone: ZoneInfo
) -> Run:
    """Return what comes of a program over the days `from_on` .. `to_on`, begun with nothing. Raises as `earn`."""
    earnings = earn(definition, baskets, doings, from_on=from_on, to_on=to_on, zone=zone)
    timeline, found = earnings.timeline, earnings.awards
    earned = _earned(timeline, found.points.sum(axis=0), definition)
    customers = timeline.frame["customer_id"].unique(maintain_order=True).cast(pl.String)
    actions, customers = actions_of(doings, customers, zone=zone, between=(from_on, to_on))
    acts = acts_of(actions, doings.acting, expires=expires_on(days(actions["day"]), definition.expiry))
    refunds = refunds_of(timeline.frame, doings.refunds, zone=zone, until=number(to_on))
    acts += _returns(timeline, earned, refunds)
    if doings.choosing is not None:
        rows = np.flatnonzero(doings.choosing)
        acts += events_of(timeline.customer[rows], timeline.at[rows], timeline.day[rows], basket=rows, op=Op.CHOOSE)
    ready = prepared(earned, acts)
    options = np.unique(np.array([option.points for option in definition.burn], dtype=np.int64))
    books = settled(ready.lots, ready.ops, n_customers=len(customers), options=options, until=number(to_on))
    outcome = Settled(ready, books, acts, actions, customers, timeline.frame["basket"].cast(pl.String), zone)
    return Run(definition, timeline, found, outcome, from_on, to_on)


def refuse_total(points: Ints) -> None:
    """Raise Refused where all points together reach 2^53."""
    if points.sum(dtype=float) >= LIMIT:
        raise Refused(
            "All customers together would earn 2^53 points or more, which cannot be counted exactly everywhere.",
            fix="Lower the factor in the earn rules' points, or add caps.",
        )


def _earned(timeline: Timeline, points: Ints, definition: ProgramDefinition) -> Earned:
    rows = np.flatnonzero(points > 0)
    day = timeline.day[rows]
    expires = expires_on(day, definition.expiry)
    return Earned(
        timeline.customer[rows], timeline.at[rows], day, points[rows], expires, day + definition.pending_days, rows
    )


def _returns(timeline: Timeline, earned: Earned, refunds: pl.DataFrame) -> Acts:
    """Return the refunds of baskets that earned; the target is the lot."""
    lot = np.full(timeline.n, NONE, dtype=np.int64)
    lot[earned.basket] = np.arange(len(earned.basket))
    refunds = refunds.filter(pl.Series(lot[refunds["row"].to_numpy()] != NONE, dtype=pl.Boolean))
    rows = refunds["row"].to_numpy().astype(np.int64)
    at = refunds["at"].dt.epoch("us").to_numpy()
    return events_of(timeline.customer[rows], at, days(refunds["day"]), basket=rows, op=Op.REFUND, target=lot[rows])
