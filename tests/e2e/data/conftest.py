"""Servers of the app whose data these tests refresh, or whose warehouse is silent or slow."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from core.config import Settings
from core.services.lab import Lab
from scripts.postgres import Server
from scripts.server import serving
from tests.e2e.conftest import Tab
from tests.postgres import database, run
from tests.unit.services import shop

Open = Callable[..., Tab]
SECRET = "hunter2"


@pytest.fixture(scope="module")
def fresh_url(copied: Callable[[str], Path]) -> Iterator[str]:
    """The app on a demo of its own, to be refreshed."""
    with serving(LAB_HOME=str(copied("fresh"))) as url:
        yield url


@pytest.fixture(scope="module")
def silent(copied: Callable[[str], Path]) -> Iterator[Settings]:
    """A lab with a demo snapshot, and with a warehouse that takes calls and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        dwh = f"postgresql://reader:{SECRET}@127.0.0.1:{server.getsockname()[1]}/dwh"
        yield Settings(lab_home=copied("silent"), dwh_url=SecretStr(dwh), dwh_connect_timeout=2)


@pytest.fixture(scope="module")
def silent_app(silent: Settings) -> Iterator[str]:
    """The app of that lab."""
    dwh, timeout = silent.dwh_url.get_secret_value(), str(silent.dwh_connect_timeout)
    with serving(LAB_HOME=str(silent.home), DWH_URL=dwh, DWH_CONNECT_TIMEOUT=timeout) as url:
        yield url


@pytest.fixture
def silent_url(silent: Settings, silent_app: str) -> Iterator[str]:
    """The address of that app; no refresh that a test began is left when it ends."""
    yield silent_app
    with Lab.open(silent) as lab:
        deadline = time.monotonic() + 60
        while (job := lab.refreshes.active()) is not None:
            lab.refreshes.cancel(job.job_id)
            assert time.monotonic() < deadline
            time.sleep(0.1)


@pytest.fixture(scope="module")
def warehouse(postgres: Server) -> Iterator[str]:
    """A small PostgreSQL warehouse of the demo's shape."""
    with database(postgres) as url:
        run(
            url,
            shop.EMPTY.format(id="BIGINT"),
            "INSERT INTO transactions VALUES (1, 7, 1, 1, 1, 2.5, 0, 0, 0, '2017-03-01 12:00')",
        )
        yield url


@pytest.fixture(scope="module")
def postgres_app(copied: Callable[[str], Path], warehouse: str) -> Iterator[str]:
    """The app on a demo snapshot, with that warehouse behind it."""
    with serving(LAB_HOME=str(copied("postgres")), DWH_URL=warehouse) as url:
        yield url
