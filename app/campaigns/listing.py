"""All campaigns: how each stands, what is next or why it does not fire, and figures that cost little."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from app.campaigns import measured, past, policy, standing
from app.campaigns.draft import CAMPAIGN
from app.components import columns, empty_state
from app.components.text import plain
from app.documents import archiving, page
from core.errors import LabError
from core.reports import campaign_plan as figures
from core.reports import words
from core.services.campaigns import Campaign
from core.services.lab import Lab
from core.services.launching import Look

UNMEASURED = "not measured yet"
ORDER = ("name", "state", "audience", "channels", "treated", "sent", "rate", "lift", "next", "when", "why")
FILTERS: Mapping[str, tuple[str, ...]] = {
    "All": (), "Being written": ("draft", "in_review", "approved"), "Active": ("active", "paused"), "Ended": ("ended",),
}  # fmt: skip


def show(lab: Lab) -> None:
    """Draw the list; a click on a row opens the campaign."""
    title, actions = st.columns([2.4, 2], vertical_alignment="bottom")
    title.title("Campaigns")
    title.caption("Offers to segments, each sent once and measured against a control group.")
    with actions.container(horizontal=True, horizontal_alignment="right"):
        page.way(CAMPAIGN, "Contact policy", policy.VIEW, icon=":material/policy:", name="view")
        page.way(CAMPAIGN, "Import YAML", page.IMPORT, icon=":material/upload:")
        page.way(CAMPAIGN, "New campaign", page.NEW, icon=":material/add:", kind="primary")
    campaigns = lab.campaigns.all()
    standing.worker(lab, is_active=any(str(c.state) == "active" for c in campaigns))
    if not campaigns:
        hint = "Build one with New campaign, or import one as YAML."
        empty_state.show("There is no campaign yet", hint, icon=":material/campaign:")
    else:
        _list(lab, campaigns)
    archiving.archived(CAMPAIGN, lab.campaigns)
    past.show(lab)


def _list(lab: Lab, campaigns: list[Campaign]) -> None:
    chosen = st.segmented_control(
        "Which", list(FILTERS), default="All", required=True, key="campaigns.filter", label_visibility="collapsed"
    )
    states = FILTERS[chosen]
    found = [c for c in campaigns if not states or str(c.state) in states]
    if not found:
        st.caption("There is no such campaign.")
        return
    frame = frame_of(lab, found)
    waiting = frame.filter(pl.col("lift") == UNMEASURED)["slug"].to_list()
    page.rows(CAMPAIGN, frame, columns=_columns(lab.features.zone.key), order=ORDER, part=chosen)
    measured_now = [_measure(lab, c) for c in found if c.slug in waiting]
    if any(measured_now):
        st.rerun()


def _measure(lab: Lab, campaign: Campaign) -> bool:
    """Measure a campaign while the list stands already; False when that cannot be: its own page says why."""
    with st.spinner(f"Measuring {plain(campaign.name)} ..."):
        try:
            measured.of(lab, campaign)
        except LabError:
            return False
    return True


def frame_of(lab: Lab, campaigns: list[Campaign]) -> pl.DataFrame:
    """Return a row for each campaign, with what was measured before: nothing is measured for it."""
    looks = lab.launching.looks()
    sent = dict(lab.deliveries.status().counts.group_by("campaign").agg(pl.col("sent").sum()).iter_rows())
    segments = {s.slug: s.name for s in lab.segments.all(archived=True)}
    rows = [_row(lab, c, looks.get(c.slug), sent=sent.get(c.slug, 0), segments=segments) for c in campaigns]
    kinds: dict[str, pl.DataType] = {"next": pl.Datetime("us", "UTC"), "rate": pl.Float64(), "lift": pl.String()}
    return pl.DataFrame(rows, infer_schema_length=None, schema_overrides=kinds)


def _row(lab: Lab, campaign: Campaign, look: Look | None, *, sent: int, segments: Mapping[str, str]) -> dict[str, Any]:
    definition = campaign.definition
    report = measured.kept(lab, campaign, sent=sent)
    treated = None if report is None else report.arm("treated")
    runs = lab.launching.runs(campaign.slug)
    return {
        "slug": campaign.slug,
        "name": campaign.name,
        "state": str(campaign.state).replace("_", " "),
        "audience": segments.get(definition.audience, definition.audience),
        "channels": ", ".join(definition.channels),
        "treated": sum(run.counts.get("treated", 0) for run in runs),
        "sent": sent,
        "rate": None if treated is None else treated.conversion_rate,
        "lift": figures.lift(report) if report else UNMEASURED if runs else words.UNKNOWN,
        "next": None if look is None else look.next_at,
        "when": ". ".join(lab.campaigns.told(definition)["When"]),
        "why": "" if look is None else look.text,
    }


def _columns(zone: str) -> columns.Columns:
    return {
        "name": st.column_config.TextColumn("Campaign", pinned=True), "state": st.column_config.TextColumn("State"),
        "audience": "Audience", "channels": "Channels",
        "treated": columns.count("Treated", "contacts so far"), "sent": columns.count("Sent", "messages"),
        "rate": columns.share("Conversion", "of the treated whose window is over"),
        "lift": st.column_config.TextColumn(
            "Lift of conversion", width="medium",
            help="Treated less control, with an interval of 95 %.",
        ),
        "next": columns.instant("Next", zone),
        "when": st.column_config.TextColumn(
            "When", width="medium", help="What sets it off, in the business time zone."
        ),
        "why": st.column_config.TextColumn(
            "What its triggers say", width="large", help="What came of the last look at its triggers."
        ),
    }  # fmt: skip
