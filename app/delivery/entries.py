"""Deliveries one by one, with their reasons; a click on one opens its customer."""

from __future__ import annotations

import polars as pl
import streamlit as st

from app import nav
from app.components import empty_state, links, tables
from app.delivery import choosing
from app.delivery.columns import STATES, WORDS, deliveries
from core.kernel.canonical import digest
from core.services.delivery_log import CHANNELS, Filter
from core.services.lab import Lab


def show(lab: Lab) -> None:
    """Draw the filters and the table."""
    asked = _asked(lab)
    known = lab.deliveries.count(asked)
    if not known:
        hint = "Leave out one of the filters; what no campaign has sent is not here."
        empty_state.show("There is no such delivery", hint, icon=":material/outbox:")
        return
    offset = choosing.offset(digest([asked.campaign, asked.channel, asked.state, asked.customer_id]), known)
    frame = lab.deliveries.page(asked, limit=choosing.PAGE, offset=offset).drop("facts")
    said = frame.with_columns(pl.col("state").replace_strict(STATES))
    columns = deliveries(lab.features.zone.key)
    st.caption(f"{known:,} found, the newest first.")
    row = tables.pick(said, key="delivery.entries", columns=columns, order=list(columns))
    tables.csv(said, key="delivery.entries", file="deliveries")
    if row is not None:
        links.go(nav.CUSTOMERS, customer=frame["customer_id"][row])


def _asked(lab: Lab) -> Filter:
    one, two, three, four = st.columns(4)
    with one:
        campaign = choosing.campaign(lab)
    with two:
        channel = choosing.one_of("Channel", {c: c for c in CHANNELS}, name="channel", nothing="every channel")
    with three:
        state = choosing.one_of("State", WORDS, name="state", nothing="any state")
    with four:
        customer = choosing.customer()
    return Filter(campaign, channel=channel, state=state, customer_id=customer)
