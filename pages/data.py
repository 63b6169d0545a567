"""Data: what the snapshot holds, how good and how fresh it is, and where it comes from."""

from __future__ import annotations

import streamlit as st

from app.data import connection, findings, refreshes, refreshing, tables_and_columns
from app.data.desk import desk
from app.runtime import lab

refreshing.show(lab(), desk())
views = {
    "Tables": lambda: tables_and_columns.show(lab()),
    "Quality": lambda: findings.show(lab()),
    "Refreshes": lambda: refreshes.show(lab()),
    "Connection": lambda: connection.show(lab(), desk()),
}
for tab, draw in zip(
    st.tabs(list(views), key="view", on_change="rerun", bind="query-params"), views.values(), strict=True
):
    if tab.open:
        with tab:
            draw()
