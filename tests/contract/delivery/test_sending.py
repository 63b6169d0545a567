"""What becomes of a delivery: sent, tried again, given up, cancelled; and put back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta

import pytest

from core.campaigns.model import HeldUp
from core.campaigns.states import Act, CampaignState
from core.channels.message import Outgoing, Receipt
from core.errors import BadInput, NotFound, StoreBusy
from core.kernel.clock import FixedClock
from core.services.delivery_log import Filter
from core.services.sending import Sent
from core.store import Database
from tests.contract.delivery.queue import REFUSED, RETRY, SENT, Queue

S = CampaignState


def test_everybody_gets_the_message_once(queue: Queue) -> None:
    campaign = queue.campaign()
    run = queue.fire(campaign, range(250))
    assert queue.sending.drain("w") == Sent(sent=250)
    assert queue.sending.drain("w") == Sent()
    heard = queue.channels["webhook"].heard
    assert Counter(m.customer_id for m in heard) == Counter(str(n) for n in range(250))
    [seven] = [m for m in heard if m.customer_id == "7"]
    assert seven.key == queue.key(campaign, run, "7")
    assert (seven.campaign, seven.occasion, seven.run, seven.arm) == ("win-back", run.key, run.run_id, "treated")
    assert (seven.subject, seven.body) == ("We miss you", "40 days. BACK5")
    row = queue.rows()["7"]
    assert (row["state"], row["attempts"], row["reference"], row["settled_at"]) == (
        "sent",
        1,
        "ref 7",
        queue.clock.now(),
    )


def test_what_fails_is_tried_again_with_the_same_key_later_and_later(queue: Queue) -> None:
    campaign = queue.campaign()
    run = queue.fire(campaign, [1])
    hook = queue.channels["webhook"]
    hook.answers(RETRY, "The webhook answers 500.")
    waits = []
    for attempt in range(1, 6):
        assert queue.sending.drain("w") == Sent(retried=1)
        row = queue.rows()["1"]
        assert (row["state"], row["attempts"], row["reason"]) == ("queued", attempt, "The webhook answers 500.")
        said, due = "The webhook answers 500.", row["not_before"]
        held = HeldUp("webhook", queue.clock.now(), attempt, said, due_since=due, sent_at=None)
        assert queue.log.status().held_up == queue.log.status(campaign.slug).held_up == (held,)
        waits.append((row["not_before"] - queue.clock.now()).total_seconds())
        assert queue.sending.drain("w") == Sent()
        queue.clock.at = row["not_before"]
    assert all(30 * 2**n <= wait <= 33 * 2**n for n, wait in enumerate(waits))
    hook.answers(SENT)
    assert queue.sending.drain("w") == Sent(sent=1)
    assert {m.key for m in hook.heard} == {queue.key(campaign, run, "1")}
    assert queue.rows()["1"]["reason"] == ""
    assert queue.log.status().held_up == ()


def test_what_is_refused_is_dead_at_once_and_can_be_put_back(queue: Queue) -> None:
    campaign = queue.campaign()
    queue.fire(campaign, range(5))
    hook = queue.channels["webhook"]
    hook.answer = lambda m: Receipt(m.key, REFUSED if m.customer_id in "13" else SENT, "No such person.")
    assert queue.sending.drain("w") == Sent(sent=3, dead=2)
    assert queue.rows()["1"]["reason"] == "No such person."
    assert queue.log.redrive("win-back", channel="email") == 0
    assert queue.log.redrive("Win back") == 2
    assert queue.log.redrive() == 0
    hook.answers(SENT)
    assert queue.sending.drain("w") == Sent(sent=2)
    assert queue.rows()["1"]["attempts"] == 1
    assert Counter(hook.customers) == {"0": 1, "1": 2, "2": 1, "3": 2, "4": 1}
    with queue.database.view() as work:
        assert [r.action for r in work.audit.of("campaign", "win-back")] == ["redrive"]
    with pytest.raises(NotFound):
        queue.log.redrive("nobody")
    with pytest.raises(BadInput, match="webhook"):
        queue.log.redrive(channel="webhok")


def test_of_a_paused_campaign_nothing_is_sent_until_it_goes_on(queue: Queue) -> None:
    campaign = queue.campaign()
    queue.fire(campaign, range(3))
    queue.move(campaign, Act.PAUSE, S.ACTIVE)
    assert queue.sending.drain("w") == Sent()
    assert queue.states() == {"queued": 3}
    queue.move(campaign, Act.ACTIVATE, S.PAUSED)
    assert queue.sending.drain("w") == Sent(sent=3)


def test_of_an_ended_campaign_what_is_left_is_cancelled(queue: Queue) -> None:
    campaign, other = queue.campaign(), queue.campaign("Other")
    queue.fire(campaign, range(5))
    queue.fire(other, ["x"])
    hook = queue.channels["webhook"]
    hook.answer = lambda m: Receipt(m.key, RETRY if m.customer_id in "12" else SENT, "Not now.")
    assert queue.sending.drain("w") == Sent(sent=4, retried=2)
    queue.move(campaign, Act.END, S.ACTIVE)
    assert queue.sending.drain("w") == Sent(cancelled=2)
    assert queue.states() == {"sent": 4, "cancelled": 2}
    assert queue.rows()["1"]["reason"] == "The campaign was ended."


@pytest.mark.parametrize(("channel", "state"), [("webhook", "cancelled"), (None, "cancelled"), ("email", "sent")])
def test_who_unsubscribed_meanwhile_gets_nothing(channel: str | None, state: str, queue: Queue) -> None:
    queue.fire(queue.campaign(), ["ann", "bob"])
    queue.respond("ann", "unsubscribed", channel=channel)
    queue.sending.drain("w")
    row = queue.rows()["ann"]
    assert (row["state"], row["reason"]) == (state, "" if state == "sent" else "The customer has unsubscribed.")
    assert queue.rows()["bob"]["state"] == "sent"


def test_what_a_worker_that_died_held_is_sent_by_another_when_its_lease_is_over(queue: Queue) -> None:
    campaign = queue.campaign()
    run = queue.fire(campaign, range(3))
    claimed = queue.sending._claim(queue.channels["webhook"], "dead", 10)
    assert len(claimed) == 3
    assert queue.sending.drain("w") == Sent()
    queue.later(minutes=5)
    assert queue.sending.drain("w") == Sent(sent=3)
    assert {m.key for m in queue.channels["webhook"].heard} == {queue.key(campaign, run, str(n)) for n in range(3)}
    assert {row["attempts"] for row in queue.rows().values()} == {2}


def test_who_was_late_settles_nothing(queue: Queue) -> None:
    queue.fire(queue.campaign(), range(3))
    hook = queue.channels["webhook"]

    def overtaken(message: Outgoing) -> Receipt:
        if message.customer_id == "2":
            hook.answers(SENT)
            queue.later(minutes=6)
            assert queue.sending.drain("quick") == Sent(sent=3)
        return Receipt(message.key, REFUSED, "Too late.")

    hook.answer = overtaken
    assert queue.sending.drain("slow") == Sent(dead=3, late=3)
    assert {row["state"] for row in queue.rows().values()} == {"sent"}


def test_a_clock_that_jumps_loses_nobody_and_reaches_nobody_twice(queue: Queue) -> None:
    campaign = queue.campaign()
    queue.fire(campaign, range(300))
    hook = queue.channels["webhook"]
    reached: Counter[str] = Counter()

    def moody(message: Outgoing) -> Receipt:
        if len(hook.heard) % 3 == 0:
            return Receipt(message.key, RETRY, "Not now.", 90.0 if len(hook.heard) % 2 else None)
        reached[message.key] += 1
        return Receipt(message.key, SENT)

    hook.answer = moody
    for n, hours in enumerate([-3, 5, -1, -24, 30, 0, -2, 4, 1, 1, 1, 1, 1, 1, 1, 1]):
        queue.sending.pass_("w", limit=60)
        queue.sending._claim(hook, f"dead {n}", 5)
        queue.later(hours=hours, seconds=1)
    for _ in range(20):
        queue.sending.drain("w")
        queue.later(hours=2)
    assert queue.states() == {"sent": 300}
    assert len(reached) == 300
    assert set(reached.values()) == {1}


def test_what_a_clock_that_was_ahead_held_and_put_off_is_sent_when_it_is_right_again(queue: Queue) -> None:
    queue.fire(queue.campaign(), range(6))
    hook, now = queue.channels["webhook"], queue.clock.now()
    queue.later(hours=20)
    hook.answers(RETRY, "Not now.")
    assert queue.sending.pass_("w", limit=3) == Sent(retried=3)
    assert len(queue.sending._claim(hook, "dead", 3)) == 3
    queue.clock.at = now
    hook.answers(SENT)
    assert queue.log.status().next_at == now
    assert queue.sending.drain("w") == Sent(sent=6)
    assert {row["attempts"] for row in queue.rows().values()} == {2}
    assert set(Counter(m.key for m in hook.heard).values()) == {1, 2}
    assert Counter(hook.customers) == Counter([*"012345", *"012"])


def test_who_sent_by_a_clock_that_was_ahead_settles_nothing_when_others_took_over(queue: Queue) -> None:
    queue.fire(queue.campaign(), range(3))
    hook, now = queue.channels["webhook"], queue.clock.now()
    queue.later(hours=20)

    def overtaken(message: Outgoing) -> Receipt:
        if message.customer_id == "2":
            hook.answers(SENT)
            queue.clock.at = now
            assert queue.sending.drain("quick") == Sent(sent=3)
        return Receipt(message.key, RETRY, "Too late.")

    hook.answer = overtaken
    assert queue.sending.drain("slow") == Sent(retried=3, late=3)
    assert {row["state"] for row in queue.rows().values()} == {"sent"}
    assert len({m.key for m in hook.heard}) == 3


def test_what_was_put_off_by_another_ones_clock_is_found_within_the_hour(queue: Queue) -> None:
    queue.fire(queue.campaign(), range(2))
    hook, now = queue.channels["webhook"], queue.clock.now()
    other = Queue(queue.database, FixedClock(now + timedelta(hours=9)))
    other.channels["webhook"].answers(RETRY, "Not now.")
    assert queue.sending.pass_("w", limit=1) == Sent(sent=1)
    assert other.sending.drain("ahead") == Sent(retried=1)
    queue.later(minutes=59)
    assert queue.sending.drain("w") == Sent()
    queue.later(minutes=1)
    assert queue.sending.drain("w") == Sent(sent=1)
    assert hook.customers == ["0", "1"]


def test_the_log_is_found_by_what_is_asked(queue: Queue) -> None:
    one, two = queue.campaign(), queue.campaign("Other")
    run = queue.fire(one, range(4))
    queue.fire(two, range(3), channel="outbox")
    queue.sending.drain("w")

    def found(**asked: object) -> int:
        return queue.log.page(Filter(**asked)).height

    assert [found(), found(campaign="win-back"), found(campaign="Other"), found(run=run.run_id)] == [7, 4, 3, 4]
    assert [found(state="sent"), found(state="queued"), found(channel="outbox"), found(customer_id="3")] == [4, 3, 3, 1]
    asked = Filter(campaign="win-back", run=run.run_id, channel="webhook", state="sent")
    assert [queue.log.count(), queue.log.count(asked), queue.log.count(Filter(customer_id="3"))] == [7, 4, 1]
    assert queue.log.count_messages("other", customer_id="1") == queue.log.messages("other").height == 0
    counts = queue.log.status().counts.to_dicts()
    assert counts == [
        {"campaign": "other", "channel": "outbox", "queued": 3, "leased": 0, "sent": 0, "dead": 0, "cancelled": 0},
        {"campaign": "win-back", "channel": "webhook", "queued": 0, "leased": 0, "sent": 4, "dead": 0, "cancelled": 0},
    ]
    with pytest.raises(BadInput, match="queued"):
        found(state="queud")


class Watched(FixedClock):
    """A clock that does something when it is read for the second time after `begin`."""

    def begin(self, then: Callable[[], object]) -> None:
        self.left, self.then = 2, then

    def now(self) -> datetime:
        self.left = getattr(self, "left", 0) - 1
        if self.left == 0:
            self.then()
        return super().now()


@pytest.fixture
def impatient(url: str, queue: Queue) -> Iterator[Queue]:
    """The same queue, worked on by somebody who does not wait long, while another one begins to write and goes on."""
    database = Database(url, wait=0.1)
    made = Queue(database, Watched(queue.clock.now()))
    made.people = queue.people
    yield made
    database.close()


def test_what_was_sent_is_recorded_though_others_write_for_long(queue: Queue, impatient: Queue) -> None:
    """As while a million executions are written: what is not recorded would go out again."""
    queue.fire(queue.campaign(), range(3))
    hook, watch = impatient.channels["webhook"], impatient.clock
    assert isinstance(watch, Watched)
    with ExitStack() as other:

        def answer(message: Outgoing) -> Receipt:
            if message is hook.heard[-1]:
                other.enter_context(queue.database.unit(actor="bob", clock=queue.clock))
                watch.begin(other.close)
            return Receipt(message.key, SENT)

        hook.answer = answer
        assert impatient.sending.pass_("w") == Sent(sent=3)
    assert len(hook.heard) == 3
    assert queue.states() == {"sent": 3}


def test_who_cannot_record_it_within_the_lease_says_so(queue: Queue, impatient: Queue) -> None:
    queue.fire(queue.campaign(), range(3))
    hook, watch = impatient.channels["webhook"], impatient.clock
    assert isinstance(watch, Watched)
    with ExitStack() as other:

        def answer(message: Outgoing) -> Receipt:
            if message is hook.heard[-1]:
                other.enter_context(queue.database.unit(actor="bob", clock=queue.clock))
                watch.begin(lambda: impatient.later(minutes=5))
            return Receipt(message.key, SENT)

        hook.answer = answer
        with pytest.raises(StoreBusy):
            impatient.sending.pass_("w")
    assert queue.states() == {"leased": 3}
    queue.later(minutes=5)
    assert queue.sending.pass_("another") == Sent(sent=3)
