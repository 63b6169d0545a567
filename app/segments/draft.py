"""The segment that is being edited in this browser tab: a rule, which the builder holds, and not a whole document."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from app.components.rule_builder import BuilderState, builder_state
from app.documents.desk import Way
from app.documents.draft import Noun
from core.errors import LabError
from core.kernel.canonical import Json
from core.services.segments import Segment

SEGMENT = Noun("segment")
KEY = "segments.desk"
BUILDER = "segments.builder"  # the component's own key: never that of an entry of ours


@dataclass
class Draft:
    """A rule in the making. `revision` rises whenever another rule is to be loaded into the builder."""

    slug: str | None  # None for a segment that was never saved
    seen: int  # the version that the edit began with, 0 for none
    rule: Json  # as the builder showed it last; it outlives the builder when another page is opened
    revision: int
    begun: int  # the revision with which this draft began
    name: str = ""
    description: str = ""
    save_asked: bool = False  # a press that was not answered yet
    json_asked: bool = False
    json_key: str = ""
    json_fault: LabError | None = None
    outcome: Segment | LabError | None = None  # of the last save, until the rule is edited again

    def key(self, field: str) -> str:
        """Return the key of a form field of this draft: another draft begins with fields of its own."""
        return f"segments.{field}.{self.begun}"

    def load(self, rule: Json) -> None:
        """Put another rule into the builder."""
        self.rule = rule
        self.revision += 1

    def state(self) -> BuilderState:
        """Return the rule as the builder shows it now, and remember it."""
        state = builder_state(BUILDER, rule=self.rule, revision=self.revision)
        if state.rule != self.rule:
            self.outcome = None
        self.rule = state.rule
        return state

    def ask_save(self) -> None:
        """Note that Save was pressed."""
        self.save_asked = True

    def ask_json(self) -> None:
        """Note that the JSON editor's button was pressed."""
        self.json_asked = True


@dataclass
class Desk(Way):
    """What one browser tab works on."""

    draft: Draft | None = None

    def of(self, segment: Segment | None) -> Draft:
        """Return the draft of a segment (None: of a new one), begun anew when another one is opened."""
        slug = None if segment is None else segment.slug
        if self.draft is None or self.draft.slug != slug:
            self.draft = self.begin(segment)
        return self.draft

    def begin(self, segment: Segment | None) -> Draft:
        """Begin a draft from the segment's newest version."""
        revision = 1 if self.draft is None else self.draft.revision + 1
        self.draft = Draft(None, 0, None, revision, begun=revision)
        if segment is not None:
            words = (segment.name, segment.definition.description)
            self.draft = Draft(segment.slug, segment.head, segment.rule, revision, revision, *words)
        return self.draft


def desk() -> Desk:
    """Return this tab's desk."""
    held: Desk = st.session_state.setdefault(KEY, Desk())
    return held
