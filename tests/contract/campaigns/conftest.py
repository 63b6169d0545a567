"""The stall, with a store of every kind."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.campaigns.fixtures import stall_home
from tests.contract.campaigns.stall import Stall, opened
from tests.contract.store.stores import STORES

__all__ = ["stall_home"]


@pytest.fixture(params=STORES)
def url(request: pytest.FixtureRequest) -> str | None:
    """The address of the store; None is the SQLite file in LAB_HOME."""
    return None if request.param == "sqlite" else str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def stand(url: str | None, stall_home: Path, tmp_path: Path) -> Iterator[Stall]:
    with opened(Path(shutil.copytree(stall_home, tmp_path / "lab")), url) as found:
        if url is not None:
            found.lab.database.upgrade()
            found.define()
        yield found
