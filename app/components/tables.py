"""Tables that can be downloaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
import streamlit as st

from core.services.transfer import as_csv


def show(
    frame: pl.DataFrame, *, key: str, file: str, columns: Mapping[str, Any] | None = None,
    order: Sequence[str] | None = None, download: str = "Download as CSV",
) -> None:  # fmt: skip
    """Draw a frame (`columns` as st.dataframe's column_config) with a button that gives all of it as `file`.csv."""
    st.dataframe(frame, hide_index=True, width="stretch", key=key, column_config=columns, column_order=order)
    st.download_button(
        download, lambda: as_csv(frame), f"{file}.csv", "text/csv", icon=":material/download:", type="tertiary",
        on_click="ignore", key=f"{key}.csv",
    )  # fmt: skip
