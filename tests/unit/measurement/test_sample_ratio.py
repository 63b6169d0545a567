"""The sample-ratio check: by chi-square, exactly where few are expected, and what is refused."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest
from scipy.stats import binomtest, chisquare

from core.measurement import SampleRatio, Unknown, can_mismatch, sample_ratio


def test_a_ratio_as_meant():
    found = sample_ratio({"control": 105, "treated": 895}, {"control": 0.1, "treated": 0.9})
    assert found.expected == {"control": 100.0, "treated": 900.0}
    assert found.chi2 == pytest.approx(25 / 100 + 25 / 900)
    assert (found.df, found.method, found.is_mismatch) == (1, "chi-square", False)
    assert found.p_value == pytest.approx(chisquare([105, 895], [100, 900]).pvalue)


def test_a_mismatch():
    found = sample_ratio({"control": 600, "a": 400, "b": 500}, {"control": 1, "a": 1, "b": 1})
    assert found.is_mismatch
    assert found.p_value == pytest.approx(chisquare([600, 400, 500]).pvalue)


@pytest.mark.parametrize(("more", "p_value", "is_mismatch"), [(1628, 0.00113, False), (1660, 0.0009, True)])
def test_a_mismatch_is_one_below_a_thousandth(more, p_value, is_mismatch):
    found = sample_ratio({"control": 500_000 - more, "treated": 500_000 + more}, {"control": 1, "treated": 1})
    assert (found.p_value, found.is_mismatch) == (pytest.approx(p_value, rel=0.01), is_mismatch)


def test_shares_are_in_proportion():
    observed = {"a": 30, "b": 70}
    assert sample_ratio(observed, {"a": 1, "b": 3}) == sample_ratio(observed, {"a": 0.25, "b": 0.75})


def test_few_expected_are_tested_exactly():
    found = sample_ratio({"control": 6, "treated": 94}, {"control": 0.01, "treated": 0.99})
    assert (found.chi2, found.method, found.is_mismatch) == (None, "exact", True)
    assert found.p_value == pytest.approx(binomtest(6, 100, 0.01).pvalue)


def test_exactly_with_more_groups_counts_the_least_likely_times_their_number():
    found = sample_ratio({"a": 6, "b": 44, "c": 50}, {"a": 0.01, "b": 0.49, "c": 0.5})
    assert found.p_value == pytest.approx(3 * binomtest(6, 100, 0.01).pvalue)
    assert not sample_ratio({"a": 0, "b": 1, "c": 1}, {"a": 0.01, "b": 0.49, "c": 0.5}).is_mismatch


def test_customers_in_a_group_that_was_to_have_none():
    found = sample_ratio({"control": 1, "treated": 99}, {"control": 0, "treated": 1})
    assert (found.p_value, found.is_mismatch) == (0.0, True)
    assert sample_ratio({"control": 0, "treated": 99}, {"control": 0, "treated": 1}).p_value == 1.0


@pytest.mark.parametrize(
    ("observed", "shares", "expected"),
    [
        ({"control": 105, "treated": 895}, {"control": 0.1, "treated": 0.9}, False),
        ({"control": 150, "treated": 850}, {"control": 0.1, "treated": 0.9}, True),
        ({"control": 1, "treated": 19}, {"control": 0.1, "treated": 0.9}, False),
        ({"control": 15, "treated": 5}, {"control": 0.1, "treated": 0.9}, True),
        ({"control": 1, "treated": 99}, {"control": 0, "treated": 1}, True),
        ({"control": 0, "treated": 99}, {"control": 0, "treated": 1}, False),
        ({"treated": 99}, {"treated": 1}, False),
        ({"control": 0, "treated": 0}, {"control": 0.1, "treated": 0.9}, False),
    ],
)
def test_what_can_be_no_mismatch_is_told_at_once(observed, shares, expected):
    assert can_mismatch(observed, shares) is expected


def test_nothing_to_check():
    assert sample_ratio({"treated": 10}, {"treated": 1}) == Unknown(
        "there is only one group, so there is no ratio to check"
    )
    assert sample_ratio({"a": 0, "b": 0}, {"a": 1, "b": 1}) == Unknown("no group has any customer yet")


@pytest.mark.parametrize(
    ("observed", "shares"),
    [
        ({"a": 1}, {"b": 1}),
        ({"a": -1, "b": 2}, {"a": 1, "b": 1}),
        ({"a": 1, "b": 2}, {"a": -1, "b": 2}),
        ({"a": 1, "b": 2}, {"a": 0, "b": 0}),
        ({"a": 1, "b": 2}, {"a": float("nan"), "b": 1}),
        ({"a": 1, "b": 2}, {"a": float("inf"), "b": 1}),
    ],
)
def test_what_is_refused(observed, shares):
    with pytest.raises(ValueError, match="group|shares"):
        sample_ratio(observed, shares)


def test_it_can_be_written_as_json():
    for few in (1, 100):
        found = sample_ratio({"a": few, "b": few}, {"a": 1, "b": 1})
        assert isinstance(found, SampleRatio)
        assert json.loads(json.dumps(asdict(found), allow_nan=False)) == asdict(found)
