"""What is known of a group: of nobody, of one, of very large sums, and what is refused."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from core.measurement import Mean, Paired, Proportion, Ratio


def test_a_proportion():
    group = Proportion(200, 30)
    assert group.mean == group.level == 0.15
    assert group.variance == pytest.approx(0.15 * 0.85)  # divided by n, not n - 1


def test_a_mean():
    group = Mean.of_values([1, 2, 6])
    assert group == Mean(3, 9, 41)
    assert (group.mean, group.level, group.variance) == (3.0, 3.0, 7.0)


def test_a_pair():
    group = Paired.of_values([1, 2, 6], [0, 1, 5])
    assert group == Paired(3, 9, 41, 6, 26, 32)
    assert (group.outcome, group.before) == (Mean(3, 9, 41), Mean(3, 6, 26))
    assert group.covariance == 7.0
    assert group.correlation == 1.0


def test_a_ratio():
    group = Ratio.of_values([10.0, 20.0, 60.0], [1, 2, 6])
    assert (group.mean, group.variance) == (10.0, 0.0)


@pytest.mark.parametrize("kind", [Proportion, Mean, Paired, Ratio])
def test_of_nobody_nothing_is_known(kind):
    nobody = kind()
    assert (nobody.n, nobody.mean, nobody.level, nobody.variance) == (0, None, None, None)
    assert nobody + nobody == nobody
    assert kind.of_values(*[np.array([], dtype=np.int64)] * (1 if kind in {Proportion, Mean} else 2)) == nobody


def test_of_one_customer_there_is_no_variance():
    assert Mean(1, 5, 25).mean == 5.0
    assert Mean(1, 5, 25).variance is None
    assert Paired(1, 5, 25, 3, 9, 15).covariance is None
    assert Paired(1, 5, 25, 3, 9, 15).correlation is None
    assert Ratio(1, 5, 25, 3, 9, 15).variance is None


def test_a_ratio_over_nothing_is_none():
    group = Ratio.of_values([1.0, 2.0], [0, 0])
    assert (group.mean, group.variance) == (None, None)


def test_where_one_column_does_not_vary_there_is_no_correlation():
    assert Paired.of_values([1, 2, 3], [4, 4, 4]).correlation is None


def test_columns_of_polars_and_numpy_and_lists_are_alike():
    cents = [0, 1999, 250]
    assert Mean.of_values(pl.Series(cents)) == Mean.of_values(np.array(cents)) == Mean.of_values(cents)
    assert Proportion.of_values(pl.Series([True, False, True])) == Proportion(3, 2)


def test_whole_numbers_stay_exact_beyond_64_bits():
    cents = np.full(1000, 3_000_000_001, dtype=np.int64)
    cents[0] += 1
    group = Mean.of_values(cents)
    assert group.squares == 999 * 3_000_000_001**2 + 3_000_000_002**2
    assert isinstance(group.squares, int)
    assert group.variance == pytest.approx(1 / 1000, rel=1e-15)


def test_small_kinds_of_integers_do_not_wrap():
    assert Mean.of_values(np.full(300, 200, dtype=np.uint8)) == Mean(300, 60_000, 12_000_000)


def test_numpys_numbers_become_pythons():
    group = Mean(np.int64(2), np.int64(2**62), np.float32(3.5))
    assert [type(v) for v in (group.n, group.total, group.squares)] == [int, int, float]


def test_only_the_same_kind_is_added():
    with pytest.raises(TypeError):
        Mean(1, 1, 1) + Proportion(1, 1)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Proportion(3, 4),
        lambda: Proportion(3, -1),
        lambda: Proportion(3, 1.5),
        lambda: Proportion.of_values([0, 1, 2]),
        lambda: Mean(-1, 0, 0),
        lambda: Mean(1.5, 0, 0),
        lambda: Mean(2, float("nan"), 0),
        lambda: Mean.of_values([1.0, None, 2.0]),
        lambda: Mean.of_values([[1, 2], [3, 4]]),
        lambda: Paired.of_values([1, 2], [1]),
    ],
)
def test_what_is_no_group_is_refused(make):
    with pytest.raises((ValueError, TypeError)):
        make()
