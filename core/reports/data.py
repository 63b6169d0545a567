"""Figures about the data themselves: columns, snapshots, and the refreshes that took them."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go
import polars as pl

from core.reports import words
from core.reports.style import LIGHT, Palette, blank, empty
from core.store import Job
from core.warehouse import Snapshot

HEIGHT = 260
ROW = 26  # pixels of a value
LONGEST = 40  # characters of a value beside its bar


def column_table(columns: pl.DataFrame) -> pl.DataFrame:
    """Return `Quality.columns` as a person reads them, a row a column.

    Columns: `column`, `type`, `missing` (share of the rows), `n_nulled` (see `Quality.columns`), `n_distinct` (an
    estimate has two digits and zeros), `low`, `high`, `bars` (rows of each value or range, see `spread`), `mostly` (the
    commonest of them in words, or why there is none), `description`.
    """
    said = [_mostly(row) for row in columns.iter_rows(named=True)]
    return columns.select(
        "column", "type", (pl.col("n_missing") / pl.col("rows")).fill_nan(None).alias("missing"), "n_nulled",
        _distinct(), "low", "high", pl.col("counts").alias("bars"), pl.Series("mostly", said, dtype=pl.String),
        "description",
    )  # fmt: skip


def _distinct() -> pl.Expr:
    about = pl.col("n_distinct").cast(pl.Float64).round_sig_figs(2).cast(pl.Int64)
    return pl.when("is_exact").then("n_distinct").otherwise(about).alias("n_distinct")


def spread(column: Mapping[str, Any], *, palette: Palette = LIGHT) -> go.Figure:
    """Draw how the values of one column (a row of `Quality.columns`) are spread over its rows."""
    if column["shape"] == "none":
        return empty(palette, html.escape(column["note"]), height=HEIGHT)
    labels = [_called(label) for label in column["labels"]]
    counts, known = list(column["counts"]), column["rows"] - column["n_missing"]
    hovers = [f"<b>{label}</b><br>{words.count(n, 'row')}, {words.share(n / known)}"
              for label, n in zip(labels, counts, strict=True)]  # fmt: skip
    if column["shape"] == "values":
        return _values(labels, counts, hovers, palette=palette)
    figure = blank(palette, height=HEIGHT)
    figure.add_trace(_bars(palette, x=list(range(len(labels))), y=counts, customdata=hovers))
    every = max(len(labels) // 8, 1)
    ticks = list(range(0, len(labels), every))
    figure.update_xaxes(tickvals=ticks, ticktext=[labels[i] for i in ticks], tickangle=-35 if len(labels) > 3 else 0)
    return figure.update_yaxes(title_text="rows", tickformat="~s").update_layout(bargap=0.08)


def _values(labels: list[str], counts: list[int], hovers: list[str], *, palette: Palette) -> go.Figure:
    figure = blank(palette, height=ROW * len(labels) + 60)
    places = list(range(len(labels)))
    figure.add_trace(_bars(palette, x=counts, y=places, customdata=hovers, orientation="h"))
    figure.update_xaxes(showgrid=True, showline=False, title_text="rows", tickformat="~s")
    return figure.update_yaxes(
        autorange="reversed", rangemode="normal", showgrid=False, tickvals=places, ticktext=labels
    )


def _bars(palette: Palette, **values: object) -> go.Bar:
    marker = {"color": palette.main, "line": {"width": 0}, "cornerradius": 2}
    return go.Bar(marker=marker, hovertemplate="%{customdata}<extra></extra>", **values)


def _mostly(column: Mapping[str, Any]) -> str:
    """Return the one to three commonest values, or the commonest range."""
    known = column["rows"] - column["n_missing"]
    if column["shape"] == "none":
        return str(column["note"])
    ranked = sorted(zip(column["counts"], column["labels"], strict=True), key=lambda pair: -pair[0])
    shown = ranked[: 1 if column["shape"] == "bins" else 3]
    return ", ".join(f"{label or '(empty text)'} ({_part(n / known)})" for n, label in shown)


def _part(share: float) -> str:
    return words.share(share, digits=0 if share >= 0.01 else 1) if share >= 0.001 else "under 0.1%"


def _called(label: str) -> str:
    """Return a value as it stands beside its bar: no markup, not too long."""
    if not label:
        return "<i>empty text</i>"
    return html.escape(label if len(label) <= LONGEST else f"{label[: LONGEST - 1]}…", quote=False)


def job_table(jobs: Sequence[Job]) -> pl.DataFrame:
    """Return refresh jobs as a person reads them, in their order.

    Columns: `job`, `state`, `kind`, `asked_at` (UTC), `by`, `seconds` (from the first try to the end; null before),
    `tries`, `snapshot`, `said` (what kept it from succeeding), `fix`.
    """
    schema = pl.Schema({
        "job": pl.Int64(), "state": pl.String(), "kind": pl.String(), "asked_at": pl.Datetime("us", "UTC"),
        "by": pl.String(), "seconds": pl.Float64(), "tries": pl.Int64(), "snapshot": pl.String(), "said": pl.String(),
        "fix": pl.String(),
    })  # fmt: skip
    rows = [
        (j.job_id, str(j.state), j.kind, j.requested_at, j.requested_by, _seconds(j), j.attempt, j.snapshot_id, j.what,
         j.fix)
        for j in jobs
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def table_ages(snapshot: Snapshot) -> pl.DataFrame:
    """Return how new each table of a snapshot is.

    Columns: `table`, `last_on` (business day of the newest fact), `newest` (UTC, the newest watermark), `taken` (full
    or increment), `extracted` (rows read from the warehouse for it), `full_at` (UTC, when it was last read in full).
    """
    schema = pl.Schema({
        "table": pl.String(), "last_on": pl.Date(), "newest": pl.Datetime("us", "UTC"), "taken": pl.String(),
        "extracted": pl.Int64(), "full_at": pl.Datetime("us", "UTC"),
    })  # fmt: skip
    rows = [
        (t.name, t.last_on, t.newest, t.taken, t.extracted, t.full_at or snapshot.created_at)
        for t in snapshot.tables.values()
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def _seconds(job: Job) -> float | None:
    if job.started_at is None or job.finished_at is None:
        return None
    return max((job.finished_at - job.started_at).total_seconds(), 0.0)


def snapshot_table(snapshots: Sequence[Snapshot]) -> pl.DataFrame:
    """Return the kept snapshots, the one in force first.

    Columns: `is_current`, `as_of` and `created_at` (UTC), `kind` (full, incremental), `full_at` (since when nothing was
    taken but in increments), `rows`, `bytes`, `n_warnings`, `id`.
    """
    schema = pl.Schema({
        "is_current": pl.Boolean(), "as_of": pl.Datetime("us", "UTC"), "created_at": pl.Datetime("us", "UTC"),
        "kind": pl.String(), "full_at": pl.Datetime("us", "UTC"), "rows": pl.Int64(), "bytes": pl.Int64(),
        "n_warnings": pl.Int64(), "id": pl.String(),
    })  # fmt: skip
    rows = [
        (s is snapshots[-1], s.as_of, s.created_at, s.kind, s.taken_full_at, s.rows, s.bytes,
         sum(f.level == "warning" for f in s.findings), s.id)
        for s in reversed(snapshots)
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")
