"""What holds over all campaigns: the contact policy and the global holdout."""

from __future__ import annotations

import polars as pl
import streamlit as st

from app.campaigns import holdout, policy_form
from app.campaigns.draft import CAMPAIGN, desk
from app.components import columns, tables
from app.documents import page
from core.services.lab import Lab

VIEW = "policy"
TABS = ("Contact policy", "Global holdout")


def show(lab: Lab) -> None:
    """Draw both, each in a tab."""
    page.back(CAMPAIGN, "view")
    st.title("Contact policy and holdout")
    st.caption("They hold over all campaigns. What is planned from now on keeps them.")
    with st.container():
        page.said(desk())
    first, second = st.tabs(list(TABS), key="tab", on_change="rerun", bind="query-params")
    if first.open:
        with first:
            policy_form.show(lab)
            _versions(lab)
    if second.open:
        with second:
            holdout.show(lab)


def _versions(lab: Lab) -> None:
    st.subheader("Versions")
    rows = [
        {"version": p.version, "saved": p.at, "by": p.by, "what changed": p.comment, "policy": p.text}
        for p in lab.policies.history()
    ]
    if not rows:
        st.caption("None was saved yet: nothing is limited.")
        return
    shown = {**columns.versions(lab.features.zone.key), "policy": st.column_config.TextColumn("Policy", width="large")}
    frame = pl.DataFrame(rows, infer_schema_length=None)
    tables.show(frame, key="campaigns.policies", file="contact-policy", columns=shown)
