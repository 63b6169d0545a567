"""The market, with a store of every kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.ledgers.market import Market, build, opened
from tests.contract.store.stores import url

__all__ = ["market", "url"]


@pytest.fixture
def market(url: str, tmp_path: Path) -> Iterator[Market]:
    """The market on the evening of its first day, with nothing bought yet and no program."""
    with opened(build(tmp_path / "lab", url)) as found:
        yield found
