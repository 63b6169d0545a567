"""One program: what it is, what it would do, what it did."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

import streamlit as st

from app.documents import archiving, importing, page
from app.programs import activation, builder, comparing, grids, history, ledger, liability, overview, replaying
from app.programs.draft import PROGRAM, desk
from core.services.lab import Lab
from core.services.programs import Program

VIEWS: dict[str, Callable[[Lab, Program], None]] = {
    "Overview": overview.show,
    "Edit": builder.show,
    "Replay": replaying.show,
    "Compare": comparing.show,
    "Ledger": ledger.show,
    "Liability": liability.show,
    "Activation": activation.show,
    "History": history.show,
}
COLOURS: Mapping[str, Literal["gray", "green", "orange"]] = {"draft": "gray", "active": "green", "paused": "orange"}


def show(lab: Lab, name: str) -> None:
    """Draw the program; the tab that is open stands in the address."""
    program = lab.programs.get(name)
    grids.collect(desk().draft)  # also what was typed just before another tab was opened
    page.back(PROGRAM)
    with page.head(program.name, program.definition.description):
        st.badge(str(program.state), color=COLOURS[str(program.state)])
        active = program.active_version
        if active is not None and active != program.head:
            st.badge(f"version {active} in force", color="green")
        st.badge(f"version {program.head}", color="gray")
        if program.archived_at:
            st.badge("archived", color="orange")
        archiving.menu(desk(), PROGRAM, lab.programs, program)
    with st.container():
        page.said(desk())
    page.tabs(lab, program, VIEWS)


def new(lab: Lab) -> None:
    """Draw the builder for a program that does not exist yet."""
    st.title("New program")
    st.caption("It becomes a draft: nobody earns anything before it is activated.")
    builder.show(lab, None)


def given(lab: Lab) -> None:
    """Take a program from a YAML file."""
    importing.show(desk(), PROGRAM, lab.programs)
