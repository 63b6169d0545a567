"""What is done by hand: redeemed, cancelled, adjusted, now or backdated, with baskets that come late in between."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl
import pytest

from core.errors import BadInput, Conflict, LabError, NotFound, Refused
from tests.contract.ledgers.market import Market, at

MOST = 2**53 - 1


@pytest.fixture
def running(market: Market) -> Market:
    """Ann has 100 points since the 5th and 40 since the 10th, bob 30 since the 5th; it is the 15th of March."""
    market.runs()
    market.buys("ann", 1, "03-05", 100)
    market.buys("ann", 2, "03-10", 40)
    market.buys("bob", 3, "03-05", 30)
    market.accrue("03-15")
    return market


def refused(market: Market, error: type[LabError], match: str, do: Any) -> None:
    """It is refused, in words, and nothing of it stays."""
    before = market.entries()
    with pytest.raises(error, match=match):
        do()
    assert market.entries().equals(before)
    with market.lab.database.view() as work:
        kept = work.ledger.actions(market.lab.programs.get("points").program_id)["key"].to_list()
    assert "no" not in kept
    assert market.ties()


def test_what_expires_first_is_spent_first(running: Market) -> None:
    done = running.redeem("ann", 110, "r1")
    assert (done.is_new, done.balance) == (True, 30)
    assert {k: v for k, v in running.keys().items() if "r1" in k} == {"burn:r1:1": -100, "burn:r1:2": -10}
    assert running.ties()


def test_redeem_cancel_adjust_and_late_baskets_after_them(running: Market) -> None:
    running.redeem("ann", 110, "r1")
    running.adjust("ann", 25, "a1")
    running.clock.at = at("03-16")
    running.cancel("r1")
    running.adjust("ann", -90, "a2")
    assert running.ties()
    running.buys("ann", 4, "03-02", 15)
    running.buys("bob", 5, "03-04", 15)
    running.changes(1, amount=70)
    running.night("03-17")
    assert running.ties()
    running.redeem("ann", 50, "r2")
    running.redeem("bob", 45, "r3")
    running.removes(2)
    running.night("03-20")
    assert running.ties()
    running.cancel("r2", "03-21")
    running.night("04-07")
    assert running.ties()
    running.cancel("r3")
    running.night("05-30")
    assert running.ties()
    assert {running.balance(who) for who in ("ann", "bob")} == {0}


def test_more_than_there_is_is_refused(running: Market) -> None:
    refused(running, Refused, "may spend 140 points .* 141 are asked for", lambda: running.redeem("ann", 141, "no"))
    refused(running, Refused, "may spend 0 points", lambda: running.redeem("cem", 1, "no"))
    refused(running, Refused, "has 140 points .* 141 are asked for", lambda: running.adjust("ann", -141, "no"))
    assert running.redeem("ann", 140, "r1").balance == 0
    refused(running, Refused, "may spend 0 points", lambda: running.redeem("ann", 1, "no"))


def test_what_expired_is_not_spent_whether_it_is_booked_or_not(running: Market) -> None:
    running.clock.at = at("04-04 00:00")  # the points of the 5th of March are gone since this instant
    refused(running, Refused, "may spend 40 points", lambda: running.redeem("ann", 41, "no"))
    refused(running, Refused, "has 40 points", lambda: running.adjust("ann", -41, "no"))
    running.clock.at = at("04-03 23:59")
    assert running.redeem("ann", 140, "r1").balance == 0
    assert running.ties()


def test_pending_points_can_be_taken_and_not_spent(market: Market) -> None:
    market.runs(pending_days=5)
    market.buys("ann", 1, "03-05", 100)
    market.accrue("03-09 23:00")
    refused(market, Refused, "may spend 0 points", lambda: market.redeem("ann", 1, "no"))
    market.adjust("ann", -30, "a1")
    market.clock.at = at("03-10 00:00")
    assert market.redeem("ann", 70, "r1").balance == 0
    assert market.ties()


def test_one_backdated_before_another_that_it_would_uncover_is_refused(running: Market) -> None:
    running.redeem("ann", 120, "r1")
    said = "the later redemption 'r1' would not be covered any more"
    refused(running, Refused, said, lambda: running.redeem("ann", 40, "no", "03-12"))
    refused(running, Refused, said, lambda: running.adjust("ann", -21, "no", "03-12"))
    assert running.redeem("ann", 20, "r2", "03-12").balance == 0
    assert running.keys() == {
        "earn:1": 100, "earn:2": 40, "earn:3": 30, "burn:r1:1": -100, "burn:r1:1~1": 20, "burn:r1:2": -20,
        "burn:r1:2~1": -20, "burn:r2:1": -20,
    }  # fmt: skip
    assert running.ties()


def test_one_that_would_leave_pending_points_alone_to_a_later_one_is_refused(market: Market) -> None:
    market.runs(pending_days=5)
    market.buys("ann", 1, "03-02", 50)
    market.buys("ann", 2, "03-10", 50)
    market.accrue("03-12")
    market.redeem("ann", 50, "r1")
    refused(market, Refused, "'r1' would not be covered any more", lambda: market.redeem("ann", 10, "no", "03-11"))


def test_backdated_before_the_program_or_before_the_points_is_refused(running: Market) -> None:
    refused(running, Refused, "in force since 2017-03-01", lambda: running.redeem("ann", 1, "no", "02-28"))
    refused(running, Refused, "may spend 0 points", lambda: running.redeem("ann", 1, "no", "03-04"))
    refused(running, Refused, "may spend 100 points", lambda: running.redeem("ann", 101, "no", "03-09"))


def test_a_key_says_it_once(running: Market) -> None:
    first = running.redeem("ann", 50, "r1")
    running.clock.at = at("03-16")
    again = running.redeem("ann", 50, "r1")
    assert (again.action, again.is_new, again.balance) == (first.action, False, 90)
    for do in (
        lambda: running.redeem("ann", 51, "r1"), lambda: running.redeem("bob", 20, "r1"),
        lambda: running.adjust("ann", 50, "r1"), lambda: running.cancel("r1", key="r1"),
        lambda: running.lab.actions.redeem("points", "ann", option="5 off", key="r1"),
    ):  # fmt: skip
        refused(running, Conflict, "already is an action with the key 'r1': redeem of 50 points", do)


def test_a_repeated_key_changes_nothing_even_if_it_were_not_covered_now(running: Market) -> None:
    running.redeem("ann", 140, "r1")
    running.clock.at = at("05-01")
    assert not running.redeem("ann", 140, "r1").is_new
    assert running.ties()


def test_a_redemption_is_cancelled_once(running: Market) -> None:
    running.redeem("ann", 50, "r1")
    assert running.cancel("r1").balance == 140
    assert not running.cancel("r1").is_new
    refused(running, Conflict, "'r1' is cancelled already", lambda: running.cancel("r1", key="no"))
    refused(running, NotFound, "no redemption with the key 'r2'", lambda: running.cancel("r2", key="no"))
    refused(running, NotFound, "no redemption with the key 'cancel-r1'", lambda: running.cancel("cancel-r1", key="no"))
    running.redeem("ann", 50, "r3")
    before = "lies before the redemption"
    refused(running, Refused, before, lambda: running.cancel("r3", "03-14", key="no"))


def test_long_keys_are_cancelled_too(running: Market) -> None:
    keys = [f"{'k' * 78}{n}" for n in "ab"]
    for key in keys:
        running.redeem("ann", 10, key)
    for key in keys:
        assert running.cancel(key).is_new
        assert not running.cancel(key).is_new
    assert running.balance("ann") == 140
    assert running.ties()


def test_who_owes_points_gets_back_what_a_cancellation_leaves_and_what_is_given(running: Market) -> None:
    running.redeem("ann", 140, "r1")
    running.refund(1, "03-16")
    running.accrue("03-17")
    assert running.balance("ann") == -100
    assert running.adjust("ann", 30, "a1").balance == -70
    refused(running, Refused, "has 0 points", lambda: running.adjust("ann", -1, "no"))
    refused(running, Refused, "may spend 0 points", lambda: running.redeem("ann", 1, "no"))
    assert running.cancel("r1").balance == 70
    assert running.ties()


def test_a_cancellation_after_the_lot_expired_brings_nothing(running: Market) -> None:
    running.redeem("ann", 110, "r1")
    running.clock.at = at("04-05")
    running.cancel("r1")
    assert running.balance("ann") == 40
    running.night("04-06")
    assert running.ties()


NO_POINTS = (0, 2**53, 2**63, 10**30, 5.0, 0.5, "5", Decimal(5), True, float("nan"), None, [5])


def test_what_is_no_number_of_points_is_refused(running: Market) -> None:
    before = running.entries()
    for points in NO_POINTS:
        for do in (running.redeem, running.adjust):
            with pytest.raises(BadInput, match="is no number of points|takes either a burn option or"):
                do("ann", points, "no")
    for do, points in ((running.redeem, -1), (running.adjust, -(2**53))):
        with pytest.raises(BadInput, match="is no number of points"):
            do("ann", points, "no")
    assert running.entries().equals(before)
    assert running.redeem("ann", np.int64(5), "r1").balance == 135
    assert running.adjust("ann", np.int64(-5), "a1").balance == 130
    assert running.ties()


def test_neither_a_balance_nor_a_ledger_reaches_two_to_the_53(running: Market) -> None:
    assert running.adjust("bob", MOST - 30, "a1").balance == MOST
    refused(running, Refused, "2\\^53", lambda: running.adjust("bob", 1, "no"))
    running.buys("bob", 9, "03-16", 1)
    before = running.entries()
    with pytest.raises(Refused, match="2\\^53"):
        running.accrue("03-17")
    assert running.entries().equals(before)
    running.adjust("bob", -MOST, "a2", "03-15 13:00")
    running.accrue()
    assert running.ties()


def test_earning_two_to_the_53_is_refused(market: Market) -> None:
    market.runs(earn=[{"name": "base", "points": {"*": [{"var": "amount"}, 2**40]}}])
    market.buys("ann", 1, "03-02", 2**13)
    with pytest.raises(Refused, match="2\\^53"):
        market.accrue("03-03")
    assert market.entries().is_empty()
    market.removes(1)
    market.buys("ann", 1, "03-02", 2**13 - 1)
    market.accrue()
    assert market.balance("ann") == 2**53 - 2**40


def test_customers_that_nobody_knows_are_given_nothing(running: Market) -> None:
    refused(running, NotFound, "knows no customer 'zoe'", lambda: running.adjust("zoe", 5, "no"))
    refused(running, NotFound, "knows no customer 'zoe'", lambda: running.redeem("zoe", 5, "no"))
    assert running.adjust("cem", 5, "a1").balance == 5  # known, and bought nothing yet
    assert running.ties()


def test_whoever_left_the_warehouse_spends_what_is_left_and_is_told_how_much(running: Market) -> None:
    running.leaves("bob")
    assert running.redeem("bob", 30, "r1").balance == 0
    refused(running, Refused, "bob may spend 0 points", lambda: running.redeem("bob", 1, "no"))


def test_options_have_names(running: Market) -> None:
    done = running.lab.actions.redeem("points", "ann", option="5 OFF", key="r1")
    assert (done.action.points, done.action.value_cents, done.action.option) == (50, 500, "5 off")
    refused(
        running, NotFound, "no burn option '6 off'",
        lambda: running.lab.actions.redeem("points", "ann", option="6 off", key="no"),
    )  # fmt: skip
    refused(running, BadInput, "either a burn option or", lambda: running.lab.actions.redeem("points", "ann", key="no"))


def test_an_adjustment_says_why(running: Market) -> None:
    refused(
        running, BadInput, "needs a reason",
        lambda: running.lab.actions.adjust("points", "ann", 5, reason=" \n", key="no"),
    )  # fmt: skip
    running.lab.actions.adjust("points", "ann", 5, reason="Bent tin", key="a1")
    entry = running.lab.accounts.account("points", "ann").entries.filter(pl.col("key").str.contains("a1"))
    assert "Bent tin" in entry["reason"].item()


def test_actions_at_one_instant_follow_their_recording(running: Market) -> None:
    for key in ("z", "a", "m"):
        running.redeem("ann", 45, key, "03-12")
    running.buys("ann", 9, "03-04", 3)
    running.night("03-16")
    assert running.ties()
    assert {k: v for k, v in running.keys().items() if k.startswith("burn") and "~" not in k} == {
        "burn:z:1": -45, "burn:z:9": -3, "burn:a:1": -45, "burn:m:1": -10, "burn:m:2": -35,
    }  # fmt: skip


def test_redemptions_of_tills_are_booked_once(running: Market) -> None:
    """What took place elsewhere is recorded as it was; what was not covered is owed."""
    told = pl.DataFrame(
        {
            "customer_id": ["ann", "bob", "ann"], "key": ["t1", "t2", "t3"],
            "at": [at("03-11"), at("03-12"), at("03-13")],
            "points": [100, 50, 20], "option": None, "value_cents": None,
        },
        schema_overrides={"option": pl.String, "value_cents": pl.Int64},
    )  # fmt: skip
    assert running.lab.actions.record("points", told[:2], reason="till") == 2
    assert running.balance("bob") == -20
    assert running.ties()
    before = running.entries()
    assert running.lab.actions.record("points", told[:2], reason="till") == 0
    assert running.entries().equals(before)
    assert running.lab.actions.record("points", told, reason="till") == 1
    running.buys("bob", 5, "03-14", 60)
    running.night("03-16")
    assert (running.balance("ann"), running.balance("bob")) == (20, 40)
    assert running.ties()
