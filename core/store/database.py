"""Open, migrate and check the application's database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from core import logs
from core.errors import StoreError, StoreNotReady, StoreTooNew
from core.kernel.clock import Clock
from core.store.engines import WAIT, address_of, engine_for, reader, writer
from core.store.schema import HEAD, REVISIONS, migrate, revision_of
from core.store.unit_of_work import UnitOfWork
from core.store.words import in_words

_log = logs.get_logger(__name__)


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

    def __init__(self, url: str, *, wait: float = WAIT) -> None:
        """Open the store at `url`; a writer waits `wait` seconds for another one."""
        self._engine = engine_for(url, wait=wait)
        self._ready = False

    @classmethod
    def at(cls, path: Path) -> Database:
        """Open the SQLite file at `path`, creating its folder."""
        path.parent.mkdir(parents=True, exist_ok=True)
        return cls(f"sqlite:///{path}")

    @property
    def address(self) -> str:
        """The URL without its password."""
        return address_of(self._engine.url)

    def upgrade(self) -> tuple[str | None, str]:
        """Migrate to this version's schema; return the revisions before and after. Repeats harmlessly.

        Raises StoreTooNew when the database was written by a newer version.
        """
        before = self.revision()
        if before != HEAD:
            refuse_newer(before)
            with self.writing() as connection:
                before = revision_of(connection)  # another process may have been first
                _refuse_encoding(connection)
                if before != HEAD:
                    migrate(connection)
        return before, HEAD

    def revision(self) -> str | None:
        """Return the schema revision in the database, None when it was never migrated."""
        with self.reading() as connection:
            return revision_of(connection)

    @property
    def is_ready(self) -> bool:
        """Whether the schema is this version's; a store that was never migrated holds nothing."""
        if not self._ready:
            self._ready = self.revision() == HEAD
        return self._ready

    def state(self) -> State:
        """Return how the store stands, without judging."""
        return State(self.address, self.revision(), HEAD)

    def check(self) -> None:
        """Raise StoreNotReady or StoreTooNew unless the schema is exactly this version's."""
        revision = self.revision()
        if revision == HEAD:
            self._ready = True
            return
        refuse_newer(revision)
        raise StoreNotReady(
            f"The store is at schema {revision or 'none'}; this version needs {HEAD}.",
            fix="Run `python -m core db upgrade` (`make run` does it).",
        )

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection for a short read, which sees the store in one state."""
        with in_words(self._engine), reader(self._engine).connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Yield a connection inside a write transaction: all of it happens, or nothing; one at a time."""
        with in_words(self._engine), writer(self._engine).begin() as connection:
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


def refuse_newer(revision: str | None) -> None:
    """Raise StoreTooNew for a schema that this version does not know."""
    if revision is not None and revision not in REVISIONS:
        raise StoreTooNew(
            f"The store is at schema {revision}, which this version does not know: a newer version wrote it.",
            fix="Update the app, or set STORE_URL to another database. Nothing was changed.",
        )


def _refuse_encoding(connection: Connection) -> None:
    """Raise StoreError for a PostgreSQL database that cannot hold every letter."""
    if connection.dialect.name == "postgresql":
        encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
        if encoding != "UTF8":
            raise StoreError(
                f"The database of the store keeps its text as {encoding}, which cannot hold every letter.",
                fix="Make another one with ENCODING 'UTF8' TEMPLATE template0, and name it in STORE_URL.",
            )
