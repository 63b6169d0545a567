"""The one place that turns an error into what a person sees."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from app.components.text import plain
from core import logs
from core.errors import Conflict, LabError, NotFound, Refused, RuleError, SnapshotMissing, StoreNotReady

_log = logs.get_logger(__name__)


@contextmanager
def guard() -> Iterator[None]:
    """Show a LabError with its remedy in place of the rest of the page; let everything else through."""
    try:
        yield
    except LabError as error:
        _log.info("error.shown", kind=type(error).__name__, what=error.what)
        show(error)
        st.stop()


@contextmanager
def logged() -> Iterator[None]:
    """Write what nobody foresaw to the log, with its traceback, and let it through."""
    try:
        yield
    except Exception:
        _log.exception("page.failed")
        raise


def show(error: LabError) -> None:
    """Draw one error: what was seen, and what to do."""
    said = f"{plain(error.what)}\n\n**What to do:** {plain(error.fix)}"
    if isinstance(error, SnapshotMissing | StoreNotReady):
        st.info(said, icon=":material/rocket_launch:")
    elif isinstance(error, Refused | RuleError | NotFound | Conflict):
        st.warning(said, icon=":material/block:")
    else:
        st.error(said, icon=":material/error:")
