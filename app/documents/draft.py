"""A definition that is being edited in this browser tab.

A draft holds the whole document, so nothing depends on what the browser shows: a form that is not drawn for a while
(another tab, another page) begins again from here.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from app.documents.rows import Row
from core.errors import LabError
from core.kernel.canonical import Json
from core.kernel.names import Named


@dataclass(frozen=True, slots=True)
class Noun:
    """The word for what a page is about, such as "program": it names the page's part of the address."""

    one: str

    @property
    def many(self) -> str:
        """All of them; the keys of the page's widgets begin with it."""
        return f"{self.one}s"


class Definition(Protocol):
    """What people write, checked."""

    def document(self) -> Mapping[str, Json]:
        """Return its plain document."""


class Saved(Named, Protocol):
    """Something that is kept in versions, at its newest."""

    @property
    def definition(self) -> Definition:
        """What it says."""


S = TypeVar("S", bound=Saved)


@dataclass
class Item:
    """A part in the making that a document has several of; `revision` rises to load another condition."""

    number: int  # names its form fields; another item never has it
    content: Row
    revision: int = 1
    half_typed: tuple[str, ...] = ()  # what its condition still needs
    drawn: Row = field(default_factory=dict)  # values when they were drawn last, see `before`

    def before(self, name: str) -> Any:
        """Return the value that was there when this was asked last, for what follows from a change.

        What the content held before a field was drawn says nothing of it: `fields.collect` was earlier.
        """
        now = self.content.get(name)
        was, self.drawn[name] = self.drawn.get(name, now), now
        return was


@dataclass
class Draft(ABC, Generic[S]):
    """A definition in the making; what kinds of definition differ in is in the classes made of this one."""

    noun: ClassVar[Noun]
    slug: str | None  # None for what was never saved
    seen: int  # the version that the edit began with, 0 for none
    begun: int  # names the form fields of this draft
    words: Row = field(default_factory=dict)  # what changed, in the author's words
    made: int = 0  # numbers that were ever given
    presses: int = 0  # runs in which a press of Save was seen and not answered yet
    saved: Row = field(default_factory=dict)  # the document that the draft began with
    outcome: S | LabError | None = None  # of the last save
    yaml_key: str = ""
    yaml_asked: bool = False
    yaml_fault: LabError | None = None

    @abstractmethod
    def load(self, given: Mapping[str, Any]) -> None:
        """Put a document in the place of all there is."""

    @abstractmethod
    def document(self) -> dict[str, Json]:
        """Return the document as it stands, with what is at its default left out."""

    @property
    @abstractmethod
    def half_typed(self) -> Sequence[object]:
        """What conditions still need."""

    def key(self, name: str) -> str:
        """Return the key of a form field of this draft."""
        return f"{self.noun.many}.{name}.{self.begun}"

    def next(self) -> int:
        """Return a number that nothing else of this draft has."""
        self.made += 1
        return self.made

    def item(self, content: Row) -> Item:
        """Return an item whose number no other one of this draft has."""
        return Item(self.next(), content)

    @property
    def comment(self) -> str:
        """What changed, in the author's words."""
        return str(self.words.get("comment", ""))

    @property
    def is_changed(self) -> bool:
        """Whether there is something to save."""
        return self.document() != self.saved or bool(self.half_typed)

    def ask_save(self) -> None:
        """Note that Save was pressed."""
        self.presses = max(self.presses, 1)

    def ask_yaml(self) -> None:
        """Note that the button below the YAML was pressed."""
        self.yaml_asked = True
