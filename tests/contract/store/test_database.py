"""How every store is opened, migrated, audited and refused."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, inspect, text

from core.errors import ConfigError, StoreError, StoreNotReady, StoreTooNew
from core.kernel.clock import FixedClock
from core.store import Database, tables
from core.store.database import _alembic


def test_upgrade_repeats_nothing(url: str) -> None:
    database = Database(url)
    assert database.upgrade() == (None, "0002")
    assert database.upgrade() == ("0002", "0002")
    assert database.state().is_ready
    database.close()


def test_the_migrations_make_exactly_the_declared_tables(database: Database) -> None:
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.metadata) == []


def test_downgrade_leaves_nothing_behind(database: Database) -> None:
    with database.writing() as connection:
        command.downgrade(_alembic(connection), "base")
    with database.reading() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
    assert database.upgrade() == (None, "0002")


def test_a_store_that_was_never_migrated_says_what_to_run(url: str, clock: FixedClock) -> None:
    database = Database(url)
    with pytest.raises(StoreNotReady, match="db upgrade"), database.view():
        pass
    database.close()


def test_a_store_from_a_newer_version_is_refused_and_left_alone(database: Database, url: str) -> None:
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    newer = Database(url)
    for refused in (newer.upgrade, newer.check):
        with pytest.raises(StoreTooNew, match="at schema 9999, which this version does not know"):
            refused()
    assert newer.revision() == "9999"
    newer.close()


def test_an_error_rolls_back_the_change_and_its_audit_record(database: Database, clock: FixedClock) -> None:
    def fail_half_way() -> None:
        with database.unit(actor="ann", clock=clock) as work:
            work.record("create", "segment", subject="gold", after={"a": 1})
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fail_half_way()
    with database.view() as work:
        assert work.audit.latest() == []


def test_the_audit_log_says_who_when_and_what(database: Database, clock: FixedClock) -> None:
    with database.unit(actor="ann", clock=clock) as work:
        work.record("edit", "segment", subject="gold", before={"b": 2, "a": "é"}, after={"b": 3})
    with database.view() as work:
        (record,) = work.audit.of("segment", "gold")
    assert (record.at, record.actor, record.action) == (clock.now(), "ann", "edit")
    assert (record.before, record.after) == ('{"a":"é","b":2}', '{"b":3}')


def test_a_naive_instant_is_never_stored(database: Database, clock: FixedClock) -> None:
    values = {"at": clock.now().replace(tzinfo=None), "actor": "", "action": "", "kind": "", "subject": ""}
    with pytest.raises(Exception, match="an instant needs an offset"), database.writing() as connection:
        connection.execute(insert(tables.audit).values(values))


@pytest.mark.parametrize("bad", ["nonsense", "mysql://x/y", "sqlite+nosuch:///x"])
def test_an_address_that_is_none_is_refused_without_repeating_it(bad: str) -> None:
    with pytest.raises(ConfigError, match="STORE_URL is not the address") as refusal:
        Database(bad)
    assert bad not in str(refusal.value)


def test_a_store_that_cannot_be_opened_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no database")
    database = Database(f"sqlite:///{tmp_path / 'file' / 'store.sqlite'}")
    with pytest.raises(StoreError, match="cannot be used"):
        database.revision()


def test_a_file_that_is_no_database_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "store.sqlite").write_bytes(b"this is no database at all, but long enough to look like one" * 20)
    database = Database(f"sqlite:///{tmp_path / 'store.sqlite'}")
    with pytest.raises(StoreError, match="cannot be used: file is not a database"):
        database.revision()
    database.close()


def test_a_reader_never_waits_for_a_writer(tmp_path: Path, clock: FixedClock) -> None:
    database = Database.at(tmp_path / "store.sqlite")
    database.upgrade()
    with database.unit(actor="ann", clock=clock) as work:
        work.record("edit", "segment", subject="gold")
        with Database.at(tmp_path / "store.sqlite").view() as reader:
            assert reader.audit.latest() == []
    database.close()
    with sqlite3.connect(tmp_path / "store.sqlite") as plain:
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    plain.close()
