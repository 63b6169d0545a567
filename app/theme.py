"""The look of the app. Colours and type stand in .streamlit/config.toml, those of charts in core/reports/style.py."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from core.reports.style import DARK, LIGHT, Palette

ASSETS = Path(__file__).parent / "assets"
ABOUT = "**Loyalty Lab**: rehearse, launch, measure. Loyalty analytics on your own warehouse."
SEEN = "theme.seen"  # the component's entry in the session: the theme that the browser shows
# Streamlit calls this anew whenever the theme changes, but runs no page for it, and may be wrong about the first one.
JS = """
export default function ({ parentElement, data, setStateValue }) {
  const colour = getComputedStyle(parentElement.querySelector('i')).backgroundColor
  const [red, green, blue] = colour.match(/[0-9.]+/g).map(Number)
  const type = 0.299 * red + 0.587 * green + 0.114 * blue < 128 ? 'dark' : 'light'
  if (type !== data.type) setStateValue('type', type)
}
"""
_watch = st.components.v2.component(
    "loyalty_lab_theme",
    html="<i></i>",
    css="i { position: absolute; width: 0; background: var(--st-background-color) }",
    js=JS,
)


def set_up() -> None:
    """Give the browser tab its name and icon and the page its frame. A local image: material icons are fetched."""
    st.set_page_config(
        page_title="Loyalty Lab", page_icon=str(ASSETS / "icon.png"), layout="wide", menu_items={"About": ABOUT}
    )
    st.logo(str(ASSETS / "logo.svg"), size="large")


def watch() -> None:
    """Run the page again when the browser shows another theme than the charts were drawn for."""
    _watch(key=SEEN, data={"type": palette().name}, on_type_change=lambda: None)


def palette() -> Palette:
    """Return the chart colours of the theme that this browser shows."""
    seen = (st.session_state.get(SEEN) or {}).get("type") or st.context.theme.type
    return DARK if seen == "dark" else LIGHT
