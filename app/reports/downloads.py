"""The page as files: HTML and PDF."""

from __future__ import annotations

import streamlit as st

from core.reports.sheet import Sheet
from core.services.lab import Lab


def show(lab: Lab, sheet: Sheet, *, file: str) -> None:
    """Draw the buttons; a file is made when it is asked for."""
    row = st.container(horizontal=True)
    row.download_button(
        "Download as HTML", lambda: lab.reports.html(sheet), f"{file}.html", "text/html", icon=":material/html:",
        on_click="ignore", key="reports.html",
    )  # fmt: skip
    row.download_button(
        "Download as PDF", lambda: lab.reports.pdf(sheet), f"{file}.pdf", "application/pdf",
        icon=":material/picture_as_pdf:", on_click="ignore", key="reports.pdf",
    )  # fmt: skip
