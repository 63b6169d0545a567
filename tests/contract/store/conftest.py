"""The stores that the suite runs over. PostgreSQL joins with the next issue: add its URL to `STORES`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.kernel.clock import FixedClock
from core.store import Database

STORES = ("sqlite",)


@pytest.fixture(params=STORES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return {"sqlite": f"sqlite:///{tmp_path / 'store.sqlite'}"}[request.param]


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    database = Database(url)
    database.upgrade()
    yield database
    database.close()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2018, 1, 1, 5, tzinfo=UTC))
