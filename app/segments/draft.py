"""The segment that is being edited in this browser tab."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from app.components.rule_builder import BuilderState
from app.components.rule_builder.state import read_state
from core.kernel.canonical import Json
from core.services.segments import Segment

KEY = "segments.draft"
BUILDER = "segments.builder"  # the component's own key: never that of an entry of ours


@dataclass
class Draft:
    """A rule in the making. `revision` rises whenever another rule is to be loaded into the builder."""

    slug: str | None  # None for a segment that was never saved
    seen: int  # the version that the edit began with, 0 for none
    rule: Json  # as the builder showed it last; it outlives the builder when another page is opened
    revision: int
    name: str = ""
    description: str = ""

    def load(self, rule: Json) -> None:
        """Put another rule into the builder."""
        self.rule = rule
        self.revision += 1

    def state(self) -> BuilderState:
        """Return the rule as the builder shows it now, and remember it."""
        sent = st.session_state.get(BUILDER) or {}
        state = read_state(sent.get("value"), rule=self.rule, revision=self.revision)
        self.rule = state.rule
        return state


def draft_of(segment: Segment | None) -> Draft:
    """Return this tab's draft of a segment, begun anew when another segment (or a new one) is opened."""
    held = st.session_state.get(KEY)
    slug = None if segment is None else segment.slug
    if not isinstance(held, Draft) or held.slug != slug:
        held = begin(segment, revision=held.revision + 1 if isinstance(held, Draft) else 1)
    return held


def begin(segment: Segment | None, *, revision: int) -> Draft:
    """Begin a draft from the segment's newest version and keep it for this tab."""
    made = Draft(None, 0, None, revision)
    if segment is not None:
        made = Draft(segment.slug, segment.head, segment.rule, revision, segment.name, segment.definition.description)
    st.session_state[KEY] = made
    return made
