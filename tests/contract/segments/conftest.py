"""The demo's lab, shared by all tests that only read, and its features as polars holds them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import polars as pl
import pytest

from core.config import Settings
from core.services.lab import Lab


@pytest.fixture(scope="module")
def demo(demo_home: Path) -> Iterator[Lab]:
    with Lab.open(Settings(lab_home=demo_home)) as lab:
        yield lab


@pytest.fixture(scope="module")
def customers(demo: Lab) -> pl.DataFrame:
    """Every customer's features as of the snapshot's instant."""
    return pl.read_parquet(demo.features.view().path)


@pytest.fixture(scope="module")
def months(demo: Lab) -> list[datetime]:
    """The instants at which the example segments were recorded."""
    return [run.as_of for run in demo.memberships.runs("champions")]
