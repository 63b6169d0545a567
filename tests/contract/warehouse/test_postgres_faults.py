"""Every way in which a PostgreSQL can fail us has its own words and a remedy; none of them tells the password."""

from __future__ import annotations

import json
import traceback
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from pydantic import SecretStr

from core.config import Settings
from core.errors import LabError, WarehouseLost, WarehouseRefused, WarehouseUnreachable
from core.services.lab import Lab
from core.warehouse import connect
from core.warehouse.postgres.connection import Waits
from core.warehouse.postgres.url import Address, parsed
from core.warehouse.sources.postgres_source import PostgresSource
from scripts import ports
from scripts.postgres import Server
from scripts.postgres import serving as postgres_serving
from scripts.server import free_port
from tests.contract.warehouse.little import PROFILE, little_postgres, little_profile
from tests.postgres import run
from tests.unit.cli.asking import ask

SECRET = "p@ss:w/rd#%?"
SLOW = "CREATE VIEW slow AS SELECT 'a'::text AS word FROM generate_series(1, 700) WHERE pg_sleep(30) IS NOT NULL"
WRITTEN = "p%40ss%3Aw%2Frd%23%25%3F"


def refused(url: str, kind: type[LabError], *secrets: str, waits: Waits | None = None) -> LabError:
    with pytest.raises(kind) as caught:
        PostgresSource(parsed(url), waits=waits).describe()
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value) + str(caught.value)
    assert [s for s in (SECRET, WRITTEN, *secrets) if s in told] == []
    assert caught.value.fix
    return caught.value


def until_refused(url: str) -> None:
    """Ask until the server has read its new pg_hba.conf."""
    while True:
        connect(Settings(dwh_url=SecretStr(url))).describe()


@pytest.mark.parametrize(
    ("url", "shown", "keywords"),
    [
        ("postgres://ann:x@db/shop", "postgresql://ann@db/shop", {"host": "db", "dbname": "shop", "password": "x"}),
        ("postgresql+psycopg2://ann@db:6432/shop", "postgresql://ann@db:6432/shop", {"port": "6432"}),
        (f"postgresql://ann:{WRITTEN}@db/shop", "postgresql://ann@db/shop", {"password": SECRET}),
        ("postgresql://a%40b:p@ss@db/x", "postgresql://a%40b@db/x", {"user": "a@b", "password": "p@ss"}),
        ("postgresql://u:50%@db/x?sslmode=require", "postgresql://u@db/x", {"password": "50%", "sslmode": "require"}),
        ("postgresql://u@[::1]:5433/x", "postgresql://u@[::1]:5433/x", {"host": "::1", "port": "5433"}),
        ("postgresql://u@a:1,b:2/x", "postgresql://u@a:1,b:2/x", {"host": "a,b", "port": "1,2"}),
        ("postgresql:///x?host=/run/pg&password=pw", "postgresql:///run/pg/x", {"host": "/run/pg", "password": "pw"}),
    ],
)
def test_addresses_are_read_as_people_write_them(url: str, shown: str, keywords: dict[str, str]) -> None:
    address = parsed(url)
    assert str(address) == shown
    assert address.keywords() == address.keywords() | keywords
    assert all(s not in repr(address) for s in (SECRET, "p@ss", "50%", "pw"))


def test_a_parameter_may_not_change_what_the_session_relies_upon(postgres_url: str) -> None:
    url = f"{postgres_url}?application_name=mine&options=-c%20TimeZone%3DAsia/Tokyo"
    assert PostgresSource(parsed(url)).describe().height == 0


def test_a_wrong_password_a_missing_one_and_a_missing_database(postgres: Server) -> None:
    real = postgres.password
    assert "does not take that password" in refused(postgres.url(password=SECRET), WarehouseRefused, real).what
    nobody = Address(host=ports.HOST, port=str(postgres.port), user="postgres", database="postgres")
    assert "wants a password" in refused(str(nobody), WarehouseRefused, real).what
    assert 'database "gone" does not exist' in refused(postgres.url("gone"), WarehouseRefused, real).what


def test_tls_that_the_server_does_not_speak(postgres: Server) -> None:
    error = refused(f"{postgres.url()}?sslmode=require", WarehouseRefused, postgres.password)
    assert "server does not support SSL" in error.what
    assert "sslmode" in error.fix


def test_nothing_listens_and_no_such_host(postgres: Server) -> None:
    down = refused(f"postgresql://u:{WRITTEN}@{ports.HOST}:{free_port()}/x", WarehouseUnreachable)
    assert "Connection refused" in down.what
    assert "no host by the name" in refused(f"postgresql://u:{WRITTEN}@nowhere.invalid/x", WarehouseUnreachable).what


def test_a_role_that_may_not_log_in_and_one_without_connections_left(postgres: Server, postgres_url: str) -> None:
    name = parsed(postgres_url).database
    run(
        postgres_url,
        f"CREATE ROLE out_{name} PASSWORD 'pw'",
        f"CREATE ROLE few_{name} LOGIN PASSWORD 'pw' CONNECTION LIMIT 0",
    )
    try:
        out = refused(postgres.url(name, user=f"out_{name}", password="pw"), WarehouseRefused, postgres.password)
        assert "is not permitted to log in" in out.what
        few = refused(postgres.url(name, user=f"few_{name}", password="pw"), WarehouseUnreachable, postgres.password)
        assert "no connection free" in few.what
    finally:
        run(postgres_url, f"DROP ROLE out_{name}", f"DROP ROLE few_{name}")


def test_a_host_that_pg_hba_does_not_know(tmp_path: Path) -> None:
    with postgres_serving(tmp_path) as server:
        run(server.url(), "CREATE ROLE ann LOGIN PASSWORD 'pw'")
        (tmp_path / "data" / "pg_hba.conf").write_text("host all postgres all scram-sha-256\n", encoding="utf-8")
        run(server.url(), "SELECT pg_reload_conf()")
        url = server.url("postgres", user="ann", password="pw")
        with pytest.raises(WarehouseRefused, match="lets nobody in from here: no pg_hba"):
            until_refused(url)
        server.stop()
        assert "Connection refused" in refused(server.url(), WarehouseUnreachable, server.password).what


def test_what_may_not_be_read_is_told_table_by_table_and_column_by_column(
    postgres: Server, postgres_url: str, tmp_path: Path
) -> None:
    little_postgres(postgres_url)
    name = parsed(postgres_url).database
    role = f"reader_{name}"
    grants = ("GRANT SELECT (place) ON people TO", "GRANT SELECT ON shop.visits TO", "GRANT SELECT ON tags TO")
    run(postgres_url, f"CREATE ROLE {role} LOGIN PASSWORD 'pw'", *(f"{g} {role}" for g in grants))
    source = PostgresSource(parsed(postgres.url(name, user=role, password="pw")))
    try:
        report = source.test(little_profile(tmp_path, PROFILE.replace("{from: id, type: integer, nullable: false}}",
            "{from: id, type: integer, nullable: false}, place: integer}")))  # fmt: skip
        assert [(f.subject, f.what) for f in report.errors] == [
            ("customers.customer_id", "permission denied for table people"),
            ("visits", "permission denied for schema shop"),
        ]
        assert all("GRANT SELECT" in f.fix for f in report.errors)
        assert report.tables["can_read"].to_list() == [False, False, True, True]
        assert report.tables["rows"].to_list() == [3, None, 2, 5]
    finally:
        run(postgres_url, f"DROP OWNED BY {role}", f"DROP ROLE {role}")


def test_counting_that_takes_too_long_gives_the_servers_estimate(postgres_url: str, tmp_path: Path) -> None:
    little_postgres(postgres_url)
    run(postgres_url, SLOW)
    profile = little_profile(tmp_path, PROFILE.replace("source: tags", "source: slow"))
    report = PostgresSource(parsed(postgres_url), waits=Waits(statement=1)).test(profile)
    assert report.is_good
    rows, is_exact = report.tables.select("rows", "is_exact").rows()[-1]
    assert (0 < rows <= 700, is_exact) == (True, False)


def test_a_query_that_takes_too_long_is_ended(postgres_url: str, tmp_path: Path) -> None:
    little_postgres(postgres_url)
    run(postgres_url, SLOW)
    profile = little_profile(tmp_path, PROFILE.replace("source: tags", "source: slow"))
    source = PostgresSource(parsed(postgres_url), waits=Waits(statement=1))
    with source.session(profile) as session, pytest.raises(LabError, match="took too long") as caught:
        session.extract("tags", tmp_path / "tags.parquet")
    assert "DWH_STATEMENT_TIMEOUT" in caught.value.fix


def test_a_connection_that_is_ended_is_lost(postgres_url: str, tmp_path: Path) -> None:
    source = little_postgres(postgres_url)
    with source.session(little_profile(tmp_path)) as session:
        with closing(psycopg2.connect(postgres_url)) as other, other, other.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'loyalty-lab'"
            )
        with pytest.raises(WarehouseLost, match="The connection to PostgreSQL at .* broke: "):
            session.totals("visits")


def test_the_command_tells_all_faults_and_ends_with_one(postgres: Server, postgres_url: str, tmp_path: Path) -> None:
    little_postgres(postgres_url)
    little_profile(tmp_path)
    good = Settings(dwh_url=SecretStr(postgres_url), dwh_profile="complete_journey", lab_home=tmp_path / "lab")
    with Lab.open(good) as lab:
        answer = ask(lab, "warehouse", "test")
        assert answer.code == 1
        assert (
            'customers: its SQL cannot be read: relation "transactions" does not exist (complete_journey.yaml, line'
            in answer.out
        )
        assert "A refresh would fail: 8 errors." in answer.out
        said = json.loads(ask(lab, "warehouse", "test", "--json").out)
        assert (said["is_good"], said["server"].split()[0], len(said["faults"])) == (False, "PostgreSQL", 8)
        assert postgres.password not in answer.out + answer.err
    down = good.model_copy(update={"dwh_url": SecretStr(f"postgresql://u:{WRITTEN}@{ports.HOST}:{free_port()}/x")})
    with Lab.open(down) as lab:
        answer = ask(lab, "warehouse", "test")
        assert (answer.code, "connection: Nothing answers at" in answer.out) == (1, True)
        assert WRITTEN not in answer.out + answer.err
