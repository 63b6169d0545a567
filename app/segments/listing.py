"""All segments, with their sizes over time."""

from __future__ import annotations

import polars as pl
import streamlit as st

from core.services.lab import Lab


def show(lab: Lab) -> None:
    """Draw the list; choosing a row opens the segment."""
    title, actions = st.columns([3, 1.4], vertical_alignment="bottom")
    title.title("Segments")
    title.caption("Groups of customers, by rule or by list. Sizes are those of the last recalculation.")
    with actions.container(horizontal=True, horizontal_alignment="right"):
        if st.button("Import", icon=":material/upload:", key="segments.import"):
            st.query_params["segment"] = "import"
            st.rerun()
        if st.button("New segment", icon=":material/add:", type="primary", key="segments.new"):
            st.query_params["segment"] = "new"
            st.rerun()
    frame = lab.memberships.overview()
    if frame.is_empty():
        st.info(
            "There is no segment yet. Build one from a rule, or import a list of customers.",
            icon=":material/group_add:",
        )
        return
    _table(frame)
    names = dict(zip(frame["slug"], frame["name"], strict=True))
    with st.expander("How do they overlap?", icon=":material/join_inner:"):
        from app.segments import overlap

        overlap.show(lab, list(names))


def _table(frame: pl.DataFrame) -> None:
    chosen = st.dataframe(
        frame, hide_index=True, on_select="rerun", selection_mode="single-row", key="segments.list", width="stretch",
        column_order=("name", "kind", "members", "share", "sizes", "joined", "left", "as_of", "version"),
        column_config={
            "name": st.column_config.TextColumn("Segment", width="medium", pinned=True),
            "kind": st.column_config.TextColumn("Kind", help="dynamic: by a rule; static: a list of customers"),
            "members": st.column_config.NumberColumn("Members", format="localized", help="customers"),
            "share": st.column_config.NumberColumn("Share", format="percent", help="of all customers"),
            "sizes": st.column_config.AreaChartColumn("Size so far", help="members at each recalculation", y_min=0),
            "joined": st.column_config.NumberColumn("Joined", help="customers, at the last recalculation"),
            "left": st.column_config.NumberColumn("Left", help="customers, at the last recalculation"),
            "as_of": st.column_config.DatetimeColumn("As of", format="D MMM YYYY"),
            "version": st.column_config.NumberColumn("Version"),
        },
    )  # fmt: skip
    if chosen.selection.rows:
        st.query_params["segment"] = frame["slug"][chosen.selection.rows[0]]
        st.rerun()
