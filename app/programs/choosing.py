"""What a replay is asked for: which version, over which days, and what customers do with their points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import streamlit as st

from app.documents import fields
from app.programs.draft import desk
from core.services.lab import Lab
from core.services.programs import Program
from core.services.replays import Burning

DRAFT = "draft"
DAYS = "DD/MM/YYYY"
BURNING = {
    "none": "nobody redeems",
    "history": "as recorded in the ledger",
    "behaviour": "by chance, the dearest they can afford",
}


@dataclass(frozen=True)
class Asked:
    """The period (both days included), the assumption, and the same in words."""

    from_on: date
    to_on: date
    burning: str

    def burn(self) -> Burning:
        """Return the assumption as the replay takes it."""
        return Burning.parse(self.burning)


def period(lab: Lab, program: Program, key: str) -> Asked | None:
    """Draw the period and the assumption about burning; None while the period is upside down."""
    first, last = lab.features.first_day(), lab.features.view().reference_day
    one, two, three = st.columns([1, 1, 1.6], vertical_alignment="bottom")
    from_on = one.date_input("From", first, first, last, f"{key}.from", format=DAYS)
    to_on = two.date_input("To", last, first, last, f"{key}.to", format=DAYS, help="Both days are included.")
    kind = three.selectbox(
        "Redemptions", list(BURNING), format_func=lambda k: BURNING[k], key=f"{key}.burn",
        help="What customers do with their points in this replay.",
    )  # fmt: skip
    chosen = f"history:{program.slug}" if kind == "history" else str(kind)
    if kind == "behaviour":
        left, right, _ = st.columns([1, 1, 1.6])
        share = left.slider("Chance at each basket", 0, 100, 30, 5, format="%d%%", key=f"{key}.chance")
        seed = right.number_input(
            "Seed", 0, 999_999_999, 7, step=1, key=f"{key}.seed", help="Another seed, other customers."
        )
        chosen = f"behaviour:{share / 100}:{seed}"
    if None in (from_on, to_on) or from_on > to_on:
        st.info("Choose a first day that is not after the last one.", icon=":material/date_range:")
        return None
    return Asked(from_on, to_on, chosen)


def versions(program: Program) -> Mapping[str, str]:
    """Return what can be replayed of a program: unsaved edits, then its versions, the newest first."""
    found = {} if desk().held(program) is None else {DRAFT: "unsaved edits"}
    in_force = program.active_version
    for number in range(program.head, 0, -1):
        found[str(number)] = f"version {number}" + (", in force" if number == in_force else "")
    return found


def version(program: Program, key: str, label: str = "Version") -> str:
    """Draw the choice of a version."""
    known = versions(program)
    if st.session_state.get(key) not in (None, *known):
        del st.session_state[key]  # the edits were saved meanwhile
    return str(
        st.selectbox(label, list(known), format_func=lambda v: known[v], key=fields.begin(key, next(iter(known))))
    )
