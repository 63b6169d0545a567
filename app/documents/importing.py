"""A definition from a YAML file."""

from __future__ import annotations

from typing import Any

import streamlit as st

from app.documents.desk import Desk
from app.documents.draft import Noun, Saved
from app.documents.saving import Definitions


def show(desk: Desk[Any, Any], noun: Noun, service: Definitions[Saved]) -> None:
    """Take a file or pasted text, and open what was made of it."""
    key = f"{noun.many}.import"
    st.title(f"Import a {noun.one}")
    st.caption(f"A definition in YAML, such as the Overview of a {noun.one} gives. It becomes a draft of its own.")
    upload = st.file_uploader("File", type=["yaml", "yml"], key=f"{key}.file")
    pasted = st.text_area("or paste YAML", key=f"{key}.paste", height=240)
    if not st.button("Import", type="primary", key=f"{key}.go"):
        return
    given: str | bytes = upload.getvalue() if upload is not None else pasted
    if not given.strip():
        st.info("Choose a file or paste YAML first.", icon=":material/upload:")
        return
    desk.open_next = service.create(given, comment="imported").slug
    st.rerun()
