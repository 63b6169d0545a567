"""The head of the page: take a new snapshot, how far it is, how the last one ended. It follows an active one."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from app.components import error_box, following
from app.components.text import plain
from app.data.desk import Desk
from core.errors import LabError
from core.reports import words
from core.services.freshness import shortened, until
from core.services.lab import Lab
from core.services.refreshes import PATIENCE, Job, JobState

EVERY = 1.0  # seconds
ENDS = {
    JobState.FAILED: "The last refresh failed.",
    JobState.LOST: "The last refresh was broken off.",
    JobState.CANCELLED: "The last refresh was cancelled.",
    JobState.SUCCEEDED: "The last refresh succeeded, but:",
}


def show(lab: Lab, desk: Desk) -> None:
    """Draw the title, the buttons and the job; only this part is drawn anew, and only while a job is active."""
    was_active = lab.refreshes.active() is not None
    following.panel(_panel, every=EVERY if was_active else None)(lab, desk, was_active=was_active)


def _panel(lab: Lab, desk: Desk, *, was_active: bool) -> None:
    job = lab.refreshes.active()
    if (job is not None) != was_active:
        st.rerun(scope="app")  # what the whole page shows is of before
    title, buttons = st.columns([3, 2], vertical_alignment="bottom")
    title.title("Data")
    title.caption("What every figure stands on: the snapshot of the warehouse, its quality, how it is refreshed.")
    with buttons:
        _buttons(lab, desk, job)
    if desk.fault is not None:
        error_box.show(desk.fault)
    if job is not None:
        _progress(lab, desk, job)
    else:
        _ended(lab.refreshes.last())


def _buttons(lab: Lab, desk: Desk, job: Job | None) -> None:
    why = None if job is None else "One refresh at a time: wait for the one under way, or cancel it."
    with st.container(horizontal=True, horizontal_alignment="right"):
        st.button(
            "Refresh now", icon=":material/sync:", type="primary", key="data.refresh", disabled=job is not None,
            help=why or "Takes what is new in the warehouse into a new snapshot, in the background.",
            on_click=lambda: desk.refresh(lab, full=False),
        )  # fmt: skip
        st.button(
            "Full refresh", icon=":material/database_upload:", key="data.refresh.full", disabled=job is not None,
            help=why or "Reads every table anew and compares it with the last snapshot. Slower.",
            on_click=lambda: desk.refresh(lab, full=True),
        )  # fmt: skip


def _progress(lab: Lab, desk: Desk, job: Job) -> None:
    now = lab.clock.now()
    with st.container(border=True):
        st.progress(min(max(job.share, 0.0), 1.0), text=f"**{plain(_step(job))}** · {words.share(job.share, digits=0)}")
        if job.state is JobState.WAITING and job.what:
            again = f" Try {job.attempt + 1} {until(job.next_try_at, now=now)}." if job.next_try_at else ""
            st.markdown(f":orange[:material/cloud_off:] {plain(shortened(job.what))}{again}")
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.caption(plain(_about(job, now - job.requested_at)), width="content")
            waits = job.is_cancelling and now - (job.cancel_requested_at or now) < PATIENCE
            st.button(
                "Cancelling ..." if waits else "End its process" if job.is_cancelling else "Cancel",
                icon=":material/cancel:", key="data.cancel", disabled=waits,
                help="The snapshot in force stays as it is.", on_click=lambda: desk.cancel(lab, job.job_id),
            )  # fmt: skip


def _step(job: Job) -> str:
    if job.is_cancelling:
        return "Ending"
    return job.step or "About to begin"


def _about(job: Job, since: timedelta) -> str:
    kind = "Full refresh" if job.kind == "full" else "Refresh"
    tries = f" · try {job.attempt}" if job.attempt > 1 else ""
    taken = max(int(since.total_seconds()), 0)
    spent = f"{taken} s" if taken < 100 else words.age(since)
    return f"{kind} {job.job_id}, asked for by {job.requested_by} · for {spent}{tries}"


def _ended(job: Job | None) -> None:
    if job is None or not job.what:
        return
    error = LabError(f"{ENDS.get(job.state, '')} {job.what}", fix=job.fix or "Start another one.")
    if job.state is JobState.CANCELLED:
        st.info(plain(f"{error.what} {job.fix or ''}"), icon=":material/cancel:")
    else:
        error_box.show(error)
