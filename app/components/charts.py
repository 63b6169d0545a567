"""Charts of `core.reports` in the colours of the theme that the browser shows."""

from __future__ import annotations

from collections.abc import Callable

import plotly.graph_objects as go
import streamlit as st

from app import theme

BAR = {"displaylogo": False, "modeBarButtons": [["toImage"]], "toImageButtonOptions": {"scale": 2}}


def draw(figure: Callable[..., go.Figure], *data: object, key: str, alt: str = "", **options: object) -> None:
    """Draw what a function of `core.reports` makes of the data; `alt` says in words what is to be seen."""
    made = figure(*data, palette=theme.palette(), **options)
    st.plotly_chart(made, key=key, theme=None, config=BAR, alt=alt or None)
