"""What the outstanding points are worth, month by month."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

import polars as pl
import streamlit as st

from app import cache
from app.components import charts, empty_state, tables
from app.components.text import plain
from app.programs import figures
from app.programs.columns import ROLL, VINTAGES
from core.reports import programs as drawn
from core.reports import words
from core.services.lab import Lab
from core.services.liability import LiabilityReport
from core.services.programs import Program
from core.services.transfer import as_csv, as_parquet


def show(lab: Lab, program: Program) -> None:
    """Draw the figures, the roll-forward and the vintages, with what can be downloaded."""
    if not figures.has_ledger(program):
        hint = "Without a ledger nothing is owed. The Replay tab shows what it would come to."
        empty_state.show("There is no ledger yet", hint, icon=":material/account_balance:")
        return
    ask = partial(lab.liability.report, program.slug)
    report = cache.kept(lab, "programs.liability", ask, more=f"{program.slug} {lab.features.state}")
    _figures(lab, report)
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader("Roll-forward", help="From the first opening to the last closing; it ties to the ledger.")
        charts.draw(drawn.roll, report, key="programs.roll", alt="A waterfall of the points.")
    with right:
        st.subheader("Vintages", help="Outstanding points by the month in which they were earned.")
        charts.draw(drawn.vintages, report, key="programs.vintages", alt="Outstanding points by month of earning.")
    for title, frame, columns in (("Month by month", report.roll, ROLL), ("By vintage", report.vintages, VINTAGES)):
        with st.expander(title, icon=":material/table:"):
            tables.show(
                frame, key=f"programs.liability.{title}", file=f"{program.slug}-{title.lower().replace(' ', '-')}",
                columns=columns,
            )  # fmt: skip
    _downloads(program, report.vintages)


def _figures(lab: Lab, report: LiabilityReport) -> None:
    breakage = report.breakage
    st.caption(f"At the end of {plain(words.day(report.as_of))}.")
    row = st.container(horizontal=True)
    row.metric("Outstanding", words.count(report.outstanding, "point"), border=True, width="content")
    row.metric(
        "Gross liability", figures.money(lab, report.gross), border=True, width="content",
        help=f"Outstanding points at {report.point_value} each.",
    )  # fmt: skip
    known = breakage.value is not None
    row.metric(
        "Expected breakage", words.share(breakage.value), border=True, width="content",
        delta=f"{words.share(breakage.low)} to {words.share(breakage.high)}" if known else None,
        delta_color="off", delta_arrow="off", help="The share of the outstanding points that is expected to expire.",
    )  # fmt: skip
    row.metric(
        "Deferred revenue", figures.money(lab, report.deferred), border=True, width="content",
        help="Gross liability less what is expected to expire.",
    )  # fmt: skip
    if breakage.reason:
        st.caption(plain(breakage.reason))


def _downloads(program: Program, vintages: pl.DataFrame) -> None:
    row = st.container(horizontal=True)
    for label, data, ending, mime in (
        ("Vintages as CSV", lambda: as_csv(vintages), "csv", "text/csv"),
        ("Vintages as Parquet", lambda: as_parquet(vintages), "parquet", "application/vnd.apache.parquet"),
    ):
        row.download_button(
            label, data, f"{program.slug}-liability.{ending}", mime, icon=":material/download:", on_click="ignore",
            key=f"programs.liability.{ending}",
        )  # fmt: skip


def moved(lab: Lab, before: Decimal, after: Decimal) -> str:
    """Return by how much an amount moves, with its sign."""
    said = figures.money(lab, after - before)
    return said if after < before else f"+{said}"
