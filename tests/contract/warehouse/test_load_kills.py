"""A load killed at any moment leaves nothing half there: no tables, or those that were there before."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.warehouse.loading.telecom import TABLES
from tests.contract.killed import Another, another
from tests.contract.warehouse.test_load import rows_at

pytestmark = [pytest.mark.kill, pytest.mark.timeout(240)]
FEW, MORE = 500, 3_000
STEPS = (1, 7, 12, 13, 16)  # of 17: three batches of four tables, four tables to finish, the end
OTHERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
NAMED = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1"


@pytest.fixture(params=["duckdb", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "duckdb":
        return f"duckdb:///{tmp_path}/telecom.duckdb"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def loader(url: str, tmp_path: Path) -> Iterator[Another]:
    """The process that loads and dies."""
    with another("warehouse.loader", url, tmp_path) as other:
        yield other


def left(url: str) -> list[str]:
    """The names of everything that stands in the schema, once the server has noticed that its client is gone."""
    if url.startswith("duckdb"):
        is_there = Path(url.removeprefix("duckdb:///")).exists()
        return [n for (n,) in rows_at(url, "SELECT table_name FROM duckdb_tables() ORDER BY 1")] if is_there else []
    deadline = time.monotonic() + 30
    while rows_at(url, OTHERS) != [(0,)]:
        assert time.monotonic() < deadline, "the server keeps the connection of a killed process"
    return [name for (name,) in rows_at(url, NAMED)]


def customers(url: str) -> int:
    return int(rows_at(url, "SELECT count(*) FROM customer_features_view")[0][0])


def test_a_first_load_killed_at_any_step_leaves_nothing(url: str, loader: Another, tmp_path: Path) -> None:
    for step in STEPS:
        assert loader.tell(f"step {step} {MORE}") == "killed"
        assert left(url) == [], step
    assert loader.tell(f"live 0 {MORE}") == "lived"
    assert {table.name for table in TABLES} <= set(left(url))
    assert customers(url) == MORE
    if url.startswith("duckdb"):  # what the killed ones wrote beside it is gone
        assert {p.name for p in tmp_path.iterdir()} <= {"telecom.duckdb", "spill"}


def test_a_later_load_killed_at_any_moment_leaves_the_older_tables(url: str, loader: Another) -> None:
    assert loader.tell(f"live 0 {FEW}") == "lived"
    before, moments = left(url), random.Random(20261124)
    answers = []
    for _ in range(5):
        answers.append(loader.tell(f"after {moments.uniform(0.0, 1.2):.3f} {MORE}"))
        assert left(url) == before
        assert customers(url) == (FEW if "lived" not in answers else MORE)
    assert "killed" in answers
    assert loader.tell(f"live 0 {MORE}") == "lived"
    assert left(url) == before
    assert customers(url) == MORE
