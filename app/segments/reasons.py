"""Why one customer is a member, or not."""

from __future__ import annotations

import streamlit as st

from app import nav
from app.components import empty_state, error_box, links, reasons
from app.components.text import plain
from core.errors import NotFound
from core.reports import words
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
        hint = "Type a customer's id to see each condition, the customer's value, and whether it held."
        empty_state.show("Which customer?", hint, icon=":material/person_search:")
        return
    try:
        why = lab.audiences.why(segment.slug, customer.strip())
    except NotFound as error:  # shown here, so that another id can be typed
        error_box.show(error)
        return
    verdict = "is a member" if why.is_member else "is not a member"
    (st.success if why.is_member else st.warning)(
        f"Customer {plain(str(why.customer_id))} {verdict} as of {plain(words.instant(why.as_of, lab.features.zone))}."
    )
    links.to(nav.CUSTOMERS, f"Customer {plain(str(why.customer_id))}", customer=str(why.customer_id))
    reasons.show(why, key="segments.why", file=f"{segment.slug}-why")
