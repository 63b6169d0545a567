"""A program in words, and its key figures."""

from __future__ import annotations

import polars as pl
import streamlit as st

from app.components import tables
from app.components.text import plain
from app.programs import figures
from core.reports import words
from core.services.lab import Lab
from core.services.program_words import told
from core.services.programs import Program

TIERS = {
    "tier": st.column_config.TextColumn("Tier", pinned=True),
    "from": st.column_config.NumberColumn("From points", format="localized"),
    "times": "Times",
    "customers": st.column_config.NumberColumn("Customers", format="localized", help="Who stands there now."),
    "benefits": st.column_config.TextColumn("Benefits", width="large"),
}


def show(lab: Lab, program: Program) -> None:
    """Draw state and figures, what the definition says, and the definition as a file."""
    standing = figures.standing(lab, program)
    row = st.container(horizontal=True)
    since = figures.since(program)
    in_force = "none" if program.active_version is None else f"version {program.active_version}"
    row.metric("In force", in_force, f"since {words.day(since)}" if since else None, delta_color="off",
               delta_arrow="off", border=True, width="content")  # fmt: skip
    if standing is not None:
        row.metric("Customers", f"{standing.customers:,}", border=True, width="content", help="With an account.")
        row.metric("Outstanding", words.count(standing.outstanding, "point"), border=True, width="content")
        row.metric("Liability", figures.money(lab, standing.liability), border=True, width="content")
    unit = lab.warehouse.snapshot().unit
    said = told(program.definition, lab.programs.schemas(), zone=lab.features.zone, unit=unit)
    tiers = said.pop("Tiers")
    _definition(said)
    if program.definition.tiers:
        st.markdown("##### Tiers")
        st.caption(plain(" ".join(tiers)))
        _tiers(program, {} if standing is None else standing.tiers)
    st.download_button(
        "Definition as YAML", lambda: lab.programs.text(program.slug), f"{program.slug}.yaml", "application/yaml",
        icon=":material/download:", on_click="ignore", key="programs.yaml.download",
    )  # fmt: skip


def _definition(said: dict[str, list[str]]) -> None:
    """Draw what the definition says, its parts side by side."""
    columns = st.columns(2, gap="large")
    for place, (title, lines) in enumerate((title, lines) for title, lines in said.items() if lines):
        with columns[place % 2]:
            st.markdown(f"##### {title}")
            st.markdown("\n".join(f"- {plain(line)}" for line in lines))


def _tiers(program: Program, held: dict[str, int]) -> None:
    frame = pl.DataFrame(
        [
            {"tier": t.name, "from": t.threshold, "times": f"× {t.multiplier:f}", "customers": held.get(t.name),
             "benefits": t.benefits}
            for t in program.definition.tiers
        ],
        schema_overrides={"customers": pl.Int64},
    )  # fmt: skip
    tables.show(frame, key="programs.tiers", file=f"{program.slug}-tiers", columns=TIERS)
