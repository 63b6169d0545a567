"""What is told of a campaign that ran before the Lab: an observational estimate, and the sales by day behind it."""

from __future__ import annotations

from datetime import date

import plotly.graph_objects as go
import polars as pl

from core.campaigns.past import PastCampaign
from core.reports import words
from core.reports.campaign_figures import drawn
from core.reports.sheet import (
    Daily,
    Fact,
    Intervals,
    Scale,
    Section,
    Sheet,
    Table,
    between,
    intervals,
)
from core.reports.style import LIGHT, Palette

OBSERVATIONAL = (
    "Observational: nobody drew lots who was targeted, so the difference between the targeted and the others may have "
    "other causes than the campaign."
)
TARGETED, OTHERS = "targeted", "others"
_NAMES = {TARGETED: "targeted customers", OTHERS: "all other customers"}


def answer(campaign: PastCampaign) -> str:
    """Return what the campaign brought, in a sentence."""
    did, low, high = campaign.did, campaign.ci_low, campaign.ci_high
    if did is None or low is None or high is None:
        return f"What it brought cannot be estimated. {campaign.reason}"
    scale = per_customer(campaign.unit)
    if low <= 0 <= high:
        return (
            f"Whether it changed sales cannot be told from chance: the estimate is {scale.said(did)} per targeted "
            f"customer, {between(low, high, scale)} (95 %)."
        )
    size, (least, most) = words.money(abs(did), campaign.unit), sorted((abs(low), abs(high)))
    span = between(least, most, Scale("money", campaign.unit))
    more = "more" if did > 0 else "less"
    return (
        f"Each targeted customer spent an estimated {size} {more} than the other customers lead one to expect, "
        f"{span} (95 %)."
    )


def daily_chart(campaign: PastCampaign, days: pl.DataFrame) -> Daily:
    """Return what a customer of each side spent a day (`days` as `PastCampaigns.days`), the window marked."""
    frame = days.select("day", pl.col("side").replace(_NAMES), value="per_customer", is_marked="is_during")
    return Daily(frame, Scale("money", f"{campaign.unit} per customer"), campaign.name)


def estimates_chart(*campaigns: PastCampaign) -> Intervals:
    """Return the estimates per targeted customer with their intervals, a row a campaign."""
    rows = [(c.name, c.did, c.ci_low, c.ci_high, c.reason) for c in campaigns]
    return intervals(rows, scale=per_customer(campaigns[0].unit if campaigns else ""))


def daily(campaign: PastCampaign, days: pl.DataFrame, *, palette: Palette = LIGHT) -> go.Figure:
    """Draw what a customer of each side spent a day (`days` as `PastCampaigns.days`), the campaign's window marked."""
    return drawn(daily_chart(campaign, days), palette=palette)


def estimates(*campaigns: PastCampaign, palette: Palette = LIGHT) -> go.Figure:
    """Draw the estimates per targeted customer with their 95 % intervals, a row a campaign."""
    return drawn(estimates_chart(*campaigns), palette=palette)


def sheet(campaign: PastCampaign, days: pl.DataFrame) -> Sheet:
    """Return the page of a past campaign; `days` as `PastCampaigns.days`."""
    before = "" if campaign.before_on is None else f" The window before began on {words.day(campaign.before_on)}."
    sections = [
        Section(
            "Sales by day",
            f"What a customer spent on each day, on average over all customers of a side.{before}",
            daily_chart(campaign, days),
            alt="Sales by day of the targeted and of all other customers, per customer.",
        ),
        Section(
            "Estimated effect",
            "What the targeted spent more in the window than in the one of equal length before, less the same of all "
            "other customers (difference in differences).",
            estimates_chart(campaign),
            alt=f"The estimate per targeted customer with its interval. {answer(campaign)}",
            table=_sides(campaign),
        ),
    ]
    return Sheet(
        title=campaign.name, subtitle=subtitle(campaign), answer=answer(campaign), evidence=OBSERVATIONAL,
        facts=facts(campaign), sections=tuple(sections), notes=notes(campaign),
    )  # fmt: skip


def facts(campaign: PastCampaign) -> tuple[Fact, ...]:
    """Return the key figures."""
    total = campaign.total
    scale = Scale("money", campaign.unit, is_difference=True)
    return (
        Fact("Targeted", words.count(campaign.targeted), "customers contacted"),
        Fact("Redemptions", words.count(campaign.redemptions), f"by {words.count(campaign.redeemers, 'customer')}"),
        Fact("Redemption rate", words.share(campaign.redemption_rate), "of the targeted redeemed"),
        Fact("Sales of the targeted", words.money(campaign.of_targeted.sales, campaign.unit), "in the window"),
        Fact("Sales of the others", words.money(campaign.of_others.sales, campaign.unit), "in the window"),
        Fact("Estimated effect", scale.said(total[0]) if total else words.UNKNOWN,
             between(total[1], total[2], scale) if total else "cannot be estimated"),
    )  # fmt: skip


def notes(campaign: PastCampaign) -> tuple[str, ...]:
    """Return what else to know: what the data do not hold."""
    found = []
    if campaign.n_days is not None and campaign.n_days_known < campaign.n_days:
        held = f"{words.count(campaign.n_days_known, 'day')} of {campaign.n_days:,}"
        found.append(f"The data hold {held} of the campaign's window; sales and redemptions are those of these days.")
    if campaign.redemptions is None:
        found.append("Redemptions are not known: the warehouse profile declares none.")
    return tuple(found)


def per_customer(unit: str) -> Scale:
    """Return the scale of the estimates."""
    return Scale("money", unit, is_difference=True)


def subtitle(campaign: PastCampaign) -> str:
    """Return what it is, and its days."""
    kind = f"{campaign.kind}, " if campaign.kind else ""
    return f"Past campaign, {kind}{span(campaign.starts_on, campaign.ends_on)}"


def span(first: date | None, last: date | None) -> str:
    """Return the days of a window in words."""
    if first is None or last is None:
        return "days unknown"
    if first == last:
        return words.day(first)
    begins = f"{first.day} {first:%b}" if first.year == last.year else words.day(first)
    return f"{begins} to {words.day(last)}"


def _sides(campaign: PastCampaign) -> Table:
    scale = Scale("money", campaign.unit)
    rows = []
    for name, side in ((TARGETED, campaign.of_targeted), (OTHERS, campaign.of_others)):
        rows.append((
            _NAMES[name].capitalize(), words.count(side.n), scale.said(side.per_customer_before),
            scale.said(side.per_customer), per_customer(campaign.unit).said(side.change),
        ))  # fmt: skip
    return Table(("", "Customers", "Before, per customer", "During, per customer", "Change"), tuple(rows))
