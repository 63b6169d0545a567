"""What campaigns need attention for: each with its remedy and a way to the page that shows it, and no false alarm."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from pydantic import SecretStr

from core.campaigns.model import DeliveryState, Settled
from core.config import Settings
from core.services.attention import Concern, Where
from core.services.contacted import Asked, Contacted
from core.services.doctor import examine
from core.services.lab import Lab
from core.services.retries import postponed
from core.services.sample_ratios import SampleRatios
from core.services.workers import living
from core.store import Database
from tests.contract.campaigns.stall import CUSTOMERS, Stall, later
from tests.contract.ledgers.market import at
from tests.contract.store.campaigning import control, frame, run, treated

MONDAY = at("10-02 10:00")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
WEBHOOK = {"lab_webhook_url": SecretStr("https://example.com/hook"), "lab_webhook_secret": SecretStr("s" * 32)}
ONCE = [{"schedule": {"at": "2017-10-02T10:00"}}]


def found(stand: Stall) -> tuple[Concern, ...]:
    return stand.lab.campaign_concerns.all()


def said(stand: Stall) -> list[tuple[str, str]]:
    return [(c.level, c.subject) for c in found(stand)]


@contextmanager
def set_up(stand: Stall, **settings: Any) -> Iterator[Stall]:
    """The same stall with other settings."""
    with Lab.open(Settings(**(stand.lab.settings.model_dump() | settings)), clock=stand.clock) as lab:
        yield Stall(lab, stand.clock)


@pytest.fixture
def watched(stand: Stall) -> Iterator[Stall]:
    """The stall with a worker beside it."""
    with living(stand.lab.settings.home):
        yield stand


def test_without_campaigns_there_is_nothing(stand: Stall) -> None:
    assert found(stand) == ()
    stand.lab.campaigns.create({"name": "Hello", **stand.plain})
    assert found(stand) == ()


def test_a_campaign_in_review_waits_and_says_whose_it_is(stand: Stall) -> None:
    slug = stand.lab.campaigns.create({"name": "Hello", **stand.plain}).slug
    stand.lab.campaigns.submit(slug)
    with set_up(stand, lab_user="bob") as bobs:
        bobs.lab.campaigns.reject(slug)
        bobs.lab.campaigns.submit(slug)
    (one,) = found(stand)
    assert (one.level, one.subject) == ("info", "Hello")
    assert one.what == "It waits for approval: bob submitted version 1 on 2 Oct 2017."
    assert "campaigns approve hello" in one.fix
    assert one.where == Where("campaigns", "Open Hello", {"campaign": "hello", "tab": "Overview"})
    stand.lab.campaigns.approve(slug)
    assert found(stand) == ()


def test_an_active_campaign_that_nobody_looks_at_is_told_at_once(stand: Stall) -> None:
    stand.launch()
    (one,) = found(stand)
    assert (one.level, one.subject) == ("warning", "Worker")
    assert one.what.startswith("Hello is active. No worker is running on this machine")
    assert "python -m core worker" in one.fix
    assert one.where == Where("campaigns", "Open Hello", {"campaign": "hello", "tab": "Overview"})
    with living(stand.lab.settings.home):
        assert found(stand) == ()
    stand.launch("Bye")
    (one,) = found(stand)
    assert one.what.startswith("Bye and Hello are active. ")
    assert one.where == Where("campaigns", "Open Campaigns")


def test_who_looks_from_elsewhere_or_by_cron_is_believed_for_ten_minutes(stand: Stall) -> None:
    slug = stand.launch()
    stand.look(slug)
    stand.clock.at = later(minutes=10)
    assert found(stand) == ()
    stand.clock.at = later(minutes=11)
    assert said(stand) == [("warning", "Worker")]
    stand.look(slug)
    assert found(stand) == ()


def test_a_fault_is_told_with_what_it_says_until_it_is_mended(watched: Stall) -> None:
    slug = watched.launch()
    snapshots, hidden = watched.lab.settings.home / "snapshots", watched.lab.settings.home / "hidden"
    shutil.move(snapshots, hidden)
    watched.look(slug, MONDAY)
    (one,) = found(watched)
    assert (one.level, one.subject) == ("error", "Hello")
    assert "No snapshot of the warehouse was taken yet. Take one" in one.what
    assert "campaigns trigger hello" in one.fix
    watched.lab.campaigns.pause(slug)
    watched.clock.at += MINUTE
    watched.lab.campaigns.activate(slug)
    assert found(watched) == ()  # what a look before this activation came to is over
    shutil.move(hidden, snapshots)
    watched.look(slug)
    assert found(watched) == ()


def test_a_channel_that_is_not_set_up_any_more(watched: Stall) -> None:
    with set_up(watched, **WEBHOOK) as able:
        alone, both = able.launch("Alone", channels=["webhook"]), able.launch("Both", channels=["webhook", "outbox"])
        assert found(able) == ()
    (one,) = found(watched)
    assert (one.level, one.subject) == ("warning", "Channel webhook")
    assert one.what == (
        "There is no webhook: LAB_WEBHOOK_URL is not set. Alone and Both use it, and its messages wait."
    )
    for slug in (alone, both):
        watched.look(slug, MONDAY)
    first, second = found(watched)
    assert (first.level, first.subject) == ("error", "Alone")
    assert first.what == ("None of its channels can be used. webhook: There is no webhook: LAB_WEBHOOK_URL is not set.")
    assert second.what.endswith("not set. Both uses it, and its messages wait.")
    assert second.where == Where("campaigns", "Open Both", {"campaign": "both", "tab": "Overview"})


def test_a_campaign_that_fired_and_reached_nobody_says_so_after_the_next_look_as_well(watched: Stall) -> None:
    with set_up(watched, lab_smtp_url=SecretStr("smtp://127.0.0.1:1?starttls=no"), lab_smtp_from="a@b.example") as able:
        slug = able.launch(channels=["email"])
        assert able.results(slug, MONDAY) == ["no_channel"]
        able.look(slug, MONDAY + MINUTE)
        (one,) = found(able)
        able.lab.campaigns.pause(slug)
        able.lab.campaigns.activate(slug)
        assert found(able) == ()
    assert one.level == "error"
    assert one.what == (
        "It fired on 2 Oct 2017, 10:00 EDT, and nobody got anything. "
        "None of its channels may reach anybody: 20 unreachable."
    )
    assert "address in the warehouse profile" in one.fix


def test_what_is_due_for_ten_minutes_and_has_not_fired_is_late(watched: Stall) -> None:
    slug = watched.launch()
    watched.look(slug, MONDAY - MINUTE)
    watched.clock.at = MONDAY + 10 * MINUTE
    assert found(watched) == ()
    watched.clock.at = MONDAY + 11 * MINUTE
    (one,) = found(watched)
    assert (one.level, one.subject) == ("warning", "Hello")
    assert one.what == (
        "It was due on 2 Oct 2017, 10:00 EDT and has not fired. Nobody has looked at its triggers since."
    )
    watched.look(slug)
    assert found(watched) == ()


def test_a_single_time_that_passed_while_it_was_paused_is_told_until_somebody_fires_it(watched: Stall) -> None:
    slug = watched.launch(triggers=ONCE)
    watched.lab.campaigns.pause(slug)
    watched.clock.at = MONDAY + 2 * HOUR
    watched.lab.campaigns.activate(slug)
    watched.look(slug)
    (one,) = found(watched)
    assert (one.level, one.what) == (
        "warning", "Its time, 2 Oct 2017, 10:00 EDT, has passed unfired, and does not come again."
    )  # fmt: skip
    watched.lab.launching.trigger(slug, is_now=True)
    assert found(watched) == ()


def test_a_single_time_that_fired_is_no_concern(watched: Stall) -> None:
    slug = watched.launch(triggers=ONCE)
    watched.look(slug, MONDAY)
    watched.clock.at = MONDAY + 30 * DAY
    assert found(watched) == ()


def test_events_that_nobody_had_are_no_concern(watched: Stall) -> None:
    slug = watched.launch(triggers=[{"event": {"entered": "buyers"}}])
    assert watched.results(slug) == ["not_met"]
    watched.clock.at += DAY
    assert found(watched) == ()


def give_up(stand: Stall, slug: str, n: int) -> None:
    """Let the first `n` messages of a campaign be dead, and the others be sent."""
    with stand.lab.database.unit(actor="test", clock=stand.clock) as work:
        now = work.now
        held = work.deliveries.claim("w", now=now, until=now + HOUR, limit=100, channels=["outbox"])
        mine = [d for d in held if d.campaign_id == stand.lab.campaigns.get(slug).campaign_id]
        states = [DeliveryState.DEAD] * n + [DeliveryState.SENT] * (len(mine) - n)
        done = [
            Settled(d.execution_id, d.attempts, s, reason="no such address") for d, s in zip(mine, states, strict=True)
        ]
        assert work.deliveries.settle("w", done, now=now) == len(mine) > n


def test_messages_that_were_given_up_are_counted_while_they_can_be_sent(watched: Stall) -> None:
    hello = watched.launch()
    watched.look(hello, MONDAY)
    give_up(watched, hello, 3)
    (one,) = found(watched)
    assert (one.level, one.subject, one.what) == (
        "warning", "Delivery", "3 messages were given up: 3 by outbox, of Hello."
    )  # fmt: skip
    assert "delivery redrive" in one.fix
    where = Where("delivery", "Open Delivery", {"view": "Deliveries", "state": "dead", "campaign": "hello"})
    assert one.where == where
    bye = watched.launch("Bye")
    watched.lab.launching.trigger(bye, is_now=True)
    give_up(watched, bye, 1)
    (one,) = found(watched)
    assert one.what == "4 messages were given up: 4 by outbox, of Bye and Hello."
    assert one.where == Where("delivery", "Open Delivery", {"view": "Deliveries", "state": "dead"})
    watched.lab.campaigns.pause(hello)
    watched.lab.campaigns.end(bye)
    (one,) = found(watched)
    assert one.what == "3 messages were given up: 3 by outbox, of Hello."
    watched.lab.deliveries.redrive()
    assert found(watched) == ()


def test_a_channel_that_fails_again_and_again_is_told_until_it_works(watched: Stall) -> None:
    hello = watched.launch(control=0)
    watched.look(hello, MONDAY)
    for attempt in range(1, 6):
        with watched.lab.database.unit(actor="test", clock=watched.clock) as work:
            held = work.deliveries.claim("w", now=work.now, until=work.now + HOUR, limit=100, channels=["outbox"])
            failed = [postponed(d, "It is closed.", until=work.now + MINUTE) for d in held]
            assert work.deliveries.settle("w", failed, now=work.now) == 20
        assert len(found(watched)) == (attempt == 5)
        watched.clock.at += MINUTE
    (one,) = found(watched)
    assert (one.level, one.subject, one.where) == (
        "warning", "Channel outbox", Where("delivery", "Open Delivery")
    )  # fmt: skip
    assert one.what == "It is closed. It was tried 5 times, last 2 Oct 2017, 10:04 EDT, and its messages wait."
    watched.lab.campaigns.pause(hello)
    assert found(watched) == ()


def test_of_a_large_run_a_channel_that_fails_is_told_before_all_had_their_turn(watched: Stall) -> None:
    watched.look(watched.launch(control=0), MONDAY)

    def tries(n: int, **what: Any) -> None:
        with watched.lab.database.unit(actor="test", clock=watched.clock) as work:
            held = work.deliveries.claim("w", now=work.now, until=work.now + HOUR, limit=n, channels=["outbox"])
            done = [replace(postponed(d, "It is closed.", until=work.now + MINUTE), **what) for d in held]
            assert work.deliveries.settle("w", done, now=work.now) == n

    for minute in range(9):
        tries(1)
        assert len(found(watched)) == (minute == 8)
        watched.clock.at += MINUTE
    (one,) = found(watched)
    assert (one.level, one.subject) == ("warning", "Channel outbox")
    assert one.what.endswith(
        "tried last 2 Oct 2017, 10:08 EDT, and its messages have waited since 2 Oct 2017, 10:00 EDT."
    )
    tries(1, state=DeliveryState.SENT)  # it is open again; the others are tried again when their time has come
    assert found(watched) == ()


def deal(stand: Stall, slug: str, n_treated: int, *, key: str = "manual:1") -> None:
    """Record a run of a campaign that treats so many of the 20 customers, and holds out the others."""
    people = [treated(c, occasion=key) for c in CUSTOMERS[:n_treated]]
    people += [control(c, occasion=key) for c in CUSTOMERS[n_treated:]]
    counts = {"treated": n_treated, "control": 20 - n_treated}
    with stand.lab.database.unit(actor="ann", clock=stand.clock) as work:
        made = run(stand.lab.campaigns.get(slug).campaign_id, key, at=work.now, n_audience=20, counts=counts)
        work.executions.insert(work.executions.add_run(made), frame(*people))


@pytest.mark.parametrize("n_treated", [15, 12, 1])
def test_groups_of_the_wrong_size_are_an_error_and_the_performance_says_the_same(
    watched: Stall, n_treated: int
) -> None:
    slug, is_odd = watched.launch(), n_treated == 1  # of 20, of whom 5 are to be held out
    deal(watched, slug, n_treated)
    watched.lab.campaigns.end(slug)
    assert said(watched) == ([("error", "Hello")] if is_odd else [])
    assert watched.lab.performance.of(slug).sample_ratio.is_mismatch is is_odd
    if is_odd:
        (one,) = found(watched)
        assert "so its lifts cannot be trusted" in one.what
        assert one.where == Where("campaigns", "Open Hello", {"campaign": "hello", "tab": "Performance"})
        watched.lab.campaigns.archive(slug)
        assert found(watched) == ()


class Counting:
    """Contacts that count how often they are asked for."""

    def __init__(self, dealt: Mapping[tuple[int, str, str | None], int]) -> None:
        self.dealt = dealt
        self.n = 0

    def of(self, asked: Asked, *, id_type: str) -> Contacted:
        self.n += 1
        dealt = {(run.run_id, arm, variant): n for run in asked.runs for (_, arm, variant), n in self.dealt.items()}
        return Contacted(id_type, "", dealt, None, {})


class Measuring:
    """As much of it as is asked for."""

    id_type = "VARCHAR"


def test_the_customers_are_counted_once_for_each_run(watched: Stall) -> None:
    slug = watched.launch()
    deal(watched, slug, 15)
    contacts = Counting({(0, "treated", None): 15, (0, "control", None): 5})
    database: Database = watched.lab.database
    ratios = SampleRatios(contacts, Measuring(), database=database)
    campaign = watched.lab.campaigns.get(slug)
    for n in (1, 1, 2):
        if n == 2:
            deal(watched, slug, 15, key="manual:2")
        (newest,) = watched.lab.launching.runs(slug)[:1]
        assert ratios.is_mismatch(campaign, newest) is False
        assert contacts.n == n


def test_the_doctor_says_what_home_says(stand: Stall) -> None:
    slug = stand.launch()
    checks = {c.name: c for c in examine(stand.lab)}
    assert not checks["campaigns"].is_ok
    assert checks["campaigns"].found.startswith("Worker: Hello is active. No worker is running")
    assert checks["campaigns"].fix == found(stand)[0].fix
    stand.lab.campaigns.end(slug)
    other = stand.lab.campaigns.create({"name": "Bye", **stand.plain}).slug
    stand.lab.campaigns.submit(other)
    (check,) = (c for c in examine(stand.lab) if c.name == "campaigns")
    assert check.is_ok
    assert check.found == (
        "2 campaigns, nothing amiss; Bye: It waits for approval: ann submitted version 1 on 2 Oct 2017."
    )


def test_home_tells_the_gravest_of_all_first(stand: Stall) -> None:
    stand.launch()
    bye = stand.lab.campaigns.create({"name": "Bye", **stand.plain}).slug
    stand.lab.campaigns.submit(bye)
    levels = [c.level for c in stand.lab.home.overview().concerns]
    assert levels == sorted(levels, key=("error", "warning", "info").index)
    assert {("Worker", "warning"), ("Bye", "info")} <= {
        (c.subject, c.level) for c in stand.lab.home.overview().concerns
    }
