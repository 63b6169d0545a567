"""The messages that the outbox keeps, each readable as the customer would have got it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from app.components import empty_state, tables
from app.components.text import plain
from app.delivery import choosing
from app.delivery.columns import messages
from core.kernel.canonical import digest
from core.reports import words
from core.services.lab import Lab


def show(lab: Lab) -> None:
    """Draw the table; a click on a message shows it."""
    left, right, _ = st.columns(3)
    with left:
        campaign = choosing.campaign(lab)
    with right:
        customer = choosing.customer()
    known = lab.deliveries.count_messages(campaign, customer_id=customer)
    if not known:
        hint = "The channel outbox keeps its messages here; other channels hand theirs on."
        empty_state.show("The outbox holds no such message", hint, icon=":material/inbox:")
        return
    offset = choosing.offset(digest(["outbox", campaign, customer]), known)
    frame = lab.deliveries.messages(campaign, customer_id=customer, limit=choosing.PAGE, offset=offset)
    columns = messages(lab.features.zone.key)
    st.caption(f"{words.count(known, 'message')}, the newest first. Click one to read it.")
    row = tables.pick(frame, key="delivery.messages", columns=columns, order=list(columns))
    tables.csv(frame, key="delivery.messages", file="outbox")
    if row is not None:
        _read(frame.row(row, named=True))


def _read(message: dict[str, Any]) -> None:
    with st.container(border=True):
        to = f"To customer {message['customer_id']}, from {message['campaign']}"
        st.caption(plain(f"{to}, variant {message['variant']}" if message["variant"] else to))
        st.markdown(f"**{plain(message['subject']) or 'No subject'}**")
        if message["is_html"]:  # shown and never run: it may hold anything
            st.code(message["body"], language="html", wrap_lines=True)
        else:
            st.text(message["body"])
