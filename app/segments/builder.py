"""Build a rule and watch exact counts while editing."""

from __future__ import annotations

import streamlit as st

from app.components import charts, error_box
from app.components.rule_builder import BuilderState, NodeCount, field_dicts, rule_builder
from app.components.text import plain
from app.segments import json_editor, saving
from app.segments.draft import BUILDER, Draft, desk
from core.errors import LabError
from core.kernel.canonical import Json
from core.reports import segments as figures
from core.reports import words
from core.services.audiences import Preview
from core.services.lab import Lab
from core.services.segments import Segment


def show(lab: Lab, segment: Segment | None) -> None:
    """Draw the builder, the counts beside it, and what can be done with the rule; no segment begins a new one."""
    work = desk()
    draft = work.of(segment)
    json_editor.answer(lab, work, draft)
    if saving.answer(lab, work, draft):
        st.rerun()
    state = draft.state()
    preview, fault = _preview(lab, draft, state)
    left, right = st.columns([2.1, 1], gap="large")
    with left:
        _builder(lab, draft, preview, counted=state.rule)
        if fault is not None:
            error_box.show(fault)
        _said(lab, preview, state)
        json_editor.show(draft, state)
        if preview is not None:
            _steps(preview)
            _rehearse(lab, preview)
    with right:
        _counts(preview)
        saving.form(draft)


def _preview(lab: Lab, draft: Draft, state: BuilderState) -> tuple[Preview | None, LabError | None]:
    if state.rule is None:
        return None, None
    try:
        return lab.audiences.preview(lab.segments.check(state.rule, slug=draft.slug)), None
    except LabError as error:
        return None, error


def _builder(lab: Lab, draft: Draft, preview: Preview | None, *, counted: Json) -> None:
    counts = (
        None if preview is None else {n.path: NodeCount(members=n.members, removes=n.removes) for n in preview.nodes}
    )
    rule_builder(
        BUILDER,
        fields=field_dicts(lab.segments.schema(without=draft.slug)),
        rule=draft.rule,
        revision=draft.revision,
        counts=counts,
        counted=None if preview is None else counted,
        explanation="" if preview is None else preview.rule.text,
    )


def _counts(preview: Preview | None) -> None:
    if preview is None:
        st.metric("Members", "–", border=True, help="Customers for whom the rule holds.")
        st.caption("Add a condition to see who is in the segment.")
        return
    share = preview.members / preview.total if preview.total else 0
    st.metric(
        "Members", f"{preview.members:,} customers", f"{share:.1%} of {preview.total:,}",
        delta_color="off", delta_arrow="off", border=True, help="Customers for whom the rule holds, counted exactly.",
    )  # fmt: skip


def _said(lab: Lab, preview: Preview | None, state: BuilderState) -> None:
    """Draw what is to be said of the rule; below the builder, where it pushes no button from under the mouse."""
    if state.incomplete:
        st.info(
            "Half-typed conditions are not counted yet: " + plain("; ".join(state.problems)), icon=":material/edit:"
        )
    if preview is None:
        return
    if preview.empty_because:
        st.warning(plain(preview.empty_because), icon=":material/filter_alt_off:")
    st.caption(f"As of {plain(words.instant(preview.as_of, lab.features.zone))}. {plain(preview.rule.text)}.")


def _steps(preview: Preview) -> None:
    section = st.expander("Condition by condition", icon=":material/waterfall_chart:", key="steps", on_change="rerun")
    if section.open:
        section.caption("How many customers are left after each condition, in the order in which they stand.")
        with section:
            charts.draw(figures.waterfall, preview.nodes, key="segments.waterfall")


def _rehearse(lab: Lab, preview: Preview) -> None:
    section = st.expander("Rehearse on history", icon=":material/history:", key="rehearse", on_change="rerun")
    if section.open:
        when = "in each kept snapshot" if lab.features.is_pinned else "at the beginning of each month"
        section.caption(f"How large this segment would have been {when}, by the same rule.")
        with section, st.spinner("Counting …"):
            trend = lab.memberships.trend(preview.rule, lab.features.moments())
            charts.draw(figures.rehearsed, trend, key="segments.rehearsal")
