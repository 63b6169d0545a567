"""The parts of a plan: who gets a message and who does not, and how small an effect that could show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from app.campaigns.columns import PARTS, SPLIT
from app.campaigns.draft import Planned
from app.components import charts
from app.components.text import plain
from core.reports import campaign_plan as figures
from core.reports import words
from core.services.lab import Lab


def show(lab: Lab, made: Planned, *, key: str) -> None:
    """Draw the bar, the table with the reasons, the cost and the smallest effect."""
    plan = made.plan
    unit = lab.warehouse.snapshot().unit
    row = st.container(horizontal=True)
    row.metric("Audience", words.count(plan.n_audience, "customer"), border=True, width="content")
    row.metric("Get a message", words.count(plan.n_contacts, "customer"), border=True, width="content")
    row.metric("Cost of the contacts", words.money(plan.cost, unit), border=True, width="content")
    parts(plan.counts, key=key)
    _effect(made, unit)


def parts(counts: Mapping[Any, int], *, key: str) -> None:
    """Draw the parts of an audience as a bar and as a table."""
    frame = figures.partition(counts)
    charts.draw(
        figures.partition_bar,
        frame,
        key=f"{key}.parts",
        alt="A bar: the parts of the audience by what becomes of them.",
    )
    st.dataframe(
        frame.select("title", "n", "share", "meaning").to_arrow(), hide_index=True, column_config=PARTS,
        key=f"{key}.reasons", placeholder="",
    )  # fmt: skip


def splits(made: Planned, *, key: str) -> None:
    """Draw how the treated are shared out over channels and variants."""
    plan = made.plan
    if not plan.n_contacts:
        return
    columns = ["channel", *(["variant"] if plan.definition.variants else [])]
    frame = plan.split(*columns).with_columns((pl.col("n_customers") / plan.n_contacts).alias("share"))
    st.dataframe(frame.to_arrow(), hide_index=True, column_config=SPLIT, key=f"{key}.split", placeholder="")


def _effect(made: Planned, unit: str) -> None:
    plan = made.plan
    st.markdown("**How small an effect it could show**")
    if not plan.definition.control:
        st.caption("Nobody is held out as control, so no lift can be measured.")
    elif not made.powers:
        st.caption("Nobody would be treated, or nobody held out, so there is nothing to compare.")
    for line in figures.designed(made.powers, unit):
        st.markdown(f"- {plain(line)}")
