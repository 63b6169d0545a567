"""Versions of a program, when each was in force, and who did what."""

from __future__ import annotations

import streamlit as st

from app.documents.history import History
from app.programs.columns import PHASES
from app.programs.draft import PROGRAM
from core.services.lab import Lab
from core.services.programs import Program


def show(lab: Lab, program: Program) -> None:
    """Draw the versions, the activations and the audit log."""
    history = History(PROGRAM, program.slug, zone="UTC")
    st.subheader("Versions")
    history.versions(lab.programs.versions(program.slug))
    st.subheader("Activations")
    phases = [
        {"version": p.version, "from": p.from_on, "until": p.until_on, "activated": p.at, "by": p.by}
        for p in reversed(program.phases)
    ]
    if phases:
        history.table(phases, "phases", columns=PHASES)
    else:
        st.caption("It was never activated.")
    history.audit(lab.programs.history(program.slug))
