"""One segment: what it is, who is in, why, how they differ, what changed."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from app.components import links
from app.components.text import plain
from app.segments import builder, history, members, moves, overlap, profile, reasons
from app.segments.draft import desk
from core.services.lab import Lab
from core.services.segments import Segment

VIEWS: dict[str, Callable[[Lab, Segment], None]] = {
    "Members": members.show,
    "Why": reasons.show,
    "Profile": profile.show,
    "Overlap": overlap.of_one,
    "History": history.show,
    "Export": moves.export,
}


def show(lab: Lab, name: str) -> None:
    """Draw the segment; the tab that is open stands in the address."""
    segment = lab.segments.get(name)
    back()
    title, key = st.columns([3, 2], vertical_alignment="bottom")
    title.title(plain(segment.name))
    title.caption(plain(segment.definition.description) or "No description.")
    with key.container(horizontal=True, horizontal_alignment="right"):
        st.badge(str(segment.kind), color="primary" if segment.is_static else "green")
        st.badge(f"version {segment.head}", color="gray")
        if segment.archived_at:
            st.badge("archived", color="orange")
    rule = "List" if segment.is_static else "Rule"
    names = [rule, *VIEWS]
    for tab, label in zip(st.tabs(names, key="tab", on_change="rerun", bind="query-params"), names, strict=True):
        with tab:
            if label == "Rule":  # also while another tab is open: an undrawn builder forgets where it was
                builder.show(lab, segment)
            elif tab.open:
                VIEWS.get(label, moves.replace_list)(lab, segment)


def new(lab: Lab) -> None:
    """Draw the builder for a segment that does not exist yet."""
    back()
    st.title("New segment")
    st.caption("Add conditions; every count is exact and counted while you edit.")
    builder.show(lab, None)


def go_on() -> None:
    """Go where a save leads to; the next event may undo the address, so it is set until it holds."""
    work = desk()
    if work.open_next is not None and st.query_params.get("segment") != work.open_next:
        st.query_params["segment"] = work.open_next
        st.rerun()
    work.open_next = None


def back() -> None:
    """Draw the way back to the list."""
    links.back("All segments", "segment", key="segments.back")
