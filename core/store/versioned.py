"""What is refused of things that are kept in versions under a short name: segments, programs, campaigns."""

from __future__ import annotations

from core.errors import Conflict


def taken(noun: str, slug: str) -> Conflict:
    """Return the error for a short name that another thing of the kind has."""
    return Conflict(
        f"There already is a {noun} with the short name {slug!r}.",
        fix="Choose another name, or edit the one that is there.",
    )


def stale(noun: str, slug: str, *, head: int, by: str, seen: int) -> Conflict:
    """Return the error for an edit of version `seen` of something of which `by` saved version `head` meanwhile."""
    return Conflict(
        f"{noun.capitalize()} {slug!r} was saved as version {head} by {by} while you edited version {seen}. "
        "Nothing was overwritten.",
        fix="Reload it, look at what changed in its history, and make your change again.",
    )
