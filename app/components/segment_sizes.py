"""The segments at a glance."""

from __future__ import annotations

import polars as pl
import streamlit as st

from app import nav
from app.components import empty_state, links, tables

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
    clicked = tables.pick(segments, key=key, columns=COLUMNS, order=list(COLUMNS))
    with st.container(horizontal=True, vertical_alignment="center"):
        links.to(nav.SEGMENTS, "All segments")
        tables.csv(segments, key=key, file="segments")
    if clicked is not None:
        links.go(nav.SEGMENTS, segment=segments["slug"][clicked])
