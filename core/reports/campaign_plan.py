"""What is told of a campaign before and while it runs: a plan's parts, what a test could show, how far a send is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import plotly.graph_objects as go
import polars as pl

from core.campaigns.model import DeliveryState, Reason
from core.campaigns.report import CONVERSION, REVENUE, HoldoutReport, Power, Report
from core.campaigns.schedule import Schedule
from core.campaigns.templates import OWN
from core.campaigns.values import cron
from core.errors import DocumentInvalid
from core.kernel.schema import FAMILY, Schema
from core.reports import campaigns, words
from core.reports.sheet import Scale
from core.reports.style import LIGHT, Palette, blank, empty

REASONS: Mapping[Reason, tuple[str, str]] = {
    Reason.TREATED: ("Treated", "They get the message."),
    Reason.CONTROL: ("Control", "Held out by lot, so that the effect can be measured."),
    Reason.HOLDOUT: ("Global holdout", "Held out of all campaigns."),
    Reason.CAPPED: ("Capped", "They got as many messages as the contact policy allows."),
    Reason.QUIET: ("Quiet hours", "They may not be disturbed now, and the policy says to skip them."),
    Reason.UNREACHABLE: ("Unreachable", "No address is known for any of the channels."),
    Reason.NO_CONSENT: ("No consent", "They did not agree to any channel, or unsubscribed."),
    Reason.ALREADY_TREATED: ("Already treated", "This campaign reached them before, or held them out as control."),
    Reason.OVER_BUDGET: ("Over budget", "The budget is used up before it is their turn."),
}
STATES: Mapping[str, str] = {
    DeliveryState.QUEUED: "waiting", DeliveryState.LEASED: "being sent", DeliveryState.SENT: "sent",
    DeliveryState.DEAD: "given up", DeliveryState.CANCELLED: "cancelled",
}  # fmt: skip
METRICS = {CONVERSION: "conversion", REVENUE: "revenue per customer"}
_OWN = {
    "customer_id": "Customer id", "campaign.name": "Name of the campaign", "offer.name": "Name of the offer",
    "offer.code": "Code of the offer", "offer.value": "Value of the offer",
}  # fmt: skip


def reason_title(reason: str) -> str:
    """Return what to call a reason."""
    return REASONS[Reason(reason)][0]


def partition(counts: Mapping[Any, int]) -> pl.DataFrame:
    """Return the parts of an audience: reason, title, n, share (of the audience; null of nobody), meaning.

    Treated and control stand there even with nobody in them; the other reasons only where somebody has them.
    """
    total = sum(counts.values())
    always = (Reason.TREATED, Reason.CONTROL)
    found = [(r, counts.get(r, 0)) for r in Reason if counts.get(r, 0) or r in always]
    rows = [(str(r), REASONS[r][0], n, n / total if total else None, REASONS[r][1]) for r, n in found]
    schema = {"reason": pl.String, "title": pl.String, "n": pl.Int64, "share": pl.Float64, "meaning": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def partition_bar(parts: pl.DataFrame, *, palette: Palette = LIGHT) -> go.Figure:
    """Draw the parts of an audience as one bar; `parts` as `partition` gives them."""
    total = int(parts["n"].sum())
    if not total:
        return empty(palette, "Nobody is in the audience.", height=110)
    colours = _colours(palette)
    figure = blank(palette, height=118).update_layout(barmode="stack", bargap=0.1, legend={"traceorder": "normal"})
    for reason, title, n, share, _ in parts.iter_rows():
        if n:
            says = f"<b>{title}</b><br>{words.count(n, 'customer')} ({words.share(share)})<extra></extra>"
            figure.add_trace(
                go.Bar(
                    x=[n], y=[""], orientation="h", name=f"{title} {n:,}", marker={"color": colours[reason]},
                    hovertemplate=says, text=words.share(share, digits=0) if share > 0.06 else "",
                    textposition="inside", insidetextanchor="middle", textfont={"color": palette.paper},
                )
            )  # fmt: skip
    figure.update_xaxes(visible=False, range=[0, total])
    return figure.update_yaxes(visible=False)


def _colours(palette: Palette) -> dict[str, str]:
    others = [r for r in Reason if r not in (Reason.TREATED, Reason.CONTROL)]
    found = {str(Reason.TREATED): palette.main, str(Reason.CONTROL): palette.second}
    shades = [*palette.series[2:], palette.soft]
    return found | {str(r): shades[i % len(shades)] for i, r in enumerate(others)}


def sendings(counts: pl.DataFrame) -> pl.DataFrame:
    """Return how far the messages of each channel are, from `channel` and a column for each state.

    Columns: channel, n, sent, waiting, being sent, given up, cancelled, done (share of the messages that are settled).
    """
    states = [str(s) for s in DeliveryState]
    summed = counts.group_by("channel", maintain_order=True).agg(pl.col(s).sum().cast(pl.Int64) for s in states)
    total = pl.sum_horizontal(states)
    open_ = pl.col(DeliveryState.QUEUED) + pl.col(DeliveryState.LEASED)
    return summed.select(
        "channel", total.alias("n"), pl.col(DeliveryState.SENT).alias("sent"),
        *(pl.col(s).alias(STATES[s]) for s in states if s != DeliveryState.SENT),
        pl.when(total > 0).then(1 - open_ / total).alias("done"),
    )  # fmt: skip


def designed(powers: Sequence[Power], unit: str) -> list[str]:
    """Return in sentences how small an effect a test could show, or why that cannot be told."""
    return [_designed(power, unit) for power in powers]


def _designed(power: Power, unit: str) -> str:
    name = METRICS[power.metric]
    scale = Scale("share") if power.metric == CONVERSION else Scale("money", unit)
    if power.planned_mde is None:
        why = power.reasons.get("planned_mde") or "too little is known"
        return f"How small an effect on {name} it could show cannot be told: {why.rstrip('.')}."
    least = words.points(power.planned_mde).lstrip("+") if power.metric == CONVERSION else scale.said(power.planned_mde)
    of = f" ({words.share(power.planned_mde_relative, digits=0)} of it)" if power.planned_mde_relative else ""
    return (
        f"{name.capitalize()}: {scale.said(power.baseline)} in the time before. The smallest change that the test "
        f"would show four times in five is {least}{of}."
    )


def lift(report: Report, metric: str = CONVERSION) -> str:
    """Return the lift of all treated with its interval, or why there is none."""
    said, why = lift_or_why(report, metric)
    return f"none: {why}" if why else said


def lift_or_why(report: Report, metric: str = CONVERSION) -> tuple[str, str]:
    """Return the lift of all treated with its interval (a dash where there is none), and why there is none."""
    found = report.lift(metric)
    if found is None or found.absolute is None:
        why = (found.reasons.get("absolute") if found else None) or report.reasons.get(metric)
        return words.UNKNOWN, why or ""
    return campaigns.spelt(found.absolute, campaigns.scale_of(report, metric, is_difference=True)), ""


def placeholders(schema: Schema) -> dict[str, str]:
    """Return what can be put into a message as it is written there, with what to call it; ours first."""
    own = {f"{{{{ {name} }}}}": _OWN[name] for name in OWN}
    fields = [field for name, field in schema.items() if not name.endswith(FAMILY)]
    return own | {_written(f.name, is_sure=not f.nullable): f"{f.title} ({f.name})" for f in fields}


def next_times(line: str, zone: ZoneInfo, *, after: datetime, n: int = 3) -> list[datetime]:
    """Return the next instants of a cron line in the business time zone; none where it is no such line."""
    try:
        schedule = Schedule(zone, crons=[cron(line)])
    except DocumentInvalid:
        return []
    found: list[datetime] = []
    while len(found) < n and (at := schedule.following(found[-1] if found else after)) is not None:
        found.append(at)
    return found


def _written(name: str, *, is_sure: bool) -> str:
    return f"{{{{ {name} }}}}" if is_sure else f'{{{{ {name} | "..." }}}}'


def holdout_answer(report: HoldoutReport) -> str:
    """Return what all campaigns together brought, in a sentence."""
    sent = f"{words.count(report.n_contacts, 'contact')} of {words.count(report.n_campaigns, 'campaign')}"
    days = words.count(report.days, "whole day")
    found = report.lift(REVENUE)
    if found is None or found.absolute is None:
        why = (found.reasons.get("absolute") if found else None) or report.reasons.get(REVENUE) or "too little is known"
        return f"{days}, {sent}. What they brought cannot be told: {why.rstrip('.')}."
    scale = Scale("money", report.unit, is_difference=True)
    return f"{days}, {sent}. Revenue of each customer: {campaigns.spelt(found.absolute, scale)} (95 %)."


def holdout_arms(report: HoldoutReport) -> pl.DataFrame:
    """Return those held out and the others: who, n, rate (who bought), each (revenue)."""
    names = {"control": "held out", "treated": "all others"}
    rows = [(names[a.arm], a.n, a.buyer_rate, a.revenue_per_customer) for a in report.arms]
    schema = {"who": pl.String, "n": pl.Int64, "rate": pl.Float64, "each": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def holdout_reasons(report: HoldoutReport) -> list[str]:
    """Return what cannot be told of a holdout, and why."""
    return [f"{name.replace('_', ' ').capitalize()} cannot be told: {why}." for name, why in report.reasons.items()]
