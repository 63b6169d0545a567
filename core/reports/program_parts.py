"""What the figures of loyalty programs share: what they are drawn from, months, colours of tiers, short texts."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any, Protocol

import plotly.graph_objects as go
import polars as pl

from core.reports.style import Palette

HEIGHT = 300
NAME = 24  # characters of a name in a legend
MONTH: dict[str, Any] = {"xperiod": "M1", "xperiodalignment": "middle"}
_SIZES = {"bn": 1_000_000_000, "M": 1_000_000, "k": 1_000}


class Replayed(Protocol):
    """What a replay found, as far as it is drawn."""

    @property
    def program(self) -> str:
        """The name of the program."""

    @property
    def version(self) -> int | None:
        """The version of the program; None for a draft that is not saved."""

    @property
    def months(self) -> pl.DataFrame:
        """A row a month: month, issued, burned, expired (positive), adjusted (signed), outstanding, liability."""

    @property
    def ladder(self) -> pl.DataFrame:
        """Columns month (its last day), tier, customers."""

    @property
    def by_customer(self) -> pl.DataFrame:
        """A row a customer: customer_id, issued and others."""

    @property
    def tiers(self) -> Mapping[str, int]:
        """The customers of each tier at the end, the lowest tier first."""

    @property
    def unit(self) -> str:
        """The currency."""


def line(months: pl.DataFrame, column: str, *, name: str, hover: str, palette: Palette) -> go.Scatter:
    """Return a line of a column at the middle of each month, filled down to nothing."""
    values = months[column]
    y = values.cast(pl.Float64) if isinstance(values.dtype, pl.Decimal) else values
    return go.Scatter(
        x=months["month"].to_list(), y=y.to_list(), name=name, mode="lines+markers", cliponaxis=False, **MONTH,
        line={"color": palette.main, "width": 2.5}, marker={"size": 5, "color": palette.main}, fill="tozeroy",
        fillcolor=palette.faded(palette.main, 0.1), showlegend=False, hovertemplate=f"<b>{hover}</b><extra></extra>",
    )  # fmt: skip


def by_month(figure: go.Figure) -> go.Figure:
    """Write months below the figure, under the middle of their bars; the renderer thins them out to what fits."""
    return figure.update_xaxes(hoverformat="%b %Y", tickformat="%b<br>%Y", nticks=8, ticklabelmode="period")


def steps(n: int, palette: Palette) -> list[str]:
    """Return n colours of the ramp in order, from faint to strong."""
    low, high = 2, len(palette.ramp) - 2
    return [palette.ramp[round(low + (high - low) * (i / (n - 1) if n > 1 else 0.75))] for i in range(n)]


def shortened(text: str, *, most: int = NAME) -> str:
    """Return a text cut to so many characters, safe to be written into a figure."""
    return html.escape(text if len(text) <= most else f"{text[: most - 1]}…", quote=False)


def compact(n: int) -> str:
    """Return a number of points for a narrow place: `99,999`, `123k`, `1.23M`."""
    for name, size in _SIZES.items():
        if abs(n) >= max(size, 100_000):
            return f"{n / size:,.3g}{name}".replace("-", "−")
    return f"{n:,}".replace("-", "−")
