"""One segment: what it is, who is in, why, how they differ, what changed."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from app.documents import archiving, page
from app.segments import builder, history, members, moves, overlap, profile, reasons
from app.segments.draft import SEGMENT, desk
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
    page.back(SEGMENT)
    with page.head(segment.name, segment.definition.description):
        st.badge(str(segment.kind), color="primary" if segment.is_static else "green")
        st.badge(f"version {segment.head}", color="gray")
        if segment.archived_at:
            st.badge("archived", color="orange")
        archiving.menu(desk(), SEGMENT, lab.segments, segment)
    with st.container():
        page.said(desk())
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
    st.title("New segment")
    st.caption("Add conditions; every count is exact and counted while you edit.")
    builder.show(lab, None)
