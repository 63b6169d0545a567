"""How each condition of a segment came out for one customer."""

from __future__ import annotations

import polars as pl
import streamlit as st

from app.components import tables
from core.services.reasons import Why

COLUMNS = {
    "held": st.column_config.TextColumn("Held", width=70),
    "condition": st.column_config.TextColumn("Condition", width="large"),
    "value": st.column_config.TextColumn("The customer's value", width="medium"),
}


def show(why: Why, *, key: str, file: str) -> None:
    """Draw the conditions in reading order, indented as they are nested."""
    reasons = pl.DataFrame(
        {
            "held": ["✓ yes" if r.held else "✗ no" for r in why.reasons],
            "condition": [" " * 4 * r.depth + r.text for r in why.reasons],
            "value": [r.shown for r in why.reasons],
        }
    )
    tables.show(reasons, key=key, file=file, columns=COLUMNS)
