"""Save what is in the builder.

A press is noted in a plain object and answered as soon as everything that belongs to it can be read: a run that the
next event ends leaves the press for the run after it. A run that comes while another one saves waits for it.
"""

from __future__ import annotations

import streamlit as st

from app.components.rule_builder import BuilderState
from app.documents import saving
from app.segments.draft import Desk, Draft
from core.errors import BadInput, LabError
from core.services.lab import Lab
from core.services.segments import Segment


def answer(lab: Lab, desk: Desk, draft: Draft) -> bool:
    """Save if that was asked for; return whether it was saved: the desk then has a new draft and somewhere to go."""
    with desk.lock:
        if draft.save_asked:
            state = draft.state()
            name, description, comment = (st.session_state[draft.key(f)] for f in ("name", "description", "comment"))
            # from here on nothing is Streamlit's, so nothing ends this run before all is done and remembered
            draft.save_asked = False
            draft.name, draft.description = name, description
            _save(lab, desk, draft, state, comment)
        return desk.open_next is not None


def _save(lab: Lab, desk: Desk, draft: Draft, state: BuilderState, comment: str) -> None:
    try:
        saved = _store(lab, draft, state, comment)
    except LabError as error:  # shown beside the form, so that nothing that was typed is lost
        draft.outcome = error
    else:
        desk.begin(saved).outcome = saved
        desk.open_next = saved.slug
        _recalculate(lab, desk.of(saved), saved)


def _recalculate(lab: Lab, draft: Draft, saved: Segment) -> None:
    try:
        lab.memberships.recalculate(saved.slug)
    except LabError as error:  # the segment is saved all the same
        draft.outcome = error


def form(draft: Draft) -> None:
    """Draw the form, and how the last save went."""
    with st.form("segments.save"):
        st.text_input("Name", draft.name, key=draft.key("name"))
        st.text_area("Description", draft.description, height=80, key=draft.key("description"))
        st.text_input("What changed", key=draft.key("comment"), placeholder="optional")
        label = "Create segment" if draft.slug is None else "Save new version"
        st.form_submit_button(label, type="primary", width="stretch", on_click=draft.ask_save)
    saving.outcome(draft.outcome)


def _store(lab: Lab, draft: Draft, state: BuilderState, comment: str) -> Segment:
    if state.incomplete:
        problems = "; ".join(state.problems)
        raise BadInput(f"Not saved: a condition is half-typed. {problems}", fix="Finish it or remove it.")
    if state.rule is None:
        raise BadInput("Not saved: a segment needs at least one condition.", fix="Add one with + Condition.")
    words = {"description": draft.description, "comment": comment}
    if draft.slug is None:
        return lab.segments.create(draft.name, state.rule, **words)
    return lab.segments.edit(draft.slug, seen=draft.seen, rule=state.rule, rename=draft.name, **words)
