"""A part of a page that is drawn anew by itself, without the rest of the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec

import streamlit as st

P = ParamSpec("P")
COUNTED = 200_000  # rows for each second between two looks that count them all: a twentieth of it is spent on counting


def panel(draw: Callable[P, None], *, every: float | None) -> Callable[P, None]:
    """Return what draws a panel, and draws it again every so many seconds; None means only when it is used.

    It stands alone in a container. When a run of the whole page is followed at once by the panel's own, Streamlit 1.67
    throws away what the first drew of the panel, and the browser, missing it, moves what stands behind into its place:
    the panel is then drawn over its neighbour, and the neighbour's next drawing ends the page ("Cannot set a node at a
    delta path", all is white). In a container there is no neighbour.
    """

    def alone(*args: P.args, **kwargs: P.kwargs) -> None:
        with st.container():
            st.fragment(draw, run_every=every)(*args, **kwargs)

    return alone


def pause(n: int, *, least: float) -> float:
    """Return how many seconds should lie between two looks that count `n` rows: `least`, and more for many rows."""
    return max(least, n / COUNTED)
