"""A campaign in words, where it stands, what can be done to it now, and who did what."""

from __future__ import annotations

import polars as pl
import streamlit as st

from app import nav
from app.campaigns import acting, columns, measured
from app.components import charts, links, tables
from app.components.text import plain
from core.reports import campaign_plan as figures
from core.reports import campaigns as reports
from core.reports import words
from core.services.campaigns import Campaign
from core.services.lab import Lab


def show(lab: Lab, campaign: Campaign) -> None:
    """Draw why it fires or does not, its figures, the acts, the definition, and the log."""
    _look(lab, campaign)
    _figures(lab, campaign)
    with st.container(border=True):
        st.markdown("##### What can be done now")
        acting.show(campaign, key="overview")
    _definition(lab, campaign)
    _funnel(lab, campaign)
    _log(lab, campaign)


def _look(lab: Lab, campaign: Campaign) -> None:
    look = lab.launching.looks().get(campaign.slug)
    if look is None:
        return
    following = words.instant(look.next_at, lab.features.zone) if look.next_at else ""
    upcoming = "" if following in look.text else f" Next: {following}."
    icon = ":green[:material/bolt:]" if look.result == "fired" else ":gray[:material/info:]"
    icon = ":red[:material/error:]" if look.result == "fault" else icon
    st.markdown(f"{icon} {plain(look.text + upcoming)}")


def _figures(lab: Lab, campaign: Campaign) -> None:
    runs = lab.launching.runs(campaign.slug)
    states = lab.deliveries.status(campaign.slug).states
    row = st.container(horizontal=True)
    row.metric("Fired", words.count(len(runs), "time"), border=True, width="content")
    for name in ("treated", "control"):
        n = sum(run.counts.get(name, 0) for run in runs)
        row.metric(figures.reason_title(name), words.count(n, "contact" if name == "treated" else "customer"),
                   border=True, width="content")  # fmt: skip
    row.metric("Sent", words.count(states.get("sent", 0), "message"), border=True, width="content")
    report = measured.kept(lab, campaign)
    if report is not None:
        treated = report.arm("treated")
        rate = words.share(treated.conversion_rate if treated else None)
        row.metric("Conversion", rate, border=True, width="content", help=plain(report.conversion))
        lift, why = figures.lift_or_why(report)
        row.metric("Lift of conversion", lift, border=True, width="content",
                   help="Treated less control, with an interval of 95 %.")  # fmt: skip
        if why:
            st.caption(plain(f"There is no lift to tell: {why}."))
    elif runs:
        links.to(nav.CAMPAIGNS, "Measure what it brought", icon=":material/monitoring:", campaign=campaign.slug,
                 tab="Performance")  # fmt: skip


def _definition(lab: Lab, campaign: Campaign) -> None:
    sides = st.columns(2, gap="large")
    told = [(title, lines) for title, lines in lab.campaigns.told(campaign.definition).items() if lines]
    for place, (title, lines) in enumerate(told):
        with sides[place % 2]:
            st.markdown(f"##### {title}")
            st.markdown("\n".join(f"- {plain(line)}" for line in lines))
    st.download_button(
        "Definition as YAML", lambda: lab.campaigns.text(campaign.slug), f"{campaign.slug}.yaml", "application/yaml",
        icon=":material/download:", on_click="ignore", key="campaigns.yaml.download",
    )  # fmt: skip


def _funnel(lab: Lab, campaign: Campaign) -> None:
    report = measured.kept(lab, campaign)
    if report is not None and report.n_customers:
        st.subheader("How far the treated came")
        charts.draw(reports.funnel, report, key="campaigns.funnel", alt="Bars: how many of the treated came how far.")


def _log(lab: Lab, campaign: Campaign) -> None:
    st.subheader("Who did what")
    frame = history_of(lab, campaign)
    if frame.is_empty():
        st.caption(plain(f"Created by {campaign.version.created_by}; nothing was done to it since."))
        return
    tables.show(
        frame, key="campaigns.steps", file=f"{campaign.slug}-steps", columns=columns.steps(lab.features.zone.key)
    )


def history_of(lab: Lab, campaign: Campaign) -> pl.DataFrame:
    """Return who moved it on, newest first."""
    rows = [
        {"at": t.at, "by": t.by, "act": str(t.act), "state": str(t.state).replace("_", " "), "version": t.version,
         "note": t.note}
        for t in reversed(lab.campaigns.transitions(campaign.slug))
    ]  # fmt: skip
    return pl.DataFrame(rows, infer_schema_length=None)
