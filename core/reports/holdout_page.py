"""The page for stakeholders of a global holdout: what all campaigns together brought."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from core.campaigns.report import CONTROL, TREATED, HoldoutArm, HoldoutReport
from core.kernel.clock import business_day
from core.reports import campaigns, words
from core.reports.campaign_pages import LIFTS, METRICS, lifts_table, sizes_row
from core.reports.sheet import Fact, Scale, Section, Sheet, Table, between

EVIDENCE = (
    "Measured against a global holdout: customers drawn by lot who got nothing from any campaign. All others count, "
    "whether a campaign reached them or not."
)


def page(report: HoldoutReport, *, zone: ZoneInfo) -> Sheet:
    """Return the page of a global holdout; days are those of `zone`."""
    since = words.day(business_day(report.from_at, zone))
    until = "" if report.until_at is None else f" until {words.day(business_day(report.until_at, zone))}"
    halves = [
        Section(
            f"{name}: what all campaigns changed", "Of a customer who was not held out, with an interval of 95 %.",
            campaigns.lifts_chart(report, metric), alt=f"The lift of {name.lower()} with its interval.", is_half=True,
        )
        for metric, name in METRICS.items()
    ]  # fmt: skip
    trust = Table(("", "Found"), (sizes_row(report.sample_ratio),), wide=("Found",))
    return Sheet(
        title="All campaigns together",
        subtitle=f"{report.name}: {words.share(report.share)} of all customers held out since {since}{until}",
        answer=answer(report), evidence=EVIDENCE, facts=_facts(report),
        sections=(
            *halves, Section("The groups", table=_arms(report)),
            Section("Every figure of the lift", LIFTS, table=lifts_table(report)),
            Section("How far this can be trusted", table=trust),
        ),
        notes=(f"Known of it: {words.count(report.days, 'whole day')}. A conversion is any purchase.", *report.notes),
    )  # fmt: skip


def answer(report: HoldoutReport) -> str:
    """Return what all campaigns together brought, in a sentence."""
    found = report.incremental.revenue
    scale = Scale("money", report.unit)
    if found is None:
        why = report.incremental.reasons.get("revenue") or next(iter(report.reasons.values()), "nothing was sent yet")
        return f"What all campaigns together brought cannot be told: {why.rstrip('.')}."
    if found.low <= 0 <= found.high:
        signed = Scale("money", report.unit, is_difference=True)
        return (
            "Whether all campaigns together brought anything cannot be told from chance: "
            f"{between(found.low, found.high, signed)} of revenue (95 %)."
        )
    least, most = sorted((abs(found.low), abs(found.high)))
    more = f"{words.money(abs(found.value), report.unit)} {'more' if found.value > 0 else 'less'} revenue"
    span = between(least, most, scale)
    return f"All campaigns together brought {more} than there would be without them, {span} (95 %)."


def _facts(report: HoldoutReport) -> tuple[Fact, ...]:
    money, gain = Scale("money", report.unit, is_difference=True), report.incremental
    sizes = {arm.arm: arm.n for arm in report.arms}
    return (
        Fact("Held out", words.count(sizes.get(CONTROL)), "customers who got nothing"),
        Fact("Others", words.count(sizes.get(TREATED)), "known when it began"),
        Fact("Contacts", words.count(report.n_contacts), f"of {words.count(report.n_campaigns, 'campaign')}"),
        Fact("Extra revenue", money.said(gain.revenue.value if gain.revenue else None),
             campaigns.spread(gain.revenue, money)),
        Fact("Cost", words.money(gain.cost, report.unit), "of the contacts"),
        Fact("Return", campaigns.returned(gain.roi), f"of the cost, net{campaigns.perhaps(gain)}"),
    )  # fmt: skip


def _arms(report: HoldoutReport) -> Table:
    head = ("", "Customers", "Bought anything", "Share", "Revenue", "Revenue per customer")
    return Table(head, tuple(_arm(arm, report.unit) for arm in report.arms))


def _arm(arm: HoldoutArm, unit: str) -> tuple[str, ...]:
    return (
        "Held out" if arm.arm == CONTROL else "All others", words.count(arm.n), words.count(arm.buyers),
        words.share(arm.buyer_rate), words.money(arm.revenue, unit), words.money(arm.revenue_per_customer, unit),
    )  # fmt: skip
