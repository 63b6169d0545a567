"""Scheduled campaigns: an occasion fires once, whatever restarts, and missed ones come together."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.errors import Refused
from tests.contract.campaigns.stall import CUSTOMERS, Stall, beside, later
from tests.contract.ledgers.market import at

MONDAY = at("10-02 10:00")
KEY = "2017-10-02T14:00:00Z"
WEEK = timedelta(days=7)
AGAIN = {"again_after_days": 3, "control": 0}


def test_an_occasion_reaches_everybody_once(stand: Stall) -> None:
    slug = stand.launch()
    (early,) = stand.look(slug, MONDAY - timedelta(seconds=1))
    assert (early.result, early.next_at, early.run) == ("not_due", MONDAY, None)
    (fired,) = stand.look(slug, MONDAY)
    assert (fired.result, fired.next_at) == ("fired", MONDAY + WEEK)
    (run,) = stand.runs(slug)
    assert (run.key, run.trigger, run.version, run.n_audience) == (KEY, "schedule", 1, 20)
    outcomes = stand.outcomes(slug)
    assert sorted(outcomes) == CUSTOMERS
    counts = {reason: list(outcomes.values()).count(reason) for reason in ("treated", "control")}
    assert {reason: n for reason, n in run.counts.items() if n} == counts
    assert fired.text == f"Fired for 2 Oct 2017, 10:00 EDT: {counts['treated']} treated, {counts['control']} control."
    assert stand.results(slug) == ["not_due"]
    assert stand.results(slug, MONDAY + WEEK - timedelta(seconds=1)) == ["not_due"]
    assert stand.keys(slug) == [KEY]


def test_what_is_sent_is_queued_for_the_treated_with_what_their_message_says(stand: Stall) -> None:
    stand.buys("c03", later(days=-1))
    stand.refresh()
    slug = stand.launch(control=0)
    stand.look(slug, MONDAY)
    with stand.lab.database.view() as work:
        page = work.deliveries.page(campaign_id=stand.lab.campaigns.get(slug).campaign_id)
    assert sorted(page["customer_id"]) == CUSTOMERS
    assert page["state"].unique().to_list() == ["queued"]
    assert page["not_before"].unique().to_list() == [MONDAY]
    facts = dict(page.select("customer_id", "facts").iter_rows())
    assert (facts["c03"], facts["c04"]) == ('{"visits":"1"}', '{"visits":"0"}')


def test_another_process_or_one_that_was_started_anew_does_not_fire_again(stand: Stall) -> None:
    slug = stand.launch(**AGAIN)
    stand.look(slug, MONDAY)
    with beside(stand) as other:
        assert other.results(slug) == ["not_due"]
        assert other.results(slug, MONDAY + WEEK) == ["fired"]
    assert stand.results(slug, MONDAY + WEEK) == ["not_due"]
    assert stand.keys(slug) == [KEY, "2017-10-09T14:00:00Z"]


def test_of_missed_occasions_the_latest_fires(stand: Stall) -> None:
    slug = stand.launch(**AGAIN)
    assert stand.results(slug, at("10-26 08:00")) == ["fired"]
    assert stand.results(slug) == ["not_due"]
    assert stand.keys(slug) == ["2017-10-23T14:00:00Z"]


def test_a_clock_that_goes_back_fires_nothing_twice_and_nothing_older(stand: Stall) -> None:
    slug = stand.launch(**AGAIN)
    assert stand.results(slug, MONDAY + 2 * WEEK) == ["fired"]
    for when in (MONDAY + 2 * WEEK - timedelta(seconds=1), MONDAY + WEEK, MONDAY, MONDAY - timedelta(minutes=1)):
        (look,) = stand.look(slug, when)
        assert (look.result, look.next_at) == ("not_due", MONDAY + 3 * WEEK), when
    assert "has fired for 16 Oct 2017, 10:00 EDT already, which is still to come" in look.text
    assert stand.results(slug, MONDAY + 3 * WEEK) == ["fired"]
    assert stand.keys(slug) == ["2017-10-16T14:00:00Z", "2017-10-23T14:00:00Z"]


def test_a_pause_lets_occasions_pass(stand: Stall) -> None:
    slug = stand.launch(**AGAIN)
    stand.lab.campaigns.pause(slug)
    (look,) = stand.look(slug, MONDAY + timedelta(hours=1))
    assert look.result == "not_active"
    assert "paused" in look.text
    stand.lab.campaigns.activate(slug)
    assert stand.results(slug) == ["not_due"]
    assert stand.results(slug, MONDAY + WEEK) == ["fired"]
    assert stand.keys(slug) == ["2017-10-09T14:00:00Z"]


def test_once_paused_and_edited_the_runs_keep_their_versions(stand: Stall) -> None:
    slug = stand.launch(**AGAIN)
    stand.look(slug, MONDAY)
    stand.lab.campaigns.pause(slug)
    stand.edit(slug, triggers=[{"schedule": {"cron": "30 10 * * MON"}}])
    assert stand.results(slug, MONDAY + WEEK + timedelta(minutes=31)) == ["fired"]
    assert [(run.key, run.version) for run in stand.runs(slug)] == [(KEY, 1), ("2017-10-09T14:30:00Z", 2)]


def test_an_ended_campaign_fires_nothing(stand: Stall) -> None:
    slug = stand.launch()
    stand.lab.campaigns.end(slug)
    (look,) = stand.look(slug, MONDAY)
    assert (look.result, look.text) == ("not_active", "It has ended.")
    assert stand.lab.launching.trigger() == []
    assert stand.runs(slug) == []


def test_nothing_fires_outside_of_the_days_of_a_campaign(stand: Stall) -> None:
    slug = stand.launch(**AGAIN, starts_on="2017-10-09", ends_on="2017-10-16")
    (look,) = stand.look(slug, MONDAY)
    assert (look.result, look.next_at) == ("not_due", MONDAY + WEEK)
    assert stand.results(slug, MONDAY + WEEK) == ["fired"]
    assert stand.results(slug, MONDAY + 2 * WEEK) == ["fired"]
    (look, *_) = stand.look(slug, MONDAY + 3 * WEEK)
    assert (look.result, look.text, look.next_at) == ("not_due", "Its schedule is not due any more.", None)
    assert stand.keys(slug) == ["2017-10-09T14:00:00Z", "2017-10-16T14:00:00Z"]


def test_a_single_time_fires_late_and_once(stand: Stall) -> None:
    slug = stand.launch(triggers=[{"schedule": {"at": "2017-10-02T10:00"}}])
    assert stand.results(slug, at("12-24 10:00")) == ["fired"]
    assert stand.results(slug) == ["not_due"]
    assert stand.keys(slug) == [KEY]


def test_several_schedules_of_a_campaign_are_one(stand: Stall) -> None:
    triggers = [{"schedule": {"cron": "0 10 * * MON"}}, {"schedule": {"at": "2017-10-02T11:00"}}]
    slug = stand.launch(again_after_days=1, triggers=triggers)
    assert stand.results(slug, MONDAY + timedelta(hours=2)) == ["fired"]
    assert stand.results(slug) == ["not_due"]
    assert stand.keys(slug) == ["2017-10-02T15:00:00Z"]


def test_by_hand_it_fires_at_once_and_each_time(stand: Stall) -> None:
    slug = stand.launch(**AGAIN)
    (look,) = stand.lab.launching.trigger(slug, is_now=True)
    assert look.result == "fired"
    (look,) = stand.lab.launching.trigger(slug, is_now=True)  # pressed twice: the same occasion
    assert (look.result, look.text) == ("not_due", "It has fired already by hand.")
    stand.clock.advance(timedelta(seconds=1))
    (look,) = stand.lab.launching.trigger(slug, is_now=True)
    assert (look.result, look.text) == ("all_held_out", "Nobody could be treated: 20 already treated.")
    assert [run.trigger for run in stand.runs(slug)] == ["manual", "manual"]
    assert stand.results(slug, MONDAY + WEEK) == ["fired"]


def test_by_hand_only_an_active_campaign_fires_on_its_days(stand: Stall) -> None:
    slug = stand.launch(starts_on="2017-10-09")
    (look,) = stand.lab.launching.trigger(slug, is_now=True)
    assert (look.result, look.text) == ("not_due", "The campaign's first day is 9 Oct 2017.")
    stand.lab.campaigns.pause(slug)
    (look,) = stand.lab.launching.trigger(slug, is_now=True)
    assert look.result == "not_active"
    assert stand.runs(slug) == []


def test_there_is_no_occasion_before_the_first_activation(stand: Stall) -> None:
    with pytest.raises(Refused, match="past"):
        stand.launch(triggers=[{"schedule": {"at": "2017-10-01T10:00"}}])
