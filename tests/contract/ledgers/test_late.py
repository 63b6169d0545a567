"""Purchases that come late, change or are given back: the ledger is corrected until it says what they come to."""

from __future__ import annotations

import polars as pl
import pytest

from core.programs.model import EntryKind
from core.services.replays import Burning
from tests.contract.ledgers.market import TIERS, Market, day


def corrections(market: Market) -> dict[str, tuple[str, int]]:
    """Of every correction the entry that it names and its points, by key."""
    found = market.entries().filter(pl.col("corrects").is_not_null()).select("key", "corrects", "points")
    return {key: (corrects, points) for key, corrects, points in found.rows()}


def test_what_is_done_twice_is_done_once(market: Market) -> None:
    market.buys("ann", 1, "03-01 09:00", 60.99)
    market.buys("bob", 2, "03-02 09:00", 12)
    market.runs()
    first = market.accrue("03-03")
    assert (first.entries, first.corrections, first.customers) == (2, 0, 2)
    market.redeem("ann", 50, "r1")
    market.night("04-15")
    before = market.entries()
    for _ in range(2):
        again = market.accrue()
        assert (again.entries, again.corrections, again.customers) == (0, 0, 0)
        assert market.lab.ledgers.expire("points").lots == 0
        assert not market.redeem("ann", 50, "r1").is_new
    assert market.entries().equals(before)
    assert market.ties()


def test_an_earlier_instant_takes_nothing_back(market: Market) -> None:
    market.buys("ann", 1, "03-01 09:00", 60)
    market.runs()
    market.accrue("03-03")
    before = market.entries()
    assert market.lab.ledgers.accrue("points", until="2017-03-01").entries == 0
    assert market.entries().equals(before)
    assert market.lab.programs.get("points").accrued_until == market.clock.at


def test_a_basket_that_comes_late_takes_the_room_of_a_cap_from_those_after_it(market: Market) -> None:
    market.runs(caps=[{"per": "day", "limit": 100}, {"per": "month", "limit": 150}])
    market.buys("ann", 1, "03-05 10:00", 80)
    market.buys("ann", 2, "03-05 12:00", 80)
    market.buys("ann", 3, "03-06 12:00", 80)
    market.accrue("03-07")
    assert market.keys() == {"earn:1": 80, "earn:2": 20, "earn:3": 50}
    market.buys("ann", 4, "03-05 09:00", 70)
    told = market.accrue("03-08")
    assert (told.entries, told.corrections) == (3, 2)
    assert corrections(market) == {"earn:1~1": ("earn:1", -50), "earn:2~1": ("earn:2", -20)}
    assert market.ties()


def test_a_basket_that_comes_late_raises_the_tier_of_those_after_it(market: Market) -> None:
    market.runs(tiers=TIERS)
    market.buys("ann", 1, "03-05", 40)
    market.buys("ann", 2, "03-08", 40)
    market.buys("ann", 3, "03-10", 100)
    market.night("03-11")
    assert market.keys() == {"earn:1": 40, "earn:2": 40, "earn:3": 150}
    market.buys("ann", 4, "03-06", 30)
    market.night("03-12")
    assert corrections(market) == {"earn:2~1": ("earn:2", 20)}
    assert market.ties()
    account = market.lab.accounts.account("points", "ann")
    assert (account.tier, account.qualifying, account.balance) == ("Gold", 210, 280)


def test_a_basket_that_comes_after_its_points_expired_comes_with_their_expiry(market: Market) -> None:
    market.runs()
    market.buys("ann", 1, "03-20", 40)
    market.night("04-10")
    market.buys("ann", 2, "03-02", 30)
    market.accrue("04-11")
    assert market.keys() == {"earn:1": 40, "earn:2": 30, "expire:2": -30}
    assert market.ties()


def test_what_was_spent_from_another_lot_is_spent_from_the_late_one(market: Market) -> None:
    market.runs()
    market.buys("ann", 1, "03-10", 60)
    market.accrue("03-11")
    market.redeem("ann", 50, "r1")
    market.buys("ann", 2, "03-05", 20)
    market.night("03-12")
    assert corrections(market) == {"burn:r1:1~1": ("burn:r1:1", 20)}
    assert market.keys()["burn:r1:2"] == -20
    assert market.ties()
    market.night("04-20")
    assert market.ties()


@pytest.mark.parametrize("amount", [20, 90, 0, -5])
def test_an_amount_that_changes_is_corrected_for(market: Market, amount: int) -> None:
    market.runs(caps=[{"per": "day", "limit": 100}], tiers=TIERS)
    market.buys("ann", 1, "03-05 10:00", 60)
    market.buys("ann", 2, "03-05 11:00", 60)
    market.buys("ann", 3, "03-06", 60)
    market.accrue("03-07")
    market.redeem("ann", 100, "r1")
    market.changes(1, amount=amount)
    market.night("03-08")
    assert market.ties()
    market.changes(1, amount=60)
    market.night("03-09")
    assert market.ties()
    market.night("04-20")
    assert market.ties()


def test_a_basket_of_another_hour_or_day_moves(market: Market) -> None:
    market.runs()
    market.buys("ann", 1, "03-05 10:00", 60)
    market.night("03-07")
    market.changes(1, when="03-05 11:00")
    market.night("03-08")
    assert market.ties()
    market.changes(1, when="03-06 11:00")
    market.night("04-05")
    assert market.balance("ann") == 0
    assert market.ties()
    market.changes(1, when="03-20 11:00")
    market.night()
    assert market.balance("ann") == 60
    assert market.ties()


def test_a_basket_that_is_gone_is_taken_back(market: Market) -> None:
    market.runs()
    market.buys("ann", 1, "03-05 10:00", 60)
    market.accrue("03-07")
    market.redeem("ann", 20, "r1")
    market.removes(1)
    market.accrue("03-08")
    assert market.balance("ann") == -20
    assert market.ties()
    market.buys("ann", 1, "03-05 10:00", 60)
    market.accrue("03-09")
    assert market.balance("ann") == 40
    assert market.ties()


def test_a_basket_of_another_customer_moves_to_that_account(market: Market) -> None:
    market.runs()
    market.buys("ann", 1, "03-05 10:00", 60)
    market.buys("bob", 2, "03-05 10:00", 10)
    market.accrue("03-07")
    market.redeem("ann", 20, "r1")
    market.changes(1, customer="bob")
    market.night("03-08")
    assert (market.balance("ann"), market.balance("bob")) == (-20, 70)
    assert market.ties()
    market.redeem("bob", 65, "r2")
    market.refund(1, "03-09")
    market.night("04-20")
    assert market.ties()
    market.changes(1, customer="ann")
    market.night("04-21")
    assert market.ties()


def test_two_customers_may_have_a_basket_of_the_same_number(market: Market) -> None:
    market.runs()
    market.buys("ann", 1, "03-05 10:00", 60)
    market.buys("bob", 1, "03-05 10:00", 30)
    market.buys("cem", 1, "03-06 10:00", 20)
    for when in ("03-07", "03-08"):
        market.night(when)
        assert [market.balance(who) for who in ("ann", "bob", "cem")] == [60, 30, 20]
        assert market.faults() == []
    market.redeem("bob", 10, "r1")
    market.night("04-20")
    assert [market.balance(who) for who in ("ann", "bob", "cem")] == [0, 0, 0]
    assert market.faults() == []


def test_a_refund_of_spent_points_is_owed_and_later_earnings_pay(market: Market) -> None:
    market.runs()
    market.buys("ann", 1, "03-05", 60)
    market.accrue("03-06")
    market.redeem("ann", 50, "r1")
    market.refund(1, "03-07")
    market.night("03-08")
    assert market.balance("ann") == -50
    assert market.lab.accounts.account("points", "ann").debt == 50
    market.buys("ann", 2, "03-09", 30)
    market.buys("ann", 3, "03-10", 30)
    market.night("03-11")
    assert (market.keys()["offset:2:earn"], market.keys()["offset:debt:3:earn"]) == (-30, 20)
    assert market.balance("ann") == 10
    assert market.ties()
    market.buys("ann", 4, "03-08 13:00", 25)
    market.night("03-12")
    assert corrections(market)["offset:3:earn~1"] == ("offset:3:earn", 20)
    assert market.ties()
    market.night("04-20")
    assert market.ties()


def test_a_refund_that_comes_late_or_is_withdrawn(market: Market) -> None:
    market.runs(tiers=TIERS, tier_grace_days=2)
    market.buys("ann", 1, "03-05", 60)
    market.buys("ann", 2, "03-07", 40)
    market.buys("ann", 3, "03-12", 40)
    market.night("03-13")
    market.redeem("ann", 100, "r1")
    market.refund(1, "03-06")
    market.night("03-14")
    assert market.ties()
    assert market.keys()["earn:3~1"] == -20
    market.withdraws(1)
    market.night("03-15")
    assert market.ties()
    assert market.balance("ann") == 60 + 60 + 60 - 100


def test_a_refund_after_the_points_expired_takes_nothing(market: Market) -> None:
    market.runs()
    market.buys("ann", 1, "03-05", 60)
    market.night("04-10")
    market.refund(1, "04-11")
    market.night("04-12")
    assert market.keys() == {"earn:1": 60, "expire:1": -60}
    assert market.ties()


def test_points_expire_once_whichever_day_is_asked_for(market: Market) -> None:
    market.runs()
    for n in range(1, 9):
        market.buys("ann", n, f"03-{n:02d} 18:00", 10)
    market.accrue("04-10")
    expire = market.lab.ledgers.expire
    told = [expire("points", day=day(d)) for d in ("03-30", "03-31", "03-31", "04-02", "04-01", "03-15", "04-05")]
    assert [(t.lots, t.points) for t in told] == [(0, 0), (1, 10), (0, 0), (2, 20), (0, 0), (0, 0), (3, 30)]
    assert [t.day for t in told[-3:]] == [day("04-02"), day("04-02"), day("04-05")]
    assert market.faults() == []
    assert expire("points").lots == 2
    assert market.ties()


def test_a_longer_life_by_activity_takes_an_expiry_back(market: Market) -> None:
    market.runs(expiry={"inactivity_days": 10})
    market.buys("ann", 1, "03-01 18:00", 10)
    market.night("03-20")
    assert market.keys() == {"earn:1": 10, "expire:1": -10}
    market.buys("ann", 2, "03-08", 10)
    market.night("03-21")
    assert corrections(market) == {"expire:1~1": ("expire:1", 10), "expire:1~2": ("expire:1", -10)}
    assert market.ties()


def test_the_replay_of_the_version_in_force_is_the_ledger(market: Market) -> None:
    """In figures as well: what it issued, burned and lost, from the same events and with its own redemptions."""
    market.runs(caps=[{"per": "week", "limit": 90}], tiers=TIERS, tier_grace_days=3)
    for n in range(1, 29):
        market.buys(("ann", "bob", "cem")[n % 3], n, f"03-{n:02d} 1{n % 9}:00", 7 * n % 61)
    market.accrue("03-29")
    for customer, points in (("ann", 40), ("bob", 70), ("ann", 25)):
        market.redeem(customer, points, f"{customer}{points}")
    market.cancel("ann40", "03-29 18:00")
    market.buys("ann", 40, "03-02 08:00", 33)
    market.buys("bob", 41, "03-09 08:00", 55)
    market.refund(9, "03-30 10:00")
    market.night("05-20")
    assert market.ties()
    found = market.lab.replays.replay("points", to_on=market.last_day(), burn=Burning.history())
    entries = market.entries()
    sums = {kind: int(entries.filter(pl.col("kind") == kind)["points"].sum()) for kind in EntryKind}
    told = found.summary()
    assert told["points_issued"] == sums[EntryKind.EARN]
    assert told["points_burned"] == -sums[EntryKind.BURN]
    assert told["points_expired"] == -sums[EntryKind.EXPIRE]
    assert told["points_adjusted"] == sums[EntryKind.REVERSE] + sums[EntryKind.OFFSET]
    assert told["outstanding"] == sum(sums.values())
    assert told["customers"] == 3
    balances = dict(found.by_customer.select("customer_id", "balance").rows())
    assert balances == {who: market.balance(who) for who in ("ann", "bob", "cem")}
