"""The segments at a glance."""

from __future__ import annotations

import polars as pl
import streamlit as st

from app import nav
from app.components import empty_state, links
from core.services.transfer import as_csv

COLUMNS = {
    "name": st.column_config.TextColumn("Segment", pinned=True),
    "members": st.column_config.NumberColumn("Members", format="localized", help="Customers in the segment."),
    "share": st.column_config.NumberColumn("Share", format="percent", help="Of all customers."),
    "joined": st.column_config.NumberColumn("Joined", format="localized", help="Customers who came in, last time."),
    "left": st.column_config.NumberColumn("Left", format="localized", help="Customers who went out, last time."),
    "sizes": st.column_config.AreaChartColumn("So far", help="Members at each recalculation.", y_min=0),
}


def show(segments: pl.DataFrame, *, key: str) -> None:
    """Draw the segments (columns as `Memberships.overview`); a click on one opens it."""
    if segments.is_empty():
        hint = "Build one by hand and see exact counts while you edit."
        empty_state.show("There is no segment yet", hint, icon=":material/group_add:")
        links.to(nav.SEGMENTS, "New segment", icon=":material/add:", segment="new")
        return
    clicked = st.dataframe(
        segments,
        hide_index=True,
        key=key,
        on_select="rerun",
        selection_mode="single-cell",
        column_order=list(COLUMNS),
        column_config=COLUMNS,
        height="content" if segments.height < 10 else 390,
    ).selection.cells
    with st.container(horizontal=True, vertical_alignment="center"):
        links.to(nav.SEGMENTS, "All segments")
        st.download_button(
            "Download as CSV", lambda: as_csv(segments.drop("sizes")), "segments.csv", "text/csv", type="tertiary",
            icon=":material/download:", on_click="ignore", key=f"{key}.csv",
        )  # fmt: skip
    if clicked:
        links.go(nav.SEGMENTS, segment=segments["slug"][clicked[0][0]])
