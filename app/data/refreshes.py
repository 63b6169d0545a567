"""The snapshots that are kept, how new each table is, and how the last refreshes ended."""

from __future__ import annotations

import polars as pl
import streamlit as st

from app.components import empty_state, tables
from core.reports import data as figures
from core.services.lab import Lab

STATES = {
    "waiting": "◷ waiting", "running": "▶ running", "succeeded": "✓ succeeded", "failed": "✗ failed",
    "cancelled": "– cancelled", "lost": "✗ broken off",
}  # fmt: skip


def _instant(label: str, zone: str) -> object:
    return st.column_config.DatetimeColumn(label, format="D MMM YYYY, HH:mm:ss", timezone=zone, help=f"{zone}")


def show(lab: Lab) -> None:
    """Draw the kept snapshots, then the jobs."""
    zone = lab.features.zone.key
    st.subheader("Snapshots", help="Dated copies of the declared tables. Every figure stands on the one in force.")
    kept = lab.warehouse.snapshots()
    if kept:
        frame = figures.snapshot_table(kept).with_columns(
            pl.when("is_current").then(pl.lit("✓ in force")).otherwise(pl.lit("kept")).alias("is_current")
        )
        tables.show(frame, key="data.snapshots", file="snapshots", columns=_snapshots(zone))
        st.subheader("How new each table is", help="Of the snapshot in force.")
        ages = figures.table_ages(kept[-1])
        tables.show(ages, key="data.ages", file="table-ages", columns=_ages(zone))
    else:
        hint = "Press Refresh now; the Connection tab says whether the warehouse answers."
        empty_state.show("There is no snapshot yet", hint, icon=":material/database:")
    st.subheader("Refreshes", help="The last twenty, the newest first.")
    jobs = figures.job_table(lab.refreshes.list(20))
    if jobs.is_empty():
        st.caption("None was started from here or by `python -m core warehouse refresh` yet.")
    else:
        said = jobs.with_columns(pl.col("state").replace_strict(STATES))
        tables.show(said, key="data.jobs", file="refreshes", columns=_jobs(zone))


def _snapshots(zone: str) -> dict[str, object]:
    return {
        "is_current": st.column_config.TextColumn("Stands", pinned=True),
        "as_of": _instant("Data as of", zone),
        "created_at": _instant("Taken", zone),
        "kind": st.column_config.TextColumn("Kind", help="full: read anew; incremental: what was new was added"),
        "full_at": _instant("Last in full", zone),
        "rows": st.column_config.NumberColumn("Rows", format="localized"),
        "bytes": st.column_config.NumberColumn("Size", format="bytes"),
        "n_warnings": st.column_config.NumberColumn("Warnings"),
        "id": st.column_config.TextColumn("Name"),
    }


def _ages(zone: str) -> dict[str, object]:
    return {
        "table": st.column_config.TextColumn("Table", pinned=True),
        "last_on": st.column_config.DateColumn("Newest fact", format="D MMM YYYY", help="Its business day."),
        "newest": _instant("Newest change", zone),
        "taken": st.column_config.TextColumn("Read", help="full: anew; increment: what was new was added"),
        "extracted": st.column_config.NumberColumn("Rows read", format="localized"),
        "full_at": _instant("Last in full", zone),
    }


def _jobs(zone: str) -> dict[str, object]:
    return {
        "job": st.column_config.NumberColumn("No.", pinned=True),
        "state": st.column_config.TextColumn("Ended", width=110),
        "kind": st.column_config.TextColumn("Kind", help="full: every table anew; auto: as much as is needed"),
        "asked_at": _instant("Asked for", zone),
        "by": st.column_config.TextColumn("By"),
        "seconds": st.column_config.NumberColumn("Seconds", format="%.1f", help="From the first try to the end."),
        "tries": st.column_config.NumberColumn("Tries"),
        "said": st.column_config.TextColumn("What it said", width="large"),
        "fix": st.column_config.TextColumn("What to do", width="large"),
        "snapshot": st.column_config.TextColumn("Snapshot"),
    }
