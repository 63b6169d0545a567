"""Figures of one segment: its size over time, and what each condition takes away."""

from __future__ import annotations

import html
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import plotly.graph_objects as go
import polars as pl
from plotly.subplots import make_subplots

from core.reports.comparison import differences, indices, overlap
from core.reports.style import LIGHT, Palette, blank, empty, template
from core.segments.counting import NodeCount

__all__ = ["differences", "indices", "overlap", "rehearsed", "sizes", "waterfall"]

UTC = ZoneInfo("UTC")
LABEL = 60  # characters of a condition that are shown; the rest is behind the mouse
ROW = 52  # pixels of a condition


def sizes(runs: pl.DataFrame, *, zone: ZoneInfo = UTC, palette: Palette = LIGHT) -> go.Figure:
    """Draw the members at each recalculation, below them who joined and left.

    runs: columns as `Memberships.run_frame`; instants are shown on the clock of `zone`.
    """
    if runs.is_empty():
        return empty(palette, "It was never recalculated.")
    local = runs.with_columns(pl.col("as_of").dt.convert_time_zone(zone.key).dt.replace_time_zone(None))
    at = local["as_of"].to_list()
    figure = make_subplots(2, 1, shared_xaxes=True, vertical_spacing=0.08, row_heights=[0.66, 0.34])
    figure.update_layout(template=template(palette), height=360, hovermode="x unified", barmode="relative", bargap=0.6)
    _line(figure, at, local["n_members"].to_list(), name="members", palette=palette, row=1)
    for name, column, sign, colour in (("joined", "n_joined", 1, palette.main), ("left", "n_left", -1, palette.second)):
        n = local[column].to_list()
        figure.add_trace(
            go.Bar(
                x=at, y=[sign * v for v in n], name=name, customdata=n, marker={"color": colour},
                hovertemplate=f"%{{customdata:,}} {name}<extra></extra>",
            ),
            row=2, col=1,
        )  # fmt: skip
    _mark_versions(figure, local, palette)
    figure.update_yaxes(title_text="members", tickformat=",", row=1, col=1)
    figure.update_yaxes(title_text="change", tickformat=",", rangemode="normal", row=2, col=1)
    figure.update_xaxes(hoverformat="%-d %b %Y", showline=False, row=1, col=1)
    return figure.update_xaxes(hoverformat="%-d %b %Y", tickformat="%-d %b<br>%Y", row=2, col=1)


def rehearsed(trend: pl.DataFrame, *, palette: Palette = LIGHT) -> go.Figure:
    """Draw how large a segment would have been at each instant (columns as `Memberships.trend`)."""
    if trend.is_empty():
        return empty(palette, "There is no earlier instant to count.")
    figure = make_subplots(1, 1).update_layout(template=template(palette), height=260, hovermode="x unified")
    shares = [m / t if t else None for m, t in trend.select("members", "total").iter_rows()]
    at = "as_of" if trend["on"].is_duplicated().any() else "on"
    _line(figure, trend[at].to_list(), trend["members"].to_list(), name="members", palette=palette, row=1)
    figure.update_traces(
        customdata=list(zip(shares, trend["total"], strict=True)),
        hovertemplate="<b>%{y:,} members</b><br>%{customdata[0]:.1%} of %{customdata[1]:,} customers<extra></extra>",
    )
    figure.update_yaxes(title_text="members", tickformat=",")
    return figure.update_xaxes(hoverformat="%-d %b %Y", tickformat="%b<br>%Y")


def waterfall(nodes: Sequence[NodeCount], *, palette: Palette = LIGHT) -> go.Figure:
    """Draw how many customers are left after each condition of an `and`, and how many it takes away.

    nodes: all counts of a rule, the root first. A rule that is not an `and` is one step.
    """
    root = nodes[0]
    steps = [n for n in nodes if n.parent == root.path] if root.kind == "and" else [root]
    kept, lost = [root.reaching, *(n.passing for n in steps)], [0, *(n.reaching - n.passing for n in steps)]
    texts = ["All customers", *(n.text for n in steps)]
    figure = blank(palette, height=ROW * len(texts) + 16)
    rows = list(range(len(texts)))
    hovers = [f"{_wrapped(t)}<br><b>{k:,} customers left</b>, {n:,} taken away"
              for t, k, n in zip(texts, kept, lost, strict=True)]  # fmt: skip
    for values, colour in ((kept, palette.main), (lost, palette.faded(palette.second, 0.45))):
        figure.add_trace(
            go.Bar(
                x=values, y=rows, orientation="h", width=0.3, marker={"color": colour, "cornerradius": 2},
                customdata=hovers, hovertemplate="%{customdata}<extra></extra>", showlegend=False,
            )
        )  # fmt: skip
    for row, text, k, n in zip(rows, texts, kept, lost, strict=True):
        figures = f"<b>{k:,}</b>" + (f" <span style='color:{palette.second}'>−{n:,}</span>" if n else "")
        _write(figure, _shortened(text), x=0, y=row - 0.22, anchor=("left", "bottom"), palette=palette)
        _write(figure, figures, x=1, y=row, anchor=("right", "middle"), palette=palette)
    figure.update_layout(barmode="stack", margin={"l": 4, "r": 4, "t": 4, "b": 4})
    figure.update_xaxes(visible=False, range=[0, 1.28 * max(root.reaching, 1)])
    return figure.update_yaxes(visible=False, range=[len(texts) - 0.6, -0.75])


def _line(figure: go.Figure, x: list[object], y: list[int], *, name: str, palette: Palette, row: int) -> None:
    figure.add_trace(
        go.Scatter(
            x=x, y=y, name=name, mode="lines+markers", cliponaxis=False, line={"color": palette.main, "width": 2.5},
            marker={"size": 6, "color": palette.main}, fill="tozeroy", showlegend=False,
            fillcolor=palette.faded(palette.main, 0.1), hovertemplate=f"<b>%{{y:,}} {name}</b><extra></extra>",
        ),
        row=row, col=1,
    )  # fmt: skip


def _mark_versions(figure: go.Figure, runs: pl.DataFrame, palette: Palette) -> None:
    changed = runs.filter(pl.col("version") != pl.col("version").shift(1))
    for at, version in changed.select("as_of", "version").iter_rows():
        figure.add_vline(at, line={"color": palette.soft, "width": 1, "dash": "dot"}, row=1, col=1)
        figure.add_annotation(
            x=at, y=1, yref="y domain", text=f"version {version}", showarrow=False, xanchor="left", yanchor="top",
            font={"size": 11, "color": palette.soft}, row=1, col=1,
        )  # fmt: skip


def _write(figure: go.Figure, text: str, *, x: float, y: float, anchor: tuple[str, str], palette: Palette) -> None:
    figure.add_annotation(
        text=text, x=x, xref="paper", xanchor=anchor[0], y=y, yanchor=anchor[1], showarrow=False,
        font={"size": 13, "color": palette.ink},
    )  # fmt: skip


def _shortened(text: str) -> str:
    return html.escape(text if len(text) <= LABEL else f"{text[: LABEL - 1]}…", quote=False)


def _wrapped(text: str, *, width: int = 70) -> str:
    lines: list[str] = []
    line = ""
    for word in text.split():
        if line and len(line) + len(word) >= width:
            lines, line = [*lines, line], word
        else:
            line = f"{line} {word}".strip()
    return "<br>".join(html.escape(part, quote=False) for part in [*lines, line])
