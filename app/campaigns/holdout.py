"""The global holdout: start and end it, its history, and what all campaigns together brought."""

from __future__ import annotations

import polars as pl
import streamlit as st

from app.campaigns.draft import desk
from app.components import columns, empty_state, tables
from app.components.text import plain
from app.documents import fields
from core.reports import campaign_plan as figures
from core.reports import words
from core.services.holdout_report import HoldoutReport
from core.services.lab import Lab


def show(lab: Lab) -> None:
    """Draw the one in force, the form that starts another one, the history and the reports."""
    _open(lab)
    _start(lab)
    st.subheader("History")
    held = lab.holdouts.all()
    if not held:
        empty_state.show("There was no holdout yet", "Start one to measure all campaigns together.",
                         icon=":material/shield_person:")  # fmt: skip
        return
    rows = [
        {"name": h.name, "share": h.share, "from": h.from_at, "until": h.until_at, "started by": h.started_by,
         "ended by": h.ended_by or ""}
        for h in held
    ]  # fmt: skip
    zone = lab.features.zone.key
    shown = {
        "name": st.column_config.TextColumn("Holdout", pinned=True),
        "share": columns.share("Share", "of all customers"), "from": columns.instant("From", zone),
        "until": columns.instant("Until", zone), "started by": "Started by", "ended by": "Ended by",
    }  # fmt: skip
    frame = pl.DataFrame(rows, schema_overrides={"until": pl.Datetime("us", "UTC")}, infer_schema_length=None)
    tables.show(frame, key="campaigns.holdouts", file="holdouts", columns=shown)
    st.subheader("What all campaigns together brought", help="All customers known at the start, held out or not.")
    for report in lab.holdout_report.all():
        _report(report)


def _open(lab: Lab) -> None:
    now = lab.holdouts.open()
    if now is None:
        st.info("No holdout is in force: every customer may be contacted.", icon=":material/lock_open:")
        return
    left, right = st.columns([3, 1], vertical_alignment="center")
    since = words.instant(now.from_at, lab.features.zone)
    said = f"{now.name}: {words.share(now.share)} of all customers get nothing from any campaign, since {since}."
    left.success(plain(said), icon=":material/shield_person:")
    with right:
        if not st.session_state.get("campaigns.holdout.sure"):
            st.button("End it", icon=":material/stop:", key="campaigns.holdout.end", on_click=_sure)
        else:
            st.button("Yes, end it", type="primary", key="campaigns.holdout.yes", on_click=_end, args=(lab,))


def _sure() -> None:
    st.session_state["campaigns.holdout.sure"] = True


def _end(lab: Lab) -> None:
    work = desk()
    with work.lock:
        if st.session_state.pop("campaigns.holdout.sure", False):
            work.do(lambda: f"{lab.holdouts.end().name} has ended; its customers may be contacted again.")


def _start(lab: Lab) -> None:
    with st.expander("Start a holdout", icon=":material/add:", expanded=lab.holdouts.open() is None):
        with st.form("campaigns.holdout", border=False, clear_on_submit=True):
            left, right = st.columns(2)
            left.text_input("Name", key="campaigns.holdout.name", placeholder="optional")
            right.number_input("Share of all customers (%)", 0.1, 50.0, 5.0, 0.5, key="campaigns.holdout.share")
            st.checkbox(
                "Keep the people of the last one", key="campaigns.holdout.keep", disabled=not lab.holdouts.all(),
                help="Of the same share the same people; of a larger one those and more. Otherwise others are drawn.",
            )  # fmt: skip
            st.form_submit_button("Start it", type="primary", on_click=_begin, args=(lab,))
        if lab.holdouts.open() is not None:
            st.caption("The one in force ends with it.")


def _begin(lab: Lab) -> None:
    state = st.session_state
    share = fields.share(state.get("campaigns.holdout.share"))
    desk().do(
        lambda: _begun(
            lab, float(share or 0) / 100, state.get("campaigns.holdout.name") or "",
            keeps=bool(state.get("campaigns.holdout.keep")),
        )
    )  # fmt: skip


def _begun(lab: Lab, share: float, name: str, *, keeps: bool) -> str:
    made = lab.holdouts.start(share=share, name=name, keeps_people=keeps)
    return f"{made.name} is in force: {words.share(made.share)} of all customers get nothing from any campaign."


def _report(report: HoldoutReport) -> None:
    with st.container(border=True):
        st.markdown(f"##### {plain(report.name)}")
        st.markdown(plain(figures.holdout_answer(report)))
        if report.days:  # before a whole day is known there is nothing to count, and zeros would say otherwise
            _arms(report)
        for note in [*report.notes, *figures.holdout_reasons(report)]:
            st.caption(plain(note))


def _arms(report: HoldoutReport) -> None:
    frame = figures.holdout_arms(report)
    st.dataframe(
        frame.to_arrow(), hide_index=True, key=f"campaigns.holdout.arms.{report.holdout_id}", placeholder="",
        column_config={
            "who": st.column_config.TextColumn("Customers", pinned=True), "n": columns.count("Number"),
            "rate": columns.share("Bought", "of them"),
            "each": st.column_config.NumberColumn(f"Revenue each ({report.unit})", format="%.2f"),
        },
    )  # fmt: skip
