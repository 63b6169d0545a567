"""The look of every chart: one template, two palettes, transparent backgrounds.

The palettes repeat the [theme.light] and [theme.dark] of .streamlit/config.toml, so a chart looks the same in a
notebook as on a page; a test holds both together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

FONT = '"Source Sans", "Source Sans 3", "Source Sans Pro", "Segoe UI", Helvetica, Arial, sans-serif'
CLEAR = "rgba(0,0,0,0)"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a theme.

    paper: what lies behind the chart. ink, soft, line: texts, quiet texts and axes, gridlines. series: of categories.
    ramp: from nothing to much. contrast: from below to above, the middle neutral.
    """

    name: str
    paper: str
    ink: str
    soft: str
    line: str
    series: tuple[str, ...]
    ramp: tuple[str, ...]
    contrast: tuple[str, ...]

    @property
    def main(self) -> str:
        """The colour of the one thing a chart shows."""
        return self.series[0]

    @property
    def second(self) -> str:
        """The colour of what stands against it."""
        return self.series[1]

    @property
    def scale(self) -> list[list[float | str]]:
        """The ramp as a plotly colour scale."""
        return spread(self.ramp)

    @property
    def diverging(self) -> list[list[float | str]]:
        """The contrast as a plotly colour scale."""
        return spread(self.contrast)

    def on_ramp(self, value: float) -> str:
        """Return the colour in which text is best read on the ramp at `value` (0 to 1)."""
        lower = min(int(value * (len(self.ramp) - 1)), len(self.ramp) - 2)
        within = value * (len(self.ramp) - 1) - lower
        pair = zip(_rgb(self.ramp[lower]), _rgb(self.ramp[lower + 1]), strict=True)
        behind = _luminance([a + (b - a) * within for a, b in pair])
        return max((self.ink, self.paper), key=lambda colour: _contrast(behind, _luminance(_rgb(colour))))

    def faded(self, colour: str, strength: float) -> str:
        """Return a colour laid over the paper with that strength (0 to 1), opaque."""
        over, under = _rgb(colour), _rgb(self.paper)
        return "#" + "".join(f"{round(u + (o - u) * strength):02X}" for o, u in zip(over, under, strict=True))


LIGHT = Palette(
    "light", paper="#FFFFFF", ink="#1B2733", soft="#5B6875", line="#E4E9ED",
    series=("#0F766E", "#C98A1B", "#4C63B6", "#B4476B", "#4D8FBF", "#7A8B2F", "#8A63B8", "#64748B"),
    ramp=("#EFF7F6", "#D3EAE7", "#B0D9D4", "#87C3BC", "#5AA9A1", "#338E86", "#16766E", "#0B5E58", "#084843", "#05332F"),
    contrast=("#9A3412", "#C2613A", "#DD9370", "#EEC4AC", "#F7E6DB",
              "#E2F0EE", "#B0D9D4", "#6DB3AB", "#2C8A82", "#0B5E58"),
)  # fmt: skip
DARK = Palette(
    "dark", paper="#10171D", ink="#E3E9ED", soft="#9DABB7", line="#26323B",
    series=("#45B8AC", "#E3AD4D", "#8C9DE8", "#E07F9F", "#74B4DE", "#AFC05C", "#B99AE3", "#94A3B3"),
    ramp=("#13262A", "#15343A", "#17464A", "#1A5B5C", "#1F726F", "#288A83", "#3AA398", "#5CBBB0", "#8BD2C9", "#C2E9E4"),
    contrast=("#F3A683", "#DB7E54", "#B25D37", "#7E4630", "#3F3330",
              "#1B3236", "#1A5B5C", "#23807A", "#45B8AC", "#9ADDD5"),
)  # fmt: skip


def template(palette: Palette) -> go.layout.Template:
    """Return the plotly template of a palette."""
    axis = {
        "gridcolor": palette.line, "gridwidth": 1, "zeroline": False, "linecolor": palette.line, "ticks": "",
        "tickfont": {"color": palette.soft, "size": 12}, "automargin": True, "fixedrange": True,
        "title": {"font": {"color": palette.soft, "size": 12}, "standoff": 10},
    }  # fmt: skip
    return go.layout.Template(
        layout={
            "paper_bgcolor": CLEAR, "plot_bgcolor": CLEAR, "colorway": palette.series,
            "font": {"family": FONT, "size": 13, "color": palette.ink},
            "margin": {"l": 8, "r": 8, "t": 8, "b": 8}, "separators": ".,", "bargap": 0.25,
            "xaxis": {**axis, "showgrid": False, "showline": True}, "yaxis": {**axis, "rangemode": "tozero"},
            "hoverlabel": {
                "bgcolor": palette.paper, "bordercolor": palette.line, "align": "left",
                "font": {"family": FONT, "size": 13, "color": palette.ink},
            },
            "legend": {
                "orientation": "h", "x": 0, "xanchor": "left", "y": 1.0, "yanchor": "bottom", "bgcolor": CLEAR,
                "font": {"color": palette.soft, "size": 12}, "itemclick": False, "itemdoubleclick": False,
            },
            "modebar": {"bgcolor": CLEAR, "color": palette.soft, "activecolor": palette.ink},
            "colorscale": {"sequential": palette.scale, "diverging": palette.diverging},
            "coloraxis": {"colorbar": {"outlinewidth": 0, "thickness": 10}},
        }
    )  # fmt: skip


def blank(palette: Palette, *, height: int) -> go.Figure:
    """Return an empty figure in the style."""
    return go.Figure(layout={"template": template(palette), "height": height})


def empty(palette: Palette, text: str, *, height: int = 220) -> go.Figure:
    """Return a figure that says why there is nothing to draw."""
    figure = blank(palette, height=height)
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    figure.add_annotation(
        text=text, x=0.5, y=0.5, xref="paper", yref="paper", showarrow=False, font={"color": palette.soft, "size": 14}
    )
    return figure


def spread(colours: tuple[str, ...]) -> list[list[float | str]]:
    """Return colours as a plotly scale, evenly spread from 0 to 1."""
    return [[i / (len(colours) - 1), colour] for i, colour in enumerate(colours)]


def captions(figure: go.Figure, rows: Sequence[tuple[str, str]], palette: Palette) -> None:
    """Write a name and figures above what is drawn in each row, so that long names take no width from it."""
    for row, texts in enumerate(rows):
        for text, x, anchor, colour in zip(texts, (0, 1), ("left", "right"), (palette.ink, palette.soft), strict=True):
            figure.add_annotation(
                text=text, x=x, xref="paper", xanchor=anchor, y=row - 0.24, yanchor="bottom", showarrow=False,
                bgcolor=palette.paper, borderpad=1, font={"size": 12.5, "color": colour},
            )  # fmt: skip
    figure.update_yaxes(visible=False, range=[len(rows) - 0.5, -0.8])


def cells(figure: go.Figure, texts: Sequence[Sequence[str]], colours: Sequence[Sequence[str]], *, size: float) -> None:
    """Write a text into each cell of the figure's heat map, in the colour given for it, row by row."""
    places = [(x, y) for y, row in enumerate(texts) for x, text in enumerate(row) if text]
    heatmap = figure.data[0]
    figure.add_trace(
        go.Scatter(
            x=[heatmap.x[x] for x, _ in places], y=[heatmap.y[y] for _, y in places], mode="text", hoverinfo="skip",
            text=[texts[y][x] for x, y in places], showlegend=False,
            textfont={"size": size, "color": [colours[y][x] for x, y in places]},
        )
    )  # fmt: skip


def _luminance(rgb: Sequence[float]) -> float:
    linear = [(c / 255 / 12.92) if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(a: float, b: float) -> float:
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
