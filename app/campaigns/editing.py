"""The tab Edit: the builder, or why a campaign cannot be edited now."""

from __future__ import annotations

import streamlit as st

from app.campaigns import acting, builder
from app.campaigns.draft import desk
from core.services.campaign_moves import Act, possible, state_of
from core.services.campaigns import Campaign
from core.services.lab import Lab

FALLS_BACK = ("in_review", "approved", "paused")


def show(lab: Lab, campaign: Campaign) -> None:
    """Draw the builder of a campaign that may be edited."""
    if Act.EDIT not in possible(campaign.state):
        _refused(campaign)
        return
    with st.container():
        if str(campaign.state) in FALLS_BACK:
            said = f"It is {state_of(campaign.state)}. A new version makes it a draft again, to be approved anew."
            st.info(said, icon=":material/edit_note:")
    builder.show(lab, campaign)


def _refused(campaign: Campaign) -> None:
    if Act.PAUSE in possible(campaign.state):
        st.info("It is active. Pause it to edit it; what ran stays with its version.", icon=":material/lock:")
        acting.show(campaign, key="edit")
    else:
        st.info("It has ended, and stays as it was. A copy can be edited and launched anew.", icon=":material/lock:")
    if st.button("Make a copy", icon=":material/content_copy:", key="campaigns.copy"):
        document = campaign.definition.document()
        name = f"{campaign.name} (copy)"
        desk().new({**document, "name": name})
        desk().open_next = "new"
        st.rerun()
