"""Build a campaign in steps. Every step is drawn in each run, hidden by its tab, so nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from app.campaigns import (
    document,
    problems,
    review,
    saving,
    step_audience,
    step_budget,
    step_control,
    step_offer,
    step_trigger,
)
from app.campaigns.draft import Draft, desk
from app.campaigns.problems import STEPS, Found
from app.documents import yaml_view
from core.services.campaign_words import yaml_of
from core.services.campaigns import Campaign
from core.services.lab import Lab

STEP = "step"
FORMS: dict[str, Callable[[Lab, Draft, tuple[Found, ...]], None]] = {
    problems.AUDIENCE: step_audience.show,
    problems.OFFER: step_offer.show,
    problems.TRIGGER: step_trigger.show,
    problems.CONTROL: step_control.show,
    problems.BUDGET: step_budget.show,
}


def show(lab: Lab, campaign: Campaign | None) -> None:
    """Draw the builder of a campaign's newest version, or of a new campaign."""
    work = desk()
    draft = work.of(campaign, blank=document.blank())
    yaml_view.answer(work, draft, lab.campaigns.read)
    left, right = st.columns([2.3, 1], gap="large")
    with left:
        _steps(lab, draft, campaign)
    found = problems.found(lab, draft)
    with right:
        saving.form(draft)
        with st.container():
            problems.show(found)
        yaml_view.show(draft, yaml_of)
    saving.answer(lab, work, draft, found)


def _steps(lab: Lab, draft: Draft, campaign: Campaign | None) -> None:
    before = problems.found(lab, draft)  # as the forms stood: what is typed now is told by the box beside them
    if draft.step and STEP not in st.session_state and STEP not in st.query_params:
        st.session_state[STEP] = draft.step  # where one was, after another tab was looked at
    tabs = st.tabs(list(STEPS), key=STEP, on_change="rerun", bind="query-params")
    for number, (tab, name) in enumerate(zip(tabs, STEPS, strict=True)):
        if tab.open:
            draft.step = name
        with tab:
            if name in FORMS:
                FORMS[name](lab, draft, before)
            elif tab.open:
                review.show(lab, draft, campaign)
            _walk(number)


def _walk(number: int) -> None:
    """Draw the ways to the step before and the next one."""
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        for to, icon in ((number - 1, ":material/arrow_back:"), (number + 1, ":material/arrow_forward:")):
            if not 0 <= to < len(STEPS):
                st.space("stretch")
                continue
            st.button(
                STEPS[to], icon=icon, icon_position="left" if to < number else "right", type="tertiary",
                key=f"campaigns.step.{number}.{to}", on_click=_go, args=(STEPS[to],),
            )  # fmt: skip


def _go(step: str) -> None:
    st.session_state[STEP] = step
