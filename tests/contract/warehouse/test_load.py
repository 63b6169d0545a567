"""Made tables in bulk into PostgreSQL and into a DuckDB file: everything or nothing, and never over others' tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import psycopg2
import pytest

from core.errors import BadInput, LabError, Refused, WarehouseError, WarehouseLost, WarehouseUnreachable
from core.warehouse.loading.load import Batch, Table, load
from core.warehouse.loading.targets import target
from scripts.postgres import Server
from tests.postgres import run

KINDS = {
    "id": "bigint NOT NULL", "small": "smallint", "word": "text", "amount": "numeric(14,2)",
    "weight": "double precision", "good": "boolean", "came_at": "timestamp with time zone", "local": "timestamp",
    "day": "date", "who": "uuid",
}  # fmt: skip
THINGS = Table("things", KINDS, key=("id",), indexes=(("came_at",), ("who", "came_at")))
OTHERS = Table("others", {"n": "integer"})
ROWS = """
    SELECT * FROM (VALUES
        (1, 8, 'plain', 12.30, 0.1, true, TIMESTAMPTZ '2026-03-29 01:00:00.000001+00',
         TIMESTAMP '2017-01-01 00:00:00.5', DATE '2024-02-29', UUID '7d80694e-29bd-4dc3-a9d1-e7f8a43ba77e'),
        (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
        (3, -1, '', -0.01, 1e308, false, TIMESTAMPTZ '1970-01-01 00:00:00+00', TIMESTAMP '1969-12-31 23:59:59',
         NULL, NULL),
        (4, 0, '\\N', 999999999999.99, -2.5e-300, false, NULL, NULL, DATE '1582-10-15', NULL),
        (5, 0, ' "quoted", and' || chr(10) || 'broken; ' || chr(13) || chr(9) || 'žß漢😀 ', 0.00, 0.30000000000000004,
         true, NULL, NULL, DATE '9999-12-31', NULL),
        (6, 0, '\\.', 1, 1, true, NULL, NULL, NULL, NULL), (7, 0, 'NULL', 1, 1, true, NULL, NULL, NULL, NULL)
    ) AS t
"""
COLUMNS = "SELECT id, small, word, amount, weight, good, epoch_us(came_at), local, day, CAST(who AS VARCHAR)"


def rows_at(url: str, sql: str) -> list[tuple[Any, ...]]:
    """What another program reads there."""
    if url.startswith("duckdb"):
        with duckdb.connect(url.removeprefix("duckdb:///"), read_only=True) as connection:
            return connection.execute(sql).fetchall()
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def write_at(url: str, *statements: str) -> None:
    if url.startswith("duckdb"):
        with duckdb.connect(url.removeprefix("duckdb:///")) as connection:
            for statement in statements:
                connection.execute(statement)
    else:
        run(url, *statements)


@pytest.fixture(params=["duckdb", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return (
        f"duckdb:///{tmp_path}/warehouse.duckdb"
        if request.param == "duckdb"
        else request.getfixturevalue("postgres_url")
    )


@pytest.fixture
def put(url: str, tmp_path: Path) -> Callable[..., dict[str, int]]:
    """Load two tables into the target of this test: `ROWS`, and the numbers below n."""

    def load_there(n: int = 3, *, made_by: str = "a test", **options: Any) -> dict[str, int]:
        batches = [Batch("things", ROWS, 0.5), Batch("others", f"SELECT * FROM range({n})", 1.0)]
        scratch = tmp_path / "scratch"
        return load(
            target(url, scratch=scratch), (THINGS, OTHERS), options.pop("batches", lambda _: iter(batches)),
            made_by=made_by, scratch=scratch, **options,
        )  # fmt: skip

    return load_there


def test_every_value_arrives_as_it_was(url: str, put: Callable[..., dict[str, int]]) -> None:
    assert put() == {"things": 7, "others": 3}
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        names = ", ".join(KINDS)
        expected = connection.execute(f"{COLUMNS} FROM ({ROWS}) AS t({names}) ORDER BY id").fetchall()
    microseconds = "CAST(extract(epoch FROM came_at) * 1000000 AS bigint)" if "postgres" in url else "epoch_us(came_at)"
    columns = COLUMNS.replace("epoch_us(came_at)", microseconds)
    assert rows_at(url, f"{columns} FROM things ORDER BY id") == expected
    assert rows_at(url, "SELECT n FROM others ORDER BY n") == [(0,), (1,), (2,)]


def test_postgres_gets_its_own_types_keys_indexes_and_statistics(postgres_url: str, tmp_path: Path) -> None:
    into = target(postgres_url, scratch=tmp_path)
    load(into, (THINGS,), lambda _: iter([Batch("things", ROWS, 1.0)]), made_by="a test")
    types = rows_at(
        postgres_url,
        "SELECT attname, format_type(atttypid, atttypmod), attnotnull FROM pg_attribute "
        "WHERE attrelid = 'things'::regclass AND attnum > 0 ORDER BY attnum",
    )
    spelt = {"timestamp": "timestamp without time zone"}
    expected = [(c, k.removesuffix(" NOT NULL"), k.endswith("NOT NULL")) for c, k in KINDS.items()]
    assert types == [(c, spelt.get(k, k), must) for c, k, must in expected]
    indexes = rows_at(postgres_url, "SELECT indexname FROM pg_indexes WHERE tablename = 'things' ORDER BY 1")
    assert indexes == [("things_came_at_idx",), ("things_pkey",), ("things_who_came_at_idx",)]
    key = rows_at(
        postgres_url, "SELECT conname, contype FROM pg_constraint WHERE conrelid = 'things'::regclass AND contype = 'p'"
    )
    assert key == [("things_pkey", "p")]
    assert rows_at(postgres_url, "SELECT reltuples FROM pg_class WHERE relname = 'things'") == [(7.0,)]


def test_what_the_lab_made_is_made_anew_and_what_others_made_is_not(
    url: str, put: Callable[..., dict[str, int]]
) -> None:
    put(3)
    assert put(5, made_by="a later test") == {"things": 7, "others": 5}
    write_at(
        url,
        "DROP TABLE others",
        "CREATE TABLE others (n integer, precious integer)",
        "INSERT INTO others VALUES (42, 1)",
    )
    with pytest.raises(Refused, match=r"did not make: others\.") as refused:
        put(7)
    assert "--replace" in refused.value.fix
    assert rows_at(url, "SELECT * FROM others") == [(42, 1)]
    assert rows_at(url, "SELECT count(*) FROM things") == [(7,)]
    put(7, replace=True)
    assert rows_at(url, "SELECT count(*) FROM others") == [(7,)]


def test_a_view_is_never_replaced(url: str, put: Callable[..., dict[str, int]]) -> None:
    write_at(url, "CREATE VIEW others AS SELECT 1 AS n")
    with pytest.raises(Refused, match="views or the like"):
        put(replace=True)
    assert rows_at(url, "SELECT n FROM others") == [(1,)]


def test_other_tables_are_left_alone(url: str, put: Callable[..., dict[str, int]]) -> None:
    write_at(url, "CREATE TABLE mine (n integer)", "INSERT INTO mine VALUES (1)")
    put()
    put()
    assert rows_at(url, "SELECT n FROM mine") == [(1,)]


def broken(connection: duckdb.DuckDBPyConnection) -> Iterator[Batch]:
    yield Batch("things", ROWS, 0.5)
    yield Batch("others", "SELECT * FROM range(1000)", 0.6)
    raise KeyboardInterrupt


def test_an_interrupted_load_leaves_what_was_there(
    url: str, put: Callable[..., dict[str, int]], tmp_path: Path
) -> None:
    with pytest.raises(KeyboardInterrupt):
        put(batches=broken)
    assert not (tmp_path / "warehouse.duckdb").exists()
    put(3)
    with pytest.raises(KeyboardInterrupt):
        put(batches=broken)
    assert rows_at(url, "SELECT count(*) FROM others") == [(3,)]
    tables = rows_at(
        url, "SELECT table_name FROM information_schema.tables WHERE table_schema IN ('main', 'public') ORDER BY 1"
    )
    assert tables == [("others",), ("things",)]
    assert not list((tmp_path / "scratch").rglob("*.csv"))
    assert [p.name for p in tmp_path.glob("warehouse*")] in ([], ["warehouse.duckdb"])


def test_progress_grows_to_the_end(put: Callable[..., dict[str, int]]) -> None:
    told: list[float] = []
    put(progress=lambda _, share: told.append(share))
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_readers_keep_the_old_tables_until_the_new_ones_are_whole(postgres_url: str, tmp_path: Path) -> None:
    seen: list[Any] = []

    def batches(connection: duckdb.DuckDBPyConnection) -> Iterator[Batch]:
        yield Batch("others", "SELECT * FROM range(5)", 0.5)
        seen.extend(rows_at(postgres_url, "SELECT count(*) FROM others"))
        yield Batch("others", "SELECT * FROM range(5)", 1.0)

    into = target(postgres_url, scratch=tmp_path)
    load(into, (OTHERS,), lambda _: iter([Batch("others", "SELECT * FROM range(3)", 1.0)]), made_by="a test")
    load(into, (OTHERS,), batches, made_by="a test")
    assert seen == [(3,)]
    assert rows_at(postgres_url, "SELECT count(*) FROM others") == [(10,)]


def test_two_loads_into_one_database_do_not_meet(postgres_url: str, tmp_path: Path) -> None:
    into = target(postgres_url, scratch=tmp_path)

    def batches(connection: duckdb.DuckDBPyConnection) -> Iterator[Batch]:
        with pytest.raises(Refused, match="Another load"):
            load(into, (OTHERS,), lambda _: iter([]), made_by="a test")
        yield Batch("others", "SELECT * FROM range(3)", 1.0)

    assert load(into, (OTHERS,), batches, made_by="a test") == {"others": 3}


def test_a_table_on_which_others_stand_is_not_dropped(postgres_url: str, tmp_path: Path) -> None:
    into = target(postgres_url, scratch=tmp_path)
    load(into, (OTHERS,), lambda _: iter([Batch("others", "SELECT 1", 1.0)]), made_by="a test")
    run(postgres_url, "CREATE VIEW standing AS SELECT n FROM others")
    with pytest.raises(WarehouseError, match="other objects depend on it"):
        load(into, (OTHERS,), lambda _: iter([Batch("others", "SELECT 2", 1.0)]), made_by="a test")
    assert rows_at(postgres_url, "SELECT n FROM standing") == [(1,)]


def test_a_value_that_does_not_fit_is_told(postgres_url: str, tmp_path: Path) -> None:
    into = target(postgres_url, scratch=tmp_path)
    with pytest.raises(WarehouseError, match="out of range"):
        load(into, (OTHERS,), lambda _: iter([Batch("others", "SELECT 3000000000", 1.0)]), made_by="a test")


def test_a_connection_that_breaks_in_the_middle_is_told(postgres_url: str, tmp_path: Path) -> None:
    def batches(connection: duckdb.DuckDBPyConnection) -> Iterator[Batch]:
        yield Batch("others", "SELECT * FROM range(5)", 0.5)
        run(
            postgres_url,
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )
        yield Batch("others", "SELECT * FROM range(5)", 1.0)

    with pytest.raises(WarehouseLost):
        load(target(postgres_url, scratch=tmp_path), (OTHERS,), batches, made_by="a test")
    assert rows_at(postgres_url, "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace") == [(0,)]


@pytest.mark.parametrize(
    "given", ["mysql://u:s3cret@h/d", "s3cret", "duckdb://", "://s3cret", "postgresql://u:s3cret@h:99999/d"]
)
def test_addresses_of_no_known_kind_are_refused(given: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refused:
        target(given, scratch=tmp_path)
    assert "s3cret" not in str(refused.value)
    assert "DWH_URL" not in str(refused.value)  # it is not at fault


def test_a_server_that_does_not_answer_or_refuses_is_told_without_the_password(
    postgres: Server, tmp_path: Path
) -> None:
    addresses = [
        postgres.url(password="wr0ngs3cret"), postgres.url("no_such_database"),
        "postgresql://postgres:s3cret@127.0.0.1:1/postgres",
    ]  # fmt: skip
    for address in addresses:
        with pytest.raises(LabError) as refused:
            load(target(address, scratch=tmp_path), (OTHERS,), lambda _: iter([]), made_by="a test")
        assert isinstance(refused.value, WarehouseError), address
        assert "--to" in refused.value.fix or "listens there" in refused.value.fix
        assert "s3cret" not in str(refused.value)
        assert postgres.password not in str(refused.value)


def test_a_user_who_may_not_create_is_told(postgres: Server, postgres_url: str, tmp_path: Path) -> None:
    database = postgres_url.rpartition("/")[2]
    role = f"reader_of_{database}"
    run(postgres_url, f"CREATE ROLE {role} LOGIN PASSWORD 's3cret'", "REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    try:
        into = target(postgres.url(database, user=role, password="s3cret"), scratch=tmp_path)
        with pytest.raises(WarehouseError, match="permission denied"):
            load(into, (OTHERS,), lambda _: iter([]), made_by="a test")
    finally:
        run(postgres_url, f"DROP ROLE {role}")


def test_a_file_that_is_no_database_or_is_open_is_told(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    path.write_text("not a database" * 500)
    with pytest.raises(WarehouseUnreachable, match="cannot be opened for writing"):
        load(target(f"duckdb:///{path}", scratch=tmp_path), (OTHERS,), lambda _: iter([]), made_by="a test")
    assert path.read_text().startswith("not a database")
