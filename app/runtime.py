"""The one Lab of this server."""

from __future__ import annotations

import streamlit as st

from core import logs
from core.config import Settings
from core.services.lab import Lab


@st.cache_resource(show_spinner=False, on_release=Lab.close)
def lab() -> Lab:
    """Return the Lab that every session of this server shares; opened, and the logs set up, by the first who asks.

    Raises ConfigError for settings that cannot be used; the next call tries again.
    """
    settings = Settings.load()
    logs.setup(settings)
    return Lab.open(settings)
