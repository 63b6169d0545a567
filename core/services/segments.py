"""Segments: define them. Every edit is a version; a stale edit, a cycle and a taken name are refused."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import polars as pl

from core.errors import Refused, SegmentIsStatic
from core.kernel.canonical import Json
from core.kernel.clock import Clock
from core.kernel.schema import Schema
from core.rules import Rule, check
from core.segments.model import Segment, SegmentKind, SegmentVersion, checked_name, slug_of
from core.segments.relation import BUCKET_FIELD, Source, in_order, references, segment_field
from core.services.customers import Customers
from core.services.features import Features
from core.store import Database, UnitOfWork

__all__ = ["Listing", "Segment", "Segments"]


@dataclass(frozen=True, slots=True)
class Listing:
    """A static segment as it was saved, and the ids (text) that were left out because no customer has them."""

    segment: Segment
    unknown: pl.Series


class Segments:
    """Definitions of segments and their versions."""

    def __init__(
        self, features: Features, customers: Customers, *, database: Database, clock: Clock, actor: str
    ) -> None:
        self._features = features
        self._customers = customers
        self._database = database
        self._clock = clock
        self._actor = actor

    def all(self, *, archived: bool = False) -> list[Segment]:
        """Return the segments by name, without the archived ones unless asked."""
        with self._database.view() as work:
            return work.segments.all(archived=archived)

    def get(self, name: str, *, version: int | None = None) -> Segment:
        """Return one segment by its short name or its name. Raises NotFound with the nearest names."""
        with self._database.view() as work:
            return _find(work, name, version=version)

    def versions(self, name: str) -> list[SegmentVersion]:
        """Return every version of one segment, newest first."""
        with self._database.view() as work:
            return work.segments.versions(_find(work, name).segment_id)

    def ids(self, name: str, *, version: int | None = None) -> pl.Series:
        """Return the listed customer ids (text, sorted) of a static segment."""
        with self._database.view() as work:
            segment = _find(work, name, version=version)
            return work.segments.ids(segment.segment_id, segment.definition.version)

    def schema(self, *, without: str | None = None) -> Schema:
        """Return what a rule may refer to: the features, other segments (not `without` itself) and random shares."""
        others = [segment_field(s.slug, s.name) for s in self.all() if s.slug != without]
        return self._features.schema | [*others, BUCKET_FIELD]

    def check(self, rule: Json | str, *, slug: str | None = None) -> Rule:
        """Check a rule and return it ready to use; `slug` names the segment that it is meant for.

        Raises RuleError with every fault, SegmentCycle when that segment would come to contain itself.
        """
        checked = check(rule, self.schema(), time_zone=self._features.zone)
        if slug is not None:
            in_order([slug], self.sources(references(checked), instead={slug: checked}))
        return checked

    def sources(self, slugs: Iterable[str], *, instead: Mapping[str, Source] | None = None) -> dict[str, Source]:
        """Return where the members of these segments, and of all that they refer to, come from.

        `instead` holds rules that take the place of stored ones.
        """
        schema = self.schema()
        found = dict(instead or {})
        ahead = [s for s in slugs if s not in found]
        while ahead:
            segment = self.get(ahead.pop())
            found[segment.slug] = source = self._source(segment, schema)
            if isinstance(source, Rule):
                ahead += [s for s in references(source) if s not in found]
        return found

    def rule(self, name: str) -> Rule:
        """Return the checked rule of a dynamic segment. Raises SegmentIsStatic."""
        segment = self.get(name)
        source = self.source(segment)
        if not isinstance(source, Rule):
            raise SegmentIsStatic(
                f"Segment {segment.slug!r} is a list of {segment.definition.n_ids:,} customers; it has no rule.",
                fix="Ask for its members instead, or create a dynamic segment with a rule.",
            )
        return source

    def explain(self, segment: Segment) -> str:
        """Return the sentence that says who is in."""
        source = self.source(segment)
        return source.text if isinstance(source, Rule) else f"One of {segment.definition.n_ids:,} listed customers"

    def source(self, segment: Segment) -> Source:
        """Return where the members of this version of a segment come from."""
        return self._source(segment, self.schema())

    def _source(self, segment: Segment, schema: Schema) -> Source:
        if not segment.is_static:
            return check(segment.rule, schema, time_zone=self._features.zone)
        version = segment.definition.version
        return self._customers.listed(
            f"{segment.segment_id}-{version}", lambda: self.ids(segment.slug, version=version)
        )

    def create(self, name: str, rule: Json | str, *, description: str = "", comment: str = "") -> Segment:
        """Create a dynamic segment. Raises RuleError, or Conflict when the name is taken."""
        checked = self.check(rule)
        draft = self._version(name, description, comment=comment, rule=checked.json)
        return self._add(SegmentKind.DYNAMIC, draft, ids=None)

    def create_static(self, name: str, ids: pl.Series, *, description: str = "", comment: str = "") -> Listing:
        """Create a static segment from customer ids (text); unknown ids are reported and left out.

        Raises BadInput when none of the ids is a known customer, Conflict when the name is taken.
        """
        known, unknown = self._customers.sort_out(ids)
        draft = self._version(name, description, comment=comment, n_ids=len(known))
        return Listing(self._add(SegmentKind.STATIC, draft, ids=known), unknown)

    def edit(
        self, name: str, *, seen: int, rule: Json | str = None, rename: str | None = None,
        description: str | None = None, comment: str = "",
    ) -> Segment:  # fmt: skip
        """Save a new version made from version `seen`; what is not given stays as it is.

        Raises Conflict when somebody saved since `seen`, RuleError, SegmentCycle, SegmentIsStatic.
        """
        old = self.get(name, version=seen)
        if rule is not None and old.is_static:
            raise SegmentIsStatic(
                f"Segment {old.slug!r} is a list of customers; it has no rule to edit.",
                fix="Replace its list of ids, or create a dynamic segment.",
            )
        kept = old.rule if rule is None else self.check(rule, slug=old.slug).json
        draft = self._version(
            old.name if rename is None else rename,
            old.definition.description if description is None else description,
            comment=comment, rule=kept, n_ids=old.definition.n_ids, version=seen + 1,
        )  # fmt: skip
        return self._save(old, draft, seen=seen, ids=self.ids(old.slug, version=seen) if old.is_static else None)

    def edit_ids(self, name: str, ids: pl.Series, *, seen: int, comment: str = "") -> Listing:
        """Replace the list of a static segment as a new version; unknown ids are reported and left out.

        Raises Conflict when somebody saved since `seen`, Refused for a dynamic segment.
        """
        old = self.get(name, version=seen)
        if not old.is_static:
            raise Refused(
                f"Segment {old.slug!r} is a rule; a list of ids cannot replace it.",
                fix="Edit its rule, or create a static segment.",
            )
        known, unknown = self._customers.sort_out(ids)
        draft = replace(
            self._version(old.name, old.definition.description, comment=comment, n_ids=len(known)), version=seen + 1
        )
        return Listing(self._save(old, draft, seen=seen, ids=known), unknown)

    def archive(self, name: str, *, restore: bool = False) -> Segment:
        """Hide a segment from lists, or bring it back. Raises Refused while other segments refer to it."""
        segment = self.get(name)
        users = [s.slug for s in self.all() if s.rule is not None and segment.slug in references(self._rule(s))]
        if users and not restore:
            raise Refused(
                f"Segment {segment.slug!r} is used by {', '.join(users)}.", fix="Take it out of their rules first."
            )
        with self._database.unit(actor=self._actor, clock=self._clock) as work:
            work.segments.archive(segment.segment_id, at=None if restore else work.now)
            work.record("restore" if restore else "archive", "segment", subject=segment.slug)
        return self.get(segment.slug)

    def is_seeded(self) -> bool:
        """Whether the example segments were created in this store, even if they are gone since."""
        with self._database.view() as work:
            return any(r.action == "seed" for r in work.audit.of("store", "segments"))

    def mark_seeded(self) -> None:
        """Note in the audit log that the example segments were created."""
        with self._database.unit(actor=self._actor, clock=self._clock) as work:
            work.record("seed", "store", subject="segments")

    def _rule(self, segment: Segment) -> Rule:
        source = self.source(segment)
        assert isinstance(source, Rule)  # noqa: S101 - a dynamic segment has one
        return source

    def _version(
        self, name: str, description: str, *, comment: str, rule: Json = None, n_ids: int | None = None, version: int = 1
    ) -> SegmentVersion:
        return SegmentVersion(
            version, checked_name(name), description.strip(), rule, n_ids, comment.strip(), self._clock.now(), self._actor
        )

    def _add(self, kind: SegmentKind, draft: SegmentVersion, *, ids: pl.Series | None) -> Segment:
        with self._database.unit(actor=self._actor, clock=self._clock) as work:
            segment = Segment(uuid.uuid4().hex, slug_of(draft.name), kind, work.now, None, 1, draft)
            work.segments.add(segment)
            self._record(work, "create", segment, before=None, ids=ids)
        return segment

    def _save(self, old: Segment, draft: SegmentVersion, *, seen: int, ids: pl.Series | None) -> Segment:
        segment = replace(old, head=draft.version, definition=draft)
        with self._database.unit(actor=self._actor, clock=self._clock) as work:
            work.segments.edit(segment, seen=seen)
            self._record(work, "edit", segment, before=old.definition, ids=ids)
        return segment

    def _record(
        self, work: UnitOfWork, action: str, segment: Segment, *, before: SegmentVersion | None, ids: pl.Series | None
    ) -> None:
        if ids is not None:
            work.segments.add_ids(segment.segment_id, segment.definition.version, ids.to_list())
        work.record(
            action, "segment", subject=segment.slug,
            before=None if before is None else _audited(before), after=_audited(segment.definition),
        )  # fmt: skip


def _audited(version: SegmentVersion) -> dict[str, Json]:
    return {
        "version": version.version, "name": version.name, "description": version.description,
        "rule": version.rule, "n_ids": version.n_ids, "comment": version.comment,
    }  # fmt: skip


def _find(work: UnitOfWork, name: str, *, version: int | None = None) -> Segment:
    """Find a segment by its short name, or else by the short name that its name would have."""
    known = {s.slug for s in work.segments.all(archived=True)}
    return work.segments.get(name if name in known or not name.strip() else _slug_or(name), version=version)


def _slug_or(name: str) -> str:
    return slug_of(name) if any(c.isalnum() and c.isascii() for c in name) else name
