"""How campaigns stand: whether anybody fires and sends, what is next, and figures that cost little."""

from __future__ import annotations

import streamlit as st

from core.services import workers
from core.services.lab import Lab


def is_worked(lab: Lab) -> bool:
    """Whether a worker lives on this machine."""
    return bool(workers.alive(lab.settings.home))


def worker(lab: Lab, *, is_active: bool) -> None:
    """Say where nobody would fire what is active."""
    if is_active and not is_worked(lab):
        st.warning(f"{workers.NONE} {workers.START}", icon=":material/engineering:")
