"""The one Lab of this server, shared by all sessions and threads."""

from __future__ import annotations

import streamlit as st

from core import logs
from core.config import Settings
from core.services.lab import Lab


@st.cache_resource(show_spinner=False)
def lab() -> Lab:
    """Return the Lab; opened once for the life of the server."""
    settings = Settings.load()
    logs.setup(settings)
    return Lab.open(settings)
