"""1,000 campaigns with a lift that was planted: 95% of the intervals hold it, and the power is what was promised."""

from __future__ import annotations

import numpy as np
import pytest

from core.measurement import (
    Baseline,
    Design,
    Detectable,
    Mean,
    compare,
    compare_adjusted,
    difference_in_differences,
    minimum_detectable,
    power_of,
)
from tests.property.measurement.campaigns import (
    TRUE_REVENUE,
    N,
    holds,
    likely,
    means,
    paired,
    proportions,
    revenue,
    share,
)


def test_revenue_raised_by_a_tenth():
    rng = np.random.default_rng(20240401)
    control, treated = means(revenue(rng, 2000)), means(1.1 * revenue(rng, 2000))
    found = [compare(c, t) for c, t in zip(control, treated, strict=True)]
    assert share(holds(f.absolute, 0.1 * TRUE_REVENUE) for f in found) in likely(0.95)
    assert share(holds(f.relative, 0.1) for f in found) in likely(0.95)
    assert np.mean([f.absolute.value for f in found]) == pytest.approx(0.1 * TRUE_REVENUE, rel=0.1)


def test_conversion_raised_by_a_fifth():
    rng = np.random.default_rng(20240402)
    control, treated = proportions(rng, 2000, 0.1), proportions(rng, 8000, 0.12)
    found = [compare(c, t) for c, t in zip(control, treated, strict=True)]
    assert share(holds(f.absolute, 0.02) for f in found) in likely(0.95)
    assert share(holds(f.relative, 0.2) for f in found) in likely(0.95)


def test_the_period_before_narrows_the_interval_and_it_still_holds_the_lift():
    rng = np.random.default_rng(20240403)
    groups = []
    for n, lift in ((1000, 0.0), (1500, 2.0)):
        before = revenue(rng, n, buying=0.6)
        groups.append(paired(0.8 * before + rng.gamma(2.0, 6.0, before.shape) + lift, before))
    truth = 2.0
    level = 0.8 * 2 * TRUE_REVENUE + 12.0
    found = [compare_adjusted(c, t) for c, t in zip(*groups, strict=True)]
    assert share(holds(f.comparison.absolute, truth) for f in found) in likely(0.95)
    assert share(holds(f.comparison.relative, truth / level) for f in found) in likely(0.95)
    plain = [compare(c, t) for c, t in zip(*groups, strict=True)]
    assert all(f.comparison.absolute.se < p.absolute.se for f, p in zip(found, plain, strict=True))
    narrower = [1 - (f.comparison.absolute.se / p.absolute.se) ** 2 for f, p in zip(found, plain, strict=True)]
    assert [f.reduction for f in found] == pytest.approx(narrower)


@pytest.mark.parametrize("raised", ["by a share", "by an amount"])
def test_a_large_lift_is_held_by_the_relative_interval_that_the_period_before_narrows(raised):
    """A share of a mean that is not adjusted: what is left of it in both has to be allowed for."""
    rng = np.random.default_rng(20240409)
    groups = []
    for n, lift in ((600, 0.0), (1400, 0.5)):
        before = rng.gamma(1.0, 20.0, (N, n))
        outcome = 0.9 * before + rng.gamma(1.0, 6.0, before.shape)
        groups.append(paired(outcome * (1 + lift) if raised == "by a share" else outcome + 24.0 * lift, before))
    found = [compare_adjusted(c, t).comparison.relative for c, t in zip(*groups, strict=True)]
    assert share(holds(f, 0.5) for f in found) in likely(0.95)


def test_chance_to_beat_is_calibrated():
    """Over effects drawn from a flat law, those given 70 to 90% are above 0 as often as was said."""
    rng = np.random.default_rng(20240404)
    lifts = rng.uniform(-0.1, 0.1, N)
    control, treated = proportions(rng, 500, 0.3), proportions(rng, 500, 0.3 + lifts)
    said = np.array([compare(c, t).chance_to_beat for c, t in zip(control, treated, strict=True)])
    some = (said > 0.7) & (said < 0.9)
    assert some.sum() > 80
    assert np.mean(lifts[some] > 0) == pytest.approx(said[some].mean(), abs=0.1)


@pytest.mark.parametrize(("n_control", "n_treated"), [(500, 500), (100, 1900)])
def test_the_power_for_a_rate_is_what_was_promised(n_control, n_treated):
    rng = np.random.default_rng(20240405)
    design = Design(n_control, n_treated)
    found = minimum_detectable(Baseline.of_rate(0.2), design)
    assert isinstance(found, Detectable)
    control = proportions(rng, n_control, 0.2, campaigns=4 * N)
    treated = proportions(rng, n_treated, 0.2 + found.absolute, campaigns=4 * N)
    seen = share(compare(c, t).absolute.p_value < 0.05 for c, t in zip(control, treated, strict=True))
    assert seen / (4 * N) == pytest.approx(0.8, abs=0.03)  # normal and t laws are near, not equal, to the binomial


@pytest.mark.parametrize(("n_control", "n_treated"), [(12, 12), (8, 300), (200, 50)])
def test_the_power_for_a_mean_is_what_was_promised(n_control, n_treated):
    rng = np.random.default_rng(20240406)
    promised = power_of(1.0, Baseline(5.0, 1.5), Design(n_control, n_treated))
    control = means(rng.normal(5.0, 1.5**0.5, (4 * N, n_control)))
    treated = means(rng.normal(6.0, 1.5**0.5, (4 * N, n_treated)))
    seen = share(compare(c, t).absolute.p_value < 0.05 for c, t in zip(control, treated, strict=True))
    assert seen in likely(promised, campaigns=4 * N)


def test_difference_in_differences_of_changes():
    rng = np.random.default_rng(20240407)
    others = means(revenue(rng, 3000) - revenue(rng, 3000))
    targeted = means(revenue(rng, 600) + 1.5 - revenue(rng, 600))
    found = [difference_in_differences(o, t) for o, t in zip(others, targeted, strict=True)]
    assert share(holds(f, 1.5) for f in found) in likely(0.95)


def test_whole_cents_and_doubles_give_the_same():
    rng = np.random.default_rng(20240408)
    cents = rng.integers(0, 100_000, (2, 500))
    exact = compare(*map(Mean.of_values, cents)).relative
    rough = compare(*map(Mean.of_values, cents / 100)).relative
    assert [exact.value, exact.se, exact.p_value] == pytest.approx([rough.value, rough.se, rough.p_value])
