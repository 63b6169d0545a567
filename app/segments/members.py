"""Who is in, as of any instant."""

from __future__ import annotations

import streamlit as st

from app import nav
from app.components import empty_state, links, tables
from app.components.features import feature_columns
from app.components.text import plain
from core.services.lab import Lab
from core.services.segments import Segment

SHOWN = 1_000


def show(lab: Lab, segment: Segment) -> None:
    """Draw the members with their features."""
    today = lab.features.view().reference_day
    column, _ = st.columns([1, 3])
    day = column.date_input(
        "As of the end of", today, min_value=lab.features.first_day(), max_value=today,
        key="segments.members.day", help="Computed from history by the newest version of the segment.",
    )  # fmt: skip
    as_of = None if day in (None, today) else lab.features.end_of(day)
    view = lab.features.view(as_of)
    if remark := lab.features.remark(as_of, view):
        st.caption(plain(remark))
    ids = lab.audiences.members(segment.slug, as_of=view)
    frame = lab.audiences.member_features(segment.slug, as_of=view, limit=SHOWN)
    if ids.is_empty():
        empty_state.show("Nobody was in", "The Rule tab says which condition left nobody.", icon=":material/group_off:")
        return
    shown = f"; the first {SHOWN:,} are shown, the Export tab has all" if len(ids) > SHOWN else ""
    st.caption(f"{len(ids):,} members{shown}. Click on one to see all that is known of the customer.")
    clicked = tables.pick(frame, key="segments.members", columns=feature_columns(view.schema))
    tables.csv(frame, key="segments.members", file=segment.slug)
    if clicked is not None:
        then = {} if as_of is None else {"as_of": day.isoformat()}
        links.go(nav.CUSTOMERS, customer=str(frame["customer_id"][clicked]), **then)
