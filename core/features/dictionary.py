"""The feature dictionary: what is known of each customer, declared, checked and compiled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.errors import ContractViolation, did_you_mean
from core.features.binding import binding_faults, names_missing
from core.features.compile import Feature, Plan, columns_of, compile_query
from core.features.document import AS_OF, REFERENCE_DAY, RESERVED, DictionaryDocument, FeatureSpec
from core.features.expressions import Scalar, parse_scalar
from core.features.shapes import Shapes, declared, taken
from core.kernel.canonical import digest
from core.kernel.schema import Field, FieldType, Schema
from core.warehouse import Engine, Profile, Snapshot
from core.warehouse.document import find_document, read_document, refused
from core.warehouse.profile import CUSTOMER_ID

DICTIONARIES = Path(__file__).parent / "dictionaries"
COMPILER = 1  # raise it when the same dictionary compiles to other values: cached views are then built anew


@dataclass(frozen=True)
class Dictionary:
    """A checked dictionary. `schema` is what rules, pages and documents see; `digest` identifies its content."""

    name: str
    description: str
    schema: Schema
    digest: str
    plan: Plan

    @classmethod
    def load(cls, name_or_path: str | Path, *, profile: Profile | None = None) -> Dictionary:
        """Read a dictionary that ships with the Lab by its name, or any by the path of its YAML file.

        It is checked against `profile`, or the one that it names. Raises ConfigError that lists every fault at once:
        unknown tables, columns and features, cycles, allowed values of the wrong type, SQL that DuckDB refuses.
        """
        path = find_document(name_or_path, DICTIONARIES, kind="feature dictionary")
        document = read_document(path, DictionaryDocument, kind="feature dictionary")
        profile = profile or Profile.load(document.profile)
        features, faults = _parsed(document)
        shapes = declared(profile)
        faults += _faults(document, features, shapes, profile.time_zone)
        if faults:
            raise refused(path, faults, kind="feature dictionary")
        names = [f.name for f in features]
        plan = Plan(document.customers, profile.time_zone, shapes, _levels(features), names)
        types = {f.name: f.spec.type for f in features}
        engine = Engine(threads=1)
        faults = [f"{f.name}: {text}" for f in features for text in binding_faults(f, plan, types, engine=engine)]
        engine.close()
        if faults:
            raise refused(path, faults, kind="feature dictionary")
        content = {"compiler": COMPILER, "document": document.model_dump(mode="json"), "profile": profile.digest}
        return cls(document.name, document.description, _schema(features, profile.unit), digest(content), plan)

    def query(self, snapshot: Snapshot) -> str:
        """Return the query over the snapshot's tables; `$as_of` is its only parameter.

        Raises ContractViolation when the snapshot was taken with a profile that lacks what the dictionary names.
        """
        found = taken(snapshot)
        problems = [f"{name}: the snapshot has no such table" if name not in found else f"{name}: its columns differ"
                    for name in self._tables() if found.get(name) != self.plan.shapes[name]]
        if problems or snapshot.time_zone != self.plan.time_zone:
            raise ContractViolation(
                f"The snapshot {snapshot.id} was taken with another profile than the dictionary {self.name} needs.",
                fix="Take a new snapshot with `python -m core warehouse refresh`.",
                problems=problems or [f"its time zone is {snapshot.time_zone}, not {self.plan.time_zone}"],
            )
        return compile_query(self.plan, {name: snapshot.relation(name) for name in self._tables()})

    def _tables(self) -> list[str]:
        used = {self.plan.customers, *(f.spec.table for f in self.plan.levels[0])}
        return sorted({t for u in used if u for t in (u, *self.plan.shapes[u].references.values())})


def _parsed(document: DictionaryDocument) -> tuple[list[Feature], list[str]]:
    """Return the features with their expressions parsed, and what could not be."""
    features, faults = [], []
    seen: dict[str, str] = {}
    for group, specs in document.groups.items():
        for name, spec in specs.items():
            if name in seen:
                faults.append(f"{name}: is in the group {seen[name]!r} already")
            if name in RESERVED:
                faults.append(f"{name}: the name is taken by the Lab itself")
            seen[name] = group
            scalars, wrong = _scalars(spec)
            faults += [f"{name}.{where}: {text}" for where, text in wrong]
            features.append(Feature(name, group, spec, scalars))
    return features, faults


def _scalars(spec: FeatureSpec) -> tuple[dict[str, Scalar], list[tuple[str, str]]]:
    scalars, wrong = {}, []
    for part in ("take", "top", "by", "where", "expression"):
        text = getattr(spec, part)
        if text is not None:
            try:
                scalars[part] = parse_scalar(text)
            except ValueError as error:
                wrong.append((part, str(error)))
    return scalars, wrong


def _faults(document: DictionaryDocument, features: Iterable[Feature], shapes: Shapes, time_zone: str) -> list[str]:
    features = list(features)
    known = {f.name for f in features}
    faults = []
    if document.customers not in shapes or CUSTOMER_ID not in shapes[document.customers].columns:
        faults.append(f"customers: {document.customers!r} is not a table with a {CUSTOMER_ID}. "
                      f"{did_you_mean(document.customers, shapes)}".rstrip())
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
        for missing in names_missing(scalar, columns):
            text = ".".join(filter(None, missing))
            faults.append(f"{table!r} has no column {text!r}. {did_you_mean(text, names)}".rstrip())
    return faults


def _derived_faults(feature: Feature, known: set[str]) -> list[str]:
    names = [n for s in feature.scalars.values() for n in s.names]
    used = [".".join(filter(None, n)) for n in names] + ([feature.spec.score] if feature.spec.score else [])
    return [f"there is no feature {n!r}. {did_you_mean(n, known)}".rstrip()
            for n in used if n not in known and n not in (AS_OF, REFERENCE_DAY)]


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


def _levels(features: Iterable[Feature]) -> tuple[tuple[Feature, ...], ...]:
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


def _cycles(features: Iterable[Feature]) -> list[str]:
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


def _schema(features: Iterable[Feature], unit: str) -> Schema:
    return Schema(
        Field(f.name, f.spec.type, f.spec.is_nullable, f.spec.label, f.group, " ".join(f.spec.description.split()),
              f.spec.unit or (unit if f.spec.type is FieldType.MONEY else ""), f.spec.allowed)
        for f in features
    )
