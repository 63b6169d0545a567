"""docs/CAMPAIGNS.md, sentence by sentence: what sets a campaign off, at first sight, on its last day, twice at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from core.campaigns.definition import Event
from core.errors import CampaignInvalid, Refused
from core.services.execution_files import ExecutionFiles
from core.services.happenings import Happenings
from tests.contract.campaigns.stall import CUSTOMERS, Stall, later
from tests.contract.ledgers.market import PROGRAM, at

MONDAY = at("10-02 10:00")
WEEK = timedelta(days=7)
WEEKLY: dict[str, Any] = {"schedule": {"cron": "0 10 * * MON"}}
ENTERED: dict[str, Any] = {"event": {"entered": "buyers"}}
ROWS: dict[str, Any] = {"event": {"rows": "purchases"}}
BIG: dict[str, Any] = {"event": {"rows": "purchases", "when": {">": [{"var": "cents"}, 20]}}}
AGAIN = {"again_after_days": 1, "control": 0}


def above(level: int) -> dict[str, Any]:
    return {"threshold": {"size_of": "buyers", "above": level, "back": 0}}


def bought(stand: Stall, *customers: str, amount: float = 10) -> None:
    """Let customers buy, and look at the warehouse an hour later."""
    for customer in customers:
        stand.buys(customer, amount=amount)
    stand.clock.advance(timedelta(hours=1))
    stand.refresh()


def met(stand: Stall, slug: str) -> list[tuple[str, str]]:
    return list(stand.lab.launching.executions(slug).select("customer_id", "occasion").iter_rows())


# The audience, and what a message says


def test_the_audience_is_asked_anew_on_each_occasion(stand: Stall) -> None:
    slug = stand.launch(audience="buyers", control=0)
    bought(stand, "c01")
    assert stand.results(slug, MONDAY) == ["fired"]
    bought(stand, "c02")
    assert stand.results(slug, MONDAY + WEEK) == ["fired"]
    assert [stand.outcomes(slug, n) for n in (0, 1)] == [{"c01": "treated"}, {"c02": "treated"}]


def test_a_message_names_the_points_of_a_program(stand: Stall) -> None:
    lab = stand.lab
    lab.programs.create(PROGRAM | {"starts_on": "2017-10-01"})
    lab.programs.activate("points")
    bought(stand, "c01", amount=12.5)
    lab.ledgers.accrue("points")
    body = 'You have {{ program.points.points_balance | "no" }} points.'
    slug = stand.launch(control=0, messages={"default": {"body": body}})
    assert stand.results(slug, MONDAY + WEEK) == ["fired"]
    assert lab.sending.drain("me").sent == 20
    with lab.database.view() as work:
        said = dict(work.outbox.page(campaign=slug).select("customer_id", "body").iter_rows())
    assert said["c01"] == "You have 12 points."
    assert said["c02"] == "You have no points."
    assert lab.campaigns.preview_message(slug, "c01").body == said["c01"]
    lab.programs.pause("points")
    lab.programs.archive("points")
    with pytest.raises(CampaignInvalid, match=r"nothing called 'program\.points\.points_balance'"):
        lab.campaigns.preview_message(slug, "c01")


# Schedules


def test_a_cron_line_of_the_29th_of_february_waits_for_a_leap_year(stand: Stall) -> None:
    slug = stand.launch(triggers=[{"schedule": {"cron": "0 10 29 2 *"}}])
    (look,) = stand.look(slug)
    assert (look.result, look.next_at) == ("not_due", at("10-02 10:00").replace(2020, 2, 29, 15))
    assert stand.results(slug, look.next_at) == ["fired"]
    assert stand.keys(slug) == ["2020-02-29T15:00:00Z"]


def test_a_time_that_passed_keeps_no_other_trigger_from_being_activated(stand: Stall) -> None:
    passed = {"schedule": {"at": "2017-10-01T10:00"}}
    draft = stand.lab.campaigns.create({"name": "Late", **stand.plain, "triggers": [passed]})
    assert "2017-10-01T10:00 has passed." in stand.lab.campaigns.remarks(draft.definition)
    slug = stand.launch(triggers=[passed, WEEKLY])
    assert stand.results(slug) == ["not_due"]
    assert stand.results(slug, MONDAY) == ["fired"]


# The first and the last day


@pytest.mark.parametrize("trigger", [ENTERED, ROWS, above(0)])
def test_the_last_day_counts_whole_and_the_next_one_not_at_all(stand: Stall, trigger: dict[str, Any]) -> None:
    slug = stand.launch(triggers=[trigger], ends_on="2017-10-02", **AGAIN)
    stand.look(slug)
    stand.clock.at = at("10-02 22:59")
    bought(stand, "c01")
    assert stand.results(slug) == ["fired"]
    (by_hand,) = stand.lab.launching.trigger(slug, is_now=True)
    assert by_hand.result != "not_due"
    stand.clock.at = at("10-03 00:00")
    (look,), (by_hand,) = stand.look(slug), stand.lab.launching.trigger(slug, is_now=True)
    assert look.text == by_hand.text == "The campaign's last day was 2 Oct 2017."


def test_a_campaign_is_activated_until_its_last_day_is_over(stand: Stall) -> None:
    about = {"triggers": [ENTERED], "ends_on": "2017-10-02"}
    assert stand.results(stand.launch("Last day", **about)) == ["not_met"]
    stand.clock.at = at("10-03 00:00")
    with pytest.raises(Refused, match="lies in the past"):
        stand.launch("Too late", **about)


# Entered, rows


def test_the_first_recalculation_of_a_segment_tells_nobodys_joining(stand: Stall) -> None:
    slug = stand.launch(triggers=[ENTERED], control=0)
    bought(stand, "c01", "c02")  # nobody has recalculated the segment before
    assert stand.results(slug) == ["not_met"]
    assert stand.results(slug, later(hours=2)) == ["not_met"]
    assert len(stand.lab.memberships.runs("buyers")) == 1  # nothing changed, so nothing more was recorded
    bought(stand, "c03")
    assert stand.results(slug) == ["fired"]
    assert stand.outcomes(slug) == {"c03": "treated"}


def test_rows_may_be_three_days_late_by_the_last_whole_day_that_was_known(stand: Stall) -> None:
    slug = stand.launch(triggers=[ROWS], **AGAIN)
    stand.refresh(at("10-06 00:00"))  # the last day that it knows is the 5th
    assert stand.results(slug) == ["not_met"]
    stand.buys("c01", at("10-02 11:00"))
    stand.refresh(at("10-06 09:00"))
    assert stand.results(slug) == ["fired"]
    assert met(stand, slug) == [("c01", "day:2017-10-02")]


def test_a_row_of_the_future_waits_for_a_snapshot_of_its_time(stand: Stall) -> None:
    slug = stand.launch(triggers=[ROWS], **AGAIN)
    stand.buys("c01", later(hours=2))
    stand.refresh(later(hours=1))
    assert stand.results(slug) == ["not_met"]
    stand.refresh(later(hours=3))
    assert stand.results(slug) == ["fired"]


# Two triggers of one campaign at the same look


def test_of_a_schedule_and_an_event_at_one_look_everybody_has_one_message(stand: Stall) -> None:
    slug = stand.launch(triggers=[ROWS, WEEKLY], **AGAIN)
    bought(stand, "c01")
    looks = stand.look(slug, MONDAY)  # schedules come first
    assert [str(look.result) for look in looks] == ["fired", "not_met"]
    assert looks[1].text.startswith("Nobody whom it may treat has a new row of 'purchases'")
    assert sorted(met(stand, slug)) == [(customer, "2017-10-02T14:00:00Z") for customer in CUSTOMERS]
    stand.refresh(at("10-03 11:00"))
    assert stand.results(slug) == ["not_due", "not_met"]  # the row of the day before is over


def test_a_customer_is_meant_once_a_day_by_whichever_rows(stand: Stall) -> None:
    slug = stand.launch(triggers=[BIG, ROWS], **AGAIN)
    bought(stand, "c01", amount=30)
    bought(stand, "c02", amount=5)
    assert stand.results(slug) == ["fired", "fired"]
    assert met(stand, slug) == [("c01", "day:2017-10-02"), ("c02", "day:2017-10-02")]
    bought(stand, "c01", "c02", amount=30)
    assert stand.results(slug) == ["not_met", "not_met"]


def test_two_levels_that_are_crossed_at_once_are_two_occasions(stand: Stall) -> None:
    slug = stand.launch(triggers=[above(0), above(1)], **AGAIN)
    bought(stand, "c01", "c02")
    assert stand.results(slug) == ["fired", "all_held_out"]
    assert stand.keys(slug) == ["crossing:1", "crossing:2"]
    assert stand.results(slug) == ["not_met", "not_met"]


def test_a_trigger_that_cannot_be_looked_at_keeps_no_other_from_firing(stand: Stall) -> None:
    stand.lab.segments.create("Often", {">=": [{"var": "visits"}, 2]})
    slug = stand.launch(triggers=[{"event": {"entered": "often"}}, ROWS], control=0)
    stand.lab.segments.archive("often")
    bought(stand, "c01")
    assert stand.results(slug) == ["fault", "fired"]
    assert stand.lab.launching.looks()[slug].result == "fired"


def test_the_same_trigger_twice_is_one(stand: Stall) -> None:
    slug = stand.launch(triggers=[ENTERED, ENTERED], control=0)
    stand.look(slug)
    for customer in ("c01", "c02"):
        bought(stand, customer)
        assert stand.results(slug) == ["fired", "not_met"]
    assert stand.results(slug) == ["not_met", "not_met"]
    assert [c for c, _ in met(stand, slug)] == ["c01", "c02"]


# Thresholds


def test_a_figure_is_one_of_five_aggregates_over_the_audience(stand: Stall) -> None:
    names = ("mean", "sum", "min", "max", "count")
    triggers = [{"threshold": {"aggregate": n, "feature": "visits", "above": 100, "back": 100}} for n in names]
    bought(stand, "c01", "c01", "c01", "c02", "c02", "c03")
    slug = stand.launch(audience="buyers", triggers=triggers)
    assert [look.text for look in stand.look(slug)] == [
        f"The figure of visits ({name}) is {figure}; it fires above 100."
        for name, figure in zip(names, (2, 6, 1, 3, 3), strict=True)
    ]


def test_a_figure_that_is_beyond_its_level_at_the_first_look_fires(stand: Stall) -> None:
    bought(stand, "c01", "c02")
    slug = stand.launch(triggers=[above(1)], **AGAIN)
    assert stand.results(slug) == ["fired"]


def test_an_archived_segment_of_a_threshold_is_a_fault_and_nothing_is_lost(stand: Stall) -> None:
    slug = stand.launch(triggers=[above(1)], **AGAIN)
    stand.look(slug)
    stand.lab.segments.archive("buyers")
    bought(stand, "c01", "c02")
    (look,) = stand.look(slug)
    assert look.result == "fault"
    assert "Segment 'buyers' is archived." in look.text
    stand.lab.segments.archive("buyers", restore=True)
    assert stand.results(slug) == ["fired"]


BALANCE = "program.points.points_balance"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"messages": {"default": {"body": f"{{{{ {BALANCE} }}}}"}}},
            f"/messages/default/body: There is nothing called '{BALANCE}'",
        ),
        ({"stratify_by": [BALANCE]}, f"/stratify_by/0: There is no feature '{BALANCE}'"),
        (
            {"triggers": [{"threshold": {"aggregate": "sum", "feature": BALANCE, "above": 1, "back": 0}}]},
            f"/threshold/feature: There is no feature '{BALANCE}'",
        ),
    ],
)
def test_a_name_that_is_gone_is_told_and_nothing_is_lost(stand: Stall, changes: dict[str, Any], told: str) -> None:
    programs = stand.lab.programs
    programs.create(PROGRAM | {"starts_on": "2017-10-01"})
    programs.activate("points")
    stand.buys("c01", later(minutes=10))
    stand.refresh(later(minutes=30))
    stand.lab.ledgers.accrue("points")
    slug = stand.launch(**changes)
    programs.pause("points")
    programs.archive("points")
    (look,) = stand.look(slug, MONDAY)
    assert look.result == "fault"
    assert told in look.text
    programs.archive("points", restore=True)
    assert stand.results(slug) == ["fired"]


def test_a_table_that_is_gone_is_told(stand: Stall) -> None:
    lab = stand.lab
    profile, campaign = lab.warehouse.profile, lab.campaigns.get(stand.launch(triggers=[ROWS]))
    fewer = profile.model_copy(update={"tables": {n: t for n, t in profile.tables.items() if n != "purchases"}})
    known = {"features": lab.features, "segments": lab.segments, "audiences": lab.audiences}
    files = ExecutionFiles(lab._engine, database=lab.database, folder=lab.settings.home / "executions")
    happenings = Happenings(
        lab._engine, lab._snapshots, fewer, memberships=lab.memberships, files=files, **known
    )  # fmt: skip
    with pytest.raises(Refused, match="no table of dated rows 'purchases' any more"):
        happenings.newcomers(campaign, Event(rows="purchases"), since=later(), from_on=later().date())
