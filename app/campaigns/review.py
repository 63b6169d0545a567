"""The last step: everything at once, who would get it, and how to go on."""

from __future__ import annotations

import streamlit as st

from app.campaigns import acting, plan_parts, planned, problems
from app.campaigns.draft import Draft
from app.components import error_box
from app.components.text import plain
from core.errors import LabError
from core.services.campaigns import Campaign
from core.services.lab import Lab


def show(lab: Lab, draft: Draft, campaign: Campaign | None) -> None:
    """Draw remarks, the plan of the draft as it stands, and the next acts."""
    if problems.found(lab, draft):
        st.info("The box beside this lists what is to be mended; then the plan stands here.", icon=":material/edit:")
        return
    document = draft.document()
    definition = lab.campaigns.read(document)
    for remark in lab.campaigns.remarks(definition):
        st.markdown(f":orange[:material/info:] {plain(remark)}")
    with st.expander("In words", icon=":material/notes:"):
        for title, lines in lab.campaigns.told(definition).items():
            if lines:
                st.markdown(f"**{title}**: {plain('. '.join(lines))}.")
    is_stored = campaign is not None and not draft.is_changed
    try:
        made = (
            planned.of_campaign(lab, campaign)
            if is_stored and campaign
            else planned.of_document(lab, document, edits=campaign)
        )
    except LabError as error:
        error_box.show(error)
        return
    plan_parts.show(lab, made, key="campaigns.review")
    planned.again(made, lab)
    st.subheader("Go on")
    if is_stored and campaign is not None:
        acting.show(campaign, key="review")
    else:
        st.caption("Save it as a draft, or save and submit it, beside this. It is approved and activated afterwards.")
