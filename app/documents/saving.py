"""Save a draft.

A press is noted in the draft and answered in the run after the next: tables and conditions send an edit a moment after
it was made, so a press that follows at once would otherwise be answered before the edit is here.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar

import streamlit as st

from app.components import error_box
from app.components.text import plain
from app.documents import fields
from app.documents.desk import D, Desk
from app.documents.draft import Draft, S
from core.errors import LabError
from core.kernel.names import Named

LATE = 0.35  # seconds that an edit of a table or a condition may be on its way

Kept_co = TypeVar("Kept_co", covariant=True)


class Definitions(Protocol[Kept_co]):
    """The service that keeps definitions of one kind."""

    def create(self, given: Mapping[str, Any] | str | bytes, /, *, comment: str = "") -> Kept_co:
        """Keep a new one."""

    def edit(self, name: str, given: Mapping[str, Any], /, *, seen: int, comment: str = "") -> Kept_co:
        """Keep a new version, made from version `seen`."""


def answer(desk: Desk[D, S], draft: D, save: Callable[[], None]) -> None:
    """Answer a press of Save, once all of the draft was read in this run; ends the run if there was one."""
    with desk.lock:
        if not draft.presses:
            return
        if draft.presses == 1:
            draft.presses = 2
            threading.Event().wait(LATE)  # what comes meanwhile is read by the next run
        else:
            draft.presses = 0
            save()
    st.rerun()


def save(desk: Desk[D, S], draft: D, store: Callable[[], S]) -> D | None:
    """Store a draft, and return the one that goes on from there; None if it was refused, which the form says."""
    try:
        saved = store()
    except LabError as error:  # shown beside the form, so that nothing that was typed is lost
        draft.outcome = error
        return None
    desk.drafts.pop(draft.slug, None)
    fresh = desk.begin(saved)
    fresh.outcome, desk.open_next, desk.open_tab = saved, saved.slug, "Edit"
    return fresh


def stored(service: Definitions[Kept_co], draft: Draft[Any]) -> Kept_co:
    """Keep a draft as something new, or as another version of what it is a draft of."""
    if draft.slug is None:
        return service.create(draft.document(), comment=draft.comment)
    return service.edit(draft.slug, draft.document(), seen=draft.seen, comment=draft.comment)


def form(draft: Draft[Any], *, create: str) -> None:
    """Draw what changed, and the button; of what is new it says `create`."""
    fields.text(draft.words, "comment", "What changed", key=draft.key("comment"), placeholder="optional")
    label = create if draft.slug is None else "Save new version"
    st.button(label, type="primary", width="stretch", on_click=draft.ask_save, key=draft.key("save"))


def outcome(found: Named | LabError | None) -> None:
    """Draw how the last save went."""
    if isinstance(found, LabError):
        error_box.show(found)
    elif found is not None:
        st.success(f"Saved {plain(found.name)} as version {found.head}.", icon=":material/check_circle:")
