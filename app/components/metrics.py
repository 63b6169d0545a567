"""Metrics as a row of cards."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app.components.text import plain
from core.reports.metric import Metric


def row(metrics: Sequence[Metric]) -> None:
    """Draw the metrics side by side (below each other on a narrow screen), definitions behind question marks."""
    for column, metric in zip(st.columns(len(metrics)), metrics, strict=True):
        column.metric(
            metric.label, metric.text, metric.change, help=plain(metric.help), border=True, height="stretch",
            chart_data=metric.trend or None, chart_type="line", delta_color="normal" if metric.change else "off",
            delta_description=metric.comparison,
        )  # fmt: skip
