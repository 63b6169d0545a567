"""What is kept in versions under a permanent short name, as rows: segments, programs, campaigns.

Each kind has two tables: a row for each thing, which says what its newest version is, and a row for each version, which
never changes. An edit moves the first on from the version that was seen, or is refused.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from sqlalchemy import Column, Connection, Row, Select, Table, insert, select, update
from sqlalchemy.exc import IntegrityError

from core.errors import Conflict, NotFound
from core.kernel.names import Named


class Versioned(Named, Protocol):
    """Something that is kept in versions, at one of them."""

    @property
    def created_at(self) -> datetime:
        """When it was created, in its first version."""


class Edit(Protocol):
    """One version of it."""

    @property
    def version(self) -> int:
        """Its number, from 1."""

    @property
    def comment(self) -> str:
        """Why it was made."""

    @property
    def created_at(self) -> datetime:
        """When it was saved."""

    @property
    def created_by(self) -> str:
        """Who saved it."""


Thing = TypeVar("Thing", bound=Versioned)
EditOf = TypeVar("EditOf", bound=Edit)
_HEAD = {"version": "head", "created_at": "born_at"}  # columns of a thing whose names its versions have too


class VersionedRepository(ABC, Generic[Thing, EditOf]):
    """Things of one kind inside one transaction.

    A kind says its `noun`, its tables of `things` and `edits` (joined by `<noun>_id`), what it has in columns of its
    own, and how rows become things. Both tables' columns stand in such a row; of those that both have, the thing's are
    called `head` (its newest version) and `born_at`.
    """

    noun: ClassVar[str]
    things: ClassVar[Table]
    edits: ClassVar[Table]

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self, *, archived: bool = False) -> list[Thing]:
        """Return all at their newest version, by name; archived ones only if asked."""
        query = self._select().where(self.edits.c.version == self.things.c.version)
        if not archived:
            query = query.where(self.things.c.archived_at.is_(None))
        found = self._read(self._connection.execute(query).all())
        return sorted(found, key=lambda t: (t.name.casefold(), t.slug))  # a database sorts by its own locale

    def get(self, slug: str, *, version: int | None = None) -> Thing:
        """Return one, archived or not, at its newest or the given version. Raises NotFound with the nearest names."""
        of, head = self.things.c.slug == slug, self.things.c.version
        wanted = self.edits.c.version == (head if version is None else version)
        if found := self._read(self._connection.execute(self._select().where(of, wanted)).all()):
            return found[0]
        newest = self._connection.execute(select(head).where(of)).scalar_one_or_none()
        if newest is None:
            known = self._connection.execute(select(self.things.c.slug)).scalars()
            raise NotFound.among(self.noun, slug, known)
        raise no_version(self.noun, slug, version=version, head=newest)

    def versions(self, thing_id: str) -> list[EditOf]:
        """Return all versions, newest first."""
        query = self._select().where(self._id == thing_id).order_by(self.edits.c.version.desc())
        return [self._edit(row) for row in self._connection.execute(query)]

    def add(self, thing: Thing) -> None:
        """Insert a new thing with its first version. Raises Conflict when the short name is taken."""
        plain = {"slug": thing.slug, "version": thing.head, "created_at": thing.created_at}
        row = {self._id.name: self.id_of(thing), **plain, **self._own(thing)}
        try:
            self._connection.execute(insert(self.things).values(row))
        except IntegrityError:
            raise Conflict(
                f"There already is a {self.noun} with the short name {thing.slug!r}.",
                fix="Choose another name, or edit the one that is there.",
            ) from None
        self._add_edit(thing)

    def edit(self, thing: Thing, *, seen: int) -> None:
        """Store the version that a thing is at as the one after `seen`, its newest.

        Raises Conflict when another version was saved since `seen`: the edit is refused, not merged.
        """
        moved = self._connection.execute(
            update(self.things)
            .where(self._id == self.id_of(thing), self.things.c.version == seen)
            .values(version=self._current(thing).version)
        )
        if moved.rowcount != 1:
            stored = self.get(thing.slug)
            raise Conflict(
                f"{self.noun.capitalize()} {thing.slug!r} was saved as version {stored.head} by "
                f"{self._current(stored).created_by} while you edited version {seen}. Nothing was overwritten.",
                fix="Reload it, look at what changed in its history, and make your change again.",
            )
        self._add_edit(thing)

    def archive(self, thing_id: str, *, at: datetime | None) -> None:
        """Hide a thing from lists from `at` on; None brings it back."""
        self._change(thing_id, archived_at=at)

    @abstractmethod
    def id_of(self, thing: Thing) -> str:
        """Return what a thing is known by in the store."""

    @abstractmethod
    def _current(self, thing: Thing) -> EditOf:
        """Return the version that a thing is at."""

    @abstractmethod
    def _own(self, thing: Thing) -> dict[str, object]:
        """Return what a new thing has in columns that only this kind has."""

    @abstractmethod
    def _own_of_edit(self, edit: EditOf) -> dict[str, object]:
        """Return what a version has in columns that only this kind has."""

    @abstractmethod
    def _read(self, rows: Sequence[Row[Any]]) -> list[Thing]:
        """Return the things that rows stand for, in their order."""

    @abstractmethod
    def _edit(self, row: Row[Any]) -> EditOf:
        """Return the version that a row stands for."""

    @property
    def _id(self) -> Column[Any]:
        return self.things.c[f"{self.noun}_id"]

    def _change(self, thing_id: str, **values: object) -> None:
        self._connection.execute(update(self.things).where(self._id == thing_id).values(values))

    def _add_edit(self, thing: Thing) -> None:
        edit = self._current(thing)
        plain = {
            "version": edit.version, "comment": edit.comment, "created_at": edit.created_at,
            "created_by": edit.created_by,
        }  # fmt: skip
        row = {self._id.name: self.id_of(thing), **plain, **self._own_of_edit(edit)}
        self._connection.execute(insert(self.edits).values(row))

    def _select(self) -> Select[Any]:
        of_thing = [column.label(_HEAD.get(column.name, column.name)) for column in self.things.c]
        of_edit = [column for column in self.edits.c if column.name != self._id.name]
        return select(*of_thing, *of_edit).select_from(self.things.join(self.edits))


def no_version(noun: str, slug: str, *, version: int | None, head: int) -> NotFound:
    """Return the error for a version that a thing does not have; `head` is its newest."""
    return NotFound(
        f"{noun.capitalize()} {slug!r} has no version {version}; it has versions 1 to {head}.",
        fix="Ask for one of those.",
    )
