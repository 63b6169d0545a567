"""One campaign: what it is, who gets it, how far it is, what it brought."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

import streamlit as st

from app.campaigns import builder, editing, executions, history, measuring, overview, plan, progress, standing
from app.campaigns.draft import desk
from app.components import error_box, links
from app.components.text import plain
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
    back()
    title, key = st.columns([3, 2], vertical_alignment="bottom")
    title.title(plain(campaign.name))
    title.caption(plain(campaign.definition.description) or "No description.")
    with key.container(horizontal=True, horizontal_alignment="right"):
        state = str(campaign.state)
        st.badge(state.replace("_", " "), color=COLOURS[state])
        st.badge(f"version {campaign.head}", color="gray")
        if desk().held(campaign) is not None:
            st.badge("unsaved edits", color="orange")
        if campaign.archived_at:
            st.badge("archived", color="orange")
    with st.container():
        said()
        standing.worker(lab, is_active=state == "active")
    for tab, label in zip(st.tabs(list(VIEWS), key="tab", on_change="rerun", bind="query-params"), VIEWS, strict=True):
        if tab.open:
            with tab:
                VIEWS[label](lab, campaign)


def new(lab: Lab) -> None:
    """Draw the builder for a campaign that does not exist yet."""
    back()
    st.title("New campaign")
    st.caption("It becomes a draft: nothing is sent before it is approved and activated.")
    builder.show(lab, None)


def go_on() -> None:
    """Go where a save leads to; the next event may undo the address, so it is set until it holds."""
    work = desk()
    if work.open_next is not None and st.query_params.get("campaign") != work.open_next:
        st.query_params["campaign"] = work.open_next  # the step, which a widget holds, stays
        if work.open_tab is not None:
            st.query_params["tab"] = work.open_tab
        st.rerun()
    if work.open_tab is not None:
        st.session_state["tab"] = work.open_tab  # of the same campaign: a widget holds it
    work.open_next = work.open_tab = None


def back() -> None:
    """Draw the way back to the list."""
    links.back("All campaigns", "campaign", "view", key="campaigns.back")


def said() -> None:
    """Say once how the last act went."""
    work = desk()
    if work.failed is not None:
        error_box.show(work.failed)
    elif work.said:
        st.success(plain(work.said), icon=":material/check_circle:")
    work.said, work.failed = "", None
