"""The contact policy over all campaigns: how often somebody may be contacted, and at which hours not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time, timedelta
from enum import StrEnum


class ZoneOf(StrEnum):
    """Whose clock says whether it is quiet."""

    BUSINESS = "business"
    CUSTOMER = "customer"


class Then(StrEnum):
    """What becomes of a message that is due in quiet hours."""

    HOLD = "hold"  # it waits for their end
    SKIP = "skip"  # the channel is not used on this occasion


@dataclass(frozen=True, slots=True)
class FrequencyCap:
    """At most so many contacts in the last so many days of 24 hours, on one channel or on all (None) together."""

    at_most: int
    per_days: int
    channel: str | None = None

    @property
    def window(self) -> timedelta:
        """The window as a duration."""
        return timedelta(days=self.per_days)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From this wall time up to, but not including, that one; over midnight when it begins later than it ends.

    `channels` names those that keep them; empty: all.
    """

    begins: time
    ends: time
    zone: ZoneOf = ZoneOf.BUSINESS
    then: Then = Then.HOLD
    channels: tuple[str, ...] = ()

    def applies_to(self, channel: str) -> bool:
        """Whether a channel keeps quiet."""
        return not self.channels or channel in self.channels


@dataclass(frozen=True, slots=True)
class ContactPolicy:
    """What holds for every campaign."""

    caps: tuple[FrequencyCap, ...] = ()
    quiet: QuietHours | None = None

    def caps_of(self, channel: str) -> Sequence[tuple[int, FrequencyCap]]:
        """Return the caps that a contact by this channel counts for, with their numbers."""
        return [(n, cap) for n, cap in enumerate(self.caps) if cap.channel in (None, channel)]

    @property
    def longest(self) -> timedelta:
        """The longest window of any cap: older contacts do not matter."""
        return max((cap.window for cap in self.caps), default=timedelta())
