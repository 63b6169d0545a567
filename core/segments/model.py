"""What a segment is: a name with versions, each a rule (dynamic) or a list of customers (static)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.kernel import names
from core.kernel.canonical import Json
from core.kernel.names import NAME_LIMIT, SLUG_LIMIT, checked_text

__all__ = [
    "NAME_LIMIT",
    "SLUG_LIMIT",
    "Run",
    "Segment",
    "SegmentKind",
    "SegmentVersion",
    "checked_name",
    "checked_text",
    "slug_of",
]


class SegmentKind(StrEnum):
    """Where the members come from."""

    DYNAMIC = "dynamic"  # a rule over the features
    STATIC = "static"  # a list of customer ids


@dataclass(frozen=True, slots=True)
class SegmentVersion:
    """One edit of a segment, never changed afterwards."""

    version: int
    name: str
    description: str
    rule: Json  # None for a static segment
    n_ids: int | None  # None for a dynamic segment
    comment: str
    created_at: datetime
    created_by: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment at its newest version (or at the one that was asked for).

    `slug` never changes; rules refer to the segment as the field `segment.<slug>`.
    """

    segment_id: str
    slug: str
    kind: SegmentKind
    created_at: datetime
    archived_at: datetime | None
    head: int
    definition: SegmentVersion

    @property
    def name(self) -> str:
        """The name for people."""
        return self.definition.name

    @property
    def rule(self) -> Json:
        """The JSONLogic rule, None for a static segment."""
        return self.definition.rule

    @property
    def is_static(self) -> bool:
        """Whether the members are a list of ids."""
        return self.kind is SegmentKind.STATIC


@dataclass(frozen=True, slots=True)
class Run:
    """One recalculation: the membership of one version as of one instant, and what changed since the run before.

    `file` is the membership's Parquet file below LAB_HOME/memberships (see core/segments/membership.py).
    """

    run_id: int
    segment_id: str
    version: int
    snapshot_id: str
    dictionary: str
    inputs: str
    as_of: datetime
    n_customers: int
    n_members: int
    n_joined: int
    n_left: int
    file: str
    created_at: datetime
    created_by: str


def checked_name(name: str) -> str:
    """Return the name of a segment without surrounding blanks; raises BadInput as `core.kernel.names` does."""
    return names.checked_name(name, kind="segment", example="Lapsing gold")


def slug_of(name: str) -> str:
    """Return the permanent short name of a segment; raises BadInput as `core.kernel.names` does."""
    return names.slug_of(name, kind="segment")
