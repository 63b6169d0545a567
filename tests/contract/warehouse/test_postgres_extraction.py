"""A large table on its way: by several connections that see one state, in bounded memory, and ended without a trace."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from core.errors import LabError, WarehouseLost
from core.warehouse import Engine, Profile
from core.warehouse.parquet import relation
from core.warehouse.postgres.url import parsed
from core.warehouse.profile import LogicalTable
from core.warehouse.selection import Totals
from core.warehouse.sources.postgres_copy import Machine
from core.warehouse.sources.postgres_source import PostgresSource
from scripts.postgres import Server
from scripts.postgres import serving as postgres_serving
from tests.postgres import database, run

ROWS = 130_000
LARGE = f"""
    CREATE TABLE large AS SELECT i AS n, md5(i::text) AS word, i % 7 = 0 AS flag,
        (i % 1000)::numeric(12,2) / 8 AS price,
        timestamptz '2026-01-01' + i * interval '1 second' AS at, repeat('x', 60) AS filler
    FROM generate_series(1, {ROWS}) AS i
"""
COLUMNS = {"n": "integer", "word": "string", "flag": "boolean", "price": "cents", "at": "timestamp", "filler": "string"}
engine = Engine(threads=1)


class Cancelled(Exception):
    """What a person's press of Cancel raises in a progress callback."""


@pytest.fixture(scope="module")
def large(postgres: Server) -> Iterator[str]:
    with database(postgres) as url:
        run(url, LARGE, "VACUUM ANALYZE large")
        yield url


def profile(**table: object) -> Profile:
    declared = LogicalTable.model_validate(
        {"description": "Large.", "columns": COLUMNS} | (table or {"source": "large"})
    )
    return Profile(name="large", time_zone="UTC", is_live=True, unit="EUR", tables={"customers": declared})


def answers(url: str, sql: str) -> list[tuple[object, ...]]:
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def taken(url: str, file: Path, *, streams: int, declared: Profile | None = None) -> Totals:
    source = PostgresSource(parsed(url), machine=Machine(streams=streams))
    with source.session(declared or profile()) as session:
        return session.extract("customers", file)


def digest(file: Path) -> list[tuple[object, ...]]:
    return engine.rows(f"SELECT count(*), sum(hash(t)) FROM {relation(file)} AS t")


def test_however_many_streams_bring_the_same_rows_and_views_come_in_one(large: str, tmp_path: Path) -> None:
    run(large, "CREATE VIEW seen AS SELECT * FROM large")
    one, four, view = (tmp_path / name for name in ("one", "four", "view"))
    totals = taken(large, one, streams=1)
    assert totals.rows == ROWS
    assert taken(large, four, streams=4) == totals
    assert taken(large, view, streams=4, declared=profile(source="seen")) == totals
    assert digest(one) == digest(four) == digest(view)
    assert engine.rows(f"SELECT count(DISTINCT n) FROM {relation(four)}") == [(ROWS,)]


@pytest.mark.parametrize(("streams", "connections"), [(1, 1), (2, 2)])
def test_a_large_table_is_read_by_so_many_connections_beside_the_one_that_leads(
    large: str, tmp_path: Path, streams: int, connections: int
) -> None:
    with PostgresSource(parsed(large), machine=Machine(streams=streams)).session(profile()) as session:
        session.extract("customers", tmp_path / "x")
        ours = "datname = current_database() AND application_name = 'loyalty-lab' AND backend_type = 'client backend'"
        assert answers(large, f"SELECT count(*) FROM pg_stat_activity WHERE {ours}") == [(1 + connections,)]


def test_a_window_over_all_rows_is_not_taken_apart(large: str, tmp_path: Path) -> None:
    columns = {"n": {"type": "integer", "expression": "count(*) OVER ()"}}
    taken(large, tmp_path / "x", streams=4, declared=profile(source="large", columns=columns))
    assert engine.rows(f"SELECT DISTINCT n FROM {relation(tmp_path / 'x')}") == [(ROWS,)]


def test_children_of_a_table_come_with_it(postgres_url: str, tmp_path: Path) -> None:
    run(postgres_url, LARGE, "CREATE TABLE more () INHERITS (large)", "INSERT INTO more SELECT * FROM large LIMIT 5")
    assert taken(postgres_url, tmp_path / "x", streams=4).rows == ROWS + 5


@pytest.mark.parametrize("limit", ["REVOKE EXECUTE ON FUNCTION pg_export_snapshot() FROM PUBLIC", "CONNECTION LIMIT 1"])
def test_where_there_is_one_connection_for_us_one_does(
    postgres: Server, postgres_url: str, tmp_path: Path, limit: str
) -> None:
    name = parsed(postgres_url).database
    run(postgres_url, LARGE, f"CREATE ROLE one_{name} LOGIN PASSWORD 'pw'", f"GRANT SELECT ON large TO one_{name}")
    run(postgres_url, limit if limit.startswith("REVOKE") else f"ALTER ROLE one_{name} {limit}")
    try:
        totals = taken(postgres.url(name, user=f"one_{name}", password="pw"), tmp_path / "x", streams=2)
        assert (totals.rows, totals.sums["n"]) == (ROWS, ROWS * (ROWS + 1) // 2)
    finally:
        run(postgres_url, f"DROP OWNED BY one_{name}", f"DROP ROLE one_{name}")


def test_all_tables_and_streams_see_one_state(postgres_url: str, tmp_path: Path) -> None:
    run(postgres_url, LARGE, "CREATE TABLE small AS SELECT 1 AS x")
    both = profile().model_copy()
    small = LogicalTable.model_validate({"description": "", "source": "small", "columns": {"x": "integer"}})
    both = both.model_copy(update={"tables": {"small": small, **both.tables}})
    with PostgresSource(parsed(postgres_url), machine=Machine(streams=2)).session(both) as session:
        session.extract("small", tmp_path / "small")
        run(
            postgres_url,
            "DELETE FROM large WHERE n % 2 = 0",
            "INSERT INTO large (n) VALUES (-1)",
            "INSERT INTO small VALUES (2)",
        )
        assert session.extract("customers", tmp_path / "large").rows == ROWS
        assert session.totals("small").rows == 1
    assert engine.rows(f"SELECT count(*), min(n) FROM {relation(tmp_path / 'large')}") == [(ROWS, 1)]


def interrupted(url: str, folder: Path, do: Callable[[], object], kind: type[BaseException]) -> BaseException:
    """Extract a table that never ends, `do` something once rows flow, and see that nothing is left of it."""
    endless = profile(sql="SELECT large.* FROM large, generate_series(1, 100000)")
    before, files = threading.active_count(), len(list(Path("/dev/fd").iterdir()))
    seen: list[float] = []

    def progress(text: str, share: float) -> None:
        seen.append(share)
        if share > 0:
            do()

    source = PostgresSource(parsed(url), machine=Machine(streams=2))
    with pytest.raises(kind) as caught, source.session(endless) as session:
        session.extract("customers", folder / "x.parquet", progress=progress)
    assert seen == sorted(seen)
    assert list(folder.iterdir()) == []
    assert threading.active_count() == before
    assert len(list(Path("/dev/fd").iterdir())) == files
    return caught.value


def nothing_runs(url: str) -> bool:
    sql = (
        "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'loyalty-lab' AND datname = current_database()"
    )
    return answers(url, sql) == [(0,)]


def test_what_progress_raises_ends_it_at_the_server_too(large: str, tmp_path: Path) -> None:
    def cancel() -> None:
        raise Cancelled

    interrupted(large, tmp_path, cancel, Cancelled)
    while not nothing_runs(large):  # a closed connection is still listed for a moment
        pass


def test_a_connection_ended_on_the_way_is_lost(large: str, tmp_path: Path) -> None:
    ending = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'COPY%'"
    error = interrupted(large, tmp_path, lambda: run(large, ending), WarehouseLost)
    assert "broke" in str(error)
    assert isinstance(error, LabError)


def test_a_server_stopped_on_the_way_is_lost(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with postgres_serving(tmp_path / "server") as server:
        run(server.url(), LARGE)
        error = interrupted(server.url(), tmp_path / "out", server.stop, WarehouseLost)
        assert server.password not in str(error)


def test_a_full_disk_ends_it_and_says_so(large: str, tmp_path: Path) -> None:
    (tmp_path / "x.parquet.tmp").symlink_to("/dev/full")
    with pytest.raises(LabError, match="no room left|cannot"):
        taken(large, tmp_path / "x.parquet", streams=2)
    assert not (tmp_path / "x.parquet").exists()


MEASURED = """
import sys
from pathlib import Path
from scripts.bench.timing import peak_memory
from tests.contract.warehouse.test_postgres_extraction import taken, profile
n, url = sys.argv[1], sys.stdin.read()
sql = f"SELECT large.* FROM large, generate_series(1, {n})"
totals = taken(url, Path(sys.argv[2]) / "x", streams=2, declared=profile(sql=sql))
print(totals.rows, round(peak_memory() * 1000))
"""


def test_memory_does_not_grow_with_the_table(large: str, tmp_path: Path) -> None:
    peaks = {}
    for n in (1, 8):
        ran = subprocess.run(
            [sys.executable, "-c", MEASURED, str(n), str(tmp_path)],
            input=large,
            capture_output=True,
            text=True,
            check=True,
        )
        rows, peaks[n] = map(int, ran.stdout.split())
        assert rows == n * ROWS
    assert peaks[8] < 500
    assert peaks[8] < peaks[1] + 100
