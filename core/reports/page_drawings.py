"""The charts of a stakeholders' page as vector drawings for a PDF, from the same frames as those on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil, floor, log10
from typing import Literal

import polars as pl
from reportlab.graphics.shapes import Circle, Drawing, Line, Polygon, PolyLine, Rect, String
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth

from core.reports import words
from core.reports.sheet import Bars, Chart, Course, Daily, Intervals, Scale
from core.reports.style import LIGHT

Anchor = Literal["start", "middle", "end"]
FACE = "Lab"
ROW = 30.0  # points of a row
SIZE = 8.0  # points of a text
MOST = 12  # rows of one drawing, so that it fits on a page
_LEFT, _BOTTOM = 44.0, 26.0
_INK, _SOFT, _LINE, _MAIN = (HexColor(c) for c in (LIGHT.ink, LIGHT.soft, LIGHT.line, LIGHT.main))
_STROKES = ((LIGHT.main, ()), (LIGHT.second, (2, 1.5)), (LIGHT.series[2], (4, 2)))  # colours and dashes of the sides
_SPREAD = HexColor(LIGHT.faded(LIGHT.main, 0.55))


def drawings(chart: Chart, *, width: float) -> list[Drawing]:
    """Draw a chart, one of very many rows in several parts; the font `Lab` must be registered."""
    match chart:
        case Bars():
            return [_bars(chart, width)]
        case Intervals():
            return _intervals(chart, width)
        case Course():
            return [_course(chart, width)]
        case Daily():
            return [_daily(chart, width)]


def ticks(low: float, high: float, *, most: int = 6) -> list[float]:
    """Return round numbers (1, 2, 2.5 or 5 times a power of ten apart) from at most `low` to at least `high`."""
    span = high - low if high > low else abs(high) or 1.0
    rough = span / most
    power = 10.0 ** floor(log10(rough))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough * (1 - 1e-9))
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [round(n * step, 10) for n in range(first, max(last, first + 1) + 1)]


def _bars(chart: Bars, width: float) -> Drawing:
    frame = chart.frame
    if frame.is_empty():
        return _nothing("There is nothing to count yet.", width)
    height, most = ROW * frame.height, max(*frame["n"].drop_nulls(), 1)
    found = Drawing(width, height)
    for row, (label, n, said) in enumerate(zip(frame["label"], frame["n"], chart.told, strict=True)):
        y = height - ROW * (row + 1)
        _label(found, (label, said), y=y + 17, width=width)
        if n:
            found.add(_box((0, y + 3), width * n / most, 9, _MAIN))
    return found


def _intervals(chart: Intervals, width: float) -> list[Drawing]:
    frame = chart.frame
    if frame.is_empty():
        return [_nothing("There is nothing to compare yet.", width)]
    known = [v for column in ("value", "low", "high") for v in frame[column].drop_nulls()]
    marks = ticks(min(*known, 0.0), max(*known, 0.0)) if known else []
    return [_rows(part, chart.scale, marks, width=width) for part in frame.iter_slices(MOST)]


def _rows(frame: pl.DataFrame, scale: Scale, marks: Sequence[float], *, width: float) -> Drawing:
    """Draw rows of values with their intervals over the axis of these marks."""
    height = ROW * frame.height + (_BOTTOM if marks else 0)
    found, base = Drawing(width, height), _BOTTOM if marks else 0

    def x(value: float) -> float:
        return 6 + (width - 12) * (value - marks[0]) / (marks[-1] - marks[0])

    for mark in marks:
        found.add(Line(x(mark), base, x(mark), height, strokeColor=_SOFT if mark == 0 else _LINE, strokeWidth=0.5))
        _text(found, x(mark), 14, _tick(mark, scale), anchor="middle")
    if marks:
        _text(found, width / 2, 3, scale.axis, anchor="middle")
    for row, (label, value, low, high, note) in enumerate(frame.iter_rows()):
        y = height - ROW * (row + 1)
        _label(found, (label, note if value is None else _ranged(value, low, high, scale)), y=y + 17, width=width)
        if value is None:
            continue
        if low is not None and high is not None:
            found.add(Line(x(low), y + 8, x(high), y + 8, strokeColor=_SPREAD, strokeWidth=3))
        found.add(Circle(x(value), y + 8, 3.4, fillColor=_MAIN, strokeColor=None))
    return found


def _course(chart: Course, width: float) -> Drawing:
    frame = chart.frame.drop_nulls("value")
    if frame.is_empty():
        return _nothing("There is no complete day yet.", width)
    plot = _Plot(frame["day"].to_list(), [v for c in ("value", "low", "high") for v in frame[c].drop_nulls()], width)
    plot.rule(chart.scale, 0.0)
    spread = frame.drop_nulls(["low", "high"])
    band = [*spread.select("day", "high").rows(), *spread.select("day", "low").rows()[::-1]]
    if len(band) > 2:
        flat = [v for day, value in band for v in (plot.x(day), plot.y(value))]
        plot.found.insert(0, Polygon(flat, fillColor=HexColor(LIGHT.faded(LIGHT.main, 0.18)), strokeColor=None))
    plot.line(frame.select("day", "value").rows(), LIGHT.main)
    for mark in ticks(plot.first, plot.last, most=8):
        if float(mark).is_integer() and plot.first <= mark <= plot.last:
            _text(plot.found, plot.x(mark), 14, f"{mark:.0f}", anchor="middle")
    _text(plot.found, width / 2, 3, "days since the contact", anchor="middle")
    return plot.found


def _daily(chart: Daily, width: float) -> Drawing:
    frame = chart.frame
    if frame.is_empty():
        return _nothing("The data hold no day of it.", width)
    days = [day.toordinal() for day in frame["day"]]
    plot = _Plot(days, [*frame["value"].drop_nulls(), 0.0], width, head=16)
    marked = frame.filter("is_marked")["day"]
    first, last = marked.min(), marked.max()
    if isinstance(first, date) and isinstance(last, date):
        left, right = plot.x(first.toordinal()), plot.x(last.toordinal())
        fill = HexColor(LIGHT.faded(LIGHT.main, 0.12))
        plot.found.insert(0, _box((left, _BOTTOM), right - left, plot.top - _BOTTOM, fill))
        _text(plot.found, left + 4, plot.top - 9, chart.marked)
    plot.rule(chart.scale, None)
    at = _LEFT
    for side, (colour, dash) in zip(frame["side"].unique(maintain_order=True), _STROKES, strict=False):
        rows = frame.filter(side=side).drop_nulls("value")
        plot.line([(d.toordinal(), v) for d, v in rows.select("day", "value").iter_rows()], colour, dash=dash)
        key = Line(at, plot.height - 6, at + 16, plot.height - 6, strokeColor=HexColor(colour), strokeWidth=1.6)
        _dashed(key, dash)
        plot.found.add(key)
        _text(plot.found, at + 20, plot.height - 9, side)
        at += 36 + stringWidth(side, FACE, SIZE)
    for n in range(5):
        day = date.fromordinal(round(plot.first + (plot.last - plot.first) * n / 4))
        anchor: Anchor = "start" if n == 0 else "end" if n == 4 else "middle"
        _text(plot.found, plot.x(day.toordinal()), 14, words.day(day), anchor=anchor)
    _text(plot.found, width - 6, plot.height - 9, chart.scale.axis, anchor="end")
    return plot.found


class _Plot:
    """A drawing with an axis below and one on the left, and where values stand on them."""

    def __init__(self, xs: Sequence[float], ys: Sequence[float], width: float, *, head: float = 4) -> None:
        self.height = 190.0
        self.top = self.height - head
        self.found = Drawing(width, self.height)
        self.first, self.last = min(xs), max(xs)
        self.marks = ticks(min(*ys, 0.0), max(*ys, 0.0))
        self._width = width

    def x(self, value: float) -> float:
        """Return where a value stands from the left."""
        span = (self.last - self.first) or 1
        return _LEFT + (self._width - _LEFT - 6) * (value - self.first) / span

    def y(self, value: float) -> float:
        """Return where a value stands from below."""
        low, high = self.marks[0], self.marks[-1]
        return _BOTTOM + (self.top - _BOTTOM) * (value - low) / (high - low)

    def rule(self, scale: Scale, strong: float | None) -> None:
        """Draw the horizontal lines with their numbers; the one at `strong` is dark."""
        for mark in self.marks:
            y, colour = self.y(mark), _SOFT if mark == strong else _LINE
            self.found.add(Line(_LEFT, y, self._width - 6, y, strokeColor=colour, strokeWidth=0.5))
            _text(self.found, _LEFT - 4, y - 3, _tick(mark, scale), anchor="end")

    def line(self, points: Sequence[tuple[float, float]], colour: str, *, dash: Sequence[float] = ()) -> None:
        """Draw a line through points."""
        flat = [v for x, y in points for v in (self.x(x), self.y(y))]
        if len(points) == 1:
            self.found.add(Circle(flat[0], flat[1], 2, fillColor=HexColor(colour), strokeColor=None))
        elif points:
            drawn = PolyLine(flat, strokeColor=HexColor(colour), strokeWidth=1.4)
            _dashed(drawn, dash)
            self.found.add(drawn)


def _dashed(line: Line | PolyLine, dash: Sequence[float]) -> None:
    if dash:
        line.strokeDashArray = dash


def _box(at: tuple[float, float], width: float, height: float, colour: Color) -> Rect:
    found = Rect(*at, width, height)
    found.fillColor, found.strokeColor = colour, None
    return found


def _nothing(text: str, width: float) -> Drawing:
    found = Drawing(width, 40)
    _text(found, width / 2, 16, text, anchor="middle")
    return found


def _label(found: Drawing, texts: tuple[str, str], *, y: float, width: float) -> None:
    """Write a name on the left and a figure on the right of a row; the name gives way."""
    name, said = texts
    said = _fitting(said, width * 0.75)
    room = width - stringWidth(said, FACE, SIZE) - 10
    found.add(String(0, y, _fitting(name, room), fontName=FACE, fontSize=SIZE, fillColor=_INK))
    _text(found, width, y, said, anchor="end")


def _fitting(text: str, room: float) -> str:
    """Return a text, or its beginning, that is no wider than `room` points."""
    if stringWidth(text, FACE, SIZE) <= room:
        return text
    kept = len(text)
    while kept and stringWidth(f"{text[:kept]}…", FACE, SIZE) > room:
        kept -= 1
    return f"{text[:kept]}…"


def _text(found: Drawing, x: float, y: float, text: str, *, anchor: Anchor = "start") -> None:
    found.add(String(x, y, text, fontName=FACE, fontSize=SIZE, fillColor=_SOFT, textAnchor=anchor))


def _tick(mark: float, scale: Scale) -> str:
    if scale.kind == "share":
        return f"{100 * mark:,.6g}" + ("" if scale.is_difference else "%")
    return f"{mark:,.6g}"


def _ranged(value: float, low: float | None, high: float | None, scale: Scale) -> str:
    return scale.said(value) if low is None or high is None else scale.ranged(value, low, high)
