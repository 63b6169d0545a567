"""A ledger in memory that is accrued, settled and expired step by step, as purchases arrive and acts are recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

import polars as pl

from core.kernel.clock import reference_day, start_of_day
from core.programs.acting import Doings
from core.programs.definition import ProgramDefinition
from core.programs.difference import WRITTEN
from core.programs.engine import earn
from core.programs.entries import ENTRIES, earnings
from core.programs.settlement import Policy
from core.services.books import Books, books_of
from tests.property.programs.engine import actions_of, baskets_of, refunds_of
from tests.property.programs.histories import NEW_YORK, Act, Dice, History, in_parts
from tests.property.programs.reference import Entry, Outcome

TYPES = {name: (ENTRIES | {"corrects": pl.String, "version": pl.Int64})[name] for name in WRITTEN}


@dataclass(frozen=True)
class Step:
    """What is known from now on: baskets, refunds and acts that were not, and the instant until which it is known."""

    news: History
    until: datetime
    expired: date | None  # the day up to which expiries are booked, if it is a new one


def some_steps(dice: Dice, history: History, *, days: tuple[date, date]) -> list[Step]:
    """A history as it becomes known: baskets and refunds in any order, acts in that of their recording."""
    parts = in_parts(dice, history)
    last = len(parts) - 1
    refunds = [(r, dice.number(0, last)) for r in history.refunds]
    recorded = sorted(dice.number(0, last) for _ in history.acts)
    n_days = (days[1] - days[0]).days
    ends = [days[0] + timedelta(days=n) for n in sorted(dice.number(0, n_days) for _ in parts)]
    found = []
    for n, baskets in enumerate(parts):
        end = days[1] if n == last else ends[n]
        booked = end if n == last else dice.one([None, days[0] + timedelta(days=dice.number(0, (end - days[0]).days))])
        acts = tuple(a for a, when in zip(history.acts, recorded, strict=True) if when == n)
        news = History(baskets, tuple(r for r, when in refunds if when == n), acts)
        found.append(Step(news, start_of_day(end + timedelta(days=1), NEW_YORK), booked))
    return found


@dataclass
class Ledger:
    """The entries so far, and all that is known."""

    definition: ProgramDefinition
    days: tuple[date, date]
    entries: pl.DataFrame
    known: History = field(default_factory=History)
    expired: date | None = None

    @classmethod
    def empty(cls, definition: ProgramDefinition, days: tuple[date, date]) -> Ledger:
        return cls(definition, days, pl.DataFrame(schema=TYPES))

    def goes_on(self, step: Step) -> None:
        """Accrue what arrived, record the acts one after the other, and book what expired; each of it twice."""
        baskets, refunds = self.known.baskets + step.news.baskets, self.known.refunds + step.news.refunds
        self.known = replace(self.known, baskets=baskets, refunds=refunds)
        for _ in range(2):
            self.adds(self.books(step.until, earned=self.earned(step.until)))
        before = self.entries
        for acts in rounds(step.news.acts):
            self.known = replace(self.known, acts=self.known.acts + acts)
            self.adds(self.books(step.until))
        assert not self.entries[before.height :].select((pl.col("kind") == "earn").any()).item()
        self.expired = max((d for d in (self.expired, step.expired) if d is not None), default=None)
        self.adds(self.books(step.until))
        n = self.entries.height
        self.adds(self.books(step.until, earned=self.earned(step.until)))
        assert self.entries.height == n, "what is done twice is done once"

    def earned(self, until: datetime) -> pl.DataFrame:
        frame = baskets_of(
            self.definition, self.known, zone=NEW_YORK, days=(self.days[0], reference_day(until, NEW_YORK))
        )
        found = earn(
            self.definition, frame, Doings(refunds=self.refunds(until)), from_on=self.days[0],
            to_on=reference_day(until, NEW_YORK), zone=NEW_YORK,
        )  # fmt: skip
        return earnings(found).with_columns(pl.lit(1, dtype=pl.Int64).alias("version"))

    def refunds(self, until: datetime) -> pl.DataFrame:
        return refunds_of(self.known).filter(pl.col("at") < until)

    def books(self, until: datetime, earned: pl.DataFrame | None = None) -> Books:
        policy = Policy(1, self.days[0], self.definition)
        return books_of(
            self.entries, actions_of(self.known), [policy], refunds=self.refunds(until), until=until, zone=NEW_YORK,
            earnings=earned,
        )  # fmt: skip

    def adds(self, books: Books) -> None:
        self.entries = pl.concat([self.entries, books.lacks(expired=self.expired).cast(TYPES)])
        assert self.entries["key"].is_unique().all()

    def net(self) -> dict[str, Entry]:
        """What the entries come to, corrections added up, by key; those of nothing are left out."""
        base = pl.coalesce("corrects", "key").alias("base")
        sums = self.entries.group_by("customer_id", base, "kind", "lot", "day", "at").agg(
            pl.col("points", "qualifying").sum()
        )
        rows = [r for r in sums.rows(named=True) if r["points"] or r["qualifying"]]
        assert len({r["base"] for r in rows}) == len(rows)
        return {
            r["base"]: Entry(r["kind"], r["customer_id"], r["lot"], r["points"], r["qualifying"], r["day"], r["at"])
            for r in rows
        }


def rounds(acts: Sequence[Act]) -> list[tuple[Act, ...]]:
    """The first act of every customer, then the second ones, and so on."""
    found: list[list[Act]] = []
    seen: Counter[str] = Counter()
    for act in acts:
        if seen[act.customer] == len(found):
            found.append([])
        found[seen[act.customer]].append(act)
        seen[act.customer] += 1
    return [tuple(part) for part in found]


def said(outcome: Outcome) -> dict[str, Entry]:
    return {key: e for key, e in outcome.entries.items() if e.points or e.qualifying}
