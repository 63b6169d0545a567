"""Points of campaigns that somebody has to do something about: told with the reason, and what waits normally is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from core.campaigns.model import Campaign
from core.errors import Refused
from core.services.attention import Concern, Where
from core.services.awards import Waiting
from core.services.doctor import examine
from core.services.points_owed import PointsOwed
from core.services.workers import living
from tests.contract.campaigns import thanks
from tests.contract.campaigns.stall import Stall
from tests.contract.campaigns.thanks import MONDAY, THANKS, TUESDAY, WEDNESDAY, runs
from tests.contract.ledgers.market import PROGRAM

HOUR, SOON = timedelta(hours=1), timedelta(minutes=70)  # LAB_WORKER_ACCRUE_MINUTES, and ten more
WHERE = Where("campaigns", "Open Thanks", {"campaign": "thanks", "tab": "Performance"})
YET = "converted and have no points of Points yet"


def fired(stand: Stall, **changes: Any) -> Campaign:
    """The campaign after it went off on Monday at ten, for everybody."""
    return stand.lab.campaigns.get(thanks.fired(stand, **{"control": 0} | changes))


def bought(stand: Stall, *customers: str, seen: datetime = WEDNESDAY) -> None:
    """Let customers buy on Tuesday, and the warehouse say so."""
    for customer in customers:
        stand.buys(customer, TUESDAY)
    stand.refresh(seen)


def found(stand: Stall) -> tuple[Concern, ...]:
    with living(stand.lab.settings.home):
        return stand.lab.campaign_concerns.all()


def test_who_converted_for_a_program_that_does_not_run_is_told_until_it_does(stand: Stall) -> None:
    stand.lab.programs.create({**PROGRAM, "starts_on": "2017-10-01"})
    campaign = fired(stand)
    assert found(stand) == ()
    bought(stand, "c01", "c02")
    (one,) = found(stand)
    assert (one.level, one.subject, one.where) == ("warning", "Thanks", WHERE)
    assert one.what == f"2 customers {YET}: the program is a draft."
    assert "python -m core programs activate points" in one.fix
    assert "python -m core campaigns award thanks" in one.fix
    with living(stand.lab.settings.home):
        (check,) = (c for c in examine(stand.lab) if c.name == "campaigns")
    assert (check.is_ok, check.found) == (False, f"Thanks: {one.what}")
    stand.lab.programs.activate("points")
    assert found(stand) == ()
    stand.lab.awards.award(campaign.slug)
    stand.clock.at += 10 * HOUR
    assert found(stand) == ()
    stand.lab.programs.pause("points")
    assert found(stand) == ()
    bought(stand, "c03", seen=stand.clock.at)
    (one,) = found(stand)
    assert one.what == "1 customer converted and has no points of Points yet: the program is paused."
    stand.lab.campaigns.end(campaign.slug)
    assert found(stand) == (one,)
    stand.lab.campaigns.archive(campaign.slug)
    assert found(stand) == ()


def test_whom_no_pass_gives_theirs_is_told_when_a_worker_would_have(stand: Stall) -> None:
    runs(stand)
    campaign = fired(stand)
    bought(stand, "c01", "c02")
    stand.clock.at = WEDNESDAY + SOON
    assert found(stand) == ()
    stand.clock.at += timedelta(minutes=1)
    (one,) = found(stand)
    assert (one.level, one.subject, one.where) == ("warning", "Thanks", WHERE)
    assert one.what == f"2 customers {YET}, and could have had them for 1 hour."
    assert one.fix.startswith("`python -m core campaigns award thanks` gives them, or says what stands in the way.")
    bought(stand, "c03", seen=stand.clock.at)  # a newer snapshot begins nothing anew
    (one,) = found(stand)
    assert one.what.startswith(f"3 customers {YET}")
    assert stand.lab.awards.award(campaign.slug).n_customers == 3
    assert found(stand) == ()
    bought(stand, "c04", seen=stand.clock.at + HOUR)
    stand.clock.at += SOON
    assert found(stand) == ()


def test_a_program_that_was_activated_just_now_has_the_time_that_others_have(stand: Stall) -> None:
    stand.lab.programs.create({**PROGRAM, "starts_on": "2017-10-01"})
    fired(stand)
    bought(stand, "c01", "c02")
    stand.clock.at += 5 * HOUR
    stand.lab.programs.activate("points")
    stand.clock.at += SOON
    assert found(stand) == ()
    stand.clock.at += timedelta(minutes=1)
    assert [c.what for c in found(stand)] == [f"2 customers {YET}, and could have had them for 1 hour."]


def test_who_converted_before_the_programs_first_day_is_news_and_no_fault(stand: Stall) -> None:
    runs(stand, starts_on="2017-10-04")
    campaign = fired(stand)
    bought(stand, "c01")
    (one,) = found(stand)
    assert (one.level, one.subject, one.where) == ("info", "Thanks", WHERE)
    assert one.what == "1 customer converted before 4 Oct 2017, the first day of Points, and gets none of its points."
    assert "programs adjust" in one.fix
    stand.lab.awards.award(campaign.slug)
    assert found(stand) == (one,)


def test_points_by_an_imported_event_are_counted_when_it_comes(stand: Stall) -> None:
    runs(stand)
    campaign = fired(stand, conversion={"within_days": 3, "event": "joined"})
    stand.refresh(WEDNESDAY)
    stand.clock.at = WEDNESDAY + 5 * HOUR
    assert found(stand) == ()
    stand.lab.responses.read_csv(f"customer_id,kind,at\nc01,joined,{TUESDAY.isoformat()}\n".encode())
    stand.clock.at += SOON
    assert found(stand) == ()
    stand.clock.at += timedelta(minutes=1)
    assert [c.subject for c in found(stand)] == ["Thanks"]
    stand.lab.awards.award(campaign.slug)
    assert found(stand) == ()


class Counted:
    """Customers who wait, which counts how often it is asked, or refuses."""

    def __init__(self, *waiting: Waiting, fault: Refused | None = None) -> None:
        self.waiting_ones, self.fault = waiting, fault
        self.n = 0

    def waiting(self, campaign: Campaign) -> tuple[Waiting, ...]:
        self.n += 1
        if self.fault is not None:
            raise self.fault
        assert campaign.slug == "thanks"
        return self.waiting_ones


def watching(stand: Stall, counted: Counted) -> PointsOwed:
    lab = stand.lab
    return PointsOwed(counted, lab.awards._measuring, database=lab.database, clock=lab.clock, every=HOUR)


def asked(stand: Stall, owed: PointsOwed, campaign: Campaign) -> list[Concern]:
    return list(owed.of(campaign, stand.runs(campaign.slug)[-1]))


def test_an_award_that_fails_says_why(stand: Stall) -> None:
    runs(stand)
    campaign = fired(stand)
    owed = watching(stand, Counted(fault=Refused("It is shut.", fix="Open it.")))
    for _ in range(2):
        (one,) = asked(stand, owed, campaign)
        assert (one.level, one.subject, one.where) == ("warning", "Thanks", WHERE)
        assert one.what == "Its points cannot be given. It is shut."
        assert one.fix.startswith("Open it. Then `python -m core campaigns award thanks` gives them")


def test_customers_are_counted_once_for_what_is_known_of_them(stand: Stall) -> None:
    runs(stand)
    campaign = fired(stand)
    program = stand.lab.programs.get("points")
    counted = Counted(Waiting(program, 3, TUESDAY))
    owed = watching(stand, counted)
    bought(stand)
    for n, news in enumerate([
        lambda: None, lambda: stand.refresh(stand.clock.at + HOUR / 2),
        lambda: stand.lab.launching.trigger("thanks", is_now=True),
    ]):  # fmt: skip
        news()
        for _ in range(2):
            assert (asked(stand, owed, campaign), counted.n) == ([], n + 1)
    stand.lab.ledgers.accrue("points")
    assert (asked(stand, owed, campaign), counted.n) == ([], 3)  # what was not told is not asked for again
    stand.clock.at += 2 * HOUR
    assert len(asked(stand, owed, campaign)) == 1
    assert counted.n == 3
    stand.lab.actions.adjust("points", "c19", 5, reason="Complaint")
    assert len(asked(stand, owed, campaign)) == 1
    assert counted.n == 4
    counted.waiting_ones = (replace(counted.waiting_ones[0], n_due=0, since=None),)
    stand.lab.actions.adjust("points", "c19", 5, reason="Complaint")
    assert (asked(stand, owed, campaign), counted.n) == ([], 5)


def test_of_a_campaign_that_offers_no_points_nobody_is_counted(stand: Stall) -> None:
    stand.clock.at = MONDAY
    slug = stand.launch()
    stand.lab.launching.trigger(slug, is_now=True)
    counted = Counted()
    assert asked(stand, watching(stand, counted), stand.lab.campaigns.get(slug)) == []
    assert counted.n == 0


@pytest.mark.parametrize("offer", [THANKS["offer"], {"name": "Hello", "kind": "information"}])
def test_what_an_earlier_version_promised_is_owed(stand: Stall, offer: dict[str, Any]) -> None:
    stand.lab.programs.create({**PROGRAM, "starts_on": "2017-10-01"})
    campaign = fired(stand)
    stand.lab.campaigns.pause(campaign.slug)
    stand.clock.at += timedelta(minutes=1)
    stand.edit(campaign.slug, offer=offer)
    stand.lab.launching.trigger(campaign.slug, is_now=True)
    bought(stand, "c01", "c02")
    assert [c.what for c in found(stand)] == [f"2 customers {YET}: the program is a draft."]
