"""Figures of a liability report: the roll-forward, and the outstanding points by vintage."""

from __future__ import annotations

from datetime import date
from typing import Protocol

import plotly.graph_objects as go
import polars as pl

from core.reports import words
from core.reports.program_parts import HEIGHT, MONTH, by_month, compact
from core.reports.style import LIGHT, Palette, blank, empty

MOVED = {"earned": 1, "burned": -1, "expired": -1, "adjusted": 1}


class Reported(Protocol):
    """What a liability report says, as far as it is drawn."""

    @property
    def roll(self) -> pl.DataFrame:
        """A row a month: month, opening, earned, burned, expired (positive), adjusted (signed), closing."""

    @property
    def vintages(self) -> pl.DataFrame:
        """Columns month (null: debt), outstanding, breakage, breakage_low, breakage_high (shares or null)."""


def roll(report: Reported, *, palette: Palette = LIGHT) -> go.Figure:
    """Draw the way from the opening balance of the first month to the closing one of the last, as a waterfall."""
    months = report.roll
    if months.is_empty():
        return empty(palette, "There is no entry yet.")
    moved = [sign * int(months[c].sum()) for c, sign in MOVED.items()]
    values = [int(months["opening"][0]), *moved, int(months["closing"][-1])]
    names = ["opening", *MOVED, "closing"]
    quiet = {"marker": {"color": palette.faded(palette.soft, 0.75)}}
    figure = blank(palette, height=HEIGHT).add_trace(
        go.Waterfall(
            x=names, y=values, measure=["absolute", *["relative"] * 4, "total"],
            text=[compact(v) for v in values], textposition="outside", cliponaxis=False, totals=quiet,
            increasing={"marker": {"color": palette.main}}, decreasing={"marker": {"color": palette.second}},
            connector={"line": {"color": palette.soft, "width": 1, "dash": "dot"}}, textfont={"size": 11},
            customdata=[f"{v:,}" for v in values], hovertemplate="<b>%{customdata} points</b> %{x}<extra></extra>",
        )
    )  # fmt: skip
    first, last = months["month"][0], months["month"][-1]
    span = f"{first:%b %Y}" if first == last else f"{first:%b %Y} to {last:%b %Y}"
    figure.update_layout(margin={"t": 28}).update_xaxes(title_text=f"points, {span}")
    return figure.update_yaxes(visible=False, rangemode="normal")


def vintages(report: Reported, *, palette: Palette = LIGHT) -> go.Figure:
    """Draw the outstanding points by the month in which they were earned, and how many are expected to expire.

    The whisker is the 95% interval of the border between the two. Debt belongs to no month; the axis says it.
    """
    known = report.vintages.drop_nulls("month").sort("month")
    first = known.filter(pl.col("outstanding") != 0)["month"].min()
    drawn = known.filter(pl.col("month") >= first) if first is not None else known.clear()
    if drawn.is_empty():
        return empty(palette, "No points are outstanding.")
    shares = drawn.select("outstanding", "breakage", "breakage_low", "breakage_high").rows()
    kept = [None if share is None else n * (1 - share) for n, share, _, _ in shares]
    wide = [
        (0.0, 0.0) if share is None or low is None else (n * (high - share), n * (share - low))
        for n, share, low, high in shares
    ]
    hovers = [
        _vintage(*row)
        for row in drawn.select("month", "outstanding", "breakage", "breakage_low", "breakage_high").iter_rows()
    ]
    x, faded = drawn["month"].to_list(), palette.faded(palette.second, 0.55)
    figure = blank(palette, height=HEIGHT + 20).update_layout(barmode="overlay", showlegend=True)
    figure.add_trace(
        go.Bar(
            x=x, y=drawn["outstanding"].to_list(), customdata=hovers, marker={"color": faded}, **MONTH,
            name="expected to expire", hovertemplate="%{customdata}<extra></extra>",
        )
    )  # fmt: skip
    figure.add_trace(
        go.Bar(
            x=x, y=kept, customdata=hovers, marker={"color": palette.main}, name="expected to be used", **MONTH,
            hovertemplate="%{customdata}<extra></extra>",
            error_y={"type": "data", "symmetric": False, "array": [up for _, up in wide],
                     "arrayminus": [down for down, _ in wide], "color": palette.ink, "thickness": 1.2, "width": 3},
        )
    )  # fmt: skip
    if all(share is None for _, share, _, _ in shares):
        figure.data[0].update(name="outstanding, breakage unknown")
        figure.data[1].update(showlegend=False)
    owed = int(report.vintages.filter(pl.col("month").is_null())["outstanding"].sum())
    note = f"<br>not drawn: {words.count(-owed, 'point')} owed by customers" if owed else ""
    figure.update_yaxes(title_text="points outstanding", tickformat="~s")
    return by_month(figure).update_xaxes(title_text=f"month of earning{note}")


def _vintage(month: date, n: int, share: float | None, low: float | None, high: float | None) -> str:
    text = f"<b>{n:,} points</b> outstanding<br>earned in {month:%b %Y}"
    if share is None:
        return f"{text}<br>breakage unknown"
    between = f" ({words.share(low)} to {words.share(high)})" if low is not None else ""
    return f"{text}<br>{words.share(share)} expected to expire{between}"
