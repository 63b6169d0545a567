"""What commands answer that saved a segment."""

from __future__ import annotations

from core.cli.reply import Reply
from core.segments.model import Segment
from core.services.segments import Listing

_SHOWN = 20  # unknown ids in the text; --json has all


def summary(segment: Segment) -> dict[str, object]:
    """Return what every answer about a segment begins with."""
    return {
        "slug": segment.slug, "name": segment.name, "kind": str(segment.kind), "version": segment.definition.version,
        "archived_at": segment.archived_at,
    }  # fmt: skip


def listed(listing: Listing) -> Reply:
    """Return the answer for a list of ids that was saved, with those that are no customers."""
    return saved(listing.segment, unknown=listing.unknown.to_list())


def saved(segment: Segment, *, unknown: list[str] | None = None) -> Reply:
    """Return the answer for a segment that was saved, and for the ids that were left out."""
    text = f"Saved {segment.name!r} ({segment.slug}) as version {segment.definition.version}."
    if unknown:
        what = (
            "1 id is not a customer and was"
            if len(unknown) == 1
            else f"{len(unknown):,} ids are not customers and were"
        )
        text += f"\n{what} left out: {', '.join(unknown[:_SHOWN])}{' …' if len(unknown) > _SHOWN else ''}"
    return Reply(summary(segment) | {"n_ids": segment.definition.n_ids, "unknown_ids": unknown or []}, text)
