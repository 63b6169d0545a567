"""The page for stakeholders of a campaign that was measured against a control group."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from core.campaigns.report import Lift, Report, SampleRatio
from core.kernel.clock import business_day
from core.reports import campaigns, words
from core.reports.sheet import Scale, Section, Sheet, Table

METRICS = {metric: name.capitalize() for metric, name in campaigns.METRICS.items()}


def page(report: Report, *, zone: ZoneInfo) -> Sheet:
    """Return the page of a campaign that was measured; days are those of `zone`."""
    sections = [
        Section(
            "How far the treated came", "Customers who were contacted, up to now.", campaigns.funnel_chart(report),
            alt="The funnel of the treated customers.",
        ),
        *_halves(report),
        Section("Every figure of the lift", LIFTS, table=lifts_table(report)),
        Section("How far this can be trusted", table=_trust_table(report)),
    ]  # fmt: skip
    return Sheet(
        title=report.name, subtitle=_subtitle(report, zone), answer=campaigns.answer(report),
        evidence=campaigns.evidence(report), facts=campaigns.facts(report), sections=tuple(sections),
        notes=_notes(report, zone),
    )  # fmt: skip


LIFTS = (
    "Treated less control, with intervals of 95 %. The p-value of a variant allows for there being several (Holm). "
    "Adjusted: with what the same customers did before taken into account (CUPED). Sequential: an interval that holds "
    "however often one looks."
)


def _subtitle(report: Report, zone: ZoneInfo) -> str:
    at = report.launched_at
    since = "not launched yet" if at is None else f"launched on {words.day(business_day(at, zone))}"
    return f"Version {report.version}, {since}; a conversion is {report.conversion}"


def _halves(report: Report) -> Iterator[Section]:
    """Return the charts of both metrics, those of one kind beside each other."""
    for metric, name in METRICS.items():
        yield Section(
            f"{name} of each group", "With an interval of 95 %. Only customers whose window is over are counted.",
            campaigns.arms_chart(report, metric), alt=f"{name} of control, treated and variants.", is_half=True,
        )  # fmt: skip
    for metric, name in METRICS.items():
        yield Section(
            f"{name}: what the campaign changed", "The difference from the control group, with an interval of 95 %.",
            campaigns.lifts_chart(report, metric), alt=f"The lift of {name.lower()} with its interval.", is_half=True,
        )  # fmt: skip
    for metric, name in METRICS.items():
        yield Section(
            f"{name}: how the difference grew",
            "Added up over the days since each customer's contact; the band holds however often one looks at it.",
            campaigns.course_chart(report, metric), alt=f"The lift of {name.lower()} by days since the contact.",
            is_half=True,
        )  # fmt: skip


def lifts_table(report: campaigns.Told) -> Table:
    """Return every figure of the lifts."""
    head = ("", "Difference", "Relative", "p-value", "Chance to beat control", "Adjusted", "Sequential")
    return Table(head, tuple(_lift_row(report, lift) for lift in report.lifts))


def _lift_row(report: campaigns.Told, lift: Lift) -> tuple[str, ...]:
    scale = campaigns.scale_of(report, lift.metric, is_difference=True)
    share = Scale("share")
    who = "all treated" if lift.variant is None else f"variant {lift.variant}"
    chance = lift.p_value if lift.p_adjusted is None else lift.p_adjusted
    said = _p(chance).removeprefix("p = ").removeprefix("p ")
    return (
        f"{METRICS[lift.metric]}, {who}", campaigns.spelt(lift.absolute, scale), campaigns.spelt(lift.relative, share),
        said, share.said(lift.chance_to_beat), campaigns.spelt(lift.cuped, scale),
        campaigns.spelt(lift.sequential, scale),
    )  # fmt: skip


def _p(value: float | None) -> str:
    if value is None:
        return words.UNKNOWN
    return f"p = {value:.3f}" if value >= 0.001 else "p < 0.001"


def sizes_row(ratio: SampleRatio) -> tuple[str, str]:
    """Return whether the groups are as large as they should be."""
    if ratio.is_mismatch is None:
        said = f"cannot be told: {ratio.reason or 'there are no groups yet'}"
    elif ratio.is_mismatch:
        said = f"mismatch ({_p(ratio.p_value)}): the lifts cannot be trusted"
    else:
        said = f"as intended ({_p(ratio.p_value)})"
    return "Sizes of the groups", said


def _trust_table(report: Report) -> Table:
    rows = [sizes_row(report.sample_ratio)]
    for power in report.power:
        scale = campaigns.scale_of(report, power.metric, is_difference=True)
        why = power.reasons.get("mde", "")
        least = scale.said(power.mde) if power.mde is not None else f"cannot be told: {why}" if why else words.UNKNOWN
        rows.append((f"Smallest effect to be found, {METRICS[power.metric].lower()}", least))
        if power.achieved is not None:
            said = f"{words.share(power.achieved, digits=0)} (what was planned for: {scale.said(power.planned_mde)})"
            rows.append((f"Power, {METRICS[power.metric].lower()}", said))
    return Table(("", "Found"), tuple(rows), wide=("Found",))


def _notes(report: Report, zone: ZoneInfo) -> tuple[str, ...]:
    known = f"The data reach to {words.instant(report.known_until, zone)}."
    untold = words.sentence(report.reasons.get("responses", ""))
    still = f"{words.count(report.n_open, 'customer')}: the window is not over yet." if report.n_open else ""
    return tuple(filter(None, [known, still, untold, *campaigns.given_lines(report.points), *report.notes]))
