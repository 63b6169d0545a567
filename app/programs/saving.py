"""Save the draft.

A press is noted in the draft and answered in the run after the next: the tables send an edit 150 ms after it was made,
so a press that follows at once would otherwise be answered before the edit is here.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

import streamlit as st

from app.components import error_box
from app.components.text import plain
from app.programs import fields
from app.programs.draft import Desk, Draft
from core.errors import BadInput, LabError
from core.services.lab import Lab
from core.services.programs import Program

LATE = 0.35  # seconds that an edit of a table may be on its way


def answer(lab: Lab, desk: Desk, draft: Draft, problems: Sequence[tuple[str, str]]) -> None:
    """Answer a press of Save, once all of the draft was read in this run; ends the run if there was one."""
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


def _save(lab: Lab, desk: Desk, draft: Draft, problems: Sequence[tuple[str, str]]) -> None:
    try:
        saved = _stored(lab, draft, problems)
    except LabError as error:  # shown beside the form, so that nothing that was typed is lost
        draft.outcome = error
    else:
        desk.begin(saved).outcome = saved
        desk.open_next = saved.slug


def _stored(lab: Lab, draft: Draft, problems: Sequence[tuple[str, str]]) -> Program:
    if problems:
        raise BadInput("Not saved: the program has problems.", fix="Mend what the box above the form lists.")
    document = draft.document()
    if draft.slug is None:
        return lab.programs.create(document, comment=draft.comment)
    return lab.programs.edit(draft.slug, document, seen=draft.seen, comment=draft.comment)


def form(draft: Draft) -> None:
    """Draw what changed, the button, and how the last save went."""
    row = {"comment": draft.comment}
    fields.text(row, "comment", "What changed", key=draft.key("comment"), placeholder="optional")
    draft.comment = row["comment"]
    label = "Create program" if draft.slug is None else "Save new version"
    st.button(label, type="primary", width="stretch", on_click=draft.ask_save, key=draft.key("save"))
    if isinstance(draft.outcome, LabError):
        error_box.show(draft.outcome)
    elif draft.outcome is not None:
        said = f"Saved {plain(draft.outcome.name)} as version {draft.outcome.head}."
        st.success(said, icon=":material/check_circle:")
