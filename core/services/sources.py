"""Where the members of stored segments come from: their rules, checked, and their lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.errors import NotFound, RuleError
from core.kernel.canonical import Json, digest
from core.kernel.schema import Schema
from core.rules import Rule, check
from core.segments.model import Segment
from core.segments.references import BUCKET_FIELD, references, refuse_salts, segment_field
from core.segments.relation import Listed, Source
from core.services.features import Features
from core.services.ids import CustomerIds
from core.store import Database, UnitOfWork


@dataclass(frozen=True, slots=True)
class Material:
    """All that decides who is in one version of a segment: its `source`, and those of the segments it refers to."""

    source: Source
    others: Mapping[str, Source]

    @property
    def fields(self) -> frozenset[str]:
        """The fields that any of the rules names."""
        rules = [s for s in (self.source, *self.others.values()) if isinstance(s, Rule)]
        return frozenset(f for rule in rules for f in rule.fields)

    @property
    def digest(self) -> str:
        """Sixteen hexadecimal digits that change when any of the definitions does."""
        others = {slug: _spelled(source) for slug, source in self.others.items()}
        return digest({"source": _spelled(self.source), "others": others})


def _spelled(source: Source) -> Json:
    return source.json if isinstance(source, Rule) else source.path.name


class Sources:
    """Reads definitions, all those of one question in one transaction."""

    def __init__(self, features: Features, ids: CustomerIds, *, database: Database) -> None:
        self._features = features
        self._ids = ids
        self._database = database

    def schema(self, segments: Iterable[Segment], *, without: str | None = None) -> Schema:
        """Return what a rule may refer to: the features, these segments (not `without` itself) and random shares."""
        others = [segment_field(s.slug, s.name) for s in segments if s.slug != without]
        return self._features.schema | [*others, BUCKET_FIELD]

    def checked(self, rule: Json | str | bytes, schema: Schema) -> Rule:
        """Return the rule ready to use. Raises RuleError with every fault."""
        checked = check(rule, schema, time_zone=self._features.zone)
        refuse_salts(checked)
        return checked

    def of(self, segment: Segment) -> Source:
        """Return where the members of this version of a segment come from."""
        return self.material(segment).source

    def material(self, segment: Segment) -> Material:
        """Return all that decides who is in this version of a segment.

        Raises RuleError naming the segment whose rule fits the feature dictionary no longer.
        """
        with self._database.view() as work:
            reading = _Reading(self, work)
            source = reading.source(segment)
            return Material(source, reading.closure(references(source) if isinstance(source, Rule) else ()))

    def resolve(self, slugs: Iterable[str], *, instead: Mapping[str, Source] | None = None) -> dict[str, Source]:
        """Return where the members of these segments, and of all that they refer to, come from.

        `instead` holds sources that take the place of stored ones.
        """
        with self._database.view() as work:
            return _Reading(self, work).closure(slugs, instead=instead)

    def listed(self, work: UnitOfWork, segment: Segment) -> Listed:
        """Return the list of this version of a static segment as a file."""
        version = segment.definition.version
        return self._ids.listed(
            f"{segment.segment_id}-{version}", lambda: work.segments.ids(segment.segment_id, version)
        )


class _Reading:
    """The definitions as one transaction sees them, archived ones too: what is stored stays in force."""

    def __init__(self, sources: Sources, work: UnitOfWork) -> None:
        self._sources = sources
        self._work = work
        self._segments = {s.slug: s for s in work.segments.all(archived=True)}
        self._schema = sources.schema(self._segments.values())

    def source(self, segment: Segment) -> Source:
        if segment.is_static:
            return self._sources.listed(self._work, segment)
        try:
            return self._sources.checked(segment.rule, self._schema)
        except RuleError as error:
            raise type(error)(error.problems, whose=f"The rule of segment {segment.slug!r}") from None

    def closure(self, slugs: Iterable[str], *, instead: Mapping[str, Source] | None = None) -> dict[str, Source]:
        found = dict(instead or {})
        ahead = [*slugs, *(s for source in found.values() for s in _inside(source))]
        while ahead:
            slug = ahead.pop()
            if slug in found:
                continue
            if slug not in self._segments:
                raise NotFound.among("segment", slug, self._segments)
            found[slug] = source = self.source(self._segments[slug])
            ahead += _inside(source)
        return found


def _inside(source: Source) -> tuple[str, ...]:
    return references(source) if isinstance(source, Rule) else ()
