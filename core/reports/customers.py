"""One customer, and lists of them: values as people read them, the timeline, and HTML for notebooks."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Protocol
from zoneinfo import ZoneInfo

import plotly.graph_objects as go
import polars as pl
from plotly.subplots import make_subplots

from core.kernel.schema import Field, FieldType, Schema
from core.reports import rich, words
from core.reports.style import LIGHT, Palette, empty, template

FEW_DAYS = 130  # up to here, the baskets of one day are told apart
BARS, ROW = 240, 34  # pixels
DAY_MS = 86_400_000


class Score(Protocol):
    """A score of a customer, and the measure behind it."""

    @property
    def field(self) -> Field:
        """The score."""

    @property
    def score(self) -> int | None:
        """1 (worst) to 5."""

    @property
    def measure(self) -> Field:
        """What the score was given for."""

    @property
    def value(self) -> Any:
        """The customer's value of the measure."""

    @property
    def better_than(self) -> float | None:
        """The share of the other customers who do worse."""


def said(field: Field, value: object, *, zone: ZoneInfo) -> str:
    """Return a customer's value of a feature with its unit; `unknown` for null."""
    unit = "" if field.unit.casefold() in field.title.casefold() else field.unit
    if value is None or isinstance(value, bool | str | list):
        return words.value(value)
    if isinstance(value, datetime):
        return words.instant(value, zone)
    if isinstance(value, date):
        return words.day(value)
    if field.type is FieldType.MONEY and isinstance(value, Decimal | float | int):
        return f"{value:,.2f} {field.unit}".rstrip()
    if field.unit.startswith("share") and isinstance(value, float):
        return f"{words.share(value)} {field.unit.removeprefix('share').strip()}".rstrip()
    if isinstance(value, float) and len(field.unit) == 3 and field.unit.isupper():  # a currency
        return words.money(value, field.unit)
    if isinstance(value, float):
        return f"{words.number(value)} {unit}".rstrip()
    is_count = field.type is FieldType.INTEGER and field.unit
    return f"{value:,} {unit}".rstrip() if is_count else str(value)


def compared(score: Score) -> str:
    """Return the sentence that says how a score's measure compares with all customers."""
    if score.value is None or score.score is None:
        return "unknown, so it has no score"
    fifths = {5: "in the best fifth", 4: "in the second best fifth", 3: "in the middle fifth",
              2: "in the second lowest fifth", 1: "in the lowest fifth"}  # fmt: skip
    better = (
        "" if score.better_than is None else f"; better than {words.share(score.better_than, digits=0)} of the others"
    )
    return f"{fifths[score.score]}{better}"


def timeline(
    receipts: pl.DataFrame | None, events: pl.DataFrame, *, since: date, until: date, unit: str, zone: ZoneInfo,
    palette: Palette = LIGHT,
) -> go.Figure:  # fmt: skip
    """Draw what a customer bought, each basket on its day, and below it what else happened.

    receipts: columns as `history.receipts`; events: as `history.events`. Days from `since` to `until` are drawn.
    """
    bought = None if receipts is None else receipts.filter(pl.col("on").is_between(since, until))
    happened = events.filter(pl.col("on").is_between(since, until))
    kinds = events["table"].unique(maintain_order=True).to_list()
    if (bought is None or bought.is_empty()) and happened.is_empty():
        return empty(palette, "Nothing happened in these days.")
    heights = [*([BARS] if receipts is not None else []), *([ROW * len(kinds) + 8] if kinds else [])]
    figure = make_subplots(
        len(heights), 1, shared_xaxes=True, vertical_spacing=18 / (sum(heights) + 18), row_heights=heights
    )
    figure.update_layout(template=template(palette), height=sum(heights) + 60, showlegend=False, bargap=0.15)
    if bought is not None:
        is_near = (until - since).days <= FEW_DAYS
        figure.add_trace(_baskets(bought, unit=unit, zone=zone, palette=palette, is_near=is_near), row=1, col=1)
        figure.update_yaxes(title_text=unit, tickformat="~s", row=1, col=1)
    if kinds:
        figure.add_trace(_dots(happened, palette), row=len(heights), col=1)
        figure.update_yaxes(
            categoryorder="array", categoryarray=[titled(k) for k in reversed(kinds)], range=[-0.6, len(kinds) - 0.4],
            showgrid=True, row=len(heights), col=1,
        )  # fmt: skip
    half = timedelta(hours=12)
    start, end = datetime.combine(since, datetime.min.time()), datetime.combine(until, datetime.min.time())
    return figure.update_xaxes(range=[start - half, end + half], hoverformat="%-d %b %Y")


def titled(table: str) -> str:
    """Return the name of a table or column as a heading: `Product` for product_id, `Brand` for products.brand."""
    name = table.rpartition(".")[2].removesuffix("_id").removesuffix("_cents")
    return name.replace("_", " ").capitalize()


def _baskets(bought: pl.DataFrame, *, unit: str, zone: ZoneInfo, palette: Palette, is_near: bool) -> go.Bar:
    hovers = [
        f"<b>{amount:,.2f} {html.escape(unit)}</b><br>{words.instant(at, zone)}<br>{words.count(n, 'line')}, "
        f"receipt {html.escape(str(basket))}"
        for amount, at, n, basket in bought.select("amount", "at", "n_lines", "basket").iter_rows()
    ]
    edge = {"color": palette.paper if is_near else palette.main, "width": 1 if is_near else 1.5}
    return go.Bar(
        x=bought["on"].to_list(), y=bought["amount"].cast(pl.Float64).to_list(), customdata=hovers,
        width=0.8 * DAY_MS, marker={"color": palette.main, "line": edge}, hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip


def _dots(happened: pl.DataFrame, palette: Palette) -> go.Scatter:
    hovers = [
        f"<b>{html.escape(titled(table))}</b><br>{words.day(on)}<br>{html.escape(what)}"
        for table, on, what in happened.select("table", "on", "what").iter_rows()
    ]
    return go.Scatter(
        x=happened["on"].to_list(), y=[titled(t) for t in happened["table"]], mode="markers", customdata=hovers,
        marker={"color": palette.second, "size": 9, "line": {"color": palette.paper, "width": 1}}, cliponaxis=False,
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip


def found(rows: pl.DataFrame, schema: Schema, *, n: int, note: str, zone: ZoneInfo) -> str:
    """Return a page of customers that were searched for."""
    fields = [schema[c] for c in rows.columns[1:]]
    body = [
        (str(row[0]), *(said(f, v, zone=zone) for f, v in zip(fields, row[1:], strict=True)))
        for row in rows.iter_rows()
    ]
    told = rich.table(["customer", *(f.title for f in fields)], body, left=1, most=100) if body else ""
    return rich.card("Customers", told, note=note or words.count(n, "customer"))


def card(
    id: str | int, groups: Mapping[str, Sequence[tuple[Field, Any]]], scores: Sequence[Score], *, zone: ZoneInfo,
    as_of: datetime,
) -> str:  # fmt: skip
    """Return all that is known of one customer."""
    rated = [
        (
            s.field.title,
            str(s.score or words.UNKNOWN),
            f"{s.measure.title}: {said(s.measure, s.value, zone=zone)}",
            compared(s),
        )
        for s in scores
    ]
    parts = [rich.table(["score", "1 to 5", "for", "compared with all customers"], rated, left=4)] if rated else []
    for group, features in groups.items():
        parts.append(f"<div><b>{html.escape(group)}</b></div>")
        parts.append(rich.facts({f.title: said(f, v, zone=zone) for f, v in features}))
    return rich.card(f"Customer {id}", *parts, note=words.instant(as_of, zone))
