"""Figures about the data themselves: what stands in the columns of a table."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
import polars as pl

from core.reports import words
from core.reports.style import LIGHT, Palette, blank, empty

HEIGHT = 260
ROW = 26  # pixels of a value
LONGEST = 40  # characters of a value beside its bar


def column_table(columns: pl.DataFrame) -> pl.DataFrame:
    """Return `Quality.columns` as a person reads them, a row a column.

    Columns: `column`, `type`, `missing` (share of the rows), `n_distinct`, `low`, `high`, `bars` (rows of each value or
    range, see `spread`), `mostly` (the commonest of them in words, or why there is none), `description`.
    """
    said = [_mostly(row) for row in columns.iter_rows(named=True)]
    return columns.select(
        "column", "type", (pl.col("n_missing") / pl.col("rows")).fill_nan(None).alias("missing"), "n_distinct", "low",
        "high", pl.col("counts").alias("bars"), pl.Series("mostly", said, dtype=pl.String), "description",
    )  # fmt: skip


def spread(column: Mapping[str, Any], *, palette: Palette = LIGHT) -> go.Figure:
    """Draw how the values of one column (a row of `Quality.columns`) are spread over its rows."""
    if column["shape"] == "none":
        return empty(palette, html.escape(column["note"]), height=HEIGHT)
    labels = [_called(label) for label in column["labels"]]
    counts, known = list(column["counts"]), column["rows"] - column["n_missing"]
    hovers = [f"<b>{label}</b><br>{words.count(n, 'row')}, {words.share(n / known)}"
              for label, n in zip(labels, counts, strict=True)]  # fmt: skip
    if column["shape"] == "values":
        return _values(labels, counts, hovers, palette=palette)
    figure = blank(palette, height=HEIGHT)
    figure.add_trace(_bars(palette, x=list(range(len(labels))), y=counts, customdata=hovers))
    every = max(len(labels) // 8, 1)
    ticks = list(range(0, len(labels), every))
    figure.update_xaxes(tickvals=ticks, ticktext=[labels[i] for i in ticks], tickangle=-35 if len(labels) > 3 else 0)
    return figure.update_yaxes(title_text="rows", tickformat="~s").update_layout(bargap=0.08)


def _values(labels: list[str], counts: list[int], hovers: list[str], *, palette: Palette) -> go.Figure:
    figure = blank(palette, height=ROW * len(labels) + 60)
    places = list(range(len(labels)))
    figure.add_trace(_bars(palette, x=counts, y=places, customdata=hovers, orientation="h"))
    figure.update_xaxes(showgrid=True, showline=False, title_text="rows", tickformat="~s")
    return figure.update_yaxes(
        autorange="reversed", rangemode="normal", showgrid=False, tickvals=places, ticktext=labels
    )


def _bars(palette: Palette, **values: object) -> go.Bar:
    marker = {"color": palette.main, "line": {"width": 0}, "cornerradius": 2}
    return go.Bar(marker=marker, hovertemplate="%{customdata}<extra></extra>", **values)


def _mostly(column: Mapping[str, Any]) -> str:
    """Return the one to three commonest values, or the commonest range."""
    known = column["rows"] - column["n_missing"]
    if column["shape"] == "none":
        return str(column["note"])
    ranked = sorted(zip(column["counts"], column["labels"], strict=True), key=lambda pair: -pair[0])
    shown = ranked[: 1 if column["shape"] == "bins" else 3]
    return ", ".join(f"{label or '(empty text)'} {words.share(n / known, digits=0)}" for n, label in shown)


def _called(label: str) -> str:
    """Return a value as it stands beside its bar: no markup, not too long."""
    if not label:
        return "<i>empty text</i>"
    return html.escape(label if len(label) <= LONGEST else f"{label[: LONGEST - 1]}…", quote=False)
