"""What every comparison obeys, whatever the groups, and what SciPy and statsmodels say of the same."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import norm, ttest_ind
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep

from core.measurement import (
    Adjustment,
    Estimate,
    Mean,
    Paired,
    Proportion,
    Unknown,
    adjust,
    can_mismatch,
    chance_to_win,
    compare,
    compare_adjusted,
    compare_sequentially,
    holm,
    risk,
    sample_ratio,
)

SPENT = st.lists(st.integers(0, 50_000), min_size=2, max_size=40).filter(lambda v: len(set(v)) > 1)
ALPHA = st.sampled_from([0.001, 0.01, 0.05, 0.1, 0.5])


def proportion(least=2):
    return st.integers(least, 100_000).flatmap(lambda n: st.builds(Proportion, st.just(n), st.integers(1, n - 1)))


def near(value, scale=0.0):
    return pytest.approx(value, rel=1e-9, abs=1e-9 * scale)


@given(SPENT, SPENT, ALPHA)
def test_welch_is_scipys(a, b, alpha):
    found = compare(Mean.of_values(a), Mean.of_values(b), alpha=alpha).absolute
    theirs = ttest_ind(b, a, equal_var=False)
    interval = theirs.confidence_interval(1 - alpha)
    assert found.p_value == near(theirs.pvalue)
    assert found.df == near(theirs.df)
    assert [found.ci_low, found.ci_high] == near([interval.low, interval.high], scale=found.se)
    assert found.value == near(np.mean(b) - np.mean(a), scale=found.se)


@given(proportion(1000), proportion(1000))
def test_proportions_are_those_of_walds_test(a, b):
    found = compare(a, b).absolute
    low, high = confint_proportions_2indep(
        b.successes, b.n, a.successes, a.n, method="wald", compare="diff", alpha=0.05
    )
    reach = (high - low) / 2
    assert found.value == near((low + high) / 2, scale=reach)
    assert found.se == near(reach / norm.ppf(0.975))
    if min(s for g in (a, b) for s in (g.successes, g.n - g.successes)) > 100:
        assert (found.ci_high - found.ci_low) / 2 == pytest.approx(reach, rel=0.02)  # Student's t is nearly normal


@given(SPENT, SPENT, ALPHA)
def test_swapping_the_groups_turns_the_difference_round(a, b, alpha):
    one, other = Mean.of_values(a), Mean.of_values(b)
    for by in (compare, compare_sequentially):
        there, back = by(one, other, alpha=alpha), by(other, one, alpha=alpha)
        assert there.absolute.value == near(-back.absolute.value)
        assert there.absolute.ci_low == near(-back.absolute.ci_high, scale=there.absolute.se)
        assert there.absolute.p_value == near(back.absolute.p_value)
        assert there.chance_to_beat == pytest.approx(1 - back.chance_to_beat, abs=1e-12)
        assert (there.control, there.n_control) == (back.treated, back.n_treated)


@given(SPENT, SPENT, ALPHA, st.integers(10, 10_000))
def test_significant_is_what_excludes_nothing(a, b, alpha, tuning):
    groups = Mean.of_values(a), Mean.of_values(b)
    for found in (compare(*groups, alpha=alpha), compare_sequentially(*groups, alpha=alpha, tuning=tuning)):
        for estimate in (found.absolute, found.relative):
            assume(abs(estimate.p_value - alpha) > 1e-9)
            assert (estimate.p_value < alpha) == (not estimate.ci_low <= 0 <= estimate.ci_high)
            assert 0 <= estimate.p_value <= 1
            assert estimate.ci_low < estimate.value < estimate.ci_high


@given(SPENT, SPENT, st.integers(1, 1000))
def test_a_relative_difference_does_not_know_the_currency(a, b, rate):
    there = compare(Mean.of_values(a), Mean.of_values(b)).relative
    back = compare(Mean.of_values([v * rate for v in a]), Mean.of_values([v * rate for v in b])).relative
    assert (there.value, there.se, there.p_value) == near((back.value, back.se, back.p_value), scale=there.se)


@given(SPENT, SPENT)
def test_the_relative_variance_is_that_of_a_ratio_of_two_means(a, b):
    control, treated = Mean.of_values(a), Mean.of_values(b)
    relative = compare(control, treated).relative
    r = treated.mean / control.mean
    variance = (treated.variance / treated.n + r**2 * control.variance / control.n) / control.mean**2
    assert (relative.value, relative.se) == near((r - 1, math.sqrt(variance)), scale=relative.se)


@given(SPENT, SPENT)
def test_a_sequential_reading_is_never_narrower(a, b):
    groups = Mean.of_values(a), Mean.of_values(b)
    z = norm.ppf(0.975)
    always = compare_sequentially(*groups).absolute
    assert always.ci_high - always.value > 3.03 * always.se > z * always.se


@given(SPENT, SPENT)
def test_risks_are_what_the_difference_is_made_of(a, b):
    estimate = compare(Mean.of_values(a), Mean.of_values(b)).absolute
    lost = risk(estimate)
    assert lost.control - lost.treated == near(estimate.value, scale=estimate.se)
    assert min(lost.control, lost.treated) >= 0
    assert (chance_to_win(estimate) > 0.5) == (lost.control > lost.treated) or estimate.value == 0


@settings(max_examples=12)  # statsmodels collects garbage each time
@given(st.dictionaries(st.text(max_size=3), st.floats(0, 1), max_size=8))
def test_holm_is_that_of_statsmodels(p_values):
    adjusted = holm(p_values)
    assert list(adjusted) == list(p_values)
    if p_values:
        assert list(adjusted.values()) == near(list(multipletests(list(p_values.values()), method="holm")[1]))


@settings(max_examples=50)
@given(st.integers(0, 10_000), st.integers(50, 400), st.integers(50, 400))
def test_a_period_before_that_says_nothing_changes_nothing(seed, n_control, n_treated):
    rng = np.random.default_rng(seed)
    groups, plain = [], []
    for n in (n_control, n_treated):
        y, x = rng.gamma(2.0, 10.0, n), rng.gamma(2.0, 10.0, n)
        x -= (np.cov(y, x)[0, 1] / y.var(ddof=1)) * (y - y.mean())  # uncorrelated, not only independent
        x += 20.0 - x.mean()  # and no higher in one group
        groups.append(Paired.of_values(y, x))
        plain.append(Mean.of_values(y))
    found = compare_adjusted(*groups)
    before = compare(*plain).absolute
    assert found.theta == pytest.approx(0, abs=1e-9)
    assert found.reduction == pytest.approx(0, abs=1e-9)
    assert found.comparison.absolute.value == pytest.approx(before.value, abs=1e-6)
    assert found.comparison.absolute.se == pytest.approx(before.se)


@given(SPENT, SPENT, st.integers(-5, 5).filter(bool), st.integers(0, 100))
def test_a_period_before_that_says_everything_leaves_no_variance(a, b, slope, start):
    groups = [Paired.of_values([slope * x + start for x in before], before) for before in (a, b)]
    adjustment = adjust(*groups)
    assert isinstance(adjustment, Adjustment)
    assert adjustment.theta == near(slope)
    assert adjustment.reduction == pytest.approx(1)
    found = compare_adjusted(*groups)
    assert isinstance(found.comparison.absolute, Unknown)
    assert "no variance" in found.comparison.absolute.why


PAIRS = st.lists(st.tuples(st.integers(0, 9_000), st.integers(0, 9_000)), min_size=3, max_size=40).filter(
    lambda rows: len({y for y, _ in rows}) > 2 and len({x for _, x in rows}) > 2
)


@given(PAIRS, PAIRS)
def test_an_adjusted_comparison_is_welchs_test_of_what_is_left_of_each_customer(a, b):
    (y_c, x_c), (y_t, x_t) = (np.array(rows, dtype=float).T for rows in (a, b))
    both = np.cov(np.concatenate([y_c, y_t]), np.concatenate([x_c, x_t]))
    theta = both[0, 1] / both[1, 1]
    left = [y_c - theta * x_c, y_t - theta * x_t]
    assume(min(side.var() / (1 + y.var()) for side, y in zip(left, (y_c, y_t), strict=True)) > 1e-6)
    theirs = ttest_ind(left[1], left[0], equal_var=False)
    groups = Paired.of_values(y_c, x_c), Paired.of_values(y_t, x_t)
    found = compare_adjusted(*groups)
    assert found.theta == pytest.approx(theta, rel=1e-6, abs=1e-9)
    assert found.comparison.absolute.p_value == pytest.approx(theirs.pvalue, rel=1e-5)
    assert found.comparison.absolute.df == pytest.approx(theirs.df, rel=1e-5)
    assert found.comparison.absolute.value == pytest.approx(left[1].mean() - left[0].mean(), abs=1e-6)
    adjustment = adjust(*groups)
    always = compare_sequentially(adjustment.control, adjustment.treated).absolute
    assert (always.value, always.se) == (found.comparison.absolute.value, found.comparison.absolute.se)


@given(SPENT, SPENT, st.integers(1, 10))
def test_shifting_the_period_before_of_everybody_changes_nothing(a, b, shift):
    rng = np.random.default_rng(len(a) * 100 + len(b))
    outcomes = [[x + int(rng.integers(0, 9_000)) for x in before] for before in (a, b)]
    there = compare_adjusted(*[Paired.of_values(y, x) for y, x in zip(outcomes, (a, b), strict=True)])
    moved = [[x + shift * 1000 for x in before] for before in (a, b)]
    back = compare_adjusted(*[Paired.of_values(y, x) for y, x in zip(outcomes, moved, strict=True)])
    assume(isinstance(there.comparison.absolute, Estimate) and isinstance(back.comparison.absolute, Estimate))
    assert there.theta == near(back.theta)
    assert there.comparison.absolute.value == pytest.approx(back.comparison.absolute.value, abs=1e-4)
    assert there.comparison.absolute.se == pytest.approx(back.comparison.absolute.se, rel=1e-5)


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 40)), min_size=1, max_size=5), st.integers(1, 3))
def test_no_mismatch_is_overlooked(groups, times):
    observed = {str(n): size * times for n, (size, _) in enumerate(groups)}
    shares = {str(n): share for n, (_, share) in enumerate(groups)}
    assume(any(shares.values()))
    found = sample_ratio(observed, shares)
    assert can_mismatch(observed, shares) or isinstance(found, Unknown) or not found.is_mismatch
