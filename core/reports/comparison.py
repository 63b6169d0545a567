"""Figures that compare: segments with each other, and a segment with all customers."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

import plotly.graph_objects as go
import polars as pl

from core.reports import words
from core.reports.style import LIGHT, Palette, blank, cells, empty

MOST = 12  # features or values that are drawn
ROW = 46  # pixels of one


def overlap(pairs: pl.DataFrame, *, names: Mapping[str, str] | None = None, palette: Palette = LIGHT) -> go.Figure:
    """Draw which share of each row's segment is in each column's (columns as `Overlap.pairs`).

    names: what to call a segment, by its slug.
    """
    slugs = pairs["a"].unique(maintain_order=True).to_list()
    if not slugs:
        return empty(palette, "There is no segment to compare.")
    called = [_called(s, names or {}) for s in slugs]
    place = {s: i for i, s in enumerate(slugs)}
    values: list[list[float | None]] = [[None] * len(slugs) for _ in slugs]
    texts, hovers = [[""] * len(slugs) for _ in slugs], [[""] * len(slugs) for _ in slugs]
    for a, b, n_a, n_both, share in pairs.select("a", "b", "n_a", "n_both", "share_of_a").iter_rows():
        row, column = place[a], place[b]
        texts[row][column] = f"{n_a:,}" if a == b else words.share(share, digits=0)
        hovers[row][column] = (
            f"<b>{called[row]}</b>: {words.count(n_a, 'customer')}" if a == b else
            f"<b>{words.share(share)}</b> of {called[row]} are also in {called[column]}:<br>"
            f"{n_both:,} of {words.count(n_a, 'customer')}"
        )  # fmt: skip
        values[row][column] = None if a == b else share
    figure = blank(palette, height=44 * len(slugs) + 120)
    figure.add_trace(
        go.Heatmap(
            x=called, y=called, z=values, customdata=hovers, colorscale=palette.scale, zmin=0, zmax=1, xgap=2, ygap=2,
            showscale=False, hovertemplate="%{customdata}<extra></extra>",
        )
    )  # fmt: skip
    colours = [[palette.soft if v is None else palette.on_ramp(v) for v in line] for line in values]
    cells(figure, texts, colours, size=12)
    figure.update_xaxes(showline=False, side="top", tickangle=-35)
    return figure.update_yaxes(autorange="reversed", rangemode="normal", showgrid=False)


def differences(numbers: pl.DataFrame, *, palette: Palette = LIGHT) -> go.Figure:
    """Draw the numeric features in which members differ most from all customers (columns as `Profile.numbers`).

    The bars are differences of the means in standard deviations of all customers.
    """
    top = numbers.drop_nulls("effect").sort(pl.col("effect").abs(), "label", descending=[True, False]).head(MOST)
    if top.is_empty():
        return empty(palette, "No numeric feature differs.")
    rows = [
        (
            effect, f"{words.number(mean_in)} vs {words.number(mean_all)}",
            (f"<b>{html.escape(label)}</b><br>members: {words.number(mean_in)} {html.escape(unit)} on average<br>"
             f"all customers: {words.number(mean_all)} {html.escape(unit)}<br>difference: {effect:+.2f} deviations"),
        )
        for effect, label, unit, mean_in, mean_all in top.select(
            "effect", "label", "unit", "mean_in", "mean_all"
        ).iter_rows()
    ]  # fmt: skip
    labels = [f"{html.escape(a)} <i>({html.escape(u)})</i>" if u else html.escape(a)
              for a, u in top.select("label", "unit").iter_rows()]  # fmt: skip
    figure = _bars(labels, rows, base=0.0, palette=palette)
    return figure.update_xaxes(
        title_text="difference of the averages in standard deviations<br>figures: members vs all customers",
        tickformat="+.1f",
    )


def indices(values: pl.DataFrame, *, palette: Palette = LIGHT) -> go.Figure:
    """Draw the values that are most over- and under-represented among members (columns as `Profile.values`).

    The bars are the index: 100 is the share among all customers. Of the known values, those with the largest difference
    in share are drawn.
    """
    gap = (pl.col("share_in") - pl.col("share_all")).abs()
    top = (
        values.drop_nulls(["index", "value"])
        .filter(gap > 0)
        .sort(gap, "label", "value", descending=[True, False, False])
    )
    if top.is_empty():
        return empty(palette, "No value differs.")
    rows, labels = [], []
    for label, value, n_in, share_in, share_all, index in (
        top.head(MOST).select("label", "value", "n_in", "share_in", "share_all", "index").iter_rows()
    ):
        said = {"true": "yes", "false": "no"}.get(value, value)
        labels.append(f"{html.escape(label)}: {html.escape(said)}")
        rows.append(
            (
                index, f"{share_in:.0%} vs {share_all:.0%}",
                (f"<b>{labels[-1]}</b><br>{words.share(share_in)} of members ({words.count(n_in, 'customer')})<br>"
                 f"{words.share(share_all)} of all customers<br>index {index:,.0f}"),
            )
        )  # fmt: skip
    figure = _bars(labels, rows, base=100.0, palette=palette)
    return figure.update_xaxes(
        title_text="index, 100 is the share among all customers<br>figures: members vs all customers", tickformat=",.0f"
    )


def _bars(labels: Sequence[str], rows: Sequence[tuple[float, str, str]], *, base: float, palette: Palette) -> go.Figure:
    """Draw bars from `base`; each row is a value, what stands at its end, and what the mouse shows."""
    figure = blank(palette, height=ROW * len(rows) + 56)
    ends = [value for value, _, _ in rows]
    figure.add_trace(
        go.Bar(
            x=[v - base for v in ends], base=base, y=list(range(len(rows))), orientation="h", width=0.42,
            marker={"color": [palette.main if v >= base else palette.second for v in ends], "cornerradius": 2},
            customdata=[hover for _, _, hover in rows], hovertemplate="%{customdata}<extra></extra>",
        )
    )  # fmt: skip
    for row, (label, (_, text, _)) in enumerate(zip(labels, rows, strict=True)):
        for said, at, anchor, colour in ((label, 0, "left", palette.ink), (text, 1, "right", palette.soft)):
            figure.add_annotation(
                text=said, x=at, xref="paper", xanchor=anchor, y=row - 0.24, yanchor="bottom", showarrow=False,
                bgcolor=palette.paper, borderpad=1, font={"size": 12.5, "color": colour},
            )  # fmt: skip
    figure.add_vline(base, line={"color": palette.soft, "width": 1})
    figure.update_xaxes(showgrid=True, showline=False)
    return figure.update_yaxes(visible=False, range=[len(rows) - 0.5, -0.8])


def _called(slug: str, names: Mapping[str, str]) -> str:
    name = names.get(slug, slug)
    return html.escape(name if len(name) <= 28 else f"{name[:27]}…", quote=False)
