"""A version, or the unsaved edits, replayed on history."""

from __future__ import annotations

import streamlit as st

from app import nav
from app.components import charts, links, tables
from app.components.text import plain
from app.programs import choosing, running
from app.programs.columns import BY_CUSTOMER, MONTHS
from core.reports import programs as figures
from core.reports import words
from core.services.lab import Lab
from core.services.programs import Program
from core.services.replays import Replay

TOP = 200


def show(lab: Lab, program: Program) -> None:
    """Draw what is asked for, and what came of it."""
    st.caption("Every basket of the period under this program, begun with no points. Nothing is written.")
    left, right = st.columns([1, 3])
    with left:
        chosen = choosing.version(program, "programs.replay.version")
    with right:
        asked = choosing.period(lab, program, "programs.replay")
    if asked is None:
        return
    replay = running.replay(lab, program, chosen, asked)
    numbers(replay)
    charts.draw(
        figures.flow, replay, key="programs.replay.flow",
        alt="Points outstanding at the end of each month, and what came and went.",
    )  # fmt: skip
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader("Tiers", help="Shares of the customers at the end of each month.")
        charts.draw(figures.ladder, replay, key="programs.replay.ladder", alt="Shares of the tiers by month.")
    with right:
        st.subheader("Liability", help="Outstanding points at the value of a point, before breakage.")
        charts.draw(figures.liability, replay, key="programs.replay.liability", alt="Liability by month.")
    _tables(program, replay)


def numbers(replay: Replay) -> None:
    """Draw the sums."""
    row = st.container(horizontal=True)
    for label, value, says in (
        ("Issued", f"{replay.points_issued:,}", "Points awarded, after caps."),
        ("Burned", f"{replay.points_burned:,}", f"In {words.count(replay.redemptions, 'redemption')}."),
        ("Expired", f"{replay.points_expired:,}", "What was left of lots on their day."),
        ("Outstanding", f"{replay.outstanding:,}", "At the end of the last day."),
        ("Liability", words.money(replay.liability, replay.unit), "Outstanding points at the value of a point."),
        ("Cost", words.money(replay.cost, replay.unit), "What the redemptions were worth."),
        ("Customers", f"{replay.customers:,}", f"With {words.count(replay.events, 'basket')}."),
    ):
        row.metric(label, value, help=plain(says), border=True, width="content")


def _tables(program: Program, replay: Replay) -> None:
    file = f"{program.slug}-replay"
    with st.expander("Month by month", icon=":material/table:"):
        tables.show(replay.months, key="programs.replay.months", file=f"{file}-months", columns=MONTHS)
    st.subheader("Customers", help="Those who were awarded most. Click on one to open it.")
    most = replay.by_customer.sort("issued", "customer_id", descending=[True, False]).head(TOP)
    row = tables.pick(most, key="programs.replay.customers", columns=BY_CUSTOMER)
    tables.csv(replay.by_customer, key="programs.replay.customers", file=f"{file}-customers")
    if row is not None:
        links.go(nav.CUSTOMERS, customer=str(most["customer_id"][row]))
