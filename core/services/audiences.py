"""Questions about a segment or a draft rule: how many, who, why, and how they differ from everybody else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import polars as pl

from core.errors import NotFound
from core.features import FeatureView
from core.kernel.canonical import Json
from core.rules import Rule, Step, trace, sql
from core.segments.compare import Overlap, Profile, overlap, profile
from core.segments.counting import Counts, NodeCount, count
from core.segments.model import Segment
from core.segments.relation import KEY, SEGMENT, quoted, references, relation
from core.services.features import AsOf, Features
from core.services.segments import Segments
from core.warehouse import Engine


@dataclass(frozen=True, slots=True)
class Preview:
    """Exact counts, in customers, of a rule and of every node of it as of one instant of one snapshot."""

    rule: Rule
    snapshot_id: str
    as_of: datetime
    counts: Counts

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


@dataclass(frozen=True, slots=True)
class Reason:
    """How one condition came out for one customer.

    `depth` is how many groups it stands in, `values` the customer's value in each field that it reads, by the field's
    title and unit.
    """

    path: str
    text: str
    depth: int
    values: Mapping[str, object]
    held: bool

    @property
    def shown(self) -> str:
        """The values as a person reads them; those of groups are left to their members."""
        return "; ".join(f"{title}: {_shown(value)}" for title, value in self.values.items())


@dataclass(frozen=True, slots=True)
class Why:
    """Whether one customer is a member and how each condition came out, in reading order, the root first."""

    customer_id: str
    segment: str
    as_of: datetime
    is_member: bool
    reasons: tuple[Reason, ...]


class Audiences:
    """Answers from the snapshot in force, as of any instant."""

    def __init__(self, engine: Engine, features: Features, segments: Segments) -> None:
        self._engine = engine
        self._features = features
        self._segments = segments

    def preview(self, rule: Rule | Json | str, *, as_of: AsOf = None) -> Preview:
        """Count a rule and every node of it in one pass over the customers."""
        checked = rule if isinstance(rule, Rule) else self._segments.check(rule)
        view = self._features.view(as_of)
        counts = count(self._engine, self._relation(view, [checked]), checked, as_of=view.as_of)
        return Preview(checked, view.snapshot_id, view.as_of, counts)

    def rule_members(self, rule: Rule | Json | str, *, as_of: AsOf = None) -> pl.Series:
        """Return the ids of the customers for whom a rule holds, in ascending order."""
        checked = rule if isinstance(rule, Rule) else self._segments.check(rule)
        view = self._features.view(as_of)
        return self._ids(self._relation(view, [checked]), sql(checked, as_of=view.as_of))

    def members(self, name: str, *, as_of: AsOf = None, version: int | None = None) -> pl.Series:
        """Return the members of a segment as of any instant, computed from history, in ascending order."""
        view = self._features.view(as_of)
        base, truth = self.membership(self._segments.get(name, version=version), view)
        return self._ids(base, truth)

    def member_features(self, name: str, *, as_of: AsOf = None, limit: int | None = None) -> pl.DataFrame:
        """Return customer_id and every feature of the members, by id; at most `limit` of them."""
        view = self._features.view(as_of)
        base, truth = self.membership(self._segments.get(name), view)
        columns = ", ".join([KEY, *(quoted(f) for f in view.schema)])
        end = "" if limit is None else f" LIMIT {int(limit)}"
        return self._engine.frame(f"SELECT {columns} FROM {base} WHERE {truth} ORDER BY {KEY}{end}")

    def why(self, name: str, customer_id: str | int, *, as_of: AsOf = None) -> Why:
        """Explain whether one customer is a member: each condition, the customer's value, and whether it held.

        Raises NotFound when the customer is not known as of the instant.
        """
        segment = self._segments.get(name)
        view = self._features.view(as_of)
        source = self._segments.source(segment)
        base = self._relation(view, [source]) if isinstance(source, Rule) else self._relation(view, [], [segment.slug])
        found = self._engine.frame(f"SELECT * FROM {base} WHERE {KEY}::VARCHAR = $id", {"id": str(customer_id)})
        if found.is_empty():
            raise NotFound(
                f"There is no customer {customer_id!s} as of {view.as_of:%Y-%m-%d %H:%M} UTC.",
                fix="Check the id; a customer is known from the first purchase on.",
            )
        row = found.row(0, named=True)
        if isinstance(source, Rule):
            reasons = self._reasons(source, trace(source, row, as_of=view.as_of))
        else:
            text = f"Is one of the {segment.definition.n_ids:,} listed customers"
            reasons = (Reason("", text, 0, {}, held=bool(row[SEGMENT + segment.slug])),)
        return Why(str(customer_id), segment.slug, view.as_of, reasons[0].held, reasons)

    def overlap(self, names: Sequence[str] | None = None, *, as_of: AsOf = None) -> Overlap:
        """Count how many customers each pair of segments shares; all segments when no names are given."""
        segments = self._segments.all() if names is None else [self._segments.get(n) for n in names]
        slugs = [s.slug for s in segments]
        view = self._features.view(as_of)
        return overlap(self._engine, self._relation(view, [], slugs), slugs)

    def profile(self, name: str, *, as_of: AsOf = None) -> Profile:
        """Describe the members of a segment against all customers, feature by feature."""
        view = self._features.view(as_of)
        base, truth = self.membership(self._segments.get(name), view)
        return profile(self._engine, base, view.schema, truth=truth)

    def profile_rule(self, rule: Rule, *, as_of: AsOf = None) -> Profile:
        """Describe the customers for whom a draft rule holds against all customers."""
        view = self._features.view(as_of)
        return profile(self._engine, self._relation(view, [rule]), view.schema, truth=sql(rule, as_of=view.as_of))

    def membership(self, segment: Segment, view: FeatureView) -> tuple[str, str]:
        """Return the SQL of all customers, and the condition that picks this version's members among them."""
        source = self._segments.source(segment)
        if isinstance(source, Rule):
            return self._relation(view, [source]), sql(source, as_of=view.as_of)
        return relation(view, [], {segment.slug: source}, extra=[segment.slug]), quoted(SEGMENT + segment.slug)

    def _relation(self, view: FeatureView, rules: Sequence[Rule], slugs: Sequence[str] = ()) -> str:
        needed = {s for rule in rules for s in references(rule)} | set(slugs)
        return relation(view, rules, self._segments.sources(needed), extra=slugs)

    def _reasons(self, rule: Rule, steps: Sequence[Step]) -> tuple[Reason, ...]:
        schema, depth, groups = self._segments.schema(), {None: -1}, {c.parent for c in rule.conditions}
        reasons = []
        for condition, step in zip(rule.conditions, steps, strict=True):
            depth[condition.path] = depth[condition.parent] + 1
            fields = () if condition.path in groups else (schema[name] for name in step.values)
            values = {f"{f.title} ({f.unit})" if f.unit else f.title: step.values[f.name] for f in fields}
            reasons.append(Reason(step.path, step.text, depth[condition.path], values, step.held))
        return tuple(reasons)

    def _ids(self, base: str, truth: str) -> pl.Series:
        return self._engine.frame(f"SELECT {KEY} FROM {base} WHERE {truth} ORDER BY {KEY}").to_series()


def _shown(value: object) -> str:
    if value is None:
        return "unknown"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(map(_shown, value)) or "none"
    return f"{value:,}" if isinstance(value, int | float | Decimal) else str(value)
