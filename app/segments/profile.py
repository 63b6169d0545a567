"""How the members differ from all customers."""

from __future__ import annotations

import streamlit as st

from core.reports import segments as figures
from core.services.lab import Lab
from core.services.segments import Segment


def show(lab: Lab, segment: Segment) -> None:
    """Draw the largest differences, then every feature."""
    found = lab.audiences.profile(segment.slug)
    if found.n_in == 0:
        st.info(
            "An empty segment has no profile. The Rule tab says which condition left nobody.",
            icon=":material/group_off:",
        )
        return
    st.caption(f"{found.n_in:,} members against all {found.n_all:,} customers.")
    left, right = st.columns(2, gap="large")
    left.plotly_chart(figures.differences(found.numbers), key="segments.profile.numbers")
    right.plotly_chart(figures.indices(found.values), key="segments.profile.values")
    with st.expander("All figures", icon=":material/table:"):
        st.dataframe(found.numbers, hide_index=True, width="stretch", key="segments.profile.table")
        st.dataframe(found.values, hide_index=True, width="stretch", key="segments.profile.shares")
