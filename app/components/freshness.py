"""How fresh the data are: one line on every page."""

from __future__ import annotations

import streamlit as st

from app.components.text import plain
from core.reports import words
from core.services.lab import Lab


def show(lab: Lab) -> None:
    """Draw the line. Raises SnapshotMissing when nothing was refreshed yet, StoreNotReady for a new store."""
    status = lab.warehouse.status()
    lab.database.check()
    snapshot = status.snapshot
    name = snapshot.profile.replace("_", " ").capitalize()
    as_of = words.instant(snapshot.as_of, snapshot.zone)
    st.caption(
        f"{plain(name)} · data as of **{plain(as_of)}** · snapshot taken {words.age(status.age)} ago",
        help=f"Snapshot {snapshot.id}. Days are business days in {plain(snapshot.time_zone)}. "
        "`python -m core warehouse refresh` takes a new one.",
    )
