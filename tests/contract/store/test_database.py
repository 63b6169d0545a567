"""How every store is opened, migrated, audited and refused."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import insert, inspect, text

from core.errors import ConfigError, StoreError, StoreNotReady, StoreTooNew
from core.kernel.clock import FixedClock
from core.store import Database, tables
from core.store.engines import LOG
from core.store.schema import HEAD, REVISIONS, configuration, migrate

ROOT = Path(__file__).resolve().parents[3]


def test_upgrade_repeats_nothing(url: str) -> None:
    database = Database(url)
    assert database.upgrade() == (None, HEAD)
    assert database.upgrade() == (HEAD, HEAD)
    assert database.state().is_ready
    database.close()


def test_the_migrations_make_exactly_the_declared_tables(database: Database) -> None:
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.metadata) == []


def test_the_revisions_read_off_the_files_are_those_that_alembic_knows() -> None:
    script = ScriptDirectory.from_config(configuration())
    assert script.get_heads() == [HEAD]
    assert tuple(r.revision for r in script.walk_revisions())[::-1] == REVISIONS


def test_downgrade_leaves_nothing_behind(database: Database) -> None:
    with database.writing() as connection:
        migrate(connection, "base")
    with database.reading() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
    assert database.upgrade() == (None, HEAD)


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


def test_a_file_is_written_ahead_so_that_readers_go_on(tmp_path: Path) -> None:
    database = Database.at(tmp_path / "store.sqlite")
    database.upgrade()
    database.close()
    with sqlite3.connect(tmp_path / "store.sqlite") as plain:
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    plain.close()


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_store_that_is_ready_is_used_without_alembic_which_takes_half_a_second(database: Database, url: str) -> None:
    code = f"import sys; from core.store import Database; Database({url!r}).check(); print('alembic' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert ran.stdout == "False\n"


def test_what_a_large_transaction_took_on_the_disk_is_given_back(tmp_path: Path, clock: FixedClock) -> None:
    """SQLite's log would stay as large as the largest campaign that ever fired, for as long as the app runs."""
    database = Database.at(tmp_path / "store.sqlite")
    database.upgrade()
    log = tmp_path / "store.sqlite-wal"
    with database.unit(actor="ann", clock=clock) as work:
        work.record("edit", "segment", subject="large", after="x" * (LOG + 1_000_000))
    assert log.stat().st_size > LOG
    with database.unit(actor="ann", clock=clock) as work:
        work.record("edit", "segment", subject="small")
    assert log.stat().st_size <= LOG
    database.close()
