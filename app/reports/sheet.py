"""A page for stakeholders: the answer, then figures, charts and tables."""

from __future__ import annotations

import polars as pl
import streamlit as st

from app.components import charts, tables
from app.components.text import plain
from core.reports.campaign_figures import drawn
from core.reports.sheet import Fact, Section, Sheet


def show(sheet: Sheet, *, file: str) -> None:
    """Draw the page; `file` begins the names of downloads."""
    st.header(plain(sheet.title), anchor=False)
    st.caption(plain(sheet.subtitle))
    with st.container(border=True):
        st.markdown(f"##### {plain(sheet.answer)}")
        st.caption(plain(sheet.evidence))
    _facts(sheet.facts)
    _sections(sheet.sections, file=file)
    if sheet.notes:
        st.subheader("To know", anchor=False)
        st.markdown("\n".join(f"- {plain(note)}" for note in sheet.notes))


def _facts(facts: tuple[Fact, ...]) -> None:
    for column, fact in zip(st.columns(len(facts)), facts, strict=True):
        with column.container(border=True, height="stretch", gap="xsmall"):
            st.metric(plain(fact.label), fact.value)
            st.caption(plain(fact.note))


def _sections(sections: tuple[Section, ...], *, file: str) -> None:
    """Draw the sections, two halves in a row beside each other."""
    place = None
    for number, section in enumerate(sections):
        if section.is_half and place is None:
            here, place = st.columns(2, gap="large")
        else:
            here, place = (place if section.is_half and place is not None else st.container()), None
        with here:
            _section(section, key=f"reports.part.{number}", file=f"{file}-{number + 1}")


def _section(section: Section, *, key: str, file: str) -> None:
    st.subheader(plain(section.title), anchor=False)
    if section.text:
        st.caption(plain(section.text))
    if section.chart is not None:
        charts.draw(drawn, section.chart, key=f"{key}.chart", alt=section.alt)
    if section.table is not None:
        head = [name or " " for name in section.table.head]
        frame = pl.DataFrame(list(section.table.rows), schema=dict.fromkeys(head, pl.String), orient="row")
        tables.show(frame, key=f"{key}.table", file=file)
