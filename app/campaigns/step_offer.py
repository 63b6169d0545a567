"""What customers are offered, by which channels, and what they read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from app.campaigns import messages, preview
from app.campaigns.draft import Draft
from app.campaigns.problems import OFFER, Found
from app.components.text import plain
from app.documents import fields
from core.services.lab import Lab

KINDS = {
    "information": "nothing but the message", "discount": "a discount", "points": "points", "gift": "a gift",
}  # fmt: skip
CHANNELS = {
    "outbox": "outbox (kept here)", "csv": "CSV file", "email": "e-mail", "webhook": "webhook",
    "warehouse": "table in the warehouse",
}  # fmt: skip


def show(lab: Lab, draft: Draft, problems: tuple[Found, ...]) -> None:
    """Draw the form."""
    offer(draft.terms["offer"], draft.key("offer"), lab.warehouse.snapshot().unit)
    fields.several(
        draft.terms, "channels", "Channels, the preferred one first", key=draft.key("channels"), options=CHANNELS,
        placeholder="Choose one or more",
        help="A customer gets the message by the first of them that may be used. Nobody gets it twice.",
    )  # fmt: skip
    _faults(lab, draft)
    st.subheader("Message")
    channels = draft.terms["channels"]
    messages.show(lab, draft.terms["messages"], key=draft.key("message"), channels=channels)
    messages.problems(problems, "/messages")
    if st.session_state.get("step") == OFFER:  # it asks the warehouse
        preview.show(lab, draft)


def offer(row: dict[str, Any], key: str, unit: str) -> None:
    """Draw what is offered."""
    first, second, third, fourth = st.columns([2, 1.4, 1, 1])
    with first:
        fields.text(row, "name", "Offer", key=f"{key}.name", placeholder="for example Five dollars off")
    with second:
        kind = fields.choice(row, "kind", "It is", key=f"{key}.kind", options=KINDS)
    with third:
        label = "Points" if kind == "points" else f"Costs ({unit})"
        says = "What one conversion costs by it." if kind != "points" else "Points for each conversion."
        fields.money(row, "value", label, key=f"{key}.value", disabled=kind == "information", help=says)
    with fourth:
        fields.text(row, "code", "Code", key=f"{key}.code", help="What is shown at the till. Optional.")


def _faults(lab: Lab, draft: Draft) -> None:
    faults: Mapping[str, str | None] = lab.campaigns.channels()
    with st.container(gap=None):
        for name in draft.terms["channels"]:
            if fault := faults.get(name):
                st.caption(f":orange[:material/error:] {CHANNELS[name]}: {plain(fault)}")
