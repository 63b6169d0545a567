"""A message as one customer would get it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from app.campaigns.draft import Draft
from app.components import error_box
from app.components.text import plain
from app.documents import fields
from core.errors import LabError
from core.services.lab import Lab

KEY = "campaigns.preview"


def show(lab: Lab, draft: Draft) -> None:
    """Draw the choice of customer, channel and variant, and the message."""
    with st.expander("Preview for a customer", icon=":material/visibility:", expanded=True):
        asked = _asked(lab, draft)
        document = draft.document()
        if not asked["customer"]:
            st.caption("Type the id of a customer.")
        else:
            _message(lab, document, asked)


def _asked(lab: Lab, draft: Draft) -> dict[str, Any]:
    channels = {c: c for c in draft.terms["channels"] if c != "warehouse"} or {"outbox": "outbox"}
    variants = {str(v.content.get("name")): str(v.content.get("name")) for v in draft.variants}
    row = draft.shown_for
    if not row.get("customer"):
        row["customer"] = _somebody(lab, draft)
    columns = st.columns(3)
    with columns[0]:
        fields.text(row, "customer", "Customer", key=draft.key("preview.customer"))
    with columns[1]:
        fields.choice(
            row, "channel", "Channel", key=draft.key(f"preview.channel.{'.'.join(channels)}"), options=channels
        )
    if variants:
        with columns[2]:
            fields.choice(
                row, "variant", "Variant", key=draft.key(f"preview.variant.{'.'.join(variants)}"), options=variants
            )
    else:
        row["variant"] = None
    return row


def _somebody(lab: Lab, draft: Draft) -> str:
    """Return a customer of the audience, or nobody."""
    audience = draft.terms.get("audience")
    try:
        frame = lab.audiences.member_features(audience, limit=1) if audience else None
    except LabError:
        return ""
    return "" if frame is None or frame.is_empty() else str(frame["customer_id"][0])


def _message(lab: Lab, document: dict[str, Any], asked: dict[str, Any]) -> None:
    try:
        made = lab.campaigns.preview_message(
            document, asked["customer"].strip(), channel=asked["channel"], variant=asked["variant"]
        )
    except LabError as error:
        error_box.show(error)
        return
    with st.container(border=True):
        if made.subject:
            st.markdown(f"**{plain(made.subject)}**")
        if made.is_html:
            st.caption("HTML, as text:")
            st.code(made.body, language="html", wrap_lines=True)
        else:
            st.text(made.body)
