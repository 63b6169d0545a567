"""Sending: any number of workers claim what is due, hand it to its channel, and settle what came of it.

A crash anywhere loses nothing: what was claimed and not settled is due again when its lease runs out, and goes out with
the same key. Whoever was late, and finds that another worker has taken over, settles nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from enum import Enum

from core import logs
from core.campaigns.model import Delivery, DeliveryState, Settled
from core.channels.channel import Channel
from core.channels.message import Outcome, Outgoing, Receipt
from core.errors import LabError, StoreBusy
from core.kernel.clock import Clock
from core.services.dispatch import Dispatch, Prepared
from core.services.reach import Reach
from core.services.retries import Patience, settled
from core.services.told import told
from core.store import Database

__all__ = ["Patience", "Sending", "Sent"]

LIMIT = 10_000
_OFTEN = timedelta(hours=1)  # it is looked for what a wrong clock has put off
_STATES = {
    "sent": DeliveryState.SENT, "retried": DeliveryState.QUEUED, "dead": DeliveryState.DEAD,
    "cancelled": DeliveryState.CANCELLED,
}  # fmt: skip
_log = logs.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of deliveries. `late`: of how many of them somebody else had taken over meanwhile."""

    sent: int = 0
    retried: int = 0
    dead: int = 0
    cancelled: int = 0
    late: int = 0

    def __add__(self, other: Sent) -> Sent:
        return Sent(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    @property
    def n(self) -> int:
        """How many were worked on."""
        return self.sent + self.retried + self.dead + self.cancelled


class _Goes(Enum):
    """How it goes with a channel after its turn."""

    ON = "on"
    EMPTY = "empty"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class _Hold:
    """From when to when a channel asked to be left alone; a clock that is set back ends it."""

    since: datetime
    until: datetime

    def holds(self, now: datetime) -> bool:
        return self.since <= now < self.until


@dataclass(frozen=True, slots=True)
class _Attempt:
    """What came of a batch: how its deliveries stand, what is known of its messages, and whether none could go now."""

    done: list[Settled]
    events: Sequence[tuple[Outgoing, str]] = ()
    is_down: bool = False


class Sending:
    """The work on the queue of deliveries."""

    def __init__(
        self, reach: Reach, channels: Mapping[str, Channel], *, database: Database, clock: Clock, actor: str,
        patience: Patience,
    ) -> None:  # fmt: skip
        self._channels = channels
        self._database = database
        self._clock = clock
        self._actor = actor
        self._patience = patience
        self._dispatch = Dispatch(reach, database=database, attempts=patience.attempts)
        self._holds: dict[str, _Hold] = {}
        self._looked_at: datetime | None = None

    @property
    def lease(self) -> timedelta:
        """For how long a worker has messages to itself."""
        return self._patience.lease

    def faults(self) -> dict[str, str]:
        """Return the channels that cannot be used, and why. What is queued for them stays queued."""
        told = {name: channel.fault() for name, channel in self._channels.items()}
        return {name: fault for name, fault in told.items() if fault is not None}

    def pass_(self, worker: str, *, limit: int = LIMIT) -> Sent:
        """Send up to `limit` of what is due; a channel that is down is left for the next time.

        `worker` must be the name of nobody else. Several workers may do so at once. Raises StoreError.
        """
        return self._pass(worker, limit)[0]

    def drain(self, worker: str, *, is_over: Callable[[], bool] = lambda: False) -> Sent:
        """Send until nothing is due any more, but for channels that are down, or until it is to end.

        `is_over` is asked before each batch; what is under way is settled. See `pass_`.
        """
        total, down = Sent(), set[str]()
        while not is_over():
            done, stalled = self._pass(worker, LIMIT, but=down, is_over=is_over)
            total, down = total + done, down | stalled
            if not done.n:
                break
        return total

    def _pass(
        self, worker: str, limit: int, *, but: Collection[str] = (), is_over: Callable[[], bool] = lambda: False
    ) -> tuple[Sent, set[str]]:
        """Return what became of the deliveries, and which channels turned out to be down.

        The channels take turns, a batch each, so that a slow one does not keep the others waiting.
        """
        swept, faults = self._sweep(), self.faults()
        self._hasten()
        total, down = Sent(), set[str]()
        turns = deque(c for name, c in self._channels.items() if name not in faults and name not in but)
        while turns and total.n < limit and not is_over():
            channel = turns.popleft()
            done, goes = self._turn(channel, worker, limit=limit - total.n)
            total += done
            if goes is _Goes.ON:
                turns.append(channel)
            elif goes is _Goes.DOWN:
                down.add(channel.name)
        return total + Sent(cancelled=swept), down

    def _sweep(self) -> int:
        """Cancel what was left of ended campaigns."""
        with self._database.unit(actor=self._actor, clock=self._clock) as work:
            return work.deliveries.cancel_ended(reason="The campaign was ended.", now=work.now, lease=self.lease)

    def _hasten(self) -> None:
        """Let be due what was put off by a clock that was ahead: at first, when the clock went back, and every hour.

        A claim cannot look for it: it would read all that quiet hours hold.
        """
        now = self._clock.now()
        if self._looked_at is not None and self._looked_at <= now < self._looked_at + _OFTEN:
            return
        with self._database.view() as work:
            has_early = work.deliveries.has_early(now=now, lease=self.lease)
        if has_early:
            with self._database.unit(actor=self._actor, clock=self._clock) as work:
                n = work.deliveries.hasten(now=work.now, lease=self.lease)
            _log.warning("deliveries.clock_was_ahead", due_now=n)
        self._looked_at = now

    def _turn(self, channel: Channel, worker: str, *, limit: int) -> tuple[Sent, _Goes]:
        """Send a batch by one channel."""
        hold = self._holds.get(channel.name)
        if hold is not None and hold.holds(self._clock.now()):
            return Sent(), _Goes.DOWN
        until = self._clock.now() + self.lease
        claimed = self._claim(channel, worker, min(limit, channel.at_once))
        if not claimed:
            return Sent(), _Goes.EMPTY
        attempt = self._attempt(channel, claimed)
        return self._settle(worker, channel, attempt, until=until), _Goes.DOWN if attempt.is_down else _Goes.ON

    def _claim(self, channel: Channel, worker: str, limit: int) -> list[Delivery]:
        with self._database.unit(actor=self._actor, clock=self._clock) as work:
            until = work.now + self.lease
            return work.deliveries.claim(worker, now=work.now, until=until, limit=limit, channels=[channel.name])

    def _attempt(self, channel: Channel, claimed: Sequence[Delivery]) -> _Attempt:
        """Hand the deliveries over, and return what came of it."""
        try:
            prepared = self._dispatch.prepare(channel.name, claimed, now=self._clock.now())
            receipts = self._handed_over(channel, prepared)
        except LabError as error:
            return _Attempt(self._failed(claimed, error.what), is_down=True)
        except Exception as error:  # noqa: BLE001 - a fault of ours, told to the log: the other channels go on
            _log.exception("channel.failed", channel=channel.name, messages=len(claimed))
            why = f"A fault of ours ({type(error).__name__}); the log says more."
            return _Attempt(self._failed(claimed, why), is_down=True)
        is_down = bool(receipts) and all(receipt.outcome is Outcome.RETRY for _, receipt in receipts)
        events = [(m, r.event) for (_, m), (_, r) in zip(prepared.ready, receipts, strict=True) if r.event]
        return _Attempt(prepared.settled + self._after(receipts), events, is_down=is_down)

    def _handed_over(self, channel: Channel, prepared: Prepared) -> list[tuple[Delivery, Receipt]]:
        """Return the channel's receipts; leave it alone for as long as it asks."""
        if not prepared.ready:
            return []
        receipts = channel.send([message for _, message in prepared.ready])
        waits = [receipt.retry_after for receipt in receipts if receipt.retry_after]
        if waits:
            now = self._clock.now()
            self._holds[channel.name] = _Hold(now, now + timedelta(seconds=max(waits)))
        return list(zip((delivery for delivery, _ in prepared.ready), receipts, strict=True))

    def _failed(self, claimed: Sequence[Delivery], why: str) -> list[Settled]:
        return self._after([(d, Receipt(str(d.execution_id), Outcome.RETRY, why)) for d in claimed])

    def _after(self, receipts: Sequence[tuple[Delivery, Receipt]]) -> list[Settled]:
        now = self._clock.now()
        return [settled(d, receipt, now=now, attempts=self._patience.attempts) for d, receipt in receipts]

    def _settle(self, worker: str, channel: Channel, attempt: _Attempt, *, until: datetime) -> Sent:
        """Record what came of an attempt, until the lease is over: what is not recorded is sent again.

        A large run that is written meanwhile keeps the store for longer than others wait for it.
        """
        while True:
            try:
                return self._settled(worker, channel, attempt)
            except StoreBusy:
                if self._clock.now() >= until:
                    raise

    def _settled(self, worker: str, channel: Channel, attempt: _Attempt) -> Sent:
        done = attempt.done
        with self._database.unit(actor=self._actor, clock=self._clock) as work:
            n = work.deliveries.settle(worker, done, now=work.now)
            if attempt.events:  # true whoever settles the message
                work.responses.insert(told(attempt.events, at=work.now), recorded_at=work.now, recorded_by=work.actor)
        found = Sent(
            **{word: sum(s.state is state for s in done) for word, state in _STATES.items()}, late=len(done) - n
        )
        _log.info("deliveries.settled", channel=channel.name, **asdict(found))
        return found
