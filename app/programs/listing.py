"""All programs, with what stands in their ledgers."""

from __future__ import annotations

from typing import Any

import polars as pl
import streamlit as st

from app.components import empty_state
from app.documents import archiving, page
from app.programs import figures
from app.programs.draft import PROGRAM
from core.services.lab import Lab
from core.services.programs import Program

COLUMNS = {
    "name": st.column_config.TextColumn("Program", pinned=True),
    "state": "State",
    "version": st.column_config.TextColumn("Version", help="The one in force, or the newest of a draft."),
    "since": st.column_config.DateColumn("Since", format="D MMM YYYY", help="The first day of the version in force."),
    "customers": st.column_config.NumberColumn("Customers", format="localized", help="With an account."),
    "outstanding": st.column_config.NumberColumn("Points outstanding", format="localized"),
    "liability": "Liability",
    "description": st.column_config.TextColumn("What it is", width="large"),
}


def show(lab: Lab) -> None:
    """Draw the list; a click on a row opens the program."""
    title, actions = st.columns([3, 1.4], vertical_alignment="bottom")
    title.title("Programs")
    title.caption("Points, tiers and their ledgers. A draft can be replayed on history before it is activated.")
    with actions.container(horizontal=True, horizontal_alignment="right"):
        page.way(PROGRAM, "Import", page.IMPORT, icon=":material/upload:")
        page.way(PROGRAM, "New program", page.NEW, icon=":material/add:", kind="primary")
    programs = lab.programs.all()
    if not programs:
        hint = "Design one with New program, or import one as YAML."
        empty_state.show("There is no program yet", hint, icon=":material/loyalty:")
    else:
        frame = pl.DataFrame([_row(lab, p) for p in programs], infer_schema_length=None)
        page.rows(PROGRAM, frame, columns=COLUMNS, order=list(COLUMNS))
    archiving.archived(PROGRAM, lab.programs)


def _row(lab: Lab, program: Program) -> dict[str, Any]:
    standing = figures.standing(lab, program)
    active = program.active_version
    return {
        "slug": program.slug,
        "name": program.name,
        "state": str(program.state),
        "version": str(active or program.head),
        "since": figures.since(program),
        "customers": None if standing is None else standing.customers,
        "outstanding": None if standing is None else standing.outstanding,
        "liability": "" if standing is None else figures.money(lab, standing.liability),
        "description": program.definition.description,
    }
