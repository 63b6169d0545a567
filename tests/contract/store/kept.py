"""Segments, programs and campaigns as what they have in common: things that are kept in versions under a short name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Table

from core.kernel.clock import FixedClock
from core.segments.model import Segment, SegmentKind, SegmentVersion
from core.store import Database, UnitOfWork, campaign_tables, tables
from core.store.versioned import VersionedRepository
from tests.contract.store import campaigning, loyalty

RULE = {"and": [{">": [{"var": "total_revenue"}, 12.5]}, {"==": [{"var": "name"}, "Zoë 'x' %"]}]}


def segment(clock: FixedClock, slug: str = "gold", **changes: object) -> Segment:
    version = replace(SegmentVersion(1, slug.title(), "", RULE, None, "first", clock.now(), "ann"), **changes)
    return Segment(f"id-{slug}", slug, SegmentKind.DYNAMIC, clock.now(), None, version.version, version)


def edited_segment(made: Segment, **changes: object) -> Segment:
    version = replace(made.definition, version=made.head + 1, comment="again", **changes)
    return replace(made, head=version.version, definition=version)


@dataclass(frozen=True)
class Kind:
    """One kind of such things.

    make: a first version. edited: the next one. change: what an edit can change besides the name. at: the field that
    holds the version a thing is at. column: where the store keeps what was defined.
    """

    noun: str
    make: Callable[..., Any]
    edited: Callable[..., Any]
    change: Mapping[str, object]
    at: str
    table: Table
    column: str
    defined: Callable[[Any], object]

    def of(self, work: UnitOfWork) -> VersionedRepository[Any, Any]:
        repository: VersionedRepository[Any, Any] = getattr(work, f"{self.noun}s")
        return repository

    def add(self, database: Database, clock: FixedClock, made: Any) -> Any:
        with database.unit(actor="ann", clock=clock) as work:
            self.of(work).add(made)
        return made

    def edit(self, database: Database, clock: FixedClock, made: Any, *, seen: int) -> None:
        with database.unit(actor="ann", clock=clock) as work:
            self.of(work).edit(made, seen=seen)

    def version(self, made: Any) -> Any:
        return getattr(made, self.at)

    def saved_by(self, made: Any, who: str) -> Any:
        return replace(made, **{self.at: replace(self.version(made), created_by=who)})


def document(made: Any) -> object:
    return made.definition.document()


KINDS = [
    Kind("segment", segment, edited_segment, {"rule": {"!": RULE}}, "definition", tables.segment_version, "rule",
         lambda made: made.rule),
    Kind("program", loyalty.program, loyalty.edited, {"tiers": []}, "version", tables.program_version, "definition",
         document),
    Kind("campaign", campaigning.campaign, campaigning.edited, {"control": 0.2}, "version",
         campaign_tables.campaign_version, "definition", document),
]  # fmt: skip
