"""Things with a short name and a name: found by each, refused when taken or archived."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest

from core.errors import Conflict, NotFound, Refused
from core.services import named

AT = datetime(2017, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Book:
    slug: str
    name: str
    head: int = 1
    archived_at: datetime | None = None
    version: int = 1
    isbn: str = "1"


class Shelf:
    def __init__(self, *books: Book) -> None:
        self.books = books

    def all(self, *, archived: bool = False) -> list[Book]:
        return [b for b in self.books if archived or b.archived_at is None]

    def get(self, slug: str, *, version: int | None = None) -> Book:
        (book,) = [b for b in self.books if b.slug == slug]
        return replace(book, version=version or book.head)

    def id_of(self, thing: Book) -> str:
        return thing.isbn


OLD, NEW = Book("tide", "Waves", archived_at=AT), Book("waves", "Waves", head=3, isbn="2")
SHELF = Shelf(OLD, NEW, Book("grosse-reise", "Große Reise"))


@pytest.mark.parametrize(
    ("name", "slug"),
    [("tide", "tide"), ("waves", "waves"), (" WAVES ", "waves"), ("große  REISE", "grosse-reise"),
     ("Grosse Reise!", "grosse-reise"), ("sea", None), ("...", None)],
)  # fmt: skip
def test_it_is_found_by_short_name_by_name_and_by_what_the_name_would_make(name: str, slug: str | None) -> None:
    found = named.find(SHELF, name, kind="book")
    assert (found and found.slug) == slug


def test_a_version_is_one_that_there_is() -> None:
    assert named.get(SHELF, "waves", kind="book") is NEW
    assert named.get(SHELF, "waves", kind="book", version=2).version == 2
    for version in (0, 4, 10**30):
        with pytest.raises(NotFound, match=rf"Book 'waves' has no version {version}; it has versions 1 to 3\."):
            named.get(SHELF, "waves", kind="book", version=version)
    with pytest.raises(NotFound, match=r"There is no book 'wavs'\. Did you mean 'waves'\?") as missing:
        named.get(SHELF, "wavs", kind="book")
    assert missing.value.fix == "List them with `books list`, or create it."


def test_a_taken_name_is_refused_and_an_archived_one_can_be_brought_back() -> None:
    mine = Book("mine", "waves", isbn="3")
    with pytest.raises(Conflict, match=r"There already is a book called 'Waves' \(waves\)\."):
        named.refuse_taken(Shelf(NEW), mine, kind="book")
    with pytest.raises(Conflict, match=r"There is an archived book called 'Waves' \(tide\)\.") as gone:
        named.refuse_taken(Shelf(OLD), mine, kind="book")
    assert gone.value.fix == "Choose another name, or bring that back: `books archive tide --restore`."
    with pytest.raises(Conflict):
        named.refuse_taken(Shelf(NEW), Book("waves", "Other", isbn="3"), kind="book")
    named.refuse_taken(SHELF, Book("sea", "Sea", isbn="3"), kind="book")
    named.refuse_taken(Shelf(NEW), replace(NEW, name="WAVES", head=4), kind="book")  # nobody is in their own way


def test_what_is_archived_is_kept_as_it_was() -> None:
    named.refuse_archived(NEW, kind="book")
    with pytest.raises(Refused, match="Book 'tide' is archived") as refusal:
        named.refuse_archived(OLD, kind="book")
    assert refusal.value.fix == "Bring it back first: `python -m core books archive tide --restore`."
