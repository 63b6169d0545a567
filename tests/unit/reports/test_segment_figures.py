"""The figures of a segment, and those that compare."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from core.reports import segments as figures
from core.reports.style import LIGHT
from core.segments.counting import NodeCount
from core.services.memberships import RUNS, TREND

EVIL = '<a href="javascript:x">&</a>'


def node(
    path: str, parent: str | None, kind: str, members: int, reaching: int, passing: int, text: str = ""
) -> NodeCount:
    return NodeCount(path, parent, text or path, kind, members, 0, reaching, passing)


RUN_FRAME = pl.DataFrame(
    [
        (datetime(2017, 2, 1, 5, tzinfo=UTC), 1, 100, 30, 30, 0, "s", "me"),
        (datetime(2017, 3, 1, 5, tzinfo=UTC), 2, 110, 35, 9, 4, "s", "me"),
    ],
    schema=RUNS,
    orient="row",
)


def test_sizes_shows_members_and_who_came_and_went_on_the_clock_of_the_zone():
    figure = figures.sizes(RUN_FRAME, zone=ZoneInfo("America/New_York"))
    members, joined, left = figure.data
    assert list(members.y) == [30, 35]
    assert list(members.x) == [datetime(2017, 2, 1), datetime(2017, 3, 1)]  # noqa: DTZ001 - as plotly wants them
    assert list(joined.y) == [30, 9]
    assert list(left.y) == [0, -4]
    assert list(left.customdata) == [0, 4]
    assert [a.text for a in figure.layout.annotations] == ["version 2"]


def test_a_segment_that_was_never_recalculated_says_so():
    assert "never recalculated" in figures.sizes(RUN_FRAME.clear()).layout.annotations[0].text


def test_a_rehearsal_shows_sizes_with_the_share_of_all():
    rows = [(date(2017, 2, 1), datetime(2017, 2, 1, 5, tzinfo=UTC), 25, 100),
            (date(2017, 3, 1), datetime(2017, 3, 1, 5, tzinfo=UTC), 0, 0)]  # fmt: skip
    figure = figures.rehearsed(pl.DataFrame(rows, schema=TREND, orient="row"))
    (line,) = figure.data
    assert list(line.y) == [25, 0]
    assert [tuple(v) for v in line.customdata] == [(0.25, 100), (None, 0)]
    assert figures.rehearsed(pl.DataFrame(schema=TREND)).layout.annotations


def test_the_waterfall_takes_the_conditions_of_an_and_one_after_another():
    nodes = (
        node("", None, "and", 20, 100, 20), node("/and/0", "", ">", 60, 100, 60, text=EVIL),
        node("/and/1", "", "or", 50, 60, 20), node("/and/1/or/0", "/and/1", "==", 10, 60, 5),
    )  # fmt: skip
    figure = figures.waterfall(nodes)
    kept, lost = figure.data
    assert list(kept.x) == [100, 60, 20]
    assert list(lost.x) == [0, 40, 40]
    texts = [a.text for a in figure.layout.annotations]
    assert texts[0] == "All customers"
    assert "<a" not in "".join(texts)
    assert "−40" in texts[3]
    assert "<a" not in kept.customdata[1]


def test_a_rule_that_is_no_and_is_one_step():
    figure = figures.waterfall(
        (node("", None, "or", 30, 100, 30, text="this or that"), node("/or/0", "", ">", 1, 100, 1))
    )
    assert list(figure.data[0].x) == [100, 30]
    assert list(figure.data[1].x) == [0, 70]


def test_a_waterfall_without_customers_can_be_drawn():
    assert list(figures.waterfall((node("", None, ">", 0, 0, 0),)).layout.xaxis.range) == [0, 1.28]


def test_overlap_is_read_by_rows_and_the_diagonal_is_the_size():
    pairs = pl.DataFrame(
        [("a", "a", 4, 4, 4, 1.0), ("a", "b", 4, 0, 1, 0.25), ("b", "a", 0, 4, 0, None), ("b", "b", 0, 0, 0, None)],
        schema=["a", "b", "n_a", "n_b", "n_both", "share_of_a"],
        orient="row",
    )
    figure = figures.overlap(pairs, names={"a": EVIL})
    heat, text = figure.data
    assert [list(row) for row in heat.z] == [[None, 0.25], [None, None]]
    assert list(text.text) == ["4", "25%", "–", "0"]
    assert "<a" not in heat.y[0]
    assert heat.y[1] == "b"
    assert "1 of 4 customers" in heat.customdata[0][1]
    assert figures.overlap(pairs.clear()).layout.annotations


NUMBERS = pl.DataFrame(
    [
        ("small", "Small", "", 1.0, 2.0, -0.1), ("large", EVIL, "USD", 4179.79, 1861.4, 1.2),
        ("none", "None", "", 1.0, 1.0, None), ("fewer", "Fewer", "days", 1.0, 20.0, -0.9),
    ],
    schema=["feature", "label", "unit", "mean_in", "mean_all", "effect"],
    orient="row",
)  # fmt: skip


def test_differences_are_sorted_by_their_size_whatever_their_direction():
    figure = figures.differences(NUMBERS)
    (bars,) = figure.data
    assert list(bars.x) == [1.2, -0.9, -0.1]
    assert list(bars.marker.color) == [LIGHT.main, LIGHT.second, LIGHT.second]
    texts = [a.text for a in figure.layout.annotations]
    assert "4,180 vs 1,861" in texts
    assert "<a" not in "".join(texts)
    assert "(USD)" in texts[0]
    assert figures.differences(NUMBERS.clear()).layout.annotations[0].text == "No numeric feature differs."


def test_indices_run_from_100_and_leave_out_what_is_unknown():
    values = pl.DataFrame(
        [
            ("f", "Age", "19-24", 5, 0.5, 0.25, 200.0), ("f", "Age", None, 9, 0.9, 0.1, 900.0),
            ("g", "Owner", "true", 2, 0.2, 0.3, 66.7), ("h", "Same", "x", 1, 0.1, 0.1, 100.0),
        ],
        schema=["feature", "label", "value", "n_in", "share_in", "share_all", "index"],
        orient="row",
    )  # fmt: skip
    figure = figures.indices(values)
    (bars,) = figure.data
    assert bars.base == 100
    assert list(bars.x) == [100.0, pytest.approx(-33.3)]
    texts = [a.text for a in figure.layout.annotations]
    assert texts == ["Age: 19-24", "50% vs 25%", "Owner: yes", "20% vs 30%"]
    assert figures.indices(values.clear()).layout.annotations[0].text == "No value differs."
