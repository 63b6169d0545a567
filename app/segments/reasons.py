"""Why one customer is a member, or not."""

from __future__ import annotations

import polars as pl
import streamlit as st

from core.services.lab import Lab
from core.services.segments import Segment


def show(lab: Lab, segment: Segment) -> None:
    """Ask for a customer and draw each condition with the customer's value."""
    column, _ = st.columns([1, 2])
    customer = column.text_input(
        "Customer id",
        key="customer",
        bind="query-params",
        placeholder="for example 1",
        help="As the warehouse names it.",
    )
    if not customer:
        st.info(
            "Type a customer's id to see each condition, the customer's value, and whether it held.",
            icon=":material/help:",
        )
        return
    why = lab.audiences.why(segment.slug, customer.strip())
    verdict = "is a member" if why.is_member else "is not a member"
    (st.success if why.is_member else st.warning)(
        f"Customer {why.customer_id} {verdict} as of {why.as_of:%d %b %Y, %H:%M} UTC."
    )
    steps = pl.DataFrame(
        {
            "held": ["✓" if s.held else "✗" for s in why.reasons],
            "condition": [" " * 4 * s.depth + s.text for s in why.reasons],
            "value": [s.shown for s in why.reasons],
        }
    )
    st.dataframe(
        steps, hide_index=True, width="stretch", key="segments.why",
        column_config={
            "held": st.column_config.TextColumn("Held", width=60),
            "condition": st.column_config.TextColumn("Condition", width="large"),
            "value": st.column_config.TextColumn("The customer's value", width="medium"),
        },
    )  # fmt: skip
