"""`campaigns performance`, `compare`, `responses`, `holdout-report`: what customers did, and what that means."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from core.campaigns.report import CONVERSION, REVENUE, Estimate, HoldoutReport, Lift, Report
from core.cli import past_campaigns
from core.cli.parsing import AS_OF, Groups, command, number
from core.cli.reply import Reply, counted, table
from core.errors import BadInput
from core.reports.campaigns import answer, given_lines
from core.services.lab import Lab
from core.services.responses import Imported

_LIFTS = ("", "control", "treated", "lift", "95 % interval", "relative", "p", "adjusted by the past", "whenever looked")


def add(commands: Groups) -> None:
    """Add the commands to the group `campaigns`."""
    shown = command(commands, "performance", _performance, help="what a campaign brought", of="campaign")
    shown.add_argument("--version", type=number, help="only customers whom this version met first")
    shown.add_argument("--as-of", metavar="INSTANT", help=AS_OF)
    compared = command(commands, "compare", _compare, help="campaigns side by side", named=False)
    compared.add_argument("names", nargs="+", metavar="NAME", help="short names or names; numbers of past campaigns")
    compared.add_argument("--as-of", metavar="INSTANT", help=AS_OF)
    held = command(
        commands, "holdout-report", _holdout, help="what all campaigns brought, against the holdout", named=False
    )
    held.add_argument("--as-of", metavar="INSTANT", help=AS_OF)
    group = commands.add_parser("responses", help="what customers did with messages", description="Take in events.")
    responses = group.add_subparsers(dest="part", required=True, metavar="PART")
    taken = command(responses, "import", _import, help="events from a CSV file", named=False)
    taken.add_argument("file", type=Path, help="columns customer_id, kind, at; optional campaign, channel, id")
    command(responses, "refresh", _refresh, help="events from the warehouse's table", named=False)


def _performance(lab: Lab, args: argparse.Namespace) -> Reply:
    if past_campaigns.is_past(lab, args.name):
        if args.version is not None:
            raise BadInput("A past campaign has no versions.", fix="Leave --version out.")
        return past_campaigns.performance(lab, args.name, as_of=args.as_of)
    report = lab.performance.of(args.name, version=args.version, as_of=args.as_of)
    return Reply(asdict(report), _told(report), note="\n".join(f"note: {n}" for n in report.notes))


def _told(report: Report) -> str:
    head = (
        f"{report.name} ({report.slug}): {report.state}, version {report.version}; counts {report.conversion}\n"
        f"{counted(report.n_customers, 'customer')}, {report.n_measured:,} measured, {report.n_open:,} whose window is "
        f"not over; facts are known until {report.known_until:%Y-%m-%d %H:%M} UTC"
    )
    arms = table(
        ("", "customers", "measured", "sent", "opened", "clicked", "converted", "rate", f"{report.unit} each", "cost"),
        [
            (a.variant or a.arm, a.n_assigned, a.n, a.sent, a.opened, a.clicked, a.converted if a.n else None,
             _percent(a.conversion_rate), _money(a.revenue_per_customer),
             _money(None if a.offer_cost is None or not a.n else a.contact_cost + a.offer_cost))
            for a in report.arms
        ],
    )  # fmt: skip
    why = "\n".join(f"{name}: {why}" for name, why in report.reasons.items())
    parts = [head, arms if report.arms else "", _lifts(report.lifts), _power(report), _gain(report)]
    parts += ["\n".join(given_lines(report.points)), why]
    return "\n\n".join(filter(None, [answer(report), *parts]))


def _lifts(lifts: Iterable[Lift]) -> str:
    rows = [
        (f"{x.metric}{f', {x.variant}' if x.variant else ''}", _value(x.metric, x.control), _value(x.metric, x.treated),
         _value(x.metric, _middle(x.absolute)), _between(x.metric, x.absolute),
         _percent(_middle(x.relative)), _number(x.p_value), _between(x.metric, x.cuped),
         _between(x.metric, x.sequential))
        for x in lifts
        if x.absolute is not None
    ]  # fmt: skip
    return table(_LIFTS, rows) if rows else ""


def _power(report: Report) -> str:
    told = [
        f"{p.metric}: a difference of {_value(p.metric, p.mde)} would be found with 80 % power"
        + (f"; {_value(p.metric, p.planned_mde)} was planned, found with {p.achieved:.0%}" if p.achieved else "")
        for p in report.power
        if p.mde is not None
    ]
    return "\n".join(told)


def _gain(report: Report) -> str:
    rows = [
        (g.variant or "all treated", _between(REVENUE, g.conversions), _between(REVENUE, g.revenue), _money(g.cost),
         _between(REVENUE, g.net), _between(CONVERSION, g.roi_interval))
        for g in report.incremental
        if g.revenue is not None or g.conversions is not None
    ]  # fmt: skip
    heads = ("brought", "conversions", f"revenue, {report.unit}", "cost", "net", "return on it")
    return table(heads, rows) if rows else ""


def _compare(lab: Lab, args: argparse.Namespace) -> Reply:
    names = list(dict.fromkeys(args.names))
    if len(names) < 2:
        raise BadInput("Fewer than two campaigns are named.", fix="Name at least two different ones.")
    data, rows = list[dict[str, Any]](), list[tuple[object, ...]]()
    for name in names:
        if past_campaigns.is_past(lab, name):
            past = past_campaigns.figures(lab.past.of(name, as_of=args.as_of))
            data.append({"is_past": True, **past})
            did = None if past["did"] is None else Estimate(past["did"], past["ci_low"], past["ci_high"])
            rows.append((past["name"], past["state"], past["targeted"], "–", "–", _around(did), "–", "–"))
        else:
            report = lab.performance.of(name, as_of=args.as_of)
            data.append({"is_past": False, **asdict(report)})
            rows.append(_compared(report))
    heads = (
        "campaign",
        "state",
        "treated",
        "rate",
        "lift of the rate",
        "lift of revenue each",
        "net",
        "return on cost",
    )
    return Reply(data, table(heads, rows))


def _compared(report: Report) -> tuple[object, ...]:
    treated, gain = report.arm("treated"), report.gain()
    lifts = {metric: report.lift(metric) for metric in (CONVERSION, REVENUE)}
    rate, revenue = (None if found is None else found.absolute for found in lifts.values())
    return (
        report.slug, report.state, treated.n_assigned if treated else 0,
        _percent(treated.conversion_rate if treated else None), _around(rate, percent=True), _around(revenue),
        _around(gain.net if gain else None), _around(gain.roi_interval if gain else None, percent=True),
    )  # fmt: skip


def _holdout(lab: Lab, args: argparse.Namespace) -> Reply:
    reports = lab.holdout_report.all(as_of=args.as_of)
    if not reports:
        return Reply([], "There never was a global holdout.")
    text = "\n\n".join(_held(report) for report in reports)
    return Reply([asdict(r) for r in reports], text)


def _held(report: HoldoutReport) -> str:
    until = "now" if report.until_at is None else f"{report.until_at:%Y-%m-%d %H:%M} UTC"
    head = (
        f"{report.name}: {report.share:.1%} held out from {report.from_at:%Y-%m-%d %H:%M} UTC until {until}; "
        f"{counted(report.days, 'day')} measured, {counted(report.n_contacts, 'contact')} by "
        f"{counted(report.n_campaigns, 'campaign')}"
    )
    names = {"control": "held out", "treated": "others"}
    arms = table(
        ("", "customers", "bought", "rate", f"{report.unit} each"),
        [(names[a.arm], a.n, a.buyers, _percent(a.buyer_rate), _money(a.revenue_per_customer)) for a in report.arms],
    )
    why = "\n".join(f"{name}: {why}" for name, why in report.reasons.items())
    return "\n\n".join(filter(None, [head, arms, _lifts(report.lifts), why, *report.notes]))


def _import(lab: Lab, args: argparse.Namespace) -> Reply:
    return _taken(lab.responses.read_csv(args.file))


def _refresh(lab: Lab, _args: argparse.Namespace) -> Reply:
    return _taken(lab.responses.read_warehouse())


def _taken(found: Imported) -> Reply:
    lines = [f"{counted(found.n_new, 'event')} new, {found.n_known:,} known already, {found.n_refused:,} refused."]
    lines += [f"  {fault}" for fault in found.faults]
    if found.n_refused > len(found.faults):
        lines.append(f"  and {found.n_refused - len(found.faults):,} more")
    return Reply(asdict(found), "\n".join(lines), note="\n".join(f"note: {r}" for r in found.remarks))


def _value(metric: str, value: float | None) -> str:
    return _percent(value) if metric == CONVERSION else _money(value)


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:,.2f} %"


def _money(value: float | None) -> str:
    return "–" if value is None else f"{value:,.2f}"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3g}"


def _middle(found: Estimate | None) -> float | None:
    return None if found is None else found.value


def _between(metric: str, found: Estimate | None) -> str:
    return "–" if found is None else f"{_value(metric, found.low)} to {_value(metric, found.high)}"


def _around(found: Estimate | None, *, percent: bool = False) -> str:
    if found is None:
        return "–"
    metric = CONVERSION if percent else REVENUE
    return f"{_value(metric, found.value)} ({_between(metric, found)})"
