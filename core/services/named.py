"""What is stored under a permanent short name and a name, with versions: look it up, refuse what must not be changed.

Everything here reads inside the transaction that is about to write, so two people at once cannot get past it. `kind` is
the word for such a thing, such as "segment"; its commands are called the same, with an s.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from core.errors import BadInput, Conflict, NotFound, Refused
from core.kernel.names import Named, slug_of
from core.store.versioned import no_version

Thing = TypeVar("Thing", bound=Named)


class Repository(Protocol[Thing]):
    """Where such things are stored."""

    def all(self, *, archived: bool = False) -> Iterable[Thing]:
        """Return all at their newest version."""

    def get(self, slug: str, *, version: int | None = None) -> Thing:
        """Return one at a version that it has."""

    def id_of(self, thing: Thing) -> str:
        """Return what tells one from another, also from one of the same names."""


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
        raise no_version(kind, found.slug, version=version, head=found.head)
    return repository.get(found.slug, version=version)


def refuse_archived(thing: Named, *, kind: str) -> None:
    """Raise Refused for what is archived: it is kept as it was."""
    if thing.archived_at is not None:
        raise Refused(
            f"{kind.capitalize()} {thing.slug!r} is archived.",
            fix=f"Bring it back first: `python -m core {kind}s archive {thing.slug} --restore`.",
        )


def refuse_taken(repository: Repository[Thing], thing: Thing, *, kind: str) -> None:
    """Raise Conflict when another thing in the repository, archived or not, has the short name or the name."""
    for other in repository.all(archived=True):
        is_itself = repository.id_of(other) == repository.id_of(thing)
        if is_itself or (other.slug != thing.slug and _folded(other.name) != _folded(thing.name)):
            continue
        if other.archived_at is not None:
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
