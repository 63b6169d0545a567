"""A segment's recorded members written into the warehouse."""

from __future__ import annotations

import streamlit as st

from app.components import error_box
from app.components.text import plain
from core.errors import LabError
from core.reports import words
from core.services.lab import Lab
from core.services.memberships import MEMBER_TABLE
from core.services.segments import Segment


def show(lab: Lab, segment: Segment) -> None:
    """Draw the form, and what the press of its button came to."""
    st.subheader("Into the warehouse")
    st.caption(
        "The members of the newest recalculation, for whatever reads them there. Written twice, nothing changes."
    )
    with st.form("segments.write_back", width=560):
        table = st.text_input(
            "Table", MEMBER_TABLE, key="segments.write_back.table",
            help="`table` or `schema.table`. It is made if it is not there; other segments' rows are left alone.",
        )  # fmt: skip
        asked = st.form_submit_button("Write the members there", icon=":material/database_upload:")
    if asked:
        _write(lab, segment, table=table)


def _write(lab: Lab, segment: Segment, *, table: str) -> None:
    try:
        with st.spinner("Writing ..."):
            done = lab.memberships.write_back(segment.slug, table=table)
    except LabError as error:
        error_box.show(error)
    else:
        holds = f"{done.table} holds {words.count(done.members, 'member')} of {segment.slug}"
        changed = f"{done.inserted:,} inserted, {done.updated:,} updated, {done.removed:,} removed"
        st.success(plain(f"{holds}: {changed}."), icon=":material/check_circle:")
