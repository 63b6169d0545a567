"""What is stored under a permanent short name and a name, with versions: look it up, refuse what must not be changed.

Everything here reads inside the transaction that is about to write, so two people at once cannot get past it. `kind` is
the word for such a thing, such as "segment"; its commands are called the same, with an s.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol, TypeVar

from core.errors import BadInput, Conflict, NotFound, Refused
from core.kernel.names import slug_of


class Named(Protocol):
    """Something with a permanent short name, a name, and a newest version."""

    @property
    def slug(self) -> str:
        """The short name, which never changes."""

    @property
    def name(self) -> str:
        """The name for people."""

    @property
    def head(self) -> int:
        """The number of the newest version."""

    @property
    def archived_at(self) -> datetime | None:
        """When it was archived, if it is."""


Thing = TypeVar("Thing", bound=Named)
Found_co = TypeVar("Found_co", bound=Named, covariant=True)


class Repository(Protocol[Found_co]):
    """Where such things are stored."""

    def all(self, *, archived: bool = False) -> Iterable[Found_co]:
        """Return all at their newest version."""

    def get(self, slug: str, *, version: int | None = None) -> Found_co:
        """Return one at a version that it has."""


def find(repository: Repository[Thing], name: str, *, kind: str) -> Thing | None:
    """Return the thing with this short name, or this name, or the short name that such a name would have."""
    known = {thing.slug: thing for thing in repository.all(archived=True)}
    if name in known:
        return known[name]
    wanted = _folded(name)
    called = [thing for thing in known.values() if _folded(thing.name) == wanted]
    if called:
        return min(called, key=lambda thing: thing.archived_at is not None)
    try:
        return known.get(slug_of(name, kind=kind))
    except BadInput:
        return None


def get(repository: Repository[Thing], name: str, *, kind: str, version: int | None = None) -> Thing:
    """Return what `find` finds, at the newest or the given version. Raises NotFound with the nearest names."""
    found = find(repository, name, kind=kind)
    if found is None:
        raise NotFound.among(kind, name[:80], [thing.slug for thing in repository.all(archived=True)])
    if version is None or version == found.head:
        return found
    if not 1 <= version <= found.head:  # numbers that no store can hold must not reach it
        raise NotFound(
            f"{kind.capitalize()} {found.slug!r} has no version {version}; it has versions 1 to {found.head}.",
            fix="Ask for one of those.",
        )
    return repository.get(found.slug, version=version)


def refuse_archived(thing: Named, *, kind: str) -> None:
    """Raise Refused for what is archived: it is kept as it was."""
    if thing.archived_at is not None:
        raise Refused(
            f"{kind.capitalize()} {thing.slug!r} is archived.",
            fix=f"Bring it back first: `python -m core {kind}s archive {thing.slug} --restore`.",
        )


def refuse_taken(thing: Named, others: Iterable[Named], *, kind: str, tells_archived: bool = True) -> None:
    """Raise Conflict when one of the `others` (all but itself, archived ones too) has the short name or the name.

    tells_archived: whether the message says of an archived one how to bring it back.
    """
    for other in others:
        if other.slug != thing.slug and _folded(other.name) != _folded(thing.name):
            continue
        if other.archived_at is not None and tells_archived:
            raise Conflict(
                f"There is an archived {kind} called {other.name!r} ({other.slug}).",
                fix=f"Choose another name, or bring that back: `{kind}s archive {other.slug} --restore`.",
            )
        raise Conflict(
            f"There already is a {kind} called {other.name!r} ({other.slug}).",
            fix="Choose another name, or edit the one that is there.",
        )


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
