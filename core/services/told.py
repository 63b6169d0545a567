"""What channels say of messages that they took, as response events."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

import polars as pl

from core.channels.message import Outgoing


def told(events: Sequence[tuple[Outgoing, str]], *, at: datetime) -> pl.DataFrame:
    """Return the events: key, kind, customer_id, at, campaign, channel. Told again, they have the same keys."""
    rows = [
        {
            "key": hashlib.sha256(f"channel|{m.channel}|{m.key}|{kind}".encode()).hexdigest()[:32],
            "kind": kind, "customer_id": m.customer_id, "at": at, "campaign": m.campaign, "channel": m.channel,
        }
        for m, kind in events
    ]  # fmt: skip
    return pl.DataFrame(rows)
