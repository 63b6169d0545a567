"""What cannot be computed is None with a reason, and everything can be written as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest

from core.measurement import (
    Estimate,
    Mean,
    Paired,
    Proportion,
    Ratio,
    Unknown,
    compare,
    compare_adjusted,
    compare_all,
    compare_sequentially,
    difference_in_differences,
    holm,
)

SOME = Mean.of_values([0, 0, 10, 50, 20])
MORE = Mean.of_values([10, 0, 30, 60, 0, 40])
CONTROL_FEW = "the control group has fewer than 2 customers"
TREATED_FEW = "the treated group has fewer than 2 customers"
READINGS = pytest.mark.parametrize("by", [compare, compare_sequentially])


@READINGS
def test_a_comparison_says_who_was_compared(by):
    found = by(SOME, MORE, alpha=0.1)
    assert (found.n_control, found.n_treated, found.alpha) == (5, 6, 0.1)
    assert (found.control, found.treated) == (16.0, 140 / 6)
    assert found.absolute.value == found.treated - found.control
    assert found.relative.value == pytest.approx(found.absolute.value / 16)
    assert 0.5 < found.chance_to_beat < 1


@READINGS
@pytest.mark.parametrize(
    ("control", "treated", "why"),
    [
        (Mean(), MORE, CONTROL_FEW),
        (Mean(1, 5, 25), MORE, CONTROL_FEW),
        (SOME, Mean(1, 5, 25), TREATED_FEW),
        (Proportion(), Proportion(10, 3), CONTROL_FEW),
        (Proportion(10, 3), Proportion(1, 1), TREATED_FEW),
        (
            Ratio.of_values([1, 2], [0, 0]),
            Ratio.of_values([1, 3], [1, 2]),
            "the denominators of the control group add up to 0",
        ),
    ],
)
def test_too_few_to_compare(by, control, treated, why):
    found = by(control, treated)
    assert found.absolute == found.relative == Unknown(why)
    assert found.chance_to_beat is None
    assert (found.n_control, found.n_treated) == (control.n, treated.n)


@READINGS
def test_nothing_to_divide_by(by):
    found = by(Proportion(100, 0), Proportion(100, 5))
    assert found.relative == Unknown("nobody in the control group converted, so there is nothing to divide by")
    assert "no variance" in found.absolute.why
    assert found.control == 0.0
    found = by(Mean.of_values([-10, 10, 0]), MORE)
    assert isinstance(found.absolute, Estimate)
    assert found.relative == Unknown("the control group's mean is 0, so there is nothing to divide by")
    assert by(Mean.of_values([-10, 5]), MORE).relative == Unknown("the control group's mean is below 0")
    ratio = by(Ratio.of_values([0, 0], [1, 2]), Ratio.of_values([1, 3], [1, 2])).relative
    assert ratio == Unknown("the control group's ratio is 0, so there is nothing to divide by")


@READINGS
@pytest.mark.parametrize(
    ("control", "treated", "group"),
    [
        (Mean.of_values([5, 5, 5]), MORE, "control"),
        (SOME, Mean.of_values([0.1] * 7), "treated"),
        (Proportion(50, 50), Proportion(50, 20), "control"),
        (Proportion(50, 20), Proportion(50, 0), "treated"),
    ],
)
def test_a_group_of_which_all_are_alike(by, control, treated, group):
    found = by(control, treated)
    assert found.absolute == found.relative
    assert f"all customers of the {group} group have the same value" in found.absolute.why


def test_two_kinds_are_not_compared():
    with pytest.raises(TypeError, match="Mean cannot be compared with a Proportion"):
        compare(SOME, Proportion(10, 3))


@READINGS
@pytest.mark.parametrize("alpha", [0, 1, -0.05, 5, float("nan")])
def test_a_level_is_between_0_and_1(by, alpha):
    with pytest.raises(ValueError, match="between 0 and 1"):
        by(SOME, MORE, alpha=alpha)


@pytest.mark.parametrize("tuning", [0, -1])
def test_a_tuning_parameter_is_above_0(tuning):
    with pytest.raises(ValueError, match="above 0"):
        compare_sequentially(SOME, MORE, tuning=tuning)


def test_a_pair_is_compared_as_it_is():
    control, treated = Paired.of_values([1, 5, 9], [1, 4, 9]), Paired.of_values([2, 6, 9], [1, 7, 9])
    assert compare(control, treated) == compare(control.outcome, treated.outcome)


@pytest.mark.parametrize(
    ("control", "treated", "why"),
    [
        (Paired(), Paired.of_values([1, 2], [3, 4]), CONTROL_FEW),
        (Paired.of_values([1, 2], [3, 4]), Paired.of_values([1], [3]), TREATED_FEW),
        (
            Paired.of_values([1, 2], [3, 3]),
            Paired.of_values([1, 4], [3, 3]),
            "all customers have the same value in the period before, so there is nothing to adjust by",
        ),
    ],
)
def test_what_cannot_be_adjusted(control, treated, why):
    found = compare_adjusted(control, treated)
    assert (found.theta, found.reduction, found.why) == (None, None, why)
    assert found.comparison.absolute == found.comparison.relative == Unknown(why)
    assert found.comparison.treated == treated.level


def test_variants_in_the_order_given_with_those_that_cannot_be_compared():
    variants = {"red": MORE, "none": Mean(), "blue": Mean.of_values([90, 80, 95, 70, 99])}
    found = compare_all(SOME, variants)
    assert list(found) == ["red", "none", "blue"]
    assert found["none"].p_adjusted is None
    assert found["none"].comparison.absolute == Unknown(TREATED_FEW)
    plain = {name: found[name].comparison.absolute.p_value for name in ("red", "blue")}
    assert found["blue"].p_adjusted == 2 * plain["blue"]
    assert found["red"].p_adjusted == plain["red"]
    assert found["red"].comparison == compare(SOME, MORE)


def test_one_variant_needs_no_adjustment():
    found = compare_all(SOME, {"red": MORE})["red"]
    assert found.p_adjusted == found.comparison.absolute.p_value


def test_holm_by_hand():
    assert holm({"a": 0.04, "b": 0.01, "c": 0.03}) == pytest.approx({"a": 0.06, "b": 0.03, "c": 0.06})
    assert holm({"a": 0.9, "b": 0.8}) == {"a": 1.0, "b": 1.0}
    assert holm({}) == {}


def test_difference_in_differences_by_hand():
    others, targeted = Mean.of_values([0, 2, -2, 0]), Mean.of_values([3, 5])
    found = difference_in_differences(others, targeted)
    assert (found.value, found.se, found.df) == (4.0, (8 / 3 / 4 + 2 / 2) ** 0.5, None)
    assert found.ci_high - found.value == pytest.approx(1.959964 * found.se, rel=1e-6)


def test_one_group_without_variance_still_gives_a_difference_in_differences():
    found = difference_in_differences(Mean.of_values([0, 0, 0]), Mean.of_values([3, 5]))
    assert (found.value, found.se) == (4.0, 1.0)


@pytest.mark.parametrize(
    ("others", "targeted", "why"),
    [
        (Mean(), MORE, "the other group has fewer than 2 customers"),
        (MORE, Mean(1, 1, 1), "the targeted group has fewer than 2 customers"),
        (
            Mean(2, 0, 0),
            Mean(3, 3, 3),
            "no variance: in each group all customers changed alike, so chance cannot be judged",
        ),
    ],
)
def test_no_difference_in_differences(others, targeted, why):
    assert difference_in_differences(others, targeted) == Unknown(why)


def test_everything_can_be_written_as_json():
    pairs = Paired.of_values([1, 5, 9], [1, 4, 9]), Paired.of_values([2, 6, 9], [1, 7, 9])
    for found in (
        compare(SOME, MORE),
        compare(Mean(), MORE),
        compare_adjusted(*pairs),
        compare_sequentially(SOME, MORE),
    ):
        text = json.dumps(asdict(found), allow_nan=False)
        assert json.loads(text) == asdict(found)
    assert asdict(compare(Mean(), MORE))["absolute"] == {"value": None, "why": CONTROL_FEW}
