"""Figures of a loyalty program: points flow, tiers, liability, and one customer's balance."""

from __future__ import annotations

import html
from typing import Protocol
from zoneinfo import ZoneInfo

import plotly.graph_objects as go
import polars as pl
from plotly.subplots import make_subplots

from core.reports import words
from core.reports.program_comparison import compared, movers, tiers_compared
from core.reports.program_liability import roll, vintages
from core.reports.program_parts import HEIGHT, MONTH, Replayed, by_month, line, shortened, steps
from core.reports.style import LIGHT, Palette, blank, empty, template

__all__ = ["account", "compared", "flow", "ladder", "liability", "movers", "roll", "tiers_compared", "vintages"]

UTC = ZoneInfo("UTC")
MOVES = {  # what an entry did, by its kind, and the place of its colour
    "earn": ("earned", 0), "burn": ("burned", 1), "expire": ("expired", 3), "adjust": ("adjusted", 2),
    "reverse": ("reversed", 4), "offset": ("debt paid", 7),
}  # fmt: skip


class Account(Protocol):
    """A customer's account, as far as it is drawn."""

    @property
    def entries(self) -> pl.DataFrame:
        """Columns at, kind, lot, points, balance (after the entry), reason, in the order in which they count."""


def flow(replay: Replayed, *, palette: Palette = LIGHT) -> go.Figure:
    """Draw the points outstanding at the end of each month, below them what came and went."""
    months = replay.months
    if months.is_empty():
        return empty(palette, "There is no month to show.")
    figure = make_subplots(2, 1, shared_xaxes=True, vertical_spacing=0.07, row_heights=[0.5, 0.5])
    figure.update_layout(template=template(palette), height=380, hovermode="x unified", barmode="relative")
    figure.add_trace(
        line(months, "outstanding", name="outstanding", hover="%{y:,} points outstanding", palette=palette), 1, 1
    )
    parts = (("issued", 1, palette.main), ("burned", -1, palette.second), ("expired", -1, palette.series[3]),
             ("adjusted", 1, palette.series[7]))  # fmt: skip
    for name, sign, colour in parts:
        n = months[name].to_list()
        figure.add_trace(
            go.Bar(
                x=months["month"].to_list(), y=[sign * v for v in n], customdata=n, name=name, **MONTH,
                marker={"color": colour}, hovertemplate=f"%{{customdata:,}} {name}<extra></extra>",
            ),
            row=2, col=1,
        )  # fmt: skip
    figure.update_yaxes(title_text="outstanding", tickformat="~s", row=1, col=1)
    figure.update_yaxes(title_text="points a month", tickformat="~s", rangemode="normal", row=2, col=1)
    figure.add_hline(0, line={"color": palette.soft, "width": 1}, row=2, col=1)
    figure.update_xaxes(showline=False, row=1, col=1)
    return by_month(figure)


def ladder(replay: Replayed, *, palette: Palette = LIGHT) -> go.Figure:
    """Draw which share of the customers stood in each tier at the end of each month, the highest tier on top."""
    frame = replay.ladder
    if frame.is_empty():
        return empty(palette, "This program has no tiers.")
    tiers = list(dict.fromkeys([*replay.tiers, *frame["tier"]]))
    counted = frame.with_columns(share=pl.col("customers") / pl.col("customers").sum().over("month"))
    figure = blank(palette, height=HEIGHT + 24).update_layout(barmode="stack", hovermode="x unified", bargap=0.08)
    for tier, colour in zip(tiers, steps(len(tiers), palette), strict=True):
        rows = counted.filter(tier=tier).sort("month")
        months = rows["month"].dt.truncate("1mo").to_list()
        figure.add_trace(
            go.Bar(
                x=months, y=rows["share"].to_list(), customdata=rows["customers"].to_list(), name=shortened(tier),
                marker={"color": colour}, **MONTH,
                hovertemplate=f"{shortened(tier)}: <b>%{{y:.1%}}</b>, %{{customdata:,}} customers<extra></extra>",
            )
        )  # fmt: skip
    figure.update_yaxes(title_text="share of customers", tickformat=".0%", range=[0, 1])
    figure.update_layout(legend={"traceorder": "normal"}, showlegend=True)
    return by_month(figure)


def liability(replay: Replayed, *, palette: Palette = LIGHT) -> go.Figure:
    """Draw what the outstanding points were worth at the end of each month, in the currency of the replay."""
    months = replay.months
    if months.is_empty():
        return empty(palette, "There is no month to show.")
    unit = html.escape(replay.unit)
    drawn = line(months, "liability", name="liability", hover=f"%{{y:,.2f}} {unit}", palette=palette)
    figure = blank(palette, height=240).add_trace(drawn).update_layout(hovermode="x unified")
    return by_month(figure.update_yaxes(title_text=unit, tickformat="~s"))


def account(of: Account, *, zone: ZoneInfo = UTC, palette: Palette = LIGHT) -> go.Figure:
    """Draw a customer's balance after each entry, and mark the entries by their kind, on the clock of `zone`."""
    entries = of.entries
    if entries.is_empty():
        return empty(palette, "There is no entry yet.")
    local = entries.with_columns(x=pl.col("at").dt.convert_time_zone(zone.key).dt.replace_time_zone(None))
    figure = blank(palette, height=HEIGHT).update_layout(showlegend=True)
    figure.add_trace(
        go.Scatter(
            x=local["x"].to_list(), y=local["balance"].to_list(), mode="lines", showlegend=False, hoverinfo="skip",
            line={"shape": "hv", "color": palette.soft, "width": 1.5}, name="balance",
        )
    )  # fmt: skip
    for kind, (name, place) in MOVES.items():
        rows = local.filter(kind=kind)
        if rows.is_empty():
            continue
        hovers = [
            f"<b>{points:+,} points</b> {name}, balance {balance:,}<br>{words.instant(at, zone)}"
            f"<br>{html.escape(shortened(reason or '', most=60), quote=False)}"
            for points, balance, at, reason in rows.select("points", "balance", "at", "reason").iter_rows()
        ]
        figure.add_trace(
            go.Scatter(
                x=rows["x"].to_list(), y=rows["balance"].to_list(), mode="markers", customdata=hovers, name=name,
                marker={"color": palette.series[place], "size": 8, "line": {"color": palette.paper, "width": 1}},
                cliponaxis=False, hovertemplate="%{customdata}<extra></extra>",
            )
        )  # fmt: skip
    if min(local["balance"]) < 0:
        figure.add_hline(0, line={"color": palette.soft, "width": 1})
    figure.update_yaxes(title_text="points", tickformat=",", rangemode="tozero")
    return figure.update_xaxes(hoverformat="%-d %b %Y")
