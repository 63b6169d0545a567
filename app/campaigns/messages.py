"""What customers read: a message for all channels, or one for each, with values of the customer put in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from app.campaigns.problems import Found, below
from app.documents import fields
from core.reports.campaign_plan import placeholders
from core.services.lab import Lab

DEFAULT = "default"
NAMES = {
    DEFAULT: "all channels", "outbox": "outbox", "csv": "CSV file", "email": "e-mail", "webhook": "webhook",
}  # fmt: skip


def show(lab: Lab, held: dict[str, Any], *, key: str, channels: Sequence[str]) -> None:
    """Draw the message of one channel at a time; `held` are the messages by channel, the default one under its name."""
    own = [c for c in NAMES if c != DEFAULT and (c in channels or held.get(c, {}).get("body"))]
    options = [DEFAULT, *own]
    chosen = st.segmented_control(
        "Written for", options, format_func=lambda c: _label(c, held), default=_first(options, held), required=True,
        key=f"{key}.channel.{'.'.join(options)}",
        help="What is written for all channels stands wherever a channel has no message of its own.",
    )  # fmt: skip
    _editor(lab, held.setdefault(chosen, {}), key=f"{key}.{chosen}")


def problems(found: Sequence[Found], pointer: str) -> None:
    """Draw what is wrong with the messages."""
    below(found, pointer)


def _first(options: Sequence[str], held: Mapping[str, Any]) -> str:
    return next((c for c in options if held.get(c, {}).get("body")), options[0])


def _label(channel: str, held: Mapping[str, Any]) -> str:
    return NAMES[channel] + (" ✓" if held.get(channel, {}).get("body") else "")


def _editor(lab: Lab, message: dict[str, Any], *, key: str) -> None:
    fields.text(message, "subject", "Subject", key=f"{key}.subject", placeholder="optional but for e-mail")
    fields.area(message, "body", "Text", key=f"{key}.body", height=190)
    left, middle, right = st.columns([2.4, 1, 1.2], vertical_alignment="bottom")
    known = placeholders(lab.campaigns.schema())
    picked = left.selectbox(
        "Value of the customer", list(known), format_func=lambda v: known[v], key=f"{key}.pick",
        help="What stands after | is written where a customer has no such value.",
    )  # fmt: skip
    middle.button("Insert", icon=":material/add:", key=f"{key}.insert", on_click=_insert, args=(f"{key}.body", picked))
    with right:
        fields.flag(
            message, "html", "HTML", key=f"{key}.html", help="The text is HTML. Values that are put in are escaped."
        )


def _insert(field: str, text: str) -> None:
    """Put a placeholder at the end of a text."""
    held = st.session_state.get(field, "")
    gap = "" if not held or held[-1].isspace() else " "
    st.session_state[field] = f"{held}{gap}{text}"
