"""The server: `streamlit run app/server.py`. What pages stand on is loaded while the first browser loads the page."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module

import streamlit as st

LOADED = "core.services.lab"  # most of the two seconds that a first visit would wait for


@asynccontextmanager
async def ready(_app: st.App) -> AsyncIterator[None]:
    """Begin to load in a thread beside the server, which answers meanwhile."""
    loading = asyncio.create_task(asyncio.to_thread(import_module, LOADED))
    yield
    await loading


app = st.App("main.py", lifespan=ready)
