"""What a query is compiled from: features with their expressions parsed, and the levels that they build on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from core.features.dialect import DUCKDB, Dialect
from core.features.document import AS_OF, REFERENCE_DAY, FeatureSpec
from core.features.expressions import Scalar
from core.features.shapes import Shapes


@dataclass(frozen=True)
class Feature:
    """A feature with its expressions parsed."""

    name: str
    group: str
    spec: FeatureSpec
    scalars: Mapping[str, Scalar] = field(default_factory=dict)  # by "take", "top", "by", "where", "expression"

    @property
    def needs(self) -> tuple[str, ...]:
        """The features that this one is made of."""
        if self.spec.score is not None:
            return (self.spec.score,)
        if self.spec.expression is not None:
            return tuple(name for _, name in self.scalars["expression"].names if name not in (AS_OF, REFERENCE_DAY))
        return ()


@dataclass(frozen=True)
class Plan:
    """Everything that a query is compiled from."""

    customers: str
    time_zone: str
    shapes: Shapes
    levels: Sequence[Sequence[Feature]]  # level 0 looks at tables, the others at features of lower levels
    names: Sequence[str] = ()  # the features in the order in which people see them
    dialect: Dialect = DUCKDB
    states: frozenset[str] = frozenset()  # the tables that keep no history

    def needed(self, names: Collection[str]) -> set[str]:
        """Return the features `names` and those that they are made of."""
        wanted = set(names)
        for feature in (f for level in reversed(self.levels) for f in level):
            if feature.name in wanted:
                wanted.update(feature.needs)
        return wanted


def levels_of(features: Iterable[Feature]) -> tuple[tuple[Feature, ...], ...]:
    """Return the features in levels: each needs only features of the levels before it."""
    depth: dict[str, int] = {}
    waiting = list(features)
    while waiting:
        ready = [f for f in waiting if all(n in depth for n in f.needs)]
        for feature in ready:
            depth[feature.name] = 0 if feature.spec.table else 1 + max((depth[n] for n in feature.needs), default=0)
        waiting = [f for f in waiting if f not in ready]
    count = 1 + max(depth.values(), default=0)
    return tuple(tuple(f for f in features if depth[f.name] == level) for level in range(count))
