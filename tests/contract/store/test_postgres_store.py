"""What can go wrong with a store on a PostgreSQL server: each said in its own words, and never the password."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from core.errors import StoreError
from core.kernel.clock import FixedClock
from core.store import Database
from core.store.schema import HEAD
from scripts.postgres import Server
from scripts.server import free_port
from tests.postgres import run


@pytest.fixture
def store(postgres_url: str) -> Iterator[Database]:
    store = Database(postgres_url)
    store.upgrade()
    yield store
    store.close()


def cut_off(url: str) -> None:
    """End every other connection to the database, as a restart of the server does."""
    others = "datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    run(url, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")


def refusal(url: str) -> str:
    database = Database(url)
    with pytest.raises(StoreError) as refused:
        database.upgrade()
    database.close()
    return str(refused.value)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg2"])
def test_the_address_is_taken_as_people_write_it_and_shown_without_its_password(postgres_url: str, scheme: str) -> None:
    rest = postgres_url.partition("://")[2]
    store = Database(f"{scheme}://{rest}?application_name=mine&sslpassword=hidden")
    assert store.upgrade() == (None, HEAD)
    assert store.address == f"postgresql://postgres:***@{rest.rpartition('@')[2]}"
    store.close()


def test_every_fault_of_the_connection_has_its_own_words(postgres: Server, postgres_url: str) -> None:
    name = postgres_url.rpartition("/")[2]
    nobody_there = f"postgresql://ann:S3cret!@127.0.0.1:{free_port()}/{name}"
    faults = {
        nobody_there: "No server answers for the store postgresql://ann:***@127.0.0.1",
        postgres.url(name, password="S3cret!"): "does not let user 'postgres' in: wrong user or password",
        postgres.url(name, user="S0mebody", password="S3cret!"): "does not let user 'S0mebody' in",
        postgres.url("nosuch"): "There is no database 'nosuch' on the server",
        postgres_url.replace("127.0.0.1", "no-such-host.invalid"): "No server answers for the store",
        f"{postgres_url}?sslmode=require": "does not accept this connection: ",
    }
    for url, words in faults.items():
        said = refusal(url)
        assert words in said
        assert "What to do: " in said
        assert "S3cret!" not in said
        assert postgres.password not in said


def test_a_user_who_may_not_make_tables_is_told_what_to_ask_for(postgres: Server, postgres_url: str) -> None:
    name = postgres_url.rpartition("/")[2]
    role = f"reader_{name}"
    run(postgres_url, f"CREATE ROLE {role} LOGIN PASSWORD 'x'", "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        f"GRANT USAGE ON SCHEMA public TO {role}")  # fmt: skip
    said = refusal(postgres.url(name, user=role, password="x"))
    assert f"The user '{role}' may not do this in the store" in said
    assert f'GRANT CREATE, USAGE ON SCHEMA public TO "{role}"' in said
    run(postgres_url, f"GRANT CREATE ON SCHEMA public TO {role}")
    store = Database(postgres.url(name, user=role, password="x"))
    assert store.upgrade() == (None, HEAD)
    store.close()
    run(postgres_url, f"DROP OWNED BY {role}", f"DROP ROLE {role}")


def test_a_database_that_cannot_hold_every_letter_is_refused(postgres: Server, postgres_url: str) -> None:
    name = f"{postgres_url.rpartition('/')[2]}_ascii"
    run(
        postgres.url(),
        f"CREATE DATABASE {name} ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0",
    )
    try:
        assert "keeps its text as SQL_ASCII, which cannot hold every letter" in refusal(postgres.url(name))
    finally:
        run(postgres.url(), f"DROP DATABASE {name}")


def test_a_connection_lost_while_writing_undoes_all_of_it(
    store: Database, postgres_url: str, clock: FixedClock
) -> None:
    def write() -> None:
        with store.unit(actor="ann", clock=clock) as work:
            work.record("edit", "segment", subject="first")
            cut_off(postgres_url)
            work.record("edit", "segment", subject="second")

    with pytest.raises(StoreError, match="was lost. What was being written is undone as a whole"):
        write()
    with store.unit(actor="ann", clock=clock) as work:  # by a connection made anew
        work.record("edit", "segment", subject="third")
    with store.view() as seen:
        assert [r.subject for r in seen.audit.latest()] == ["third"]


def test_a_connection_lost_between_two_questions_is_not_noticed(store: Database, postgres_url: str) -> None:
    with store.view() as seen:
        assert seen.segments.all() == []
    cut_off(postgres_url)
    with store.view() as seen:
        assert seen.segments.all() == []


def test_what_is_no_outage_keeps_its_own_error(store: Database) -> None:
    with pytest.raises(Exception, match="nosuch") as fault, store.reading() as connection:
        connection.execute(text("SELECT 1 FROM nosuch"))
    assert not isinstance(fault.value, StoreError)
