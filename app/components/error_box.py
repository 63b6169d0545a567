"""The one place that turns a LabError into what a person sees."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from core import logs
from core.errors import LabError

log = logs.get_logger(__name__)


def show(error: LabError) -> None:
    """Draw what was seen and what to do about it."""
    log.info("error.shown", kind=type(error).__name__)
    st.error(error.what, icon=":material/error:")
    st.info(f"**What to do:** {error.fix}", icon=":material/lightbulb:")


@contextmanager
def guard() -> Iterator[None]:
    """Draw a LabError and end the page there; let everything else through with its traceback."""
    try:
        yield
    except LabError as error:
        show(error)
        st.stop()
