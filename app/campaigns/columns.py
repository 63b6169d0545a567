"""How the figures of campaigns are shown in tables."""

from __future__ import annotations

import streamlit as st

from app.components.columns import Columns, count, instant, share

CUSTOMER = st.column_config.TextColumn("Customer", pinned=True)
PARTS: Columns = {
    "title": st.column_config.TextColumn("What becomes of them", width="medium", pinned=True), "n": count("Customers"),
    "share": share("Share", "of the audience"), "meaning": st.column_config.TextColumn("Why", width="large"),
}  # fmt: skip
SPLIT: Columns = {
    "channel": st.column_config.TextColumn("Channel", pinned=True), "variant": "Variant",
    "n_customers": count("Customers"), "share": share("Share", "of the treated"),
}  # fmt: skip


def plan(zone: str) -> Columns:
    """Return the columns of a planned customer."""
    return {
        "customer_id": CUSTOMER, "what": st.column_config.TextColumn("What becomes of them", width="medium"),
        "channel": "Channel", "variant": "Variant", "planned_at": instant("Planned for", zone),
    }  # fmt: skip


def runs(zone: str) -> Columns:
    """Return the columns of what a campaign fired."""
    return {
        "run_id": st.column_config.NumberColumn("No.", pinned=True), "at": instant("Fired", zone),
        "trigger": "Trigger", "key": st.column_config.TextColumn("Occasion", help="It fires once under its key."),
        "version": st.column_config.NumberColumn("Version"), "n_audience": count("Audience"),
        "treated": count("Treated"), "control": count("Control"), "others": count("Others", "see the reasons"),
        "by": "By",
    }  # fmt: skip


def executions(zone: str) -> Columns:
    """Return the columns of what became of each customer on an occasion."""
    return {
        "customer_id": CUSTOMER, "what": st.column_config.TextColumn("What became of them", width="medium"),
        "variant": "Variant", "channel": "Channel", "planned_at": instant("Planned for", zone),
        "message": st.column_config.TextColumn("Message", help="How far the message is."),
        "why": st.column_config.TextColumn("What the channel said", width="medium"),
        "occasion": "Occasion", "run_id": st.column_config.NumberColumn("Run"),
    }  # fmt: skip


def steps(zone: str) -> Columns:
    """Return the columns of who moved a campaign on."""
    return {
        "at": instant("When", zone), "by": "Who", "act": "Did what", "state": "It was then",
        "version": st.column_config.NumberColumn("Version"), "note": st.column_config.TextColumn("Note", width="large"),
    }  # fmt: skip
