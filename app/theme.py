"""The look of the app. Colours and type stand in .streamlit/config.toml, those of charts in core/reports/style.py."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from core.reports.style import DARK, LIGHT, Palette

ASSETS = Path(__file__).parent / "assets"
ABOUT = "**Loyalty Lab**: rehearse, launch, measure. Loyalty analytics on your own warehouse."


def set_up() -> None:
    """Give the browser tab its name and icon and the page its frame. A local image: material icons are fetched."""
    st.set_page_config(
        page_title="Loyalty Lab", page_icon=str(ASSETS / "icon.png"), layout="wide", menu_items={"About": ABOUT}
    )
    st.logo(str(ASSETS / "logo.svg"), size="large")


def palette() -> Palette:
    """Return the chart colours of the theme that this browser shows."""
    return DARK if st.context.theme.type == "dark" else LIGHT
