"""The warehouse itself: where it is, whether it answers, whether it fits the profile."""

from __future__ import annotations

import streamlit as st

from app.components import empty_state, error_box, following, tables
from app.components.text import plain
from app.data.desk import Desk, Trial
from core.errors import LabError
from core.reports import words
from core.services.lab import Lab
from core.services.warehouse import SourceReport

EVERY = 0.5  # seconds between two looks at a test that is under way
LOOKS = {"error": ":red[:material/error:]", "warning": ":orange[:material/warning:]"}
COLUMNS = {
    "table": st.column_config.TextColumn("Table", pinned=True, help="As the profile calls it."),
    "source": st.column_config.TextColumn("In the warehouse", help="The table or view behind it, or sql."),
    "can_read": st.column_config.CheckboxColumn("Readable"),
    "rows": st.column_config.NumberColumn("Rows", format="localized"),
    "is_exact": st.column_config.CheckboxColumn("Counted", help="Otherwise the rows are the server's estimate."),
    "newest": st.column_config.DatetimeColumn("Newest", format="D MMM YYYY, HH:mm:ss", timezone="UTC", help="UTC"),
    "declared": st.column_config.NumberColumn("Columns declared"),
    "found": st.column_config.NumberColumn("Columns found"),
}


def show(lab: Lab, desk: Desk) -> None:
    """Draw the button and what the last test found; it runs beside the page, and only this part waits for it."""
    is_under_way = desk.trial is not None and not desk.trial.is_over
    following.panel(_panel, every=EVERY if is_under_way else None)(lab, desk, was_under_way=is_under_way)


def _panel(lab: Lab, desk: Desk, *, was_under_way: bool) -> None:
    trial = desk.trial
    is_under_way = trial is not None and not trial.is_over
    if is_under_way != was_under_way:
        st.rerun(scope="app")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Test connection", icon=":material/electrical_services:", key="data.test", disabled=is_under_way,
            on_click=lambda: desk.test(lab),
        )  # fmt: skip
        if is_under_way:
            st.markdown(":material/hourglass_top: Asking the warehouse ...", width="content")
    if trial is None:
        _address(lab)
        hint = "It connects, looks at every declared table and column, and says everything that is wrong at once."
        empty_state.show("Not tested yet", hint, icon=":material/electrical_services:")
    elif trial.is_over:
        _answer(trial)


def _address(lab: Lab) -> None:
    try:
        where = lab.warehouse.address
    except LabError as error:
        error_box.show(error)
    else:
        st.markdown(f"DWH_URL points to `{where}`.")


def _answer(trial: Trial) -> None:
    if trial.fault is not None:
        raise trial.fault
    if trial.report is not None:
        _report(trial.report)
        st.caption(f"Asked at {plain(words.instant(trial.asked_at, trial.lab.features.zone))}.")


def _report(report: SourceReport) -> None:
    where = plain(report.address or "DWH_URL")
    if report.server:
        st.markdown(f"`{report.address}` · {plain(report.server)} · {_latency(report)}")
    if report.is_good:
        st.success(f"{where} answers, and a refresh can be expected to succeed.", icon=":material/check_circle:")
    else:
        n = words.count(len(report.errors), "fault")
        st.error(f"{where}: {n} would keep a refresh from succeeding.", icon=":material/error:")
    for fault in report.faults:
        with st.container(gap="xxsmall"):
            place = f" ({fault.place})" if fault.place else ""
            st.markdown(f"{LOOKS[fault.level]} **{plain(fault.subject)}** · {plain(fault.what + place)}")
            st.caption(plain(fault.fix))
    if not report.tables.is_empty():
        tables.show(report.tables, key="data.source", file="source-tables", columns=COLUMNS)


def _latency(report: SourceReport) -> str:
    return "" if report.latency_ms is None else f"answers in {report.latency_ms:,.1f} ms"
