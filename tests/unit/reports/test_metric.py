"""A figure with its unit, its definition and what it was before."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.reports.metric import Kind, Metric


def metric(kind: Kind, *values: float | Decimal, unit: str = "customers") -> Metric:
    return Metric("It", kind, values, unit=unit, definition="What it is.", every="28 days")


@pytest.mark.parametrize(
    ("shown", "text", "change"),
    [
        (metric("count", 2400, 2464, 2469), "2,469 customers", "+5"),
        (metric("count", 5, 3), "3 customers", "-2"),
        (metric("share", 0.82, 0.815), "81.5%", "-0.5 pp"),
        (metric("money", Decimal(1000), Decimal("1251.4"), unit="USD"), "1,251 USD", "+25.1%"),
        (metric("money", Decimal(0), Decimal(5), unit="USD"), "5.00 USD", None),
        (metric("count", 7), "7 customers", None),
        (metric("money", unit="USD"), "–", None),
    ],
)
def test_it_says_the_figure_and_the_change(shown: Metric, text: str, change: str | None):
    assert (shown.text, shown.change) == (text, change)


def test_it_says_what_it_is_compared_with_and_what_the_line_is():
    shown = metric("share", 0.82, 0.815)
    assert shown.comparison == "vs 28 days before"
    assert shown.help == "What it is. It was 82.0% 28 days before. The line has a point every 28 days."
    assert shown.steps == "Every 28 days, oldest first: 82.0%, 81.5%."


def test_a_figure_without_a_past_has_no_change_and_no_line_and_says_so():
    shown = metric("count", 7)
    assert (shown.comparison, shown.trend, shown.help) == ("nothing to compare with", (), "What it is.")


def test_a_figure_that_cannot_be_told_is_none_not_a_number():
    shown = metric("share")
    assert (shown.value, shown.before, shown.comparison) == (None, None, "the history is too short")
