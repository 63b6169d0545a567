"""The tab Progress: what fired, how far the messages are, and firing by hand. It follows a send that is under way."""

from __future__ import annotations

import secrets

import polars as pl
import streamlit as st

from app import nav
from app.campaigns import columns, plan_parts, standing
from app.campaigns.draft import desk
from app.components import empty_state, following, links, tables
from app.components.columns import count
from app.components.text import plain
from core.reports import campaign_plan as figures
from core.reports import words
from core.reports.deliveries import next_due, tried_again
from core.services.campaigns import Campaign
from core.services.delivery_log import Status
from core.services.lab import Lab

EVERY = 1.0  # seconds between two looks at messages that are on their way
SLOWLY = 5.0  # where nothing is on its way, and a trigger may go off


def show(lab: Lab, campaign: Campaign) -> None:
    """Draw the panel that follows the send, and the buttons."""
    is_active = str(campaign.state) == "active"
    status = lab.deliveries.status(campaign.slug)
    least = EVERY if _is_open(status) else SLOWLY
    every = following.pause(sum(status.states.values()), least=least) if is_active else None
    following.panel(_panel, every=every)(lab, campaign, was=_stand(status))
    if is_active:
        _by_hand(lab, campaign)
    _runs(lab, campaign)


def _is_open(status: Status) -> bool:
    return bool(status.states["queued"] or status.states["leased"])


def _stand(status: Status) -> tuple[bool, int]:
    return _is_open(status), sum(status.states.values())


def _panel(lab: Lab, campaign: Campaign, *, was: tuple[bool, int]) -> None:
    status = lab.deliveries.status(campaign.slug)
    if _stand(status) != was:
        st.rerun(scope="app")  # what the whole page shows is of before, and it is looked at as often as needed
    if not sum(status.states.values()):
        is_active = str(campaign.state) == "active"
        hint = "It fires when a trigger says so, or by hand below." if is_active else "It is not active."
        empty_state.show("Nothing was sent yet", hint, icon=":material/outbox:")
        return
    n, sent = sum(status.states.values()), status.states["sent"]
    st.progress(sent / n, text=f"**{sent:,}** of {words.count(n, 'message')} sent")
    row = st.container(horizontal=True)
    for state, label in figures.STATES.items():
        row.metric(label.capitalize(), f"{status.states[state]:,}", border=True, width="content")
    _channels(lab, status)
    if status.states["dead"]:
        links.to(nav.DELIVERY, "Why some were given up, and how to send them again", campaign=campaign.slug)


def _channels(lab: Lab, status: Status) -> None:
    zone = lab.features.zone
    frame = figures.sendings(status.counts)
    st.dataframe(
        frame.to_arrow(), hide_index=True, key="campaigns.channels", placeholder="", column_config={
            "channel": st.column_config.TextColumn("Channel", pinned=True), "n": count("Messages", "messages"),
            "sent": count("Sent", "messages"), "waiting": count("Waiting", "messages"),
            "being sent": count("Being sent", "messages"), "given up": count("Given up", "messages"),
            "cancelled": count("Cancelled", "messages"),
            "done": st.column_config.ProgressColumn("Settled", format="percent", min_value=0, max_value=1),
        },
    )  # fmt: skip
    for channel in frame["channel"]:
        if why := status.faults.get(channel):
            st.markdown(f":orange[:material/error:] {channel}: {plain(why)}")
    for held in status.held_up:
        st.markdown(f":orange[:material/replay:] {plain(tried_again(held, zone))}")
    if status.states["queued"] and status.next_at is not None:
        st.caption(plain(next_due(status.next_at, now=lab.clock.now(), zone=zone)))


def _by_hand(lab: Lab, campaign: Campaign) -> None:
    with st.container(border=True):
        st.markdown("##### By hand")
        with st.container(horizontal=True, vertical_alignment="center"):
            flag = f"campaigns.fire.sure.{campaign.slug}"
            if not st.session_state.get(flag):
                st.button(
                    "Fire now", icon=":material/bolt:", key="campaigns.fire", on_click=_set, args=(flag, True),
                    help="For everybody in the audience, whatever its triggers say. It asks once more.",
                )  # fmt: skip
            else:
                st.button(
                    "Yes, fire it now", type="primary", icon=":material/bolt:", key="campaigns.fire.yes",
                    on_click=_fire, args=(lab, campaign.slug, flag),
                )  # fmt: skip
                st.button("Cancel", key="campaigns.fire.no", on_click=_set, args=(flag, False))
                st.caption("Everybody whom the plan calls treated gets a message.", width="content")
            if not standing.is_worked(lab):
                st.button(
                    "Send what is due", icon=":material/outbox:", key="campaigns.send", on_click=_send, args=(lab,),
                    help="As no worker is running: this page sends what is due, of all campaigns.",
                )  # fmt: skip


def _set(flag: str, value: bool) -> None:  # noqa: FBT001 - a callback's arguments go by position
    st.session_state[flag] = value


def _fire(lab: Lab, slug: str, flag: str) -> None:
    work = desk()
    with work.lock:
        if st.session_state.pop(flag, False):  # a second press of the same button fires nothing more
            work.planned = None
            work.do(lambda: " ".join(look.text for look in lab.launching.trigger(slug, is_now=True)))


def _send(lab: Lab) -> None:
    desk().do(lambda: _sent(lab))


def _sent(lab: Lab) -> str:
    done = lab.sending.drain(f"page-{secrets.token_hex(8)}")
    if not done.n:
        return "Nothing is due."
    told = {"sent": done.sent, "to be tried again": done.retried, "given up": done.dead, "cancelled": done.cancelled}
    return f"{', '.join(f'{n:,} {what}' for what, n in told.items() if n).capitalize()}."


def _runs(lab: Lab, campaign: Campaign) -> None:
    st.subheader("What fired")
    runs = lab.launching.runs(campaign.slug)
    if not runs:
        look = lab.launching.looks().get(campaign.slug)
        st.caption(plain(look.text if look else "Nothing fired yet."))
        return
    others = [run.n_audience - run.counts.get("treated", 0) - run.counts.get("control", 0) for run in runs]
    frame = pl.DataFrame(
        [
            {"run_id": run.run_id, "at": run.at, "trigger": run.trigger, "key": run.key, "version": run.version,
             "n_audience": run.n_audience, "treated": run.counts.get("treated", 0),
             "control": run.counts.get("control", 0), "others": other, "by": run.by}
            for run, other in zip(runs, others, strict=True)
        ],
        infer_schema_length=None,
    )  # fmt: skip
    tables.show(frame, key="campaigns.runs", file=f"{campaign.slug}-runs", columns=columns.runs(lab.features.zone.key))
    st.markdown("**The last one**")
    plan_parts.parts(runs[0].counts, key="campaigns.run")
