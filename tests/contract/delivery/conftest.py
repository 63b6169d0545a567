"""The queue, in a store of each kind."""

from __future__ import annotations

import pytest

from core.kernel.clock import FixedClock
from core.store import Database
from tests.contract.delivery.queue import Queue
from tests.contract.store.stores import clock, database, url

__all__ = ["clock", "database", "queue", "url"]


@pytest.fixture
def queue(database: Database, clock: FixedClock) -> Queue:
    """An empty queue with a webhook."""
    return Queue(database, clock)
