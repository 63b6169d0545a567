"""Redeem, cancel and adjust by hand, each with a reason."""

from __future__ import annotations

import streamlit as st

from app.programs import acts
from core.errors import BadInput
from core.reports import words
from core.services.accounts import Account
from core.services.lab import Lab
from core.services.programs import Program

POINTS = "a number of points"


def show(lab: Lab, program: Program, account: Account) -> None:
    """Draw the forms side by side, behind a click."""
    with st.expander("Redeem, cancel or adjust", icon=":material/edit_note:"):
        for column, draw in zip(st.columns(3, gap="large"), (_redeem, _cancel, _adjust), strict=True):
            with column:
                draw(lab, program, account)


def _redeem(lab: Lab, program: Program, account: Account) -> None:
    options = {f"{o.name}: {o.points:,} points": o.name for o in program.definition.burn}
    with st.form("programs.redeem", border=False):
        chosen = st.selectbox("Redeem", [*options, POINTS], key="programs.redeem.option")
        points = st.number_input(
            "Points", 1, step=1, key="programs.redeem.points", help="Counts only for a number of points."
        )
        reason = st.text_input("Reason", key="programs.redeem.reason", placeholder="optional")
        if not st.form_submit_button("Redeem", icon=":material/redeem:"):
            return
    what = {"points": points} if chosen == POINTS else {"option": options[str(chosen)]}

    def act() -> str:
        key = acts.token("redeem")
        made = lab.actions.redeem(program.slug, account.customer_id, key=key, reason=reason or "", **what)
        acts.spent("redeem")
        return f"Redeemed {words.count(made.action.points, 'point')}; the balance is {made.balance:,}."

    acts.done(act)


def _cancel(lab: Lab, program: Program, account: Account) -> None:
    keys = redeemed(account)
    with st.form("programs.cancel", border=False):
        chosen = st.selectbox(
            "Cancel the redemption", list(keys), key="programs.cancel.key", placeholder="none to cancel"
        )
        reason = st.text_input("Reason", key="programs.cancel.reason")
        if not st.form_submit_button("Cancel it", icon=":material/undo:", disabled=not keys) or chosen is None:
            return

    def act() -> str:
        made = lab.actions.cancel(program.slug, keys[str(chosen)], reason=reason or "")
        return f"Cancelled; the balance is {made.balance:,}."

    acts.done(act)


def _adjust(lab: Lab, program: Program, account: Account) -> None:
    with st.form("programs.adjust", border=False):
        points = st.number_input("Adjust by", value=0, step=1, key="programs.adjust.points", help="Below zero takes.")
        reason = st.text_input("Reason", key="programs.adjust.reason")
        if not st.form_submit_button("Adjust", icon=":material/exposure:"):
            return

    def act() -> str:
        if not reason:
            raise BadInput("An adjustment needs a reason.", fix="Say why the points are given or taken.")
        key = acts.token("adjust")
        made = lab.actions.adjust(program.slug, account.customer_id, points, reason=reason, key=key)
        acts.spent("adjust")
        return f"Adjusted by {points:+,} points; the balance is {made.balance:,}."

    acts.done(act)


def redeemed(account: Account) -> dict[str, str]:
    """Return the redemptions that can be cancelled: what to call each, and its key; the newest first."""
    entries = account.entries
    found: dict[str, tuple[str, int]] = {}
    for key, points, day in entries.filter(kind="burn").select("key", "points", "day").iter_rows():
        action = key.split(":")[1]
        before = found.get(action, ("", 0))[1]
        found[action] = (words.day(day), before - points)
    undone = {key.split(":")[1] for key in entries.filter(kind="reverse")["key"] if key.startswith("reverse:")}
    named = [
        (f"{day}, {points:,} points ({key})", key)
        for key, (day, points) in found.items()
        if points and f"cancel-{key}" not in undone
    ]
    return dict(reversed(named))
