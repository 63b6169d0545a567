"""What every channel promises: a receipt for each message, no harm by a second time, and no exception."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from core.channels.message import Outcome, Receipt
from core.kernel.clock import FixedClock
from tests.contract.channels.receiver import SECRET
from tests.contract.channels.ways import Way, message

NASTY = [
    '=HYPERLINK("http://evil")', "+1", "-1", "@A1", "\tx", "a\r\nBcc: all@example.com", "a\nb\rc", 'say "hi", you',
    "\x00\x07", "Grüße 漢字 🎁 \u202e", "\ud800", "", " ", "x" * 100_000, "';--", "</script>", ".", "\r\n.\r\nQUIT\r\n",
]  # fmt: skip


def outcomes(receipts: list[Receipt]) -> list[Outcome]:
    return [receipt.outcome for receipt in receipts]


def test_a_receipt_for_each_message_in_their_order(way: Way, clock: FixedClock) -> None:
    batch = [message(n, clock) for n in range(25)]
    receipts = way.channel.send(batch)
    assert [r.key for r in receipts] == [m.key for m in batch]
    assert outcomes(receipts) == [Outcome.SENT] * 25
    assert Counter(way.keys()) == Counter(m.key for m in batch)
    assert way.channel.fault() is None


def test_nothing_to_send(way: Way) -> None:
    assert way.channel.send([]) == []
    assert way.keys() == []


def test_the_same_batch_twice_is_harmless(way: Way, clock: FixedClock) -> None:
    batch = [message(n, clock) for n in range(12)]
    way.channel.send(batch[:8])
    assert outcomes(way.channel.send(batch)) == [Outcome.SENT] * 12
    assert outcomes(way.channel.send(batch)) == [Outcome.SENT] * 12
    assert set(way.keys()) == {m.key for m in batch}
    assert not way.is_exact or len(way.keys()) == 12


def test_one_message_twice_in_a_batch(way: Way, clock: FixedClock) -> None:
    one, two = message(1, clock), message(2, clock)
    receipts = way.channel.send([one, two, one])
    assert [(r.key, r.outcome) for r in receipts] == [(m.key, Outcome.SENT) for m in (one, two, one)]
    assert not way.is_exact or sorted(way.keys()) == sorted([one.key, two.key])


def test_two_at_once_send_what_overlaps(way: Way, clock: FixedClock) -> None:
    batch = [message(n, clock) for n in range(30)]
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(way.channel.send, [batch[:20], batch[10:], batch[5:25]]))
    assert {outcome for receipts in found for outcome in outcomes(receipts)} == {Outcome.SENT}
    assert set(way.keys()) == {m.key for m in batch}
    assert not way.is_exact or len(way.keys()) == 30


def test_one_that_is_down_asks_for_another_try_and_says_why(way: Way, clock: FixedClock) -> None:
    batch = [message(n, clock) for n in range(15)]
    way.channel.send(batch[:5])
    way.break_it()
    receipts = way.channel.send(batch)
    assert [r.key for r in receipts] == [m.key for m in batch]
    assert outcomes(receipts) == [Outcome.RETRY] * 15
    for receipt in receipts:
        assert 20 < len(receipt.detail) < 400
        assert_nothing_personal(receipt.detail)
    way.mend()
    assert outcomes(way.channel.send(batch)) == [Outcome.SENT] * 15
    assert set(way.keys()) == {m.key for m in batch}
    assert not way.is_exact or len(way.keys()) == 15


def test_whatever_a_message_holds_nothing_is_raised_and_the_others_go(way: Way, clock: FixedClock) -> None:
    batch = [message(n, clock, subject=text, body=text) for n, text in enumerate(NASTY)]
    batch += [message("plain", clock)]
    receipts = way.channel.send(batch)
    assert [r.key for r in receipts] == [m.key for m in batch]
    assert receipts[-1].outcome is Outcome.SENT
    assert Outcome.RETRY not in outcomes(receipts)
    sent = [r.key for r in receipts if r.outcome is Outcome.SENT]
    assert len(sent) >= len(NASTY) - 3
    assert Counter(way.keys()) == Counter(sent)
    for receipt in receipts:
        assert_nothing_personal(receipt.detail)


def test_what_is_shown_of_a_message_is_nothing_about_a_person(clock: FixedClock) -> None:
    assert_nothing_personal(repr(message(1, clock)))


def assert_nothing_personal(text: str) -> None:
    for told in ("ann.", "private.example", "Private line", "Private words", SECRET, "Traceback"):
        assert told not in text
