"""What the snapshot holds."""

from __future__ import annotations

import polars as pl
import streamlit as st

from app.components import tables
from core.reports import words

COLUMNS = {
    "table": st.column_config.TextColumn("Table", pinned=True),
    "rows": st.column_config.NumberColumn("Rows", format="localized"),
    "bytes": st.column_config.NumberColumn("Size", format="bytes", help="Of the Parquet file."),
    "n_columns": st.column_config.NumberColumn("Columns"),
    "first_on": st.column_config.DateColumn("First day", format="D MMM YYYY", help="Business day of the first fact."),
    "last_on": st.column_config.DateColumn("Last day", format="D MMM YYYY", help="Business day of the last fact."),
    "n_warnings": st.column_config.NumberColumn("Warnings", help="Findings about the data that need attention."),
    "description": st.column_config.TextColumn("What it is", width="large"),
}


def show(frame: pl.DataFrame, *, key: str) -> None:
    """Draw the size of the snapshot, and its tables (columns as `table_status`) behind a click."""
    rows, size = words.count(int(frame["rows"].sum()), "row"), words.size(int(frame["bytes"].sum()))
    with st.expander(f"Snapshot: {words.count(frame.height, 'table')}, {rows}, {size}", icon=":material/database:"):
        tables.show(frame, key=key, file="snapshot", columns=COLUMNS)
