"""A campaign that does nothing, looked at every day: the sequential reading keeps its promise, the plain one cannot."""

from __future__ import annotations

import numpy as np
import pytest

from core.measurement import Mean, compare, compare_sequentially
from tests.property.measurement.campaigns import likely, share

DAYS = 30
CAMPAIGNS = 400


def daily(values):
    """The group as it stands each day, of an array of campaigns × days × customers who came that day."""
    n = np.cumsum(np.full(values.shape[1], values.shape[2]))
    totals, squares = values.sum(axis=2).cumsum(axis=1), np.square(values).sum(axis=2).cumsum(axis=1)
    return [
        [Mean(int(k), t, s) for k, t, s in zip(n, *rows, strict=True)] for rows in zip(totals, squares, strict=True)
    ]


def ever_significant(control, treated, *, by):
    return share(
        any(by(c, t).absolute.p_value < 0.05 for c, t in zip(*days, strict=True))
        for days in zip(control, treated, strict=True)
    )


@pytest.mark.parametrize("per_day", [20, 400])
def test_customers_who_come_day_by_day(per_day):
    rng = np.random.default_rng(20240501)
    groups = [daily(rng.gamma(0.5, 20.0, (CAMPAIGNS, DAYS, per_day))) for _ in range(2)]
    most = likely(0.05, campaigns=CAMPAIGNS).stop
    assert ever_significant(*groups, by=compare_sequentially) <= most
    assert ever_significant(*groups, by=compare) > 2 * most


def test_one_cohort_looked_at_each_day_of_a_year():
    """Sent on one day, spend growing from day to day: the difference is a random walk, the interval a multiple of se.

    The multiple is smallest, and the case worst, where the customers are as many as the tuning parameter.
    """
    group = Mean(2500, 2500 * 10.0, 2500 * 150.0)
    estimate = compare_sequentially(group, group, tuning=5000).absolute
    multiple = (estimate.ci_high - estimate.value) / estimate.se
    assert multiple == pytest.approx(3.04, abs=0.01)
    rng = np.random.default_rng(20240502)
    walks = rng.standard_normal((10_000, 365)).cumsum(axis=1)
    farthest = np.abs(walks / np.sqrt(np.arange(1, 366))).max(axis=1)
    assert share(farthest > multiple) <= 0.05 * 10_000
    assert share(farthest > 1.96) > 0.4 * 10_000  # so often a plain reading would be wrong


def test_a_large_effect_is_seen_in_the_end():
    rng = np.random.default_rng(20240503)
    control = daily(rng.gamma(0.5, 20.0, (100, DAYS, 400)))
    treated = daily(rng.gamma(0.5, 22.0, (100, DAYS, 400)))
    assert ever_significant(control, treated, by=compare_sequentially) > 80
