"""The stall as fixtures: built once with a SQLite file as its store, copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.campaigns.stall import Stall, opened, stall


@pytest.fixture(scope="session")
def stall_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("stall") / "lab"
    with stall(home):
        pass
    return home


@pytest.fixture
def stand(stall_home: Path, tmp_path: Path) -> Iterator[Stall]:
    with opened(Path(shutil.copytree(stall_home, tmp_path / "lab"))) as found:
        yield found
