"""Randomised trials on people: the published figures, and those of statsmodels on the same data. See README.md."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from statsmodels.regression.linear_model import OLS

from core.measurement import (
    Estimate,
    Mean,
    Paired,
    Proportion,
    compare,
    compare_adjusted,
    difference_in_differences,
    sample_ratio,
)

HERE = Path(__file__).parent
FIGURES = json.loads((HERE / "trials.json").read_text(encoding="utf-8"))
SAME = 1e-9  # two programs, one formula


def trial(name):
    return pl.read_csv(HERE / "trials" / f"{name}.csv", infer_schema_length=None)


def rounded(published):
    """As near as the digits that were printed."""
    digits = len(repr(published).partition(".")[2])
    return pytest.approx(published, abs=0.5 * 10**-digits)


def regression(outcome, drawn, *others, robust="HC2"):
    """Return coefficient and standard error of being drawn. HC2 of two groups is s²/n of each, added up: Welch's."""
    columns = [np.ones(len(drawn)), drawn, *others]
    fit = OLS(np.asarray(outcome, dtype=float), np.column_stack(columns)).fit(cov_type=robust)
    return fit.params[1], fit.bse[1]


def arms(frame, outcome, by):
    return tuple(frame.filter(pl.col(by) == arm)[outcome] for arm in (0, 1))


class TestNsw:
    figures = FIGURES["nsw"]
    frame = trial("nsw")

    def earnings(self, *years):
        control, treated = (self.frame.filter(pl.col("treat") == arm) for arm in (0, 1))
        return [[side[f"re{year}"] for side in (control, treated)] for year in years]

    def test_the_effect_on_earnings_as_published(self):
        control, treated = map(Mean.of_values, self.earnings(78)[0])
        found = compare(control, treated)
        assert (found.n_control, found.n_treated) == (self.figures["n_control"], self.figures["n_treated"])
        assert found.control == pytest.approx(self.figures["control"], abs=0.005)
        assert found.absolute.value == rounded(self.figures["difference"])
        assert found.absolute.value == pytest.approx(self.figures["paper_difference"], abs=0.5)

    def test_its_standard_error_under_equal_variances_is_the_papers(self):
        control, treated = map(Mean.of_values, self.earnings(78)[0])
        n = control.n + treated.n
        pooled = ((control.n - 1) * control.variance + (treated.n - 1) * treated.variance) / (n - 2)
        se = math.sqrt(pooled / control.n + pooled / treated.n)
        assert se == rounded(self.figures["se_of_equal_variances"])
        assert se == pytest.approx(self.figures["paper_se"], abs=0.5)
        drawn = self.frame["treat"].to_numpy()
        assert se == pytest.approx(regression(self.frame["re78"], drawn, robust="nonrobust")[1], rel=SAME)

    def test_welchs_standard_error_and_interval(self):
        control, treated = map(Mean.of_values, self.earnings(78)[0])
        estimate = compare(control, treated).absolute
        welch = self.figures["welch"]
        assert estimate.se == rounded(welch["se"])
        assert estimate.df == rounded(welch["df"])
        assert estimate.p_value == rounded(welch["p_value"])
        assert [estimate.ci_low, estimate.ci_high] == [rounded(v) for v in welch["ci"]]
        value, se = regression(self.frame["re78"], self.frame["treat"].to_numpy())
        assert (estimate.value, estimate.se) == pytest.approx((value, se), rel=SAME)

    def test_the_published_hc1_error_is_welchs_but_for_its_factor(self):
        control, treated = map(Mean.of_values, self.earnings(78)[0])
        n = control.n + treated.n
        parts = sum((g.n - 1) / g.n * g.variance / g.n for g in (control, treated))
        assert math.sqrt(n / (n - 2) * parts) == rounded(self.figures["hc1"])

    @pytest.mark.parametrize(("window", "published"), [((78, 75), "did_1975"), ((74, 75), "did_1974")])
    def test_difference_in_differences(self, window, published):
        after, before = self.earnings(*window)
        changes = [a - b for a, b in zip(after, before, strict=True)]
        estimate = difference_in_differences(*map(Mean.of_values, changes))
        assert isinstance(estimate, Estimate)
        assert estimate.value == rounded(self.figures[published])
        change = self.frame[f"re{window[0]}"] - self.frame[f"re{window[1]}"]
        value, se = regression(change, self.frame["treat"].to_numpy())
        assert (estimate.value, estimate.se) == pytest.approx((value, se), rel=SAME)
        z = 1.959963984540054
        assert [estimate.ci_low, estimate.ci_high] == pytest.approx([value - z * se, value + z * se], rel=SAME)

    def test_adjusted_by_the_earnings_before_it_is_nearly_the_regression_that_holds_them_fixed(self):
        after, before = self.earnings(78, 75)
        groups = [Paired.of_values(y, x) for y, x in zip(after, before, strict=True)]
        found = compare_adjusted(*groups)
        slope = np.polyfit(self.frame["re75"].to_numpy(), self.frame["re78"].to_numpy(), 1)[0]
        assert found.theta == pytest.approx(slope, rel=SAME)
        value, se = regression(self.frame["re78"], self.frame["treat"].to_numpy(), self.frame["re75"].to_numpy())
        estimate = found.comparison.absolute
        assert estimate.value == pytest.approx(value, rel=0.01)  # pooled slope here, slope within groups there
        assert estimate.se == pytest.approx(se, rel=0.01)
        assert 0 < found.reduction < 0.02  # earnings before the programme say little of those after


class TestThornton:
    figures = FIGURES["thornton"]
    frame = trial("thornton")

    def test_fetching_the_result_for_money_as_published(self):
        control, treated = map(Proportion.of_values, arms(self.frame, "got", "any"))
        found = compare(control, treated)
        assert (found.n_control, found.n_treated) == (self.figures["n_control"], self.figures["n_treated"])
        assert found.control == rounded(self.figures["control"])
        assert found.control == pytest.approx(self.figures["paper_control"], abs=0.005)
        assert found.treated == rounded(self.figures["treated"])
        assert found.absolute.value == pytest.approx(self.figures["difference"], rel=1e-12)
        assert found.chance_to_beat == pytest.approx(1.0, abs=1e-12)

    def test_the_published_standard_deviations_are_those_of_means(self):
        control, treated = map(Mean.of_values, arms(self.frame, "got", "any"))
        assert math.sqrt(control.variance) == rounded(self.figures["sd_control"])
        assert math.sqrt(treated.variance) == rounded(self.figures["sd_treated"])

    def test_the_standard_error_of_shares_is_that_of_hc0(self):
        control, treated = map(Proportion.of_values, arms(self.frame, "got", "any"))
        estimate = compare(control, treated).absolute
        value, se = regression(self.frame["got"], self.frame["any"].to_numpy(), robust="HC0")
        assert (estimate.value, estimate.se) == pytest.approx((value, se), rel=SAME)


class TestBroockman:
    figures = FIGURES["broockman"]
    frame = trial("broockman")

    def effect(self, black):
        groups = arms(self.frame.filter(pl.col("leg_black") == black), "responded", "treat_out")
        return compare(*map(Proportion.of_values, groups))

    def test_answers_to_letters_from_elsewhere_as_published(self):
        others, black = self.effect(0), self.effect(1)
        assert self.frame.height == self.figures["n"]
        assert others.control == rounded(self.figures["control"])
        assert others.absolute.value == pytest.approx(self.figures["difference"], abs=0.001)  # printed as 27.5
        assert black.control - others.control == rounded(self.figures["black"])
        assert black.absolute.value - others.absolute.value == rounded(self.figures["interaction"])
        assert others.absolute.p_value < 1e-50
        assert others.chance_to_beat < 1e-12

    @pytest.mark.parametrize("black", [0, 1])
    def test_the_standard_errors_are_those_of_statsmodels(self, black):
        frame = self.frame.filter(pl.col("leg_black") == black)
        estimate = self.effect(black).absolute
        value, se = regression(frame["responded"], frame["treat_out"].to_numpy(), robust="HC0")
        assert (estimate.value, estimate.se) == pytest.approx((value, se), rel=SAME)

    def test_the_letters_were_dealt_half_and_half(self):
        sent = dict(self.frame["treat_out"].cast(str).value_counts().iter_rows())
        assert not sample_ratio(sent, {"0": 1, "1": 1}).is_mismatch
