"""All segments, with their sizes over time."""

from __future__ import annotations

import polars as pl
import streamlit as st

from app.components import empty_state
from app.documents import archiving, page
from app.segments import overlap
from app.segments.draft import SEGMENT
from core.services.lab import Lab

ORDER = ("name", "kind", "members", "share", "sizes", "joined", "left", "as_of", "version")
COLUMNS = {
    "name": st.column_config.TextColumn("Segment", width="medium", pinned=True),
    "kind": st.column_config.TextColumn("Kind", help="dynamic: by a rule; static: a list of customers"),
    "members": st.column_config.NumberColumn("Members", format="localized", help="customers"),
    "share": st.column_config.NumberColumn("Share", format="percent", help="of all customers"),
    "sizes": st.column_config.AreaChartColumn("Size so far", help="members at each recalculation", y_min=0),
    "joined": st.column_config.NumberColumn("Joined", help="customers, at the last recalculation"),
    "left": st.column_config.NumberColumn("Left", help="customers, at the last recalculation"),
    "as_of": st.column_config.DatetimeColumn("As of", format="D MMM YYYY, HH:mm", help="business time"),
    "version": st.column_config.NumberColumn("Version"),
}


def show(lab: Lab) -> None:
    """Draw the list; a click on a row opens the segment."""
    title, actions = st.columns([3, 1.4], vertical_alignment="bottom")
    title.title("Segments")
    title.caption("Groups of customers, by rule or by list. Sizes are those of the last recalculation.")
    with actions.container(horizontal=True, horizontal_alignment="right"):
        page.way(SEGMENT, "Import", page.IMPORT, icon=":material/upload:")
        page.way(SEGMENT, "New segment", page.NEW, icon=":material/add:", kind="primary")
    frame = lab.memberships.overview()
    if frame.is_empty():
        hint = "Build one from a rule with New segment, or import a list of customers."
        empty_state.show("There is no segment yet", hint, icon=":material/group_add:")
        archiving.archived(SEGMENT, lab.segments)
        return
    in_zone = pl.col("as_of").dt.convert_time_zone(lab.features.zone.key).dt.replace_time_zone(None)
    page.rows(SEGMENT, frame.with_columns(in_zone), columns=COLUMNS, order=ORDER)
    archiving.archived(SEGMENT, lab.segments)
    section = st.expander("How do they overlap?", icon=":material/join_inner:", key="overlap", on_change="rerun")
    if section.open:
        with section:
            overlap.show(lab)
