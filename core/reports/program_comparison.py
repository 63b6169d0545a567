"""Figures of two replays side by side: points by month, tiers at the end, who gains and who loses."""

from __future__ import annotations

import html
from typing import Protocol

import plotly.graph_objects as go
import polars as pl
from plotly.subplots import make_subplots

from core.reports import words
from core.reports.program_parts import MONTH, Replayed, by_month, line, shortened
from core.reports.style import LIGHT, Palette, blank, captions, empty, template

ROW, TIER = 46, 54  # pixels of a customer and of a tier


class Compared(Protocol):
    """Two replays of the same history."""

    @property
    def a(self) -> Replayed:
        """The one."""

    @property
    def b(self) -> Replayed:
        """The other."""


def compared(comparison: Compared, *, palette: Palette = LIGHT) -> go.Figure:
    """Draw the points outstanding at the end of each month under either program, below them the points issued."""
    sides = list(zip((comparison.a, comparison.b), called(comparison), (palette.main, palette.second), strict=True))
    if all(replay.months.is_empty() for replay, _, _ in sides):
        return empty(palette, "There is no month to show.")
    figure = make_subplots(2, 1, shared_xaxes=True, vertical_spacing=0.07, row_heights=[0.5, 0.5])
    figure.update_layout(template=template(palette), height=380, hovermode="x unified", barmode="group")
    for i, (replay, name, colour) in enumerate(sides):
        outstanding = line(
            replay.months, "outstanding", name=name, hover=f"%{{y:,}} outstanding, {name}", palette=palette
        )
        outstanding.update(fill=None, line={"color": colour, "dash": ("solid", "dash")[i]}, marker={"color": colour})
        figure.add_trace(outstanding, row=1, col=1)
        figure.add_trace(
            go.Bar(
                x=replay.months["month"].to_list(), y=replay.months["issued"].to_list(), name=name, **MONTH,
                marker={"color": colour}, hovertemplate=f"<b>%{{y:,}}</b> issued, {name}<extra></extra>",
            ),
            row=2, col=1,
        )  # fmt: skip
    figure.update_yaxes(title_text="outstanding", tickformat="~s", row=1, col=1)
    figure.update_yaxes(title_text="issued a month", tickformat="~s", row=2, col=1)
    figure.update_xaxes(showline=False, row=1, col=1)
    return by_month(figure)


def tiers_compared(comparison: Compared, *, palette: Palette = LIGHT) -> go.Figure:
    """Draw how many customers stand in each tier at the end under either program, the highest tier on top.

    Tiers of one name share a row.
    """
    a, b = comparison.a.tiers, comparison.b.tiers
    tiers = [*a, *(t for t in b if t not in a)][::-1]
    if not tiers:
        return empty(palette, "Neither program has tiers.")
    figure = blank(palette, height=TIER * len(tiers) + 100).update_layout(barmode="group", showlegend=True, bargap=0.52)
    for side, name, colour in zip((a, b), called(comparison), (palette.main, palette.second), strict=True):
        total = sum(side.values())
        n = [side.get(t, 0) for t in tiers]
        hovers = [f"<b>{words.count(k, 'customer')}</b> ({words.share(k / total if total else None)})<br>{shortened(t)}"
                  for k, t in zip(n, tiers, strict=True)]  # fmt: skip
        figure.add_trace(
            go.Bar(
                x=n, y=list(range(len(tiers))), orientation="h", name=name, customdata=hovers,
                marker={"color": colour, "cornerradius": 2}, hovertemplate=f"%{{customdata}}<br>{name}<extra></extra>",
            )
        )  # fmt: skip
    rows = [(shortened(t, most=30), f"{a.get(t, 0):,} vs {b.get(t, 0):,}") for t in tiers]
    captions(figure, rows, palette)
    return figure.update_xaxes(showgrid=True, showline=False, tickformat="~s", nticks=6, title_text="customers")


def movers(
    comparison: Compared, *, n: int = 8, by: str = "issued", unit: str = "points issued", palette: Palette = LIGHT
) -> go.Figure:
    """Draw up to n customers who gain most and n who lose most when the second program takes the first one's place.

    by: the column of `by_customer` that is compared, whole numbers; unit: what it counts. A customer whom one program
    does not know has nothing of it.
    """
    moves = _moves(comparison, by)
    top = pl.concat([moves.filter(pl.col("gain") > 0).head(n), moves.filter(pl.col("gain") < 0).tail(n)])
    if top.is_empty():
        return empty(palette, "No customer gains or loses.")
    gains = top["gain"].to_list()
    hovers = [f"<b>{gain:+,} {unit}</b><br>customer {html.escape(who)}: {words.count(a)} to {words.count(b)}"
              for who, a, b, gain in top.iter_rows()]  # fmt: skip
    figure = blank(palette, height=ROW * len(gains) + 56)
    figure.add_trace(
        go.Bar(
            x=gains, y=list(range(len(gains))), orientation="h", width=0.42, customdata=hovers,
            marker={"color": [palette.main if v > 0 else palette.second for v in gains], "cornerradius": 2},
            hovertemplate="%{customdata}<extra></extra>",
        )
    )  # fmt: skip
    rows = [(shortened(who), f"{gain:+,}".replace("-", "−")) for who, gain in top.select("customer_id", "gain").rows()]
    captions(figure, rows, palette)
    figure.add_vline(0, line={"color": palette.soft, "width": 1})
    figure.update_xaxes(showgrid=True, showline=False, tickformat="~s", nticks=6)
    a, b = called(comparison)
    return figure.update_xaxes(title_text=f"difference in {unit}<br>from {a}<br>to {b}")


def called(comparison: Compared) -> tuple[str, str]:
    """Return what to call the two programs: `A: Everyday, version 2`."""
    a, b = (
        f"{side}: {shortened(replay.program)}, {'draft' if replay.version is None else f'version {replay.version}'}"
        for side, replay in (("A", comparison.a), ("B", comparison.b))
    )
    return a, b


def _moves(comparison: Compared, by: str) -> pl.DataFrame:
    a, b = (replay.by_customer.select("customer_id", by) for replay in (comparison.a, comparison.b))
    both = a.join(b, on="customer_id", how="full", coalesce=True, suffix="_b").fill_null(0)
    moves = both.select("customer_id", a=by, b=f"{by}_b", gain=pl.col(f"{by}_b") - pl.col(by))
    return moves.sort("gain", "customer_id", descending=[True, False])
