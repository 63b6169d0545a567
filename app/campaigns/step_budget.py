"""What counts as success, what it may cost, and the contact policy that holds over all campaigns."""

from __future__ import annotations

import streamlit as st

from app import nav
from app.campaigns import document
from app.campaigns.draft import Draft
from app.campaigns.policy_words import told
from app.campaigns.problems import Found, below
from app.components import links
from app.components.text import plain
from app.documents import fields
from app.documents.conditions import condition
from core.services.lab import Lab

GOALS = {
    document.PURCHASE: "a purchase", document.REDEMPTION: "a redemption of points",
    document.EVENT: "an imported event",
}  # fmt: skip


def show(lab: Lab, draft: Draft, problems: tuple[Found, ...]) -> None:
    """Draw the forms, and what the policy says."""
    st.subheader("Success", help="What counts as a conversion; treated customers are compared with the control group.")
    with st.container():
        _goal(lab, draft)
    below(problems, "/conversion")
    st.subheader("Budget")
    _budget(lab, draft)
    st.subheader("Contact policy", help="It holds over all campaigns, and is edited on a page of its own.")
    for line in told(lab.policies.current(), lab.holdouts.open()):
        st.markdown(f"- {plain(line)}")
    links.to(nav.CAMPAIGNS, "Edit the contact policy", icon=":material/policy:", view="policy")


def _goal(lab: Lab, draft: Draft) -> None:
    row = draft.goal.content
    left, middle, right = st.columns([1.4, 1, 1.4])
    with left:
        kind = fields.choice(row, "kind", "A conversion is", key=draft.key("goal.kind"), options=GOALS)
    with middle:
        fields.whole(row, "within_days", "Within days", key=draft.key("goal.days"), least=1, max_value=366)
    if kind == document.EVENT:
        with right:
            fields.text(row, "event", "Event", key=draft.key("goal.event"), placeholder="for example signed_up")
    basket = lab.campaigns.basket()
    if kind == document.PURCHASE and basket is not None:
        st.caption("For which this holds (no condition: any purchase)")
        condition(draft.goal, draft.key("goal.when"), basket, counts="any purchase counts")


def _budget(lab: Lab, draft: Draft) -> None:
    unit, terms = lab.warehouse.snapshot().unit, draft.terms
    left, middle, right = st.columns(3)
    with left:
        fields.money(
            terms, "cost_per_contact", f"Cost of a contact ({unit})", key=draft.key("cost"), placeholder="0.00"
        )
    with middle:
        fields.money(
            terms, "budget", f"Budget ({unit})", key=draft.key("budget"), placeholder="no limit",
            help="The contacts of the whole campaign may not cost more together.",
        )  # fmt: skip
    with right:
        fields.whole(
            terms, "priority", "Priority", key=draft.key("priority"), max_value=100,
            help="0 to 100. Where caps make campaigns compete on the same day, the highest goes first.",
        )  # fmt: skip
