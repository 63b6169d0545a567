"""What needs attention, each with its remedy."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app import nav
from app.components import empty_state, links
from app.components.text import plain
from core.services.attention import Concern

SHOWN = 4
PAGES = {page.stem: page for page in nav.PAGES}
LOOKS = {"error": ":red[:material/error:]", "warning": ":orange[:material/warning:]", "info": ":gray[:material/info:]"}


def show(concerns: Sequence[Concern]) -> None:
    """Draw the gravest; the others are one click away."""
    if not concerns:
        empty_state.show("All is well", "Nothing needs attention.", icon=":material/task_alt:")
    for concern in concerns[:SHOWN]:
        _one(concern)
    if len(concerns) > SHOWN:
        with st.expander(f"{len(concerns) - SHOWN} more"):
            for concern in concerns[SHOWN:]:
                _one(concern)


def _one(concern: Concern) -> None:
    with st.container(gap="xxsmall"):
        st.markdown(f"{LOOKS[concern.level]} **{plain(concern.subject)}** · {plain(concern.what)}")
        st.caption(plain(concern.fix))
        if (where := concern.where) is not None:
            links.to(PAGES[where.page], plain(where.label), **where.query)
