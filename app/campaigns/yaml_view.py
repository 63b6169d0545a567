"""The draft as YAML, which can be edited and loaded back."""

from __future__ import annotations

import streamlit as st

from app.campaigns import fields
from app.campaigns.draft import Desk, Draft
from app.components import error_box
from core.errors import LabError
from core.services.campaign_words import yaml_of
from core.services.lab import Lab


def answer(lab: Lab, desk: Desk, draft: Draft) -> None:
    """Put the YAML that was typed into the forms, if that was asked for; what is refused says why."""
    with desk.lock:
        if draft.yaml_asked:
            text = st.session_state.get(draft.yaml_key, "")
            draft.yaml_asked, draft.yaml_fault = False, None
            try:
                desk.reload(draft, lab.campaigns.read(text).document())
            except LabError as error:
                draft.yaml_fault = error


def show(draft: Draft) -> None:
    """Draw the YAML of the forms as they stand."""
    text = yaml_of(draft.document())
    # the key follows the text, so that it never shows another campaign than the forms do
    draft.yaml_key = draft.key(f"yaml.{hash(text)}")
    with st.expander("As YAML", icon=":material/data_object:"):
        with st.form("campaigns.yaml", border=False):
            st.text_area(
                "YAML", key=fields.begin(draft.yaml_key, text), height=420, label_visibility="collapsed",
                help="Edit it here and load it into the forms; copy it from here into a file.",
            )  # fmt: skip
            st.form_submit_button("Use this YAML", on_click=draft.ask_yaml)
        if draft.yaml_fault is not None:
            error_box.show(draft.yaml_fault)
