"""What every store promises of messages on their way: one worker at a time holds each, and none is lost."""

from __future__ import annotations

import json
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import polars as pl
import pytest

from core.campaigns.model import Campaign, Delivery, DeliveryState, HeldUp, Settled, Transition
from core.campaigns.states import Act, CampaignState
from core.errors import BadInput
from core.kernel.clock import FixedClock
from core.store import Database, UnitOfWork
from core.store.deliveries import DELIVERIES
from tests.contract.store.campaigning import (
    AT,
    LEASE,
    OCCASION,
    add,
    campaign,
    claim,
    control,
    fire,
    frame,
    people,
    queued,
    run,
    treated,
)
from tests.contract.store.loyalty import ODD

S = DeliveryState
TICK = timedelta(microseconds=1)


@pytest.fixture
def made(database: Database, clock: FixedClock) -> Campaign:
    return add(database, clock, campaign(clock))


def settle(
    database: Database, clock: FixedClock, held: list[Delivery], state: DeliveryState = S.SENT, *, worker: str = "w1",
    not_before: datetime | None = None,
) -> int:  # fmt: skip
    results = [Settled(d.execution_id, d.attempts, state, "why é", "ref", not_before) for d in held]
    with database.unit(actor=worker, clock=clock) as work:
        return work.deliveries.settle(worker, results, now=work.now)


def states(database: Database, campaign_id: str | None = None) -> dict[str, int]:
    with database.view() as work:
        return dict(work.deliveries.counts(campaign_id).group_by("state").agg(pl.col("n").sum()).rows())


def page(database: Database, **asked: object) -> pl.DataFrame:
    with database.view() as work:
        return work.deliveries.page(**asked)


def next_at(work: UnitOfWork, clock: FixedClock, *channels: str) -> datetime | None:
    return work.deliveries.next_at(channels, now=clock.now(), lease=LEASE)


def set_state(database: Database, clock: FixedClock, state: CampaignState, campaign_id: str = "id-win-back") -> None:
    with database.unit(actor="ann", clock=clock) as work:
        work.campaigns.set_state(campaign_id, Transition(Act.PAUSE, state, 1, work.now, "ann", ""))


def test_what_is_queued_is_claimed_with_all_that_a_message_needs(
    database: Database, clock: FixedClock, made: Campaign
) -> None:
    with database.unit(actor="ann", clock=clock) as work:
        executions = work.executions.insert(work.executions.add_run(run()), frame(treated("it's %s", variant="B")))
        facts = {"name": ODD[3], "n": None, "é": 0.1}
        assert work.deliveries.insert(queued(executions, json.dumps(facts))) == 1
    (held,) = claim(database, clock)
    assert held == Delivery(1, made.campaign_id, 1, "it's %s", OCCASION, "treated", "B", "outbox", 1, facts, AT)
    found = page(database)
    assert found.columns == [*DELIVERIES, "campaign", "planned_at"]
    (row,) = found.rows(named=True)
    assert (row["state"], row["attempts"], row["leased_by"], row["campaign"]) == ("leased", 1, "w1", "win-back")
    assert (row["lease_until"], row["not_before"], row["planned_at"]) == (clock.now() + LEASE, AT, AT)
    assert (row["reason"], row["reference"], row["settled_at"]) == ("", "", None)


def test_a_delivery_of_no_execution_is_refused(database: Database, clock: FixedClock, made: Campaign) -> None:
    executions = fire(database, clock, frame(treated("7"), control("8")))
    lost = pl.concat(
        [executions.filter(pl.col("customer_id") == "8"), executions.with_columns(execution_id=pl.lit(9, pl.Int64))[:1]]
    )
    with pytest.raises(ValueError, match="no execution 9 to deliver"), database.unit(actor="ann", clock=clock) as work:
        work.deliveries.insert(queued(lost.with_columns(channel=pl.lit("warehouse"))))
    with pytest.raises(BadInput, match="A value of channel"), database.unit(actor="ann", clock=clock) as work:
        work.deliveries.insert(queued(lost[:1].with_columns(channel=pl.lit("c" * 17))))
    with pytest.raises(Exception, match="(?i)unique"), database.unit(actor="ann", clock=clock) as work:
        work.deliveries.insert(queued(executions.filter(pl.col("customer_id") == "7")))
    assert states(database) == {S.QUEUED: 1}


def test_what_is_due_first_comes_first_and_what_is_not_due_stays(
    database: Database, clock: FixedClock, made: Campaign
) -> None:
    add(database, clock, campaign(clock, "other"))
    now = clock.now()
    instants = {"a": now, "b": now - LEASE, "c": now + TICK, "d": now - LEASE}
    fire(database, clock, frame(*(treated(who, planned_at=at) for who, at in instants.items())))
    fire(database, clock, frame(treated("e", planned_at=now - 2 * LEASE, channel="email")), campaign_id="id-other")
    assert [d.customer_id for d in claim(database, clock, limit=2)] == ["e", "b"]
    assert [d.customer_id for d in claim(database, clock, limit=0)] == []
    assert [d.customer_id for d in claim(database, clock, limit=5)] == ["d", "a"]
    assert claim(database, clock) == []
    clock.advance(TICK)
    assert [d.customer_id for d in claim(database, clock)] == ["c"]


def test_only_the_channels_asked_for_are_claimed(database: Database, clock: FixedClock, made: Campaign) -> None:
    fire(database, clock, frame(treated("a"), treated("b", channel="email"), treated("c", channel="csv")))
    assert claim(database, clock, channels=()) == []
    assert [d.customer_id for d in claim(database, clock, channels=("csv", "webhook"))] == ["c"]
    assert [d.customer_id for d in claim(database, clock)] == ["a", "b"]


def test_of_campaigns_that_are_not_active_nothing_is_claimed(
    database: Database, clock: FixedClock, made: Campaign
) -> None:
    add(database, clock, campaign(clock, "other"))
    fire(database, clock, people(3))
    fire(database, clock, people(1), campaign_id="id-other")
    assert len(claim(database, clock, limit=2)) == 2
    for state in (CampaignState.PAUSED, CampaignState.ENDED, CampaignState.DRAFT):
        set_state(database, clock, state)
        clock.advance(LEASE)
        assert [d.campaign_id for d in claim(database, clock)] == ["id-other"]
        with database.view() as work:
            assert next_at(work, clock, "outbox") == clock.now() + LEASE
    set_state(database, clock, CampaignState.ACTIVE)
    assert Counter(d.attempts for d in claim(database, clock)) == {2: 2, 1: 1}


def test_two_workers_never_hold_the_same(database: Database, clock: FixedClock, made: Campaign, url: str) -> None:
    fire(database, clock, people(400))
    together = threading.Barrier(4)

    def work_through(worker: str) -> list[int]:
        own, sent = Database(url), []
        together.wait(30)
        while held := claim(own, clock, worker, limit=7):
            assert settle(own, clock, held, worker=worker) == len(held)
            sent += [d.execution_id for d in held]
        own.close()
        return sent

    with ThreadPoolExecutor(4) as pool:
        parts = list(pool.map(work_through, ["w1", "w2", "w3", "w4"]))
    assert sorted(n for part in parts for n in part) == list(range(1, 401))
    assert states(database) == {S.SENT: 400}


def test_a_lease_that_ran_out_is_taken_over_and_whoever_held_it_settles_nothing(
    database: Database, clock: FixedClock, made: Campaign
) -> None:
    fire(database, clock, people(3))
    first = claim(database, clock)
    assert settle(database, clock, first[2:]) == 1
    clock.advance(LEASE - TICK)
    assert claim(database, clock, "w2") == []
    clock.advance(TICK)
    second = claim(database, clock, "w2", limit=1)
    assert [(d.execution_id, d.attempts) for d in second] == [(first[0].execution_id, 2)]
    assert settle(database, clock, first) == 1  # the one that nobody took over
    assert settle(database, clock, first) == 0
    assert settle(database, clock, second, worker="w1") == 0
    assert states(database) == {S.SENT: 2, S.LEASED: 1}
    assert settle(database, clock, second, worker="w2") == 1
    assert states(database) == {S.SENT: 3}


@pytest.mark.parametrize(("ahead", "is_free"), [(LEASE, False), (LEASE + TICK, True), (timedelta(hours=30), True)])
def test_a_lease_that_was_taken_by_a_clock_that_was_ahead_has_run_out(
    ahead: timedelta, *, is_free: bool, database: Database, clock: FixedClock, made: Campaign
) -> None:
    fire(database, clock, people(2))
    add(database, clock, campaign(clock, "other"))
    fire(database, clock, people(1), campaign_id="id-other")
    now = clock.now()
    clock.advance(ahead)
    first = claim(database, clock)
    clock.at = now
    with database.view() as work:
        assert next_at(work, clock, "outbox") == (now if is_free else now + ahead + LEASE)
    set_state(database, clock, CampaignState.ENDED, "id-other")
    with database.unit(actor="ann", clock=clock) as work:
        assert work.deliveries.cancel_ended(reason="over", now=now, lease=LEASE) == is_free
    second = claim(database, clock, "w2")
    assert [(d.execution_id, d.attempts) for d in second] == ([(1, 2), (2, 2)] if is_free else [])
    assert settle(database, clock, first, S.DEAD) == (0 if is_free else 3)
    assert settle(database, clock, second, worker="w2") == len(second)
    assert states(database) == ({S.SENT: 2, S.CANCELLED: 1} if is_free else {S.DEAD: 3})


def test_what_a_clock_put_off_that_was_ahead_is_due_and_nothing_else(
    database: Database, clock: FixedClock, made: Campaign
) -> None:
    now, hours = clock.now(), timedelta(hours=5)
    fire(database, clock, people(3))
    fire(database, clock, frame(treated("held", occasion="2", planned_at=now + hours)), key="2")
    asked = {"now": now, "lease": LEASE}

    def fail(n: int, wait: timedelta) -> None:
        settle(database, clock, claim(database, clock, limit=n), S.QUEUED, not_before=clock.now() + wait)

    fail(1, 2 * hours)  # Retry-After
    clock.at = now + LEASE
    fail(1, hours)
    with database.unit(actor="ann", clock=clock) as work:
        assert work.deliveries.has_early(**asked) is (work.deliveries.hasten(**asked) > 0) is False
    clock.at = now + LEASE + TICK
    fail(1, timedelta(seconds=30))
    clock.at = now
    assert claim(database, clock) == []
    with database.unit(actor="ann", clock=clock) as work:
        assert work.deliveries.has_early(**asked)
        assert work.deliveries.hasten(**asked) == 1
        assert not work.deliveries.has_early(**asked)
    (again,) = claim(database, clock)
    assert (again.execution_id, again.attempts) == (3, 2)
    assert page(database, customer_id="held")["not_before"].to_list() == [now + hours]


def test_the_same_worker_cannot_settle_by_an_older_attempt(
    database: Database, clock: FixedClock, made: Campaign
) -> None:
    fire(database, clock, people(1))
    old = claim(database, clock)
    clock.advance(LEASE)
    new = claim(database, clock)
    assert settle(database, clock, old, S.DEAD) == 0
    assert settle(database, clock, new) == 1
    assert states(database) == {S.SENT: 1}


def test_what_came_of_an_attempt_is_recorded(database: Database, clock: FixedClock, made: Campaign) -> None:
    fire(database, clock, people(4))
    later = clock.now() + timedelta(seconds=30)
    held = claim(database, clock)
    results = [
        Settled(held[0].execution_id, 1, S.SENT, reference="id 'é'"),
        Settled(held[1].execution_id, 1, S.QUEUED, reason=ODD[3], not_before=later),
        Settled(held[2].execution_id, 1, S.DEAD, reason="550 no such mailbox"),
        Settled(held[3].execution_id, 1, S.CANCELLED, reason="unsubscribed"),
    ]
    with database.unit(actor="w1", clock=clock) as work:
        assert work.deliveries.settle("w1", [], now=work.now) == 0
        assert work.deliveries.settle("w1", results, now=work.now) == 4
    found = page(database).sort("execution_id").select("state", "reason", "reference", "not_before", "attempts")
    assert found.rows() == [
        ("sent", "", "id 'é'", AT, 1), ("queued", ODD[3], "", later, 1), ("dead", "550 no such mailbox", "", AT, 1),
        ("cancelled", "unsubscribed", "", AT, 1),
    ]  # fmt: skip
    told = page(database).select("leased_by", "lease_until", "settled_at").unique()
    assert told.rows() == [(None, None, clock.now())]
    assert claim(database, clock) == []
    with database.view() as work:
        assert next_at(work, clock, "outbox") == later
        assert next_at(work, clock, "email") is next_at(work, clock) is None
    clock.advance(timedelta(seconds=30))
    (again,) = claim(database, clock)
    assert (again.execution_id, again.attempts) == (held[1].execution_id, 2)


def test_a_retry_without_an_instant_is_refused(database: Database, clock: FixedClock, made: Campaign) -> None:
    fire(database, clock, people(1))
    with pytest.raises(ValueError, match="to be tried again needs an instant: 1"):
        settle(database, clock, claim(database, clock), S.QUEUED)


def test_what_waits_of_a_campaign_is_cancelled_with_the_reason(
    database: Database, clock: FixedClock, made: Campaign
) -> None:
    add(database, clock, campaign(clock, "other"))
    fire(database, clock, people(5))
    fire(database, clock, people(1), campaign_id="id-other")
    held = claim(database, clock, limit=2)
    settle(database, clock, held[:1])

    def cancel() -> int:
        with database.unit(actor="ann", clock=clock) as work:
            return work.deliveries.cancel("id-win-back", reason="the campaign ended", now=work.now)

    assert cancel() == 3
    assert cancel() == 0
    assert states(database, "id-win-back") == {S.SENT: 1, S.LEASED: 1, S.CANCELLED: 3}
    assert settle(database, clock, held[1:]) == 1
    assert states(database, "id-win-back") == {S.SENT: 2, S.CANCELLED: 3}
    assert states(database, "id-other") == {S.QUEUED: 1}
    told = page(database, state=S.CANCELLED).select("reason", "settled_at").unique().rows()
    assert told == [("the campaign ended", clock.now())]
    with database.view() as work:
        gone = work.deliveries.cancelled(since=AT)["execution_id"].to_list()
        assert sorted(gone) == [3, 4, 5]
        assert work.deliveries.cancelled(since=AT + TICK).is_empty()
        assert work.deliveries.ids("id-win-back", [S.CANCELLED, S.DEAD]).sort().to_list() == [3, 4, 5]
        assert work.deliveries.ids("id-other", [S.CANCELLED]).dtype == pl.Int64
        found = work.deliveries.states("id-win-back").sort("execution_id")
    assert found.rows() == [(n, "sent", "why é") for n in (1, 2)] + [(n, "cancelled", told[0][0]) for n in (3, 4, 5)]


def test_what_ended_campaigns_have_left_is_cancelled_but_not_what_a_worker_still_holds(
    database: Database, clock: FixedClock, made: Campaign
) -> None:
    add(database, clock, campaign(clock, "other"))
    fire(database, clock, people(3))
    fire(database, clock, people(1, planned_at=clock.now() + LEASE), campaign_id="id-other")
    (held,) = claim(database, clock, limit=1)

    def sweep() -> int:
        with database.unit(actor="ann", clock=clock) as work:
            return work.deliveries.cancel_ended(reason="over", now=work.now, lease=LEASE)

    assert sweep() == 0
    set_state(database, clock, CampaignState.ENDED)
    clock.advance(LEASE - TICK)
    assert sweep() == 2
    clock.advance(TICK)
    assert sweep() == 1
    assert sweep() == 0
    assert settle(database, clock, [held]) == 0  # too late
    assert states(database, "id-win-back") == {S.CANCELLED: 3}
    assert states(database, "id-other") == {S.QUEUED: 1}


def test_dead_ones_are_driven_again_as_if_never_tried(database: Database, clock: FixedClock, made: Campaign) -> None:
    add(database, clock, campaign(clock, "other"))
    fire(database, clock, frame(treated("a"), treated("b"), treated("c", channel="email"), treated("d")))
    fire(database, clock, frame(treated("a")), campaign_id="id-other")
    settle(database, clock, claim(database, clock, limit=4), S.DEAD)
    clock.advance(LEASE)

    def redrive(**asked: str) -> int:
        with database.unit(actor="ann", clock=clock) as work:
            return work.deliveries.redrive(now=work.now, **asked)

    assert states(database) == {S.DEAD: 4, S.QUEUED: 1}
    assert redrive(campaign_id="nosuch") == redrive(channel="csv") == redrive(campaign_id="id-other") == 0
    assert redrive(campaign_id="id-win-back", channel="email") == 1
    (row,) = page(database, channel="email").rows(named=True)
    assert (row["state"], row["attempts"], row["not_before"], row["reason"], row["settled_at"]) == (
        "queued", 0, clock.now(), "", None
    )  # fmt: skip
    assert redrive() == 3
    assert redrive() == 0
    assert Counter(d.attempts for d in claim(database, clock)) == {1: 5}


def test_counts_and_pages_by_what_is_asked_for(database: Database, clock: FixedClock, made: Campaign) -> None:
    add(database, clock, campaign(clock, "other"))
    fire(database, clock, frame(treated("a"), treated("b", channel="email"), control("c")))
    fire(database, clock, frame(treated("a", occasion="2"), treated("d", occasion="2")), key="2")
    fire(database, clock, frame(treated("a")), campaign_id="id-other")
    settle(database, clock, claim(database, clock, limit=1))
    with database.view() as work:
        assert work.deliveries.counts().rows() == [
            ("id-other", "other", "outbox", "queued", 1), ("id-win-back", "win-back", "email", "queued", 1),
            ("id-win-back", "win-back", "outbox", "queued", 2), ("id-win-back", "win-back", "outbox", "sent", 1),
        ]  # fmt: skip
        assert work.deliveries.counts("id-other")["n"].to_list() == [1]
        assert work.deliveries.counts(state=S.SENT).rows() == [("id-win-back", "win-back", "outbox", "sent", 1)]
        assert work.deliveries.counts("id-other", state=S.SENT).is_empty()

    def ids(**asked: object) -> list[int]:
        return page(database, **asked)["execution_id"].to_list()

    assert ids() == [6, 5, 4, 2, 1]
    assert ids(limit=2) == [6, 5]
    assert ids(limit=2, offset=3) == [2, 1]
    assert ids(campaign_id="id-win-back", channel="outbox") == [5, 4, 1]
    assert ids(run_id=1) == [2, 1]
    assert ids(customer_id="a") == [6, 4, 1]
    assert ids(customer_id="a", state=S.QUEUED) == [6, 4]
    assert ids(state=S.SENT) == [1]
    assert ids(state=S.DEAD) == []
    assert page(database, state=S.DEAD).schema == page(database).schema


def test_a_channel_that_fails_is_told_for_as_long_as_something_waits_for_it(
    database: Database, clock: FixedClock, made: Campaign
) -> None:
    other = add(database, clock, campaign(clock, "other"))
    fire(database, clock, people(700))
    fire(database, clock, frame(treated("late", planned_at=AT + timedelta(days=1))), key="2")
    fire(database, clock, frame(treated("a", channel="email")), campaign_id=other.campaign_id)

    def held_up(*channels: str, campaign_id: str | None = None) -> list[HeldUp]:
        with database.view() as work:
            asked = channels or ("csv", "email", "outbox")
            return work.deliveries.held_up(asked, now=clock.now(), campaign_id=campaign_id)

    assert held_up() == []
    first = claim(database, clock, limit=3)
    assert held_up() == []
    settle(database, clock, first, S.QUEUED, not_before=clock.now() + timedelta(seconds=30))
    clock.advance(timedelta(seconds=10))
    again = claim(database, clock, limit=2)
    settle(database, clock, again[:1], S.SENT)
    with database.unit(actor="w1", clock=clock) as work:
        later = Settled(again[1].execution_id, 1, S.QUEUED, "gone", not_before=clock.now() + timedelta(hours=1))
        work.deliveries.settle("w1", [later], now=work.now)
    last = HeldUp("outbox", clock.now(), 1, "gone", due_since=AT, sent_at=clock.now())
    assert not last.is_over  # it was sent before, or by the same request
    assert held_up() == held_up("outbox") == held_up(campaign_id=made.campaign_id) == [last]
    assert held_up("email") == held_up("csv") == held_up(campaign_id=other.campaign_id) == []
    clock.advance(timedelta(seconds=30))  # what is to be tried again is due, behind hundreds that were due before
    assert held_up() == [last]
    settle(database, clock, claim(database, clock, limit=1), S.SENT)
    (works,) = held_up()
    assert (works, works.is_over) == (replace(last, sent_at=clock.now()), True)
    set_state(database, clock, CampaignState.PAUSED)
    assert held_up() == []
    set_state(database, clock, CampaignState.ACTIVE)
    clock.advance(timedelta(hours=2))
    settle(database, clock, claim(database, clock, limit=700, channels=("outbox",)))
    assert held_up() == []


def test_how_often_a_message_was_tried_is_the_most_of_any(
    database: Database, clock: FixedClock, made: Campaign
) -> None:
    fire(database, clock, frame(treated("a"), treated("b")))
    for _ in range(3):
        settle(database, clock, claim(database, clock, limit=1), S.QUEUED, not_before=clock.now())
        clock.advance(TICK)
    settle(database, clock, claim(database, clock), S.QUEUED, not_before=clock.now())
    with database.view() as work:
        (held,) = work.deliveries.held_up(["outbox"], now=clock.now())
    assert (held.at, held.reason) == (clock.now(), "why é")
    assert held.attempts == page(database)["attempts"].max() > 1
