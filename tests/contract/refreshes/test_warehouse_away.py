"""A real PostgreSQL warehouse that is away when a refresh begins, goes away in its middle, and comes back."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import duckdb
import psycopg2
import pytest

from core.config import Settings
from core.errors import RefreshCancelled
from core.kernel.clock import SystemClock
from core.services.lab import Lab
from core.services.refreshes import JobState, Refreshes, Tries
from core.services.refreshing import Take
from core.warehouse import Progress, Snapshot
from scripts.postgres import Server, start
from scripts.server import free_port
from tests.contract.refreshes.desk import PATIENCE, at_work, until
from tests.postgres import run
from tests.unit.services.fixtures import shop_home, shop_settings

__all__ = ["shop_home", "shop_settings"]

TYPES = {"DOUBLE": "DOUBLE PRECISION", "VARCHAR": "TEXT"}


def load(file: Path, url: str, folder: Path) -> None:
    """Copy the tables of the tiny shop into PostgreSQL."""
    with duckdb.connect(str(file), read_only=True) as shop, closing(psycopg2.connect(url)) as target:
        tables = [name for (name,) in shop.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        for table in tables:
            columns = shop.execute(f"SELECT column_name, column_type FROM (DESCRIBE {table})").fetchall()
            listed = ", ".join(f"{name} {TYPES.get(kind, kind)}" for name, kind in columns)
            shop.execute(f"COPY {table} TO '{folder / table}.csv' (HEADER false)")
            with target.cursor() as cursor, (folder / f"{table}.csv").open() as rows:
                cursor.execute(f"CREATE TABLE {table} ({listed})")
                cursor.copy_expert(f"COPY {table} FROM STDIN (FORMAT csv)", rows)
        target.commit()


class Place:
    """Where the warehouse stands: a folder and a port, whether a server runs there or not."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port = free_port()
        self.server = self._start()

    def _start(self) -> Server:
        return start(self._folder, port=self._port)

    def back(self) -> None:
        self.server = self._start()


@pytest.fixture
def place(tmp_path: Path, shop_settings: Settings) -> Iterator[Place]:
    place = Place(tmp_path / "server")
    load(shop_settings.home / "shop.duckdb", place.server.url(), tmp_path)
    yield place
    place.server.stop()


@pytest.fixture
def lab(place: Place, shop_settings: Settings) -> Iterator[Lab]:
    url = type(shop_settings.dwh_url)(place.server.url())
    with Lab.open(shop_settings.model_copy(update={"dwh_url": url}), clock=SystemClock()) as lab:
        yield lab


def refreshes_of(lab: Lab, take: Take) -> Refreshes:
    """The lab's refreshes, but less patient between two tries."""
    return Refreshes(
        take, database=lab.database, clock=lab.clock, actor="ann", folder=lab.settings.home / "jobs",
        spawn=lambda job, line: 0, tries=Tries(1000, first_wait=0.05),
    )  # fmt: skip


def check_back_again(lab: Lab, refreshes: Refreshes, *, kept: str) -> None:
    """The job that waited has put a new and whole snapshot in force."""
    job = until(refreshes, lambda job: not job.is_active)
    assert (job.state, job.what) == (JobState.SUCCEEDED, None)
    assert lab.warehouse.snapshot().id == job.snapshot_id != kept
    lab.warehouse.verify()
    assert [p.name for p in (lab.settings.home / "snapshots").glob("*.tmp")] == []


def test_away_at_the_beginning_it_is_waited_for(place: Place, lab: Lab) -> None:
    kept, refreshes = lab.warehouse.snapshot().id, refreshes_of(lab, lab.warehouse.refresh)
    place.server.stop()
    with at_work(refreshes, retry=True):
        job = until(refreshes, lambda job: job.state is JobState.WAITING and job.attempt > 1)
        assert "Nothing answers at " in (job.what or "")
        assert place.server.password not in f"{job.what}{job.fix}"
        assert lab.warehouse.snapshot().id == kept
        place.back()
        check_back_again(lab, refreshes, kept=kept)


def test_gone_in_the_middle_it_is_waited_for_and_all_is_read_anew(place: Place, lab: Lab) -> None:
    kept, stopped = lab.warehouse.snapshot().id, threading.Event()

    def take(*, progress: Progress, full: bool) -> Snapshot:
        def stop_in_the_middle(text: str, share: float) -> None:
            progress(text, share)
            if text.startswith("Extracting transactions") and not stopped.is_set():
                place.server.stop()
                stopped.set()

        return lab.warehouse.refresh(progress=stop_in_the_middle, full=full)

    refreshes = refreshes_of(lab, take)
    with at_work(refreshes, retry=True):
        assert stopped.wait(PATIENCE)
        job = until(refreshes, lambda job: job.state is JobState.WAITING and job.attempt > 1)
        assert job.what
        assert lab.warehouse.snapshot().id == kept
        place.back()
        check_back_again(lab, refreshes, kept=kept)


def test_cancelled_while_a_table_is_read_it_ends_at_once_and_leaves_no_query_behind(place: Place, lab: Lab) -> None:
    url, kept = place.server.url(), lab.warehouse.snapshot().id
    slowly = "SELECT p.* FROM all_products p, generate_series(1, 20000) WHERE pg_sleep(0.01) IS NOT NULL"
    run(url, "ALTER TABLE products RENAME TO all_products", f"CREATE VIEW products AS {slowly}")
    refreshes = refreshes_of(lab, lab.warehouse.refresh)
    with at_work(refreshes) as faults:
        until(refreshes, lambda job: job.step.startswith("Extracting products"))
        refreshes.cancel(1)
    assert [type(fault) for fault in faults] == [RefreshCancelled]
    assert refreshes.get(1).state is JobState.CANCELLED
    assert lab.warehouse.snapshot().id == kept
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%products%' AND pid <> pg_backend_pid()"
        )
        assert cursor.fetchone() == (0,)
