"""Two workers that are killed -9 again and again: every customer gets the message, under one key, and nobody is lost.

The receiver counts. What a worker was killed over may come twice, with the same key: a receiver that honours keys takes
it once. How often that happened is told. The outbox and the files hold each message once, whatever dies.
"""

from __future__ import annotations

import csv
import io
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from core.kernel.clock import FixedClock, SystemClock
from core.store import Database
from tests.contract.channels.receiver import Receiver, Reply, Request, receiving
from tests.contract.delivery.queue import Queue
from tests.contract.killed import Another, another

pytestmark = [pytest.mark.kill, pytest.mark.timeout(600)]
BATCH = 50


class Crew:
    """Two workers. `strike` kills one of them, and another one takes its place."""

    def __init__(self, nursery: Another, *, seed: int) -> None:
        self._nursery = nursery
        self.chance = np.random.default_rng(seed)
        self.alive: list[int] = []
        self.killed = 0

    def hire(self) -> None:
        self.alive.append(int(self._nursery.tell()))

    def strike(self) -> None:
        if not self.alive:
            return  # what comes now was sent by one that is dead
        pid = self.alive.pop(int(self.chance.integers(len(self.alive))))
        if runs(pid):
            os.kill(pid, signal.SIGKILL)
            self.killed += 1
        self.hire()

    def is_done(self) -> bool:
        """Whether both found nothing left to do."""
        self.alive = [pid for pid in self.alive if runs(pid)]
        return not self.alive


def runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@contextmanager
def crew(url: str, target: str, *, seed: int, batch: int = BATCH) -> Iterator[Crew]:
    with another("delivery.worker", url, target, batch) as nursery:
        made = Crew(nursery, seed=seed)
        try:
            yield made
        finally:
            for pid in filter(runs, made.alive):
                os.kill(pid, signal.SIGKILL)


class Counting:
    """What the receiver counts. At some requests it strikes: the sender is dead before it hears of the answer."""

    def __init__(self, receiver: Receiver, two: Crew, *, every: int) -> None:
        self._receiver = receiver
        self._two = two
        self._every = every
        self._next = 3
        self.lock = threading.Lock()
        self.keys: dict[str, set[str]] = {}  # of each customer
        self.forged = 0

    def answer(self, request: Request) -> Reply:
        with self.lock:
            self.forged += not request.is_genuine
            for message in request.messages:
                self.keys.setdefault(message["customer_id"], set()).add(message["key"])
            if len(self._receiver.requests) >= self._next:
                self._next += int(self._two.chance.integers(1, 2 * self._every))
                self._two.strike()
        return Reply()


def filled(url: str, n: int, *channels: str) -> tuple[Queue, dict[str, str]]:
    """A queue with messages to `n` customers by each channel, and the key of each message by its customer."""
    database = Database(url)
    database.upgrade()
    queue = Queue(database, FixedClock(SystemClock().now()))
    campaign, keys = queue.campaign(), {}
    for channel in channels:
        customers = [f"{channel} {c}" for c in range(n)]
        run = queue.fire(campaign, customers, channel=channel)
        keys |= {c: queue.key(campaign, run, c) for c in customers}
    return queue, keys


def killed_and_started_again(url: str, n: int, *, every: int) -> str:
    """Send to `n` customers by two workers of whom one is killed about every so many requests; say how it went."""
    queue, keys = filled(url, n, "webhook")
    with receiving(lambda: SystemClock().now().timestamp()) as receiver, crew(url, receiver.url, seed=7) as two:
        counting = Counting(receiver, two, every=every)
        receiver.answer = counting.answer
        with counting.lock:
            two.hire()
            two.hire()
        while True:
            with counting.lock:
                if two.is_done():
                    break
            time.sleep(0.05)
        assert counting.forged == 0
        assert counting.keys == {customer: {key} for customer, key in keys.items()}  # none lost, none under two keys
        assert set(receiver.taken) == set(keys.values())
        repeated = sum(receiver.taken.values()) - n
    assert queue.states() == {"sent": n}
    queue.database.close()
    assert two.killed > n / BATCH / every / 3  # a kill every so many requests, on average
    assert 0 < repeated < n
    return f"{n:,} messages, {two.killed} kills: {repeated:,} came again, each with its own key"


def test_a_hundred_thousand_on_sqlite(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = killed_and_started_again(f"sqlite:///{tmp_path / 'store.sqlite'}", 100_000, every=50)
    with capsys.disabled():
        print(f"\n{told}")


def test_some_thousands_on_postgresql(postgres_url: str) -> None:
    killed_and_started_again(postgres_url, 6_000, every=10)


def test_what_keeps_messages_itself_has_each_once(tmp_path: Path) -> None:
    n, url = 2_000, f"sqlite:///{tmp_path / 'store.sqlite'}"
    queue, keys = filled(url, n, "outbox", "csv")
    with crew(url, str(tmp_path / "outgoing"), seed=8, batch=20) as two:
        two.hire()
        two.hire()
        while not two.is_done():
            if two.killed < 25 and len(two.alive) == 2:
                time.sleep(two.chance.uniform(0.05, 0.5))
                two.strike()
            time.sleep(0.02)
    assert queue.states() == {"sent": 2 * n}
    with queue.database.view() as work:
        kept = work.outbox.page(limit=2 * n)["key"].to_list()
    [file] = (tmp_path / "outgoing" / "win-back").glob("*.csv")
    written = [row["key"] for row in csv.DictReader(io.StringIO(file.read_bytes().decode(), newline=""))]
    assert sorted(kept + written) == sorted(keys.values())
    assert two.killed > 5
    queue.database.close()
