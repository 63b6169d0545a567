"""A campaign from a YAML file."""

from __future__ import annotations

import streamlit as st

from app.campaigns.draft import desk
from core.services.lab import Lab


def show(lab: Lab) -> None:
    """Take a file or pasted text, and open what was made of it."""
    st.title("Import a campaign")
    st.caption("A definition in YAML, such as the Overview of a campaign gives. It becomes a draft of its own.")
    upload = st.file_uploader("File", type=["yaml", "yml"], key="campaigns.import.file")
    pasted = st.text_area("or paste YAML", key="campaigns.import.paste", height=240)
    if not st.button("Import", type="primary", key="campaigns.import.go"):
        return
    given: str | bytes = upload.getvalue() if upload is not None else pasted
    if not given.strip():
        st.info("Choose a file or paste YAML first.", icon=":material/upload:")
        return
    made = lab.campaigns.create(lab.campaigns.read(given), comment="imported")
    desk().open_next = made.slug
    st.rerun()
