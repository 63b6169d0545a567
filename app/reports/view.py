"""The page Reports: the choice, the page about it, and that page as a file."""

from __future__ import annotations

import streamlit as st

from app.components import empty_state
from app.reports import choosing, downloads, sheet
from core.reports.sheet import Sheet
from core.services.lab import Lab


def show(lab: Lab) -> None:
    """Draw the page."""
    st.title("Reports", anchor=False)
    entries = lab.reports.entries()
    if not entries:
        hint = "Launch a campaign on the page Campaigns, or declare past ones in the warehouse profile."
        empty_state.show("There is no campaign yet", hint, icon=":material/campaign:")
        return
    chosen = choosing.choose(entries, has_holdout=bool(lab.holdouts.all()))
    if chosen is None:
        return
    with st.spinner("Measuring"):
        page = _page(lab, chosen)
    downloads.show(lab, page, file=chosen.file)
    sheet.show(page, file=chosen.file)


def _page(lab: Lab, chosen: choosing.Chosen) -> Sheet:
    if not chosen.is_all:
        return lab.reports.page(chosen.names, from_on=chosen.from_on, to_on=chosen.to_on)
    pages = lab.reports.together()
    if len(pages) == 1:
        return pages[0]
    number = st.selectbox(
        "Holdout", range(len(pages)), format_func=lambda n: pages[n].subtitle, key="reports.holdout", width=640
    )
    return pages[number]
