"""Figures of the first page."""

from __future__ import annotations

import plotly.graph_objects as go
import polars as pl

from core.reports import words
from core.reports.style import LIGHT, Palette, blank, cells, empty

HEIGHT = 260
ROW = 26  # pixels of a cohort


def revenue_by_week(weeks: pl.DataFrame, *, unit: str, palette: Palette = LIGHT) -> go.Figure:
    """Draw the revenue of each week (columns as `revenue_by_period`, in `unit`); incomplete weeks are hatched."""
    figure = _by_week(weeks, "revenue", hover=f"%{{y:,.0f}} {unit}", palette=palette)
    return figure.update_yaxes(title_text=unit, tickformat="~s")


def customers_by_week(weeks: pl.DataFrame, *, palette: Palette = LIGHT) -> go.Figure:
    """Draw how many customers bought something in each week; incomplete weeks are hatched."""
    figure = _by_week(weeks, "n_customers", hover="%{y:,} customers", palette=palette)
    return figure.update_yaxes(title_text="customers", tickformat=",")


def _by_week(weeks: pl.DataFrame, column: str, *, hover: str, palette: Palette) -> go.Figure:
    if weeks.is_empty():
        return empty(palette, "There is no purchase yet.", height=HEIGHT)
    whole = weeks["is_complete"].to_list()
    spans = [f"{words.day(a)} to {words.day(b)}" for a, b in weeks.select("starts_on", "ends_on").iter_rows()]
    notes = ["" if complete else "<br>incomplete week" for complete in whole]
    bars = go.Bar(
        x=weeks["starts_on"].to_list(), y=weeks[column].cast(pl.Float64).to_list(),
        customdata=list(zip(spans, notes, strict=True)), xperiod=7 * 86_400_000, xperiodalignment="middle",
        marker={
            "color": palette.main, "line": {"width": 0}, "cornerradius": 2,
            "pattern": {
                "shape": ["" if complete else "/" for complete in whole], "size": 5, "solidity": 0.35,
                "bgcolor": palette.faded(palette.main, 0.2), "fgcolor": palette.main, "fillmode": "overlay",
            },
        },
        hovertemplate=f"<b>{hover}</b><br>%{{customdata[0]}}%{{customdata[1]}}<extra></extra>",
    )  # fmt: skip
    figure = blank(palette, height=HEIGHT).add_trace(bars)
    figure.update_xaxes(tickformat="%b<br>%Y", dtick="M2" if len(whole) > 26 else "M1")
    return figure


def retention(cohorts: pl.DataFrame, *, palette: Palette = LIGHT) -> go.Figure:
    """Draw which share of each month's new customers bought again in the months after (columns as `cohort_retention`).

    The number of customers of a cohort stands beside its month; cells in the future stay blank, cells of a month that
    the data do not hold whole carry an asterisk.
    """
    later = cohorts.filter(pl.col("month") > 0)
    if later.is_empty():
        return empty(palette, "Retention needs more than one month of history.", height=HEIGHT)
    firsts = cohorts.filter(month=0).sort("cohort")
    rows = [f"{c:%b %Y}  n={n:,}" for c, n in firsts.select("cohort", "n_customers").iter_rows()]
    place = {c: i for i, c in enumerate(firsts["cohort"])}
    n_months = max(later["month"])
    values: list[list[float | None]] = [[None] * n_months for _ in rows]
    texts, hovers, colours = ([[""] * n_months for _ in rows] for _ in range(3))
    for cohort, month, n, active, share, is_complete in later.iter_rows():
        row, column = place[cohort], month - 1
        values[row][column] = share
        texts[row][column] = f"{share:.0%}"[:-1] + ("" if is_complete else "*")
        colours[row][column] = palette.on_ramp(share)
        hovers[row][column] = f"<b>{share:.1%}</b> bought again: {active:,} of {words.count(n, 'new customer')}" + (
            "" if is_complete else "<br>the month is not complete"
        )
    figure = blank(palette, height=ROW * len(rows) + 70)
    figure.add_trace(
        go.Heatmap(
            x=list(range(1, n_months + 1)), y=rows, z=values, customdata=hovers, colorscale=palette.scale,
            zmin=0, zmax=1, showscale=False, xgap=2, ygap=2, hoverongaps=False,
            hovertemplate="%{customdata}<br>%{y}, month %{x}<extra></extra>",
        )
    )  # fmt: skip
    cells(figure, texts, colours, size=11)
    figure.update_xaxes(title_text="months after the first purchase · % who bought again", dtick=1, showline=False)
    return figure.update_yaxes(autorange="reversed", rangemode="normal", showgrid=False)
