"""Segments: define them. Every edit is a version; a stale edit, a cycle and a taken name are refused."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import polars as pl

from core.errors import Refused, SegmentIsStatic
from core.kernel.canonical import Json
from core.kernel.clock import Clock, format_instant
from core.kernel.schema import Schema
from core.rules import Rule
from core.segments.model import Segment, SegmentKind, SegmentVersion, checked_name, checked_text, slug_of
from core.segments.references import references
from core.segments.relation import Source, in_order
from core.services import definitions
from core.services.features import Features
from core.services.ids import CustomerIds, Ids
from core.services.sources import Material, Sources
from core.store import Database, UnitOfWork

__all__ = ["Listing", "Segment", "Segments"]


@dataclass(frozen=True, slots=True)
class Listing:
    """A static segment as it was saved, and the ids (text) that were left out because no customer has them."""

    segment: Segment
    unknown: pl.Series


class Segments:
    """Definitions of segments and their versions."""

    def __init__(self, features: Features, ids: CustomerIds, *, database: Database, clock: Clock, actor: str) -> None:
        self._sources = Sources(features, ids, database=database)
        self._ids = ids
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
            return definitions.get(work, name, version=version)

    def find(self, name: str) -> Segment | None:
        """Return the segment that has this short name or name, or None."""
        with self._database.view() as work:
            return definitions.find(work, name)

    def versions(self, name: str) -> list[SegmentVersion]:
        """Return every version of one segment, newest first."""
        with self._database.view() as work:
            return work.segments.versions(definitions.get(work, name).segment_id)

    def ids(self, name: str, *, version: int | None = None) -> pl.Series:
        """Return the listed customer ids (text, sorted) of a static segment."""
        with self._database.view() as work:
            segment = definitions.get(work, name, version=version)
            return work.segments.ids(segment.segment_id, segment.definition.version)

    def schema(self, *, without: str | None = None) -> Schema:
        """Return what a rule may refer to: the features, other segments (not `without` itself) and random shares."""
        return self._sources.schema(self.all(), without=without)

    def check(self, rule: Json | str | bytes, *, slug: str | None = None) -> Rule:
        """Check a rule and return it ready to use; `slug` names the segment that it is meant for.

        Raises RuleError with every fault, SegmentCycle when that segment would come to contain itself.
        """
        checked = self._sources.checked(rule, self.schema())
        if slug is not None:
            in_order([slug], self._sources.resolve(references(checked), instead={slug: checked}))
        return checked

    def sources(self, slugs: Iterable[str], *, instead: Mapping[str, Source] | None = None) -> dict[str, Source]:
        """Return where the members of these segments, and of all that they refer to, come from.

        `instead` holds sources that take the place of stored ones. Raises RuleError naming the segment whose rule fits
        the feature dictionary no longer.
        """
        return self._sources.resolve(slugs, instead=instead)

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
        """Return where the members of this version of a segment come from. Raises RuleError as `sources`."""
        return self._sources.of(segment)

    def material(self, segment: Segment) -> Material:
        """Return all that decides who is in this version of a segment. Raises RuleError as `sources`."""
        return self._sources.material(segment)

    def create(self, name: str, rule: Json | str | bytes, *, description: str = "", comment: str = "") -> Segment:
        """Create a dynamic segment. Raises RuleError, or Conflict when the name is taken."""
        draft = self._version(name, description, comment=comment, rule=self.check(rule).json)
        return self._add(SegmentKind.DYNAMIC, draft, ids=None)

    def create_static(self, name: str, ids: Ids, *, description: str = "", comment: str = "") -> Listing:
        """Create a static segment from customer ids; unknown ids are reported and left out.

        Raises BadInput when none of the ids is a known customer, Conflict when the name is taken.
        """
        known, unknown = self._ids.sort_out(ids)
        draft = self._version(name, description, comment=comment, n_ids=len(known))
        return Listing(self._add(SegmentKind.STATIC, draft, ids=known), unknown)

    def edit(
        self, name: str, *, seen: int, rule: Json | str | bytes = None, rename: str | None = None,
        description: str | None = None, comment: str = "",
    ) -> Segment:  # fmt: skip
        """Save a new version made from version `seen`; what is not given stays as it is.

        Raises Conflict when somebody saved since `seen` or the name is taken, RuleError, SegmentCycle, SegmentIsStatic,
        and Refused for an archived segment.
        """
        old = self.get(name, version=seen)
        if rule is not None and old.is_static:
            raise SegmentIsStatic(
                f"Segment {old.slug!r} is a list of customers; it has no rule to edit.",
                fix="Replace its list of ids, or create a dynamic segment.",
            )
        kept = old.rule if rule is None else self.check(rule, slug=old.slug).json
        draft = self._next(old, seen, rename=rename, description=description, comment=comment)
        ids = self.ids(old.slug, version=seen) if old.is_static else None
        return self._save(old, replace(draft, rule=kept, n_ids=old.definition.n_ids), seen=seen, ids=ids)

    def edit_ids(
        self, name: str, ids: Ids, *, seen: int, rename: str | None = None, description: str | None = None,
        comment: str = "",
    ) -> Listing:  # fmt: skip
        """Replace the list of a static segment as a new version; unknown ids are reported and left out.

        Raises as `edit`, and Refused for a dynamic segment.
        """
        old = self.get(name, version=seen)
        if not old.is_static:
            raise Refused(
                f"Segment {old.slug!r} is a rule; a list of ids cannot replace it.",
                fix="Edit its rule, or create a static segment under another name.",
            )
        known, unknown = self._ids.sort_out(ids)
        draft = self._next(old, seen, rename=rename, description=description, comment=comment)
        return Listing(self._save(old, replace(draft, n_ids=len(known)), seen=seen, ids=known), unknown)

    def archive(self, name: str, *, restore: bool = False) -> Segment:
        """Hide a segment from lists, or bring it back; nothing happens when it is so already.

        Raises Refused for a segment that others refer to, and for bringing back one that refers to archived ones.
        """
        with self._database.unit(actor=self._actor, clock=self._clock) as work:
            old = definitions.get(work, name)
            if (old.archived_at is None) == restore:
                return old
            definitions.refuse_gap(work, old, restore=restore)
            at = None if restore else work.now
            work.segments.archive(old.segment_id, at=at)
            work.record(
                "restore" if restore else "archive", "segment", subject=old.slug,
                before={"archived_at": old.archived_at and format_instant(old.archived_at)},
                after={"archived_at": at and format_instant(at)},
            )  # fmt: skip
            return replace(old, archived_at=at)

    def _version(
        self, name: str, description: str, *, comment: str, rule: Json = None, n_ids: int | None = None,
        version: int = 1,
    ) -> SegmentVersion:  # fmt: skip
        return SegmentVersion(
            version, checked_name(name), checked_text(description), rule, n_ids, checked_text(comment),
            self._clock.now(), self._actor,
        )  # fmt: skip

    def _next(
        self, old: Segment, seen: int, *, rename: str | None, description: str | None, comment: str
    ) -> SegmentVersion:
        name = old.name if rename is None else rename
        text = old.definition.description if description is None else description
        return self._version(name, text, comment=comment, version=seen + 1)

    def _add(self, kind: SegmentKind, draft: SegmentVersion, *, ids: pl.Series | None) -> Segment:
        with self._database.unit(actor=self._actor, clock=self._clock) as work:
            segment = Segment(uuid.uuid4().hex, slug_of(draft.name), kind, work.now, None, 1, draft)
            definitions.refuse_taken(work, segment)
            work.segments.add(segment)
            definitions.refuse_loose(work, segment)
            self._record(work, "create", segment, before=None, ids=ids)
        return segment

    def _save(self, old: Segment, draft: SegmentVersion, *, seen: int, ids: pl.Series | None) -> Segment:
        segment = replace(old, head=draft.version, definition=draft)
        with self._database.unit(actor=self._actor, clock=self._clock) as work:
            definitions.refuse_archived(work.segments.get(old.slug))
            if draft.name != old.name:
                definitions.refuse_taken(work, segment)
            work.segments.edit(segment, seen=seen)
            definitions.refuse_loose(work, segment)
            self._record(work, "edit", segment, before=old.definition, ids=ids)
        return segment

    def _record(
        self, work: UnitOfWork, action: str, segment: Segment, *, before: SegmentVersion | None, ids: pl.Series | None
    ) -> None:
        if ids is not None:
            work.segments.add_ids(segment.segment_id, segment.definition.version, ids.to_list())
        was = None if before is None else definitions.audited(before)
        work.record(action, "segment", subject=segment.slug, before=was, after=definitions.audited(segment.definition))
