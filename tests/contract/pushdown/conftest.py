"""An eighth of the demo's households twice: in a DuckDB file with a snapshot of it, and in PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import pytest

from core.config import Settings
from core.services.lab import Lab
from core.warehouse.loading.demo import demo_batches, demo_tables
from core.warehouse.loading.load import Batch, Target, load
from core.warehouse.loading.targets import target
from scripts.postgres import Server
from tests.postgres import database

PERSONAL = {table.name for table in demo_tables() if table.indexes}


@dataclass(frozen=True)
class Twins:
    """One store and one snapshot; `file` has the DuckDB file as its warehouse, `server` the PostgreSQL."""

    file: Lab
    server: Lab
    url: str


def some(connection: duckdb.DuckDBPyConnection) -> Iterator[Batch]:
    """The rows of every eighth household, and all of what belongs to nobody."""
    for batch in demo_batches(connection):
        where = " WHERE household_id % 8 = 3" if batch.table in PERSONAL else ""
        yield replace(batch, sql=batch.sql + where)


def fill(into: Target, scratch: Path) -> None:
    load(into, demo_tables(), some, made_by="a test", scratch=scratch)


@pytest.fixture(scope="session")
def twins(postgres: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Twins]:
    home = tmp_path_factory.mktemp("twins")
    path = f"duckdb:///{home / 'small.duckdb'}"
    with database(postgres) as url:
        for place in (path, url):
            fill(target(place, scratch=home / "scratch"), home / "scratch")
        with (
            Lab.open(Settings(lab_home=home / "lab", dwh_url=path)) as file,
            Lab.open(Settings(lab_home=home / "lab", dwh_url=url)) as server,
        ):
            file.database.upgrade()
            file.warehouse.refresh()
            yield Twins(file, server, url)
