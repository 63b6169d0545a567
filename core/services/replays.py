"""Rehearse programs on history: what a definition would have brought, and two of them side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import polars as pl

from core.errors import BadInput
from core.programs.acting import Acting, Doings
from core.programs.burning import Burning
from core.programs.definition import ProgramDefinition
from core.programs.engine import run
from core.programs.model import Program
from core.programs.replay import Part, Replay, chosen, part, replayed
from core.services.earning import Earning, Events
from core.services.programs import Given, Programs
from core.store import Database
from core.warehouse.progress import Progress, quiet

__all__ = ["Burning", "Comparison", "Replay", "Replays"]

_JOINED = ("events", "issued", "burned", "expired", "adjusted", "balance", "qualifying")
SHARES = 10_000  # what a probability is dealt in


@dataclass(frozen=True)
class Comparison:
    """Two replays of the same days."""

    a: Replay
    b: Replay

    @cached_property
    def customers(self) -> pl.DataFrame:
        """Return customer_id, the columns of both with the endings _a and _b, and `gain`: issued by b less by a."""
        named = [
            r.by_customer.select("customer_id", *(pl.col(c).alias(f"{c}_{side}") for c in (*_JOINED, "tier")))
            for side, r in (("a", self.a), ("b", self.b))
        ]
        both = named[0].join(named[1], on="customer_id", how="full", coalesce=True)
        counts = [f"{c}_{side}" for c in _JOINED for side in "ab"]
        return both.with_columns(pl.col(counts).fill_null(0)).with_columns(
            (pl.col("issued_b") - pl.col("issued_a")).alias("gain")
        )

    @cached_property
    def months(self) -> pl.DataFrame:
        """Return both replays' months side by side, with the endings _a and _b."""
        a, b = (
            r.months.select("month", pl.exclude("month").name.suffix(f"_{s}"))
            for s, r in (("a", self.a), ("b", self.b))
        )
        return a.join(b, on="month", how="full", coalesce=True).sort("month")

    @cached_property
    def tiers(self) -> pl.DataFrame:
        """Return how many customers went from which tier of a to which of b: tier_a, tier_b, customers."""
        return self.customers.group_by("tier_a", "tier_b").agg(pl.len().alias("customers")).sort("tier_a", "tier_b")

    def winners(self, n: int = 20) -> pl.DataFrame:
        """Return the customers to whom b gives most more than a."""
        return self.customers.filter(pl.col("gain") > 0).sort(["gain", "customer_id"], descending=[True, False]).head(n)

    def losers(self, n: int = 20) -> pl.DataFrame:
        """Return the customers to whom b gives most less than a."""
        return self.customers.filter(pl.col("gain") < 0).sort("gain", "customer_id").head(n)

    def summary(self) -> dict[str, Any]:
        """Return both totals and the difference, ready for JSON."""
        a, b = self.a.summary(), self.b.summary()
        change = {k: b[k] - a[k] for k in a if isinstance(a[k], int) and k != "version" and isinstance(b[k], int)}
        change |= {k: str(getattr(self.b, k) - getattr(self.a, k)) for k in ("cost", "liability")}
        moved = self.tiers.filter(pl.col("tier_a").ne_missing(pl.col("tier_b")))["customers"].sum()
        gains = self.customers["gain"]
        return {
            "a": a, "b": b, "change": change, "customers_in_another_tier": int(moved),
            "customers_who_gain": int((gains > 0).sum()), "customers_who_lose": int((gains < 0).sum()),
        }  # fmt: skip


class Replays:
    """Replays over the snapshot in force."""

    def __init__(self, earning: Earning, programs: Programs, *, database: Database) -> None:
        self._earning = earning
        self._programs = programs
        self._database = database

    def replay(
        self, program: Program | Given, *, version: int | None = None, from_on: date | None = None,
        to_on: date | None = None, burn: Burning | None = None, progress: Progress = quiet,
    ) -> Replay:  # fmt: skip
        """Return what a program would have brought from `from_on` to `to_on`, both days included.

        `program` is a stored one (its name, or itself), a definition, its plain document or its YAML. Left out, the
        days are those of the data since the program's start. Raises ProgramInvalid, Refused, BadInput.
        """
        definition, number = self.definition(program, version=version)
        first, last = self._days(definition, from_on, to_on)
        burning = burn or Burning.none()
        slug = burning.slug or (program.slug if isinstance(program, Program) else self._slug(program))
        actions = self._actions(slug) if burning.kind == "history" else None
        chances = (f"burn-{burning.seed}", int(burning.probability * SHARES)) if burning.kind == "behaviour" else None
        parts: list[Part] = []
        days = (max(first, definition.starts_on), min(last, definition.ends_on or last))
        progress("Reading purchases", 0.0)
        for n, events in enumerate(self._earning.events(definition, from_on=days[0], to_on=days[1], chances=chances)):
            progress(f"Replaying customers, part {n + 1}", 0.5)
            parts.append(self._part(definition, events, actions, days=(first, last), shown=burning))
        progress("Adding up", 0.95)
        return replayed(
            parts, definition, version=number, from_on=first, to_on=last, burning=burning,
            unit=self._earning.profile.unit,
        )  # fmt: skip

    def redemptions(self, program: str, *, burn: Burning) -> pl.DataFrame:
        """Return what customers would redeem under a behaviour, as of the program's whole history.

        Columns: customer_id, key (`till-<basket>`), at, points, option, value_cents.
        """
        definition, _ = self.definition(program)
        first, last = self._days(definition, None, None)
        chances = (f"burn-{burn.seed}", int(burn.probability * SHARES))
        found = [
            chosen(run(
                definition, events.baskets,
                Doings(Acting.CHOICE, None, events.refunds, events.baskets["chooses"].to_numpy()),
                from_on=first, to_on=last, zone=self._earning.profile.zone,
            ))
            for events in self._earning.events(definition, from_on=first, to_on=last, chances=chances)
        ]  # fmt: skip
        return pl.concat(found).sort("at", "key")

    def compare(
        self, a: Program | Given, b: Program | Given, *, from_on: date | None = None, to_on: date | None = None,
        burn: Burning | None = None, versions: tuple[int | None, int | None] = (None, None),
        progress: Progress = quiet,
    ) -> Comparison:  # fmt: skip
        """Return the replays of two programs over the same days: those of the data since the earlier start."""
        starts = [self.definition(p, version=v)[0].starts_on for p, v in zip((a, b), versions, strict=True)]
        first = from_on or max(min(starts), self._earning.days()[0])
        found = [
            self.replay(p, version=v, from_on=first, to_on=to_on, burn=burn, progress=progress)
            for p, v in zip((a, b), versions, strict=True)
        ]
        return Comparison(*found)

    def definition(
        self, program: Program | Given, *, version: int | None = None
    ) -> tuple[ProgramDefinition, int | None]:
        """Return the definition that is meant, checked, and its version if it is a stored one."""
        if isinstance(program, str) and "\n" not in program:
            program = self._programs.get(program, version=version)
        if isinstance(program, Program):
            self._earning.check(program.definition)
            return program.definition, program.version.version
        return self._programs.read(program), None

    def _slug(self, program: Given | Program) -> str | None:
        if isinstance(program, str) and "\n" not in program:
            return self._programs.get(program).slug
        return None

    def _days(self, definition: ProgramDefinition, first: date | None, last: date | None) -> tuple[date, date]:
        begins, ends = self._earning.days()
        chosen = first or max(begins, definition.starts_on), last or ends
        if chosen[0] > chosen[1]:
            raise BadInput(
                f"The replay would begin on {chosen[0]} and end on {chosen[1]}, before that.",
                fix=f"Choose days from {max(begins, definition.starts_on)} to {ends}.",
            )
        return chosen

    def _actions(self, slug: str | None) -> pl.DataFrame:
        if slug is None:
            raise BadInput(
                "Redemptions of history are those of a program's ledger, and no program is named.",
                fix="Name one, such as history:everyday.",
            )
        program = self._programs.get(slug)
        with self._database.view() as work:
            return work.ledger.actions(program.program_id)

    def _part(
        self, definition: ProgramDefinition, events: Events, actions: pl.DataFrame | None, *, days: tuple[date, date],
        shown: Burning,
    ) -> Part:  # fmt: skip
        kind = {"none": Acting.NONE, "history": Acting.HISTORY, "behaviour": Acting.CHOICE}[shown.kind]
        choosing = events.baskets["chooses"].to_numpy() if "chooses" in events.baskets.columns else None
        if actions is not None:
            known = events.baskets["customer_id"].unique().cast(pl.String)
            actions = actions.filter(pl.col("customer_id").is_in(known.implode()))
        done = run(
            definition, events.baskets, Doings(kind, actions, events.refunds, choosing), from_on=days[0], to_on=days[1],
            zone=self._earning.profile.zone,
        )  # fmt: skip
        return part(done, _worth(done.settled.actions, actions))


def _worth(acted: pl.DataFrame, actions: pl.DataFrame | None) -> dict[int, int]:
    """Return what recorded redemptions are worth in cents, by their place among those that took part."""
    if actions is None:
        return {}
    rows = acted.with_row_index("place").join(actions.select("key", "value_cents"), on="key", how="inner")
    return {int(place): int(cents or 0) for place, cents in rows.select("place", "value_cents").rows()}
