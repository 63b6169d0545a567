"""The contact policy as forms, with its YAML."""

from __future__ import annotations

import streamlit as st

from app.campaigns.draft import desk
from app.campaigns.policy_draft import ALL, NEW, PolicyDraft, draft_of, forget
from app.campaigns.step_offer import CHANNELS
from app.components import error_box
from app.components.text import plain
from app.documents import fields
from app.documents.rows import Row
from core.errors import LabError
from core.services.lab import Lab
from core.services.policies import Policy

ZONES = {"business": "business time", "customer": "the customer's own time"}
THENS = {"hold": "messages wait until they are over", "skip": "the channel is passed over"}


def show(lab: Lab) -> None:
    """Draw caps, quiet hours, and the YAML beside them."""
    policy = lab.policies.current()
    draft = draft_of(policy)
    _answer(lab, draft)
    left, right = st.columns([2, 1], gap="large")
    with left:
        _caps(draft)
        _quiet(lab, draft)
    with right:
        fields.text(draft.words, "comment", "What changed", key=draft.key("comment"), placeholder="optional")
        st.button("Save the policy", type="primary", width="stretch", key=draft.key("save"), on_click=draft.ask,
                  args=("form",))  # fmt: skip
        with st.container():
            if draft.fault is not None:
                error_box.show(draft.fault)
            if draft.seen != policy.version:
                label = f"Begin anew from version {policy.version}"
                st.button(label, icon=":material/undo:", key=draft.key("anew"), on_click=forget)
        _yaml(lab, draft)


def _answer(lab: Lab, draft: PolicyDraft) -> None:
    """Save what was asked for, before anything is drawn; the fields were read in the run before."""
    with draft.lock:
        asked, draft.asked = draft.asked, ""
        if not asked:
            return
        draft.fault = None
        given = st.session_state.get(draft.yaml_key, "") if asked == "yaml" else draft.document()
        try:
            saved = lab.policies.save(given, seen=draft.seen, comment=draft.words.get("comment", ""))
        except LabError as error:
            draft.fault = error
            return
        forget()
    desk().do(lambda: f"The contact policy is version {saved.version} now.")
    st.rerun()


def _caps(draft: PolicyDraft) -> None:
    st.subheader("Caps", help="How many messages of all campaigns a customer may get in any so many days.")
    with st.container():
        for number, cap in list(draft.caps):
            _cap(draft, number, cap)
    st.button("Add a cap", icon=":material/add:", key=draft.key("add"), on_click=draft.add, args=(dict(NEW),))


def _cap(draft: PolicyDraft, number: int, cap: Row) -> None:
    first, second, third, gone = st.columns([1, 1, 1.4, 0.4], vertical_alignment="bottom")
    with first:
        fields.whole(cap, "at_most", "At most", key=draft.key(f"at_most.{number}"), max_value=1000)
    with second:
        fields.whole(cap, "per_days", "In days", key=draft.key(f"per_days.{number}"), least=1, max_value=366)
    with third:
        options = {ALL: "all channels together", **CHANNELS}
        fields.choice(cap, "channel", "By", key=draft.key(f"channel.{number}"), options=options)
    gone.button(
        "", icon=":material/delete:", key=draft.key(f"gone.{number}"), help="Remove this cap", type="tertiary",
        on_click=draft.remove, args=(number,),
    )  # fmt: skip


def _quiet(lab: Lab, draft: PolicyDraft) -> None:
    st.subheader("Quiet hours", help="When nobody is to be disturbed.")
    row = draft.quiet
    if not fields.flag(row, "is_kept", "Keep quiet hours", key=draft.key("quiet"), is_toggle=True):
        return
    first, second, third = st.columns([1, 1, 2])
    for column, name, label in ((first, "from", "From"), (second, "to", "To")):
        with column:
            fields.clock(row, name, label, key=draft.key(f"quiet.{name}"))
    with third:
        zones = {**ZONES, "business": f"business time ({lab.features.zone.key})"}
        fields.choice(row, "zone", "On the clock of", key=draft.key("quiet.zone"), options=zones)
    left, right = st.columns(2)
    with left:
        fields.choice(row, "then", "Meanwhile", key=draft.key("quiet.then"), options=THENS)
    with right:
        fields.several(
            row, "channels", "Of", key=draft.key("quiet.channels"), options=CHANNELS, placeholder="all channels"
        )


def _yaml(lab: Lab, draft: PolicyDraft) -> None:
    try:
        policy = lab.policies.read(draft.document())
    except LabError as error:
        st.caption(f":orange[:material/error:] {plain(error.what)}")
        return
    text = Policy(0, policy).text
    draft.yaml_key = draft.key(f"yaml.{hash(text)}")
    with st.expander("As YAML", icon=":material/data_object:"), st.form("campaigns.policy.yaml", border=False):
        st.text_area("YAML", key=fields.begin(draft.yaml_key, text), height=220, label_visibility="collapsed")
        st.form_submit_button("Save this YAML", on_click=draft.ask, args=("yaml",))
