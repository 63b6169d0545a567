"""The tab Plan: who would get a message if the campaign went off now, who not, and why."""

from __future__ import annotations

import polars as pl
import streamlit as st

from app.campaigns import columns, plan_parts, planned
from app.campaigns.draft import Planned
from app.components import error_box, tables
from core.errors import LabError
from core.reports import campaign_plan as figures
from core.reports import words
from core.services.campaigns import Campaign
from core.services.lab import Lab

SHOWN = 1_000
ALL = "all"


def show(lab: Lab, campaign: Campaign) -> None:
    """Draw the parts of the audience, how the treated are shared out, and every customer with the reason."""
    try:
        made = planned.of_campaign(lab, campaign)
    except LabError as error:
        error_box.show(error)
        return
    plan_parts.show(lab, made, key="campaigns.plan")
    planned.again(made, lab)
    if made.plan.n_contacts:
        st.subheader("By channel and variant")
        plan_parts.splits(made, key="campaigns.plan")
    st.subheader("Customers")
    _customers(lab, campaign, made)


def _customers(lab: Lab, campaign: Campaign, made: Planned) -> None:
    """Draw the customers, filtered; the download has all that the filter leaves."""
    frame, counts = made.plan.frame, {str(r): n for r, n in made.plan.counts.items() if n}
    left, right = st.columns([1, 1])
    options = [ALL, *counts]
    chosen = left.selectbox(
        "What becomes of them", options, key=f"campaigns.plan.reason.{'.'.join(options)}",
        format_func=lambda r: "everybody" if r == ALL else f"{figures.reason_title(r)} ({counts[r]:,})",
    )  # fmt: skip
    customer = (right.text_input("Customer", key="campaigns.plan.customer", placeholder="an id") or "").strip()
    wanted = [pl.col("reason") == chosen] if chosen != ALL else []
    wanted += [pl.col("customer_id") == customer] if customer else []
    found = frame.filter(wanted) if wanted else frame
    titles = {r: figures.reason_title(r) for r in counts}
    names = ["customer_id", "what", "channel", "variant", "planned_at"]
    listed = found.with_columns(pl.col("reason").replace(titles).alias("what")).select(names)
    is_treated = found["reason"] == "treated"
    said = listed.with_columns(
        pl.when(is_treated).then(c).alias(c) for c in ("channel", "variant", "planned_at")
    )  # whoever gets nothing has no channel
    if said.is_empty():
        st.caption("Nobody of the audience is like that.")
        return
    st.dataframe(
        said.head(SHOWN).to_arrow(), hide_index=True, column_config=columns.plan(lab.features.zone.key),
        key="campaigns.plan.frame", placeholder="",
    )  # fmt: skip
    if found.height > SHOWN:
        st.caption(f"The first {SHOWN:,} of {words.count(found.height, 'customer')}; the download has all of them.")
    tables.csv(found.drop("facts").rename({"reason": "what"}), key="campaigns.plan.csv", file=f"{campaign.slug}-plan")
