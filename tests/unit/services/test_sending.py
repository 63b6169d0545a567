"""Sending by the rules: how often, when, and what is not sent after all. The stores are compared in tests/contract."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from core.campaigns.states import Act, CampaignState
from core.channels.message import Outgoing, Receipt
from core.errors import SnapshotMissing
from core.kernel.clock import FixedClock
from core.services.reach import Reachable
from core.services.retries import Patience, pause
from core.services.sending import Sent
from core.services.told import told
from core.store import Database
from tests.contract.delivery.queue import RETRY, SENT, Queue, Talk

S = CampaignState


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A store in a file."""
    made = Database.at(tmp_path / "store.sqlite")
    made.upgrade()
    yield made
    made.close()


@pytest.fixture
def queue(database: Database, clock: FixedClock) -> Queue:
    """An empty queue with a webhook."""
    return Queue(database, clock)


def test_a_run_says_what_its_version_said(queue: Queue) -> None:
    campaign = queue.campaign(variants=[
        {"name": "A", "share": 0.5},
        {"name": "B", "share": 0.5, "messages": {"default": {"subject": "Hi", "body": "B"}}},
    ])  # fmt: skip
    queue.fire(campaign, [1], variant="A")
    queue.fire(campaign, [2], variant="B")
    queue.sending.drain("w")
    assert {m.customer_id: m.body for m in queue.channels["webhook"].heard} == {"1": "40 days. BACK5", "2": "B"}


def test_after_so_many_attempts_it_is_given_up_with_the_last_reason(queue: Queue) -> None:
    queue.fire(queue.campaign(), [1])
    began = queue.clock.now()
    queue.channels["webhook"].answers(RETRY, "The webhook answers 500.")
    for _ in range(9):
        assert queue.sending.drain("w") == Sent(retried=1)
        queue.clock.at = queue.rows()["1"]["not_before"]
    assert queue.clock.now() - began > timedelta(hours=2)
    assert queue.sending.drain("w") == Sent(dead=1)
    assert queue.rows()["1"]["reason"] == "The webhook answers 500. Given up after 10 attempts."
    queue.later(days=2)
    assert queue.sending.drain("w") == Sent()


def test_who_asks_to_wait_is_left_alone_so_long(queue: Queue) -> None:
    queue.fire(queue.campaign(), range(250))
    hook = queue.channels["webhook"]
    hook.answers(RETRY, "The webhook answers 429.", retry_after=600.0)
    assert queue.sending.drain("w") == Sent(retried=100)
    queue.later(seconds=599)
    assert queue.sending.drain("w") == Sent()
    queue.later(seconds=1)
    hook.answers(SENT)
    assert queue.sending.drain("w") == Sent(sent=250)


def test_of_several_waits_that_a_channel_asks_for_the_longest_counts(queue: Queue) -> None:
    queue.fire(queue.campaign(), range(150))
    hook = queue.channels["webhook"]
    hook.answer = lambda m: Receipt(m.key, RETRY, "The webhook answers 429.", 60.0 * (1 + int(m.customer_id) % 5))
    assert queue.sending.drain("w") == Sent(retried=100)
    hook.answers(SENT)
    queue.later(seconds=299)
    assert queue.sending.drain("w") == Sent()
    queue.later(seconds=1)
    assert queue.sending.drain("w") == Sent(sent=150)


def test_a_worker_that_heard_of_no_wait_keeps_to_it_for_the_message_that_was_tried(queue: Queue) -> None:
    queue.fire(queue.campaign(), ["ann"])
    queue.channels["webhook"].answers(RETRY, "The webhook answers 429.", retry_after=600.0)
    assert queue.sending.drain("w") == Sent(retried=1)
    other = Queue(queue.database, queue.clock).sending
    queue.later(seconds=599)
    assert other.drain("other") == Sent()
    queue.later(seconds=1)
    assert other.drain("other") == Sent(sent=1)


def test_a_clock_that_is_set_back_ends_the_wait_of_a_channel(queue: Queue) -> None:
    queue.fire(queue.campaign(), range(150))
    hook = queue.channels["webhook"]
    hook.answers(RETRY, "The webhook answers 429.", retry_after=600.0)
    queue.sending.drain("w")
    hook.answers(SENT)
    queue.later(seconds=-1)
    assert queue.sending.drain("w") == Sent()
    queue.later(seconds=1)
    assert queue.sending.drain("w") == Sent()
    queue.later(seconds=600)
    assert queue.sending.drain("w") == Sent(sent=150)


def test_one_message_that_has_to_wait_keeps_no_other_batch_waiting(queue: Queue) -> None:
    queue.fire(queue.campaign(), range(250))
    hook = queue.channels["webhook"]
    hook.answer = lambda m: Receipt(m.key, RETRY if m.customer_id == "0" else SENT, "The webhook answers 409.")
    assert queue.sending.drain("w") == Sent(sent=249, retried=1)


def test_a_channel_that_is_down_costs_one_batch_an_attempt(queue: Queue) -> None:
    queue.fire(queue.campaign(), range(450))
    hook = queue.channels["webhook"]
    hook.answers(RETRY, "The webhook cannot be reached.")
    assert queue.sending.drain("w") == Sent(retried=100)
    assert queue.sending.pass_("w") == Sent(retried=100)
    hook.answers(SENT)
    assert queue.sending.drain("w") == Sent(sent=250)
    queue.later(minutes=1)
    assert queue.sending.drain("w") == Sent(sent=200)


@pytest.mark.parametrize(
    ("act", "state", "reason"),
    [(Act.PAUSE, "queued", "The campaign is paused."), (Act.END, "cancelled", "The campaign was ended.")],
)
def test_what_was_claimed_is_not_sent_if_its_campaign_stops_just_before(
    act: Act, state: str, reason: str, queue: Queue
) -> None:
    campaign = queue.campaign()
    queue.fire(campaign, ["ann"])
    queue.people.meanwhile = lambda: queue.move(campaign, act, S.ACTIVE)
    assert queue.sending.drain("w").sent == 0
    assert queue.channels["webhook"].heard == []
    assert (queue.rows()["ann"]["state"], queue.rows()["ann"]["reason"]) == (state, reason)


def test_a_campaign_that_ends_while_a_worker_holds_its_messages(queue: Queue) -> None:
    campaign = queue.campaign()
    queue.fire(campaign, range(3))
    hook = queue.channels["webhook"]

    def end(message: Outgoing) -> Receipt:
        if message.customer_id == "0":
            queue.move(campaign, Act.END, S.ACTIVE)
        return Receipt(message.key, SENT if message.customer_id == "0" else RETRY, "Not now.")

    hook.answer = end
    assert queue.sending.drain("w") == Sent(sent=1, retried=2, cancelled=2)
    assert queue.states() == {"sent": 1, "cancelled": 2}


def test_who_came_back_gets_it(queue: Queue) -> None:
    queue.fire(queue.campaign(), ["ann"])
    now = queue.clock.now()
    queue.respond("ann", "resubscribed", at=now - timedelta(hours=1))
    queue.respond("ann", "unsubscribed", at=now - timedelta(hours=2))
    assert queue.sending.drain("w") == Sent(sent=1)


def test_who_withdrew_consent_in_the_warehouse_gets_nothing(queue: Queue) -> None:
    queue.fire(queue.campaign(), ["ann", "bob"])
    queue.people.known["ann"] = Reachable("ann@example.com", has_consent=False)
    assert queue.sending.drain("w") == Sent(sent=1, cancelled=1)
    assert queue.rows()["ann"]["reason"] == "The customer does not consent any more."
    assert queue.channels["webhook"].heard[0].address == "bob@example.com"


def test_an_assignment_of_control_is_no_contact(database: Database, clock: FixedClock) -> None:
    table = Talk("warehouse")
    queue = Queue(database, clock, table)
    campaign = queue.campaign()
    queue.fire(campaign, ["ann"], channel="warehouse", arm="control", facts={})
    queue.fire(campaign, ["bob"], channel="warehouse")
    for customer in ("ann", "bob"):
        queue.respond(customer, "unsubscribed")
    assert queue.sending.drain("w") == Sent(sent=1, cancelled=1)
    assert [(m.customer_id, m.arm) for m in table.heard] == [("ann", "control")]


def test_a_message_that_cannot_be_written_is_dead_and_the_others_go(queue: Queue) -> None:
    campaign = queue.campaign()
    queue.fire(campaign, ["ann"], facts={})
    queue.fire(campaign, ["bob"])
    assert queue.sending.drain("w") == Sent(sent=1, dead=1)
    assert "last_purchase_days_ago" in queue.rows()["ann"]["reason"]


def test_a_channel_that_breaks_does_not_stop_the_others(database: Database, clock: FixedClock) -> None:
    class Broken(Talk):
        def send(self, batch):
            raise KeyError("ann@example.com")

    class Short(Talk):
        def send(self, batch):
            return super().send(batch)[1:]

    queue = Queue(database, clock, Broken("webhook"), Short("email"), Talk("outbox"))
    campaign = queue.campaign()
    for channel in ("webhook", "email", "outbox"):
        queue.fire(campaign, [channel], channel=channel)
    assert queue.sending.drain("w") == Sent(sent=1, retried=2)
    rows = queue.rows()
    assert rows["webhook"]["reason"] == "A fault of ours (KeyError); the log says more."
    assert rows["email"]["reason"] == "A fault of ours (ValueError); the log says more."


def test_where_addresses_cannot_be_looked_up_it_is_tried_again(queue: Queue) -> None:
    queue.fire(queue.campaign(), range(150))
    queue.people.broken = SnapshotMissing("There is no snapshot.", fix="Refresh.")
    assert queue.sending.drain("w") == Sent(retried=100)
    assert queue.rows()["0"]["reason"] == "There is no snapshot."
    queue.people.broken = None
    queue.later(minutes=1)
    assert queue.sending.drain("w") == Sent(sent=150)


def test_what_no_channel_is_set_up_for_waits(database: Database, clock: FixedClock) -> None:
    hook = Talk("webhook", missing="There is no webhook: LAB_WEBHOOK_URL is not set.")
    queue = Queue(database, clock, hook, Talk("outbox"))
    queue.fire(queue.campaign(), [1])
    assert queue.sending.drain("w") == Sent()
    status = queue.log.status()
    assert status.faults == {"webhook": hook.missing}
    assert (status.states["queued"], status.next_at) == (1, None)
    hook.missing = None
    assert queue.log.status().next_at == clock.now()
    assert queue.sending.drain("w") == Sent(sent=1)


def test_a_message_over_which_workers_die_is_given_up(database: Database, clock: FixedClock) -> None:
    queue = Queue(database, clock, patience=Patience(attempts=3, lease=timedelta(minutes=5)))
    queue.fire(queue.campaign(), [1])
    for n in range(3):
        assert len(queue.sending._claim(queue.channels["webhook"], f"dead {n}", 10)) == 1
        queue.later(minutes=5)
    assert queue.sending.drain("w") == Sent(dead=1)
    assert queue.rows()["1"]["reason"] == "Given up: 3 attempts ended without an answer."


def test_a_pass_has_its_limit_and_a_worker_its_end(queue: Queue) -> None:
    queue.fire(queue.campaign(), range(1000))
    assert queue.sending.pass_("w", limit=130) == Sent(sent=130)
    over = iter([False, False, False, True])
    assert queue.sending.drain("w", is_over=lambda: next(over, True)) == Sent(sent=200)
    assert queue.sending.drain("w", is_over=lambda: True) == Sent()
    assert queue.states() == {"sent": 330, "queued": 670}


def test_a_channel_down_for_an_hour_loses_nobody_and_reaches_nobody_twice(queue: Queue) -> None:
    queue.fire(queue.campaign(), range(400))
    hook = queue.channels["webhook"]
    reached: Counter[str] = Counter()
    until = queue.clock.now() + timedelta(hours=1)

    def down(message: Outgoing) -> Receipt:
        if queue.clock.now() < until:
            return Receipt(message.key, RETRY, "The webhook cannot be reached.")
        reached[message.customer_id] += 1
        return Receipt(message.key, SENT)

    hook.answer = down
    total = Sent()
    for _ in range(60):
        total += queue.sending.drain("w")
        queue.later(minutes=3)
    assert queue.states() == {"sent": 400}
    assert (total.sent, total.dead) == (400, 0)
    assert total.retried > 400
    assert reached == Counter(str(n) for n in range(400))


def test_the_pause_is_the_same_for_the_same_attempt_and_differs_between_messages() -> None:
    assert pause("a", 3) == pause("a", 3)
    assert len({pause(key, 3) for key in "abcdef"}) == 6
    assert all(120 <= pause(key, 3) <= 132 for key in "abcdef")
    assert 3600 <= pause("a", 9) <= 3960
    assert pause("a", 10_000) <= 3960


def test_a_campaign_that_cannot_be_read_keeps_no_other_waiting(queue: Queue) -> None:
    queue.fire(queue.campaign("Of old"), ["ann"])
    queue.fire(queue.campaign(), ["bob"])
    with queue.database.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE campaign_version SET definition = '{\"name\": \"Of old\"}' WHERE campaign_id = 'id-of-old'"
        )
    assert queue.sending.drain("w") == Sent(sent=1, retried=1)
    assert "audience" in queue.rows()["ann"]["reason"]


def test_a_slow_channel_does_not_keep_the_others_waiting(database: Database, clock: FixedClock) -> None:
    order: list[str] = []

    class Noting(Talk):
        def send(self, batch):
            order.append(self.name)
            return super().send(batch)

    queue = Queue(database, clock, Noting("email", at_once=10), Noting("outbox", at_once=10))
    campaign = queue.campaign()
    queue.fire(campaign, range(30), channel="email")
    queue.fire(campaign, range(30, 50), channel="outbox")
    assert queue.sending.drain("w") == Sent(sent=50)
    assert order == ["email", "outbox", "email", "outbox", "email"]


def test_what_a_channel_knows_of_its_messages_is_an_event_once(queue: Queue) -> None:
    campaign = queue.campaign()
    queue.fire(campaign, [1, 2, 3])
    hook = queue.channels["webhook"]
    hook.answer = lambda m: Receipt(m.key, SENT, event="delivered" if m.customer_id != "3" else "")
    with queue.database.unit(actor="ann", clock=queue.clock) as work:  # a worker that dies before it settles
        work.deliveries.claim(
            "dying", now=work.now, until=work.now + timedelta(minutes=5), limit=9, channels=["webhook"]
        )
    queue.later(minutes=6)
    assert queue.sending.drain("w") == Sent(sent=3)
    with queue.database.unit(actor="ann", clock=queue.clock) as work:
        work.responses.insert(
            told([(hook.heard[0], "delivered")], at=work.now), recorded_at=work.now, recorded_by="ann"
        )
    with queue.database.view() as work:
        found = work.responses.of(campaign=campaign.slug)
    assert sorted(found.select("kind", "customer_id", "channel").rows()) == [
        ("delivered", "1", "webhook"), ("delivered", "2", "webhook"),
    ]  # fmt: skip
