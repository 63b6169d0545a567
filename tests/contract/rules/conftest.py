"""The engines that the suite runs over."""

from __future__ import annotations

import pytest

from scripts.postgres import Server
from tests.contract.rules.engines import NAMES, Engine, every


@pytest.fixture(scope="session")
def engines(postgres: Server) -> dict[str, Engine]:
    return every(postgres)


@pytest.fixture(params=NAMES)
def engine(request: pytest.FixtureRequest, engines: dict[str, Engine]) -> Engine:
    return engines[request.param]
