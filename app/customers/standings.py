"""Which segments a customer is in, since when, and why; and why not in the others."""

from __future__ import annotations

import polars as pl
import streamlit as st

from app import nav
from app.components import empty_state, links, reasons, tables
from app.components.text import plain
from core.services.customers import Customer
from core.services.lab import Lab
from core.services.standings import Standing, sentence

COLUMNS = {
    "in": st.column_config.TextColumn("In", width="small"),
    "segment": "Segment",
    "since": st.column_config.TextColumn("Since", help="As of the recalculation that first found the customer in."),
    "because": st.column_config.TextColumn("Because", width="large", help="The conditions that decide, with values."),
}


def show(lab: Lab, customer: Customer) -> None:
    """Draw every segment, and the conditions of the one that was clicked."""
    known = lab.customers.standings(customer)
    if not known:
        empty_state.show("There is no segment yet", "Build one on the page Segments.", icon=":material/group_add:")
        return
    n_in = sum(s.is_member for s in known)
    st.caption(f"In {n_in} of {len(known)} segments. Click on one for its conditions, one by one.")
    frame = pl.DataFrame([_row(lab, s) for s in known])
    clicked = tables.pick(frame, key="customers.standings", columns=COLUMNS)
    _reasons(customer, known[clicked or 0])


def _row(lab: Lab, standing: Standing) -> dict[str, str]:
    verdict = "✓" if standing.is_member else "✗" if standing.why else "?"
    return {
        "in": verdict, "segment": standing.segment.name, "since": sentence(standing, lab.features.zone),
        "because": standing.because,
    }  # fmt: skip


def _reasons(customer: Customer, standing: Standing) -> None:
    segment = standing.segment
    with st.container(border=True):
        left, right = st.columns([3, 1], vertical_alignment="center")
        verdict = "is in" if standing.is_member else "is not in"
        left.markdown(f"**Customer {plain(str(customer.id))} {verdict} {plain(segment.name)}**")
        with right.container(horizontal=True, horizontal_alignment="right"):
            links.to(nav.SEGMENTS, "Open the segment", segment=segment.slug)
        if standing.why is None:
            st.warning(plain(standing.fault), icon=":material/block:")
        else:
            reasons.show(standing.why, key="customers.why", file=f"{segment.slug}-{customer.id}")
