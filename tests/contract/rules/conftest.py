"""The engines that the suite runs over."""

from __future__ import annotations

import pytest

from tests.contract.rules.engines import ENGINES, Engine


@pytest.fixture(scope="session")
def engines() -> dict[str, Engine]:
    return {name: make() for name, make in ENGINES.items()}


@pytest.fixture(params=list(ENGINES))
def engine(request: pytest.FixtureRequest, engines: dict[str, Engine]) -> Engine:
    return engines[request.param]
