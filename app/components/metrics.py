"""Metrics as a row of cards."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app import theme
from app.components.text import plain
from core.reports import spark
from core.reports.metric import Metric


def row(metrics: Sequence[Metric]) -> None:
    """Draw the metrics side by side (below each other on a narrow screen), definitions behind question marks."""
    for column, metric in zip(st.columns(len(metrics)), metrics, strict=True):
        with column.container(border=True, height="stretch", gap="xsmall"):
            st.metric(
                metric.label, metric.text, metric.change, help=plain(metric.help), delta_description=metric.comparison,
                delta_color="primary" if metric.change else "off",
            )  # fmt: skip
            if metric.trend:  # not st.metric's own chart: that loads a charting library, and warns about itself
                st.html(spark.line(metric.trend, colour=theme.palette().main, says=metric.steps))
