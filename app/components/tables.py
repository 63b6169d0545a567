"""Tables that can be downloaded, and tables whose rows can be clicked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import polars as pl
import streamlit as st

from core.services.transfer import as_csv

SHOWN = 10  # rows that are in sight at once, unless a page asks for more


def show(
    frame: pl.DataFrame, *, key: str, file: str, columns: Mapping[str, Any] | None = None,
    order: Sequence[str] | None = None, download: str = "Download as CSV",
) -> None:  # fmt: skip
    """Draw a frame (`columns` as st.dataframe's column_config) with a button that gives all of it as `file`.csv."""
    # as Arrow, since Streamlit would otherwise go by way of pandas, which is slow and drops time zones
    st.dataframe(
        frame.to_arrow(), hide_index=True, key=key, column_config=columns, column_order=order, placeholder=""
    )  # fmt: skip
    csv(frame, key=key, file=file, label=download)


def pick(
    frame: pl.DataFrame, *, key: str, columns: Mapping[str, Any] | None = None, order: Sequence[str] | None = None,
    most: int = SHOWN,
) -> int | None:  # fmt: skip
    """Draw a frame whose rows can be clicked; return the number of the clicked one. More than `most` rows scroll."""
    chosen = st.dataframe(
        frame.to_arrow(), hide_index=True, key=key, column_config=columns, column_order=order, on_select="rerun",
        selection_mode="single-cell", placeholder="", height="content" if frame.height <= most else "auto",
    ).selection.cells  # fmt: skip
    return chosen[0][0] if chosen and chosen[0][0] < frame.height else None  # it may have had more rows then


def csv(
    frame: pl.DataFrame | Callable[[], pl.DataFrame], *, key: str, file: str, label: str = "Download as CSV"
) -> None:
    """Draw the button that gives a frame as `file`.csv; a large one may be a call that reads it when it is pressed."""
    read = frame if callable(frame) else lambda: frame
    st.download_button(
        label, lambda: as_csv(_flat(read())), f"{file}.csv", "text/csv", icon=":material/download:", type="tertiary",
        on_click="ignore", key=f"{key}.csv",
    )  # fmt: skip


def _flat(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame without columns of numbers in lists, which are charts."""
    return frame.select(c for c, t in frame.schema.items() if not (isinstance(t, pl.List) and t.inner != pl.String))
