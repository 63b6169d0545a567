"""What stands where there is nothing yet."""

from __future__ import annotations

import streamlit as st

from app.components.text import plain


def show(title: str, what_to_do: str, *, icon: str) -> None:
    """Say what is missing and what to do next; `icon` is a material icon such as `:material/groups:`."""
    with st.container(border=True, horizontal_alignment="center", gap="small"):
        st.markdown(f"### {icon} {plain(title)}", text_alignment="center", width="content")
        st.markdown(plain(what_to_do), text_alignment="center", width="content")
