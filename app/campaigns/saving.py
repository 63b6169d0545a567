"""Save the draft, and hand it in.

A press is noted in the draft and answered in the run after the next: a condition is sent a moment after it was edited,
so a press that follows at once would otherwise be answered before the edit is here.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

import streamlit as st

from app.campaigns import fields
from app.campaigns.draft import SUBMIT, Desk, Draft, desk
from app.campaigns.problems import Found
from app.components import error_box
from app.components.text import plain
from core.errors import BadInput, LabError
from core.services.campaigns import Campaign
from core.services.lab import Lab

LATE = 0.35  # seconds that an edit of a condition may be on its way


def answer(lab: Lab, desk: Desk, draft: Draft, problems: Sequence[Found]) -> None:
    """Answer a press, once all of the draft was read in this run; ends the run if there was one."""
    with desk.lock:
        if not draft.presses:
            return
        if draft.presses == 1:
            draft.presses = 2
            threading.Event().wait(LATE)  # what comes meanwhile is read by the next run
        else:
            draft.presses = 0
            _save(lab, desk, draft, problems)
    st.rerun()


def _save(lab: Lab, desk: Desk, draft: Draft, problems: Sequence[Found]) -> None:
    try:
        saved = _stored(lab, draft, problems)
    except LabError as error:  # shown beside the form, so that nothing that was typed is lost
        draft.outcome = error
        return
    desk.drafts.pop(draft.slug, None)
    fresh = desk.begin(saved)
    fresh.outcome, desk.open_next, desk.open_tab = saved, saved.slug, "Edit"
    if draft.wants == SUBMIT:
        try:
            fresh.outcome = lab.campaigns.submit(saved.slug)
            desk.open_tab = "Overview"
        except LabError as error:  # it is saved all the same
            fresh.outcome = error


def _stored(lab: Lab, draft: Draft, problems: Sequence[Found]) -> Campaign:
    if problems:
        raise BadInput("Not saved: the campaign has problems.", fix="Mend what the box below the buttons lists.")
    if draft.slug is None:
        return lab.campaigns.create(draft.document(), comment=draft.words.get("comment", ""))
    if not draft.is_changed:
        return lab.campaigns.get(draft.slug)
    return lab.campaigns.edit(draft.slug, draft.document(), seen=draft.seen, comment=draft.words.get("comment", ""))


def form(draft: Draft) -> None:
    """Draw what changed, the buttons, and how the last save went."""
    fields.text(draft.words, "comment", "What changed", key=draft.key("comment"), placeholder="optional")
    label = "Save as draft" if draft.slug is None else "Save new version"
    st.button(label, type="primary", width="stretch", on_click=draft.ask_save, key=draft.key("save"))
    st.button(
        "Save and submit", width="stretch", on_click=draft.ask_save, args=(SUBMIT,), key=draft.key("submit"),
        help="Saves it and hands it in for approval. Nothing is sent before it is approved and activated.",
    )  # fmt: skip
    with st.container():  # always there: what comes and goes must not move the fields behind it
        if draft.is_changed:
            _discard(draft)
        if isinstance(draft.outcome, LabError):
            error_box.show(draft.outcome)
        elif draft.outcome is not None:
            said = f"Saved {plain(draft.outcome.name)} as version {draft.outcome.head}."
            st.success(said, icon=":material/check_circle:")


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
