"""1,000 campaigns that do nothing: about 5% are called significant, by each test, and no more mismatches than meant."""

from __future__ import annotations

import numpy as np
import pytest

from core.measurement import Ratio, compare, compare_adjusted, compare_all, sample_ratio
from tests.property.measurement.campaigns import N, likely, means, paired, proportions, revenue, share


def significant(control, treated, *, by=compare):
    found = [by(c, t) for c, t in zip(control, treated, strict=True)]
    compared = [f if by is compare else f.comparison for f in found]
    return tuple(share(getattr(c, kind).p_value < 0.05 for c in compared) for kind in ("absolute", "relative"))


@pytest.mark.parametrize(("n_control", "n_treated"), [(1000, 1000), (2500, 5000)])
def test_skewed_revenue(n_control, n_treated):
    """Groups of very different size need more customers: with 1,000 and 4,000 of such revenue it is 6%, not 5."""
    rng = np.random.default_rng(20240301)
    control, treated = (means(revenue(rng, n)) for n in (n_control, n_treated))
    for count in significant(control, treated):
        assert count in likely(0.05)


@pytest.mark.parametrize(("n_control", "n_treated", "rate"), [(2000, 2000, 0.05), (1000, 9000, 0.1), (400, 400, 0.5)])
def test_proportions(n_control, n_treated, rate):
    rng = np.random.default_rng(20240302)
    control, treated = (proportions(rng, n, rate) for n in (n_control, n_treated))
    for count in significant(control, treated):
        assert count in likely(0.05)


def test_revenue_adjusted_by_the_period_before():
    rng = np.random.default_rng(20240303)
    groups = []
    for n in (800, 1200):
        before = revenue(rng, n, buying=0.5)
        groups.append(paired(0.6 * before + revenue(rng, n), before))
    for count in significant(*groups, by=compare_adjusted):
        assert count in likely(0.05)


def test_spend_per_basket():
    rng = np.random.default_rng(20240304)
    groups = []
    for n in (700, 700):
        baskets = 1 + rng.poisson(2.0, (N, n))
        spent = baskets * rng.lognormal(2.0, 0.5, (N, n))
        columns = (spent, spent**2, baskets, baskets**2, spent * baskets)
        groups.append([Ratio(n, *sums) for sums in zip(*(c.sum(axis=1) for c in columns), strict=True)])
    for count in significant(*groups):
        assert count in likely(0.05)


def test_any_of_four_variants():
    rng = np.random.default_rng(20240305)
    control, *variants = (proportions(rng, 1000, 0.2) for _ in range(5))
    plain = adjusted = 0
    for i, one in enumerate(control):
        found = compare_all(one, {str(k): v[i] for k, v in enumerate(variants)}).values()
        plain += any(f.comparison.absolute.p_value < 0.05 for f in found)
        adjusted += any(f.p_adjusted < 0.05 for f in found)
    assert plain > 100  # one campaign in ten and more: what Holm's method is for
    assert adjusted <= likely(0.05).stop


@pytest.mark.parametrize("shares", [{"control": 0.1, "treated": 0.9}, {"control": 1, "a": 1, "b": 2}])
def test_sample_ratio_check(shares):
    rng = np.random.default_rng(20240306)
    campaigns, whole = 20_000, sum(shares.values())
    dealt = rng.multinomial(3000, [s / whole for s in shares.values()], campaigns)
    found = [sample_ratio(dict(zip(shares, map(int, counts), strict=True)), shares) for counts in dealt]
    assert share(f.is_mismatch for f in found) in likely(0.001, campaigns=campaigns)
    assert share(f.p_value < 0.05 for f in found) in likely(0.05, campaigns=campaigns)


def test_exact_sample_ratio_check_never_alarms_too_often():
    rng = np.random.default_rng(20240307)
    shares, campaigns = {"control": 0.01, "a": 0.49, "b": 0.5}, 500
    dealt = rng.multinomial(200, list(shares.values()), campaigns)
    found = [sample_ratio(dict(zip(shares, map(int, counts), strict=True)), shares) for counts in dealt]
    assert {f.method for f in found} == {"exact"}
    assert share(f.p_value < 0.05 for f in found) <= likely(0.05, campaigns=campaigns).stop
