"""Put a version in force: what it changes is shown first, then it is confirmed. Pausing is here, too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from app.components import error_box, tables
from app.components.text import plain
from app.programs import acts, figures, running
from app.programs.columns import MOVES
from app.programs.liability import moved
from core.errors import LabError
from core.reports import words
from core.services.impacts import Impact
from core.services.lab import Lab
from core.services.programs import Program

NOT = {"draft": "a draft", "paused": "paused"}


def show(lab: Lab, program: Program) -> None:
    """Draw the choice of version and day, the impact once it is asked for, and the button that confirms."""
    _state(lab, program)
    chosen, from_on = _asked(lab, program)
    if chosen is None:
        return
    asked = f"{program.program_id} {chosen} {from_on} {program.active_version} {program.accrued_until}"
    if st.button("Show what it changes", icon=":material/troubleshoot:", key="programs.impact"):
        st.session_state["programs.impact.asked"] = asked
    if st.session_state.get("programs.impact.asked") != asked:
        return
    try:
        impact = running.watched(
            lambda _: lab.impacts.impact(program.slug, version=chosen, from_on=from_on), "Working out what changes ..."
        )
    except LabError as error:
        error_box.show(error)
        return
    _impact(lab, program, impact)
    if st.button(
        f"Activate version {chosen}", type="primary", icon=":material/rocket_launch:", key="programs.activate"
    ):
        acts.done(lambda: _activated(lab, program, chosen, from_on))


def _state(lab: Lab, program: Program) -> None:
    active = program.active_version
    if active is None:
        st.info(f"No version is in force: the program is {NOT[str(program.state)]}.", icon=":material/pause_circle:")
        return
    since = figures.since(program)
    left, right = st.columns([3, 1], vertical_alignment="center")
    left.success(
        f"Version {active} is in force" + (f" since {words.day(since)}." if since else "."), icon=":material/loyalty:"
    )
    if right.button("Pause", icon=":material/pause:", key="programs.pause", help="Nothing is earned until it goes on."):
        acts.done(lambda: _paused(lab, program))


def _asked(lab: Lab, program: Program) -> tuple[int | None, date | None]:
    numbers: Sequence[int] = range(program.head, 0, -1)
    left, middle, _ = st.columns([1, 1, 1.5])
    chosen = left.selectbox(
        "Version", numbers, format_func=lambda n: f"version {n}", key="programs.activate.version",
    )  # fmt: skip
    first = lab.programs.starts(program.slug, version=chosen)
    day = middle.date_input(
        "From", first, key=f"programs.activate.from.{program.slug}.{chosen}.{first}", format="DD/MM/YYYY",
        help="The first business day on which it counts.",
    )  # fmt: skip
    return chosen, day


def _impact(lab: Lab, program: Program, impact: Impact) -> None:
    st.subheader(f"What version {impact.version} changes")
    row = st.container(horizontal=True)
    row.metric("From", words.day(impact.from_on), border=True, width="content")
    share = impact.n_changed_tier / impact.n_customers if impact.n_customers else None
    moving = words.count(impact.n_changed_tier, "customer")
    row.metric(
        "Change tier", moving, f"{words.share(share)} of {impact.n_customers:,}", delta_color="off",
        delta_arrow="off", border=True, width="content",
    )  # fmt: skip
    row.metric(
        "Liability", figures.money(lab, impact.liability_after),
        moved(lab, impact.liability_before, impact.liability_after), delta_color="off", border=True, width="content",
        delta_description=f"from {figures.money(lab, impact.liability_before)}",
    )  # fmt: skip
    row.metric(
        "Points", f"{impact.points_after:,}", f"{impact.points_after - impact.points_before:+,}", delta_color="off",
        border=True, width="content", delta_description=f"from {impact.points_before:,}",
    )  # fmt: skip
    if impact.note:
        st.caption(plain(impact.note))
    if not impact.tier_moves.is_empty():
        tables.show(impact.tier_moves, key="programs.moves", file=f"{program.slug}-tier-moves", columns=MOVES)


def _activated(lab: Lab, program: Program, version: int, from_on: date | None) -> str:
    done = lab.programs.activate(program.slug, version=version, from_on=from_on)
    since = figures.since(done)
    return f"Version {version} is in force" + (f" from {words.day(since)}." if since else ".")


def _paused(lab: Lab, program: Program) -> str:
    lab.programs.pause(program.slug)
    return "The program is paused."
