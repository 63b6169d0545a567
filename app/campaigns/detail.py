"""One campaign: what it is, who gets it, how far it is, what it brought."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

import streamlit as st

from app.campaigns import builder, editing, executions, history, measuring, overview, plan, progress, standing
from app.campaigns.draft import CAMPAIGN, desk
from app.documents import archiving, importing, page
from core.services.campaigns import Campaign
from core.services.lab import Lab

VIEWS: dict[str, Callable[[Lab, Campaign], None]] = {
    "Overview": overview.show,
    "Edit": editing.show,
    "Plan": plan.show,
    "Progress": progress.show,
    "Executions": executions.show,
    "Performance": measuring.show,
    "History": history.show,
}
Colour = Literal["gray", "green", "orange", "blue", "primary"]
COLOURS: Mapping[str, Colour] = {
    "draft": "gray", "in_review": "blue", "approved": "primary", "active": "green", "paused": "orange", "ended": "gray",
}  # fmt: skip


def show(lab: Lab, name: str) -> None:
    """Draw the campaign; the tab that is open stands in the address."""
    campaign = lab.campaigns.get(name)
    page.back(CAMPAIGN)
    state = str(campaign.state)
    with page.head(campaign.name, campaign.definition.description):
        st.badge(state.replace("_", " "), color=COLOURS[state])
        st.badge(f"version {campaign.head}", color="gray")
        if desk().held(campaign) is not None:
            st.badge("unsaved edits", color="orange")
        if campaign.archived_at:
            st.badge("archived", color="orange")
        archiving.menu(desk(), CAMPAIGN, lab.campaigns, campaign)
    with st.container():
        page.said(desk())
        standing.worker(lab, is_active=state == "active")
    page.tabs(lab, campaign, VIEWS)


def new(lab: Lab) -> None:
    """Draw the builder for a campaign that does not exist yet."""
    st.title("New campaign")
    st.caption("It becomes a draft: nothing is sent before it is approved and activated.")
    builder.show(lab, None)


def given(lab: Lab) -> None:
    """Take a campaign from a YAML file."""
    importing.show(desk(), CAMPAIGN, lab.campaigns)
