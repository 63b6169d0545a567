"""Who is in, as of any instant."""

from __future__ import annotations

import streamlit as st

from app.components import empty_state, tables
from app.segments.columns import feature_columns
from core.services.lab import Lab
from core.services.segments import Segment

SHOWN = 1_000


def show(lab: Lab, segment: Segment) -> None:
    """Draw the members with their features."""
    view = lab.features.view()
    column, _ = st.columns([1, 3])
    day = column.date_input(
        "As of the end of", view.reference_day, min_value=lab.warehouse.period()[0], max_value=view.reference_day,
        key="segments.members.day", help="Computed from history by the newest version of the segment.",
    )  # fmt: skip
    as_of = None if day == view.reference_day else lab.features.end_of(day)
    ids = lab.audiences.members(segment.slug, as_of=as_of)
    frame = lab.audiences.member_features(segment.slug, as_of=as_of, limit=SHOWN)
    if ids.is_empty():
        empty_state.show("Nobody was in", "The Rule tab says which condition left nobody.", icon=":material/group_off:")
        return
    shown = f"; the first {SHOWN:,} are shown, the Export tab has all" if len(ids) > SHOWN else ""
    st.caption(f"{len(ids):,} members{shown}.")
    tables.show(frame, key="segments.members", file=segment.slug, columns=feature_columns(view.schema))
