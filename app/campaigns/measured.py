"""Measured performances that are kept, so that a list need not measure anew what a page has measured already."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import streamlit as st

from core.services.campaigns import Campaign
from core.services.lab import Lab
from core.services.performance import Report

MOST = 200

Key = tuple[object, ...]


@dataclass
class _Shelf:
    """Reports of this server by campaign, each with what it follows from."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    reports: dict[str, tuple[Key, Report]] = field(default_factory=dict)


@st.cache_resource(show_spinner=False)
def _shelf() -> _Shelf:
    return _Shelf()


def kept(lab: Lab, campaign: Campaign, *, sent: int | None = None) -> Report | None:
    """Return the performance that was measured last, None if there is none of this state of things.

    sent: how many of its messages were sent, where that is known already.
    """
    found = _shelf().reports.get(campaign.campaign_id)
    return found[1] if found is not None and found[0] == _key(lab, campaign, sent) else None


def of(lab: Lab, campaign: Campaign, *, anew: bool = False) -> Report:
    """Return the performance, measured if it is not kept."""
    held = None if anew else kept(lab, campaign)
    if held is not None:
        return held
    key = _key(lab, campaign, None)
    report = lab.performance.of(campaign.slug)
    shelf = _shelf()
    with shelf.lock:
        shelf.reports.pop(campaign.campaign_id, None)
        shelf.reports[campaign.campaign_id] = (key, report)
        while len(shelf.reports) > MOST:
            shelf.reports.pop(next(iter(shelf.reports)))
    return report


def _key(lab: Lab, campaign: Campaign, sent: int | None) -> Key:
    """Return what a report follows from; response events alone come in without changing it."""
    runs = lab.launching.runs(campaign.slug)
    n = lab.deliveries.status(campaign.slug).states["sent"] if sent is None else sent
    return (campaign.head, str(campaign.state), lab.warehouse.snapshot().id, runs[0].run_id if runs else 0, n)
