"""Build a rule and watch exact counts while editing."""

from __future__ import annotations

import json

import streamlit as st

from app.components import charts, error_box
from app.components.rule_builder import BuilderState, NodeCount, field_dicts, rule_builder
from app.components.text import plain
from app.segments.draft import BUILDER, Draft, begin
from core.errors import LabError
from core.kernel.canonical import Json
from core.reports import segments as figures
from core.reports import words
from core.services.audiences import Preview
from core.services.lab import Lab


def show(lab: Lab, draft: Draft) -> None:
    """Draw the builder, the counts beside it, and what can be done with the rule."""
    state = draft.state()
    preview, fault = _preview(lab, draft, state)
    left, right = st.columns([2.1, 1], gap="large")
    with left:
        _builder(lab, draft, preview, counted=state.rule)
        if fault is not None:
            error_box.show(fault)
        _json_editor(lab, draft, state)
        if preview is not None:
            _steps(preview)
            _rehearse(lab, preview)
    with right:
        _counts(lab, preview, state)
        _save(lab, draft, state, blocked=fault is not None)


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


def _json_editor(lab: Lab, draft: Draft, state: BuilderState) -> None:
    with st.expander("Edit as JSON", expanded=state.is_advanced, icon=":material/data_object:"):
        shown = "" if state.rule is None else json.dumps(state.rule, ensure_ascii=False, indent=2)
        with st.form("segments.json", border=False):
            # its key follows the rule, so the text never shows another rule than the builder does
            text = st.text_area(
                "JSONLogic", shown, height=220, key=f"segments.json.text.{draft.revision}.{hash(shown)}",
                help="What the visual builder cannot show, such as arithmetic, can be written here.",
            )  # fmt: skip
            if st.form_submit_button("Use this rule"):
                _use(lab, draft, text)


def _use(lab: Lab, draft: Draft, text: str) -> None:
    try:
        rule = lab.segments.check(text, slug=draft.slug)
    except LabError as error:  # shown here, so that what was typed stays on the screen
        error_box.show(error)
        return
    draft.load(rule.json)
    st.rerun()


def _counts(lab: Lab, preview: Preview | None, state: BuilderState) -> None:
    if preview is None:
        st.metric("Members", "–", border=True, help="Customers for whom the rule holds.")
        st.caption("Add a condition to see who is in the segment.")
        return
    share = preview.members / preview.total if preview.total else 0
    st.metric(
        "Members", f"{preview.members:,} customers", f"{share:.1%} of {preview.total:,}",
        delta_color="off", delta_arrow="off", border=True, help="Customers for whom the rule holds, counted exactly.",
    )  # fmt: skip
    if preview.empty_because:
        st.warning(plain(preview.empty_because), icon=":material/filter_alt_off:")
    if state.incomplete:
        st.info("Half-typed conditions are not counted yet: " + "; ".join(state.problems), icon=":material/edit:")
    st.caption(f"As of {plain(words.instant(preview.as_of, lab.features.zone))}. {plain(preview.rule.text)}.")


def _save(lab: Lab, draft: Draft, state: BuilderState, *, blocked: bool) -> None:
    with st.form("segments.save"):
        name = st.text_input("Name", draft.name, key=f"segments.name.{draft.revision}.{draft.slug}")
        description = st.text_area(
            "Description", draft.description, height=80, key=f"segments.description.{draft.revision}.{draft.slug}"
        )
        comment = st.text_input("What changed", key=f"segments.comment.{draft.slug}", placeholder="optional")
        label = "Create segment" if draft.slug is None else "Save new version"
        pressed = st.form_submit_button(label, type="primary", width="stretch")
    if not pressed:
        return
    draft.name, draft.description = name, description
    if state.incomplete:
        st.error("Not saved: finish or remove these conditions first. " + "; ".join(state.problems))
    elif state.rule is None:
        st.error("Not saved: a segment needs at least one condition.")
    elif not blocked:
        try:
            _store(lab, draft, state, comment)
        except LabError as error:  # shown here, so that nothing that was typed is lost
            error_box.show(error)


def _store(lab: Lab, draft: Draft, state: BuilderState, comment: str) -> None:
    words = {"description": draft.description, "comment": comment}
    if draft.slug is None:
        saved = lab.segments.create(draft.name, state.rule, **words)
    else:
        saved = lab.segments.edit(draft.slug, seen=draft.seen, rule=state.rule, rename=draft.name, **words)
    lab.memberships.recalculate(saved.slug)
    begin(saved, revision=draft.revision + 1)
    st.query_params["segment"] = saved.slug
    st.toast(f"Saved {saved.name!r} as version {saved.head}.", icon=":material/check_circle:")
    st.rerun()


def _steps(preview: Preview) -> None:
    with st.expander("Condition by condition", icon=":material/waterfall_chart:"):
        st.caption("How many customers are left after each condition, in the order in which they stand.")
        charts.draw(figures.waterfall, preview.nodes, key="segments.waterfall")


def _rehearse(lab: Lab, preview: Preview) -> None:
    with st.expander("Rehearse on history", icon=":material/history:"):
        st.caption("How large this segment would have been at the beginning of each month, by the same rule.")
        if st.toggle("Show", key="segments.rehearse"):
            with st.spinner("Counting every month …"):
                trend = lab.memberships.trend(preview.rule, lab.warehouse.month_starts())
            charts.draw(figures.rehearsed, trend, key="segments.rehearsal")
