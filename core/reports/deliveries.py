"""What is told of messages that cannot go out now."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from core.campaigns.model import HeldUp
from core.reports import words


def next_due(at: datetime, *, now: datetime, zone: ZoneInfo) -> str:
    """Return when the next message is due."""
    return f"The next message is due {'now' if at <= now else words.instant(at, zone)}."


def tried_again(held: HeldUp, zone: ZoneInfo) -> str:
    """Return why a channel failed, and that what waits is tried again."""
    return told(held, words.instant(held.at, zone))


def told(held: HeldUp, at: str) -> str:
    """Return the same with the instant of the last attempt as it is written elsewhere."""
    what = "it has sent others since, and these are" if held.is_over else "its messages are"
    return f"{held.channel}: {held.reason} Last tried {at}; {what} tried again."
