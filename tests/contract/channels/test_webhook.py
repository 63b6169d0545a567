"""The webhook against a server that fails, hangs, redirects, rate-limits, answers garbage and hangs up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from core.channels.message import Outcome, Receipt
from core.channels.signing import SIGNATURE, TIMESTAMP, is_genuine, signature
from core.channels.webhook import THREADS, WebhookChannel
from core.kernel.clock import FixedClock
from tests.contract.channels.mail_server import certificate
from tests.contract.channels.receiver import SECRET, Receiver, Reply, Request, receiving
from tests.contract.channels.ways import message


@pytest.fixture
def receiver(clock: FixedClock) -> Iterator[Receiver]:
    with receiving(lambda: clock.now().timestamp()) as found:
        yield found


def channel(receiver: Receiver, clock: FixedClock, *, batch: int = 1, timeout: float = 0.4) -> WebhookChannel:
    return WebhookChannel(receiver.url, SECRET, clock=clock, batch=batch, timeout=timeout)


def sent(receiver: Receiver, clock: FixedClock, n: int = 1, **options: object) -> list[Receipt]:
    return channel(receiver, clock, **options).send([message(i, clock) for i in range(n)])


def test_a_request_is_signed_and_carries_the_key(receiver: Receiver, clock: FixedClock) -> None:
    assert sent(receiver, clock)[0].outcome is Outcome.SENT
    [request] = receiver.requests
    one = message(0, clock)
    assert request.is_genuine
    assert request.headers["Idempotency-Key"] == one.key
    assert request.headers["Content-Type"] == "application/json"
    assert request.messages == [{
        "key": one.key, "campaign": "win-back", "occasion": "2018-01-15T12:00:00Z", "run": 7, "customer_id": "0",
        "arm": "treated", "variant": "A", "planned_at": "2018-01-15T12:00:00Z", "subject": "Private line 0",
        "body": "Private words 0", "is_html": False,
    }]  # fmt: skip


def test_a_signature_fits_one_body_one_secret_and_one_time(receiver: Receiver, clock: FixedClock) -> None:
    sent(receiver, clock)
    [request] = receiver.requests
    now = clock.now().timestamp()
    given = {"timestamp": request.headers[TIMESTAMP], "given": request.headers[SIGNATURE], "body": request.content}
    assert is_genuine(SECRET, now=now + 299, **given)
    assert not is_genuine(SECRET, now=now + 301, **given)
    assert not is_genuine("another", now=now, **given)
    assert not is_genuine(SECRET, now=now, **{**given, "body": request.content + b" "})
    assert not is_genuine(SECRET, now=now, **{**given, "timestamp": "soon"})
    assert not is_genuine(SECRET, now=now, **{**given, "given": "v1=ü"})
    by_openssl = "b253639bcd705ed1cda3073f66104f16988bd40272584dea7d0d345ae93e61cc"
    assert signature("s", 1, b"{}") == f"v1={by_openssl}"


def test_several_in_a_request_have_one_key_of_their_own(receiver: Receiver, clock: FixedClock) -> None:
    assert {r.outcome for r in sent(receiver, clock, 25, batch=10)} == {Outcome.SENT}
    assert sorted(len(r.messages) for r in receiver.requests) == [5, 10, 10]
    keys = {r.headers["Idempotency-Key"] for r in receiver.requests}
    sent(receiver, clock, 25, batch=10)
    assert len(keys) == 3
    assert {r.headers["Idempotency-Key"] for r in receiver.requests} == keys


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
def test_any_success_is_sent(status: int, receiver: Receiver, clock: FixedClock) -> None:
    receiver.answer = lambda _: Reply(status, body=b"")
    assert sent(receiver, clock)[0] == Receipt(message(0, clock).key, Outcome.SENT)


@pytest.mark.parametrize("status", [400, 413, 422])
def test_what_is_refused_for_what_it_says_is_final(status: int, receiver: Receiver, clock: FixedClock) -> None:
    receiver.answer = lambda _: Reply(status, body=b"ann.0@private.example")
    [receipt] = sent(receiver, clock)
    assert (receipt.outcome, receipt.detail) == (Outcome.REFUSED, f"The webhook refuses it ({status}).")


@pytest.mark.parametrize("status", [408, 409, 425, 429, 500, 502, 503, 504, 599])
def test_what_passes_is_tried_again(status: int, receiver: Receiver, clock: FixedClock) -> None:
    receiver.answer = lambda _: Reply(status)
    [receipt] = sent(receiver, clock)
    assert (receipt.outcome, receipt.detail) == (Outcome.RETRY, f"The webhook answers {status}.")
    assert receipt.retry_after is None


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "does not let us in (401); check that LAB_WEBHOOK_SECRET is"),
        (403, "does not let us in (403); check that LAB_WEBHOOK_SECRET is"),
        (404, "takes no messages at this address (404); check LAB_WEBHOOK_URL."),
        (405, "takes no messages at this address (405); check LAB_WEBHOOK_URL."),
        (410, "takes no messages at this address (410); check LAB_WEBHOOK_URL."),
    ],
)
def test_a_wrong_address_or_secret_costs_no_message(
    status: int, words: str, receiver: Receiver, clock: FixedClock
) -> None:
    receiver.answer = lambda _: Reply(status, body=b"ann.0@private.example")
    receipts = sent(receiver, clock, 40)
    assert {r.outcome for r in receipts} == {Outcome.RETRY}
    assert all(words in r.detail for r in receipts)
    assert len(receiver.requests) <= THREADS  # those under way at the time; the others are not posted in vain
    receiver.answer = lambda _: Reply(200)
    assert {r.outcome for r in sent(receiver, clock, 40)} == {Outcome.SENT}


@pytest.mark.parametrize("status", [301, 302, 303, 304, 307, 308])
def test_a_redirect_is_not_followed(status: int, receiver: Receiver, clock: FixedClock) -> None:
    with receiving(lambda: clock.now().timestamp()) as elsewhere:
        receiver.answer = lambda _: Reply(status, {"Location": elsewhere.url}, body=b"")
        [receipt] = sent(receiver, clock)
        assert receipt.outcome is Outcome.RETRY
        assert "redirects" in receipt.detail
        assert "LAB_WEBHOOK_URL" in receipt.detail
        assert elsewhere.requests == []


@pytest.mark.parametrize("status", [429, 503, 500])
@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("7", 7.0),
        (" 120 ", 120.0),
        ("0", 0.0),
        ("99999999999999", 86400.0),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
    ],
)
def test_how_long_to_wait(said: str, seconds: float | None, status: int, receiver: Receiver, clock: FixedClock) -> None:
    receiver.answer = lambda _: Reply(status, {"Retry-After": said})
    assert sent(receiver, clock)[0].retry_after == seconds


@pytest.mark.parametrize(("minutes", "seconds"), [(3, 180.0), (-3, 0.0), (60 * 48, 86400.0)])
def test_until_when_to_wait(minutes: int, seconds: float, receiver: Receiver, clock: FixedClock) -> None:
    until = format_datetime(clock.now() + timedelta(minutes=minutes), usegmt=True)
    receiver.answer = lambda _: Reply(503, {"Retry-After": until})
    assert sent(receiver, clock)[0].retry_after == seconds


@pytest.mark.parametrize("status", [429, 503])
def test_who_asks_to_wait_is_not_asked_on(status: int, receiver: Receiver, clock: FixedClock) -> None:
    receiver.answer = lambda _: Reply(status, {"Retry-After": "60"})
    receipts = sent(receiver, clock, 64)
    assert {(r.outcome, r.retry_after) for r in receipts} == {(Outcome.RETRY, 60.0)}
    assert len(receiver.requests) <= THREADS


def test_who_fails_again_and_again_is_not_asked_on(receiver: Receiver, clock: FixedClock) -> None:
    receiver.answer = lambda _: Reply(500)
    assert {r.outcome for r in sent(receiver, clock, 64)} == {Outcome.RETRY}
    assert len(receiver.requests) < 3 + THREADS


def test_one_that_fails_among_others_does_not_stop_them(receiver: Receiver, clock: FixedClock) -> None:
    bad = message(20, clock).key
    receiver.answer = lambda request: Reply(500 if bad in request.keys else 200)
    receipts = sent(receiver, clock, 40)
    assert [r.key for r in receipts if r.outcome is Outcome.RETRY] == [bad]
    assert len(receiver.taken) == 39


def test_who_hangs_is_given_up_and_not_asked_on(receiver: Receiver, clock: FixedClock) -> None:
    receiver.answer = receiver.hang
    receipts = sent(receiver, clock, 64)
    assert {(r.outcome, r.detail) for r in receipts} == {(Outcome.RETRY, "The webhook does not answer in time.")}
    assert len(receiver.requests) <= 2 * THREADS
    receiver.released.set()


def test_one_that_hangs_does_not_stop_the_others(receiver: Receiver, clock: FixedClock) -> None:
    bad = message(3, clock).key
    receiver.answer = lambda request: receiver.hang(request) if bad in request.keys else Reply()
    receipts = sent(receiver, clock, 20)
    assert [r.key for r in receipts if r.outcome is Outcome.RETRY] == [bad]


def drip(receiver: Receiver) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nX-Slow: "
    while not receiver.released.wait(0.05):
        yield b"x"


def test_who_answers_a_byte_at_a_time_is_given_up(receiver: Receiver, clock: FixedClock) -> None:
    receiver.answer = lambda _: Reply(raw=drip(receiver))
    receipts = sent(receiver, clock, 3, timeout=0.2)
    assert {(r.outcome, r.detail) for r in receipts} == {(Outcome.RETRY, "The webhook does not answer in time.")}


def flood() -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n"
    while True:
        yield b"x" * 65_536


def test_the_words_of_an_answer_are_not_waited_for(receiver: Receiver, clock: FixedClock) -> None:
    receiver.answer = lambda _: Reply(raw=flood())
    assert [r.outcome for r in sent(receiver, clock, 3)] == [Outcome.SENT] * 3
    receiver.answer = lambda _: Reply(headers={"Content-Encoding": "gzip"}, body=b"no gzip at all")
    assert [r.outcome for r in sent(receiver, clock, 3)] == [Outcome.SENT] * 3


@pytest.mark.parametrize("head", ["Transfer-Encoding: chunked", "Content-Length: 10", "Content-Type: application/json"])
def test_a_success_whose_words_are_garbage_or_break_off_is_one(
    head: str, receiver: Receiver, clock: FixedClock
) -> None:
    receiver.answer = lambda _: Reply(raw=[f"HTTP/1.1 200 OK\r\n{head}\r\n\r\n".encode(), b"\xff{oops"])
    assert sent(receiver, clock)[0].outcome is Outcome.SENT


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "closed the connection"),
        (b"SSH-2.0-OpenSSH_9.6\r\n\r\n", "not HTTP"),
        (b"\x00\xff" * 5000, "not HTTP"),
        (b"HTTP/1.1 200 OK\r\nContent-Le", "closed the connection"),
        (b"HTTP/1.1 abc OK\r\n\r\n", "not HTTP"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 200_000, "not HTTP"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", "not HTTP"),
    ],
)
def test_garbage_is_tried_again(raw: bytes, words: str, receiver: Receiver, clock: FixedClock) -> None:
    receiver.answer = lambda _: Reply(raw=[raw])
    [receipt] = sent(receiver, clock)
    assert receipt.outcome is Outcome.RETRY
    assert words in receipt.detail


def test_nobody_is_there(receiver: Receiver, clock: FixedClock) -> None:
    receiver.stop()
    receipts = sent(receiver, clock, 64)
    assert {r.outcome for r in receipts} == {Outcome.RETRY}
    assert receipts[0].detail == "The webhook cannot be reached: Connection refused."


def test_a_certificate_that_nobody_vouches_for(tmp_path: Path, clock: FixedClock) -> None:
    receiver = Receiver(now=lambda: clock.now().timestamp())
    receiver.start(certificate(tmp_path)[1])
    hook = WebhookChannel(receiver.url.replace("http:", "https:"), SECRET, clock=clock, timeout=1)
    [receipt] = hook.send([message(1, clock)])
    receiver.stop()
    assert receipt.outcome is Outcome.RETRY
    assert "certificate" in receipt.detail
    assert receiver.requests == []


def test_of_several_only_the_one_that_is_refused_is_lost(receiver: Receiver, clock: FixedClock) -> None:
    bad = {message(n, clock).key for n in (3, 17)}

    def whole_or_nothing(request: Request) -> Reply:
        return Reply(422 if bad & set(request.keys) else 200)

    receiver.answer = whole_or_nothing
    receipts = sent(receiver, clock, 20, batch=20)
    assert {r.key for r in receipts if r.outcome is Outcome.REFUSED} == bad
    assert [r.key for r in receipts] == [message(n, clock).key for n in range(20)]
    assert set(receiver.taken.values()) == {1}
    assert len(receiver.taken) == 18


def test_a_door_that_is_shut_is_not_knocked_at_for_each(receiver: Receiver, clock: FixedClock) -> None:
    receiver.answer = lambda _: Reply(401)
    assert {r.outcome for r in sent(receiver, clock, 20, batch=20)} == {Outcome.RETRY}
    assert len(receiver.requests) == 1


@pytest.mark.parametrize(
    ("url", "secret", "words"),
    [
        (None, SECRET, "LAB_WEBHOOK_URL is not set"),
        ("https://example.com/hook", None, "LAB_WEBHOOK_SECRET is not set"),
        ("ftp://example.com", SECRET, "is no address"),
        ("https://", SECRET, "is no address"),
        ("http://[::1", SECRET, "is no address"),
    ],
)
def test_what_is_not_configured_says_what_to_set(
    url: str | None, secret: str | None, words: str, clock: FixedClock
) -> None:
    hook = WebhookChannel(url, secret, clock=clock)
    assert words in (hook.fault() or "")
    [receipt] = hook.send([message(1, clock)])
    assert receipt.outcome is Outcome.RETRY
    assert words in receipt.detail


@pytest.mark.parametrize("batch", [1, 50, 100, 1000])
def test_every_thread_has_a_request_and_none_more_than_four(batch: int, clock: FixedClock) -> None:
    at_once = WebhookChannel("http://x", "s", clock=clock, batch=batch).at_once
    assert THREADS * batch <= at_once <= max(400, THREADS * batch)
    assert at_once <= 4 * THREADS * batch


@pytest.mark.parametrize("url", ["http://a..b/", "http://a b/", "http://127.0.0.1:1/", "http://nowhere.invalid/"])
def test_an_address_at_which_nobody_can_be(url: str, clock: FixedClock) -> None:
    [receipt] = WebhookChannel(url, SECRET, clock=clock, timeout=2).send([message(1, clock)])
    assert receipt.outcome is Outcome.RETRY
    assert "cannot be reached" in receipt.detail


@pytest.mark.parametrize(
    ("header", "event"), [("delivered", "delivered"), (" Delivered ", "delivered"), ("x", ""), ("", "")]
)
def test_an_answer_may_say_that_the_messages_arrived(
    receiver: Receiver, clock: FixedClock, header: str, event: str
) -> None:
    receiver.answer = lambda _request: Reply(200, {"X-Loyalty-Lab-Event": header})
    assert [(r.outcome, r.event) for r in sent(receiver, clock, 2, batch=2)] == [(Outcome.SENT, event)] * 2
    receiver.answer = lambda _request: Reply(500, {"X-Loyalty-Lab-Event": header})
    assert sent(receiver, clock)[0].event == ""
