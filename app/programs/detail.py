"""One program: what it is, what it would do, what it did."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

import streamlit as st

from app.components import error_box, links
from app.components.text import plain
from app.programs import activation, builder, comparing, grids, history, ledger, liability, overview, replaying
from app.programs.draft import desk
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
    back()
    title, key = st.columns([3, 2], vertical_alignment="bottom")
    title.title(plain(program.name))
    title.caption(plain(program.definition.description) or "No description.")
    with key.container(horizontal=True, horizontal_alignment="right"):
        st.badge(str(program.state), color=COLOURS[str(program.state)])
        active = program.active_version
        if active is not None and active != program.head:
            st.badge(f"version {active} in force", color="green")
        st.badge(f"version {program.head}", color="gray")
        if program.archived_at:
            st.badge("archived", color="orange")
    _said()
    for tab, label in zip(st.tabs(list(VIEWS), key="tab", on_change="rerun", bind="query-params"), VIEWS, strict=True):
        if tab.open:
            with tab:
                VIEWS[label](lab, program)


def new(lab: Lab) -> None:
    """Draw the builder for a program that does not exist yet."""
    back()
    st.title("New program")
    st.caption("It becomes a draft: nobody earns anything before it is activated.")
    builder.show(lab, None)


def go_on() -> None:
    """Go where a save leads to; the next event may undo the address, so it is set until it holds."""
    work = desk()
    if work.open_next is not None and st.query_params.get("program") != work.open_next:
        built = work.draft is not None and work.draft.slug == work.open_next
        st.query_params.from_dict({"program": work.open_next} | ({"tab": "Edit"} if built else {}))
        st.rerun()
    work.open_next = None


def back() -> None:
    """Draw the way back to the list."""
    links.back("All programs", "program", key="programs.back")


def _said() -> None:
    """Say once how the last act went."""
    work = desk()
    if work.failed is not None:
        error_box.show(work.failed)
    elif work.said:
        st.success(plain(work.said), icon=":material/check_circle:")
    work.said, work.failed = "", None
