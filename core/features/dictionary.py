"""The feature dictionary: what is known of each customer, declared, checked and compiled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from core.errors import ConfigError, ContractViolation
from core.features.binding import binding_faults
from core.features.compile import compile_query
from core.features.document import RESERVED, DictionaryDocument, FeatureSpec
from core.features.expressions import Scalar, parse_scalar
from core.features.faults import dictionary_faults
from core.features.plan import Feature, Plan, levels_of
from core.features.shapes import declared, taken
from core.kernel.canonical import digest
from core.kernel.schema import Field, FieldType, Schema
from core.warehouse import Engine, Profile, Snapshot
from core.warehouse.document import find_document, read_document, refused

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
    state_tables: tuple[str, ...] = ()  # those that features look at and that keep no history

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
        faults += dictionary_faults(document, features, shapes=shapes, time_zone=profile.time_zone)
        if faults:
            raise refused(path, faults, kind="feature dictionary")
        names = [f.name for f in features]
        without_history = frozenset(name for name, table in profile.tables.items() if table.is_state)
        plan = Plan(document.customers, profile.time_zone, shapes, levels_of(features), names, states=without_history)
        types = {f.name: f.spec.type for f in features}
        engine = Engine(threads=1)
        faults = [f"{f.name}: {text}" for f in features for text in binding_faults(f, plan, types, engine=engine)]
        engine.close()
        if faults:
            raise refused(path, faults, kind="feature dictionary")
        content = {"compiler": COMPILER, "document": document.model_dump(mode="json"), "profile": profile.digest}
        states = _state_tables(plan, profile)
        return cls(document.name, document.description, _schema(features, profile.unit), digest(content), plan, states)

    @classmethod
    def of(cls, profile: Profile, name_or_path: str | Path | None = None) -> Dictionary:
        """Read the dictionary for a profile: the one that is named, or the one that ships with the profile's name.

        Raises ConfigError as `load`, and when neither is there.
        """
        if name_or_path is None and not (DICTIONARIES / f"{profile.name}.yaml").is_file():
            raise ConfigError(
                f"The warehouse profile {profile.name!r} has no feature dictionary.",
                fix="Set LAB_DICTIONARY to the path of one. `python -m core warehouse profile --from URL` drafts it; "
                "docs/WAREHOUSE.md describes what can be written.",
            )
        return cls.load(name_or_path or profile.name, profile=profile)

    def scores(self) -> dict[str, tuple[str, str]]:
        """Return the scores by fifths of all customers: of each the measure, and which is better, higher or lower."""
        specs = {f.name: f.spec for level in self.plan.levels for f in level}
        return {n: (s.score, s.better) for n in self.plan.names if (s := specs[n]).score is not None}

    def query(self, snapshot: Snapshot) -> str:
        """Return the query over the snapshot's tables; `$as_of` is its only parameter. Raises as `relations`."""
        return compile_query(self.plan, self.relations(snapshot))

    def relations(self, snapshot: Snapshot) -> dict[str, str]:
        """Return the SQL of each table that the query looks at.

        Raises ContractViolation when the snapshot was taken with a profile that lacks what the dictionary names.
        """
        if problems := self.problems(snapshot):
            raise ContractViolation(
                f"The snapshot {snapshot.id} was taken with another profile than the dictionary {self.name} needs.",
                fix="Take a new snapshot with `python -m core warehouse refresh`.",
                problems=problems,
            )
        return {name: snapshot.relation(name) for name in self._tables()}

    def problems(self, snapshot: Snapshot) -> list[str]:
        """Return what the snapshot lacks of what the dictionary names; empty when it can be asked."""
        found = taken(snapshot)
        problems = [
            f"{name}: the snapshot has no such table" if name not in found else f"{name}: its columns differ"
            for name in self._tables()
            if found.get(name) != self.plan.shapes[name]
        ]
        if not problems and snapshot.time_zone != self.plan.time_zone:
            problems = [f"its time zone is {snapshot.time_zone}, not {self.plan.time_zone}"]
        return problems

    def _tables(self) -> list[str]:
        used = {self.plan.customers, *(f.spec.table for f in self.plan.levels[0])}
        return sorted({t for u in used if u for t in (u, *self.plan.shapes[u].references.values())})


def _state_tables(plan: Plan, profile: Profile) -> tuple[str, ...]:
    """Return the tables without history from which any value, or the list of customers itself, comes."""
    joined = {table for f in plan.levels[0] for scalar in f.scalars.values() for table, _ in scalar.names}
    used = {plan.customers, *joined, *(f.spec.table for f in plan.levels[0])}
    return tuple(name for name, table in profile.tables.items() if table.is_state and name in used)


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


def _schema(features: Iterable[Feature], unit: str) -> Schema:
    return Schema(
        Field(
            f.name,
            f.spec.type,
            f.spec.is_nullable,
            f.spec.label,
            f.group,
            " ".join(f.spec.description.split()),
            f.spec.unit or (unit if f.spec.type is FieldType.MONEY else ""),
            f.spec.allowed,
        )
        for f in features
    )
