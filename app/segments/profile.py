"""How the members differ from all customers."""

from __future__ import annotations

from functools import partial

import streamlit as st

from app import cache
from app.components import charts, empty_state, tables
from app.segments.columns import NUMBERS, VALUES
from core.reports import comparison as figures
from core.services.lab import Lab
from core.services.segments import Segment


def show(lab: Lab, segment: Segment) -> None:
    """Draw the largest differences, then every feature."""
    version, material = segment.definition.version, lab.segments.material(segment).digest
    ask = partial(lab.audiences.profile, segment.slug, version=version)
    found = cache.kept(lab, "segments.profile", ask, more=f"{segment.slug}\n{version}\n{material}")
    if found.n_in == 0:
        empty_state.show("Nobody is in", "The Rule tab says which condition left nobody.", icon=":material/group_off:")
        return
    st.caption(f"{found.n_in:,} members against all {found.n_all:,} customers.")
    if found.estimate:
        st.info(found.estimate, icon=":material/functions:")
    left, right = st.columns(2, gap="large")
    with left:
        charts.draw(figures.differences, found.numbers, key="segments.profile.numbers")
    with right:
        charts.draw(figures.indices, found.values, key="segments.profile.values")
    with st.expander("All figures", icon=":material/table:"):
        tables.show(found.numbers, key="segments.profile.table", file=f"{segment.slug}-numbers", columns=NUMBERS)
        tables.show(found.values, key="segments.profile.shares", file=f"{segment.slug}-values", columns=VALUES)
