"""Look up stored definitions, and refuse changes that would leave them at odds with each other.

Everything here reads inside the transaction that is about to write, so two people at once cannot get past it.
"""

from __future__ import annotations

from core.errors import BadInput, Conflict, NotFound, Refused
from core.kernel.canonical import Json
from core.segments.model import Segment, SegmentVersion, slug_of
from core.segments.references import named_segments, ordered
from core.store import UnitOfWork


def find(work: UnitOfWork, name: str) -> Segment | None:
    """Return the segment with this short name, or this name, or the short name that such a name would have."""
    known = {s.slug: s for s in work.segments.all(archived=True)}
    if name in known:
        return known[name]
    wanted = _folded(name)
    called = [s for s in known.values() if _folded(s.name) == wanted]
    if called:
        return min(called, key=lambda s: s.archived_at is not None)
    try:
        return known.get(slug_of(name))
    except BadInput:
        return None


def get(work: UnitOfWork, name: str, *, version: int | None = None) -> Segment:
    """Return the segment that `find` finds, newest or given version. Raises NotFound with the nearest names."""
    found = find(work, name)
    if found is None:
        raise NotFound.among("segment", name[:80], [s.slug for s in work.segments.all(archived=True)])
    if version is None or version == found.head:
        return found
    if not 1 <= version <= found.head:  # numbers that no store can hold must not reach it
        raise NotFound(
            f"Segment {found.slug!r} has no version {version}; it has versions 1 to {found.head}.",
            fix="Ask for one of those.",
        )
    return work.segments.get(found.slug, version=version)


def refuse_archived(segment: Segment) -> None:
    """Raise Refused for an archived segment: it is kept as it was."""
    if segment.archived_at is not None:
        raise Refused(
            f"Segment {segment.slug!r} is archived.",
            fix=f"Bring it back first: `python -m core segments archive {segment.slug} --restore`.",
        )


def refuse_taken(work: UnitOfWork, segment: Segment) -> None:
    """Raise Conflict when another segment has the short name or the name."""
    for other in work.segments.all(archived=True):
        alike = other.slug == segment.slug or _folded(other.name) == _folded(segment.name)
        if alike and other.segment_id != segment.segment_id:
            if other.archived_at:
                raise Conflict(
                    f"There is an archived segment called {other.name!r} ({other.slug}).",
                    fix=f"Choose another name, or bring that back: `segments archive {other.slug} --restore`.",
                )
            raise Conflict(
                f"There already is a segment called {other.name!r} ({other.slug}).",
                fix="Choose another name, or edit the one that is there.",
            )


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


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
