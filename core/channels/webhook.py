"""Messages posted as JSON to a webhook, signed, some of them in each request.

    POST <LAB_WEBHOOK_URL>
    Idempotency-Key: the message's key, or a digest of the keys of several
    X-Loyalty-Lab-Timestamp, X-Loyalty-Lab-Signature: see signing.py
    {"messages": [{"key": ..., "campaign": ..., "occasion": ..., "customer_id": ..., "subject": ..., "body": ..., ...}]}

A request is taken as a whole by any 2xx. A message may come again, with the same key, perhaps among others: the
receiver takes each key once. docs/CHANNELS.md says all of it for receivers.
"""

from __future__ import annotations

import hashlib
import json
import re
import ssl
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from threading import Lock
from time import perf_counter

import httpx

from core.channels.answers import EVENT, Answer, meaning
from core.channels.channel import answered
from core.channels.message import Outcome, Outgoing, Receipt
from core.channels.signing import SIGNATURE, TIMESTAMP, signature
from core.kernel.clock import Clock, format_instant

TIMEOUT = 15.0  # seconds for each of: to connect, to send, to wait for an answer
THREADS = 8
_AT_MOST = 6  # timeouts for a whole batch: who answers a byte at a time never runs into one
_SLOW = Answer(Outcome.RETRY, "The webhook does not answer in time.", is_down=True)
_PATIENCE = 3  # requests in a row that failed, after which the rest of a batch waits
_ERRNO = re.compile(r"^\[Errno -?\d+\] ")  # a number that says nothing beside the words behind it
_READ = 65_536  # bytes of an answer that are read, so that its connection can be used again


class WebhookChannel:
    """Messages to `url`, signed with `secret`; `batch` of them in a request, several requests at a time."""

    name = "webhook"

    def __init__(
        self, url: str | None, secret: str | None, *, clock: Clock, batch: int = 1, timeout: float = TIMEOUT
    ) -> None:
        self._url = url
        self._secret = secret
        self._clock = clock
        self._batch = batch
        self._timeout = timeout

    @property
    def at_once(self) -> int:
        """So many that a slow receiver takes them well within a lease, and every thread has a request at least.

        Few come again when a worker dies: four requests a thread, as long as they hold few messages.
        """
        return max(self._batch * THREADS, min(400, self._batch * THREADS * 4))

    def fault(self) -> str | None:
        """Return what is missing in the settings, or None."""
        if self._url is None or self._secret is None:
            missing = "LAB_WEBHOOK_URL" if self._url is None else "LAB_WEBHOOK_SECRET"
            return f"There is no webhook: {missing} is not set."
        try:
            url = httpx.URL(self._url)
        except httpx.InvalidURL:
            url = httpx.URL("")
        if url.scheme not in ("http", "https") or not url.host:
            return "LAB_WEBHOOK_URL is no address; write it like https://example.com/hook."
        return None

    def send(self, batch: Sequence[Outgoing]) -> list[Receipt]:
        """Post the messages; once the receiver is seen to be down, the rest is to be tried again."""
        if (fault := self.fault()) is not None:
            return answered(batch, Outcome.RETRY, fault)
        parts = [batch[n : n + self._batch] for n in range(0, len(batch), self._batch)]
        gate = _Gate()
        with self._client() as client:  # at its end connections are cut, and with them threads that still wait
            pool = ThreadPoolExecutor(THREADS)
            asked = [pool.submit(self._settled, client, part, gate) for part in parts]
            wait(asked, timeout=self._timeout * _AT_MOST)
            gate.note(_SLOW)
            pool.shutdown(wait=False, cancel_futures=True)
            found = [self._heard(future, part) for future, part in zip(asked, parts, strict=True)]
        return [receipt for receipts in found for receipt in receipts]

    def _heard(self, future: Future[list[Receipt]], part: Sequence[Outgoing]) -> list[Receipt]:
        if future.done() and not future.cancelled():
            return future.result()
        return answered(part, _SLOW.outcome, _SLOW.detail)

    def _client(self) -> httpx.Client:
        return httpx.Client(
            timeout=self._timeout, follow_redirects=False, verify=self._certificates, trust_env=False,
            headers={"User-Agent": "loyalty-lab", "Content-Type": "application/json"},
            limits=httpx.Limits(max_connections=THREADS),
        )  # fmt: skip

    @cached_property
    def _certificates(self) -> ssl.SSLContext:
        return httpx.create_ssl_context(trust_env=False)

    def _settled(self, client: httpx.Client, part: Sequence[Outgoing], gate: _Gate) -> list[Receipt]:
        """Post some messages in one request, or in ever smaller ones to find one that is refused for what it says."""
        if (closed := gate.answer) is not None:
            return answered(part, Outcome.RETRY, closed.detail, retry_after=closed.retry_after)
        answer = self._asked(client, part)
        gate.note(answer)
        if answer.is_content and len(part) > 1:
            middle = len(part) // 2
            return [r for half in (part[:middle], part[middle:]) for r in self._settled(client, half, gate)]
        return answered(part, answer.outcome, answer.detail, retry_after=answer.retry_after, event=answer.event)

    def _asked(self, client: httpx.Client, part: Sequence[Outgoing]) -> Answer:
        content = json.dumps({"messages": [_plain(m) for m in part]}, ensure_ascii=True).encode()
        now = self._clock.now()
        at = int(now.timestamp())
        headers = {
            "Idempotency-Key": _key(part), TIMESTAMP: str(at),
            SIGNATURE: signature(self._secret or "", at, content),
        }  # fmt: skip
        try:
            with client.stream("POST", self._url or "", content=content, headers=headers) as response:
                self._read(response)
                told = response.headers.get
                return meaning(response.status_code, told("Retry-After"), now=now, event=told(EVENT))
        except (httpx.HTTPError, UnicodeError) as error:  # UnicodeError: a host that no network knows how to spell
            return _failed(error)

    def _read(self, response: httpx.Response) -> None:
        """Read an answer of usual length, whose words do not matter; of another, the connection is closed."""
        until, left = perf_counter() + self._timeout, _READ
        with suppress(httpx.HTTPError):
            for piece in response.iter_raw():
                left -= len(piece)
                if left < 0 or perf_counter() > until:
                    break


class _Gate:
    """What the requests of a batch know of each other: whether the receiver is down."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._failed = 0
        self.answer: Answer | None = None  # of the request that showed it

    def note(self, answer: Answer) -> None:
        """Hear of an answer."""
        with self._lock:
            self._failed = self._failed + 1 if answer.outcome is Outcome.RETRY else 0
            if self.answer is None and (answer.is_down or self._failed >= _PATIENCE):
                self.answer = answer


def _plain(message: Outgoing) -> dict[str, object]:
    return {
        "key": message.key, "campaign": message.campaign, "occasion": message.occasion, "run": message.run,
        "customer_id": message.customer_id, "arm": message.arm, "variant": message.variant,
        "planned_at": format_instant(message.planned_at), "subject": message.subject, "body": message.body,
        "is_html": message.is_html,
    }  # fmt: skip


def _key(part: Sequence[Outgoing]) -> str:
    if len(part) == 1:
        return part[0].key
    return hashlib.sha256("\n".join(m.key for m in part).encode()).hexdigest()[:32]


def _failed(error: httpx.HTTPError | UnicodeError) -> Answer:
    """Return what a request without an answer means: another try, as the receiver may have taken it or not."""
    match error:
        case httpx.ConnectTimeout() | httpx.PoolTimeout():
            return Answer(Outcome.RETRY, "The webhook cannot be reached in time.", is_down=True)
        case httpx.TimeoutException():
            return replace(_SLOW, is_down=False)
        case httpx.ConnectError() | UnicodeError():
            why = _ERRNO.sub("", str(error))[:120]
            return Answer(Outcome.RETRY, f"The webhook cannot be reached: {why}.", is_down=True)
        case httpx.RemoteProtocolError() if "disconnected" not in str(error):
            return Answer(Outcome.RETRY, "The webhook's answer is not HTTP.")
    return Answer(Outcome.RETRY, "The webhook closed the connection without an answer.")
