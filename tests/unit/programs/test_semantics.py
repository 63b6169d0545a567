"""docs/PROGRAMS.md, sentence by sentence: cases worked out by hand, which every engine must agree with."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from core.errors import LabError
from tests.unit.programs.cases import (
    adjust,
    at,
    awards,
    basket,
    cancel,
    cap,
    day,
    points,
    program,
    redeem,
    refund,
    replay,
    rule,
    tier_on,
    tiers,
)

# Events


def test_events_at_one_instant_are_ordered_by_source_id_and_shorter_ones_come_first(engine):
    both = [basket("10", "03-01 10:00", 8), basket("9", "03-01 10:00", 8)]
    assert awards(replay(engine, program(caps=[cap("day", 10)]), *both)) == {"9": 8, "10": 2}


def test_source_ids_of_one_length_are_ordered_by_code_point(engine):
    both = [basket("a", "03-01 10:00", 8), basket("B", "03-01 10:00", 8)]
    assert awards(replay(engine, program(caps=[cap("day", 10)]), *both)) == {"B": 8, "a": 2}


def test_the_instant_comes_before_the_source_id(engine):
    both = [basket("9", "03-01 10:00:00.000001", 8), basket("10", "03-01 10:00", 8)]
    assert awards(replay(engine, program(caps=[cap("day", 10)]), *both)) == {"10": 8, "9": 2}


def test_events_count_from_the_first_day_to_the_last_both_included(engine):
    found = replay(
        engine, program(starts_on=day("03-03"), ends_on=day("03-10")),
        basket("1", "03-02 23:59:59", 1), basket("2", "03-03 00:00", 1),
        basket("3", "03-10 23:59:59", 1), basket("4", "03-11 00:00", 1),
    )  # fmt: skip
    assert awards(found) == {"2": 1, "3": 1}


def test_a_replay_from_later_and_to_earlier_counts_less(engine):
    found = replay(
        engine, program(ends_on=day("03-31")),
        basket("1", "03-04 23:59:59", 1), basket("2", "03-05 00:00", 1),
        basket("3", "03-06 23:59:59", 1), basket("4", "03-07 00:00", 1),
        first="03-05", last="03-06",
    )  # fmt: skip
    assert awards(found) == {"2": 1, "3": 1}


def test_days_are_those_of_the_business_time_zone(engine):
    found = replay(engine, program(), basket("1", "03-01 23:30", 1))
    entry = found.entries["earn:1"]
    assert (entry.day, entry.at) == (day("03-01"), datetime(2017, 3, 2, 4, 30, tzinfo=UTC))


# Earning


def test_regression_earn_rules_are_evaluated_and_not_only_stored(engine):
    found = replay(engine, program(), basket("1", "03-01", 7))
    assert points(found) == {"earn:1": 7}
    assert found.balance == {"c": 7}


def test_points_of_all_matching_rules_add_up(engine):
    found = replay(engine, program(earn=[rule("a"), rule("b")]), basket("1", "03-01", 7, 5))
    assert found.awarded == {"1": (7, 5)}
    assert points(found) == {"earn:1": 12}


@pytest.mark.parametrize(
    ("rounding", "multiplier", "base", "awarded"),
    [
        ("floor", "1.25", 5, 6), ("nearest", "1.25", 5, 6), ("ceil", "1.25", 5, 7),  # 6.25
        ("floor", "1.25", 6, 7), ("nearest", "1.25", 6, 8), ("ceil", "1.25", 6, 8),  # 7.5: half goes up
        ("nearest", "0.5", 5, 3), ("nearest", "0.5", 1, 1),  # 2.5 and 0.5: not to the even one
        ("floor", "1.1", 10, 11), ("ceil", "1.1", 10, 11),  # 11 exactly, which doubles miss
        ("floor", "0.5", 1, 0),
    ],
)  # fmt: skip
def test_the_multiplier_is_rounded_as_the_rule_says(engine, rounding, multiplier, base, awarded):
    definition = program(earn=[rule("a", rounding)], tiers=tiers(0, multipliers=(multiplier,)))
    assert awards(replay(engine, definition, basket("1", "03-01", base))) == {"1": awarded}


def test_the_multiplier_is_rounded_once_for_each_rule_with_its_own_rounding(engine):
    definition = program(
        earn=[rule("a"), rule("b"), rule("c", "nearest")], tiers=tiers(0, multipliers=("1.5",))
    )  # 1.5, 1.5, 1.5
    assert replay(engine, definition, basket("1", "03-01", 1, 1, 1)).awarded == {"1": (1, 1, 2)}


def test_the_multiplier_is_rounded_for_each_basket(engine):
    definition = program(tiers=tiers(0, multipliers=("1.5",)))
    found = replay(engine, definition, basket("1", "03-01", 1), basket("2", "03-01", 1))
    assert awards(found) == {"1": 1, "2": 1}


# Caps


def test_regression_a_cap_cuts_an_award_and_does_not_reject_it(engine):
    found = replay(engine, program(caps=[cap("day", 10)]), basket("1", "03-01 10:00", 25))
    assert points(found) == {"earn:1": 10}


def test_a_cap_per_transaction(engine):
    both = [basket("1", "03-01 10:00", 8), basket("2", "03-01 10:00", 3)]
    assert awards(replay(engine, program(caps=[cap("transaction", 5)]), *both)) == {"1": 5, "2": 3}


@pytest.mark.parametrize(
    ("per", "inside", "outside"),
    [
        ("day", "03-01 23:59:59.999999", "03-02 00:00"),
        ("day", "03-01 00:00", "03-02 00:00"),
        ("week", "03-05 23:59", "03-06 00:00"),  # Sunday, Monday
        ("month", "03-31 23:59", "04-01 00:00"),
    ],
)
def test_windows_of_caps(engine, per, inside, outside):
    definition = program(caps=[cap(per, 10)])
    found = replay(engine, definition, basket("1", "03-01 10:00", 8), basket("2", inside, 8), basket("3", outside, 8))
    assert sorted(awards(found).items())[2] == ("3", 8)
    assert sorted(sum(a) for a in found.awarded.values()) == [2, 8, 8]


def test_weeks_are_iso_weeks_also_over_new_year(engine):
    """Thursday, 31 December 2015 and Sunday, 3 January 2016 lie in week 53 of 2015."""
    found = replay(
        engine, program(starts_on=day("2015-12-01"), caps=[cap("week", 10)]),
        basket("1", "2015-12-31", 8), basket("2", "2016-01-03 23:59", 8), basket("3", "2016-01-04 00:00", 8),
        first="2015-12-01", last="2016-01-31",
    )  # fmt: skip
    assert awards(found) == {"1": 8, "2": 2, "3": 8}


def test_a_day_of_25_hours_is_one_day(engine):
    found = replay(
        engine, program(caps=[cap("day", 10)]),
        basket("1", "11-05 00:00", 8), basket("2", "11-05 23:59", 8), basket("3", "11-06 00:00", 8), last="11-30",
    )  # fmt: skip
    assert awards(found) == {"1": 8, "2": 2, "3": 8}


def test_a_cap_of_the_program_holds_for_its_whole_running_time(engine):
    three = [basket("1", "03-01", 8), basket("2", "2018-03-01", 8), basket("3", "2019-03-01", 8)]
    found = replay(engine, program(caps=[cap("program", 10)]), *three, last="2019-03-31")
    assert awards(found) == {"1": 8, "2": 2, "3": 0}


def test_a_basket_without_points_is_an_event_of_0_points_and_no_lot(engine):
    found = replay(engine, program(caps=[cap("program", 8)]), basket("1", "03-01", 8), basket("2", "03-02", 8))
    assert (found.entries["earn:2"].points, found.entries["earn:2"].qualifying) == (0, 0)


def test_a_cap_of_one_rule_cuts_that_rule(engine):
    definition = program(earn=[rule("a"), rule("b")], caps=[cap("day", 5, "a")])
    found = replay(engine, definition, basket("1", "03-01 10:00", 3, 9), basket("2", "03-01 11:00", 3, 9))
    assert found.awarded == {"1": (3, 9), "2": (2, 9)}


def test_a_cap_of_all_rules_cuts_the_sum_and_the_last_rule_loses_first(engine):
    definition = program(earn=[rule("a"), rule("b"), rule("c")], caps=[cap("transaction", 7)])
    found = replay(engine, definition, basket("1", "03-01", 4, 4, 4), basket("2", "03-01", 9, 4, 4))
    assert found.awarded == {"1": (4, 3, 0), "2": (7, 0, 0)}


RULE_CAP, SUM_CAP = cap("day", 3, "a"), cap("day", 8)


@pytest.mark.parametrize(
    ("caps", "awarded"),
    [
        # a rule's before that of all: (6, 6) -> (3, 6) -> (3, 5)
        ([RULE_CAP, SUM_CAP], (3, 5)),
        ([SUM_CAP, RULE_CAP], (3, 5)),
        # a narrower window before a wider one: (6, 6) -> (6, 2) -> (3, 2)
        ([cap("week", 3, "a"), SUM_CAP], (3, 2)),
        ([RULE_CAP, cap("transaction", 8)], (3, 2)),
        ([cap("month", 3, "a"), cap("week", 8)], (3, 2)),
        ([cap("program", 3, "a"), cap("month", 8)], (3, 2)),
        # global ones after all others of their window, whatever they cut: (6, 6) -> (6, 2) -> (3, 2)
        ([cap("day", 3, "a", everyone=True), SUM_CAP], (3, 2)),
        # and among themselves as listed
        ([cap("day", 3, "a", everyone=True), cap("day", 8, everyone=True)], (3, 5)),
        ([cap("day", 8, everyone=True), cap("day", 3, "a", everyone=True)], (3, 2)),
        # but in the order of windows first: (6, 6) -> (3, 6) -> (3, 5)
        ([SUM_CAP, cap("transaction", 3, "a", everyone=True)], (3, 5)),
    ],
)
def test_the_order_of_caps(engine, caps, awarded):
    definition = program(earn=[rule("a"), rule("b")], caps=caps)
    assert replay(engine, definition, basket("1", "03-01", 6, 6)).awarded == {"1": awarded}


def test_room_is_what_the_finally_awarded_points_leave(engine):
    """The day's cap lets 8 through, the week's cap leaves 4 of them: 6 of the day's 10 are still free."""
    definition = program(earn=[rule("a"), rule("b")], caps=[cap("day", 10), cap("week", 4, "a")])
    found = replay(engine, definition, basket("1", "03-01 10:00", 8, 0), basket("2", "03-01 11:00", 0, 8))
    assert found.awarded == {"1": (4, 0), "2": (0, 6)}


def test_a_cap_is_for_each_customer(engine):
    both = [basket("1", "03-01", 8, customer="x"), basket("2", "03-01", 8, customer="y")]
    assert awards(replay(engine, program(caps=[cap("day", 10)]), *both)) == {"1": 8, "2": 8}


def test_a_global_cap_is_for_all_customers_in_the_order_of_time_then_source_id(engine):
    found = replay(
        engine, program(caps=[cap("program", 20, everyone=True)]),
        basket("10", "03-01 10:00", 8, customer="x"), basket("9", "03-01 10:00", 8, customer="y"),
        basket("1", "03-01 10:01", 8, customer="x"), basket("11", "03-01 09:59", 1, customer="z"),
    )  # fmt: skip
    assert awards(found) == {"11": 1, "9": 8, "10": 8, "1": 3}


def test_a_global_cap_counts_the_points_that_a_tier_multiplied(engine):
    definition = program(tiers=tiers(0, 5, multipliers=("1", "2")), caps=[cap("program", 20, everyone=True)])
    found = replay(
        engine, definition, basket("1", "03-01", 5, customer="x"),
        basket("2", "03-02 10:00", 6, customer="x"), basket("3", "03-02 11:00", 6, customer="y"),
    )  # fmt: skip
    assert awards(found) == {"1": 5, "2": 12, "3": 3}


def test_the_multiplier_comes_before_the_caps(engine):
    definition = program(tiers=tiers(0, multipliers=("2",)), caps=[cap("transaction", 10)])
    assert awards(replay(engine, definition, basket("1", "03-01", 6))) == {"1": 10}


@pytest.mark.parametrize(
    ("multiplier", "limit", "awarded", "qualifying"),
    [
        ("1", 99, (4, 4), 8), ("2", 99, (8, 8), 8),  # base points alone
        ("2", 10, (8, 2), 6),  # 4 of the first rule, 2 of the second
        ("0.5", 99, (2, 2), 4), ("1", 5, (4, 1), 5), ("1", 4, (4, 0), 4),
    ],
)  # fmt: skip
def test_awarded_base_points_qualify(engine, multiplier, limit, awarded, qualifying):
    definition = program(
        earn=[rule("a"), rule("b")], caps=[cap("transaction", limit)], tiers=tiers(0, multipliers=(multiplier,))
    )
    found = replay(engine, definition, basket("1", "03-01", 4, 4))
    assert (found.awarded["1"], found.entries["earn:1"].qualifying) == (awarded, qualifying)


def test_a_refund_gives_no_room_back(engine):
    found = replay(
        engine, program(caps=[cap("day", 10)]),
        basket("1", "03-01 10:00", 10), refund("1", "03-01 11:00"), basket("2", "03-01 12:00", 5),
    )  # fmt: skip
    assert points(found) == {"earn:1": 10, "refund:1:1": -10, "earn:2": 0}


def test_a_cancellation_takes_no_room_and_gives_none(engine):
    found = replay(
        engine, program(caps=[cap("day", 10)]), basket("1", "03-01 10:00", 8),
        redeem("r", "03-01 10:30", 8), cancel("x", "03-01 11:00", "r"), basket("2", "03-01 12:00", 5),
    )  # fmt: skip
    assert awards(found) == {"1": 8, "2": 2}


def test_points_of_2_to_the_53_are_refused_and_never_rounded(engine):
    assert awards(replay(engine, program(), basket("1", "03-01", 2**53 - 1))) == {"1": 2**53 - 1}
    with pytest.raises(LabError):
        replay(engine, program(), basket("1", "03-01", 2**53))


def test_a_balance_of_2_to_the_53_is_refused(engine):
    with pytest.raises(LabError):
        replay(engine, program(), basket("1", "03-01", 2**53 - 1), basket("2", "03-01", 1))


# Tiers


def test_a_threshold_is_reached_by_as_many_points(engine):
    found = replay(
        engine, program(tiers=tiers(0, 10)),
        basket("1", "03-01", 9), basket("2", "03-02", 1), basket("3", "03-01", 9, customer="other"),
    )  # fmt: skip
    assert found.tier_at_end == {"c": 1, "other": 0}


def test_the_points_of_today_count_from_tomorrow(engine):
    found = replay(
        engine, program(tiers=tiers(0, 10, multipliers=("1", "2"))),
        basket("1", "03-01 10:00", 10), basket("2", "03-01 11:00", 3), basket("3", "03-02 00:00", 3),
    )  # fmt: skip
    assert awards(found) == {"1": 10, "2": 3, "3": 6}
    assert tier_on(found, "03-01", "03-02") == [0, 1]


def test_there_is_a_tier_for_every_day_of_the_period(engine):
    found = replay(engine, program(tiers=tiers(0, 10)), basket("1", "03-02", 10), first="03-01", last="03-04")
    assert found.tiers == {"c": [(day("03-01"), 0), (day("03-02"), 0), (day("03-03"), 1), (day("03-04"), 1)]}


def test_the_tier_at_the_end_is_that_of_the_day_after_the_last(engine):
    found = replay(engine, program(tiers=tiers(0, 10)), basket("1", "03-05", 10), last="03-05")
    assert tier_on(found, "03-05") == [0]
    assert found.tier_at_end == {"c": 1}


def test_a_window_of_days_ends_with_its_day(engine):
    """03-01 lies in the 7 days that end with 03-07: the tier holds through 03-08."""
    found = replay(engine, program(tiers=tiers(0, 10), tier_window={"days": 7}), basket("1", "03-01", 10))
    assert tier_on(found, "03-01", "03-02", "03-08", "03-09") == [0, 1, 1, 0]


def test_a_window_of_one_day(engine):
    found = replay(engine, program(tiers=tiers(0, 10), tier_window={"days": 1}), basket("1", "03-01", 10))
    assert tier_on(found, "03-01", "03-02", "03-03") == [0, 1, 0]


def test_a_window_of_the_calendar_year(engine):
    found = replay(
        engine, program(tiers=tiers(0, 10), tier_window="calendar_year"), basket("1", "12-30", 10), last="2018-01-05"
    )
    assert tier_on(found, "12-30", "12-31", "2018-01-01", "2018-01-02") == [0, 1, 1, 0]


def test_a_window_of_a_lifetime(engine):
    found = replay(
        engine, program(tiers=tiers(0, 10), tier_window="lifetime"),
        basket("1", "03-01", 5), basket("2", "12-30", 5), last="2018-12-31",
    )  # fmt: skip
    assert tier_on(found, "12-30", "12-31", "2018-01-02", "2018-12-31") == [0, 1, 1, 1]


def test_levels_are_gained_all_at_once(engine):
    found = replay(engine, program(tiers=tiers(0, 10, 20, 30)), basket("1", "03-01", 25))
    assert tier_on(found, "03-01", "03-02") == [0, 2]


def test_a_refunded_basket_no_longer_counts_from_the_day_of_its_refund(engine):
    found = replay(engine, program(tiers=tiers(0, 10)), basket("1", "03-01", 10), refund("1", "03-05 23:59"))
    assert tier_on(found, "03-02", "03-05", "03-06") == [1, 1, 0]


def test_a_basket_refunded_on_its_day_never_counts(engine):
    found = replay(engine, program(tiers=tiers(0, 10)), basket("1", "03-01 10:00", 10), refund("1", "03-01 11:00"))
    assert tier_on(found, "03-01", "03-02", "03-03") == [0, 0, 0]


def test_a_refunded_basket_no_longer_counts_even_if_all_of_it_had_expired(engine):
    definition = program(tiers=tiers(0, 10), expiry={"after_days": 2})
    found = replay(engine, definition, basket("1", "03-01", 10), refund("1", "03-05"))
    assert points(found) == {"earn:1": 10, "expire:1": -10}
    assert tier_on(found, "03-05", "03-06") == [1, 0]


def test_regression_redeeming_does_not_demote(engine):
    found = replay(engine, program(tiers=tiers(0, 10)), basket("1", "03-01", 10), redeem("r", "03-03", 10))
    assert (found.balance, found.tier_at_end) == ({"c": 0}, {"c": 1})


def test_expiry_and_adjustments_do_not_touch_the_tier(engine):
    found = replay(
        engine, program(tiers=tiers(0, 10, 20), expiry={"after_days": 5}),
        basket("1", "03-01", 10), adjust("down", "03-02", -5), adjust("up", "03-03", 500),
    )  # fmt: skip
    assert set(tier_on(found, "03-02", "03-03", "03-04", "03-06", "03-31")) == {1}


def test_a_multiplied_point_does_not_qualify_twice(engine):
    definition = program(tiers=tiers(0, 10, multipliers=("3", "3")))
    assert replay(engine, definition, basket("1", "03-01", 9)).tier_at_end == {"c": 0}


FALLING = {"tiers": tiers(0, 10, 20), "tier_window": {"days": 1}}


def test_whoever_falls_short_keeps_the_tier_for_the_days_of_grace_and_falls_one_level_at_a_time(engine):
    """Short at the end of 03-02: tier 2 through 03-05, a fall on 03-06, the next one three days later."""
    found = replay(engine, program(tier_grace_days=3, **FALLING), basket("1", "03-01", 20))
    assert tier_on(found, "03-02", "03-03", "03-05", "03-06", "03-08", "03-09", "03-10") == [2, 2, 2, 1, 1, 0, 0]


def test_without_grace_a_level_is_lost_a_day_from_the_first_short_day(engine):
    found = replay(engine, program(tier_grace_days=0, **FALLING), basket("1", "03-01", 20))
    assert tier_on(found, "03-02", "03-03", "03-04", "03-05") == [2, 1, 0, 0]


def test_a_day_of_grace(engine):
    found = replay(engine, program(tier_grace_days=1, **FALLING), basket("1", "03-01", 20))
    assert tier_on(found, "03-02", "03-03", "03-04", "03-05", "03-06") == [2, 2, 1, 0, 0]


def test_a_fall_ends_where_it_is_earned(engine):
    """From 20 points down to 12 a day: tier 1 is what these earn, so the fall ends there, and its grace begins anew."""
    every_day = [basket(str(n), f"03-{n:02}", 12) for n in range(2, 9)]
    found = replay(engine, program(tier_grace_days=2, **FALLING), basket("1", "03-01", 20), *every_day)
    assert tier_on(found, "03-02", "03-04", "03-05", "03-09", "03-11", "03-12") == [2, 2, 1, 1, 1, 0]


def test_earning_the_tier_again_ends_the_shortfall(engine):
    """Short from 03-03, for two days of two; then earned again on 03-04: the count begins anew with 03-06."""
    found = replay(
        engine, program(tier_grace_days=2, tiers=tiers(0, 10), tier_window={"days": 1}),
        basket("1", "03-01", 10), basket("2", "03-04", 10),
    )  # fmt: skip
    assert tier_on(found, "03-04", "03-05", "03-06", "03-07", "03-08") == [1, 1, 1, 1, 0]


def test_a_program_without_tiers_multiplies_by_1_and_gives_no_tier(engine):
    found = replay(engine, program(), basket("1", "03-01", 10))
    assert (awards(found), found.tiers, found.tier_at_end) == ({"1": 10}, {}, {})


def test_tiers_are_evaluated_also_after_the_program_has_ended(engine):
    definition = program(ends_on=day("03-01"), tiers=tiers(0, 10), tier_window={"days": 2})
    assert tier_on(replay(engine, definition, basket("1", "03-01", 10)), "03-03", "03-04") == [1, 0]


# Lots and expiry


def test_every_basket_makes_a_lot_of_its_own(engine):
    found = replay(engine, program(), basket("1", "03-01", 3), basket("2", "03-01", 4))
    assert {(e.kind, e.lot, e.points, e.day) for e in found.entries.values()} == {
        ("earn", "1", 3, day("03-01")),
        ("earn", "2", 4, day("03-01")),
    }


def test_points_can_be_spent_from_the_start_of_the_day_when_they_are_no_longer_pending(engine):
    found = replay(
        engine, program(pending_days=2), basket("1", "03-01 10:00", 10),
        redeem("early", "03-02 23:59:59.999999", 10), redeem("then", "03-03 00:00", 10), burning=("history",),
    )  # fmt: skip
    assert points(found) == {"earn:1": 10, "burn:then:1": -10}
    assert (found.refused, found.redemptions) == (1, 1)


def test_pending_points_are_in_the_balance_but_not_spendable(engine):
    both = [basket("1", "03-03", 10), basket("2", "03-04", 5)]
    found = replay(engine, program(pending_days=2), *both, last="03-05")
    assert (found.balance, found.spendable) == ({"c": 15}, {"c": 10})


def test_expiry_after_days(engine):
    found = replay(engine, program(expiry={"after_days": 3}), basket("1", "03-01 23:59", 10))
    entry = found.entries["expire:1"]
    assert (entry.kind, entry.lot, entry.points, entry.day, entry.at) == (
        "expire", "1", -10, day("03-04"), at("03-04 00:00"),
    )  # fmt: skip


def test_a_lot_expires_at_the_start_of_its_day_whatever_the_clocks_do(engine):
    """Two days later is one of 23 hours later: midnight is 04:00 UTC and no longer 05:00."""
    found = replay(engine, program(expiry={"after_days": 2}), basket("1", "03-11", 10))
    assert found.entries["expire:1"].at == datetime(2017, 3, 13, 4, tzinfo=UTC)


def test_expiry_on_a_day_of_the_year_strictly_after_it_was_earned(engine):
    found = replay(
        engine, program(expiry={"yearly_on": "03-10"}),
        basket("1", "03-09", 1), basket("2", "03-10 00:00", 2), basket("3", "2018-03-09 23:59", 3), last="2018-12-31",
    )  # fmt: skip
    assert {k: (e.points, e.day) for k, e in found.entries.items() if e.kind == "expire"} == {
        "expire:1": (-1, day("03-10")),
        "expire:2": (-2, day("2018-03-10")),
        "expire:3": (-3, day("2018-03-10")),
    }


def expired(found):
    return {e.lot: (e.points, e.day) for e in found.entries.values() if e.kind == "expire"}


def test_expiry_by_inactivity_moves_with_every_lot_that_is_earned(engine):
    found = replay(
        engine, program(expiry={"inactivity_days": 5}),
        basket("1", "03-01", 1), basket("2", "03-05 23:59", 2), basket("3", "03-05", 3, customer="other"),
    )  # fmt: skip
    assert expired(found) == {"1": (-1, day("03-10")), "2": (-2, day("03-10")), "3": (-3, day("03-10"))}


def test_what_expires_on_the_day_of_a_new_lot_is_gone_before_it(engine):
    both = [basket("1", "03-01", 1), basket("2", "03-06 00:00", 2)]
    found = replay(engine, program(expiry={"inactivity_days": 5}), *both)
    assert expired(found) == {"1": (-1, day("03-06")), "2": (-2, day("03-11"))}


def test_an_adjustment_upwards_is_activity_and_one_downwards_is_not(engine):
    found = replay(
        engine, program(expiry={"inactivity_days": 5}),
        basket("1", "03-01", 10), adjust("up", "03-03", 1), adjust("down", "03-04", -1),
    )  # fmt: skip
    assert expired(found) == {"1": (-9, day("03-08")), "adjust:up": (-1, day("03-08"))}


def test_redeeming_a_basket_without_points_and_what_a_cancellation_restores_are_no_activity(engine):
    found = replay(
        engine, program(expiry={"inactivity_days": 5}), basket("1", "03-01", 10),
        redeem("r", "03-02", 4), cancel("x", "03-03", "r"), basket("2", "03-04", 0),
    )  # fmt: skip
    assert expired(found) == {"1": (-10, day("03-06"))}


def test_the_rest_of_a_cancellation_is_no_activity(engine):
    """Redeemed 10 of 6: 4 are debt, paid by basket 2. The cancellation's rest of 4 lives as long as the others."""
    found = replay(
        engine, program(expiry={"inactivity_days": 5}), basket("1", "03-01", 6),
        redeem("r", "03-02", 10), basket("2", "03-03", 5), cancel("x", "03-07", "r"),
    )  # fmt: skip
    assert expired(found) == {
        "1": (-6, day("03-08")), "2": (-1, day("03-08")), "cancel:x": (-4, day("03-08"))
    }  # fmt: skip


def test_an_emptied_lot_lives_on_with_the_others(engine):
    """Basket 1 was spent when basket 2 moved its expiry to 03-09: what comes back on 03-07 is alive."""
    found = replay(
        engine, program(expiry={"inactivity_days": 5}), basket("1", "03-01", 6),
        redeem("r", "03-02", 6), basket("2", "03-04", 1), cancel("x", "03-07", "r"),
    )  # fmt: skip
    assert expired(found) == {"1": (-6, day("03-09")), "2": (-1, day("03-09"))}


def test_without_expiry_points_never_expire(engine):
    assert replay(engine, program(), basket("1", "03-01", 6), last="2027-01-01").balance == {"c": 6}


def test_regression_the_same_points_never_expire_twice(engine):
    found = replay(
        engine, program(expiry={"after_days": 10}), basket("1", "03-01", 10), redeem("r", "03-02", 4), last="2018-12-31"
    )
    assert points(found) == {"earn:1": 10, "burn:r:1": -4, "expire:1": -6}
    assert found.balance == {"c": 0}


def test_expiries_of_the_last_day_are_done_and_later_ones_are_not(engine):
    both = [basket("1", "03-01", 10), basket("2", "03-02", 5)]
    found = replay(engine, program(expiry={"after_days": 3}), *both, last="03-04")
    assert points(found) == {"earn:1": 10, "earn:2": 5, "expire:1": -10}
    assert (found.balance, found.spendable) == ({"c": 5}, {"c": 5})


# The order within an instant


def test_an_action_sees_what_happened_strictly_before(engine):
    found = replay(
        engine, program(), basket("1", "03-01 10:00", 10),
        redeem("same", "03-01 10:00", 10), redeem("next", "03-01 10:00:00.000001", 10), burning=("history",),
    )  # fmt: skip
    assert points(found) == {"earn:1": 10, "burn:next:1": -10}
    assert (found.refused, found.redemptions) == (1, 1)


def test_actions_at_one_instant_see_each_other_in_the_order_of_their_recording(engine):
    found = replay(
        engine, program(), basket("1", "03-01", 10), redeem("a", "03-02", 8), redeem("b", "03-02", 8),
        cancel("x", "03-02", "a"), redeem("c", "03-02", 9), burning=("history",),
    )  # fmt: skip
    assert points(found) == {"earn:1": 10, "burn:a:1": -8, "reverse:x:1": 8, "burn:c:1": -9}
    assert (found.refused, found.redemptions) == (1, 2)


def test_actions_happen_in_the_order_of_time_whenever_they_were_recorded(engine):
    found = replay(
        engine, program(), basket("1", "03-01", 10),
        redeem("recorded first", "03-03", 6), redeem("happened first", "03-02", 6), burning=("history",),
    )  # fmt: skip
    assert points(found) == {"earn:1": 10, "burn:happened first:1": -6}


def test_a_refund_comes_after_the_baskets_of_its_instant(engine):
    found = replay(
        engine, program(), basket("1", "03-01", 10), redeem("r", "03-02", 10),
        basket("2", "03-03 10:00", 10), refund("1", "03-03 10:00"),
    )  # fmt: skip
    assert points(found) == {"earn:1": 10, "burn:r:1": -10, "earn:2": 10, "refund:1:2": -10}


def test_a_refund_comes_after_the_actions_of_its_instant(engine):
    found = replay(
        engine, program(), basket("1", "03-01", 10), refund("1", "03-03 10:00"),
        redeem("r", "03-03 10:00", 10), burning=("history",),
    )  # fmt: skip
    assert points(found) == {"earn:1": 10, "burn:r:1": -10, "refund:1:debt": -10}


def test_what_expires_on_a_day_expires_before_anything_else_of_that_day(engine):
    found = replay(
        engine, program(expiry={"after_days": 3}), basket("1", "03-01", 10),
        redeem("late", "03-04 00:00", 10), burning=("history",),
    )  # fmt: skip
    assert points(found) == {"earn:1": 10, "expire:1": -10}
    assert found.refused == 1


# Redemptions


def test_a_redemption_of_all_there_is_is_covered_and_of_one_point_more_is_not(engine):
    found = replay(
        engine, program(), basket("1", "03-01", 10), redeem("more", "03-02", 11), redeem("all", "03-02", 10),
        burning=("history",),
    )  # fmt: skip
    assert points(found) == {"earn:1": 10, "burn:all:1": -10}


def test_a_redemption_draws_the_lot_that_expires_first(engine):
    found = replay(
        engine, program(expiry={"after_days": 30}),
        basket("2", "03-01", 4), basket("1", "03-02", 4), redeem("r", "03-03", 6),
    )  # fmt: skip
    assert {k: p for k, p in points(found).items() if k.startswith("burn")} == {"burn:r:2": -4, "burn:r:1": -2}


def test_of_lots_that_expire_together_the_one_earned_first_is_drawn(engine):
    found = replay(
        engine, program(expiry={"yearly_on": "12-31"}),
        basket("9", "03-01 11:00", 4), basket("10", "03-01 10:00", 4), redeem("r", "03-03", 3),
    )  # fmt: skip
    assert points(found)["burn:r:10"] == -3


def test_of_lots_earned_together_the_one_with_the_first_source_id_is_drawn(engine):
    found = replay(
        engine, program(), basket("10", "03-01 10:00", 4), basket("9", "03-01 10:00", 4), redeem("r", "03-03", 3)
    )
    assert points(found)["burn:r:9"] == -3


def test_with_debt_nothing_can_be_redeemed(engine):
    found = replay(
        engine, program(), basket("1", "03-01", 10), redeem("r", "03-02", 10), refund("1", "03-03"),
        basket("2", "03-04", 4), redeem("s", "03-05", 1), burning=("history",),
    )  # fmt: skip
    assert (found.debt, found.balance, found.refused) == ({"c": 6}, {"c": -6}, 1)


def test_a_recorded_redemption_that_is_not_covered_draws_what_there_is_and_the_rest_becomes_debt(engine):
    found = replay(engine, program(), basket("1", "03-01", 6), redeem("r", "03-02", 10))
    assert points(found) == {"earn:1": 6, "burn:r:1": -6, "burn:r:debt": -4}
    assert (found.debt, found.balance, found.redemptions, found.refused) == ({"c": 4}, {"c": -4}, 1, 0)


def test_a_recorded_redemption_that_is_not_covered_draws_pending_points_after_all_others(engine):
    """Debt and remainders are never both positive. Lot 1 expires first, but it is pending: the other goes before it."""
    found = replay(
        engine, program(pending_days=5, expiry={"after_days": 30}),
        basket("1", "03-01", 6), adjust("a", "03-02", 3), redeem("r", "03-03", 5), last="03-03",
    )  # fmt: skip
    assert points(found) == {"earn:1": 6, "adjust:a:adjust:a": 3, "burn:r:adjust:a": -3, "burn:r:1": -2}


# Cancellations


def test_a_cancellation_gives_every_lot_back_what_was_drawn_from_it(engine):
    found = replay(
        engine, program(), basket("1", "03-01", 4), basket("2", "03-02", 4),
        redeem("r", "03-03", 6), cancel("x", "03-04", "r"),
    )  # fmt: skip
    assert points(found) == {
        "earn:1": 4, "earn:2": 4, "burn:r:1": -4, "burn:r:2": -2, "reverse:x:1": 4, "reverse:x:2": 2
    }  # fmt: skip
    assert found.entries["reverse:x:1"].kind == "reverse"


def test_what_comes_back_keeps_its_expiry_and_what_expired_meanwhile_expires_with_the_cancellation(engine):
    found = replay(
        engine, program(expiry={"after_days": 3}), basket("1", "03-01", 6), basket("2", "03-03 10:00", 6),
        redeem("r", "03-03 11:00", 10), cancel("x", "03-05 09:00", "r"),
    )  # fmt: skip
    assert points(found) == {
        "earn:1": 6, "earn:2": 6, "burn:r:1": -6, "burn:r:2": -4,
        "reverse:x:1": 6, "expire:1:x": -6, "reverse:x:2": 4, "expire:2": -6,
    }  # fmt: skip
    assert found.entries["expire:1:x"].at == at("03-05 09:00")
    assert found.entries["expire:2"].day == day("03-06")


def test_a_cancellation_on_the_expiry_day_comes_too_late(engine):
    found = replay(
        engine, program(expiry={"after_days": 3}), basket("1", "03-01", 6),
        redeem("r", "03-02", 6), cancel("x", "03-04 00:00", "r"),
    )  # fmt: skip
    assert points(found) == {"earn:1": 6, "burn:r:1": -6, "reverse:x:1": 6, "expire:1:x": -6}


def test_a_lot_can_expire_on_its_day_and_again_what_comes_back_later(engine):
    """Never the same points: 4 were left on the expiry day, 6 came back after it."""
    found = replay(
        engine, program(expiry={"after_days": 3}), basket("1", "03-01", 10),
        redeem("r", "03-02", 6), cancel("x", "03-08", "r"),
    )  # fmt: skip
    assert points(found) == {"earn:1": 10, "burn:r:1": -6, "expire:1": -4, "reverse:x:1": 6, "expire:1:x": -6}
    assert found.balance == {"c": 0}


def test_the_part_that_had_become_debt_pays_debt(engine):
    found = replay(engine, program(), basket("1", "03-01", 6), redeem("r", "03-02", 10), cancel("x", "03-03", "r"))
    assert points(found) == {"earn:1": 6, "burn:r:1": -6, "burn:r:debt": -4, "reverse:x:debt": 4, "reverse:x:1": 6}
    assert (found.balance, found.debt) == ({"c": 6}, {"c": 0})


def test_what_is_more_than_the_debt_becomes_a_lot_of_the_cancellations_day(engine):
    found = replay(
        engine, program(expiry={"after_days": 30}), basket("1", "03-01", 6), redeem("r", "03-02", 10),
        basket("2", "03-03", 3), cancel("x", "03-05", "r"), last="03-31",
    )  # fmt: skip
    assert points(found) == {
        "earn:1": 6, "burn:r:1": -6, "burn:r:debt": -4,
        "earn:2": 3, "offset:2:earn": -3, "offset:debt:2:earn": 3,
        "reverse:x:debt": 1, "reverse:x:cancel:x": 3, "reverse:x:1": 6,
        "expire:1": -6,
    }  # fmt: skip
    assert found.balance == {"c": 3}


def test_the_lot_of_a_cancellation_expires_by_the_policy_and_is_never_pending(engine):
    found = replay(
        engine, program(expiry={"after_days": 10}, pending_days=2), redeem("r", "03-01", 4), basket("1", "03-02", 4),
        cancel("x", "03-05", "r"), redeem("s", "03-05", 1),
    )  # fmt: skip
    assert points(found)["burn:s:cancel:x"] == -1
    assert expired(found) == {"cancel:x": (-3, day("03-15"))}


def test_a_redemption_can_be_cancelled_once(engine):
    found = replay(
        engine, program(), basket("1", "03-01", 6),
        redeem("r", "03-02", 6), cancel("x", "03-03", "r"), cancel("y", "03-04", "r"),
    )  # fmt: skip
    assert points(found) == {"earn:1": 6, "burn:r:1": -6, "reverse:x:1": 6}


def test_a_cancellation_of_what_did_not_happen_does_nothing(engine):
    found = replay(
        engine, program(), basket("1", "03-01", 6), redeem("r", "03-02", 7), cancel("x", "03-03", "r"),
        cancel("y", "03-03", "unknown"), burning=("history",),
    )  # fmt: skip
    assert points(found) == {"earn:1": 6}
    assert (found.refused, found.redemptions) == (1, 0)


# Adjustments


def test_an_adjustment_upwards_is_a_lot_of_its_day_and_never_pending(engine):
    found = replay(engine, program(pending_days=2, expiry={"after_days": 5}), adjust("a", "03-01", 4), last="03-01")
    assert points(found) == {"adjust:a:adjust:a": 4}
    assert (found.entries["adjust:a:adjust:a"].lot, found.spendable) == ("adjust:a", {"c": 4})
    later = replay(engine, program(pending_days=2, expiry={"after_days": 5}), adjust("a", "03-01", 4))
    assert expired(later) == {"adjust:a": (-4, day("03-06"))}


def test_an_adjustment_downwards_draws_what_expires_first_and_pending_points_too(engine):
    found = replay(
        engine, program(pending_days=5, expiry={"after_days": 30}),
        basket("1", "03-01", 6), adjust("up", "03-02", 3), adjust("down", "03-03", -7), last="03-03",
    )  # fmt: skip
    assert points(found) == {
        "earn:1": 6, "adjust:up:adjust:up": 3, "adjust:down:1": -6, "adjust:down:adjust:up": -1
    }  # fmt: skip


def test_a_recorded_adjustment_that_is_not_covered_becomes_debt(engine):
    found = replay(engine, program(), basket("1", "03-01", 6), adjust("down", "03-03", -7))
    assert points(found) == {"earn:1": 6, "adjust:down:1": -6, "adjust:down:debt": -1}
    assert found.debt == {"c": 1}


# Refunds


def test_a_refund_claws_back_its_own_lot_then_others_then_makes_debt(engine):
    """10 awarded: 2 are left in its own lot, 1 in another; 7 are missing."""
    found = replay(
        engine, program(pending_days=2, expiry={"after_days": 30}), basket("1", "03-02", 2), basket("2", "03-03", 10),
        adjust("a", "03-04", 1), redeem("r", "03-05 23:00", 10), refund("2", "03-06"),
    )  # fmt: skip
    assert points(found) == {
        "earn:1": 2, "earn:2": 10, "adjust:a:adjust:a": 1,
        "burn:r:1": -2, "burn:r:2": -8,
        "refund:2:2": -2, "refund:2:adjust:a": -1, "refund:2:debt": -7,
    }  # fmt: skip
    assert (found.entries["refund:2:debt"].kind, found.entries["refund:2:debt"].lot) == ("reverse", "debt")


def test_a_refund_takes_from_other_lots_what_expires_first_pending_included(engine):
    found = replay(
        engine, program(pending_days=2, expiry={"after_days": 30}), basket("1", "03-01", 10), redeem("r", "03-03", 7),
        basket("3", "03-04", 2), basket("2", "03-05", 5), refund("1", "03-05 13:00"), last="03-06",
    )  # fmt: skip
    assert {k: p for k, p in points(found).items() if k.startswith("refund")} == {
        "refund:1:1": -3, "refund:1:3": -2, "refund:1:2": -5
    }  # fmt: skip
    assert (found.balance, found.debt) == ({"c": 0}, {"c": 0})


def test_a_refund_does_not_claw_back_what_has_expired(engine):
    found = replay(
        engine,
        program(expiry={"after_days": 3}),
        basket("1", "03-01", 10),
        redeem("r", "03-02", 4),
        refund("1", "03-05"),
    )
    assert points(found) == {"earn:1": 10, "burn:r:1": -4, "expire:1": -6, "refund:1:debt": -4}


def test_what_expired_with_a_cancellation_is_not_clawed_back_either(engine):
    found = replay(
        engine, program(expiry={"after_days": 3}), basket("1", "03-01", 10), redeem("r", "03-02", 4),
        cancel("x", "03-05", "r"), refund("1", "03-06"),
    )  # fmt: skip
    assert points(found) == {"earn:1": 10, "burn:r:1": -4, "expire:1": -6, "reverse:x:1": 4, "expire:1:x": -4}


def test_a_basket_is_refunded_once_and_whole(engine):
    found = replay(engine, program(), basket("1", "03-01", 10), refund("1", "03-03"), refund("1", "03-02"))
    assert points(found) == {"earn:1": 10, "refund:1:1": -10}
    assert found.entries["refund:1:1"].at == at("03-02")


def test_a_refund_that_came_before_its_basket_happens_at_the_baskets_instant(engine):
    found = replay(engine, program(tiers=tiers(0, 5)), basket("1", "03-05 10:00", 10), refund("1", "03-02"))
    assert points(found) == {"earn:1": 10, "refund:1:1": -10}
    assert (found.entries["refund:1:1"].at, found.tier_at_end) == (at("03-05 10:00"), {"c": 0})


def test_refunds_of_baskets_that_do_not_count_do_nothing(engine):
    found = replay(
        engine, program(), basket("1", "02-28", 10), basket("2", "03-01", 5), refund("1", "03-03"), refund("?", "03-03")
    )
    assert points(found) == {"earn:2": 5}


def test_refunds_after_the_last_day_are_not_known_yet(engine):
    both = [basket("1", "03-01", 10), refund("1", "03-06 00:00")]
    assert replay(engine, program(), *both, last="03-05").balance == {"c": 10}
    assert replay(engine, program(), *both, last="03-06").balance == {"c": 0}


def test_refunds_count_also_after_the_program_has_ended(engine):
    both = [basket("1", "03-01", 10), refund("1", "03-06")]
    assert replay(engine, program(ends_on=day("03-02")), *both).balance == {"c": 0}


# Debt


def test_later_lots_pay_debt_in_the_order_of_their_arrival(engine):
    found = replay(
        engine, program(pending_days=1), redeem("r", "03-01", 7), basket("1", "03-02", 3),
        adjust("a", "03-02 13:00", 2), basket("2", "03-03", 5),
    )  # fmt: skip
    assert points(found) == {
        "burn:r:debt": -7,
        "earn:1": 3, "offset:1:earn": -3, "offset:debt:1:earn": 3,
        "adjust:a:adjust:a": 2, "offset:adjust:a:a": -2, "offset:debt:adjust:a:a": 2,
        "earn:2": 5, "offset:2:earn": -2, "offset:debt:2:earn": 2,
    }  # fmt: skip
    entry = found.entries["offset:2:earn"]
    assert (entry.kind, entry.lot, entry.at) == ("offset", "2", at("03-03"))
    assert (found.balance, found.debt) == ({"c": 3}, {"c": 0})


def test_what_a_cancellation_restores_pays_debt(engine):
    found = replay(
        engine, program(), basket("1", "03-01", 10), redeem("r", "03-02", 10), refund("1", "03-03"),
        cancel("x", "03-04", "r"),
    )  # fmt: skip
    assert points(found) == {
        "earn:1": 10, "burn:r:1": -10, "refund:1:debt": -10,
        "reverse:x:1": 10, "offset:1:x": -10, "offset:debt:1:x": 10,
    }  # fmt: skip
    assert (found.balance, found.debt) == ({"c": 0}, {"c": 0})


def test_what_a_cancellation_restores_and_expires_at_once_pays_no_debt(engine):
    found = replay(
        engine, program(expiry={"after_days": 3}), basket("1", "03-01", 10), redeem("r", "03-02", 10),
        refund("1", "03-03"), cancel("x", "03-05", "r"),
    )  # fmt: skip
    assert points(found) == {
        "earn:1": 10, "burn:r:1": -10, "refund:1:debt": -10, "reverse:x:1": 10, "expire:1:x": -10
    }  # fmt: skip
    assert found.debt == {"c": 10}


def test_the_redemptions_own_debt_is_paid_before_what_comes_back_pays(engine):
    """Debt: 4 by the redemption, less 3 paid since, and 5 by a refund. The 4 come off first, then lot 0 pays 2."""
    found = replay(
        engine, program(), basket("0", "03-01 09:00", 5), basket("1", "03-01", 6), redeem("r", "03-02", 15),
        basket("2", "03-03", 3), refund("0", "03-04"), cancel("x", "03-05", "r"),
    )  # fmt: skip
    after = {k: p for k, p in points(found).items() if ":x" in k}
    assert points(found)["refund:0:debt"] == -5
    assert after == {
        "reverse:x:debt": 4, "reverse:x:0": 5, "reverse:x:1": 6, "offset:0:x": -2, "offset:debt:0:x": 2
    }  # fmt: skip
    assert found.balance == {"c": 9}


def test_a_lot_that_is_paid_away_at_once_is_activity_too(engine):
    """The lot of basket 2 goes into the debt whole; lot 1, which is empty then, lives on with it."""
    found = replay(
        engine, program(expiry={"inactivity_days": 5}), basket("1", "03-01", 6), redeem("r", "03-02", 10),
        basket("2", "03-04", 4), cancel("x", "03-07", "r"), last="03-08",
    )  # fmt: skip
    assert (expired(found), found.balance) == ({}, {"c": 10})


def test_a_balance_is_all_remainders_less_debt_lot_by_lot(engine):
    """Opening + earned - burned - expired +- adjusted = closing, for every lot and so for every sum of lots."""
    found = replay(
        engine, program(expiry={"after_days": 20}), basket("1", "03-01", 10), redeem("r", "03-02", 4),
        basket("2", "03-15", 7), adjust("a", "03-16", 5), refund("1", "03-22"), adjust("b", "03-23", -2), last="03-31",
    )  # fmt: skip
    left = defaultdict(int)
    for entry in found.entries.values():
        left[entry.lot] += entry.points
    # 1: 10 - 4 - 6 expired on 03-21; the refund's 4 come from lot 2, and so do the 2 of `b`
    assert left == {"1": 0, "2": 1, "adjust:a": 5}
    assert (found.balance, found.debt) == ({"c": 6}, {"c": 0})


# Replays


def test_a_replay_starts_with_nothing(engine):
    found = replay(
        engine, program(tiers=tiers(0, 10)), basket("1", "03-01", 10), redeem("r", "03-02", 3),
        basket("2", "03-06", 5), first="03-05",
    )  # fmt: skip
    assert points(found) == {"earn:2": 5}
    assert (found.balance, found.tier_at_end) == ({"c": 5}, {"c": 0})


def test_caps_of_a_replay_know_nothing_of_what_was_before(engine):
    both = [basket("1", "03-06 10:00", 8), basket("2", "03-08", 8)]
    assert awards(replay(engine, program(caps=[cap("week", 10)]), *both, first="03-07")) == {"2": 8}


def test_actions_after_the_last_day_are_not_known_yet(engine):
    both = [basket("1", "03-01", 10), redeem("r", "03-06 00:00", 4)]
    assert replay(engine, program(), *both, last="03-05").balance == {"c": 10}


RECORDED = (
    basket("1", "03-01", 10), redeem("all or nothing", "03-02", 11), redeem("r", "03-02", 6),
    redeem("s", "03-03", 3), cancel("x", "03-04", "r"), adjust("a", "03-05", 100), adjust("b", "03-05", -1),
)  # fmt: skip


def test_without_burning_recorded_actions_are_ignored(engine):
    found = replay(engine, program(), *RECORDED, burning=("none",))
    assert points(found) == {"earn:1": 10}
    assert (found.redemptions, found.refused) == (0, 0)


def test_the_history_has_redemptions_all_or_nothing_and_cancellations_but_no_adjustments(engine):
    found = replay(engine, program(), *RECORDED, burning=("history",))
    assert points(found) == {"earn:1": 10, "burn:r:1": -6, "burn:s:1": -3, "reverse:x:1": 6}
    assert (found.redemptions, found.refused) == (2, 1)


def test_the_ledger_has_all_recorded_actions(engine):
    """Of 11 points 1 becomes debt, then 6 and 3 more; the cancellation pays 6 of the 10, the adjustment the rest."""
    found = replay(engine, program(), *RECORDED, burning=("ledger",))
    assert points(found) == {
        "earn:1": 10,
        "burn:all or nothing:1": -10, "burn:all or nothing:debt": -1, "burn:r:debt": -6, "burn:s:debt": -3,
        "reverse:x:debt": 6,
        "adjust:a:adjust:a": 100, "offset:adjust:a:a": -4, "offset:debt:adjust:a:a": 4, "adjust:b:adjust:a": -1,
    }  # fmt: skip
    assert (found.redemptions, found.refused, found.balance) == (3, 0, {"c": 95})


def option(name, points):
    return {"name": name, "points": points, "value": Decimal(1)}


def always(customer, basket):
    return Fraction(0)


def burnt(found):
    return {(e.lot, e.points, e.at) for e in found.entries.values() if e.kind == "burn"}


def test_by_behaviour_the_dearest_affordable_option_is_redeemed_before_the_baskets_points_are_earned(engine):
    """At basket 1 there is nothing, at basket 2 there are 10 points, at basket 3 there are 10 - 8 + 1."""
    found = replay(
        engine, program(burn=[option("low", 3), option("high", 8), option("too high", 11)]),
        basket("1", "03-01", 10), basket("2", "03-02", 1), basket("3", "03-03", 1),
        burning=("behaviour", Fraction(1), always),
    )  # fmt: skip
    assert burnt(found) == {("1", -8, at("03-02")), ("1", -2, at("03-03")), ("2", -1, at("03-03"))}
    assert (found.redemptions, found.refused, found.balance) == (2, 0, {"c": 1})


def test_by_behaviour_a_customer_burns_if_the_chance_of_the_basket_is_less_than_the_probability(engine):
    def chance(customer, basket):
        return {("x", "2"): Fraction(1, 2), ("y", "4"): Fraction(1, 2) - Fraction(1, 10**15)}.get(
            (customer, basket), Fraction(1)
        )

    found = replay(
        engine, program(burn=[option("only", 5)]),
        basket("1", "03-01", 10, customer="x"), basket("2", "03-02", 1, customer="x"),
        basket("3", "03-01", 10, customer="y"), basket("4", "03-02", 1, customer="y"),
        burning=("behaviour", Fraction(1, 2), chance),
    )  # fmt: skip
    assert burnt(found) == {("3", -5, at("03-02"))}


def test_by_behaviour_pending_points_cannot_be_burnt(engine):
    found = replay(
        engine, program(pending_days=2, burn=[option("only", 5)]), basket("1", "03-01", 10), basket("2", "03-02", 1),
        basket("3", "03-03 00:00", 1), burning=("behaviour", Fraction(1), always),
    )  # fmt: skip
    assert burnt(found) == {("1", -5, at("03-03 00:00"))}


def test_by_behaviour_redemptions_of_one_instant_come_before_all_its_baskets(engine):
    """The second of two baskets at one instant does not burn what the first one earns."""
    found = replay(
        engine, program(burn=[option("only", 5)]), basket("1", "03-01", 6), basket("2", "03-02", 9),
        basket("3", "03-02", 9), burning=("behaviour", Fraction(1), always),
    )  # fmt: skip
    assert burnt(found) == {("1", -5, at("03-02"))}


def test_by_behaviour_recorded_actions_are_ignored(engine):
    burning = ("behaviour", Fraction(1), always)
    found = replay(engine, program(burn=[option("only", 500)]), *RECORDED, burning=burning)
    assert points(found) == {"earn:1": 10}


# The ledger


def test_customers_have_accounts_of_their_own(engine):
    found = replay(
        engine, program(), basket("1", "03-01", 10, customer="x"), basket("2", "03-01", 4, customer="y"),
        redeem("r", "03-02", 5, customer="y"), refund("1", "03-03"),
    )  # fmt: skip
    assert (found.balance, found.debt) == ({"x": 0, "y": -1}, {"x": 0, "y": 1})
    assert {key: entry.customer for key, entry in found.entries.items()} == {
        "earn:1": "x", "earn:2": "y", "burn:r:2": "y", "burn:r:debt": "y", "refund:1:1": "x"
    }  # fmt: skip


def test_only_what_is_earned_has_qualifying_points(engine):
    found = replay(engine, program(), *RECORDED, refund("1", "03-06"))
    assert {key: e.qualifying for key, e in found.entries.items() if e.qualifying} == {"earn:1": 10}


def test_every_kind_of_entry_with_its_key_and_its_lot(engine):
    found = replay(
        engine, program(expiry={"after_days": 20}),
        basket("1", "03-01", 10), redeem("r", "03-02", 12), basket("2", "03-03", 1), cancel("x", "03-04", "r"),
        adjust("up", "03-05", 3), adjust("down", "03-06", -2), refund("2", "03-07"), last="03-21",
    )  # fmt: skip
    assert {(key, e.kind, e.lot, e.points) for key, e in found.entries.items()} == {
        ("earn:1", "earn", "1", 10),
        ("burn:r:1", "burn", "1", -10),
        ("burn:r:debt", "burn", "debt", -2),
        ("earn:2", "earn", "2", 1),
        ("offset:2:earn", "offset", "2", -1),
        ("offset:debt:2:earn", "offset", "debt", 1),
        ("reverse:x:debt", "reverse", "debt", 1),
        ("reverse:x:1", "reverse", "1", 10),
        ("reverse:x:cancel:x", "reverse", "cancel:x", 1),
        ("adjust:up:adjust:up", "adjust", "adjust:up", 3),
        ("adjust:down:1", "adjust", "1", -2),
        ("refund:2:1", "reverse", "1", -1),  # its own lot had gone into the debt
        ("expire:1", "expire", "1", -7),
    }
