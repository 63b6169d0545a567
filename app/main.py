"""The entry: what every page begins with, and the page. `app/server.py` serves it."""

from __future__ import annotations

import streamlit as st

from app import nav, theme
from app.components import error_box, freshness
from app.runtime import lab

theme.set_up()
page = st.navigation(nav.sections(), position="top")
with error_box.logged(), error_box.guard():
    with st.container(gap=None):
        freshness.show(lab(), page=page.url_path)
        theme.watch()
    page.run()
