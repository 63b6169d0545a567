"""Versions of the definition and recalculations of the membership."""

from __future__ import annotations

import polars as pl
import streamlit as st

from core.reports import segments as figures
from core.services.lab import Lab
from core.services.segments import Segment


def show(lab: Lab, segment: Segment) -> None:
    """Draw the recalculations, then the versions."""
    runs = lab.memberships.run_frame(segment.slug)
    if not segment.is_static and st.button("Recalculate now", icon=":material/refresh:", key="segments.recalculate"):
        run = lab.memberships.recalculate(segment.slug)
        st.toast(f"{run.n_members:,} members: {run.n_joined:,} joined, {run.n_left:,} left.", icon=":material/refresh:")
        st.rerun()
    if not runs.is_empty():
        st.plotly_chart(figures.sizes(runs), key="segments.sizes")
        with st.expander("Recalculations", icon=":material/table:"):
            st.dataframe(runs, hide_index=True, width="stretch", key="segments.runs")
    versions = pl.DataFrame(
        [
            {"version": v.version, "saved": v.created_at, "by": v.created_by, "name": v.name, "what changed": v.comment}
            for v in lab.segments.versions(segment.slug)
        ]
    )
    st.subheader("Versions")
    st.dataframe(versions, hide_index=True, width="stretch", key="segments.versions")
    _older(lab, segment)


def _older(lab: Lab, segment: Segment) -> None:
    if segment.head == 1:
        return
    older = st.selectbox(
        "Compare the newest with version", range(segment.head - 1, 0, -1), key="segments.older",
        help="Both counted as of the snapshot's instant.",
    )  # fmt: skip
    found = lab.memberships.diff(segment.slug, versions=(older, segment.head))
    moved = f"**{len(found.joined):,}** joined, **{len(found.left):,}** left"
    st.write(f"{found.n_before:,} → {found.n_after:,} members: {moved}.")
    if not segment.is_static:
        old = lab.segments.get(segment.slug, version=older)
        st.caption(f"Version {older}: {lab.segments.explain(old)}")
