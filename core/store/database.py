"""Open, migrate and check the application's database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, OperationalError

from core import logs
from core.errors import ConfigError, StoreError, StoreNotReady, StoreTooNew
from core.kernel.clock import Clock
from core.store.unit_of_work import UnitOfWork

_log = logs.get_logger(__name__)
BUSY_MS = 10_000  # how long a writer waits for another one


@dataclass(frozen=True, slots=True)
class State:
    """How the store stands: its address without password, its schema revision and the one this version needs."""

    address: str
    revision: str | None
    head: str

    @property
    def is_ready(self) -> bool:
        """Whether the app can work with it."""
        return self.revision == self.head


class Database:
    """The store behind one URL. Cheap to open; connections are made when needed."""

    def __init__(self, url: str) -> None:
        self._engine = _engine(url)
        self._ready = False

    @classmethod
    def at(cls, path: Path) -> Database:
        """Open the SQLite file at `path`, creating its folder."""
        path.parent.mkdir(parents=True, exist_ok=True)
        return cls(f"sqlite:///{path}")

    @property
    def address(self) -> str:
        """The URL without its password."""
        return self._engine.url.render_as_string(hide_password=True)

    def upgrade(self) -> tuple[str | None, str]:
        """Migrate to this version's schema; return the revisions before and after. Repeats harmlessly.

        Raises StoreTooNew when the database was written by a newer version.
        """
        before = self.revision()
        head = _head()
        if before == head:
            return before, head
        self._refuse_newer(before)
        with self.writing() as connection:
            command.upgrade(_alembic(connection), "head")
        return before, head

    def revision(self) -> str | None:
        """Return the schema revision in the database, None when it was never migrated."""
        with self.reading() as connection:
            return MigrationContext.configure(connection).get_current_revision()

    def state(self) -> State:
        """Return how the store stands, without judging."""
        return State(self.address, self.revision(), _head())

    def check(self) -> None:
        """Raise StoreNotReady or StoreTooNew unless the schema is exactly this version's."""
        revision = self.revision()
        if revision == _head():
            self._ready = True
            return
        self._refuse_newer(revision)
        raise StoreNotReady(
            f"The store is at schema {revision or 'none'}; this version needs {_head()}.",
            fix="Run `python -m core db upgrade` (`make run` does it).",
        )

    def _refuse_newer(self, revision: str | None) -> None:
        try:
            if revision is not None:
                _script().get_revision(revision)
        except CommandError:
            raise StoreTooNew(
                f"The store is at schema {revision}, which this version does not know: a newer version wrote it.",
                fix="Update the app, or set STORE_URL to another database. Nothing was changed.",
            ) from None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection for a short read."""
        with _in_words(self.address), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Yield a connection inside a write transaction: all of it happens, or nothing."""
        writer = self._engine.execution_options(sqlite_begin="BEGIN IMMEDIATE")
        with _in_words(self.address), writer.begin() as connection:
            yield connection

    @contextmanager
    def unit(self, *, actor: str, clock: Clock) -> Iterator[UnitOfWork]:
        """Yield a unit of work that writes; it commits at the end of the block and rolls back on any error."""
        if not self._ready:
            self.check()
        with self.writing() as connection:
            work = UnitOfWork(connection, actor=actor, clock=clock)
            yield work
        for change in work.recorded:
            _log.info("change.committed", **change)

    @contextmanager
    def view(self) -> Iterator[UnitOfWork]:
        """Yield a unit of work that only reads."""
        if not self._ready:
            self.check()
        with self.reading() as connection:
            yield UnitOfWork(connection)

    def close(self) -> None:
        """Give back every connection."""
        self._engine.dispose()


@contextmanager
def _in_words(address: str) -> Iterator[None]:
    try:
        yield
    except DatabaseError as error:
        if type(error) not in (
            DatabaseError,
            OperationalError,
        ):  # a broken constraint or a wrong statement is no outage
            raise
        reason = str(error.orig).strip().splitlines()[0]
        raise StoreError(
            f"The store {address} cannot be used: {reason}",
            fix="Check STORE_URL, the file's folder, its permissions and the free space on its disk.",
        ) from error


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
        if parsed.drivername in ("postgresql", "postgres"):
            parsed = parsed.set(drivername="postgresql+psycopg2")  # SQLAlchemy 2.1 would take psycopg 3
        engine = create_engine(parsed)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError):
        raise ConfigError(
            "STORE_URL is not the address of a database that this app can use.",
            fix="Write sqlite:////absolute/path.sqlite or postgresql://user@host/database, or leave it out.",
        ) from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _configure_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _configure_sqlite(dbapi: Any, _record: object) -> None:
    # The driver must not begin transactions by itself: a read that turns into a write cannot wait for the lock.
    dbapi.isolation_level = None
    cursor = dbapi.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("sqlite_begin", "BEGIN"))


def _alembic(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def _script() -> ScriptDirectory:
    return ScriptDirectory.from_config(_alembic())


def _head() -> str:
    head = _script().get_current_head()
    assert head is not None, "the migrations have exactly one head"  # noqa: S101 - a broken installation
    return head
