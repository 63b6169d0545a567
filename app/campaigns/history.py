"""The tab History: versions of a campaign, who moved it on, and the audit log."""

from __future__ import annotations

import streamlit as st

from app.campaigns import columns
from app.campaigns.draft import CAMPAIGN
from app.campaigns.overview import history_of
from app.components import tables
from app.documents.history import History
from core.services.campaigns import Campaign
from core.services.lab import Lab


def show(lab: Lab, campaign: Campaign) -> None:
    """Draw them."""
    zone = lab.features.zone.key
    history = History(CAMPAIGN, campaign.slug, zone=zone)
    st.subheader("Versions", help="A run is pinned to the version that was in force when it fired.")
    kept = lab.campaigns.versions(campaign.slug)
    history.versions(kept)
    with st.expander("One version as YAML", icon=":material/data_object:"):
        numbers = [v.version for v in kept]
        number = st.selectbox("Version", numbers, key=f"campaigns.history.version.{numbers[0]}")
        st.code(lab.campaigns.text(campaign.slug, version=number), language="yaml", wrap_lines=True)
    st.subheader("Who moved it on")
    steps = history_of(lab, campaign)
    if steps.is_empty():
        st.caption("Nobody did yet.")
    else:
        tables.show(steps, key="campaigns.history.steps", file=f"{campaign.slug}-steps", columns=columns.steps(zone))
    history.audit(lab.campaigns.history(campaign.slug))
