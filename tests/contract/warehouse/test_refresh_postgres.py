"""Refreshes from a real PostgreSQL: increments agree with the reference, and a server that stops changes nothing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from core.errors import WarehouseLost
from core.kernel.clock import FixedClock
from core.warehouse import Engine
from core.warehouse.postgres.url import parsed
from core.warehouse.sources.postgres_source import PostgresSource
from scripts.postgres import serving
from tests.contract.warehouse.changing import BEGIN, TABLES, Changing, changing_profile, changing_store, rows_of
from tests.postgres import run
from tests.property.warehouse.test_increments_agree import check, histories

MANY = 1_000_000
PEOPLE = """
    CREATE VIEW people AS SELECT i::text AS customer_id, 'Bonn' AS city, 1 AS points, 1.5::numeric(12, 2) AS worth,
        timestamptz '2026-01-05 08:00+00' + i * interval '1 second' AS updated_at FROM generate_series(1, {n}) AS i
"""


@given(history=histories)
@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_increments_from_postgresql_bring_what_they_promise(
    history: list[tuple], postgres_url: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    tables = ["DROP TABLE IF EXISTS people, visits, places", *TABLES]
    run(postgres_url, *tables)
    warehouse = Changing(PostgresSource(parsed(postgres_url)), lambda statements: run(postgres_url, *statements))
    engine = Engine(threads=1)
    check(warehouse, history, tmp_path_factory.mktemp("history"), engine)
    engine.close()


@pytest.mark.kill
@pytest.mark.parametrize("kind", ["full", "increment"])
def test_a_server_that_stops_in_the_middle_of_an_extraction_changes_nothing(tmp_path: Path, kind: str) -> None:
    profile, clock = changing_profile(tmp_path), FixedClock(BEGIN + timedelta(days=30))
    store = changing_store(tmp_path, clock, engine=Engine(threads=1))
    folder, stopped = tmp_path / "postgres", []
    with serving(folder) as server:
        run(server.url(), *TABLES, "DROP TABLE people", PEOPLE.format(n=20_000))
        good = store.refresh(PostgresSource(parsed(server.url())), profile)
        run(server.url(), "DROP VIEW people", PEOPLE.format(n=MANY))

        def stop(text: str, share: float) -> None:
            if text == "Extracting customers" and share > 0.06 and not stopped:  # rows have come
                stopped.append(share)
                server.stop()

        with pytest.raises(WarehouseLost):
            store.refresh(PostgresSource(parsed(server.url())), profile, progress=stop, full=kind == "full")
    assert stopped
    store.verify(store.current())
    assert store.current() == good
    assert {p.name for p in store.folder.iterdir()} == {good.id, "manifest.json", "refresh.lock"}
    assert len(rows_of(Engine(threads=1), good)) == 20_000
    with serving(folder, port=server.port) as server:  # it comes back where it was
        again = store.refresh(PostgresSource(parsed(server.url())), profile)
    assert (again.tables["customers"].rows, again.tables["customers"].taken) == (MANY, "increment")
