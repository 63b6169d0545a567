"""The figures of a loyalty program."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from core.reports import programs as figures
from core.reports.program_parts import compact, steps
from core.reports.style import DARK, LIGHT

EVIL = '<a href="javascript:x">&</a>'
LONG = "Platinum Ambassador Circle for Founding Members"
JANUARY, FEBRUARY = date(2017, 1, 1), date(2017, 2, 1)


def replay(**changes):
    months = pl.DataFrame(
        {
            "month": [JANUARY, FEBRUARY], "events": [3, 4], "issued": [100, 50], "burned": [0, 30], "expired": [0, 20],
            "adjusted": [5, -10], "outstanding": [105, 95], "liability": [Decimal("1.05"), Decimal("0.95")],
        }
    )  # fmt: skip
    ladder = pl.DataFrame(
        [(date(2017, 1, 31), LONG, 1), (date(2017, 1, 31), EVIL, 3), (date(2017, 2, 28), EVIL, 4)],
        schema=["month", "tier", "customers"], orient="row",
    )  # fmt: skip
    known = {
        "program": "Everyday", "version": 2, "months": months, "ladder": ladder, "tiers": {EVIL: 4, LONG: 0},
        "unit": "USD", "by_customer": pl.DataFrame({"customer_id": ["1", "2", EVIL], "issued": [100, 40, 10]}),
    }  # fmt: skip
    return SimpleNamespace(**known | changes)


def other():
    return replay(
        version=None,
        tiers={EVIL: 1, "Gold": 2},
        by_customer=pl.DataFrame({"customer_id": ["2", "1", EVIL, "new"], "issued": [25, 130, 10, 7]}),
    )


def comparison(a=None, b=None):
    return SimpleNamespace(a=a or replay(), b=b or other())


def sentence(figure):
    (annotation,) = figure.layout.annotations
    assert not figure.data
    return annotation.text


def test_flow_draws_what_came_up_and_what_went_down_and_the_outstanding_points_as_a_line():
    outstanding, issued, burned, expired, adjusted = figures.flow(replay()).data
    assert (outstanding.type, list(outstanding.y)) == ("scatter", [105, 95])
    assert list(outstanding.x) == list(issued.x) == [JANUARY, FEBRUARY]
    assert [list(t.y) for t in (issued, burned, expired, adjusted)] == [[100, 50], [0, -30], [0, -20], [5, -10]]
    assert list(burned.customdata) == [0, 30]


def test_the_ladder_stacks_shares_from_the_lowest_tier_up_in_ordered_colours():
    low, high = figures.ladder(replay()).data
    assert list(low.x) == [JANUARY, FEBRUARY]
    assert (list(low.y), list(low.customdata)) == ([0.75, 1.0], [3, 4])
    assert (list(high.x), list(high.y), list(high.customdata)) == ([JANUARY], [0.25], [1])
    assert [low.marker.color, high.marker.color] == steps(2, LIGHT)
    assert high.name == "Platinum Ambassador Cir…"
    assert "<a" not in low.name + low.hovertemplate


def test_a_tier_that_the_end_does_not_name_is_drawn_all_the_same():
    assert len(figures.ladder(replay(tiers={EVIL: 4})).data) == 2


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_colours_of_tiers_are_as_many_as_tiers_and_differ(palette):
    for n in range(1, 8):
        assert len(set(steps(n, palette))) == n
        assert all(colour in palette.ramp for colour in steps(n, palette))


def test_liability_is_money_by_month():
    figure = figures.liability(replay())
    (line,) = figure.data
    assert list(line.y) == [1.05, 0.95]
    assert "USD" in line.hovertemplate
    assert figure.layout.yaxis.title.text == "USD"


def test_two_replays_stand_side_by_side():
    longer = replay(version=None, months=replay().months.with_columns(issued=pl.Series([7, 8])))
    line_a, bars_a, line_b, bars_b = figures.compared(comparison(b=longer)).data
    assert list(line_a.y) == list(line_b.y) == [105, 95]
    assert (list(bars_a.y), list(bars_b.y)) == ([100, 50], [7, 8])
    assert (bars_a.name, bars_b.name) == ("A: Everyday, version 2", "B: Everyday, draft")
    assert (line_a.line.dash, line_b.line.dash) == ("solid", "dash")


def test_tiers_of_two_replays_share_a_row_by_their_name():
    figure = figures.tiers_compared(comparison())
    a, b = figure.data
    assert (list(a.x), list(b.x)) == ([0, 0, 4], [2, 0, 1])
    texts = [note.text for note in figure.layout.annotations]
    assert texts[:2] == ["Gold", "0 vs 2"]
    assert texts[2].startswith("Platinum Ambassador Circle")
    assert len(texts[2]) == 30
    assert "<a" not in "".join([*texts, *a.customdata])
    assert b.customdata[0] == "<b>2 customers</b> (66.7%)<br>Gold"


def test_movers_are_those_who_gain_most_and_those_who_lose_most():
    figure = figures.movers(comparison())
    (bars,) = figure.data
    assert list(bars.x) == [30, 7, -15]
    assert list(bars.marker.color) == [LIGHT.main, LIGHT.main, LIGHT.second]
    assert [note.text for note in figure.layout.annotations] == ["1", "+30", "new", "+7", "2", "−15"]
    assert "100 to 130" in bars.customdata[0]
    assert list(figures.movers(comparison(), n=1).data[0].x) == [30, -15]


ROLL = pl.DataFrame(
    [(JANUARY, 10, 100, 0, 0, 5, 115), (FEBRUARY, 115, 50, 30, 20, -10, 105)],
    schema=["month", "opening", "earned", "burned", "expired", "adjusted", "closing"],
    orient="row",
)
VINTAGES = pl.DataFrame(
    [
        (date(2016, 12, 1), 0, None, None, None), (JANUARY, 100, 0.25, 0.125, 0.5), (FEBRUARY, 40, 0.5, None, None),
        (None, -30, None, None, None),
    ],
    schema={"month": pl.Date, "outstanding": pl.Int64} | dict.fromkeys(
        ["breakage", "breakage_low", "breakage_high"], pl.Float64),
    orient="row",
)  # fmt: skip


def reported(roll=ROLL, vintages=VINTAGES):
    return SimpleNamespace(roll=roll, vintages=vintages)


def test_the_roll_forward_leads_from_the_opening_to_the_closing_balance():
    figure = figures.roll(reported())
    (steps_,) = figure.data
    assert list(steps_.x) == ["opening", "earned", "burned", "expired", "adjusted", "closing"]
    assert list(steps_.y) == [10, 150, -30, -20, -5, 105]
    assert list(steps_.text) == ["10", "150", "−30", "−20", "−5", "105"]
    assert figure.layout.xaxis.title.text == "points, Jan 2017 to Feb 2017"
    assert figures.roll(reported(roll=ROLL.head(1))).layout.xaxis.title.text == "points, Jan 2017"


def test_vintages_show_what_is_expected_to_expire_with_its_interval():
    figure = figures.vintages(reported())
    outstanding, kept = figure.data
    assert list(outstanding.x) == [JANUARY, FEBRUARY]
    assert (list(outstanding.y), list(kept.y)) == ([100, 40], [75.0, 20.0])
    assert (list(kept.error_y.array), list(kept.error_y.arrayminus)) == ([12.5, 0.0], [25.0, 0.0])
    assert "25.0% expected to expire (12.5% to 50.0%)" in kept.customdata[0]
    assert "30 points owed" in figure.layout.xaxis.title.text


def test_vintages_without_an_estimate_say_so():
    nothing = [pl.lit(None, pl.Float64).alias(c) for c in ("breakage", "breakage_low", "breakage_high")]
    outstanding, kept = figures.vintages(reported(vintages=VINTAGES.with_columns(nothing))).data
    assert list(outstanding.y) == [100, 40]
    assert list(kept.y) == [None, None]
    assert outstanding.name == "outstanding, breakage unknown"
    assert "breakage unknown" in outstanding.customdata[0]


ENTRIES = pl.DataFrame(
    [
        (datetime(2017, 1, 1, 5, tzinfo=UTC), "earn", "1", 100, 100, EVIL),
        (datetime(2017, 1, 2, 5, tzinfo=UTC), "burn", "1", -60, 40, "5 off"),
        (datetime(2017, 1, 3, 5, tzinfo=UTC), "reverse", "debt", -70, -30, None),
    ],
    schema={"at": pl.Datetime("us", "UTC"), "kind": pl.String, "lot": pl.String, "points": pl.Int64,
            "balance": pl.Int64, "reason": pl.String},
    orient="row",
)  # fmt: skip


def test_a_balance_steps_from_entry_to_entry_on_the_clock_of_the_zone():
    figure = figures.account(SimpleNamespace(entries=ENTRIES), zone=ZoneInfo("America/New_York"))
    balance, earned, burned, reversed_ = figure.data
    assert list(balance.y) == [100, 40, -30]
    assert balance.line.shape == "hv"
    assert balance.x[0] == datetime(2017, 1, 1)  # noqa: DTZ001 - as plotly wants them
    assert [(t.name, list(t.y)) for t in (earned, burned, reversed_)] == [
        ("earned", [100]), ("burned", [40]), ("reversed", [-30]),
    ]  # fmt: skip
    assert "<a" not in earned.customdata[0]
    assert burned.customdata[0].startswith("<b>-60 points</b> burned, balance 40")
    assert len(figure.layout.shapes) == 1  # the line of nothing


def test_without_data_a_sentence_says_so():
    nothing = replay(months=replay().months.clear(), ladder=replay().ladder.clear(), tiers={})
    nobody = replay(by_customer=replay().by_customer.clear())
    assert sentence(figures.flow(nothing)) == "There is no month to show."
    assert sentence(figures.liability(nothing)) == "There is no month to show."
    assert sentence(figures.ladder(nothing)) == "This program has no tiers."
    assert sentence(figures.compared(comparison(nothing, nothing))) == "There is no month to show."
    assert sentence(figures.tiers_compared(comparison(nothing, nothing))) == "Neither program has tiers."
    assert sentence(figures.movers(comparison(nobody, nobody))) == "No customer gains or loses."
    assert sentence(figures.roll(reported(roll=ROLL.clear()))) == "There is no entry yet."
    assert sentence(figures.vintages(reported(vintages=VINTAGES.head(1)))) == "No points are outstanding."
    assert sentence(figures.account(SimpleNamespace(entries=ENTRIES.clear()))) == "There is no entry yet."


def test_points_are_short_where_there_is_little_room():
    assert [compact(n) for n in (0, -99_999, 123_456, -1_234_567, 5_000_000_000)] == [
        "0", "−99,999", "123k", "−1.23M", "5bn",
    ]  # fmt: skip
