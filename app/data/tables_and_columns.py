"""What the snapshot holds: its tables, and what stands in the columns of one of them."""

from __future__ import annotations

import polars as pl
import streamlit as st

from app import cache
from app.components import charts, tables
from app.components.snapshot_tables import COLUMNS as TABLES
from app.components.text import plain
from core.reports import data as figures
from core.reports import words
from core.services.lab import Lab

TABLE = "table"  # in the address
MOST = 30  # tables and columns that are in sight at once
COLUMNS = {
    "column": st.column_config.TextColumn("Column", pinned=True),
    "type": st.column_config.TextColumn(
        "Type", width=90, help="Of the snapshot; `cents` are whole hundredths of the currency."
    ),
    "bars": st.column_config.BarChartColumn(
        "Spread",
        y_min=0,
        help="Rows of each value or range, in order; of texts the most frequent values, from the left.",
    ),
    "missing": st.column_config.NumberColumn("Missing", format="percent", help="Share of the rows without a value."),
    "n_nulled": st.column_config.NumberColumn(
        "Left out", format="localized", help="Of the missing: infinity, NaN and the like, which nobody can count with."
    ),
    "n_distinct": st.column_config.NumberColumn(
        "Different", format="localized", help="Different values. Above 20,000 an estimate: two digits and zeros."
    ),
    "mostly": st.column_config.TextColumn(
        "Mostly", width="medium", help="The commonest values, or the commonest range."
    ),
    "low": st.column_config.TextColumn("Lowest", width=140, help="Times are business time."),
    "high": st.column_config.TextColumn("Highest", width=140),
    "description": st.column_config.TextColumn("What it is", width="large"),
}


def show(lab: Lab) -> None:
    """Draw the tables; below them the columns of the chosen one, whose name stands in the address."""
    found = lab.warehouse.status().tables
    st.caption("Click a table to see what stands in its columns.")
    clicked = tables.pick(found, key="data.tables", columns=TABLES, most=MOST)
    if clicked is not None:
        st.query_params[TABLE] = found["table"][clicked]
    asked = st.query_params.get(TABLE, found.sort("n_columns", "rows")["table"][-1])
    with st.spinner("Counting what stands in the columns ..."):
        columns = cache.kept(lab, "data.columns", lambda: lab.quality.columns(asked), more=asked)
    _heading(found.filter(table=asked))
    _columns(columns, table=asked)


def _heading(table: pl.DataFrame) -> None:
    name, rows, size, n_columns, first, last = table.select(
        "table", "rows", "bytes", "n_columns", "first_on", "last_on"
    ).row(0)
    st.subheader(plain(name), divider="gray")
    said = [words.count(rows, "row"), words.count(n_columns, "column"), words.size(size)]
    days = [f"{words.day(first)} to {words.day(last)}"] if first else []
    st.caption(plain(f"{table['description'][0]} {', '.join([*said, *days])}."))


def _columns(columns: pl.DataFrame, *, table: str) -> None:
    shown = figures.column_table(columns)
    order = [name for name in COLUMNS if name != "n_nulled" or shown[name].sum() > 0]
    clicked = tables.pick(shown, key=f"data.columns.{table}", columns=COLUMNS, order=order, most=MOST)
    tables.csv(shown, key=f"data.columns.{table}", file=f"{table}-columns")
    chosen = columns.row(_first_drawn(columns) if clicked is None else clicked, named=True)
    with st.container(border=True):
        st.markdown(" · ".join(filter(None, [f"**{plain(chosen['column'])}**", plain(_said(chosen))])))
        charts.draw(figures.spread, chosen, key="data.spread", alt=f"Bars: rows of each value of {chosen['column']}.")
    st.caption("Click a column to see it large.")


def _first_drawn(columns: pl.DataFrame) -> int:
    """Return the column that is drawn large before one is chosen: the first with a shape that says something."""
    ranked = ["bins", "scale", "values", "none"]
    shapes = [(ranked.index(shape), kind == "integer") for shape, kind in columns.select("shape", "type").iter_rows()]
    return shapes.index(min(shapes))  # of frequent values rather words than numbers, which are ids


def _said(column: dict[str, object]) -> str:
    parts = [str(column["description"] or "").rstrip(".")]
    parts.append(
        {"values": "the most frequent values", "scale": "every value", "bins": "ranges"}.get(str(column["shape"]), "")
    )
    if column["n_other"]:
        parts.append(f"{words.count(int(str(column['n_other'])), 'row')} have another value")
    if column["n_missing"]:
        parts.append(f"{words.count(int(str(column['n_missing'])), 'row')} have none")
    return "; ".join(filter(None, parts))
