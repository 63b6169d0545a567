"""Sums of what customers did, made into lifts, power and gains. Cents go in, amounts in the unit of account out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from core import measurement as m
from core.campaigns.outcomes import Outcomes, steps
from core.campaigns.report import (
    CONTROL,
    CONVERSION,
    REVENUE,
    TREATED,
    ArmFigures,
    DayLift,
    Estimate,
    Incremental,
    Lift,
    Power,
    SampleRatio,
)

METRICS = (CONVERSION, REVENUE)
NO_CONTROL = "nobody is held out as control, so nothing can be compared"
NOBODY = "nobody was treated or held out"
_OF_LIFT = ("absolute", "relative", "p_value", "chance_to_beat", "sequential")
_ADJUSTED = ("cuped", "cuped_relative", "cuped_p_value", "variance_reduced")
_Z = 1.959963984540054  # of a normal law 95 % lie within so many standard deviations
_SCALE = {CONVERSION: 1.0, REVENUE: 0.01}
Sums = Mapping[str, int]


def lifts(outcomes: Outcomes, *, whys: Mapping[str, str] | None = None) -> tuple[Lift, ...]:
    """Return the lifts of both metrics: of all treated, then of each variant, with its p-value adjusted for the others.

    `whys` says by metric why there are none, where that is known.
    """
    named = [variant for arm, variant in outcomes.arms() if arm == TREATED and variant is not None]
    control = outcomes.whole(CONTROL)
    found = []
    for metric in METRICS:
        why = (whys or {}).get(metric)
        whole = lift(metric, None, control=control, treated=outcomes.whole(TREATED), why=why)
        each = [lift(metric, v, control=control, treated=outcomes.whole(TREATED, v), why=why) for v in named]
        adjusted = m.holm({str(x.variant): x.p_value for x in each if x.p_value is not None})
        found += [whole, *(replace(x, p_adjusted=adjusted.get(str(x.variant))) for x in each)]
    return tuple(found)


def lift(metric: str, variant: str | None, *, control: Sums, treated: Sums, why: str | None = None) -> Lift:
    """Return the lift of one metric, each figure that cannot be had with its reason."""
    empty = Lift(metric, variant, control["n"], treated["n"])
    if why is not None or not control["n"]:
        said = why or NO_CONTROL
        return replace(empty, reasons=dict.fromkeys((*_OF_LIFT, *_ADJUSTED), said))
    scale = _SCALE[metric]
    plain = m.compare(_plain(metric, control), _plain(metric, treated))
    looked = m.compare_sequentially(_plain(metric, control), _plain(metric, treated))
    cuped = m.compare_adjusted(_paired(metric, control), _paired(metric, treated))
    absolute, adjusted = plain.absolute, cuped.comparison
    reasons = {
        name: found.why
        for name, found in (
            ("absolute", absolute), ("relative", plain.relative), ("p_value", absolute), ("chance_to_beat", absolute),
            ("sequential", looked.absolute), ("cuped", adjusted.absolute), ("cuped_relative", adjusted.relative),
            ("cuped_p_value", adjusted.absolute),
        )
        if isinstance(found, m.Unknown)
    }  # fmt: skip
    if cuped.why is not None:
        reasons |= dict.fromkeys(_ADJUSTED, cuped.why)
    return replace(
        empty, control=_times(plain.control, scale), treated=_times(plain.treated, scale),
        absolute=_estimate(absolute, scale), relative=_estimate(plain.relative),
        p_value=_p_value(absolute), chance_to_beat=plain.chance_to_beat,
        cuped=_estimate(adjusted.absolute, scale), cuped_relative=_estimate(adjusted.relative),
        cuped_p_value=_p_value(adjusted.absolute), variance_reduced=cuped.reduction,
        sequential=_estimate(looked.absolute, scale), reasons=reasons,
    )  # fmt: skip


def power(outcomes: Outcomes, *, whys: Mapping[str, str] | None = None) -> tuple[Power, ...]:
    """Return how small an effect the groups could show, and were planned to; `whys` as of `lifts`."""
    return tuple(_power(metric, outcomes, why=(whys or {}).get(metric)) for metric in METRICS)


def planned(outcomes: Outcomes) -> tuple[Power, ...]:
    """Return how small an effect the groups will show, by what their customers did in the window before."""
    return tuple(_planned(metric, outcomes.before(CONTROL), outcomes.before(TREATED)) for metric in METRICS)


def _power(metric: str, outcomes: Outcomes, *, why: str | None) -> Power:
    control, treated = outcomes.whole(CONTROL), outcomes.whole(TREATED)
    if why is not None or not control["n"]:
        before = _planned(metric, outcomes.before(CONTROL), outcomes.before(TREATED))
        said = why or NO_CONTROL
        return replace(before, baseline=None, reasons={**before.reasons, **dict.fromkeys(("mde", "achieved"), said)})
    before = _planned(metric, control, treated)
    scale, found = _SCALE[metric], m.compare(_plain(metric, control), _plain(metric, treated))
    level = found.control
    if isinstance(found.absolute, m.Unknown):
        said = found.absolute.why
        reasons = {**before.reasons, "mde": said, "mde_relative": said, "achieved": said}
        return replace(before, baseline=_times(level, scale), reasons=reasons)
    mde, reasons = m.detectable_after(found.absolute), dict(before.reasons)
    achieved = None
    if before.planned_mde is None:
        reasons["achieved"] = before.reasons.get("planned_mde", "")
    else:
        achieved = m.power_after(found.absolute, effect=before.planned_mde / scale)
    if not level:
        reasons["mde_relative"] = "the control group's mean is 0, so there is nothing to divide by"
    return replace(
        before, baseline=_times(level, scale), mde=mde * scale, mde_relative=mde / level if level else None,
        achieved=achieved, reasons=reasons,
    )  # fmt: skip


def _planned(metric: str, control: Sums, treated: Sums) -> Power:
    """Return what could be said before the launch: the groups' sizes, and what all of them did in the window before."""
    both = {name: control[name] + treated[name] for name in control}
    empty = Power(metric, control["n"], treated["n"])
    statistic = m.Proportion(both["n"], both["b"]) if metric == CONVERSION else m.Mean(both["n"], both["x"], both["xx"])
    baseline = m.Baseline.of(statistic)
    if isinstance(baseline, m.Unknown):
        return replace(empty, reasons=dict.fromkeys(("baseline", "planned_mde"), baseline.why))
    scale = _SCALE[metric]
    found = m.minimum_detectable(baseline, m.Design(control["n"], treated["n"]))
    if isinstance(found, m.Unknown):
        said = NO_CONTROL if not control["n"] else found.why
        return replace(empty, baseline=baseline.mean * scale, reasons={"planned_mde": said})
    reasons = {} if found.relative is not None else {"planned_mde_relative": "the mean of the window before is 0"}
    return replace(
        empty, baseline=baseline.mean * scale, planned_mde=found.absolute * scale,
        planned_mde_relative=found.relative, reasons=reasons,
    )  # fmt: skip


def sample_ratio(observed: Mapping[str, int], intended: Mapping[str, float]) -> SampleRatio:
    """Return whether the groups are as large as they should be."""
    found = m.sample_ratio(observed, intended) if intended else m.Unknown(NOBODY)
    if isinstance(found, m.Unknown):
        return SampleRatio(dict(observed), dict(intended), reason=found.why)
    return SampleRatio(dict(observed), dict(intended), found.p_value, found.is_mismatch)


def incremental(arm: ArmFigures, conversion: Lift, revenue: Lift) -> Incremental:
    """Return what the treated customers of an arm brought, by its lifts."""
    cost = None if arm.offer_cost is None else arm.contact_cost + arm.offer_cost
    return gained(conversion, revenue, n=arm.n, cost=cost)


def gained(conversion: Lift, revenue: Lift, *, n: int, cost: float | None) -> Incremental:
    """Return what lifts come to for `n` customers, and what is left of it when the cost is paid."""
    reasons = {} if cost is not None else {"cost": "what the offer costs is not known"}
    for name, found in (("conversions", conversion), ("revenue", revenue)):
        if found.absolute is None:
            reasons[name] = found.reasons.get("absolute", "")
    more = _many(revenue.absolute, n)
    net = None if more is None or cost is None else _less(more, cost)
    if net is None:
        reasons["net"] = reasons.get("revenue") or reasons["cost"]
    each = _scaled(net, 1 / cost) if net is not None and cost else None
    if each is None:
        reasons["roi"] = reasons.get("net") or "nothing was spent"
    return Incremental(
        conversion.variant, _many(conversion.absolute, n), more, cost, net, each.value if each else None, each, reasons
    )


def intervals(sums: Sums) -> dict[str, Estimate | None]:
    """Return the conversion rate and the revenue per customer of one group with their intervals of 95 %, by metric.

    The rate's is Wilson's (1927), which holds for few conversions, too; the mean's is mean ± z·s/√n.
    """
    n = sums["n"]
    rate, mean = m.Proportion(n, sums["c"]).mean, m.Mean(n, sums["y"], sums["yy"])
    found: dict[str, Estimate | None] = {CONVERSION: None, REVENUE: None}
    if rate is not None:
        middle = (rate + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        reach = _Z / (1 + _Z**2 / n) * (rate * (1 - rate) / n + _Z**2 / (4 * n**2)) ** 0.5
        found[CONVERSION] = Estimate(rate, max(0.0, middle - reach), min(1.0, middle + reach))
    if mean.mean is not None and mean.variance is not None:
        reach = _Z * (mean.variance / n) ** 0.5
        found[REVENUE] = _scaled(Estimate(mean.mean, mean.mean - reach, mean.mean + reach), _SCALE[REVENUE])
    return found


def daily(outcomes: Outcomes) -> tuple[DayLift, ...]:
    """Return the lift of all treated by days since the first contact, as far as anything is known."""
    found = (_day(day, outcomes.first(day, CONTROL), outcomes.first(day, TREATED)) for day in steps(outcomes.days))
    return tuple(d for d in found if d.n_control and d.n_treated)


def _day(day: int, control: Sums, treated: Sums) -> DayLift:
    values: dict[str, Any] = {}
    for metric in METRICS:
        groups = [_first(metric, sums) for sums in (control, treated)]
        looked = _estimate(m.compare_sequentially(*groups).absolute, _SCALE[metric])
        means = [group.mean for group in groups]
        if None not in means:
            values[metric] = (means[1] - means[0]) * _SCALE[metric]
        if looked is not None:
            values |= {metric: looked.value, f"{metric}_low": looked.low, f"{metric}_high": looked.high}
    return DayLift(day, control["n"], treated["n"], **values)


def _first(metric: str, sums: Sums) -> Any:
    if metric == CONVERSION:
        return m.Proportion(sums["n"], sums["c"])
    return m.Mean(sums["n"], sums["y"], sums["yy"])


_plain = _first


def _paired(metric: str, sums: Sums) -> m.Paired:
    """Return the outcome beside the window before; of whoever converts once, 1 is its own square."""
    if metric == CONVERSION:
        return m.Paired(sums["n"], sums["c"], sums["c"], sums["b"], sums["b"], sums["cb"])
    return m.Paired(sums["n"], sums["y"], sums["yy"], sums["x"], sums["xx"], sums["xy"])


def _estimate(found: m.Estimate | m.Unknown, scale: float = 1.0) -> Estimate | None:
    if isinstance(found, m.Unknown):
        return None
    return _scaled(Estimate(found.value, found.ci_low, found.ci_high), scale)


def _scaled(found: Estimate, scale: float) -> Estimate:
    return Estimate(found.value * scale, found.low * scale, found.high * scale)


def _p_value(found: m.Estimate | m.Unknown) -> float | None:
    return None if isinstance(found, m.Unknown) else found.p_value


def _times(value: float | None, scale: float) -> float | None:
    return None if value is None else value * scale


def _many(each: Estimate | None, n: int) -> Estimate | None:
    return None if each is None else _scaled(each, n)


def _less(gained: Estimate, cost: float) -> Estimate:
    return Estimate(gained.value - cost, gained.low - cost, gained.high - cost)
