"""What sums of customers come to, against SciPy's tests of the same customers, one number each."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from scipy.stats import binomtest, nct, norm, t, ttest_ind

from core.campaigns.outcomes import SUMS, Outcomes
from core.campaigns.report import CONTROL, CONVERSION, REVENUE, TREATED, Estimate, Lift
from core.services.lifts import NO_CONTROL, gained, intervals, lifts, planned, power

DAYS = 4


@dataclass(frozen=True)
class Customer:
    """Cents of the window and of the one before, and whether there was a conversion in either."""

    arm: str
    variant: str | None
    y: int
    x: int
    c: int
    b: int
    known: int = DAYS


def some(arm: str, variant: str | None, n: int, *, seed: int, more: int = 0, **changes: Any) -> list[Customer]:
    """Customers of whom half buy something, more who did so before."""
    rng = np.random.default_rng(seed)
    x = rng.integers(0, 4000, n) * (rng.random(n) < 0.5)
    y = (0.6 * x).astype(int) + rng.integers(0, 3000, n) * (rng.random(n) < 0.5) + more * (rng.random(n) < 0.7)
    rows = zip(y.tolist(), x.tolist(), strict=True)
    return [Customer(arm, variant, y, x, int(y > 0), int(x > 0), **changes) for y, x in rows]


def outcomes(customers: Sequence[Customer]) -> Outcomes:
    """The answer of the query to these customers."""
    groups: dict[tuple[Any, ...], list[Customer]] = {}
    for customer in customers:
        groups.setdefault((customer.arm, customer.variant, customer.known), []).append(customer)
    rows = []
    for (arm, variant, known), those in groups.items():
        columns = {name: np.array([getattr(k, name) for k in those], object) for name in "yxcb"}
        pairs = ("yy", "xx", "xy", "cb")
        sums = {"n": len(those), **{name: column.sum() for name, column in columns.items()}}
        sums |= {pair: (columns[pair[0]] * columns[pair[1]]).sum() for pair in pairs}
        rows.append((arm, variant, known, None, *(sums[name] for name in SUMS)))
    return Outcomes.of(DAYS, rows)


WORLD = [
    *some(CONTROL, None, 90, seed=1), *some(TREATED, "A", 70, seed=2, more=900), *some(TREATED, "B", 60, seed=3),
    *some(TREATED, "A", 20, seed=4, known=2), *some(CONTROL, None, 10, seed=5, known=0),
]  # fmt: skip


def values(arm: str, what: str, variant: str | None = None, *, known: int = DAYS) -> np.ndarray:
    those = [k for k in WORLD if k.arm == arm and variant in (None, k.variant) and k.known >= known]
    return np.array([getattr(k, what) for k in those], float)


def near(found: Estimate | None, theirs: Any) -> None:
    assert found is not None
    low, high = theirs.confidence_interval(0.95)
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))


def of(metric: str, variant: str | None = None) -> Lift:
    return next(x for x in lifts(outcomes(WORLD)) if (x.metric, x.variant) == (metric, variant))


@pytest.mark.parametrize("variant", [None, "A", "B"])
def test_revenue_is_welchs_test_in_the_unit_of_account(variant: str | None) -> None:
    treated, control = values(TREATED, "y", variant) / 100, values(CONTROL, "y") / 100
    theirs, found = ttest_ind(treated, control, equal_var=False), of(REVENUE, variant)
    near(found.absolute, theirs)
    assert (found.control, found.treated) == (pytest.approx(control.mean()), pytest.approx(treated.mean()))
    assert (found.n_control, found.n_treated, found.p_value) == (90, len(treated), pytest.approx(theirs.pvalue))
    error = math.sqrt(treated.var(ddof=1) / len(treated) + control.var(ddof=1) / 90)
    assert found.chance_to_beat == pytest.approx(norm.cdf((treated.mean() - control.mean()) / error))


@pytest.mark.parametrize("variant", [None, "A", "B"])
def test_the_relative_lift_is_a_share_of_the_mean_of_control(variant: str | None) -> None:
    treated, control, found = values(TREATED, "y", variant), values(CONTROL, "y"), of(REVENUE, variant).relative
    c, s = control.mean(), (treated.var(ddof=1) / len(treated), control.var(ddof=1) / 90)
    error = math.sqrt(s[0] / c**2 + s[1] * treated.mean() ** 2 / c**4)
    df = sum(s) ** 2 / (s[0] ** 2 / (len(treated) - 1) + s[1] ** 2 / 89)
    middle = treated.mean() / c - 1
    assert found == Estimate(
        pytest.approx(middle), pytest.approx(middle - t.ppf(0.975, df) * error),
        pytest.approx(middle + t.ppf(0.975, df) * error),
    )  # fmt: skip


@pytest.mark.parametrize(("metric", "after", "before", "unit"), [(REVENUE, "y", "x", 100), (CONVERSION, "c", "b", 1)])
def test_the_window_before_is_taken_off_by_one_slope_of_all_together(
    metric: str, after: str, before: str, unit: int
) -> None:
    sides = [(values(arm, after) / unit, values(arm, before) / unit) for arm in (TREATED, CONTROL)]
    y, x = (np.concatenate(parts) for parts in zip(*sides, strict=True))
    slope = np.cov(y, x)[0, 1] / x.var(ddof=1)
    treated, control = (y - slope * x for y, x in sides)
    theirs, found = ttest_ind(treated, control, equal_var=False), of(metric)
    near(found.cuped, theirs)
    assert found.cuped_p_value == pytest.approx(theirs.pvalue)
    plain, left = ([v.var(ddof=1) / len(v) for v in pair] for pair in ([y for y, _ in sides], [treated, control]))
    assert found.variance_reduced == pytest.approx(1 - sum(left) / sum(plain))


def test_whoever_looks_often_has_the_interval_of_a_confidence_sequence_tuned_for_5000() -> None:
    treated, control, found = values(TREATED, "y") / 100, values(CONTROL, "y") / 100, of(REVENUE).sequential
    error, n = math.sqrt(treated.var(ddof=1) / len(treated) + control.var(ddof=1) / 90), len(treated) + 90
    seen = n * (-2 * math.log(0.05) + math.log(1 - 2 * math.log(0.05))) / 5000
    reach = error * math.sqrt(2 * (seen + 1) / seen * math.log(math.sqrt(seen + 1) / 0.05))
    middle = treated.mean() - control.mean()
    assert found == Estimate(*(pytest.approx(middle + sign * reach) for sign in (0, -1, 1)))


def test_p_values_of_variants_are_adjusted_for_each_other_and_not_for_all_together() -> None:
    a, b = of(CONVERSION, "A"), of(CONVERSION, "B")
    assert a.p_value is not None
    assert b.p_value is not None
    low, high = sorted((a.p_value, b.p_value))
    both = sorted(x.p_adjusted or 0 for x in (a, b))
    assert both == pytest.approx([min(2 * low, 1), max(2 * low, high)])
    assert of(CONVERSION).p_adjusted is None


@pytest.mark.parametrize(("k", "n"), [(0, 7), (3, 50), (50, 50), (120, 999)])
def test_the_rate_of_one_arm_has_wilsons_interval(k: int, n: int) -> None:
    found = intervals({"n": n, "c": k, "y": 0, "yy": 0})[CONVERSION]
    theirs = binomtest(k, n).proportion_ci(0.95, method="wilson")
    assert found == Estimate(pytest.approx(k / n), pytest.approx(theirs.low), pytest.approx(theirs.high))


def test_the_revenue_of_one_arm_has_the_normal_laws_interval() -> None:
    paid = values(CONTROL, "y") / 100
    found = intervals(outcomes(WORLD).whole(CONTROL))[REVENUE]
    low, high = norm.interval(0.95, paid.mean(), paid.std(ddof=1) / math.sqrt(len(paid)))
    assert found == Estimate(pytest.approx(paid.mean()), pytest.approx(low), pytest.approx(high))


def seen(effect: float, error: float, df: float) -> float:
    """The power of a two-sided t-test at 5 %."""
    limit = t.ppf(0.975, df)
    return float(nct.sf(limit, df, effect / error) + nct.cdf(-limit, df, effect / error))


def test_the_smallest_effect_is_found_in_80_of_100_campaigns() -> None:
    treated, control = values(TREATED, "y") / 100, values(CONTROL, "y") / 100
    parts = treated.var(ddof=1) / len(treated), control.var(ddof=1) / 90
    error, df = math.sqrt(sum(parts)), sum(parts) ** 2 / (parts[0] ** 2 / (len(treated) - 1) + parts[1] ** 2 / 89)
    found = {p.metric: p for p in power(outcomes(WORLD))}[REVENUE]
    assert found.mde is not None
    assert found.planned_mde is not None
    assert seen(found.mde, error, df) == pytest.approx(0.8)
    assert found.mde_relative == pytest.approx(found.mde / control.mean())
    assert found.achieved == pytest.approx(seen(found.planned_mde, error, df))  # of what was planned
    before = np.concatenate([values(arm, "x") / 100 for arm in (TREATED, CONTROL)])
    sizes = (before.var(ddof=1) / len(treated), before.var(ddof=1) / 90)
    df = sum(sizes) ** 2 / (sizes[0] ** 2 / (len(treated) - 1) + sizes[1] ** 2 / 89)
    assert seen(found.planned_mde, math.sqrt(sum(sizes)), df) == pytest.approx(0.8)


def test_before_the_launch_all_customers_count_whose_window_before_is_known() -> None:
    found = {p.metric: p for p in planned(outcomes(WORLD))}
    assert (found[REVENUE].n_control, found[REVENUE].n_treated) == (100, 150)
    converted = [k.b for k in WORLD]
    assert found[CONVERSION].baseline == pytest.approx(sum(converted) / len(converted))
    assert found[REVENUE].baseline == pytest.approx(np.mean([k.x for k in WORLD]) / 100)


def test_a_control_group_without_anybody_is_none() -> None:
    only = outcomes([k for k in WORLD if k.arm == TREATED])
    assert all(x.reasons["absolute"] == NO_CONTROL for x in lifts(only))
    assert {x.variant for x in lifts(only)} == {None, "A", "B"}


def test_where_nobody_was_treated_the_figures_say_so() -> None:
    found = lifts(outcomes([k for k in WORLD if k.arm == CONTROL]))
    assert [(x.metric, x.variant, x.treated) for x in found] == [(CONVERSION, None, None), (REVENUE, None, None)]
    assert {x.reasons["absolute"] for x in found} == {"the treated group has fewer than 2 customers"}
    assert all(x.control is not None for x in found)


def test_control_that_gave_back_more_than_it_paid_has_no_relative_lift() -> None:
    back = [Customer(CONTROL, None, -100 * n, 0, 0, 0) for n in range(5)]
    found = next(x for x in lifts(outcomes([*back, *some(TREATED, None, 30, seed=6)])) if x.metric == REVENUE)
    assert found.control == -2.0
    assert found.absolute is not None
    assert (found.relative, found.reasons["relative"]) == (None, "the control group's mean is below 0")


def test_a_loss_has_a_return_below_nothing_and_without_costs_there_is_none() -> None:
    conversion, revenue = of(CONVERSION), of(REVENUE)
    assert revenue.absolute is not None
    lost = gained(conversion, revenue, n=130, cost=1_000_000.0)
    assert lost.roi is not None
    assert lost.roi_interval is not None
    assert lost.roi == pytest.approx(130 * revenue.absolute.value / 1e6 - 1)
    bounds = (lost.roi_interval.low, lost.roi_interval.high)
    assert bounds == pytest.approx((130 * revenue.absolute.low / 1e6 - 1, 130 * revenue.absolute.high / 1e6 - 1))
    free = gained(conversion, revenue, n=130, cost=0.0)
    assert (free.roi, free.roi_interval, free.reasons) == (None, None, {"roi": "nothing was spent"})
