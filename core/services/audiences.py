"""Questions about a segment or a draft rule: how many, who, why, and how they differ from everybody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import polars as pl

from core.errors import BadInput, LabError, NotFound
from core.kernel.canonical import Json
from core.reports import rich, words
from core.rules import Rule, trace, where
from core.segments.compare import Overlap, overlap
from core.segments.counting import Counts, NodeCount, count
from core.segments.model import Segment
from core.segments.profiling import Profile, profile
from core.segments.references import SEGMENT, references
from core.segments.relation import KEY, Customers, quoted, relation
from core.segments.sample import SAMPLING, Numbered, Sampling
from core.services.features import AsOf, Features
from core.services.live import Live
from core.services.reasons import Reason, Why, reasons_of
from core.services.segments import Segments
from core.services.sources import Material
from core.warehouse import Engine

ENGINES = ("duckdb", "postgres")


@dataclass(frozen=True, slots=True)
class Preview:
    """Exact counts, in customers, of a rule and of every node of it as of one instant of one snapshot.

    `engine` says what counted: duckdb the snapshot, or postgres the warehouse itself, and then `snapshot_id` is empty.
    """

    rule: Rule
    snapshot_id: str
    as_of: datetime
    counts: Counts
    engine: str = "duckdb"

    @property
    def total(self) -> int:
        """All customers as of the instant."""
        return self.counts.total

    @property
    def members(self) -> int:
        """Customers for whom the rule holds."""
        return self.counts.members

    @property
    def nodes(self) -> tuple[NodeCount, ...]:
        """The count of every condition, the whole rule first."""
        return self.counts.nodes

    @property
    def empty_because(self) -> str | None:
        """The sentence that says which condition left nobody; None when the segment has members."""
        lost = self.counts.emptied_by
        if lost is None:
            return None if self.total else "There is no customer at all as of this instant."
        if lost.members == 0:
            return f"No customer at all satisfies: {lost.text}."
        return (
            f"Nobody is left after: {lost.text}. {lost.reaching:,} customers reach this condition and "
            f"{lost.members:,} satisfy it, but they are not the same ones."
        )

    def _repr_html_(self) -> str:
        at = words.instant(self.as_of, self.rule.zone)
        return rich.preview(
            "Preview", self.nodes, total=self.total, members=self.members, note=at, warning=self.empty_because
        )


@dataclass(frozen=True, slots=True)
class Question:
    """Who is in one version of a segment, ready to be asked.

    `base` is the SQL of all customers, `truth` the condition that picks the members among them, `material` what they
    were made from.
    """

    base: str
    truth: str
    material: Material


class Audiences:
    """Answers from the snapshot in force, as of any instant."""

    def __init__(self, engine: Engine, features: Features, segments: Segments, *, live: Live) -> None:
        self._engine = engine
        self._features = features
        self._segments = segments
        self._live = live

    def preview(self, rule: Rule | Json | str, *, as_of: AsOf = None, engine: str = "duckdb") -> Preview:
        """Count a rule and every node of it in one pass over the customers.

        With the engine "postgres" the warehouse itself counts, over its tables as they are now; `as_of` left out is
        then now, or the midnight after the last fact of a finished data set. Raises BadInput for another engine, and
        then ConfigError for a warehouse that is no PostgreSQL, Refused for features that it cannot compute,
        NoHistory for the past of tables without history, WarehouseUnreachable.
        """
        checked = rule if isinstance(rule, Rule) else self._segments.check(rule)
        if engine not in ENGINES:
            raise BadInput(f"There is no engine {engine[:40]!r}.", fix=f"Use one of: {', '.join(ENGINES)}.")
        if engine == "postgres":
            with self._live.customers(as_of) as (warehouse, customers):
                counts = count(warehouse, self._relation(customers, [checked]), checked, as_of=customers.as_of)
            return Preview(checked, "", customers.as_of, counts, engine)
        view = self._features.view(as_of)
        counts = count(self._engine, self._relation(view, [checked]), checked, as_of=view.as_of)
        return Preview(checked, view.snapshot_id, view.as_of, counts)

    def rule_members(self, rule: Rule | Json | str, *, as_of: AsOf = None) -> pl.Series:
        """Return the ids of the customers for whom a rule holds, in ascending order."""
        checked = rule if isinstance(rule, Rule) else self._segments.check(rule)
        view = self._features.view(as_of)
        return self._ids(self._relation(view, [checked]), where(checked, as_of=view.as_of))

    def members(self, name: str, *, as_of: AsOf = None, version: int | None = None) -> pl.Series:
        """Return the members of a segment as of any instant, computed from history, in ascending order."""
        segment = self._segments.get(name, version=version)
        asked = self.question(segment, self._features.view(as_of))
        return self._ids(asked.base, asked.truth)

    def member_features(self, name: str, *, as_of: AsOf = None, limit: int | None = None) -> pl.DataFrame:
        """Return customer_id and every feature of the members, by id; at most `limit` of them."""
        segment, view = self._segments.get(name), self._features.view(as_of)
        asked = self.question(segment, view)
        columns = ", ".join([KEY, *(quoted(f) for f in view.schema)])
        end = "" if limit is None else f" LIMIT {int(limit)}"
        return self._engine.frame(f"SELECT {columns} FROM {asked.base} WHERE {asked.truth} ORDER BY {KEY}{end}")

    def why(self, name: str, customer_id: str | int, *, as_of: AsOf = None) -> Why:
        """Explain whether one customer is a member: each condition, the customer's value, and whether it held.

        Raises NotFound when the customer is not known as of the instant.
        """
        segment = self._segments.get(name)
        view = self._features.view(as_of)
        asked = self.question(segment, view)
        row = self._row(asked.base, str(customer_id).strip(), view.as_of)
        source = asked.material.source
        if isinstance(source, Rule):
            reasons = reasons_of(source, trace(source, row, as_of=view.as_of))
        else:
            text = f"Is one of the {segment.definition.n_ids:,} listed customers"
            reasons = (Reason("", text, 0, {}, held=bool(row[SEGMENT + segment.slug])),)
        return Why(row[KEY], segment.slug, view.as_of, reasons[0].held, reasons)

    def empty_because(self, name: str, *, as_of: AsOf = None, version: int | None = None) -> str | None:
        """Return the sentence that says why a segment has no member as of the instant; None when it has some."""
        segment, view = self._segments.get(name, version=version), self._features.view(as_of)
        asked = self.question(segment, view)
        source = asked.material.source
        if isinstance(source, Rule):
            counts = count(self._engine, asked.base, source, as_of=view.as_of)
            return Preview(source, view.snapshot_id, view.as_of, counts).empty_because
        if not self._ids(asked.base, asked.truth).is_empty():
            return None
        return f"None of the {segment.definition.n_ids:,} listed customers is known as of this instant."

    def overlap(self, names: Sequence[str] | None = None, *, as_of: AsOf = None) -> Overlap:
        """Count how many customers each pair of segments shares.

        Without names, all segments are compared; those that cannot be evaluated any more are left out and named.
        """
        view, left_out = self._features.view(as_of), {}
        if names is None:
            segments = self._segments.all()
            left_out = {s.slug: fault for s in segments if (fault := self.fault(s))}
        else:
            segments = [self._segments.get(n) for n in names]
        slugs = list(dict.fromkeys(s.slug for s in segments if s.slug not in left_out))
        return replace(overlap(self._engine, self._relation(view, [], slugs), slugs), left_out=left_out)

    def fault(self, segment: Segment) -> str | None:
        """Return why a segment cannot be evaluated (any more), or None when it can be."""
        try:
            self._segments.material(segment)
        except LabError as error:
            return error.what
        return None

    def profile(
        self, name: str, *, as_of: AsOf = None, version: int | None = None, sampling: Sampling = SAMPLING
    ) -> Profile:
        """Describe the members of a segment against all customers, feature by feature.

        Of more customers than the bound of `sampling` the figures are estimates, and say so.
        """
        segment, view = self._segments.get(name, version=version), self._features.view(as_of)
        asked = self.question(segment, Numbered(view))
        return profile(self._engine, asked.base, view.schema, truth=asked.truth, sampling=sampling)

    def profile_rule(self, rule: Rule, *, as_of: AsOf = None, sampling: Sampling = SAMPLING) -> Profile:
        """Describe the customers for whom a draft rule holds against all customers, as `profile` does."""
        view = self._features.view(as_of)
        base, truth = self._relation(Numbered(view), [rule]), where(rule, as_of=view.as_of)
        return profile(self._engine, base, view.schema, truth=truth, sampling=sampling)

    def question(self, segment: Segment, view: Customers) -> Question:
        """Return who is in this version of a segment, ready to be asked of the customers of a view."""
        material = self._segments.material(segment)
        source = material.source
        if isinstance(source, Rule):
            base, truth = relation(view, [source], material.others), where(source, as_of=view.as_of)
        else:
            base = relation(view, [], {segment.slug: source}, extra=[segment.slug])
            truth = quoted(SEGMENT + segment.slug)
        return Question(base, truth, material)

    def _relation(self, view: Customers, rules: Sequence[Rule], slugs: Sequence[str] = ()) -> str:
        needed = {s for rule in rules for s in references(rule)} | set(slugs)
        return relation(view, rules, self._segments.sources(needed), extra=slugs)

    def _row(self, base: str, customer_id: str, as_of: datetime) -> dict[str, Any]:
        if not customer_id:
            raise BadInput("No customer was named.", fix="Give the id of a customer, as the warehouse spells it.")
        found = self._engine.frame(f"SELECT * FROM {base} WHERE {KEY}::VARCHAR = $id", {"id": customer_id})
        if found.is_empty():
            raise NotFound(
                f"There is no customer {customer_id[:80]!r} as of {as_of:%Y-%m-%d %H:%M} UTC.",
                fix="Check the id; a customer is known from the first purchase on.",
            )
        return found.row(0, named=True)

    def _ids(self, base: str, truth: str) -> pl.Series:
        return self._engine.frame(f"SELECT {KEY} FROM {base} WHERE {truth} ORDER BY {KEY}").to_series()
