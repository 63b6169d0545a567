"""Versions of a program, when each was in force, and who did what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl
import streamlit as st

from app.components import tables
from app.programs.columns import AUDIT, PHASES, VERSIONS
from core.services.lab import Lab
from core.services.programs import Program


def show(lab: Lab, program: Program) -> None:
    """Draw the versions, the activations and the audit log."""
    st.subheader("Versions")
    versions = [
        {"version": v.version, "saved": v.created_at, "by": v.created_by, "name": v.definition.name,
         "what changed": v.comment}
        for v in lab.programs.versions(program.slug)
    ]  # fmt: skip
    _table(versions, "versions", program, columns=VERSIONS)
    st.subheader("Activations")
    phases = [
        {"version": p.version, "from": p.from_on, "until": p.until_on, "activated": p.at, "by": p.by}
        for p in reversed(program.phases)
    ]  # fmt: skip
    if phases:
        _table(phases, "phases", program, columns=PHASES)
    else:
        st.caption("It was never activated.")
    st.subheader("Audit log")
    log = [
        {"at": r.at, "who": r.actor, "what": r.action, "before": r.before, "after": r.after}
        for r in lab.programs.history(program.slug)
    ]  # fmt: skip
    _table(log, "audit", program, columns=AUDIT)


def _table(rows: Sequence[Mapping[str, object]], name: str, program: Program, *, columns: Mapping[str, object]) -> None:
    frame = pl.DataFrame(rows, infer_schema_length=None)
    tables.show(frame, key=f"programs.{name}", file=f"{program.slug}-{name}", columns=columns)
