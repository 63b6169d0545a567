"""How deliveries and messages are shown in tables."""

from __future__ import annotations

import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

STATES = {
    "queued": "◷ waiting", "leased": "▶ being sent", "sent": "✓ sent", "dead": "✗ given up", "cancelled": "– cancelled",
}  # fmt: skip
WORDS = {name: said.partition(" ")[2] for name, said in STATES.items()}
SAYS = {
    "queued": "Due, or to be tried again later.",
    "leased": "A worker has it; if the worker dies, another one takes over.",
    "sent": "The channel has taken it.",
    "dead": "Refused for good, or tried too often; the reason stands beside each.",
    "cancelled": "The campaign was ended, or the customer withdrew consent meanwhile.",
}


def _instant(label: str, zone: str, says: str = "") -> ColumnConfig:
    told = f"{says} {zone}".strip()
    return st.column_config.DatetimeColumn(label, format="D MMM YYYY, HH:mm:ss", timezone=zone, help=told)


def counts() -> dict[str, ColumnConfig]:
    """Return the columns of the counts."""
    numbers = {
        state: st.column_config.NumberColumn(WORDS[state].capitalize(), format="localized", help=SAYS[state])
        for state in STATES
    }
    return {
        "campaign": st.column_config.TextColumn("Campaign", pinned=True),
        "channel": st.column_config.TextColumn("Channel"),
        **numbers,
    }


def deliveries(zone: str) -> dict[str, ColumnConfig]:
    """Return the columns of deliveries."""
    return {
        "customer_id": st.column_config.TextColumn("Customer", pinned=True),
        "campaign": st.column_config.TextColumn("Campaign"),
        "channel": st.column_config.TextColumn("Channel"),
        "state": st.column_config.TextColumn("State"),
        "attempts": st.column_config.NumberColumn("Tries", help="How often a worker has taken it."),
        "reason": st.column_config.TextColumn("Reason", width="large"),
        "not_before": _instant("Not before", zone, "When it is due, or is tried again."),
        "settled_at": _instant("Last settled", zone),
        "variant": st.column_config.TextColumn("Variant"),
        "arm": st.column_config.TextColumn("Arm"),
        "occasion": st.column_config.TextColumn("Occasion"),
        "run_id": st.column_config.NumberColumn("Run", format="%d"),
        "reference": st.column_config.TextColumn("Reference", help="What the channel calls it."),
    }


def messages(zone: str) -> dict[str, ColumnConfig]:
    """Return the columns of messages."""
    return {
        "customer_id": st.column_config.TextColumn("Customer", pinned=True),
        "campaign": st.column_config.TextColumn("Campaign"),
        "subject": st.column_config.TextColumn("Subject", width="large"),
        "variant": st.column_config.TextColumn("Variant"),
        "kept_at": _instant("Kept", zone),
        "occasion": st.column_config.TextColumn("Occasion"),
        "run_id": st.column_config.NumberColumn("Run", format="%d"),
    }
