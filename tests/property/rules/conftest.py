"""The engines that generated rules run on."""

from __future__ import annotations

import pytest

from scripts.postgres import Server
from tests.contract.rules.engines import Engine, every


@pytest.fixture(scope="session")
def engines(postgres: Server) -> dict[str, Engine]:
    return every(postgres)
