"""What is wrong with a dictionary before DuckDB is asked: names, circles, allowed values, constants."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.errors import did_you_mean
from core.features.document import AS_OF, REFERENCE_DAY, DictionaryDocument, FeatureSpec
from core.features.plan import Feature, Plan
from core.features.rows import columns_of
from core.features.shapes import Shapes
from core.kernel.schema import FieldType
from core.warehouse.profile import CUSTOMER_ID


def dictionary_faults(
    document: DictionaryDocument, features: Sequence[Feature], *, shapes: Shapes, time_zone: str
) -> list[str]:
    """Return every fault, each with the feature that it is in."""
    known = {f.name for f in features}
    faults = []
    if document.customers not in shapes or CUSTOMER_ID not in shapes[document.customers].columns:
        faults.append(
            f"customers: {document.customers!r} is not a table with a {CUSTOMER_ID}. "
            f"{did_you_mean(document.customers, shapes)}".rstrip()
        )
    plan = Plan(document.customers, time_zone, shapes, ())
    for feature in features:
        own = _table_faults(feature, plan) if feature.spec.table is not None else _derived_faults(feature, known)
        faults += [f"{feature.name}: {text}" for text in [*own, *_allowed_faults(feature.spec)]]
    return faults + _cycles(features)


def _table_faults(feature: Feature, plan: Plan) -> list[str]:
    spec, table = feature.spec, feature.spec.table or ""
    if table not in plan.shapes:
        return [f"there is no table {table!r}. {did_you_mean(table, plan.shapes)}".rstrip()]
    shape = plan.shapes[table]
    if CUSTOMER_ID not in shape.columns:
        return [f"the table {table!r} has no {CUSTOMER_ID}; look at a table of facts that points to it"]
    faults = []
    if shape.instant is None and (spec.last_days is not None or spec.skip_days):
        faults.append(f"the rows of {table!r} are not dated, so `last_days` and `skip_days` mean nothing")
    columns = columns_of(table, plan)
    names = [".".join(filter(None, name)) for name in columns]
    for scalar in feature.scalars.values():
        for missing in (name for name in scalar.names if name not in columns):
            text = ".".join(filter(None, missing))
            faults.append(f"{table!r} has no column {text!r}. {did_you_mean(text, names)}".rstrip())
    return faults


def _derived_faults(feature: Feature, known: set[str]) -> list[str]:
    names = [n for s in feature.scalars.values() for n in s.names]
    used = [".".join(filter(None, n)) for n in names] + ([feature.spec.score] if feature.spec.score else [])
    return [
        f"there is no feature {n!r}. {did_you_mean(n, known)}".rstrip()
        for n in used
        if n not in known and n not in (AS_OF, REFERENCE_DAY)
    ]


def _allowed_faults(spec: FeatureSpec) -> list[str]:
    faults = []
    wanted: type = int if spec.type is FieldType.INTEGER else str
    if spec.allowed and spec.type not in (FieldType.INTEGER, FieldType.STRING, FieldType.STRINGS):
        faults.append(f"`allowed` does not go with the type {spec.type.value}")
    else:
        faults += [f"the allowed value {v!r} is not a {spec.type.value}" for v in spec.allowed if type(v) is not wanted]
    if len(set(spec.allowed)) < len(spec.allowed):
        faults.append("an allowed value is written twice")
    if spec.otherwise is not None and not _fits(spec.otherwise, spec.type):
        faults.append(f"`otherwise: {spec.otherwise!r}` is not a {spec.type.value}")
    return faults


def _fits(value: Any, kind: FieldType) -> bool:
    """Tell whether a constant of the file is of the feature's type."""
    if kind.is_numeric:
        return isinstance(value, int if kind is FieldType.INTEGER else int | float) and not isinstance(value, bool)
    return isinstance(value, {FieldType.BOOLEAN: bool, FieldType.STRINGS: list}.get(kind, str))


def _cycles(features: Sequence[Feature]) -> list[str]:
    """Return a fault for the features that, by way of others, are made of themselves."""
    needs = {f.name: set(f.needs) for f in features if "expression" in f.scalars or f.spec.score}
    while done := [name for name, of in needs.items() if not of & needs.keys()]:
        for name in done:
            del needs[name]
    rest = dict(needs)
    while loose := [n for n in rest if not any(n in of for of in rest.values())]:  # those that only lead to a cycle
        for name in loose:
            del rest[name]
    return [f"{', '.join(sorted(rest))}: these features are made of each other in a circle"] if rest else []
