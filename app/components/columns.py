"""Columns of tables that look alike everywhere."""

from __future__ import annotations

import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

Columns = dict[str, ColumnConfig | str | None]


def count(label: str, says: str = "customers") -> ColumnConfig:
    """Return a column of whole numbers."""
    return st.column_config.NumberColumn(label, format="localized", help=says)


def instant(label: str, zone: str) -> ColumnConfig:
    """Return a column of instants on the clock of a zone."""
    return st.column_config.DatetimeColumn(label, format="D MMM YYYY, HH:mm", timezone=zone, help=zone)


def share(label: str, says: str) -> ColumnConfig:
    """Return a column of shares."""
    return st.column_config.NumberColumn(label, format="percent", help=says)


def day(label: str, says: str = "Business day.") -> ColumnConfig:
    """Return a column of days."""
    return st.column_config.DateColumn(label, format="D MMM YYYY", help=says)


def versions(zone: str) -> Columns:
    """Return the columns of versions that were saved."""
    return {
        "version": st.column_config.NumberColumn("Version", width="small"), "saved": instant("Saved", zone), "by": "By",
        "name": "Name", "what changed": "What changed",
    }  # fmt: skip


def audit(zone: str) -> Columns:
    """Return the columns of the audit log."""
    return {"at": instant("When", zone), "who": "Who", "what": "What", "before": "Before", "after": "After"}
