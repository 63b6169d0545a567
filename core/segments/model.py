"""What a segment is: a name with versions, each a rule (dynamic) or a list of customers (static)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from core.errors import BadInput
from core.kernel.canonical import Json

NAME_LIMIT = 120
TEXT_LIMIT = 4_000
SLUG_LIMIT = 60


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
    """Return the name without surrounding blanks; raises BadInput when nothing printable is left or it is too long."""
    clean = " ".join(name.split())
    if not clean or not clean.isprintable():
        raise BadInput("A segment needs a name that can be printed.", fix="Type a short name, such as 'Lapsing gold'.")
    if len(clean) > NAME_LIMIT:
        raise BadInput(
            f"The name has {len(clean)} characters.", fix=f"Keep it within {NAME_LIMIT}; the description has room."
        )
    return clean


def checked_text(text: str) -> str:
    """Return a description or comment without surrounding blanks; raises BadInput when a store could not hold it."""
    clean = text.strip()
    if len(clean) > TEXT_LIMIT:
        raise BadInput(f"The text has {len(clean):,} characters.", fix=f"Keep it within {TEXT_LIMIT:,}.")
    if any(c == "\0" or "\ud800" <= c <= "\udfff" for c in clean):
        raise BadInput("The text holds a character that cannot be stored.", fix="Type it anew instead of pasting it.")
    return clean


def slug_of(name: str) -> str:
    """Return the permanent short name: lower-case ASCII letters, digits and hyphens.

    A name in another script has a few digits of its hash in it, so that no two such names share a short name.
    Raises BadInput when the name holds no letter and no digit.
    """
    known = unicodedata.normalize("NFKD", " ".join(name.split()))
    plain = unicodedata.normalize("NFKD", known.casefold())
    if not any(c.isalnum() for c in plain):
        fix = "Use at least one letter or digit in the name."
        raise BadInput(f"No short name can be made from {name[:NAME_LIMIT]!r}.", fix=fix)
    slug = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")[:SLUG_LIMIT].strip("-")
    if any(c.isalnum() and not c.isascii() for c in plain):
        return f"{slug[: SLUG_LIMIT - 7].strip('-') or 'segment'}-{sha256(plain.encode()).hexdigest()[:6]}"
    return slug
