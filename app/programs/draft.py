"""The program that is being edited in this browser tab."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from app.documents import desk as desks
from app.documents import draft as drafts
from app.documents.draft import Item, Noun
from app.documents.rows import Row, copied
from app.programs import document
from core.kernel.canonical import Json
from core.services.programs import Program

PROGRAM = Noun("program")
KEY = "programs.desk"
TABLES = ("caps", "tiers", "burn")


@dataclass
class Sheet:
    """What the editor of a table was given; its edits are told as differences from that."""

    rows: list[Row]
    options: tuple[str, ...]  # other choices in its cells make it another editor
    generation: int


@dataclass
class Draft(drafts.Draft[Program]):
    """A program in the making. `terms` is what is no list in the document, `tables` are its editable tables."""

    noun = PROGRAM
    terms: Row = field(default_factory=dict)
    rules: list[Item] = field(default_factory=list)
    tables: dict[str, list[Row]] = field(default_factory=dict)
    sheets: dict[str, Sheet] = field(default_factory=dict)

    def load(self, given: Mapping[str, Any]) -> None:
        """Put a document in the place of all there is."""
        whole = copied(given)
        self.rules = [self.item(rule) for rule in whole.pop("earn", [])]
        self.tables = {name: whole.pop(name, []) for name in TABLES}
        self.terms, self.sheets = whole, {}

    def document(self) -> dict[str, Json]:
        """Return the document as it stands, with what is at its default left out."""
        return document.assembled(self.terms, [rule.content for rule in self.rules], self.tables)

    @property
    def half_typed(self) -> list[str]:
        """What conditions still need, each with the name of its rule."""
        return [f"{rule.content.get('name') or 'Rule'}: {what}" for rule in self.rules for what in rule.half_typed]


@dataclass
class Desk(desks.Desk[Draft, Program]):
    """What one browser tab works on: one program at a time."""

    @property
    def draft(self) -> Draft | None:
        """The draft of that program."""
        return next(iter(self.drafts.values()), None)


def desk() -> Desk:
    """Return this tab's desk."""
    held: Desk = st.session_state.setdefault(KEY, Desk(Draft, most=1))
    return held
