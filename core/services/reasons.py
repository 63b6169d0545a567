"""Why a customer is a member of a segment, or not: how each condition came out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from core.reports import rich, words
from core.rules import Rule, Step
from core.rules.tree import Var, walk


@dataclass(frozen=True, slots=True)
class Reason:
    """How one condition came out for one customer.

    `depth` is how many groups it stands in, `values` the customer's value in each field that it reads (by the field's
    name; groups leave that to their members), `titles` those fields' titles and units.
    """

    path: str
    text: str
    depth: int
    values: Mapping[str, object]
    held: bool
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def shown(self) -> str:
        """The values as a person reads them."""
        return "; ".join(f"{self.titles[name]}: {words.value(value)}" for name, value in self.values.items())


@dataclass(frozen=True, slots=True)
class Why:
    """Whether one customer is a member and how each condition came out, in reading order, the root first.

    `customer_id` has the warehouse's own type.
    """

    customer_id: str | int
    segment: str
    as_of: datetime
    is_member: bool
    reasons: tuple[Reason, ...]

    def _repr_html_(self) -> str:
        at = f"{self.as_of:%Y-%m-%d %H:%M} UTC"
        return rich.why(str(self.customer_id), self.segment, self.reasons, is_member=self.is_member, note=at)


def reasons_of(rule: Rule, steps: Sequence[Step]) -> tuple[Reason, ...]:
    """Return how the conditions of a rule came out, from the steps of its trace."""
    fields = {n.name: n.field for n in walk(rule.root) if isinstance(n, Var) and n.field}
    titles = {name: f"{f.title} ({f.unit})" if f.unit else f.title for name, f in fields.items()}
    depth: dict[str | None, int] = {None: -1}
    groups = {c.parent for c in rule.conditions}
    reasons = []
    for condition, step in zip(rule.conditions, steps, strict=True):
        depth[condition.path] = depth[condition.parent] + 1
        values = {} if condition.path in groups else dict(step.values)
        shown = {name: titles[name] for name in values}
        reasons.append(Reason(step.path, step.text, depth[condition.path], values, step.held, shown))
    return tuple(reasons)
