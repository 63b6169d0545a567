"""A draft as YAML, which can be edited and loaded back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from app.components import error_box
from app.documents import fields
from app.documents.desk import D, Desk
from app.documents.draft import Definition, Draft, S
from core.errors import LabError
from core.kernel.canonical import Json


def answer(desk: Desk[D, S], draft: D, read: Callable[[str], Definition]) -> None:
    """Put the YAML that was typed into the forms, if that was asked for; what is refused says why."""
    with desk.lock:
        if draft.yaml_asked:
            text = st.session_state.get(draft.yaml_key, "")
            draft.yaml_asked, draft.yaml_fault = False, None
            try:
                desk.reload(draft, read(text).document())
            except LabError as error:
                draft.yaml_fault = error


def show(draft: Draft[Any], write: Callable[[Mapping[str, Json]], str], *, is_open: bool = False) -> None:
    """Draw the YAML of the forms as they stand."""
    text = write(draft.document())
    # the key follows the text, so that it never shows another document than the forms do
    draft.yaml_key = draft.key(f"yaml.{hash(text)}")
    with st.expander("As YAML", icon=":material/data_object:", expanded=is_open):
        with st.form(f"{draft.noun.many}.yaml", border=False):
            st.text_area(
                "YAML", key=fields.begin(draft.yaml_key, text), height=440, label_visibility="collapsed",
                help="Edit it here and load it into the forms; copy it from here into a file.",
            )  # fmt: skip
            st.form_submit_button("Use this YAML", on_click=draft.ask_yaml)
        if draft.yaml_fault is not None:
            error_box.show(draft.yaml_fault)
