"""The figures of the first page."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import polars as pl

from core.reports import home
from core.reports.style import DARK, LIGHT

WEEKS = pl.DataFrame(
    [
        (date(2016, 12, 26), date(2017, 1, 1), Decimal("10.50"), 3, 4, False),
        (date(2017, 1, 2), date(2017, 1, 8), Decimal("2000.00"), 8, 9, True),
        (date(2017, 1, 9), date(2017, 1, 15), Decimal("0.00"), 0, 0, True),
    ],
    schema={
        "starts_on": pl.Date, "ends_on": pl.Date, "revenue": pl.Decimal(18, 2), "n_customers": pl.Int64,
        "n_baskets": pl.Int64, "is_complete": pl.Boolean,
    },
    orient="row",
)  # fmt: skip
COHORTS = pl.DataFrame(
    [
        (date(2017, 1, 1), 0, 1000, 1000, 1.0, True), (date(2017, 1, 1), 1, 1000, 250, 0.25, True),
        (date(2017, 1, 1), 2, 1000, 900, 0.9, False), (date(2017, 2, 1), 0, 7, 7, 1.0, True),
        (date(2017, 2, 1), 1, 7, 0, 0.0, False), (date(2017, 3, 1), 0, 2, 2, 1.0, False),
    ],
    schema={
        "cohort": pl.Date, "month": pl.Int64, "n_customers": pl.Int64, "n_active": pl.Int64, "retention": pl.Float64,
        "is_complete": pl.Boolean,
    },
    orient="row",
)  # fmt: skip


def test_revenue_by_week_has_its_unit_and_marks_weeks_that_are_not_whole():
    figure = home.revenue_by_week(WEEKS, unit="EUR", palette=DARK)
    (bars,) = figure.data
    assert list(bars.y) == [10.5, 2000.0, 0.0]
    assert list(bars.marker.pattern.shape) == ["/", "", ""]
    assert figure.layout.yaxis.title.text == "EUR"
    assert "EUR" in bars.hovertemplate
    assert list(bars.customdata[0]) == ["26 Dec 2016 to 1 Jan 2017", "<br>incomplete week"]
    assert list(bars.customdata[1]) == ["2 Jan 2017 to 8 Jan 2017", ""]
    assert bars.marker.color == DARK.main


def test_customers_by_week_counts_customers():
    figure = home.customers_by_week(WEEKS)
    assert list(figure.data[0].y) == [3, 8, 0]
    assert figure.layout.yaxis.title.text == "customers"
    assert figure.data[0].marker.color == LIGHT.main


def test_retention_shows_later_months_leaves_the_future_blank_and_says_how_many_a_cohort_is():
    figure = home.retention(COHORTS)
    heat, text = figure.data
    assert list(heat.y) == ["Jan 2017  n=1,000", "Feb 2017  n=7", "Mar 2017  n=2"]
    assert list(heat.x) == [1, 2]
    assert [list(row) for row in heat.z] == [[0.25, 0.9], [0.0, None], [None, None]]
    assert list(zip(text.x, text.y, text.text, strict=True)) == [
        (1, "Jan 2017  n=1,000", "25"), (2, "Jan 2017  n=1,000", "90*"), (1, "Feb 2017  n=7", "0*"),
    ]  # fmt: skip
    assert heat.customdata[0][0] == "<b>25.0%</b> bought again: 250 of 1,000 new customers"
    assert heat.customdata[0][1].endswith("<br>the month is not complete")
    assert "%" in figure.layout.xaxis.title.text


def test_without_history_the_figures_say_so():
    assert home.revenue_by_week(WEEKS.clear(), unit="EUR").layout.annotations[0].text == "There is no purchase yet."
    assert "more than one month" in home.retention(COHORTS.filter(month=0)).layout.annotations[0].text
    assert "more than one month" in home.retention(COHORTS.clear()).layout.annotations[0].text
