"""The tab History: versions of a campaign, who moved it on, and the audit log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl
import streamlit as st

from app.campaigns import columns
from app.campaigns.overview import history_of
from app.components import tables
from core.services.campaigns import Campaign
from core.services.lab import Lab


def show(lab: Lab, campaign: Campaign) -> None:
    """Draw them."""
    zone = lab.features.zone.key
    st.subheader("Versions", help="A run is pinned to the version that was in force when it fired.")
    kept = lab.campaigns.versions(campaign.slug)
    versions = [
        {"version": v.version, "saved": v.created_at, "by": v.created_by, "name": v.definition.name,
         "what changed": v.comment}
        for v in kept
    ]  # fmt: skip
    _table(versions, "versions", campaign, columns=columns.versions(zone))
    with st.expander("One version as YAML", icon=":material/data_object:"):
        numbers = [v.version for v in kept]
        number = st.selectbox("Version", numbers, key=f"campaigns.history.version.{numbers[0]}")
        st.code(lab.campaigns.text(campaign.slug, version=number), language="yaml", wrap_lines=True)
    st.subheader("Who moved it on")
    steps = history_of(lab, campaign)
    if steps.is_empty():
        st.caption("Nobody did yet.")
    else:
        tables.show(steps, key="campaigns.history.steps", file=f"{campaign.slug}-steps", columns=columns.steps(zone))
    st.subheader("Audit log")
    log = [
        {"at": r.at, "who": r.actor, "what": r.action, "before": r.before, "after": r.after}
        for r in lab.campaigns.history(campaign.slug)
    ]  # fmt: skip
    _table(log, "audit", campaign, columns=columns.audit(zone))


def _table(
    rows: Sequence[Mapping[str, object]], name: str, campaign: Campaign, *, columns: Mapping[str, object]
) -> None:
    frame = pl.DataFrame(rows, infer_schema_length=None)
    tables.show(frame, key=f"campaigns.{name}", file=f"{campaign.slug}-{name}", columns=columns)
