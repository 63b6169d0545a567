"""docs/CAMPAIGNS.md, sentence by sentence, over every store: what is remembered between looks, and by which version."""

from __future__ import annotations

from datetime import timedelta

import polars as pl
import pytest

from core.campaigns.occasions import Occasion
from tests.contract.campaigns.stall import CUSTOMERS, Stall
from tests.contract.ledgers.market import at

MONDAY = at("10-02 10:00")
AGAIN = {"again_after_days": 2, "control": 0}
ROWS = {"event": {"rows": "purchases"}}
SIZE = {"threshold": {"size_of": "buyers", "above": 1, "back": 0}}


def bought(stand: Stall, when: str, *customers: str) -> None:
    """Let customers buy an hour before a snapshot."""
    for customer in customers:
        stand.buys(customer, at(when) - timedelta(hours=1))
    stand.refresh(at(when))


def met(stand: Stall, slug: str) -> list[tuple[str, str, str]]:
    frame = stand.lab.launching.executions(slug)
    return list(frame.select("customer_id", "occasion", "reason").iter_rows())


def test_a_row_that_came_too_early_for_another_treatment_does_not_count_later(stand: Stall) -> None:
    slug = stand.launch(triggers=[ROWS], **AGAIN)
    bought(stand, "10-02 12:00", "c01")
    assert stand.results(slug) == ["fired"]
    bought(stand, "10-03 12:00", "c01", "c02")
    assert stand.results(slug) == ["fired"]
    stand.refresh(at("10-04 13:00"))  # two days later, and nothing new was bought
    assert stand.results(slug) == ["not_met"]
    assert met(stand, slug) == [("c01", "day:2017-10-02", "treated"), ("c02", "day:2017-10-03", "treated")]
    bought(stand, "10-04 14:00", "c01")
    assert stand.results(slug) == ["fired"]
    assert met(stand, slug)[2:] == [("c01", "day:2017-10-04", "treated")]


def test_a_row_that_was_capped_is_not_looked_at_again(stand: Stall) -> None:
    stand.lab.policies.save("caps: [{at_most: 0, per_days: 1}]", seen=0)
    slug = stand.launch(triggers=[ROWS], **AGAIN)
    for day in ("10-02 12:00", "10-04 12:00"):
        bought(stand, day, "c01")
        assert stand.results(slug) == ["all_held_out"]
    stand.refresh(at("10-05 12:00"))
    assert stand.results(slug) == ["not_met"]
    assert met(stand, slug) == [("c01", "day:2017-10-02", "capped"), ("c01", "day:2017-10-04", "capped")]


def test_a_threshold_is_not_ready_because_others_were_edited_or_moved(stand: Stall) -> None:
    slug = stand.launch(triggers=[SIZE], **AGAIN)
    bought(stand, "10-02 12:00", "c01", "c02")
    assert stand.results(slug) == ["fired"]
    stand.lab.campaigns.pause(slug)
    stand.edit(slug, triggers=[{"event": {"left": "buyers"}}, SIZE], priority=60)
    stand.refresh(at("10-05 12:00"))
    assert stand.results(slug) == ["not_met", "not_met"]
    assert stand.keys(slug) == ["crossing:1"]


def test_whoever_looked_before_another_fired_comes_too_late_though_the_key_is_another(stand: Stall) -> None:
    slug = stand.launch(**AGAIN)
    campaign = stand.lab.campaigns.get(slug)

    def fired(customer: str, before: dict[str, str] | None) -> str:
        who = pl.DataFrame({"customer_id": [customer], "occasion": ["day:2017-10-02"]})
        occasion = Occasion(f"rows:{customer}", "rows", who=who, number=1, before=before, state={"seen": customer})
        return str(stand.lab.launching.fire(campaign, occasion).result)

    assert fired("c01", None) == "fired"
    assert fired("c02", None) == "not_due"
    assert fired("c03", {"seen": "c01"}) == "fired"
    assert stand.keys(slug) == ["rows:c01", "rows:c03"]


@pytest.mark.parametrize(("minutes", "results"), [(59, ["fired"]), (61, ["not_due"])])
def test_a_single_time_that_passed_in_a_pause_fires_for_an_hour(stand: Stall, minutes: int, results: list[str]) -> None:
    slug = stand.launch(triggers=[{"schedule": {"at": "2017-10-02T10:00"}}])
    stand.lab.campaigns.pause(slug)
    stand.clock.at = MONDAY + timedelta(minutes=minutes)
    stand.lab.campaigns.activate(slug)
    assert stand.results(slug) == results


def test_a_run_says_what_its_version_said_whatever_is_edited_later(stand: Stall) -> None:
    slug = stand.launch(control=0)
    assert stand.results(slug, MONDAY) == ["fired"]
    stand.lab.campaigns.pause(slug)
    stand.edit(slug, messages={"default": {"subject": "Later", "body": "Later"}})
    assert stand.lab.sending.drain("me").sent == 20
    with stand.lab.database.view() as work:
        kept = work.outbox.page(campaign=slug)
    assert set(kept.select("subject", "body").iter_rows()) == {("Hello", "You came 0 times.")}
    assert (stand.runs(slug)[0].version, stand.lab.campaigns.get(slug).head) == (1, 2)


def test_the_short_name_and_with_it_the_arms_outlive_another_name(stand: Stall) -> None:
    slug = stand.launch(control=0.5, again_after_days=1)
    stand.look(slug, MONDAY)
    before = stand.outcomes(slug)
    stand.lab.campaigns.pause(slug)
    stand.edit(slug, name="Good morning")
    assert stand.lab.campaigns.get("Good morning").slug == slug == "hello"
    fresh = stand.lab.planning.plan({"name": "Hello", **stand.plain, "control": 0.5}).frame
    assert stand.results(slug, MONDAY + timedelta(days=7)) == ["fired"]
    assert stand.outcomes(slug) == before == dict(fresh.select("customer_id", "reason").iter_rows())
    assert sorted(before) == CUSTOMERS


def test_every_step_is_kept_with_its_instant_and_its_version(stand: Stall) -> None:
    slug = stand.launch()
    began = stand.clock.at
    stand.clock.advance(timedelta(hours=1))
    stand.lab.campaigns.pause(slug, note="A slip.")
    stand.edit(slug, priority=60)
    steps = [(str(t.act), t.version, t.at - began, t.by, t.note) for t in stand.lab.campaigns.transitions(slug)]
    hour, own = timedelta(hours=1), "Approved by who submitted it."
    assert steps == [
        ("submit", 1, timedelta(), "ann", ""), ("approve", 1, timedelta(), "ann", own),
        ("activate", 1, timedelta(), "ann", ""), ("pause", 1, hour, "ann", "A slip."), ("edit", 2, hour, "ann", ""),
        ("submit", 2, hour, "ann", ""), ("approve", 2, hour, "ann", own), ("activate", 2, hour, "ann", ""),
    ]  # fmt: skip
