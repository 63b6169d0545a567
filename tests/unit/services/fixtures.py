"""The tiny shop as fixtures: built once, copied for each test that may change it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.config import Settings
from core.kernel.clock import FixedClock
from core.services.lab import Lab
from tests.unit.services import shop as builder


@pytest.fixture(scope="session")
def shop_home(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The shop, built once; copied for each test that asks for `shop`."""
    return builder.build(tmp_path_factory.mktemp("shop") / "home")


@pytest.fixture
def shop_settings(shop_home: Settings, tmp_path: Path) -> Settings:
    home = Path(shutil.copytree(shop_home.home, tmp_path / "shop"))
    return builder.at(shop_home, home)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(builder.CLOCK)


@pytest.fixture
def shop(shop_settings: Settings, clock: FixedClock) -> Iterator[Lab]:
    with Lab.open(shop_settings, clock=clock) as lab:
        yield lab


@pytest.fixture(scope="session")
def still(shop_home: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """An empty shop for what is refused: nobody changes it."""
    home = Path(shutil.copytree(shop_home.home, tmp_path_factory.mktemp("still") / "shop"))
    with Lab.open(builder.at(shop_home, home), clock=FixedClock(builder.CLOCK)) as lab:
        yield lab
        assert lab.segments.all(archived=True) == [], "a refused change changed something"
