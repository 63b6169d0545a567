"""Move a campaign on: the acts that are possible now, and nothing else."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from app.campaigns.draft import desk
from core.services.campaign_moves import Act, possible, state_of
from core.services.campaigns import Campaign
from core.services.lab import Lab

Kind = Literal["primary", "secondary"]
LABELS: dict[Act, tuple[str, str, str]] = {
    Act.SUBMIT: ("Submit", ":material/send:", "Hand it in for approval."),
    Act.REJECT: ("Reject", ":material/undo:", "Give it back as a draft; the note says why."),
    Act.APPROVE: ("Approve", ":material/approval:", "Let it be activated. Nothing is sent yet."),
    Act.ACTIVATE: ("Activate", ":material/rocket_launch:", "From now on its triggers set it off."),
    Act.PAUSE: ("Pause", ":material/pause:", "Nothing sets it off; messages on their way wait."),
    Act.END: ("End", ":material/stop:", "For good. Messages that were not sent yet are not sent any more."),
}
MAIN = (Act.SUBMIT, Act.APPROVE, Act.ACTIVATE)
SERIOUS = {Act.END}  # asked again


def show(campaign: Campaign, *, key: str) -> None:
    """Draw a note and a button for each act that is possible."""
    acts = [act for act in possible(campaign.state) if act in LABELS]
    if not acts:
        st.caption("Nothing can be done to it any more. The tab Edit makes a copy of it.")
        return
    note = f"campaigns.note.{key}.{campaign.head}"
    st.text_input("Note", key=note, placeholder="optional; it is kept with the act")
    with st.container(horizontal=True):
        for act in acts:
            label, icon, says = LABELS[act]
            kind: Kind = "primary" if act in MAIN else "secondary"
            name = f"campaigns.act.{key}.{act}"
            if act in SERIOUS and not st.session_state.get(f"{name}.sure"):
                st.button(label, icon=icon, help=says, key=name, on_click=_sure, args=(f"{name}.sure",))
                continue
            if act in SERIOUS:
                label = f"Yes, {label.lower()} it for good"
            st.button(
                label, icon=icon, help=says, type=kind, key=f"{name}.go", on_click=_ask,
                args=(campaign.slug, act, campaign.head, note, f"{name}.sure"),
            )  # fmt: skip


def _sure(flag: str) -> None:
    st.session_state[flag] = True


def _ask(slug: str, act: Act, seen: int, note: str, flag: str) -> None:
    """Note the act with the version that was looked at; the run that follows does it."""
    st.session_state.pop(flag, None)
    desk().asked = (slug, str(act), seen, st.session_state.get(note) or "")  # what was typed just before counts


def answer(lab: Lab) -> None:
    """Do what was asked for, once."""
    work = desk()
    with work.lock:
        asked, work.asked = work.asked, None
        if asked is None:
            return
        slug, act, seen, note = asked
        work.planned = None
        work.do(lambda: _did(lab, slug, act, seen=seen, note=note))


def _did(lab: Lab, slug: str, act: str, *, seen: int, note: str) -> str:
    if act == Act.APPROVE:
        campaign = lab.campaigns.approve(slug, note=note, seen=seen)
    else:
        campaign = getattr(lab.campaigns, act)(slug, note=note)
    return f"{campaign.name} is {state_of(campaign.state)} now."
