"""One customer: what is known, what happened, and how it stands to every segment. Nothing of it is kept or logged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from core.errors import BadInput, NotFound
from core.features import FeatureView
from core.kernel.schema import Field
from core.reports import customers as shown
from core.reports import words
from core.segments.relation import KEY, quoted
from core.services.features import AsOf, Features
from core.services.personal import personal_columns
from core.services.search import Search, is_whole, telling
from core.services.standings import Standing, Standings
from core.warehouse import Engine, Profile, Progress, SnapshotStore
from core.warehouse.contents import history
from core.warehouse.contents.customer_rows import CustomerRows
from core.warehouse.contents.history import Whose
from core.warehouse.progress import quiet

RECEIPTS = 2_000
EVENTS = 500  # of each table


@dataclass(frozen=True, slots=True)
class Score:
    """One score of a customer (1 to 5), the measure behind it, and how that compares with all customers.

    value: of the measure. n_worse and n_same: the other customers with a worse and with the same value; n_known: all
    that have one.
    """

    field: Field
    score: int | None
    measure: Field
    value: Any
    n_worse: int
    n_same: int
    n_known: int

    @property
    def better_than(self) -> float | None:
        """The share of the other customers who do worse; None when this one has no value or there is nobody else."""
        return None if self.value is None or self.n_known < 2 else self.n_worse / (self.n_known - 1)


@dataclass(frozen=True, slots=True)
class Customer:
    """What is known of one customer as of the view's instant.

    features: every feature by name, in the order of the dictionary. scores: those by fifths of all customers (recency,
    frequency, monetary). telling: the features that say most. first_on: the business day of the first
    transaction, or of the first fact where none is known; None when there is none at all. unit: of account.
    """

    id: str | int
    view: FeatureView
    features: Mapping[str, Any]
    scores: tuple[Score, ...]
    telling: tuple[Field, ...]
    first_on: date | None
    unit: str

    @property
    def as_of(self) -> datetime:
        """The instant (UTC) as of which everything holds."""
        return self.view.as_of

    def groups(self) -> dict[str, list[tuple[Field, Any]]]:
        """Return the features with their values, by group."""
        found: dict[str, list[tuple[Field, Any]]] = {}
        for name, value in self.features.items():
            field = self.view.schema[name]
            found.setdefault(field.group, []).append((field, value))
        return found

    def _repr_html_(self) -> str:
        return shown.card(self.id, self.groups(), self.scores, zone=self.view.zone, as_of=self.as_of)


class Customers:
    """Looks at customers one by one, as of any instant."""

    def __init__(
        self, engine: Engine, snapshots: SnapshotStore, profile: Profile, *, features: Features, search: Search,
        standings: Standings, folder: Path,
    ) -> None:  # fmt: skip
        self._engine = engine
        self._hidden = partial(personal_columns, profile)
        self._rows = CustomerRows(engine, folder)
        self._snapshots = snapshots
        self._features = features
        self._search = search
        self._standings = standings

    def get(self, id: str | int, *, as_of: AsOf = None) -> Customer:
        """Return what is known of one customer. Raises NotFound with the nearest ids to try, BadInput for no id."""
        view = self._features.view(as_of)
        features = self._row(view, str(id).strip())
        key = features.pop(KEY)
        snapshot = self._snapshots.get(view.snapshot_id)
        first_on = history.first_on(self._engine, self._whose(view, key))
        most = telling(self._features.dictionary)
        return Customer(key, view, features, self._scores(view, features), most, first_on, snapshot.unit)

    def receipts(self, customer: Customer) -> pl.DataFrame | None:
        """Return what a customer bought, the newest RECEIPTS (columns as `history.receipts`).

        None when the warehouse knows no receipts.
        """
        whose = self._whose(customer.view, customer.id)
        if not history.has_receipts(whose.snapshot):
            return None
        return history.receipts(self._engine, whose, most=RECEIPTS)

    def lines(self, customer: Customer, basket: str | int) -> pl.DataFrame:
        """Return the lines of one receipt (columns as `history.lines`)."""
        return history.lines(self._engine, self._whose(customer.view, customer.id), basket=basket)

    def events(self, customer: Customer) -> pl.DataFrame:
        """Return what else happened to a customer, the newest EVENTS of each table (columns as `history.events`)."""
        whose = self._whose(customer.view, customer.id)
        return history.events(self._engine, whose, tables=history.dated(whose.snapshot), most=EVENTS)

    def standings(self, customer: Customer) -> tuple[Standing, ...]:
        """Return how a customer stands to every segment, with the reasons."""
        return self._standings.of(customer.id, customer.view)

    def warm(self, progress: Progress = quiet) -> None:
        """Note where the customers stand in the big tables of the snapshot in force, so that nobody waits for it."""
        self._rows.warm(self._snapshots.current(), kept=self._snapshots.list(), progress=progress)

    def _row(self, view: FeatureView, id: str) -> dict[str, Any]:
        if not id:
            raise BadInput("No customer was named.", fix="Give the id of a customer, as the warehouse spells it.")
        typed: str | int | None = id
        if self._search.has_numbers(view):
            typed = int(id) if is_whole(id) else None
        found = self._engine.frame(f"SELECT * FROM {view.relation} WHERE {KEY} = $id", {"id": typed})
        if found.is_empty():
            near = words.listed(map(str, self._search.nearest(id, as_of=view)))
            hint = f" The nearest are {near}." if near else ""
            raise NotFound(
                f"There is no customer {id[:80]!r} as of {view.as_of:%Y-%m-%d %H:%M} UTC.{hint}",
                fix="Check the id, or the instant: nobody is known before the first fact.",
            )
        return found.row(0, named=True)

    def _scores(self, view: FeatureView, features: Mapping[str, Any]) -> tuple[Score, ...]:
        """Return the scores; how many customers do worse is counted in one pass over their measures."""
        scores = self._features.dictionary.scores()
        asked: list[str] = []
        for i, (measure, better) in enumerate(scores.values()):
            value, sign = quoted(measure), ">" if better == "lower" else "<"
            asked += [
                f"count(*) FILTER ({value} {sign} $v{i})",
                f"count(*) FILTER ({value} = $v{i})",
                f"count({value})",
            ]
        given = {f"v{i}": features[measure] for i, (measure, _) in enumerate(scores.values())}
        ((*counts,),) = self._engine.rows(f"SELECT {', '.join(asked)} FROM {view.relation}", given) if asked else ([],)
        return tuple(
            Score(view.schema[name], features[name], view.schema[measure], features[measure],
                  counts[3 * i], max(counts[3 * i + 1] - 1, 0), counts[3 * i + 2])
            for i, (name, (measure, _)) in enumerate(scores.items())
        )  # fmt: skip

    def _whose(self, view: FeatureView, id: str | int) -> Whose:
        snapshot = self._snapshots.get(view.snapshot_id)
        return Whose(snapshot, id, view.as_of, self._rows, self._hidden)
