"""What a channel is handed, and what it answers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Outcome(StrEnum):
    """What became of a message."""

    SENT = "sent"
    RETRY = "retry"  # not now: the channel is down, or asks to wait
    REFUSED = "refused"  # never: to try again would not help


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to one customer, ready to go. `key` is the same at every attempt: receivers take it once.

    What is about a person is left out where an object is shown, as in a traceback.
    """

    key: str
    execution_id: int
    campaign: str  # slug
    occasion: str
    run: int
    customer_id: str
    arm: str  # treated; control too in the warehouse's table of assignments
    variant: str | None
    channel: str
    subject: str = field(repr=False)
    body: str = field(repr=False)
    planned_at: datetime
    address: str | None = field(default=None, repr=False)
    is_html: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of the message with this key.

    `detail` says why, for people, without anything personal in it; `retry_after` is in how many seconds to try again at
    the earliest, where the channel was told; `reference` is the channel's own name for what was sent. `event` is what a
    channel knows to have happened to a message that it took, such as delivered; mostly it knows nothing.
    """

    key: str
    outcome: Outcome
    detail: str = ""
    retry_after: float | None = None
    reference: str = ""
    event: str = ""


def key_of(campaign: str, occasion: str, customer_id: str) -> str:
    """Return the key of the message to a customer on an occasion of a campaign (its slug)."""
    return hashlib.sha256(f"{campaign}|{occasion}|{customer_id}".encode()).hexdigest()[:32]
