"""The program that is being edited in this browser tab.

The draft holds the whole document, so nothing depends on what the browser shows: a form that is not drawn for a while
(another tab, another page) begins again from here. Like the segments' draft it is a plain object under a lock.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from app.programs import document
from core.errors import LabError
from core.kernel.canonical import Json
from core.services.programs import Program

KEY = "programs.desk"
TABLES = ("caps", "tiers", "burn")

Row = dict[str, Any]


@dataclass
class Rule:
    """An earn rule in the making: `content` as in the document; `revision` rises to load another condition."""

    number: int  # names its form fields; another rule never has it
    content: Row
    revision: int
    half_typed: tuple[str, ...] = ()  # what the conditions still need


@dataclass
class Sheet:
    """What the editor of a table was given; its edits are told as differences from that."""

    rows: list[Row]
    options: tuple[str, ...]  # other choices in its cells make it another editor
    generation: int


@dataclass
class Draft:
    """A program in the making. `terms` is what is no list in the document, `tables` are its editable tables."""

    slug: str | None  # None for a program that was never saved
    seen: int  # the version that the edit began with, 0 for none
    begun: int  # names the form fields of this draft
    terms: Row = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    tables: dict[str, list[Row]] = field(default_factory=dict)
    sheets: dict[str, Sheet] = field(default_factory=dict)
    comment: str = ""
    made: int = 0  # rules and sheets that were ever made
    presses: int = 0  # runs in which a press of Save was seen and not answered yet
    saved: Row = field(default_factory=dict)  # the document that the draft began with
    outcome: Program | LabError | None = None
    yaml_key: str = ""
    yaml_asked: bool = False
    yaml_fault: LabError | None = None

    def key(self, name: str) -> str:
        """Return the key of a form field of this draft."""
        return f"programs.{name}.{self.begun}"

    def next(self) -> int:
        """Return a number that nothing else of this draft has."""
        self.made += 1
        return self.made

    def load(self, given: Mapping[str, Any]) -> None:
        """Put a document in the place of all there is."""
        whole = document.copied(given)
        self.rules = [Rule(self.next(), rule, 1) for rule in whole.pop("earn", [])]
        self.tables = {name: whole.pop(name, []) for name in TABLES}
        self.terms, self.sheets = whole, {}

    def document(self) -> dict[str, Json]:
        """Return the document as it stands, with what is at its default left out."""
        return document.assembled(self.terms, [rule.content for rule in self.rules], self.tables)

    @property
    def half_typed(self) -> list[str]:
        """What conditions still need, each with the name of its rule."""
        return [f"{rule.content.get('name') or 'Rule'}: {what}" for rule in self.rules for what in rule.half_typed]

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


@dataclass
class Desk:
    """What one browser tab works on; `open_next` is the program to go to as soon as the address can be changed."""

    draft: Draft | None = None
    begun: int = 0
    open_next: str | None = None
    said: str = ""  # how the last act on a ledger or a state went, until it was shown
    failed: LabError | None = None
    lock: threading.RLock = field(default_factory=threading.RLock)  # one run at a time answers a press

    def of(self, program: Program | None, *, blank: Mapping[str, Any] | None = None) -> Draft:
        """Return the draft of a program (None: of a new one, from `blank`), begun anew when another one is opened."""
        slug = None if program is None else program.slug
        if self.draft is None or self.draft.slug != slug:
            self.draft = self.begin(program, blank=blank)
        return self.draft

    def begin(self, program: Program | None, *, blank: Mapping[str, Any] | None = None) -> Draft:
        """Begin a draft from the program's newest version, with form fields of its own."""
        self.begun += 1
        if program is None:
            self.draft = Draft(None, 0, self.begun)
            self.draft.load(blank or {})
        else:
            self.draft = Draft(program.slug, program.head, self.begun)
            self.draft.load(program.definition.document())
            self.draft.saved = self.draft.document()
        return self.draft

    def reload(self, draft: Draft, given: Mapping[str, Any]) -> None:
        """Put another document into a draft; its form fields begin again."""
        self.begun += 1
        draft.begun = self.begun
        draft.load(given)

    def held(self, program: Program) -> Draft | None:
        """Return the unsaved edits of a program, None if there are none."""
        draft = self.draft
        return draft if draft is not None and draft.slug == program.slug and draft.is_changed else None


def desk() -> Desk:
    """Return this tab's desk."""
    held: Desk = st.session_state.setdefault(KEY, Desk())
    return held
