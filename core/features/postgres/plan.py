"""A plan for PostgreSQL: the features asked and those that they are made of, translated, or refused all at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from core.errors import Refused
from core.features.expressions import Scalar
from core.features.plan import Feature, Plan
from core.features.postgres import aggregates, casts, functions, operators
from core.features.postgres.dialect import Postgres
from core.features.postgres.translation import Translation, Untranslated
from core.features.postgres.types import types_of
from core.kernel.schema import FieldType
from core.warehouse import Engine

LONGEST = 63  # bytes of a name; PostgreSQL cuts off what is beyond
_HANDLERS = {**operators.HANDLERS, **casts.HANDLERS, **functions.HANDLERS, **aggregates.HANDLERS}


def pushed(plan: Plan, names: Collection[str], *, as_of: datetime, engine: Engine) -> Plan:
    """Return the plan for the features `names`, in PostgreSQL's SQL, as of an instant.

    `engine` is asked for the types of expressions. Raises Refused that names every feature which cannot be computed
    there, and what of it cannot.
    """
    wanted = _needed(plan, names)
    types = {f.name: f.spec.type for level in plan.levels for f in level}
    faults: list[str] = []
    levels = [
        [_translated(f, plan, types, engine=engine, faults=faults) for f in level if f.name in wanted]
        for level in plan.levels
    ]
    if faults:
        raise Refused(
            "PostgreSQL cannot compute features that are asked for:\n" + "\n".join(f"  - {f}" for f in faults),
            fix="Ask with the snapshot (the engine duckdb), or write the feature in plainer SQL in the dictionary.",
        )
    kept = [n for n in plan.names if n in names]
    levels = [levels[0], *(level for level in levels[1:] if level)]
    return replace(plan, levels=levels, names=kept, dialect=Postgres(as_of))


def _needed(plan: Plan, names: Collection[str]) -> set[str]:
    wanted = set(names)
    for level in reversed(plan.levels):
        for feature in level:
            if feature.name in wanted:
                wanted.update(feature.needs)
    return wanted


def _translated(
    feature: Feature, plan: Plan, types: Mapping[str, FieldType], *, engine: Engine, faults: list[str]
) -> Feature:
    scalars = {}
    if len(feature.name) > LONGEST:
        faults.append(f"{feature.name}: its name is longer than {LONGEST} characters")
    for part, scalar in feature.scalars.items():
        try:
            to = Translation(types_of(feature, plan, types, engine=engine), _HANDLERS)
            scalars[part] = Scalar(to(scalar.tree), scalar.names, "postgres")
        except Untranslated as error:
            faults.append(f"{feature.name}: {error}")
    return replace(feature, scalars=scalars)
