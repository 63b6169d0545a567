"""Purchases with the points that earn rules give them, from the snapshot in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from core.errors import Problem, ProgramInvalid, RuleRefused
from core.features.moments import daily_query, needs_comparison, without_history
from core.features.plan import Plan
from core.kernel.canonical import digest
from core.kernel.clock import reference_day, start_of_day
from core.kernel.schema import Schema
from core.programs.acting import REFUNDS
from core.programs.definition import Per, ProgramDefinition, Window
from core.programs.events import Source, baskets_query, named_features, refunds_query
from core.programs.faults import program_problems
from core.programs.fields import event_schemas, purchases_of
from core.programs.text import of_document
from core.services.apart import let_go, pieces
from core.services.features import Features
from core.services.seen import Seen
from core.warehouse import Engine, Profile, Snapshot, SnapshotStore
from core.warehouse.engine import DataError
from core.warehouse.parquet import fault, quoted, relation
from core.warehouse.profile import CUSTOMER_ID


@dataclass(frozen=True, slots=True)
class Portions:
    """How many rows of purchases are gone through at once, if customers can be taken apart.

    knowing: the same, where rules ask what was known of a customer before each purchase. few: so many parts may be
    looked for among all rows, each reading them all.
    """

    at_once: int = 4_000_000
    knowing: int = 300_000
    few: int = 8


@dataclass(frozen=True, slots=True)
class Events:
    """The baskets of some customers (see core.programs.timeline), and the refunds that are known."""

    baskets: pl.DataFrame
    refunds: pl.DataFrame | None


class Earning:
    """What programs earn on: its fields, its days, and its baskets."""

    def __init__(
        self, engine: Engine, snapshots: SnapshotStore, profile: Profile, *, features: Features, folder: Path,
        portions: Portions | None = None,
    ) -> None:  # fmt: skip
        self._engine = engine
        self._snapshots = snapshots
        self._profile = profile
        self._features = features
        self._folder = folder
        self._portions = portions or Portions()

    @property
    def profile(self) -> Profile:
        """The warehouse's profile."""
        return self._profile

    def schemas(self) -> Mapping[Per, Schema]:
        """Return what earn rules may name, of baskets and of lines. Raises ConfigError without purchases."""
        return event_schemas(self._profile, self._features.dictionary.schema)

    def problems(self, program: ProgramDefinition | Mapping[str, Any]) -> tuple[Problem, ...]:
        """Return every fault of a definition or of its plain document; features without history are faults, too."""
        found = program_problems(program, self.schemas(), self._profile.zone)
        if found:
            return found
        definition = program if isinstance(program, ProgramDefinition) else of_document(program)
        known = without_history(self._features.dictionary.plan, self._names(definition))
        return tuple(
            Problem(
                f"/earn/{n}", f"{name!r} says only what is true now, so nobody knows what it was before a purchase.",
                f"Use a feature with history; {table} keeps none.",
            )
            for n, rule in enumerate(definition.earn)
            for name, table in known.items()
            if name in named_features(definition.model_copy(update={"earn": (rule,)}), self.schemas(), self._profile)
        )  # fmt: skip

    def check(self, definition: ProgramDefinition) -> None:
        """Raise ProgramInvalid for a definition whose rules do not fit the fields there are."""
        if problems := self.problems(definition):
            raise ProgramInvalid(problems)

    def days(self) -> tuple[date, date]:
        """Return the first and the last business day of the purchases in the snapshot in force."""
        snapshot = self._snapshots.current()
        table = snapshot.tables[purchases_of(self._profile).table]
        last = reference_day(snapshot.as_of, self._profile.zone)
        return table.first_on or last, min(table.last_on or last, last)

    def refunds(self) -> pl.DataFrame | None:
        """Return all refunds in the snapshot in force (columns REFUNDS), or None where the profile names none."""
        if purchases_of(self._profile).refunds is None:
            return None
        return self._refunds(self._source(self._snapshots.current()))

    def knows(self, customer_id: str) -> bool:
        """Tell whether the warehouse knows a customer."""
        held = self._snapshots.current()
        sql = f"SELECT 1 FROM {held.relation('customers')} WHERE CAST({CUSTOMER_ID} AS VARCHAR) = $id LIMIT 1"
        return bool(self._engine.rows(sql, {"id": customer_id}))

    @property
    def digest(self) -> str:
        """What scores depend on besides a program and the data: how purchases are read, and the features."""
        purchases = purchases_of(self._profile).model_dump(mode="json")
        return digest([purchases, self._profile.time_zone, self._features.dictionary.digest])

    def seen(self, program_id: str) -> Seen:
        """Return what accruals of a program saw of purchases."""
        return Seen(self._engine, self._folder / program_id)

    def snapshot(self) -> Snapshot:
        """Return the snapshot in force."""
        return self._snapshots.current()

    def events(
        self,
        definition: ProgramDefinition,
        *,
        from_on: date,
        to_on: date,
        chances: tuple[str, int] | None = None,
        snapshot: Snapshot | None = None,
    ) -> Iterator[Events]:
        """Yield the baskets of a period, part after part of the customers; all at once where a budget joins them.

        `chances` (a salt, and how many of 10,000) adds the column `chooses`. Raises RuleError, Refused.
        """
        held = snapshot or self._snapshots.current()
        source, names = self._source(held), self._names(definition)
        if compared := needs_comparison(source.plan, names):
            span = (from_on, max(from_on, to_on))
            source = replace(source, compared=self._daily(held, source, sorted(compared), days=span))
        together = any(c.is_global and c.per is not Window.TRANSACTION for c in definition.caps)
        parts = self._parts(held, source, is_knowing=bool(names - compared))
        frames = (
            self._part(part, definition, condition=condition, days=(from_on, to_on), chances=chances)
            for part, condition in parts
        )
        refunds = self._refunds(source)
        if together:
            yield Events(pl.concat(list(frames)), refunds)
            return
        for frame in frames:
            yield Events(frame, refunds)

    def _parts(self, held: Snapshot, source: Source, *, is_knowing: bool) -> Iterator[tuple[Source, str]]:
        """Yield parts of the customers: where they are read from, and the condition that chooses them there.

        A few parts are looked for among all; for many ones the large tables are taken apart first.
        """
        rows = held.tables[source.purchases.table].rows
        most = self._portions
        size = most.knowing if is_knowing else most.at_once
        n_pieces = max(1, -(-rows // most.at_once)) if rows > most.few * size else 1
        n_parts = max(1, -(-rows // (n_pieces * size)))
        for piece in self._pieces(held, source, n_pieces, is_knowing=is_knowing):
            for n in range(n_parts):
                chosen = "TRUE" if n_parts == 1 else f"hash({CUSTOMER_ID}) // {n_pieces} % {n_parts} = {n}"
                yield piece, chosen

    def _pieces(self, held: Snapshot, source: Source, n: int, *, is_knowing: bool) -> Iterator[Source]:
        if n == 1:
            yield source
            return
        tables = {source.purchases.table}
        if is_knowing:
            tables |= {
                t
                for t, info in held.tables.items()
                if CUSTOMER_ID in info.columns and info.rows > self._portions.at_once
            }
        let_go(self._folder, {s.id for s in self._snapshots.list()} | {held.id})
        for relations in pieces(self._engine, held, tables, of=n, folder=self._folder / held.id):
            yield replace(source, relations={**source.relations, **relations})

    def _part(
        self, source: Source, definition: ProgramDefinition, *, condition: str, days: tuple[date, date],
        chances: tuple[str, int] | None,
    ) -> pl.DataFrame:  # fmt: skip
        query = baskets_query(source, definition, from_on=days[0], to_on=days[1], condition=condition, chances=chances)
        try:
            return self._engine.frame(query)
        except DataError as error:
            raise too_large(error) from error

    def _refunds(self, source: Source) -> pl.DataFrame | None:
        query = refunds_query(source)
        return (
            None
            if query is None
            else self._engine.frame(query).with_columns(pl.col(c).cast(t) for c, t in REFUNDS.items())
        )

    def _names(self, definition: ProgramDefinition) -> set[str]:
        return named_features(definition, self.schemas(), self._profile)

    def _source(self, snapshot: Snapshot) -> Source:
        plan: Plan = self._features.dictionary.plan
        relations = {name: snapshot.relation(name) for name in snapshot.tables}
        return Source(self._profile, purchases_of(self._profile), plan, relations, self.schemas())

    def _daily(self, snapshot: Snapshot, source: Source, names: list[str], *, days: tuple[date, date]) -> str:
        """Return the SQL of features that compare all customers, as of each day's beginning; made once and kept."""
        key = digest([snapshot.id, self._features.dictionary.digest, names, [d.isoformat() for d in days]])
        folder = self._folder / snapshot.id / key
        months: list[str] = []
        for first, last in _months(*days):
            path = folder / f"{first:%Y-%m}.parquet"
            if fault(path) is not None:
                self._engine.write(self._month(source, names, first=first, last=last), path)
            months.append(f"SELECT * FROM {relation(path)}")
        return f"({' UNION ALL '.join(months)})"

    def _month(self, source: Source, names: list[str], *, first: date, last: date) -> str:
        zone = self._profile.zone
        instants = [start_of_day(first + timedelta(days=n), zone) for n in range((last - first).days + 1)]
        values = ", ".join(f"(TIMESTAMPTZ {quoted(at.isoformat())})" for at in instants)
        people = f"(SELECT DISTINCT {CUSTOMER_ID} FROM {source.relations[source.purchases.table]})"
        return daily_query(source.plan, source.relations, people, days=f'(VALUES {values}) AS days("at")', names=names)


def too_large(error: Exception) -> RuleRefused:
    """Return the error for points that no whole number of the database could hold."""
    return RuleRefused(
        [Problem("", f"Points cannot be calculated: {str(error).splitlines()[0]}", "Use smaller factors.")],
        whose="An earn rule",
    )


def _months(first: date, last: date) -> Iterator[tuple[date, date]]:
    day = first
    while day <= last:
        following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        yield day, min(following - timedelta(days=1), last)
        day = following
