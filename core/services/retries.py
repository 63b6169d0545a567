"""What a receipt means for a delivery: sent, dead, or when to try again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.campaigns.model import Delivery, DeliveryState, Settled
from core.channels.message import Outcome, Receipt

_FIRST = 30.0  # seconds after the first attempt, then twice as many each time
_LONGEST = 3600.0
_JITTER = 0.1  # so that what failed together does not come back together


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a message is tried, and for how long a worker has it to itself."""

    attempts: int = 10
    lease: timedelta = timedelta(minutes=5)


def pause(key: str, attempts: int) -> float:
    """Return the seconds between an attempt that failed and the next: the same for the same message and attempt."""
    chance = int(hashlib.sha256(f"{key}|{attempts}".encode()).hexdigest()[:8], 16) / 2**32
    return min(_FIRST * 2.0 ** min(attempts - 1, 20), _LONGEST) * (1 + _JITTER * chance)


def settled(delivery: Delivery, receipt: Receipt, *, now: datetime, attempts: int) -> Settled:
    """Return how a delivery stands after an attempt; after so many `attempts` it is given up."""
    match receipt.outcome:
        case Outcome.SENT:
            return ended(delivery, DeliveryState.SENT, receipt.detail, reference=receipt.reference)
        case Outcome.REFUSED:
            return ended(delivery, DeliveryState.DEAD, receipt.detail)
        case Outcome.RETRY:
            if delivery.attempts >= attempts:
                reason = f"{receipt.detail} Given up after {delivery.attempts} attempts."
                return ended(delivery, DeliveryState.DEAD, reason.strip())
            wait = max(pause(receipt.key, delivery.attempts), receipt.retry_after or 0.0)
            return postponed(delivery, receipt.detail, until=now + timedelta(seconds=wait))


def ended(delivery: Delivery, state: DeliveryState, reason: str = "", *, reference: str = "") -> Settled:
    """Return a delivery as done with."""
    return Settled(delivery.execution_id, delivery.attempts, state, reason, reference)


def postponed(delivery: Delivery, reason: str, *, until: datetime) -> Settled:
    """Return a delivery as queued again."""
    return Settled(delivery.execution_id, delivery.attempts, DeliveryState.QUEUED, reason, not_before=until)
