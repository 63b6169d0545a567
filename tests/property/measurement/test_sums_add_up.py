"""Sums of parts are the sums of the whole, and say what numpy says of the values themselves."""

from __future__ import annotations

from dataclasses import fields
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measurement import Mean, Paired, Proportion, Ratio

CENTS = st.integers(-(10**12), 10**12)
AMOUNTS = st.floats(-1e6, 1e6, allow_nan=False).map(lambda v: round(v, 2))
EMPTY = {Mean: Mean(), Paired: Paired(), Proportion: Proportion(), Ratio: Ratio()}


def columns(values, n=2):
    return st.lists(st.tuples(*[values] * n), min_size=1, max_size=40)


def split(rows, places):
    ends = sorted({min(p, len(rows)) for p in places} | {0, len(rows)})
    return [rows[a:b] for a, b in pairwise(ends)]


def of_rows(kind, rows):
    taken = list(zip(*rows, strict=True))
    return kind.of_values(*[np.array(c) for c in taken[: 1 if kind in {Mean, Proportion} else 2]])


@given(columns(CENTS), st.lists(st.integers(0, 40), max_size=5), st.sampled_from([Mean, Paired, Ratio]))
def test_whole_numbers_add_up_exactly_however_split(rows, places, kind):
    parts = [of_rows(kind, part) for part in split(rows, places)]
    assert sum(parts, EMPTY[kind]) == of_rows(kind, rows)
    assert sum(reversed(parts), EMPTY[kind]) == of_rows(kind, rows)


@given(columns(AMOUNTS), st.lists(st.integers(0, 40), max_size=5), st.sampled_from([Mean, Paired, Ratio]))
def test_doubles_add_up_however_split(rows, places, kind):
    added = sum((of_rows(kind, part) for part in split(rows, places)), EMPTY[kind])
    whole = of_rows(kind, rows)
    scale = max(abs(v) for row in rows for v in row) ** 2 * len(rows) + 1
    for part in fields(whole):
        assert getattr(added, part.name) == pytest.approx(getattr(whole, part.name), rel=1e-12, abs=1e-12 * scale)


@given(columns(st.booleans(), 1), st.lists(st.integers(0, 40), max_size=5))
def test_proportions_add_up(rows, places):
    parts = [of_rows(Proportion, part) for part in split(rows, places)]
    whole = sum(parts, Proportion())
    assert whole == Proportion(len(rows), sum(flag for (flag,) in rows))
    assert whole.variance == pytest.approx(np.var([flag for (flag,) in rows]))


@given(columns(st.integers(-(10**6), 10**6)).filter(lambda rows: len(rows) > 1))
def test_moments_are_those_of_numpy(rows):
    y, x = (np.array(c, dtype=float) for c in zip(*rows, strict=True))
    group = of_rows(Paired, rows)
    assert group.mean == pytest.approx(y.mean())
    assert group.variance == pytest.approx(y.var(ddof=1))
    assert group.before == Mean.of_values(np.array([b for _, b in rows]))
    both = np.cov(y, x)
    assert group.covariance == pytest.approx(both[0, 1], rel=1e-9, abs=1e-9 * both.trace())
    if both[0, 0] and both[1, 1]:
        assert group.correlation == pytest.approx(np.corrcoef(y, x)[0, 1], abs=1e-9)
    else:
        assert group.correlation is None


@given(st.floats(-1e9, 1e9, allow_nan=False), st.integers(2, 50))
def test_equal_doubles_have_no_variance_not_even_by_rounding(value, n):
    assert Mean.of_values(np.full(n, value)).variance == 0.0


@given(columns(st.integers(1, 1000)).filter(lambda rows: len(rows) > 1))
def test_a_ratio_over_one_each_is_a_mean(rows):
    values = np.array([v for v, _ in rows])
    ratio, mean = Ratio.of_values(values, np.ones_like(values)), Mean.of_values(values)
    assert (ratio.mean, ratio.variance) == pytest.approx((mean.mean, mean.variance))


@given(columns(st.integers(1, 1000)).filter(lambda rows: len(rows) > 1))
def test_the_variance_of_a_ratio_is_that_of_its_residuals(rows):
    m, d = (np.array(c, dtype=float) for c in zip(*rows, strict=True))
    ratio = m.sum() / d.sum()
    residuals = (m - ratio * d) / d.mean()
    assert of_rows(Ratio, rows).variance == pytest.approx(residuals.var(ddof=1), rel=1e-6, abs=1e-9)
