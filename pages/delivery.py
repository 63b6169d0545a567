"""Delivery: how many messages are where, each with its reason, and what the outbox holds."""

from __future__ import annotations

import streamlit as st

from app.delivery import entries, messages, overview
from app.runtime import lab

st.title("Delivery")
st.caption(
    "Every message of every campaign: waiting, sent, or given up with the reason. None is lost, and each has one key, "
    "however often it is tried."
)
views = {"Overview": overview.show, "Deliveries": entries.show, "Outbox": messages.show}
for tab, draw in zip(
    st.tabs(list(views), key="view", on_change="rerun", bind="query-params"), views.values(), strict=True
):
    if tab.open:
        with tab:
            draw(lab())
