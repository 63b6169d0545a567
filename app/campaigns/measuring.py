"""The tab Performance: what the campaign brought, with intervals, and why a figure cannot be had."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import polars as pl
import streamlit as st

from app import nav
from app.campaigns import measured
from app.components import charts, empty_state, links, tables
from app.components.text import plain
from core.reports import campaign_pages, words
from core.reports import campaigns as figures
from core.reports.sheet import Table
from core.services.campaigns import Campaign
from core.services.lab import Lab
from core.services.performance import Report

METRICS = {"conversion": "Conversion", "revenue": "Revenue per customer"}


def show(lab: Lab, campaign: Campaign) -> None:
    """Draw the answer, the lifts, the charts and the table; or what keeps them from being there."""
    if not lab.launching.runs(campaign.slug):
        look = lab.launching.looks().get(campaign.slug)
        why = look.text if look else "It never fired."
        empty_state.show("There is nothing to measure yet", why, icon=":material/monitoring:")
        return
    is_anew = st.button("Measure again", icon=":material/refresh:", type="tertiary", key="campaigns.measure")
    with st.spinner("Measuring ..."):
        report = measured.of(lab, campaign, anew=is_anew)
    _answer(report, lab.features.zone)
    if report.sample_ratio.is_mismatch:
        st.error(
            "The groups are not as large as they should be, so the lifts cannot be trusted.", icon=":material/report:"
        )
    _cards(report)
    for metric, name in METRICS.items():
        _metric(report, metric, name)
    for number, section in enumerate(campaign_pages.page(report, zone=lab.features.zone).sections):
        if section.table is not None:
            st.subheader(section.title)
            _frame(section.table, key=f"table.{number}", file=f"{campaign.slug}-{number}")
            if section.text:
                st.caption(plain(section.text))
    _lacking(report)
    links.to(nav.REPORTS, "The page for stakeholders, as HTML and PDF", campaign=campaign.slug)


def _answer(report: Report, zone: ZoneInfo) -> None:
    with st.container(border=True):
        st.markdown(f"##### {plain(figures.answer(report))}")
        known = words.instant(report.known_until, zone)
        still = f" The window of {words.count(report.n_open, 'customer')} is not over yet." if report.n_open else ""
        said = f"{figures.evidence(report)} A conversion is {report.conversion}. Facts are known until {known}.{still}"
        st.caption(plain(said))


def _cards(report: Report) -> None:
    facts = figures.facts(report)
    for column, fact in zip(st.columns(len(facts)), facts, strict=True):
        with column.container(border=True, height="stretch", gap="xsmall"):
            st.metric(plain(fact.label), fact.value)
            st.caption(plain(fact.note))


def _metric(report: Report, metric: str, name: str) -> None:
    st.subheader(name)
    left, right = st.columns(2, gap="large")
    with left:
        st.caption("Of each group, with an interval of 95 %.")
        charts.draw(figures.arms, report, metric, key=f"campaigns.arms.{metric}", alt=f"{name} of each group.")
        st.caption("Treated less control.")
        charts.draw(figures.lifts, report, metric, key=f"campaigns.lifts.{metric}", alt=f"The lift of {name.lower()}.")
    with right:
        st.caption("How the difference grew over the days since the contact; the band holds however often one looks.")
        charts.draw(figures.course, report, metric, key=f"campaigns.course.{metric}", alt="The lift by days.")


def _frame(table: Table, *, key: str, file: str) -> None:
    head = [name or " " for name in table.head]
    frame = pl.DataFrame(list(table.rows), schema=dict.fromkeys(head, pl.String), orient="row")
    tables.show(frame, key=f"campaigns.{key}", file=file)


def _lacking(report: Report) -> None:
    """Say of what cannot be computed why."""
    lines = [*figures.untold(report), *figures.given_lines(report.points), *report.notes]
    if lines:
        st.markdown("**To know**")
        st.markdown("\n".join(f"- {plain(line)}" for line in lines))
