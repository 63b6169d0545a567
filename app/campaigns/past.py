"""The campaigns that ran before the Lab, as the warehouse tells of them."""

from __future__ import annotations

import polars as pl
import streamlit as st

from app import nav
from app.components import columns, links, tables
from core.reports import past_campaigns, words
from core.reports.sheet import Scale
from core.services.lab import Lab
from core.services.past_campaigns import PastCampaign


def show(lab: Lab) -> None:
    """Draw them behind a click; a click on one opens its report."""
    section = st.expander("Past campaigns", icon=":material/history:", key="campaigns.past", on_change="rerun")
    if not section.open:
        return
    with section:
        found = lab.past.all()
        if not found:
            st.caption("The warehouse profile declares none (`past_campaigns`).")
            return
        st.caption("They ran before the Lab, without a control group: estimates are observational, against the time "
                   "before and against households that were not targeted.")  # fmt: skip
        frame = pl.DataFrame([_row(c) for c in found], infer_schema_length=None)
        row = tables.pick(frame, key="campaigns.past.list", columns=COLUMNS)
        tables.csv(frame, key="campaigns.past.list", file="past-campaigns")
    if row is not None:
        links.go(nav.REPORTS, campaign=frame["number"][row])


def _row(campaign: PastCampaign) -> dict[str, object]:
    did, low, high = campaign.did, campaign.ci_low, campaign.ci_high
    scale = Scale("money", campaign.unit, is_difference=True)
    told = f"none: {campaign.reason}"
    if did is not None and low is not None and high is not None:
        told = scale.ranged(did, low, high)
    return {
        "name": campaign.name, "number": campaign.number, "kind": campaign.kind or "",
        "when": past_campaigns.span(campaign.starts_on, campaign.ends_on), "targeted": campaign.targeted,
        "redemptions": campaign.redemptions, "rate": campaign.redemption_rate, "estimate": told or words.UNKNOWN,
    }  # fmt: skip


COLUMNS = {
    "name": st.column_config.TextColumn("Campaign", pinned=True), "number": None, "kind": "Kind", "when": "When",
    "targeted": columns.count("Targeted"), "redemptions": columns.count("Redemptions", "redemptions"),
    "rate": columns.share("Redeemed", "of the targeted"),
    "estimate": st.column_config.TextColumn(
        "Extra sales for each customer", width="large", help="Difference in differences, with an interval of 95 %."
    ),
}  # fmt: skip
