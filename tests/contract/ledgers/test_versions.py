"""Versions in force one after the other, and pauses: what was earned stays, what comes follows the newer version."""

from __future__ import annotations

import polars as pl
import pytest

from core.errors import Conflict, Refused
from tests.contract.ledgers.market import TIERS, Market, at, day

CAP = [{"per": "day", "limit": 50}]


def lots(market: Market) -> dict[str, tuple[int, int, str]]:
    """Points, version and expiry of every basket."""
    rows = market.entries().filter(pl.col("kind") == "earn").rows(named=True)
    return {r["key"]: (r["points"], r["version"], f"{r['expires_on']:%m-%d}" if r["expires_on"] else "") for r in rows}


def test_what_was_earned_stays_and_what_comes_follows_the_next_version(market: Market) -> None:
    market.runs(caps=CAP, tiers=TIERS)
    market.buys("ann", 1, "03-05", 60)
    market.buys("ann", 2, "03-06", 100)
    market.accrue("03-10 00:00")
    market.runs(
        caps=[{"per": "day", "limit": 500}], expiry={"after_days": 10},
        tiers=[{"name": "Low", "threshold": 0}, {"name": "High", "threshold": 40, "multiplier": "3"}],
    )  # fmt: skip
    assert [(p.version, p.from_on) for p in market.lab.programs.get("points").phases] == [
        (1, day("03-01")), (2, day("03-10")),
    ]  # fmt: skip
    market.buys("ann", 3, "03-09 18:00", 10)  # comes late, from the time of the first version
    market.buys("ann", 4, "03-10 00:00", 100)
    market.buys("bob", 5, "03-10", 20)
    market.night("03-19")
    assert lots(market) == {
        "earn:1": (50, 1, "04-04"), "earn:2": (50, 1, "04-05"), "earn:3": (15, 1, "04-08"),
        "earn:4": (300, 2, "03-20"), "earn:5": (20, 2, "03-20"),
    }  # fmt: skip
    assert market.faults() == []
    market.buys("ann", 6, "03-05 08:00", 30)  # takes room of the first version's cap
    market.night("03-20 12:00")
    assert market.keys()["earn:1~1"] == -30
    assert market.faults() == []
    market.refund(2, "03-21")
    market.night("04-20")
    assert market.faults() == []
    assert {market.balance(who) for who in ("ann", "bob")} == {0}


def test_a_refund_of_what_an_earlier_version_gave_lowers_the_tier(market: Market) -> None:
    market.runs(tiers=TIERS)
    market.buys("ann", 1, "03-05", 60)
    market.accrue("03-10 00:00")
    market.runs(tiers=TIERS, description="another")
    market.buys("ann", 2, "03-11", 20)
    market.buys("ann", 3, "03-14", 20)
    market.refund(1, "03-12")
    for _ in range(2):
        market.night("03-15")
        assert {k: p for k, (p, *_) in lots(market).items()} == {"earn:1": 60, "earn:2": 30, "earn:3": 20}
        assert market.faults() == []


def test_a_day_that_is_held_in_part_stays_with_its_version(market: Market) -> None:
    market.runs()
    market.buys("ann", 1, "03-05 09:00", 60)
    market.accrue("03-05 12:00")
    for do in (lambda: market.runs(from_on=day("03-05")), lambda: market.lab.programs.pause("points", on=day("03-05"))):
        with pytest.raises(Refused, match="holds what was earned before 2017-03-06"):
            do()
    market.lab.programs.activate("points", from_on=day("03-06"))
    assert market.lab.programs.get("points").phases[-1].from_on == day("03-06")


@pytest.mark.parametrize(("per", "rule"), [("week", "base"), ("month", None), ("program", "base"), ("program", None)])
@pytest.mark.parametrize("everybody", [False, True])
def test_a_cap_counts_what_an_earlier_version_gave(
    market: Market, per: str, rule: str | None, *, everybody: bool
) -> None:
    cap = {"per": per, "limit": 100, "global": everybody} | ({"rule": rule} if rule else {})
    market.runs(caps=[cap])
    market.buys("ann", 1, "03-13", 70)
    market.buys("cem", 2, "03-13 13:00", 10)
    market.accrue("03-15 00:00")
    market.runs(caps=[cap], description="a word was corrected")
    market.buys("ann", 3, "03-16", 70)
    market.buys("bob", 4, "03-16 13:00", 70)
    market.night("03-17")
    left = 20 if everybody else 30
    assert {k: p for k, (p, *_) in lots(market).items()} == {
        "earn:1": 70, "earn:2": 10, "earn:3": left, "earn:4": 0 if everybody else 70,
    }  # fmt: skip
    assert market.faults() == []


def test_a_cap_whose_window_is_over_begins_anew(market: Market) -> None:
    caps = [{"per": "week", "limit": 100}]
    market.runs(caps=caps)
    market.buys("ann", 1, "03-11", 90)
    market.accrue("03-12 00:00")  # a Sunday
    market.runs(caps=caps, description="another")
    market.buys("ann", 2, "03-12", 30)
    market.buys("ann", 3, "03-13", 90)
    market.accrue("03-14")
    assert {k: p for k, (p, *_) in lots(market).items()} == {"earn:1": 90, "earn:2": 10, "earn:3": 90}


@pytest.mark.parametrize(
    ("first", "then", "gone"),
    [
        # of the first version's lots of the 1st and the 8th; the second version's of the 12th and, with a visit, 20th
        ({"inactivity_days": 10}, {"after_days": 30}, {"1": "03-30", "2": "03-30", "3": "04-11", "4": "04-19"}),
        ({"inactivity_days": 10}, None, {"1": "03-30", "2": "03-30"}),
        ({"inactivity_days": 10}, {"inactivity_days": 5}, {"1": "03-30", "2": "03-30", "3": "03-17", "4": "03-25"}),
        ({"after_days": 15}, {"inactivity_days": 10}, {"1": "03-16", "2": "03-23", "3": "03-30", "4": "03-30"}),
        (None, {"yearly_on": "04-01"}, {"3": "04-01", "4": "04-01"}),
    ],
)
def test_lots_expire_as_their_version_says(
    market: Market, first: dict[str, int] | None, then: dict[str, int] | None, gone: dict[str, str]
) -> None:
    market.runs(expiry=first)
    market.buys("ann", 1, "03-01", 10)
    market.buys("ann", 2, "03-08", 10)
    market.accrue("03-10 00:00")
    market.runs(expiry=then)
    market.buys("ann", 3, "03-12", 10)
    market.night("03-13")
    market.buys("ann", 4, "03-20", 10)
    for when in ("03-18", "04-30"):
        market.night(when)
        assert market.faults() == []
    lost = market.entries().filter(pl.col("kind") == "expire")
    assert {lot: f"{d:%m-%d}" for lot, d in lost.select("lot", "day").rows()} == gone
    assert lost["points"].to_list() == [-10] * len(gone)


def test_points_of_a_later_version_that_expire_earlier_are_spent_first(market: Market) -> None:
    market.runs()
    market.buys("ann", 1, "03-05", 60)
    market.accrue("03-10 00:00")
    market.runs(expiry={"after_days": 10})
    market.buys("ann", 2, "03-11", 30)
    market.accrue("03-12")
    market.redeem("ann", 40, "r1")
    assert {k: v for k, v in market.keys().items() if "r1" in k} == {"burn:r1:2": -30, "burn:r1:1": -10}
    assert market.faults() == []


def test_what_is_given_follows_the_version_of_its_day(market: Market) -> None:
    market.runs()
    market.buys("ann", 1, "03-02", 50)
    market.accrue("03-10 00:00")
    market.runs(expiry={"inactivity_days": 5}, burn=[{"name": "6 off", "points": 6, "value": "6"}])
    market.accrue("03-12")
    market.adjust("ann", 10, "a1", "03-09")
    market.adjust("ann", 10, "a2", "03-11")
    found = market.entries().filter(pl.col("kind") == "adjust").sort("key")
    assert found["expires_on"].to_list() == [day("04-08"), None]
    redeem = market.lab.actions.redeem
    assert redeem("points", "ann", option="5 off", key="r1", at=at("03-09 13:00"), reason="").action.points == 50
    assert market.faults() == []


def test_a_version_that_is_still_to_come_changes_nothing_yet(market: Market) -> None:
    market.runs()
    market.buys("ann", 1, "03-02", 100)
    market.accrue("03-10")
    market.runs(from_on=day("04-01"), burn=[{"name": "6 off", "points": 6, "value": "6"}], point_value="5")
    assert market.lab.actions.redeem("points", "ann", option="5 off", key="r1").balance == 50
    market.night("03-20")
    assert str(market.lab.liability.report("points").point_value) == "0.01"
    assert market.entries()["version"].unique().to_list() == [1]
    assert market.faults() == []


def test_nothing_is_earned_during_a_pause(market: Market) -> None:
    market.runs(tiers=TIERS)
    market.buys("ann", 1, "03-05", 60)
    market.buys("ann", 2, "03-06", 60)
    market.accrue("03-08 00:00")
    market.lab.programs.pause("points")
    with pytest.raises(Refused, match="is paused"):
        market.redeem("ann", 1, "no")
    market.buys("ann", 3, "03-09", 60)
    market.clock.at = at("03-12 00:00")
    market.lab.programs.activate("points", from_on=day("03-12"))
    market.buys("ann", 4, "03-12", 60)
    market.buys("ann", 5, "03-07", 2)
    market.night("03-15")
    assert {k: p for k, (p, *_) in lots(market).items()} == {"earn:1": 60, "earn:2": 90, "earn:4": 90, "earn:5": 3}
    assert market.faults() == []


def test_points_expire_and_refunds_are_booked_during_a_pause(market: Market) -> None:
    market.runs()
    market.buys("ann", 1, "03-05", 60)
    market.buys("ann", 2, "03-06", 40)
    market.accrue("03-08 00:00")
    market.lab.programs.pause("points")
    market.buys("ann", 3, "03-09", 60)
    market.refund(1, "03-10")
    market.night("04-20")
    assert market.keys() == {"earn:1": 60, "earn:2": 40, "refund:1:1": -60, "expire:2": -40}
    assert market.faults() == []


def test_a_version_put_in_force_while_the_ledger_is_accrued_is_not_passed_over(market: Market) -> None:
    market.runs()
    market.buys("ann", 1, "03-05", 60)
    market.accrue("03-06 00:00")
    market.buys("ann", 2, "03-08", 60)
    market.clock.at = at("03-10")
    market.lab.warehouse.refresh()

    def interrupts(step: str, share: float) -> None:
        if step == "Writing the ledger" and len(market.lab.programs.get("points").phases) == 1:
            market.runs(caps=CAP, from_on=day("03-07"))

    with pytest.raises(Conflict, match="changed while"):
        market.lab.ledgers.accrue("points", progress=interrupts)
    assert market.keys() == {"earn:1": 60}
    market.lab.ledgers.accrue("points")
    assert market.keys() == {"earn:1": 60, "earn:2": 50}
    assert market.faults() == []
