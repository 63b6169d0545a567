"""Build a program: every part in a form of its own, all problems at once, the YAML beside it."""

from __future__ import annotations

import streamlit as st

from app.documents import yaml_view
from app.programs import document, earning, grids, problems, saving, terms
from app.programs.draft import Draft, desk
from core.services.lab import Lab
from core.services.program_words import yaml_of
from core.services.programs import Program


def show(lab: Lab, program: Program | None) -> None:
    """Draw the builder of a program's newest version, or of a new program."""
    work = desk()
    draft = work.of(program, blank=document.blank(lab.features.first_day()))
    yaml_view.answer(work, draft, lab.programs.read)
    grids.collect(draft)
    left, right = st.columns([2.3, 1], gap="large")
    with left:
        _forms(lab, draft)
    grids.collect(draft)
    found = problems.found(lab, draft)
    with right:
        saving.form(draft)
        problems.show(found)
        yaml_view.show(draft, yaml_of, is_open=True)
    saving.answer(lab, work, draft, found)


def _forms(lab: Lab, draft: Draft) -> None:
    unit = lab.warehouse.snapshot().unit
    terms.basics(draft, unit)
    st.subheader("Earning", help="All rules that match add up.")
    earning.show(draft, lab.programs.schemas(), unit)
    st.subheader("Caps", help="What is above a cap is not awarded; what is below is.")
    grids.caps(draft)
    st.subheader("Tiers", help="From the lowest, which begins at 0, to the highest. None: a program without tiers.")
    grids.tiers(draft)
    terms.tiers(draft)
    st.subheader("Spending and expiry", help="What points buy, and how long they live.")
    grids.burn(draft, unit)
    terms.life(draft)
