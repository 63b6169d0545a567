"""Firing over every store: once, also when a process dies or two come at the same moment, and always after a plan that
still holds."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta
from threading import Barrier

import polars as pl
import pytest

from core.campaigns.model import Look
from core.services.launching import Launching
from tests.contract.campaigns.planners import Died, interrupted, meeting
from tests.contract.campaigns.sound import sound
from tests.contract.campaigns.stall import CUSTOMERS, Stall, beside
from tests.contract.ledgers.market import at

MONDAY = at("10-02 10:00")
AGAIN = {"again_after_days": 1, "control": 0}
ONE_A_DAY = "caps: [{at_most: 1, per_days: 1}]"


def test_who_dies_after_planning_has_written_nothing_and_the_next_one_fires(stand: Stall) -> None:
    def die(_: int) -> None:
        raise Died

    slug = stand.launch()
    stand.clock.at = MONDAY
    with pytest.raises(Died):
        interrupted(stand.lab, die)[0].trigger(slug)
    assert stand.runs(slug) == []
    assert sound(stand, slug).is_empty()
    assert stand.results(slug) == ["fired"]
    assert sorted(sound(stand, slug)["customer_id"]) == CUSTOMERS


def at_once(stand: Stall, url: str | None, slug: str | None, *, workers: int = 2) -> list[list[Look]]:
    """Let several workers, each with a lab of its own, plan the same and then write it at the same moment."""
    barrier = Barrier(workers)
    with ExitStack() as open_labs, ThreadPoolExecutor(workers) as threads:
        others = [open_labs.enter_context(beside(stand, url)) for _ in range(workers)]
        passes: list[Launching] = [meeting(other.lab, barrier) for other in others]
        return list(threads.map(lambda launching: launching.trigger(slug), passes))


@pytest.mark.parametrize("trigger", ["schedule", "entered", "rows", "threshold"])
def test_of_two_workers_at_the_same_moment_one_fires(stand: Stall, url: str | None, trigger: str) -> None:
    triggers = {
        "schedule": {"schedule": {"cron": "0 10 * * MON"}},
        "entered": {"event": {"entered": "buyers"}},
        "rows": {"event": {"rows": "purchases"}},
        "threshold": {"threshold": {"size_of": "buyers", "above": 1, "back": 0}},
    }  # fmt: skip
    slug = stand.launch(triggers=[triggers[trigger]], **AGAIN)
    stand.look(slug)
    stand.buys("c01")
    stand.buys("c02")
    stand.refresh(MONDAY)
    looks = at_once(stand, url, slug)
    assert sorted(str(look.result) for looks in looks for look in looks) == ["fired", "not_due"]
    assert len(stand.runs(slug)) == 1
    assert len(sound(stand, slug)) == (2 if trigger in ("entered", "rows") else 20)
    assert stand.results(slug) in (["not_due"], ["not_met"])


def test_two_workers_with_two_campaigns_keep_the_caps(stand: Stall, url: str | None) -> None:
    stand.lab.policies.save(ONE_A_DAY, seen=0)
    slugs = [stand.launch(name, **AGAIN, priority=50) for name in ("First", "Second")]
    stand.clock.at = MONDAY
    barrier = Barrier(2)
    with beside(stand, url) as one, beside(stand, url) as two, ThreadPoolExecutor(2) as threads:
        found = threads.map(
            lambda each: meeting(each[0].lab, barrier).trigger(each[1]), [(one, slugs[0]), (two, slugs[1])]
        )
        results = sorted(str(look.result) for looks in found for look in looks)
    assert results == ["all_held_out", "fired"]
    reasons = pl.concat([sound(stand, slug) for slug in slugs])["reason"].value_counts()
    assert dict(reasons.iter_rows()) == {"treated": 20, "capped": 20}


@pytest.mark.parametrize("what", ["run", "policy", "holdout"])
def test_a_plan_that_was_overtaken_is_made_anew(stand: Stall, url: str | None, what: str) -> None:
    stand.lab.policies.save("caps: [{at_most: 2, per_days: 1}]", seen=0)
    slug, other = stand.launch(**AGAIN), stand.launch("Other", **AGAIN)
    stand.clock.at = MONDAY
    with beside(stand, url) as another:

        def meanwhile(n: int) -> None:
            if n == 1 and what == "run":
                assert another.results(other) == ["fired"]
            if n == 1 and what == "policy":
                another.lab.policies.save("caps: [{at_most: 0, per_days: 1}]", seen=1)
            if n == 1 and what == "holdout":
                another.lab.holdouts.start(share=0.5)

        launching, planner = interrupted(stand.lab, meanwhile)
        (look,) = launching.trigger(slug)
    assert len(planner.plans) == 2
    reasons = dict(sound(stand, slug)["reason"].value_counts().iter_rows())
    if what == "run":
        assert reasons == {"treated": 20}
        assert planner.plans[1].seen_run == 1
    elif what == "policy":
        assert (str(look.result), reasons) == ("all_held_out", {"capped": 20})
        assert stand.runs(slug)[0].policy_version == 2
    else:
        assert set(reasons) == {"treated", "holdout"}
        assert stand.runs(slug)[0].holdout_id == stand.lab.holdouts.open().holdout_id


def test_who_is_overtaken_every_time_leaves_it_to_the_next_pass(stand: Stall, url: str | None) -> None:
    slug, other = stand.launch(**AGAIN), stand.launch("Other", control=0)
    stand.clock.at = MONDAY
    with beside(stand, url) as another:

        def meanwhile(_: int) -> None:
            another.clock.advance(timedelta(seconds=1))
            assert another.lab.launching.trigger(other, is_now=True)[0].run is not None

        launching, planner = interrupted(stand.lab, meanwhile)
        (look,) = launching.trigger(slug)
    assert (str(look.result), len(planner.plans)) == ("fault", 5)
    assert "the next pass tries again" in look.text
    assert stand.runs(slug) == []
    assert stand.results(slug) == ["fired"]


@pytest.mark.parametrize("act", ["end", "edit", "anew"])
def test_a_campaign_that_is_changed_while_it_is_planned_does_not_fire(stand: Stall, url: str | None, act: str) -> None:
    slug = stand.launch(**AGAIN)
    stand.clock.at = MONDAY
    with beside(stand, url) as another:
        another.clock.advance(timedelta(minutes=1))

        def meanwhile(_: int) -> None:
            campaigns = another.lab.campaigns
            campaigns.end(slug) if act == "end" else campaigns.pause(slug)
            if act == "edit":
                another.edit(slug, priority=1)
            if act == "anew":
                campaigns.activate(slug)

        (look,) = interrupted(stand.lab, meanwhile)[0].trigger(slug)
    assert str(look.result) == "not_active"
    assert "at this moment" in look.text
    assert stand.runs(slug) == []
    assert stand.lab.launching.looks()[slug].result == "not_active"
