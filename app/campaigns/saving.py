"""Save the draft of a campaign, and hand it in."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app.campaigns.draft import SUBMIT, Desk, Draft, desk
from app.campaigns.problems import Found
from app.documents import saving
from core.errors import BadInput, LabError
from core.services.campaigns import Campaign
from core.services.lab import Lab


def answer(lab: Lab, desk: Desk, draft: Draft, problems: Sequence[Found]) -> None:
    """Answer a press; ends the run if there was one."""
    saving.answer(desk, draft, lambda: _save(lab, desk, draft, problems))


def _save(lab: Lab, desk: Desk, draft: Draft, problems: Sequence[Found]) -> None:
    fresh = saving.save(desk, draft, lambda: _stored(lab, draft, problems))
    if fresh is not None and fresh.slug is not None and draft.wants == SUBMIT:
        try:
            fresh.outcome = lab.campaigns.submit(fresh.slug)
            desk.open_tab = "Overview"
        except LabError as error:  # it is saved all the same
            fresh.outcome = error


def _stored(lab: Lab, draft: Draft, problems: Sequence[Found]) -> Campaign:
    if problems:
        raise BadInput("Not saved: the campaign has problems.", fix="Mend what the box below the buttons lists.")
    if draft.slug is not None and not draft.is_changed:
        return lab.campaigns.get(draft.slug)
    return saving.stored(lab.campaigns, draft)


def form(draft: Draft) -> None:
    """Draw what changed, the buttons, and how the last save went."""
    saving.form(draft, create="Save as draft")
    st.button(
        "Save and submit", width="stretch", on_click=draft.ask_save, args=(SUBMIT,), key=draft.key("submit"),
        help="Saves it and hands it in for approval. Nothing is sent before it is approved and activated.",
    )  # fmt: skip
    with st.container():  # always there: what comes and goes must not move the fields behind it
        if draft.is_changed:
            _discard(draft)
        saving.outcome(draft.outcome)


def _discard(draft: Draft) -> None:
    """Draw the way back to what was saved last; it asks once more."""
    flag = draft.key("discard.sure")
    if not st.session_state.get(flag):
        st.button("Discard the edits", type="tertiary", icon=":material/undo:", key=draft.key("discard"),
                  on_click=_sure, args=(flag,))  # fmt: skip
    else:
        st.button("Yes, discard them", icon=":material/undo:", key=draft.key("discard.yes"), on_click=_forget,
                  args=(draft.slug,))  # fmt: skip


def _sure(flag: str) -> None:
    st.session_state[flag] = True


def _forget(slug: str | None) -> None:
    desk().drafts.pop(slug, None)
