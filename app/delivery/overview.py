"""How many messages are where, what keeps channels from being used, and dead ones put back."""

from __future__ import annotations

import streamlit as st

from app.components import empty_state, following, tables
from app.components.text import plain
from app.delivery import choosing
from app.delivery.columns import SAYS, STATES, WORDS, counts
from core.reports import words
from core.reports.deliveries import next_due, tried_again
from core.services.delivery_log import Status
from core.services.lab import Lab

SAID = "delivery.said"
EVERY = 2.0  # seconds, while something is under way


def show(lab: Lab) -> None:
    """Draw the counts; they are drawn anew while messages are under way."""
    left, _ = st.columns([1, 2])
    with left:
        chosen = choosing.campaign(lab)
    status = lab.deliveries.status(chosen)
    is_moving = status.states["leased"] > 0 or (status.next_at is not None and status.next_at <= lab.clock.now())
    every = following.pause(sum(status.states.values()), least=EVERY) if is_moving else None
    following.panel(_counts, every=every)(lab, chosen)
    if status.states["dead"]:
        _redrive(lab, chosen, status)
    if said := st.session_state.pop(SAID, ""):
        st.success(plain(said), icon=":material/redo:")


def _counts(lab: Lab, chosen: str | None) -> None:
    status = lab.deliveries.status(chosen)
    if status.counts.is_empty():
        hint = "Messages stand here as soon as an active campaign has fired; the page Campaigns says when."
        empty_state.show("Nothing was sent yet", hint, icon=":material/outbox:")
        return
    for column, state in zip(st.columns(len(STATES)), STATES, strict=True):
        with column.container(border=True, height="stretch"):
            st.metric(WORDS[state].capitalize(), words.count(status.states[state]), help=SAYS[state])
    _when(lab, status)
    tables.show(status.counts, key="delivery.counts", file="deliveries-by-channel", columns=counts())


def _when(lab: Lab, status: Status) -> None:
    """Say when the next message is due, and which channels keep theirs waiting."""
    if status.next_at is not None:
        due = next_due(status.next_at, now=lab.clock.now(), zone=lab.features.zone)
        st.caption(f"{due} Workers send it: `python -m core worker` (`make run` starts one).")
    waiting = status.counts.filter(status.counts["queued"] + status.counts["leased"] > 0)["channel"].unique().to_list()
    for channel in sorted(set(waiting) & set(status.faults)):
        st.warning(f"{channel}: {plain(status.faults[channel])} Its messages wait.", icon=":material/link_off:")
    for held in status.held_up:
        st.warning(plain(tried_again(held, lab.features.zone)), icon=":material/replay:")


def _redrive(lab: Lab, chosen: str | None, status: Status) -> None:
    """Draw the way to try again what was given up; it asks first."""
    n = status.states["dead"]
    whose = "all campaigns" if chosen is None else chosen
    with st.popover("Try those given up again", icon=":material/redo:"):
        st.markdown(
            plain(
                f"{words.count(n, 'message')} of {whose} {'goes' if n == 1 else 'go'} back into the queue, as if never "
                "tried. Mend first what made them fail: what is refused again is dead again."
            )
        )
        if st.button("Put them back", key="delivery.redrive", type="primary"):
            done = lab.deliveries.redrive(chosen)
            st.session_state[SAID] = f"{words.count(done, 'message is', 'messages are')} back in the queue."
            st.rerun()
