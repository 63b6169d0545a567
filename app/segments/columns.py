"""How the figures of segments are shown in tables."""

from __future__ import annotations

import streamlit as st

from app.components.columns import count, instant

RUNS = {
    "as_of": instant("As of", "UTC"),
    "version": "Version",
    "n_customers": count("All customers"),
    "n_members": count("Members"),
    "n_joined": count("Joined"),
    "n_left": count("Left"),
    "snapshot": "Snapshot",
    "by": "By",
}
PAIRS = {
    "a": "Segment",
    "b": "With",
    "n_a": count("Members of the first"),
    "n_b": count("Members of the second"),
    "n_both": count("In both"),
    "share_of_a": st.column_config.NumberColumn("Share of the first", format="percent"),
    "jaccard": st.column_config.NumberColumn(
        "Share of either", format="percent", help="In both over in either (Jaccard)"
    ),
}
NUMBERS = {
    "feature": None,
    "label": "Feature",
    "group": "Group",
    "unit": "Unit",
    "mean_in": st.column_config.NumberColumn("Mean, members", format="%.2f"),
    "mean_all": st.column_config.NumberColumn("Mean, all", format="%.2f"),
    "median_in": st.column_config.NumberColumn("Median, members", format="%.2f"),
    "median_all": st.column_config.NumberColumn("Median, all", format="%.2f"),
    "known_in": st.column_config.NumberColumn("Known, members", format="percent", help="share with a value"),
    "known_all": st.column_config.NumberColumn("Known, all", format="percent", help="share with a value"),
    "effect": st.column_config.NumberColumn(
        "Difference (sd)", format="%.2f", help="of the means, in standard deviations"
    ),
}
VALUES = {
    "feature": None,
    "label": "Feature",
    "group": "Group",
    "value": "Value",
    "n_in": count("Members"),
    "n_all": count("All customers"),
    "share_in": st.column_config.NumberColumn("Share of members", format="percent"),
    "share_all": st.column_config.NumberColumn("Share of all", format="percent"),
    "index": st.column_config.NumberColumn("Index", format="%.0f", help="100 is the share among all customers"),
}
