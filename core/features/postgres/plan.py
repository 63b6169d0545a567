"""A plan for PostgreSQL: the features asked and those that they are made of, translated, or refused all at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from core.errors import Refused
from core.features.expressions import Scalar
from core.features.plan import Feature, Plan
from core.features.postgres import aggregates, casts, functions, operators
from core.features.postgres.dialect import Postgres
from core.features.postgres.translation import Translation, Untranslated
from core.features.postgres.types import types_of
from core.warehouse import Engine
from core.warehouse.profile import CUSTOMER_ID

LONGEST = 63  # bytes of a name; PostgreSQL cuts off what is beyond
HANDLERS = {**operators.HANDLERS, **casts.HANDLERS, **functions.HANDLERS, **aggregates.HANDLERS}


class Translations:
    """The features of a plan in PostgreSQL's SQL, each translated once; `engine` is asked for the types in them."""

    def __init__(self, plan: Plan, engine: Engine) -> None:
        self._plan = plan
        self._engine = engine
        self._types = {f.name: f.spec.type for level in plan.levels for f in level}
        self._known: dict[str, tuple[Feature, tuple[str, ...]]] = {}

    def plan(self, names: Collection[str], *, as_of: datetime) -> Plan:
        """Return the plan for the features `names` alone, as of an instant.

        Raises Refused that names every feature which cannot be computed there, and what of it cannot.
        """
        if strange := sorted(set(names) - {*self._types, CUSTOMER_ID}):
            raise Refused(
                f"The warehouse does not know {', '.join(strange)}: points stand in the ledger of the lab.",
                fix="Ask the snapshot (the engine duckdb).",
            )
        wanted = self._plan.needed(names)
        levels = [[self._translated(f) for f in level if f.name in wanted] for level in self._plan.levels]
        faults = [fault for level in levels for _, found in level for fault in found]
        if faults:
            raise Refused(
                "PostgreSQL cannot compute features that are asked for:\n" + "\n".join(f"  - {f}" for f in faults),
                fix="Ask the snapshot (the engine duckdb), or write the feature in plainer SQL in the dictionary.",
            )
        first, *others = [[feature for feature, _ in level] for level in levels]
        kept = [n for n in self._plan.names if n in names]
        return replace(self._plan, levels=[first, *filter(None, others)], names=kept, dialect=Postgres(as_of))

    def _translated(self, feature: Feature) -> tuple[Feature, tuple[str, ...]]:
        if feature.name not in self._known:
            self._known[feature.name] = self._translate(feature)
        return self._known[feature.name]

    def _translate(self, feature: Feature) -> tuple[Feature, tuple[str, ...]]:
        scalars, faults = {}, []
        if len(feature.name) > LONGEST:
            faults.append(f"{feature.name}: its name is longer than {LONGEST} characters")
        to = Translation(types_of(feature, self._plan, self._types, engine=self._engine), HANDLERS)
        for part, scalar in feature.scalars.items():
            try:
                scalars[part] = Scalar(to(scalar.tree), scalar.names, "postgres")
            except Untranslated as error:
                faults.append(f"{feature.name}: {error}")
        return replace(feature, scalars=scalars), tuple(faults)
