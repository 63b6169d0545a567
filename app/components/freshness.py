"""How fresh the data are: one line on every page, and a second one when something keeps them from being fresher."""

from __future__ import annotations

import streamlit as st

from app import nav
from app.components import error_box, links
from app.components.text import plain
from core.errors import SnapshotCorrupt, SnapshotMissing
from core.reports import words
from core.services.freshness import Freshness, freshness
from core.services.lab import Lab

LOOKS = {"info": ":blue[:material/sync:]", "warning": ":orange[:material/cloud_off:]"}


def show(lab: Lab, *, page: str) -> None:
    """Draw the line on a page (the stem of its address). The page Data goes on without a snapshot, others end here.

    Raises StoreNotReady for a new store.
    """
    try:
        found = freshness(lab)
    except (SnapshotMissing, SnapshotCorrupt) as error:
        lab.database.check()
        error_box.show(error)
        if page != nav.DATA.stem:
            links.to(nav.DATA, "Take one on the page Data")
            st.stop()
    else:
        _line(found)
        if found.note and page != nav.DATA.stem:  # which has it in full, and up to the second
            _note(found)


def _line(found: Freshness) -> None:
    snapshot = found.snapshot
    name = snapshot.profile.replace("_", " ").capitalize()
    as_of = words.instant(snapshot.as_of, snapshot.zone)
    taken = f"snapshot taken {words.age(found.age)} ago"
    st.caption(
        f"{plain(name)} · data as of **{plain(as_of)}** · {f':orange[{taken}]' if found.is_old else taken}",
        help=f"Snapshot {snapshot.id}. Days are business days in {plain(snapshot.time_zone)}. "
        "A new one is taken on the page Data, or by `python -m core warehouse refresh`.",
    )


def _note(found: Freshness) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="freshness.note"):
        st.markdown(f"{LOOKS[found.level]} {plain(found.note)}", width="content")
        links.to(nav.DATA, "Look at the refresh", view="Refreshes")
