"""Campaigns that ran before the Lab, as `campaigns list` and `campaigns performance` show them."""

from __future__ import annotations

from typing import Any

from core.cli.reply import Reply
from core.errors import SnapshotMissing
from core.reports import past_campaigns
from core.services.lab import Lab
from core.services.past_campaigns import PastCampaign

STATE = "past"


def is_past(lab: Lab, name: str) -> bool:
    """Whether a name is the id of a past campaign, and of no campaign of the Lab's own."""
    if any(name in (c.slug, c.name) for c in lab.campaigns.all(archived=True)):
        return False
    try:
        return lab.past.knows(name)
    except SnapshotMissing:
        return False


def listed(lab: Lab) -> tuple[list[dict[str, Any]], str]:
    """Return the past campaigns as `campaigns list` prints them, and why there are none yet (or "")."""
    try:
        found = lab.past.all()
    except SnapshotMissing:
        return [], "note: past campaigns are listed once a snapshot was taken (`python -m core warehouse refresh`)."
    return [summary(campaign) for campaign in found], ""


def summary(campaign: PastCampaign) -> dict[str, Any]:
    """Return what every answer about a past campaign begins with; its `slug` is its id, and it has no definition."""
    return {
        "slug": campaign.number, "name": campaign.name, "state": STATE, "version": None, "head": None, "audience": None,
        "channels": [], "priority": None, "active_since": None, "archived_at": None, "kind": campaign.kind,
        "starts_on": campaign.starts_on, "ends_on": campaign.ends_on, "targeted": campaign.targeted,
    }  # fmt: skip


def performance(lab: Lab, number: str, *, as_of: str | None = None) -> Reply:
    """Return the figures of a past campaign."""
    campaign = lab.past.of(number, as_of=as_of)
    lines = [f"{fact.label:<24}{fact.value}  {fact.note}".rstrip() for fact in past_campaigns.facts(campaign)]
    did = past_campaigns.per_customer(campaign.unit).said(campaign.did)
    text = "\n".join([
        f"{campaign.name}: {past_campaigns.subtitle(campaign)}", "", past_campaigns.answer(campaign), "", *lines,
        f"{'Per targeted customer':<24}{did}", "", past_campaigns.OBSERVATIONAL, *past_campaigns.notes(campaign),
    ])  # fmt: skip
    return Reply(figures(campaign), text)


def figures(campaign: PastCampaign) -> dict[str, Any]:
    """Return everything that is known of a past campaign, for JSON; money is in `unit`, `did` per customer."""
    a, b = campaign.of_targeted, campaign.of_others
    return summary(campaign) | {
        "before_on": campaign.before_on, "unit": campaign.unit, "others": b.n, "redemptions": campaign.redemptions,
        "redeemers": campaign.redeemers, "redemption_rate": campaign.redemption_rate, "sales_targeted": a.sales,
        "sales_others": b.sales, "sales_before_targeted": a.sales_before, "sales_before_others": b.sales_before,
        "did": campaign.did, "ci_low": campaign.ci_low, "ci_high": campaign.ci_high, "is_observational": True,
        "reason": campaign.reason or None, "known_from": campaign.known.first, "known_until": campaign.known.last,
        "n_days": campaign.n_days, "n_days_known": campaign.n_days_known, "notes": list(past_campaigns.notes(campaign)),
        "answer": past_campaigns.answer(campaign),
    }  # fmt: skip
