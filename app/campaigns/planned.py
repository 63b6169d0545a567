"""Plans on a page: worked out once, and kept until something changes that they follow from, or until asked again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from app.campaigns.draft import Desk, Planned, desk
from app.components.text import plain
from core.kernel.canonical import digest
from core.reports import words
from core.services.campaigns import Campaign
from core.services.lab import Lab


def of_campaign(lab: Lab, campaign: Campaign) -> Planned:
    """Return the plan of a stored campaign, as if it went off now."""
    runs = lab.launching.runs(campaign.slug)
    return _kept(lab, campaign.slug, (campaign.slug, campaign.head, runs[0].run_id if runs else 0))


def of_document(lab: Lab, document: Mapping[str, Any], *, edits: Campaign | None) -> Planned:
    """Return the plan of a document without problems; whom the campaign that it edits reached counts."""
    if edits is None:
        return _kept(lab, document, (digest(document),))
    runs = lab.launching.runs(edits.slug)
    key = (digest(document), edits.slug, runs[0].run_id if runs else 0)
    return _kept(lab, document, key, edits=edits.slug)


def again(made: Planned, lab: Lab) -> None:
    """Draw as of when the plan was made, and the button that makes another one."""
    zone = lab.features.zone
    with st.container(horizontal=True, vertical_alignment="center"):
        at, as_of = words.instant(made.plan.at, zone), words.instant(made.plan.as_of, zone)
        st.caption(plain(f"Planned for {at}, by data as of {as_of}."), width="content")
        st.button("Plan again", icon=":material/refresh:", type="tertiary", key="campaigns.replan", on_click=_forget)


def _forget() -> None:
    desk().planned = None


def _kept(lab: Lab, given: str | Mapping[str, Any], key: tuple[object, ...], *, edits: str | None = None) -> Planned:
    work, holdout = desk(), lab.holdouts.open()
    whole = (*key, lab.warehouse.snapshot().id, lab.policies.current().version, holdout and holdout.holdout_id)
    with work.lock:
        if work.planned is None or work.planned.key != whole:
            with st.spinner("Planning ..."):
                _plan(lab, work, given, key=whole, edits=edits)
        assert work.planned is not None  # noqa: S101 - it was made just now
        return work.planned


def _plan(lab: Lab, work: Desk, given: str | Mapping[str, Any], *, key: tuple[object, ...], edits: str | None) -> None:
    plan = lab.planning.plan(given, edits=edits)
    arms = plan.frame.filter(pl.col("reason").is_in(["treated", "control"])).select("customer_id", "arm")
    powers = lab.performance.design(plan.definition, arms) if arms["arm"].n_unique() == 2 else ()
    work.planned = Planned(key, plan, powers)
