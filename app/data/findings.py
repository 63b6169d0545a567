"""What the checks of the last refresh found, the gravest first; a click shows some of the rows."""

from __future__ import annotations

from typing import Any

import polars as pl
import streamlit as st

from app import cache
from app.components import tables
from app.components.text import plain
from core.reports import words
from core.services.lab import Lab

LEVELS = {"error": "✗ error", "warning": "⚠ look at it", "info": "i worth knowing", "passed": "✓ passed"}
COLUMNS = {
    "level": st.column_config.TextColumn("Level"),
    "table": st.column_config.TextColumn("Table"),
    "rows": st.column_config.NumberColumn("Rows", format="localized"),
    "share": st.column_config.NumberColumn("Share", format="percent", help="Of the rows of the table."),
    "what": st.column_config.TextColumn("What was found", width=320),
    "means": st.column_config.TextColumn("What it means", width="large"),
    "fix": st.column_config.TextColumn("What to do", width="large"),
}
EVERYTHING = {
    "occurred_at": st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm:ss", timezone="UTC"),
}


def show(lab: Lab) -> None:
    """Draw the findings; the one that is clicked is explained below, with examples."""
    found = lab.quality.findings()
    is_open = pl.col("level") != "passed"
    n_passed = found.height - found.filter(is_open).height
    n_grave = found.filter(pl.col("level").is_in(["error", "warning"])).height
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(
            f"**{words.count(found.height, 'check')}** of the snapshot: **{n_grave:,}** to look at, "
            f"**{n_passed:,}** passed.",
            width="content",
        )
        everything = st.toggle("Also those that passed", key="data.findings.all")
    shown = found if everything else found.filter(is_open)
    if shown.is_empty():
        st.success("Every check passed.", icon=":material/task_alt:")
        return
    said = shown.with_columns(pl.col("level").replace_strict(LEVELS))
    clicked = tables.pick(said, key=f"data.findings.{everything}", columns=COLUMNS, order=list(COLUMNS))
    tables.csv(found, key="data.findings", file="findings")
    st.caption("Click a finding to see what to do, and some of the rows.")
    if clicked is not None:
        _one(lab, shown.row(clicked, named=True))


def _one(lab: Lab, finding: dict[str, Any]) -> None:
    table, code = finding["table"], finding["code"]
    with st.container(border=True):
        st.markdown(f"**{plain(table)}** · {finding['rows']:,} {plain(finding['what'])}")
        if finding["means"]:
            st.markdown(plain(finding["means"]))
        if finding["fix"]:
            st.markdown(f"**What to do:** {plain(finding['fix'])}")
        with st.spinner("Looking for some of the rows ..."):
            rows = cache.kept(
                lab, "data.examples", lambda: lab.quality.examples(table, code), more=f"{table}\n{code}"
            ) if finding["rows"] else None  # fmt: skip
        if rows is None:
            st.caption("There are no rows to show for this one.")
        else:
            st.caption(f"{words.count(rows.height, 'row')} of {finding['rows']:,}, by what names them:")
            tables.show(rows, key="data.examples", file=f"{table}-{code}")
