"""A page for stakeholders as data: the answer in a sentence, figures, charts, tables. HTML and PDF are made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

import polars as pl

from core.reports import rich, words

Kind = Literal["share", "money", "count"]


@dataclass(frozen=True, slots=True)
class Scale:
    """What the values of a chart are: shares (0 to 1), money in `unit`, or a count of `unit`; whether differences."""

    kind: Kind
    unit: str = ""
    is_difference: bool = False

    def said(self, value: float | None) -> str:
        """Return a value as people read it; differences with their sign, those of shares in percentage points."""
        if value is None:
            return words.UNKNOWN
        if self.kind == "share":
            return words.points(value) if self.is_difference else words.share(value)
        text = words.money(value, self.unit) if self.kind == "money" else words.number(value)
        return f"+{text}" if self.is_difference and value > 0 else text

    def ranged(self, value: float, low: float, high: float) -> str:
        """Return a value with its interval: `+14.48 (+0.05 to +28.91) USD`."""
        unit = "pp" if self.kind == "share" and self.is_difference else self.unit
        texts = [self.said(v) for v in (value, low, high)]
        if unit and all(t.endswith(f" {unit}") for t in texts):
            texts = [t.removesuffix(f" {unit}") for t in texts]
            return f"{texts[0]} ({texts[1]} to {texts[2]}) {unit}"
        return f"{texts[0]} ({texts[1]} to {texts[2]})"

    @property
    def axis(self) -> str:
        """What an axis is called."""
        return "percentage points" if self.kind == "share" and self.is_difference else self.unit


@dataclass(frozen=True)
class Bars:
    """Counts in the order of their coming. frame: label, n (null: unknown), share (null when unknown), note (why)."""

    frame: pl.DataFrame
    what: str

    @property
    def told(self) -> list[str]:
        """What stands at each bar."""
        return [
            note if n is None else words.count(n) if share is None else f"{words.count(n)} ({words.share(share)})"
            for n, share, note in self.frame.select("n", "share", "note").iter_rows()
        ]


@dataclass(frozen=True)
class Intervals:
    """Values with their 95 % interval, a row each. frame: label, value, low, high, note.

    A value is null when it cannot be told, and the note says why; low and high are null when the interval cannot.
    """

    frame: pl.DataFrame
    scale: Scale


@dataclass(frozen=True)
class Course:
    """A lift as it grew from day to day. frame: day (from 1), value, low, high (null when unknown)."""

    frame: pl.DataFrame
    scale: Scale


@dataclass(frozen=True)
class Daily:
    """A series by business day of each side. frame: day, side, value, is_marked (of the window that is looked at)."""

    frame: pl.DataFrame
    scale: Scale
    marked: str


Chart = Bars | Intervals | Course | Daily


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure: what it is, as it is read, and a word about it."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of texts. The first column names the row; `wide` are the columns that hold sentences."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    wide: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A part of the page. `alt` says in words what its chart shows; two halves in a row may stand side by side."""

    title: str
    text: str = ""
    chart: Chart | None = None
    alt: str = ""
    table: Table | None = None
    is_half: bool = False


@dataclass(frozen=True)
class Sheet:
    """One page. evidence: how sure one can be of its figures (measured, observational); notes: what else to know."""

    title: str
    subtitle: str
    answer: str
    evidence: str
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        """Show it in a notebook, all but the charts; `core.reports.campaign_figures.drawn` draws those."""
        figures = {fact.label: f"{fact.value} {fact.note}" for fact in self.facts}
        tables = [rich.card(s.title, rich.table(s.table.head, s.table.rows)) for s in self.sections if s.table]
        answer = f"<p>{escape(self.answer)}</p>"
        return rich.card(self.title, answer, rich.facts(figures), *tables, note=self.evidence)


INTERVALS = pl.Schema(
    {"label": pl.String(), "value": pl.Float64(), "low": pl.Float64(), "high": pl.Float64(), "note": pl.String()}
)


def intervals(rows: Sequence[tuple[str, float | None, float | None, float | None, str]], *, scale: Scale) -> Intervals:
    """Return the chart of these rows: label, value, low, high, note."""
    return Intervals(pl.DataFrame(list(rows), schema=INTERVALS, orient="row"), scale)


def between(low: float, high: float, scale: Scale) -> str:
    """Return an interval in words: `between 0.05 and 28.91 USD`."""
    first = scale.said(low)
    if scale.unit and scale.kind == "money":
        first = first.removesuffix(f" {scale.unit}")
    return f"between {first} and {scale.said(high)}"
