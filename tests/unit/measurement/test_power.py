"""Power, before and after: against statsmodels, round and back, and what has no answer."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest
from statsmodels.stats.power import NormalIndPower, TTestIndPower, normal_power_het
from statsmodels.stats.proportion import power_proportions_2indep, proportion_effectsize

from core.measurement import (
    Baseline,
    Design,
    Detectable,
    Estimate,
    Mean,
    Proportion,
    Ratio,
    SampleSize,
    Unknown,
    compare,
    detectable_after,
    minimum_detectable,
    power_after,
    power_of,
    sample_size,
)

SPEND = Baseline(20.0, 900.0)
RATE = Baseline.of_rate(0.05)


@pytest.mark.parametrize("n", [3, 10, 50, 1000])
@pytest.mark.parametrize("alpha", [0.01, 0.05, 0.2])
def test_the_smallest_difference_of_means_is_that_of_statsmodels(n, alpha):
    found = minimum_detectable(SPEND, Design(n, n, alpha))
    theirs = TTestIndPower().solve_power(nobs1=n, alpha=alpha, power=0.8, ratio=1.0)
    assert found.absolute == pytest.approx(theirs * 30, rel=1e-5)
    assert found.relative == found.absolute / 20
    assert (found.power, found.alpha) == (0.8, alpha)


def test_of_very_many_customers_it_is_that_of_the_normal_law():
    z = 1.959963984540054 + 0.8416212335729143
    found = minimum_detectable(SPEND, Design(10_000_000, 90_000_000))
    assert found.absolute == pytest.approx(z * 30 * (1e-7 + 1e-7 / 9) ** 0.5, rel=1e-5)


@pytest.mark.parametrize(("effect", "n"), [(0.5, 500), (5.0, 500), (10.0, 40), (200.0, 100)])
def test_power_for_means_is_that_of_statsmodels(effect, n):
    theirs = TTestIndPower().power(effect / 30, n, 0.05, ratio=1.0)
    assert power_of(effect, SPEND, Design(n, n)) == pytest.approx(theirs, rel=1e-6)


@pytest.mark.parametrize(("n_control", "n_treated"), [(10_000, 10_000), (2_000, 18_000), (50_000, 5_000)])
def test_power_for_rates_is_that_of_statsmodels(n_control, n_treated):
    found = minimum_detectable(RATE, Design(n_control, n_treated))
    raised = 0.05 + found.absolute
    spread = (0.05 * 0.95 / n_control + raised * (1 - raised) / n_treated) ** 0.5
    theirs = normal_power_het(found.absolute, 1, 0.05, std_null=spread, std_alternative=spread, alternative="two-sided")
    assert theirs == pytest.approx(0.8, abs=1e-3)


def test_power_for_rates_is_near_other_formulae_where_the_groups_are_equal():
    found = minimum_detectable(RATE, Design(10_000, 10_000))
    pooled = power_proportions_2indep(found.absolute, 0.05, 10_000).power
    arcsine = NormalIndPower().power(proportion_effectsize(0.05 + found.absolute, 0.05), 10_000, 0.05)
    assert [pooled, arcsine] == pytest.approx([0.8, 0.8], abs=0.01)


def test_a_small_control_group_makes_the_test_weaker_than_equal_variances_promise():
    promised = TTestIndPower().power(1.0, 5000, 0.05, ratio=8 / 5000)
    assert power_of(30.0, SPEND, Design(8, 5000)) < promised - 0.05


@pytest.mark.parametrize("baseline", [SPEND, RATE])
@pytest.mark.parametrize("power", [0.5, 0.8, 0.95])
def test_there_and_back(baseline, power):
    design = Design(700, 2100, reduction=0.3)
    found = minimum_detectable(baseline, design, power=power)
    assert power_of(found.absolute, baseline, design) == pytest.approx(power)
    needed = sample_size(found.absolute, baseline, control_share=0.25, power=power, reduction=0.3)
    assert needed.n_control == pytest.approx(700, abs=1)
    assert needed.n_treated == pytest.approx(2100, abs=1)


@pytest.mark.parametrize("effect", [0.001, 0.01, 0.2, -0.02])
def test_the_sample_size_is_enough_and_a_little_less_is_not(effect):
    needed = sample_size(effect, RATE, control_share=0.1)
    assert isinstance(needed, SampleSize)
    assert power_of(effect, RATE, Design(needed.n_control, needed.n_treated)) >= 0.8
    less = Design(needed.n_control * 0.98 - 1, needed.n_treated * 0.98 - 1)
    assert power_of(effect, RATE, less) < 0.8


def test_the_period_before_saves_customers():
    plain, adjusted = sample_size(3.0, SPEND), sample_size(3.0, SPEND, reduction=0.5)
    assert adjusted.n_treated == pytest.approx(plain.n_treated / 2, rel=0.01)
    there = minimum_detectable(SPEND, Design(1000, 1000))
    assert minimum_detectable(SPEND, Design(1000, 1000, reduction=0.75)).absolute == pytest.approx(there.absolute / 2)


def test_an_effect_of_nothing_is_seen_as_often_as_alpha_says():
    assert power_of(0.0, SPEND, Design(100, 100, alpha=0.07)) == pytest.approx(0.07)
    assert power_of(0.0, RATE, Design(100, 300)) == pytest.approx(0.05)


def test_power_goes_up_and_down_alike_for_means():
    assert power_of(-4.0, SPEND, Design(300, 600)) == power_of(4.0, SPEND, Design(300, 600))


@pytest.mark.parametrize("effect", [1e3, 1e5, 1e9])
def test_an_enormous_effect_is_certain(effect):
    assert power_of(effect, SPEND, Design(100, 100)) == 1.0


def test_the_past_as_a_baseline():
    past = Proportion(4000, 200)
    assert minimum_detectable(past, Design(500, 500)) == minimum_detectable(RATE, Design(500, 500))
    spend = Mean.of_values([0, 10, 20, 50])
    assert Baseline.of(spend) == Baseline(20.0, spend.variance)
    assert not Baseline.of(spend).is_rate


@pytest.mark.parametrize(
    ("baseline", "design", "why"),
    [
        (SPEND, Design(1, 100), "the control group has fewer than 2 customers"),
        (SPEND, Design(100, 0), "the treated group has fewer than 2 customers"),
        (Baseline(5.0, 0.0), Design(10, 10), "no variance: without the campaign all customers have the same value"),
        (Proportion(100, 0), Design(10, 10), "no variance: without the campaign all customers have the same value"),
        (Mean(1, 5, 25), Design(10, 10), "fewer than 2 customers are known from the past"),
        (Ratio.of_values([1, 2], [0, 0]), Design(10, 10), "the denominators of the past add up to 0"),
    ],
)
def test_no_power_without_groups_or_variance(baseline, design, why):
    assert minimum_detectable(baseline, design) == power_of(0.1, baseline, design) == Unknown(why)


def test_no_rate_is_far_enough_away():
    found = minimum_detectable(Baseline.of_rate(0.7), Design(4, 4))
    assert "even if every treated customer converted" in found.why


def test_a_rate_stays_between_0_and_1():
    for effect in (0.96, -0.06):
        assert power_of(effect, RATE, Design(100, 100)) == Unknown("the effect would take the rate below 0 or above 1")
        assert sample_size(effect, RATE) == Unknown("the effect would take the rate below 0 or above 1")


@pytest.mark.parametrize("effect", [0.0, 1e-9])
def test_no_number_of_customers_is_enough(effect):
    assert "no number of customers" in sample_size(effect, SPEND).why


def test_without_a_mean_there_is_nothing_relative():
    assert minimum_detectable(Baseline(0.0, 900.0), Design(100, 100)).relative is None


def test_power_after_is_that_before_where_all_came_as_planned():
    groups = Proportion(10_000, 500), Proportion(10_000, 570)
    estimate = compare(*groups).absolute
    assert isinstance(estimate, Estimate)
    before = power_of(0.007, RATE, Design(10_000, 10_000))
    assert power_after(estimate, effect=0.007) == pytest.approx(before, abs=1e-4)
    smallest = detectable_after(estimate)
    assert power_after(estimate, effect=smallest) == pytest.approx(0.8)
    assert smallest == pytest.approx(minimum_detectable(RATE, Design(10_000, 10_000)).absolute, rel=0.02)


def test_power_after_a_normal_estimate():
    estimate = Estimate(1.0, 2.0, -2.9, 4.9, 0.6, None)
    assert detectable_after(estimate) == pytest.approx(2 * (1.959964 + 0.841621), rel=1e-4)
    assert power_after(estimate, effect=0.0) == pytest.approx(0.05)
    assert power_after(estimate, effect=-6.0) == power_after(estimate, effect=6.0)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: Baseline(1.0, -1.0),
        lambda: Baseline(float("nan"), 1.0),
        lambda: Baseline.of_rate(1.2),
        lambda: Design(-1, 10),
        lambda: Design(10, 10, alpha=0),
        lambda: Design(10, 10, reduction=1.0),
        lambda: minimum_detectable(SPEND, Design(10, 10), power=0.04),
        lambda: minimum_detectable(SPEND, Design(10, 10), power=1.0),
        lambda: sample_size(1.0, SPEND, control_share=0.0),
        lambda: sample_size(1.0, SPEND, power=1.5),
    ],
)
def test_what_no_plan_can_ask(ask):
    with pytest.raises(ValueError, match="between|planned|variance"):
        ask()


def test_it_can_be_written_as_json():
    found = minimum_detectable(RATE, Design(100, 100))
    assert isinstance(found, Detectable)
    assert json.loads(json.dumps(asdict(found), allow_nan=False)) == asdict(found)
