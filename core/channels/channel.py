"""The contract of the channels. One suite of tests (tests/contract/channels) holds all of them to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from core.channels.message import Outcome, Outgoing, Receipt


class Channel(Protocol):
    """A way out. Several threads and processes may send by it at once."""

    @property
    def name(self) -> str:
        """What campaigns call it."""
        ...

    @property
    def at_once(self) -> int:
        """How many messages are best handed over together."""
        ...

    def fault(self) -> str | None:
        """Return why it cannot be used at all (a sentence that says what to set), or None."""
        ...

    def send(self, batch: Sequence[Outgoing]) -> list[Receipt]:
        """Send messages; return a receipt for each, in their order.

        Never raises for what a message, a receiver or a network does. A channel that is down answers RETRY for all,
        with the reason. The same message sent twice does no harm.
        """
        ...


def answered(
    batch: Sequence[Outgoing], outcome: Outcome, detail: str = "", *, retry_after: float | None = None, event: str = ""
) -> list[Receipt]:
    """Return the same receipt for every message."""
    return [Receipt(message.key, outcome, detail, retry_after, event=event) for message in batch]
