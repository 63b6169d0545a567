"""Look up stored segments, and refuse changes that would leave them at odds with each other.

Everything here reads inside the transaction that is about to write, so two people at once cannot get past it.
"""

from __future__ import annotations

from core.errors import Refused
from core.kernel.canonical import Json
from core.segments.model import Segment, SegmentVersion
from core.segments.references import named_segments, ordered
from core.services import named
from core.store import UnitOfWork


def find(work: UnitOfWork, name: str) -> Segment | None:
    """Return the segment with this short name, or this name, or the short name that such a name would have."""
    return named.find(work.segments, name, kind="segment")


def get(work: UnitOfWork, name: str, *, version: int | None = None) -> Segment:
    """Return the segment that `find` finds, newest or given version. Raises NotFound with the nearest names."""
    return named.get(work.segments, name, kind="segment", version=version)


def refuse_archived(segment: Segment) -> None:
    """Raise Refused for an archived segment: it is kept as it was."""
    named.refuse_archived(segment, kind="segment")


def refuse_taken(work: UnitOfWork, segment: Segment) -> None:
    """Raise Conflict when another segment has the short name or the name."""
    named.refuse_taken(work.segments, segment, kind="segment")


def refuse_loose(work: UnitOfWork, segment: Segment) -> None:
    """Raise Refused when the segment refers to an archived one, SegmentCycle when it has come to contain itself."""
    known = {s.slug: s for s in work.segments.all(archived=True)}
    _refuse_archived_parts(segment, known)
    links = {slug: sorted(named_segments(s.rule) & known.keys()) for slug, s in known.items()}
    ordered([segment.slug], links)


def refuse_gap(work: UnitOfWork, segment: Segment, *, restore: bool) -> None:
    """Raise Refused for archiving a segment that others use, or bringing back one that uses archived ones."""
    known = {s.slug: s for s in work.segments.all(archived=True)}
    if restore:
        _refuse_archived_parts(segment, known)
        return
    users = sorted(s.slug for s in known.values() if not s.archived_at and segment.slug in named_segments(s.rule))
    if users:
        raise Refused(
            f"Segment {segment.slug!r} is used by {', '.join(users)}.", fix="Take it out of their rules first."
        )


def audited(version: SegmentVersion) -> dict[str, Json]:
    """Return what the audit log keeps of a version."""
    return {
        "version": version.version, "name": version.name, "description": version.description,
        "rule": version.rule, "n_ids": version.n_ids, "comment": version.comment,
    }  # fmt: skip


def _refuse_archived_parts(segment: Segment, known: dict[str, Segment]) -> None:
    gone = sorted(s for s in named_segments(segment.rule) if s in known and known[s].archived_at)
    if gone:
        raise Refused(
            f"Segment {segment.slug!r} refers to {', '.join(gone)}, archived by now.",
            fix=f"Bring that back first (`python -m core segments archive {gone[0]} --restore`), or leave it out.",
        )
