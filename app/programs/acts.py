"""What a person does to a ledger: it is done once, and said after the page was drawn anew."""

from __future__ import annotations

import secrets
from collections.abc import Callable

import streamlit as st

from app.programs.draft import desk


def done(act: Callable[[], str]) -> None:
    """Do something whose answer is a sentence; the page is then drawn anew, and says it or why it was refused."""
    desk().do(act)
    st.rerun()


def token(name: str) -> str:
    """Return the key of the next act of a form, the same until `spent`: a press that is repeated does nothing more."""
    held: str = st.session_state.setdefault(f"programs.token.{name}", secrets.token_hex(8))
    return f"page-{held}"


def spent(name: str) -> None:
    """Give the form another key: its act is done."""
    st.session_state.pop(f"programs.token.{name}", None)
