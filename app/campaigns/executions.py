"""The tab Executions: what became of each customer on each occasion, with the reason, and how far the message is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import polars as pl
import streamlit as st

from app.campaigns import columns
from app.components import empty_state, tables
from app.components.text import plain
from core.reports import campaign_plan as figures
from core.reports import words
from core.services.campaigns import Campaign
from core.services.lab import Lab
from core.services.launching import Reason, Run

SHOWN = 1_000
ALL = "all"


def show(lab: Lab, campaign: Campaign) -> None:
    """Draw the choice of occasion and reason, the search for a customer, and the executions."""
    runs = lab.launching.runs(campaign.slug)
    if not runs:
        look = lab.launching.looks().get(campaign.slug)
        why = look.text if look else "Nothing fired yet."
        empty_state.show("There is no execution yet", why, icon=":material/contact_mail:")
        return
    run, reason, customer = _asked(lab, runs)
    asked = partial(
        lab.launching.executions, campaign.slug, run_id=None if customer else run.run_id, customer_id=customer or None,
        reason=None if reason == ALL else Reason(reason),
    )  # fmt: skip
    found = asked(limit=SHOWN + 1)
    if found.is_empty():
        st.info(plain(_nobody(customer)), icon=":material/person_search:")
        return
    _table(lab, found.head(SHOWN))
    if found.height > SHOWN:
        known = "" if customer else f" of {_recorded(run, reason):,}"
        st.caption(f"The first {SHOWN:,}{known}; the download has all of them.")
    tables.csv(asked, key="campaigns.executions", file=f"{campaign.slug}-executions")


def _asked(lab: Lab, runs: Sequence[Run]) -> tuple[Run, str, str]:
    zone = lab.features.zone
    known = {run.run_id: run for run in runs}
    first, second, third = st.columns([1.6, 1.2, 1])
    run = first.selectbox(
        "Occasion", list(known), key=f"campaigns.executions.run.{runs[0].run_id}",
        format_func=lambda r: f"{words.instant(known[r].at, zone)} ({known[r].trigger})",
    )  # fmt: skip
    counts = {r: n for r, n in known[run].counts.items() if n}
    reason = second.selectbox(
        "What became of them", [ALL, *counts], key=f"campaigns.executions.reason.{run}",
        format_func=lambda r: "everybody" if r == ALL else f"{figures.reason_title(r)} ({counts[r]:,})",
    )  # fmt: skip
    customer = third.text_input(
        "Customer", key="campaigns.executions.customer", placeholder="an id", help="Of all occasions."
    )
    return known[run], str(reason), (customer or "").strip()


def _recorded(run: Run, reason: str) -> int:
    """Return how many executions a run has for a reason, or for all: whoever was treated before has none."""
    if reason != ALL:
        return run.counts[reason]
    return run.n_audience - run.counts.get(Reason.ALREADY_TREATED, 0)


def _nobody(customer: str) -> str:
    if customer:
        return (
            f"This campaign has nothing of customer {customer!r}: not in the audience on any occasion, or reached "
            "before without being due again."
        )
    return "Nobody is like that. Whoever had been treated before is counted by the occasion, and not recorded again."


def _table(lab: Lab, found: pl.DataFrame) -> None:
    titles = {r: figures.reason_title(r) for r in found["reason"].unique()}
    told = found.with_columns(
        pl.col("reason").replace(titles).alias("what"),
        pl.col("delivery").replace({str(s): w for s, w in figures.STATES.items()}).alias("message"),
        *(pl.when(pl.col("delivery").is_not_null()).then(c).alias(c) for c in ("channel", "planned_at")),
    )  # where nothing is sent, the channel that would have been taken says nothing
    names = list(columns.executions(""))
    st.dataframe(
        told.select(names).to_arrow(), hide_index=True, key="campaigns.executions.frame", placeholder="",
        column_config=columns.executions(lab.features.zone.key),
    )  # fmt: skip
