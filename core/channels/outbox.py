"""The outbox: messages are kept in the application's own store, and read on the Delivery page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from core.channels.channel import answered
from core.channels.message import Outcome, Outgoing, Receipt
from core.errors import LabError

Keep = Callable[[Sequence[Outgoing]], None]  # keeps messages in one transaction, each key once


class OutboxChannel:
    """Messages into the store, each once."""

    name = "outbox"
    at_once = 1000

    def __init__(self, keep: Keep) -> None:
        self._keep = keep

    def fault(self) -> str | None:
        """Return None: the outbox is always there."""
        return None

    def send(self, batch: Sequence[Outgoing]) -> list[Receipt]:
        """Keep the messages, all of them or none."""
        try:
            self._keep([_storable(message) for message in batch])
        except LabError as error:
            return answered(batch, Outcome.RETRY, f"The store did not take it: {error.what}")
        return answered(batch, Outcome.SENT)


def _storable(message: Outgoing) -> Outgoing:
    """Return the message without what no database holds: NUL, and halves of characters."""
    subject, body = _plain(message.subject), _plain(message.body)
    return (
        message if (subject, body) == (message.subject, message.body) else replace(message, subject=subject, body=body)
    )


def _plain(text: str) -> str:
    return text.encode("utf-8", "replace").decode().replace("\0", "")
