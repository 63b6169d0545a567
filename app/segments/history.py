"""Versions of the definition and recalculations of the membership."""

from __future__ import annotations

import polars as pl
import streamlit as st

from app.components import charts, columns, tables
from app.components.text import plain
from app.segments.columns import RUNS
from core.reports import segments as figures
from core.services.lab import Lab
from core.services.segments import Segment


def show(lab: Lab, segment: Segment) -> None:
    """Draw the recalculations, then the versions."""
    if not segment.is_static:
        _recalculations(lab, segment)
    st.subheader("Versions")
    versions = [
        {"version": v.version, "saved": v.created_at, "by": v.created_by, "name": v.name, "what changed": v.comment}
        for v in lab.segments.versions(segment.slug)
    ]
    shown = columns.versions("UTC")
    tables.show(pl.DataFrame(versions), key="segments.versions", file=f"{segment.slug}-versions", columns=shown)
    if segment.head > 1:
        _older(lab, segment)


def _recalculations(lab: Lab, segment: Segment) -> None:
    if st.button("Recalculate now", icon=":material/refresh:", key="segments.recalculate"):
        run = lab.memberships.recalculate(segment.slug)
        st.toast(f"{run.n_members:,} members: {run.n_joined:,} joined, {run.n_left:,} left.", icon=":material/refresh:")
    runs = lab.memberships.run_frame(segment.slug)
    if runs.is_empty():
        st.caption("This segment was never recalculated: there is no record of who was in.")
        return
    charts.draw(figures.sizes, runs, key="segments.sizes", zone=lab.features.zone)
    with st.expander("Recalculations", icon=":material/table:"):
        tables.show(runs, key="segments.runs", file=f"{segment.slug}-recalculations", columns=RUNS)


def _older(lab: Lab, segment: Segment) -> None:
    older = st.selectbox(
        "Compare the newest with version", range(segment.head - 1, 0, -1), key="segments.older",
        help="Both counted as of the snapshot's instant.",
    )  # fmt: skip
    found = lab.memberships.diff(segment.slug, versions=(older, segment.head))
    moved = f"**{len(found.joined):,}** joined, **{len(found.left):,}** left"
    st.write(f"{found.n_before:,} → {found.n_after:,} members: {moved}.")
    if not segment.is_static:
        old = lab.segments.get(segment.slug, version=older)
        st.caption(f"Version {older}: {plain(lab.segments.explain(old))}")
