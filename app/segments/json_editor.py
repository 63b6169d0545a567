"""The rule as JSON, for what the visual builder cannot show."""

from __future__ import annotations

import json

import streamlit as st

from app.components import error_box
from app.components.rule_builder import BuilderState
from app.segments.draft import Desk, Draft
from core.errors import LabError
from core.services.lab import Lab


def answer(lab: Lab, desk: Desk, draft: Draft) -> None:
    """Put the JSON that was typed into the builder, if that was asked for; a rule that is refused says why."""
    with desk.lock:
        if draft.json_asked:
            text = st.session_state.get(draft.json_key, "")
            draft.json_asked, draft.json_fault = False, None
            try:
                draft.load(lab.segments.check(text, slug=draft.slug).json)
            except LabError as error:
                draft.json_fault = error


def show(draft: Draft, state: BuilderState) -> None:
    """Draw the editor; it opens by itself for a rule that the builder cannot show."""
    shown = "" if state.rule is None else json.dumps(state.rule, ensure_ascii=False, indent=2)
    # the key follows the rule, so that the text never shows another rule than the builder does
    draft.json_key = f"segments.json.{draft.revision}.{hash(shown)}"
    with st.expander("Edit as JSON", expanded=state.is_advanced, icon=":material/data_object:"):
        with st.form("segments.json", border=False):
            st.text_area(
                "JSONLogic", shown, height=220, key=draft.json_key,
                help="What the visual builder cannot show, such as arithmetic, can be written here.",
            )  # fmt: skip
            st.form_submit_button("Use this rule", on_click=draft.ask_json)
        if draft.json_fault is not None:
            error_box.show(draft.json_fault)
