"""The look: what charts use is what the pages use, and it can be read."""

from __future__ import annotations

import tomllib

import plotly.graph_objects as go
import pytest

from core.reports.style import DARK, LIGHT, Palette, blank, cells, empty, spread, template
from tests.conftest import ROOT

PALETTES = [LIGHT, DARK]
by_name = pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)


def theme(name: str) -> dict:
    return tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"][name]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@by_name
def test_charts_have_the_colours_of_the_pages(palette: Palette):
    of_pages = theme(palette.name)
    assert palette.paper == of_pages["backgroundColor"]
    assert palette.ink == of_pages["textColor"]
    assert list(palette.series) == of_pages["chartCategoricalColors"]
    assert list(palette.ramp) == of_pages["chartSequentialColors"]
    assert list(palette.contrast) == of_pages["chartDivergingColors"]


@by_name
def test_everything_can_be_read(palette: Palette):
    of_pages = theme(palette.name)
    texts = [palette.ink, palette.soft, of_pages["linkColor"], of_pages["codeTextColor"]]
    for ground in (palette.paper, of_pages["secondaryBackgroundColor"]):
        assert {colour: c for colour in texts if (c := contrast(colour, ground)) < 4.5} == {}
    assert {colour: c for colour in palette.series if (c := contrast(colour, palette.paper)) < 2.8} == {}  # areas


@by_name
def test_text_on_the_ramp_is_in_the_colour_that_is_read_best(palette: Palette):
    for step, colour in enumerate(palette.ramp):
        chosen = palette.on_ramp(step / (len(palette.ramp) - 1))
        assert contrast(chosen, colour) == max(contrast(palette.ink, colour), contrast(palette.paper, colour))
        assert contrast(chosen, colour) >= 3.4


def test_a_faded_colour_lies_between_the_colour_and_the_paper():
    assert LIGHT.faded("#000000", 0) == LIGHT.paper
    assert LIGHT.faded("#102030", 1) == "#102030"
    assert LIGHT.faded("#000000", 0.5) == "#808080"


def test_a_scale_runs_from_nothing_to_all():
    assert spread(("#000000", "#111111", "#222222")) == [[0.0, "#000000"], [0.5, "#111111"], [1.0, "#222222"]]


@by_name
def test_a_chart_lets_the_page_shine_through_and_fetches_no_font(palette: Palette):
    layout = template(palette).layout
    assert {layout.paper_bgcolor, layout.plot_bgcolor} == {"rgba(0,0,0,0)"}
    assert "http" not in template(palette).to_plotly_json().__repr__()
    assert blank(palette, height=99).layout.height == 99


def test_an_empty_chart_says_why():
    figure = empty(LIGHT, "Nothing yet.")
    assert not figure.data
    assert figure.layout.annotations[0].text == "Nothing yet."


def test_the_text_of_a_cell_stands_in_its_place_and_an_empty_one_is_left_out():
    figure = go.Figure(go.Heatmap(x=["a", "b"], y=["r", "s"], z=[[0, 1], [None, 0]]))
    cells(figure, [["1", "2"], ["", "3"]], [["#000", "#111"], ["#222", "#333"]], size=9)
    text = figure.data[1]
    assert list(zip(text.x, text.y, text.text, text.textfont.color, strict=True)) == [
        ("a", "r", "1", "#000"), ("b", "r", "2", "#111"), ("b", "s", "3", "#333")
    ]  # fmt: skip
