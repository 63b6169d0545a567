"""What campaigns did with a customer: every occasion, and why they got a message or not."""

from __future__ import annotations

import streamlit as st

from app.components import tables
from core.services.customers import Customer
from core.services.lab import Lab

COLUMNS = {
    "campaign": "Campaign",
    "planned_at": st.column_config.DatetimeColumn("When", format="D MMM YYYY, HH:mm"),
    "reason": st.column_config.TextColumn("What became of it", help="Each customer of an audience has one reason."),
    "channel": "Channel",
    "variant": "Variant",
    "delivery": "Delivery",
    "why": st.column_config.TextColumn("Why", width="large"),
    "occasion": st.column_config.TextColumn("Occasion", help="What set the campaign off; each fires once."),
}


def has(lab: Lab, customer: Customer) -> bool:
    """Say whether any campaign asked about the customer."""
    return not lab.launching.of_customer(str(customer.id)).is_empty()


def show(lab: Lab, customer: Customer) -> None:
    """Draw every occasion, the newest first."""
    st.caption("As it stands now, whatever day is chosen above. Times are those of the business.")
    found = lab.launching.of_customer(str(customer.id))
    zone = str(lab.features.zone)
    local = found.with_columns(found["planned_at"].dt.convert_time_zone(zone).dt.replace_time_zone(None))
    tables.show(local, key="customers.contacts", file=f"campaigns-{customer.id}", columns=COLUMNS, order=list(COLUMNS))
