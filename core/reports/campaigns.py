"""What is told of a campaign that was measured against a control group: charts, key figures and the answer."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go
import polars as pl

from core.campaigns.report import (
    CONTROL,
    CONVERSION,
    REVENUE,
    ArmFigures,
    Estimate,
    HoldoutReport,
    Incremental,
    PointsGiven,
    Report,
)
from core.reports import words
from core.reports.campaign_figures import drawn
from core.reports.sheet import Bars, Course, Fact, Intervals, Scale, between, intervals
from core.reports.style import LIGHT, Palette

MEASURED = "Measured against a control group that was drawn by lot."
METRICS = {CONVERSION: "conversion", REVENUE: "revenue per customer"}
Told = Report | HoldoutReport


def answer(report: Report) -> str:
    """Return what the campaign brought, in a sentence."""
    gain = report.gain()
    found = None if gain is None else gain.conversions
    if found is None:
        why = (gain.reasons.get("conversions") if gain else None) or _why(report, CONVERSION)
        return f"What it brought cannot be told: {why.rstrip('.')}."
    if found.low <= 0 <= found.high:
        return (
            "Whether it brought anything cannot be told from chance: between "
            f"{_fewer_or_more(found.low)} and {_fewer_or_more(found.high)} conversions (95 %)."
        )
    least, most = sorted((abs(found.low), abs(found.high)))
    more = "more" if found.value > 0 else "fewer"
    n = words.count(round(abs(found.value)))
    return f"Brought {n} {more} conversions than without it, between {round(least):,} and {round(most):,} (95 %)."


def evidence(report: Report) -> str:
    """Return how sure one can be of what is said."""
    if report.arm(CONTROL) is not None:
        return MEASURED
    return "Not measured: nobody was held out as a control group." if report.n_customers else "Nothing was sent yet."


def given_lines(given: Sequence[PointsGiven]) -> tuple[str, ...]:
    """Return how many points of an offer were given, and why others were not: sentences."""
    lines = []
    for each in given:
        who = words.count(each.n_customers, "customer")
        lines.append(f"Points given: {who}, {words.count(each.points, 'point')} of {each.program}.")
        if each.n_waiting:
            owed = f"{words.count(each.n_waiting, 'customer')}, {words.count(each.points_waiting, 'point')}"
            lines.append(f"Not given: {owed} of {each.program}, because {each.why}.")
    return tuple(lines)


def _fewer_or_more(value: float) -> str:
    return f"{round(abs(value)):,} {'fewer' if value < 0 else 'more'}"


def scale_of(report: Told, metric: str, *, is_difference: bool) -> Scale:
    """Return the scale of a metric."""
    if metric == CONVERSION:
        return Scale("share", is_difference=is_difference)
    return Scale("money", report.unit, is_difference=is_difference)


def funnel_chart(report: Report) -> Bars:
    """Return how many of the treated came how far."""
    rows = [(_STAGES.get(s.name, s.name), s.n, s.share, _UNTOLD.get(s.name, "not reported")) for s in report.funnel]
    schema = {"label": pl.String(), "n": pl.Int64(), "share": pl.Float64(), "note": pl.String()}
    return Bars(pl.DataFrame(rows, schema=schema, orient="row"), "customers")


_STAGES = {
    "treated": "Treated", "sent": "Sent to", "delivered": "Delivered to", "opened": "Opened it", "clicked": "Clicked",
    "converted": "Converted", "unsubscribed": "Unsubscribed",
}  # fmt: skip

_UNTOLD = {"converted": "not known yet"}


def arms_chart(report: Report, metric: str) -> Intervals:
    """Return a metric of each arm with its 95 % interval."""
    rows = [_arm_row(arm, metric, _why(report, metric)) for arm in report.arms]
    return intervals(rows, scale=scale_of(report, metric, is_difference=False))


def _arm_row(arm: ArmFigures, metric: str, why: str) -> tuple[str, float | None, float | None, float | None, str]:
    value, known = (
        (arm.conversion_rate, arm.conversion_interval) if metric == CONVERSION
        else (arm.revenue_per_customer, arm.revenue_interval)
    )  # fmt: skip
    low, high = (None, None) if known is None else (known.low, known.high)
    return arm_name(arm), value, low, high, "" if value is not None else _short(why)


def arm_name(arm: ArmFigures) -> str:
    """Return what to call an arm: control, treated, or its variant."""
    if arm.arm == CONTROL:
        return f"Control ({arm.n:,})"
    return f"Treated ({arm.n:,})" if arm.variant is None else f"Variant {arm.variant} ({arm.n:,})"


def lifts_chart(report: Told, metric: str) -> Intervals:
    """Return the absolute lift of all treated and of each variant against control, with their 95 % intervals."""
    rows = []
    for lift in report.lifts:
        if lift.metric == metric:
            name = "All treated" if lift.variant is None else f"Variant {lift.variant}"
            why = lift.reasons.get("absolute") or _why(report, metric)
            rows.append((name, *_parts(lift.absolute), "" if lift.absolute else _short(why)))
    return intervals(rows, scale=scale_of(report, metric, is_difference=True))


def course_chart(report: Report, metric: str) -> Course:
    """Return the lift summed up day by day after the contact, with the interval that holds however often one looks."""
    rows = [
        (d.day, d.conversion, d.conversion_low, d.conversion_high) if metric == CONVERSION
        else (d.day, d.revenue, d.revenue_low, d.revenue_high)
        for d in report.daily
    ]  # fmt: skip
    schema = {"day": pl.Int64(), "value": pl.Float64(), "low": pl.Float64(), "high": pl.Float64()}
    return Course(pl.DataFrame(rows, schema=schema, orient="row"), scale_of(report, metric, is_difference=True))


def funnel(report: Report, *, palette: Palette = LIGHT) -> go.Figure:
    """Draw how many of the treated came how far: sent, delivered, opened, clicked, converted."""
    return drawn(funnel_chart(report), palette=palette)


def arms(report: Report, metric: str = CONVERSION, *, palette: Palette = LIGHT) -> go.Figure:
    """Draw a metric (conversion, revenue) of each arm and variant with its 95 % interval."""
    return drawn(arms_chart(report, metric), palette=palette)


def lifts(report: Report, metric: str = CONVERSION, *, palette: Palette = LIGHT) -> go.Figure:
    """Draw the absolute lift of a metric against control, of all treated and of each variant."""
    return drawn(lifts_chart(report, metric), palette=palette)


def course(report: Report, metric: str = CONVERSION, *, palette: Palette = LIGHT) -> go.Figure:
    """Draw the lift of a metric as it grew day by day, with the interval that holds however often one looks."""
    return drawn(course_chart(report, metric), palette=palette)


def facts(report: Report) -> tuple[Fact, ...]:
    """Return the key figures."""
    treated, control, gain = report.arm("treated"), report.arm(CONTROL), report.gain()
    share, money = Scale("share"), Scale("money", report.unit, is_difference=True)
    rate = None if treated is None else treated.conversion_rate
    other = None if control is None else control.conversion_rate
    extra = None if gain is None else gain.revenue
    if report.n_customers and not report.n_measured:
        waiting = "no window is over yet"
        return (
            Fact("Treated", words.count(treated.n_assigned if treated else None), waiting),
            Fact("Control", words.count(control.n_assigned if control else None), waiting),
            Fact("Spent", words.money(report.spent, report.unit), f"for {words.count(report.contacts, 'contact')}"),
        )
    return (
        Fact("Treated", words.count(treated.n if treated else None), "customers whose window is over"),
        Fact("Control", words.count(control.n if control else None), "held out by lot"),
        Fact("Conversion", share.said(rate), f"control {share.said(other)}"),
        Fact("Extra revenue", money.said(extra.value if extra else None), spread(extra, money)),
        Fact("Cost", words.money(gain.cost if gain else None, report.unit), "contacts and offers"),
        Fact("Return", returned(gain.roi if gain else None), f"of the cost, net{perhaps(gain)}"),
    )  # fmt: skip


def returned(roi: float | None) -> str:
    """Return a return on cost as a percentage."""
    return words.UNKNOWN if roi is None else f"{roi:,.0%}"


def perhaps(gain: Incremental | None) -> str:
    """Return what to add where chance may explain a return."""
    net = None if gain is None else gain.net
    return "; may be chance" if net is not None and net.low <= 0 <= net.high else ""


def spelt(found: Estimate | None, scale: Scale) -> str:
    """Return an estimate with its interval as a cell of a table."""
    return words.UNKNOWN if found is None else scale.ranged(found.value, found.low, found.high)


def spread(found: Estimate | None, scale: Scale) -> str:
    """Return the interval of an estimate in words, or that there is none."""
    return "cannot be told" if found is None else between(found.low, found.high, scale)


def _parts(found: Estimate | None) -> tuple[float | None, float | None, float | None]:
    return (None, None, None) if found is None else (found.value, found.low, found.high)


def untold(report: Report) -> list[str]:
    """Return what cannot be told, and why: a sentence for each reason. What a whole metric lacks is said once."""
    about: dict[str, list[str]] = {}
    for name, why in report.reasons.items():
        about.setdefault(why, []).append(METRICS.get(name, name.replace("_", " ")))
    for lift in report.lifts:
        of = METRICS[lift.metric] + (f" of variant {lift.variant}" if lift.variant else "")
        for name, why in lift.reasons.items():
            if why != report.reasons.get(lift.metric):
                about.setdefault(why, []).append(f"{of} ({name.replace('_', ' ')})")
    return [words.sentence(f"{words.listed(names)}: {why}") for why, names in about.items()]


def _short(why: str) -> str:
    """Return a reason without its details, which stand in a sentence above the chart."""
    return why.partition(": ")[0]


def _why(report: Told, metric: str) -> str:
    return report.reasons.get(metric) or "nobody's window is over yet"
