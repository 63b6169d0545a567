"""Points that a campaign offers: whoever was treated and converted gets them, once, and the ledger ties."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import cast

import polars as pl
import pytest

from core.campaigns.report import PointsGiven
from core.errors import Refused
from core.services.awards import Award, Awards
from core.services.contacted import Asked, Contacted, Contacts
from tests.contract.campaigns.stall import CUSTOMERS, Stall, beside
from tests.contract.campaigns.thanks import MONDAY, OFFER, TUESDAY, WEDNESDAY, fired, runs
from tests.contract.ledgers.market import PROGRAM, at


def dealt(stand: Stall, slug: str, arm: str) -> list[str]:
    return sorted(customer for customer, became in stand.outcomes(slug, 0).items() if became == arm)


def bonuses(stand: Stall) -> dict[str, tuple[int, datetime]]:
    """What each customer has by adjustments in the ledger, and since when."""
    with stand.lab.database.view() as work:
        entries = work.ledger.entries(work.programs.get("points").program_id)
    found = entries.filter(pl.col("kind") == "adjust").group_by("customer_id").agg(pl.col("points").sum(), "at")
    return {who: (points, *instants) for who, points, instants in found.iter_rows()}


def ties(stand: Stall) -> bool:
    return [check.name for check in stand.lab.ledgers.reconcile("points").checks if not check.is_sound] == []


def said(given: tuple[PointsGiven, ...]) -> list[tuple[int, int, int, int, str]]:
    return [(g.n_customers, g.points, g.n_waiting, g.points_waiting, g.why) for g in given]


def test_who_was_treated_and_converted_gets_them_once(stand: Stall) -> None:
    runs(stand)
    slug = fired(stand)
    treated, control = dealt(stand, slug, "treated"), dealt(stand, slug, "control")
    assert len(control) > 2
    for customer in [*treated[:4], *control]:
        stand.buys(customer, TUESDAY)
    stand.buys(treated[0], TUESDAY + timedelta(hours=2))
    stand.buys(treated[1], MONDAY - timedelta(minutes=1))
    stand.buys(treated[4], MONDAY + timedelta(days=3))
    stand.buys(treated[5], MONDAY + timedelta(days=3, microseconds=-1))
    stand.refresh(at("10-09 12:00"))
    assert said(stand.lab.performance.of(slug).points) == [(0, 0, 5, 2500, "the next pass gives them")]
    award = stand.lab.awards.award("Thanks")
    assert (award.campaign, award.n_customers, award.points, said(award.given)) == (
        slug, 5, 2500, [(5, 2500, 0, 0, "")],
    )  # fmt: skip
    assert bonuses(stand) == {}  # nothing was accrued yet
    stand.lab.ledgers.accrue("points")
    wanted = dict.fromkeys(treated[:4], (500, TUESDAY))
    wanted[treated[5]] = (500, MONDAY + timedelta(days=3, microseconds=-1))
    assert bonuses(stand) == wanted
    assert [(a.n_customers, said(a.given)) for a in stand.lab.awards.all()] == [(0, [(5, 2500, 0, 0, "")])]
    assert bonuses(stand) == wanted
    stand.lab.ledgers.expire("points")
    assert ties(stand)
    report = stand.lab.performance.of(slug)
    assert said(report.points) == [(5, 2500, 0, 0, "")]
    costs = {arm.arm: arm.offer_cost for arm in report.arms}
    assert costs == {"treated": pytest.approx(2500 * 0.01), "control": 0}
    with stand.lab.database.view() as work:
        (reason,) = work.ledger.actions(work.programs.get("points").program_id)["reason"].unique()
    assert reason == "Campaign thanks: Five hundred"


def test_they_are_booked_at_once_where_the_ledger_is_and_stay_given(stand: Stall) -> None:
    runs(stand)
    slug = fired(stand)
    first, second, *_ = dealt(stand, slug, "treated")
    stand.buys(first, TUESDAY)
    stand.refresh(WEDNESDAY)
    stand.lab.ledgers.accrue("points")
    assert stand.lab.awards.award(slug).n_customers == 1
    assert bonuses(stand) == {first: (500, TUESDAY)}
    stand.sql("INSERT INTO refunds VALUES ($1, 1, $2)", first, WEDNESDAY + timedelta(hours=1))
    stand.buys(first, TUESDAY - timedelta(hours=1))  # both come late
    stand.buys(second, TUESDAY)
    stand.refresh(WEDNESDAY + timedelta(hours=2))
    assert stand.lab.awards.award(slug).n_customers == 1
    stand.lab.ledgers.accrue("points")
    assert bonuses(stand) == {first: (500, TUESDAY), second: (500, TUESDAY)}
    stand.sql("DELETE FROM purchases")
    stand.refresh(WEDNESDAY + timedelta(hours=3))
    assert stand.lab.awards.award(slug).n_customers == 0
    stand.lab.ledgers.accrue("points", anew=True)
    assert bonuses(stand).keys() == {first, second}
    assert ties(stand)
    stand.refresh(at("11-10 12:00"))
    stand.lab.ledgers.accrue("points")
    assert stand.lab.ledgers.expire("points").points == 1000  # after 30 days, as the program says
    assert ties(stand)


def test_points_wait_for_a_program_that_does_not_run(stand: Stall) -> None:
    stand.lab.programs.create({**PROGRAM, "starts_on": "2017-10-01"})
    slug = fired(stand)
    first, second, *_ = dealt(stand, slug, "treated")
    stand.buys(first, TUESDAY)
    stand.refresh(WEDNESDAY)
    why = "the program is a draft; activate it, and the next pass gives them"
    assert said(stand.lab.awards.award(slug).given) == [(0, 0, 1, 500, why)]
    stand.lab.programs.activate("points")
    stand.lab.ledgers.accrue("points")
    assert said(stand.lab.awards.award(slug).given) == [(1, 500, 0, 0, "")]
    stand.lab.programs.pause("points")
    stand.buys(second, TUESDAY)
    stand.refresh(WEDNESDAY + timedelta(hours=1))
    why = "the program is paused; activate it again, and the next pass gives them"
    assert said(stand.lab.awards.award(slug).given) == [(1, 500, 1, 500, why)]
    assert said(stand.lab.performance.of(slug).points) == [(1, 500, 1, 500, why)]
    stand.lab.programs.activate("points")
    stand.lab.campaigns.end(slug)
    stand.lab.campaigns.archive(slug)  # its word holds
    assert [award.n_customers for award in stand.lab.awards.all()] == [1]
    assert bonuses(stand).keys() == {first, second}
    stand.lab.ledgers.accrue("points")
    assert ties(stand)


def test_before_the_programs_first_day_there_is_nothing_to_get(stand: Stall) -> None:
    runs(stand, starts_on="2017-10-04")
    slug = fired(stand)
    first, second, *_ = dealt(stand, slug, "treated")
    stand.buys(first, TUESDAY)
    stand.buys(second, WEDNESDAY)
    stand.refresh(WEDNESDAY + timedelta(hours=1))
    stand.lab.ledgers.accrue("points")
    why = "1 converted before 2017-10-04, the program's first day, and get none"
    assert said(stand.lab.performance.of(slug).points) == [(0, 0, 2, 1000, f"{why}; the next pass gives them")]
    assert said(stand.lab.awards.award(slug).given) == [(1, 500, 1, 500, why)]
    assert bonuses(stand) == {second: (500, WEDNESDAY)}
    assert ties(stand)


def test_each_gets_what_the_version_and_the_variant_promised(stand: Stall) -> None:
    runs(stand)
    apples = {"name": "B", "share": 0.5, "offer": {"name": "Apples", "kind": "gift", "value": 3}}
    for customer in CUSTOMERS[:10]:
        stand.buys(customer, MONDAY - timedelta(hours=1))
    stand.refresh(MONDAY)
    slug = fired(stand, variants=[{"name": "A", "share": 0.5}, apples], control=0, audience="buyers")
    assert said(stand.lab.awards.award(slug).given) == [(0, 0, 0, 0, "")]
    variants = dict(stand.lab.launching.executions(slug).select("customer_id", "variant").iter_rows())
    stand.lab.campaigns.pause(slug)
    stand.clock.at += timedelta(minutes=1)
    stand.edit(slug, variants=[], offer={**OFFER, "value": 70}, audience="everybody")
    stand.lab.launching.trigger(slug, is_now=True)
    for customer in CUSTOMERS:
        stand.buys(customer, TUESDAY)
    stand.refresh(at("10-09 12:00"))
    stand.lab.ledgers.accrue("points")
    stand.lab.awards.award(slug)
    late = set(CUSTOMERS) - variants.keys()
    assert {who: points for who, (points, _) in bonuses(stand).items()} == dict.fromkeys(late, 70) | {
        who: 500 for who, variant in variants.items() if variant == "A"
    }
    n_old = sum(variant == "A" for variant in variants.values())
    report = stand.lab.performance.of(slug)
    assert said(report.points) == [(n_old + len(late), 500 * n_old + 70 * len(late), 0, 0, "")]
    assert "Versions with different offers" in "".join(report.notes)
    for version, n, value in ((1, n_old, 500), (2, len(late), 70)):
        part = stand.lab.performance.of(slug, version=version)
        assert said(part.points) == [(n, n * value, 0, 0, "")]
        offered = [arm.offer_cost for arm in part.arms if arm.variant in ("A", None) and arm.arm == "treated"]
        assert offered[-1] == pytest.approx(n * value * 0.01)


def test_two_passes_at_once_give_each_once(stand: Stall, url: str | None) -> None:
    runs(stand)
    slug = fired(stand, control=0)
    for customer in CUSTOMERS:
        stand.buys(customer, TUESDAY)
    stand.refresh(WEDNESDAY)
    stand.lab.ledgers.accrue("points")
    with beside(stand, url) as other:
        assert [s.lab.awards.award(slug).n_customers for s in (other, stand, other)] == [20, 0, 0]
    assert bonuses(stand) == dict.fromkeys(CUSTOMERS, (500, TUESDAY))


def test_other_campaigns_and_other_points_have_nothing_to_do_with_it(stand: Stall) -> None:
    runs(stand)
    slug, other = fired(stand, control=0), stand.launch("Hello")
    stand.lab.launching.trigger(other, is_now=True)
    again = fired(stand, name="Again", control=0)
    assert stand.lab.awards.award(other) == Award(other)
    stand.buys("c07", TUESDAY)
    stand.refresh(WEDNESDAY)
    stand.lab.ledgers.accrue("points")
    stand.lab.actions.adjust("points", "c07", 5, reason="Complaint")
    assert [(a.campaign, a.n_customers) for a in stand.lab.awards.all()] == [(again, 1), (slug, 1)]
    assert said(stand.lab.performance.of(slug).points) == [(1, 500, 0, 0, "")]
    assert stand.lab.performance.of(slug, as_of=TUESDAY).points[0].n_customers == 0
    assert stand.lab.performance.of(other).points == ()
    assert ties(stand)


class Faulty:
    """Customers of campaigns, but for one of which they cannot be read."""

    def __init__(self, contacts: Contacts, slug: str) -> None:
        self._contacts = contacts
        self._slug = slug

    def of(self, asked: Asked, *, id_type: str) -> Contacted:
        if asked.campaign.slug == self._slug:
            raise Refused("It is shut.", fix="Open it.")
        return self._contacts.of(asked, id_type=id_type)


def test_a_fault_of_one_campaign_keeps_no_other_from_it(stand: Stall) -> None:
    runs(stand)
    slug, other = fired(stand, control=0), fired(stand, name="Again", control=0)
    stand.buys("c07", TUESDAY)
    stand.refresh(WEDNESDAY)
    own, contacts = stand.lab.awards, cast(Contacts, Faulty(stand.lab.awards._contacts, other))
    awards = Awards(
        own._measuring, contacts, actions=stand.lab.actions, engine=own._engine, database=stand.lab.database
    )
    found = {award.campaign: (award.n_customers, award.fault) for award in awards.all()}
    assert found == {other: (0, "It is shut.\nWhat to do: Open it."), slug: (1, "")}
    assert awards.all(is_over=lambda: True) == []
