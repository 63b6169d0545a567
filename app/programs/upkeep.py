"""The runs that keep a ledger right: accrue, expire, reconcile."""

from __future__ import annotations

import polars as pl
import streamlit as st

from app.components import tables
from app.programs import acts, running
from app.programs.columns import CHECKS
from core.reports import words
from core.services.lab import Lab
from core.services.programs import Program

RESULT = "programs.reconciled"


def show(lab: Lab, program: Program) -> None:
    """Draw how far the ledger is, the buttons, and what the last proof found."""
    zone = lab.features.zone
    until = "nothing yet" if program.accrued_until is None else words.instant(program.accrued_until, zone)
    expired = "none yet" if program.expired_until is None else f"up to and on {words.day(program.expired_until)}"
    st.caption(f"Accrued until {until}. Expiries done: {expired}.")
    with st.container(horizontal=True):
        accrue = st.button(
            "Accrue", icon=":material/playlist_add:", key="programs.accrue",
            help="Take what is new in the snapshot into the ledger. Twice, it changes nothing.",
        )  # fmt: skip
        expire = st.button(
            "Expire", icon=":material/hourglass_disabled:", key="programs.expire",
            help="Let go of what expired up to and on the last day that is accrued.",
        )  # fmt: skip
        prove = st.button(
            "Reconcile", icon=":material/rule:", key="programs.reconcile",
            help="Prove that the ledger adds up and agrees with a replay. Nothing is repaired.",
        )  # fmt: skip
    if accrue:
        acts.done(lambda: _accrued(lab, program))
    if expire:
        acts.done(lambda: _expired(lab, program))
    if prove:
        st.session_state[RESULT] = (program.slug, lab.ledgers.reconcile(program.slug))
    _proof(program)


def _accrued(lab: Lab, program: Program) -> str:
    done = running.watched(lambda progress: lab.ledgers.accrue(program.slug, progress=progress), "Accruing ...")
    entries = words.count(done.entries, "new entry", "new entries")
    corrections = words.count(done.corrections, "correction")
    return f"{entries}, {corrections} among them."


def _expired(lab: Lab, program: Program) -> str:
    done = lab.ledgers.expire(program.slug)
    return f"{words.count(done.points, 'point')} of {words.count(done.lots, 'lot')} expired."


def _proof(program: Program) -> None:
    slug, found = st.session_state.get(RESULT, ("", None))
    if found is None or slug != program.slug:
        return
    if found.is_sound:
        st.success("The ledger is sound: every check holds.", icon=":material/verified:")
    else:
        st.error("The ledger is not sound. Nothing was changed.", icon=":material/report:")
    checks = pl.DataFrame(
        {
            "sound": ["✓" if c.is_sound else "✗" for c in found.checks],
            "check": [c.name for c in found.checks],
            "found": [c.found for c in found.checks],
        }
    )
    with st.expander("Checks", icon=":material/rule:", expanded=not found.is_sound):
        tables.show(checks, key="programs.checks", file=f"{program.slug}-checks", columns=CHECKS)
        if not found.differences.is_empty():
            tables.show(found.differences, key="programs.differences", file=f"{program.slug}-differences")
