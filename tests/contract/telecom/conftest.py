"""A small telecom in a DuckDB file, and a lab on it: loaded and refreshed as people do it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.config import Settings
from core.kernel.clock import FixedClock
from core.services.lab import Lab

CUSTOMERS = 300
AS_OF = datetime(2026, 11, 24, 3, 17, tzinfo=UTC)  # the instant of the warehouse
TAKEN = AS_OF + timedelta(hours=2)  # and of the snapshot: the same business day


def telecom_lab(url: str, home: Path) -> Lab:
    """A lab whose warehouse is the telecom at `url`."""
    return Lab.open(Settings(dwh_url=url, dwh_profile="telecom", lab_home=home), clock=FixedClock(TAKEN))


@pytest.fixture(scope="module")
def telecom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A lab on 300 customers; read it, never write to it."""
    home = tmp_path_factory.mktemp("telecom")
    url = f"duckdb:///{home}/telecom.duckdb"
    with telecom_lab(url, home / "lab") as lab:
        lab.loading.generate(url, customers=CUSTOMERS, as_of=AS_OF.isoformat())
        lab.database.upgrade()
        lab.warehouse.refresh()
        yield lab
