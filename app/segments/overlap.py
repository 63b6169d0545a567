"""How many customers segments share."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app.components import charts, empty_state, tables
from app.components.text import plain
from app.segments.columns import PAIRS
from core.reports import comparison as figures
from core.services.lab import Lab
from core.services.segments import Segment


def show(lab: Lab, slugs: Sequence[str] | None = None) -> None:
    """Draw the matrix of these segments, or of all that can be evaluated."""
    found = lab.audiences.overlap(slugs)
    for slug, fault in found.left_out.items():
        st.warning(f"{plain(slug)} is left out: {plain(fault)}", icon=":material/block:")
    names = {s.slug: s.name for s in lab.segments.all(archived=True)}
    charts.draw(figures.overlap, found.pairs, key="segments.overlap.matrix", names=names)
    with st.expander("All figures", icon=":material/table:"):
        tables.show(found.pairs, key="segments.overlap.table", file="overlap", columns=PAIRS)


def of_one(lab: Lab, segment: Segment) -> None:
    """Draw one segment against those that are chosen."""
    others = {s.slug: s.name for s in lab.segments.all() if s.slug != segment.slug}
    chosen = st.multiselect(
        "Compare with",
        list(others),
        default=list(others)[:5],
        format_func=others.__getitem__,
        key="segments.overlap.with",
    )
    if not chosen:
        empty_state.show("Nothing to compare with", "Choose at least one other segment.", icon=":material/join_inner:")
        return
    show(lab, [segment.slug, *chosen])
