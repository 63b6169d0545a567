"""The charts of a stakeholders' page, drawn by Plotly."""

from __future__ import annotations

import html
from datetime import date

import plotly.graph_objects as go
import polars as pl

from core.reports import words
from core.reports.program_parts import shortened
from core.reports.sheet import Bars, Chart, Course, Daily, Intervals, Scale
from core.reports.style import LIGHT, Palette, blank, captions, empty

ROW = 46  # pixels of a row
NAME = 34  # characters of a name beside a row


def drawn(chart: Chart, *, palette: Palette = LIGHT) -> go.Figure:
    """Draw a chart."""
    match chart:
        case Bars():
            return _bars(chart, palette)
        case Intervals():
            return _intervals(chart, palette)
        case Course():
            return _course(chart, palette)
        case Daily():
            return _daily(chart, palette)


def _bars(chart: Bars, palette: Palette) -> go.Figure:
    """Draw counts as bars, the first on top, each with its number and share."""
    frame = chart.frame
    if frame.is_empty():
        return empty(palette, "There is nothing to count yet.")
    names, n = [_safe(t) for t in frame["label"]], frame["n"].to_list()
    texts = chart.told
    hovers = [f"<b>{words.count(k)}</b> {_safe(chart.what)}<br>{name}" for k, name in zip(n, names, strict=True)]
    figure = blank(palette, height=ROW * frame.height + 24)
    figure.add_trace(
        go.Bar(
            x=n, y=list(range(len(n))), orientation="h", width=0.42, marker={"color": palette.main, "cornerradius": 2},
            customdata=hovers, hovertemplate="%{customdata}<extra></extra>",
        )
    )  # fmt: skip
    captions(figure, list(zip(names, texts, strict=True)), palette)
    return figure.update_xaxes(visible=False)


def _intervals(chart: Intervals, palette: Palette) -> go.Figure:
    """Draw values as points with their intervals; a row without a value says why."""
    frame, scale = chart.frame, chart.scale
    if frame.is_empty():
        return empty(palette, "There is nothing to compare yet.")
    factor = 100.0 if scale.kind == "share" else 1.0
    figure = blank(palette, height=ROW * frame.height + 56)
    if scale.is_difference:
        figure.add_vline(0, line={"color": palette.soft, "width": 1, "dash": "dot"})
    rows = [(y, *row) for y, row in enumerate(frame.iter_rows()) if row[1] is not None]
    spread = [
        (y, low * factor, high * factor) for y, _, _, low, high, _ in rows if low is not None and high is not None
    ]
    figure.add_trace(
        go.Scatter(
            x=[v for _, low, high in spread for v in (low, high, None)],
            y=[v for y, _, _ in spread for v in (y, y, None)], mode="lines", hoverinfo="skip", showlegend=False,
            line={"color": palette.faded(palette.main, 0.55), "width": 5},
        )
    )  # fmt: skip
    figure.add_trace(
        go.Scatter(
            x=[value * factor for _, _, value, _, _, _ in rows], y=[row[0] for row in rows], mode="markers",
            customdata=[
                f"<b>{shortened(label, most=NAME)}</b><br>{_safe(_ranged(value, low, high, scale))}"
                for _, label, value, low, high, _ in rows
            ],
            marker={"color": palette.main, "size": 10, "line": {"color": palette.paper, "width": 1.5}},
            hovertemplate="%{customdata}<extra></extra>", showlegend=False,
        )
    )  # fmt: skip
    labels = [
        (shortened(label, most=NAME),
         shortened(note, most=60) if value is None else _safe(_ranged(value, low, high, scale)))
        for label, value, low, high, note in frame.iter_rows()
    ]  # fmt: skip
    captions(figure, labels, palette)
    if frame["value"].is_null().all():
        return figure.update_xaxes(visible=False)
    return figure.update_xaxes(
        showgrid=True, showline=False, title_text=_safe(scale.axis), ticksuffix=_suffix(scale), nticks=7,
        range=_reach(frame, factor),
    )  # fmt: skip


def _course(chart: Course, palette: Palette) -> go.Figure:
    """Draw a lift as it grew, within its interval."""
    frame = chart.frame.drop_nulls("value")
    if frame.is_empty():
        return empty(palette, "There is no complete day yet.")
    factor = 100.0 if chart.scale.kind == "share" else 1.0
    days, values = frame["day"].to_list(), [v * factor for v in frame["value"]]
    figure = blank(palette, height=300).update_layout(hovermode="x unified")
    spread = frame.drop_nulls(["low", "high"])
    if not spread.is_empty():
        x = spread["day"].to_list()
        lows, highs = ([v * factor for v in spread[c]] for c in ("low", "high"))
        figure.add_trace(
            go.Scatter(
                x=[*x, *x[::-1]], y=[*highs, *lows[::-1]], fill="toself", hoverinfo="skip", mode="lines",
                line={"width": 0}, fillcolor=palette.faded(palette.main, 0.18), showlegend=False,
            )
        )  # fmt: skip
    hovers = [
        _safe(_ranged(value, low, high, chart.scale))
        for value, low, high in frame.select("value", "low", "high").iter_rows()
    ]
    figure.add_trace(
        go.Scatter(
            x=days, y=values, mode="lines+markers" if len(days) < 40 else "lines", customdata=hovers, showlegend=False,
            line={"color": palette.main, "width": 2}, marker={"color": palette.main, "size": 5},
            hovertemplate="%{customdata}<extra></extra>",
        )
    )  # fmt: skip
    figure.add_hline(0, line={"color": palette.soft, "width": 1, "dash": "dot"})
    figure.update_xaxes(title_text="days since the contact", nticks=10, tickformat=",d", hoverformat=",d")
    return figure.update_yaxes(title_text=_safe(chart.scale.axis), rangemode="normal")


def _daily(chart: Daily, palette: Palette) -> go.Figure:
    """Draw series by day, the marked days behind them."""
    frame = chart.frame
    if frame.is_empty():
        return empty(palette, "The data hold no day of it.")
    figure = blank(palette, height=320).update_layout(hovermode="x unified", showlegend=True)
    for (side, colour, dash) in zip(
        frame["side"].unique(maintain_order=True), (palette.main, palette.second, palette.series[2]),
        ("solid", "dot", "dash"), strict=False,
    ):  # fmt: skip
        rows = frame.filter(side=side)
        figure.add_trace(
            go.Scatter(
                x=rows["day"].to_list(), y=rows["value"].to_list(), mode="lines", name=_safe(side),
                line={"color": colour, "width": 1.8, "dash": dash},
                hovertemplate=f"<b>%{{y:,.2f}}</b> {_safe(side)}<extra></extra>",
            )
        )  # fmt: skip
    _mark(figure, frame.filter("is_marked")["day"], chart.marked, palette=palette)
    figure.update_xaxes(hoverformat="%-d %b %Y", tickformat="%-d %b<br>%Y", nticks=8)
    return figure.update_yaxes(title_text=_safe(chart.scale.axis))


def _mark(figure: go.Figure, days: pl.Series, text: str, *, palette: Palette) -> None:
    first, last = days.min(), days.max()
    if not isinstance(first, date) or not isinstance(last, date):
        return
    figure.add_vrect(
        x0=first, x1=last, fillcolor=palette.faded(palette.main, 0.12), line_width=0, layer="below",
        annotation={"text": shortened(text, most=NAME), "font": {"size": 12, "color": palette.soft}},
        annotation_position="top left",
    )  # fmt: skip


def _ranged(value: float, low: float | None, high: float | None, scale: Scale) -> str:
    return scale.said(value) if low is None or high is None else scale.ranged(value, low, high)


def _reach(frame: pl.DataFrame, factor: float) -> list[float]:
    """Return the ends of an axis that holds all values and 0, with some room beside them."""
    known = [v * factor for column in ("value", "low", "high") for v in frame[column].drop_nulls()]
    low, high = min(*known, 0.0), max(*known, 0.0)
    room = 0.03 * (high - low or 1.0)
    return [low - room if low < 0 else -room / 2, high + room]


def _suffix(scale: Scale) -> str:
    return "%" if scale.kind == "share" and not scale.is_difference else ""


def _safe(text: str) -> str:
    return html.escape(text, quote=False)
