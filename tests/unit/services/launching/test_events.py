"""Campaigns set off by customers: who entered or left a segment, and who has new rows."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.errors import CampaignInvalid
from tests.contract.campaigns.stall import Stall, beside, later
from tests.contract.ledgers.market import at

ENTERED = {"triggers": [{"event": {"entered": "buyers"}}], "control": 0}
LEFT = {"triggers": [{"event": {"left": "new"}}], "control": 0}
ROWS = {"triggers": [{"event": {"rows": "purchases"}}], "control": 0, "again_after_days": 1}


def bought(stand: Stall, *customers: str) -> None:
    """Let an hour pass in which customers buy, and look at the warehouse."""
    for customer in customers:
        stand.buys(customer)
    stand.clock.advance(timedelta(hours=1))
    stand.refresh()


def test_who_was_in_before_the_activation_has_not_entered(stand: Stall) -> None:
    bought(stand, "c01", "c02")
    slug = stand.launch(**ENTERED)
    (look,) = stand.look(slug)
    assert look.result == "not_met"
    assert look.text == "Nobody entered the segment 'buyers' in its recalculation as of 2 Oct 2017, 10:00 EDT."
    assert stand.results(slug) == ["not_met"]
    assert stand.runs(slug) == []


def test_who_entered_long_before_the_activation_is_not_taken_for_a_newcomer(stand: Stall) -> None:
    stand.lab.memberships.recalculate("buyers")
    stand.clock.advance(timedelta(days=60))
    bought(stand, "c01", "c02")
    slug = stand.launch(**ENTERED)
    stand.clock.advance(timedelta(seconds=15))
    assert stand.results(slug) == ["not_met"]
    assert [run.n_joined for run in stand.lab.memberships.runs("buyers")] == [0, 2]
    bought(stand, "c03")
    assert stand.results(slug) == ["fired"]
    assert stand.outcomes(slug) == {"c03": "treated"}


def test_each_recalculation_reaches_those_who_entered_in_it(stand: Stall) -> None:
    slug = stand.launch(**ENTERED)
    assert stand.results(slug) == ["not_met"]
    bought(stand, "c01", "c02")
    assert stand.results(slug) == ["fired"]
    assert stand.outcomes(slug) == {"c01": "treated", "c02": "treated"}
    assert stand.results(slug) == ["not_met"]
    bought(stand, "c02", "c03")
    assert stand.results(slug) == ["fired"]
    assert stand.outcomes(slug) == {"c03": "treated"}
    runs = [run.run_id for run in stand.lab.memberships.runs("buyers")]
    assert stand.keys(slug) == [f"entered:{n}" for n in runs[1:]]


def test_recalculations_by_others_while_no_worker_ran_are_not_lost(stand: Stall) -> None:
    slug = stand.launch(**ENTERED)
    stand.look(slug)
    for customer in ("c01", "c02"):
        bought(stand, customer)
        stand.lab.memberships.recalculate("buyers")
    with beside(stand) as other:
        assert other.results(slug) == ["fired", "fired"]
    assert stand.results(slug) == ["not_met"]
    assert [stand.outcomes(slug, n) for n in (0, 1)] == [{"c01": "treated"}, {"c02": "treated"}]


def test_what_happened_during_a_pause_is_over(stand: Stall) -> None:
    slug = stand.launch(**ENTERED)
    stand.look(slug)
    stand.lab.campaigns.pause(slug)
    bought(stand, "c01")
    stand.lab.memberships.recalculate("buyers")
    bought(stand, "c02")
    stand.lab.campaigns.activate(slug)
    assert stand.results(slug) == ["not_met"]  # it recalculates, and all of that was before the activation
    bought(stand, "c03")
    assert stand.results(slug) == ["fired"]
    assert stand.outcomes(slug) == {"c03": "treated"}


def test_a_recalculation_done_anew_tells_nobodys_entering(stand: Stall) -> None:
    bought(stand, "c01", "c02")
    slug = stand.launch(**ENTERED)
    stand.look(slug)
    stand.clock.advance(timedelta(hours=1))
    stand.refresh()
    run = stand.lab.memberships.recalculate("buyers", anew=True)
    assert run.n_joined == 2
    assert stand.results(slug) == ["not_met"]
    assert stand.runs(slug) == []


def test_who_entered_and_is_not_in_the_audience_gets_nothing(stand: Stall) -> None:
    stand.lab.segments.create("Often", {">=": [{"var": "visits"}, 2]})
    slug = stand.launch(audience="often", **ENTERED)
    stand.look(slug)
    bought(stand, "c01", "c02", "c02")
    assert stand.results(slug) == ["fired"]
    assert stand.outcomes(slug) == {"c02": "treated"}
    bought(stand, "c03", "c04")
    (look,) = stand.look(slug)
    assert look.result == "empty_segment"
    assert look.text == "2 customers entered the segment, and none of them is in the audience, the segment 'often'."
    assert stand.results(slug) == ["not_met"]
    assert len(stand.runs(slug)) == 1


def test_who_left_is_reached(stand: Stall) -> None:
    stand.lab.segments.create("New", {"<": [{"var": "visits"}, 1]})
    slug = stand.launch(**LEFT)
    assert stand.results(slug) == ["not_met"]
    bought(stand, "c05")
    assert stand.results(slug) == ["fired"]
    assert stand.outcomes(slug) == {"c05": "treated"}
    assert stand.keys(slug)[0].startswith("left:")


def test_entered_and_left_of_one_campaign_are_occasions_of_their_own(stand: Stall) -> None:
    stand.lab.segments.create("Once", {"==": [{"var": "visits"}, 1]})
    both = [{"event": {"entered": "once"}}, {"event": {"left": "once"}}]
    slug = stand.launch(triggers=both, control=0)
    assert stand.results(slug) == ["not_met", "not_met"]
    bought(stand, "c01", "c02")
    assert stand.results(slug) == ["fired", "not_met"]
    bought(stand, "c01", "c03")
    assert stand.results(slug) == ["fired", "all_held_out"]  # who left was treated before
    assert [run.trigger for run in stand.runs(slug)] == ["entered", "entered"]


def test_an_archived_segment_is_a_fault_until_it_is_back(stand: Stall) -> None:
    slug = stand.launch(**ENTERED)
    stand.look(slug)
    stand.lab.segments.archive("buyers")
    bought(stand, "c01")
    (look,) = stand.look(slug)
    assert look.result == "fault"
    assert "Segment 'buyers' is archived." in look.text
    stand.lab.segments.archive("buyers", restore=True)
    assert stand.results(slug) == ["fired"]
    assert stand.outcomes(slug) == {"c01": "treated"}


def test_a_pass_that_fails_after_looking_forgets_nothing(stand: Stall) -> None:
    slug = stand.launch(**ENTERED)
    stand.look(slug)
    bought(stand, "c01")
    stand.lab.segments.archive("everybody")
    (look,) = stand.look(slug)
    assert (look.result, stand.runs(slug)) == ("fault", [])
    assert "Segment 'everybody' is archived." in look.text
    stand.lab.segments.archive("everybody", restore=True)
    assert stand.results(slug) == ["fired"]
    assert stand.outcomes(slug) == {"c01": "treated"}


def occasions(stand: Stall, slug: str) -> list[tuple[str, str]]:
    frame = stand.lab.launching.executions(slug)
    return list(frame.select("customer_id", "occasion").iter_rows())


def test_new_rows_reach_their_customers_once_a_day(stand: Stall) -> None:
    stand.buys("c01", later(hours=-1))  # before the activation
    stand.refresh()
    slug = stand.launch(**ROWS)
    (look,) = stand.look(slug)
    assert look.result == "not_met"
    assert look.text == (
        "The snapshot knows no row of 'purchases' after 2 Oct 2017, 09:00 EDT; "
        "the campaign is active since 2 Oct 2017, 09:00 EDT."
    )
    bought(stand, "c02", "c03")
    assert stand.results(slug) == ["fired"]
    assert occasions(stand, slug) == [("c02", "day:2017-10-02"), ("c03", "day:2017-10-02")]
    (look,) = stand.look(slug)
    assert look.text == "No row of 'purchases' is newer than 2 Oct 2017, 10:00 EDT, when the snapshot was taken."
    bought(stand, "c02", "c04")
    assert stand.results(slug) == ["fired"]
    assert occasions(stand, slug)[2:] == [("c04", "day:2017-10-02")]
    stand.clock.at = at("10-03 12:00")
    bought(stand, "c02")
    assert stand.results(slug) == ["fired"]
    assert occasions(stand, slug)[3:] == [("c02", "day:2017-10-03")]


def test_several_days_of_a_customer_are_one_occasion_the_latest(stand: Stall) -> None:
    slug = stand.launch(**ROWS)
    for days in (0.1, 1, 2):
        stand.buys("c01", later(days=days))
    stand.refresh(later(days=3))
    stand.look(slug)
    assert occasions(stand, slug) == [("c01", "day:2017-10-04")]


def test_late_rows_count_for_three_days_and_not_behind_what_was(stand: Stall) -> None:
    slug = stand.launch(**ROWS)
    stand.buys("c01", later(days=6))
    stand.refresh(later(days=6, hours=1))
    stand.look(slug)
    stand.buys("c02", later(days=3))  # three days late
    stand.buys("c03", later(days=2))  # and four
    stand.buys("c01", later(days=5))  # behind his last occasion
    stand.refresh(later(days=6, hours=2))
    assert stand.results(slug) == ["fired"]
    assert occasions(stand, slug) == [("c01", "day:2017-10-08"), ("c02", "day:2017-10-05")]


def test_rows_have_to_match(stand: Stall) -> None:
    when = {">": [{"var": "cents"}, 20]}
    slug = stand.launch(**ROWS | {"triggers": [{"event": {"rows": "purchases", "when": when}}]})
    stand.buys("c01", amount=20)
    stand.buys("c02", amount=20.01)
    stand.refresh(later(hours=1))
    assert stand.results(slug) == ["fired"]
    assert occasions(stand, slug) == [("c02", "day:2017-10-02")]
    stand.buys("c03", amount=5)
    stand.refresh(later(hours=2))
    (look,) = stand.look(slug)
    assert (look.result, look.text) == (
        "not_met", "Nobody whom it may treat has a new row of 'purchases' that matches, from 2 Oct 2017 on."
    )  # fmt: skip


def test_rows_of_whoever_was_treated_before_leave_no_run(stand: Stall) -> None:
    slug = stand.launch(triggers=ROWS["triggers"], control=0)  # once for each customer
    bought(stand, "c01")
    assert stand.results(slug) == ["fired"]
    stand.clock.at = at("10-04 12:00")
    bought(stand, "c01")
    (look,) = stand.look(slug)
    assert (look.result, look.text) == ("all_held_out", "Nobody could be treated: 1 already treated.")
    assert len(stand.runs(slug)) == 1
    assert stand.results(slug) == ["not_met"]


def test_rows_after_a_restart_and_an_activation(stand: Stall) -> None:
    slug = stand.launch(**ROWS)
    bought(stand, "c01")
    stand.look(slug)
    with beside(stand) as other:
        assert other.results(slug) == ["not_met"]
    stand.lab.campaigns.pause(slug)
    bought(stand, "c02")
    stand.lab.campaigns.activate(slug)
    assert stand.results(slug) == ["not_met"]  # what was bought in the pause is over
    bought(stand, "c03")
    assert stand.results(slug) == ["fired"]
    assert occasions(stand, slug)[1:] == [("c03", "day:2017-10-02")]


def test_events_outside_of_the_days_of_a_campaign_are_none(stand: Stall) -> None:
    slug = stand.launch(**ROWS, starts_on="2017-10-04")
    bought(stand, "c01")
    (look,) = stand.look(slug)
    assert (look.result, look.text) == ("not_due", "The campaign's first day is 4 Oct 2017.")


@pytest.mark.parametrize("how", ["entered", "left"])
def test_a_list_has_nobody_entering_or_leaving(stand: Stall, how: str) -> None:
    stand.lab.segments.create_static("Listed", ["c01"])
    with pytest.raises(CampaignInvalid, match="'listed' is a list, which nobody enters or leaves by himself"):
        stand.launch(triggers=[{"event": {how: "listed"}}])
    stand.launch(audience="listed")  # whom a campaign is for may be a list


def test_a_table_without_customers_cannot_set_off_anything(stand: Stall) -> None:
    with pytest.raises(CampaignInvalid, match="no table"):
        stand.launch(triggers=[{"event": {"rows": "customers"}}])
