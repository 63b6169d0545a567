"""Campaigns that compete for the same customers, and what the warehouse is told."""

from __future__ import annotations

import polars as pl

from core.services.campaigns import Campaigns
from tests.contract.campaigns.planners import launching_with
from tests.contract.campaigns.sound import sound
from tests.contract.campaigns.stall import Stall
from tests.contract.ledgers.market import at

MONDAY = at("10-02 10:00")
AGAIN = {"again_after_days": 1, "control": 0}
ONE_A_DAY = "caps: [{at_most: 1, per_days: 1}]"


def test_in_a_pass_those_of_higher_priority_come_first(stand: Stall) -> None:
    stand.lab.policies.save(ONE_A_DAY, seen=0)
    for name, priority in (("Zeal", 70), ("Calm", 10), ("Bold", 70)):
        stand.launch(name, **AGAIN, priority=priority)
    stand.clock.at = MONDAY
    looks = stand.lab.launching.trigger()
    assert [(look.campaign, str(look.result)) for look in looks] == [
        ("bold", "fired"), ("zeal", "all_held_out"), ("calm", "all_held_out"),
    ]  # fmt: skip
    assert looks[1].text == "Nobody could be treated: 20 capped."
    kept = stand.lab.launching.looks()
    assert {slug: str(look.result) for slug, look in kept.items()} == {
        "bold": "fired", "zeal": "all_held_out", "calm": "all_held_out",
    }  # fmt: skip
    assert kept["bold"].run == stand.runs("bold")[0]


def test_what_a_higher_one_is_going_to_send_today_counts_too(stand: Stall) -> None:
    stand.lab.policies.save(ONE_A_DAY, seen=0)
    stand.launch("High", **AGAIN, priority=90, triggers=[{"schedule": {"cron": "0 18 * * MON"}}])
    low = stand.launch("Low", **AGAIN, priority=10)
    (look,) = stand.look(low, MONDAY)
    assert (look.result, look.text) == ("all_held_out", "Nobody could be treated: 20 capped.")
    assert stand.results("high", at("10-02 18:00")) == ["fired"]


def test_the_warehouse_is_told_of_control_too(stand: Stall) -> None:
    lab = stand.lab
    said = {"database": lab.database, "clock": lab.clock, "actor": "ann"}
    lab.campaigns = Campaigns(lab.campaigns._terms, {}, **said)  # this warehouse cannot be written to
    slug = stand.launch(control=0.5, channels=["warehouse"], messages={})
    launching_with(lab, lab.planning).trigger(slug)
    stand.clock.at = MONDAY
    launching_with(lab, lab.planning).trigger(slug)
    frame = lab.launching.executions(slug)
    assert set(frame["reason"]) == {"treated", "control"}
    assert frame["delivery"].to_list() == ["queued"] * 20
    mixed = stand.launch("Mixed", control=0.5, channels=["outbox", "warehouse"])
    launching_with(lab, lab.planning).trigger(mixed, is_now=True)
    queued = sound(stand, mixed).filter(pl.col("delivery").is_not_null())
    assert set(queued["reason"]) == {"treated"}
