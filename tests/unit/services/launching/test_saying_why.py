"""A campaign that does not fire says why: every result, with its sentence."""

from __future__ import annotations

import shutil

import pytest

from core.campaigns.model import Look, LookResult, Reason
from core.errors import NotFound
from core.services import looking
from core.services.campaigns import Campaigns
from tests.contract.campaigns.planners import interrupted, launching_with
from tests.contract.campaigns.stall import Stall, later
from tests.contract.ledgers.market import at

MONDAY = at("10-02 10:00")


def test_in_every_state_but_active_it_says_what_has_to_be_done_first(stand: Stall) -> None:
    campaigns, launching = stand.lab.campaigns, stand.lab.launching
    slug = campaigns.create({"name": "Hello", **stand.plain}).slug
    words = {
        None: "is a draft", "submit": "in review", "approve": "activated first", "activate": "Nobody has looked",
        "pause": "is paused", "end": "has ended",
    }  # fmt: skip
    for act, told in words.items():
        if act is not None:
            getattr(campaigns, act)(slug)
        look = launching.looks()[slug]
        assert told in look.text, act
        if act != "activate":
            assert look.result == "not_active"
            assert launching.trigger(slug)[0].text == look.text


def test_an_active_one_that_nobody_looked_at_yet_says_when_it_is_due(stand: Stall) -> None:
    slug = stand.launch()
    look = stand.lab.launching.looks()[slug]
    assert (look.result, look.next_at) == ("not_due", MONDAY)


def test_what_a_pass_found_is_kept_for_whoever_asks(stand: Stall) -> None:
    slug = stand.launch(triggers=[{"schedule": {"cron": "0 10 * * MON"}}, {"event": {"entered": "buyers"}}])
    stand.look(slug)
    kept = stand.lab.launching.looks()[slug]
    assert (kept.result, kept.next_at, kept.at) == ("not_met", MONDAY, stand.clock.at)
    assert kept.text == (
        "Its schedule is due next on 2 Oct 2017, 10:00 EDT. "
        "Nobody entered the segment 'buyers' in its recalculation as of 2 Oct 2017, 09:00 EDT."
    )
    stand.look(slug, MONDAY)
    kept = stand.lab.launching.looks()[slug]
    assert (kept.result, kept.run) == ("fired", stand.runs(slug)[0])
    stand.look(slug)
    assert stand.lab.launching.looks()[slug].result == "not_met"


def test_an_empty_segment_says_which_condition_left_nobody(stand: Stall) -> None:
    slug = stand.launch(audience="buyers")
    (look,) = stand.look(slug, MONDAY)
    assert look.result == "empty_segment"
    assert look.text == "The segment 'buyers' has no members. No customer at all satisfies: Visits is at least 1."
    assert [(run.key, run.n_audience) for run in stand.runs(slug)] == [("2017-10-02T14:00:00Z", 0)]
    assert stand.results(slug) == ["not_due"]


def test_all_held_out_says_by_what(stand: Stall) -> None:
    stand.lab.holdouts.start(share=0.5)
    stand.lab.policies.save("caps: [{at_most: 0, per_days: 1, channel: outbox}]", seen=0)
    slug = stand.launch()
    (look,) = stand.look(slug, MONDAY)
    assert (look.result, look.text, dict(look.counts)) == (
        "all_held_out", "Nobody could be treated: 20 capped.", {"capped": 20}
    )  # fmt: skip
    assert look.run == stand.runs(slug)[0]


def test_channels_that_reach_nobody(stand: Stall) -> None:
    campaigns = stand.lab.campaigns
    said = {"database": stand.lab.database, "clock": stand.clock, "actor": "ann"}
    stand.lab.campaigns = Campaigns(campaigns._terms, {}, **said)  # as if e-mail were set up
    slug = stand.launch(channels=["email"])
    stand.clock.at = MONDAY
    (look,) = launching_with(stand.lab, stand.lab.planning).trigger(slug)
    assert (look.result, look.text) == ("no_channel", "None of its channels may reach anybody: 20 unreachable.")
    assert look.run is not None

    stand.lab.campaigns = campaigns
    stand.clock.at = MONDAY + (MONDAY - later(days=-7))
    (look,) = launching_with(stand.lab, stand.lab.planning).trigger(slug)
    assert look.result == "no_channel"
    assert look.text.startswith("None of its channels can be used. email: ")
    assert look.run is None  # nothing is over: it is tried again
    assert len(stand.runs(slug)) == 1


def test_a_snapshot_that_is_not_there_is_a_fault_and_nothing_is_over(stand: Stall) -> None:
    slug = stand.launch()
    snapshots, hidden = stand.lab.settings.home / "snapshots", stand.lab.settings.home / "hidden"
    shutil.move(snapshots, hidden)
    (look,) = stand.look(slug, MONDAY)
    assert look.result == "fault"
    assert "No snapshot of the warehouse was taken yet. Take one" in look.text
    assert stand.lab.launching.looks()[slug].result == "fault"
    shutil.move(hidden, snapshots)
    assert stand.results(slug) == ["fired"]


def test_a_fault_of_ours_is_told_and_keeps_no_other_campaign_from_firing(stand: Stall) -> None:
    def fail(n: int) -> None:
        if n == 1:
            raise ZeroDivisionError

    for name in ("First", "Second"):
        stand.launch(name)
    stand.clock.at = MONDAY
    looks = interrupted(stand.lab, fail)[0].trigger()
    assert [str(look.result) for look in looks] == ["fault", "fired"]
    assert looks[0].text == "It could not be looked at: ZeroDivisionError. The log in LAB_HOME/logs has the details."
    assert stand.results("first") == ["fired"]


def test_a_pass_that_is_over_begins_with_no_other_campaign(stand: Stall) -> None:
    for name in ("First", "Second"):
        stand.launch(name)
    stand.clock.at = MONDAY
    answers = iter([False, True])
    looks = stand.lab.launching.trigger(is_over=lambda: next(answers))
    assert [look.campaign for look in looks] == ["first"]


def test_a_campaign_that_is_not_there(stand: Stall) -> None:
    with pytest.raises(NotFound, match="no campaign 'nobody'"):
        stand.lab.launching.trigger("nobody")
    with pytest.raises(NotFound):
        stand.lab.launching.runs("nobody")


def test_executions_by_run_customer_and_reason(stand: Stall) -> None:
    slug = stand.launch()
    stand.look(slug, MONDAY)
    whole = stand.lab.launching.executions(slug)
    assert whole.columns == [
        "execution_id", "run_id", "occasion", "customer_id", "reason", "arm", "variant", "channel", "planned_at",
        "delivery", "why",
    ]  # fmt: skip
    (one,) = stand.lab.launching.executions(slug, customer_id="c07").to_dicts()
    assert (one["customer_id"], one["occasion"]) == ("c07", "2017-10-02T14:00:00Z")
    control = stand.lab.launching.executions(slug, reason=Reason.CONTROL)
    assert control["customer_id"].to_list() == whole.filter(whole["reason"] == "control")["customer_id"].to_list()
    assert control["delivery"].null_count() == control.height > 0
    assert stand.lab.launching.executions(slug, run_id=99).is_empty()


def test_of_several_looks_the_most_telling_counts() -> None:
    now = later()
    looks = [
        Look("a", LookResult.NOT_DUE, "One.", now, next_at=later(days=2)),
        Look("a", LookResult.FAULT, "Two.", now),
        Look("a", LookResult.NOT_MET, "One.", now, next_at=later(days=1), counts={"capped": 2}),
    ]
    merged = looking.merged(looks)
    assert (merged.result, merged.text, merged.next_at, merged.counts) == (
        "fault", "One. Two.", later(days=1), {"capped": 2}
    )  # fmt: skip
