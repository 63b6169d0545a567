"""Made-up campaigns, many at once: an array of campaigns × customers, drawn from a seed."""

from __future__ import annotations

import numpy as np
from scipy.stats import binom

from core.measurement import Estimate, Mean, Paired, Proportion

N = 1000  # campaigns


def revenue(rng, n, *, buying=0.3, campaigns=N):
    """Spend per customer: most bought nothing, a few bought very much (lognormal with σ of 1)."""
    spent = rng.lognormal(3.0, 1.0, (campaigns, n))
    spent[rng.random((campaigns, n)) >= buying] = 0.0
    return spent


TRUE_REVENUE = 0.3 * np.exp(3.0 + 0.5)


def means(values):
    sums = zip(values.sum(axis=1), np.square(values).sum(axis=1), strict=True)
    return [Mean(values.shape[1], total, squares) for total, squares in sums]


def proportions(rng, n, rate, *, campaigns=N):
    return [Proportion(n, int(successes)) for successes in rng.binomial(n, rate, campaigns)]


def paired(outcome, before):
    columns = (outcome, outcome**2, before, before**2, outcome * before)
    return [Paired(outcome.shape[1], *sums) for sums in zip(*(c.sum(axis=1) for c in columns), strict=True)]


def share(flags):
    """How many of the flags are set; each must be True or False."""
    return sum(map(bool, flags))


def likely(rate, *, campaigns=N):
    """The counts that a binomial law gives in 99.9% of all simulations."""
    return range(int(binom.ppf(0.0005, campaigns, rate)), int(binom.ppf(0.9995, campaigns, rate)) + 1)


def holds(estimate, truth):
    assert isinstance(estimate, Estimate)
    return estimate.ci_low <= truth <= estimate.ci_high
