"""SQLAlchemy engines for the stores there are. Readers see one state; one transaction writes at a time."""

from __future__ import annotations

from functools import partial
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from core.errors import ConfigError

WAIT = 60.0  # seconds that a writer waits for another one: a million executions take 12 s, on a busy machine more
LOG = 67_108_864  # bytes of SQLite's log that are kept: a million executions leave one of half a gigabyte
WRITERS = 5_140_318_402_117  # the advisory lock of PostgreSQL that writers hold; nobody else in the database uses it
CACHE = 65_536  # kilobytes of SQLite's pages at most: many rows go into indexes twice as fast as with its 2 MB
CONNECTING = {
    "connect_timeout": "10", "keepalives_idle": "30", "keepalives_interval": "10", "keepalives_count": "3",
    "application_name": "loyalty-lab", "client_encoding": "utf8",
}  # fmt: skip
READS = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


def engine_for(url: str, *, wait: float = WAIT) -> Engine:
    """Return the engine for the address as people write it. Connections are made when needed. Raises ConfigError."""
    try:
        parsed = make_url(url)
        if parsed.drivername in ("postgresql", "postgres"):
            parsed = parsed.set(drivername="postgresql+psycopg2")  # SQLAlchemy 2.1 would take psycopg 3
        if parsed.get_backend_name() == "postgresql":
            return _postgres(parsed, wait)
        engine = create_engine(parsed, hide_parameters=True, execution_options={"store_wait": wait})
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, ValueError):
        raise ConfigError(
            "STORE_URL is not the address of a database that this app can use.",
            fix="Write sqlite:////absolute/path.sqlite or postgresql://user@host/database, or leave it out.",
        ) from None
    event.listen(engine, "connect", partial(_configure_sqlite, wait))
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def address_of(url: URL) -> str:
    """Return the address for people, without the password and without options, which may hold others."""
    shown = url.set(drivername=url.get_backend_name(), query={})
    return shown.render_as_string(hide_password=True)


def _postgres(url: URL, wait: float) -> Engine:
    given = {k: v for k, v in CONNECTING.items() if k not in url.query}
    engine = create_engine(
        url, hide_parameters=True, pool_pre_ping=True, connect_args=given, execution_options={"store_wait": wait}
    )
    event.listen(engine, "begin", _begin_postgres)
    return engine


def reader(engine: Engine) -> Engine:
    """Return the engine for transactions that read: each sees the store as it was when it began."""
    return engine.execution_options(**READS) if engine.dialect.name == "postgresql" else engine


def waits(engine: Engine) -> float:
    """Return how many seconds a writer waits for another one before it fails."""
    return float(engine.get_execution_options()["store_wait"])


def writer(engine: Engine) -> Engine:
    """Return the engine for transactions that write: one after another, each seeing all that came before."""
    return engine.execution_options(store_writes=True)


def _configure_sqlite(wait: float, dbapi: Any, _record: object) -> None:
    # The driver must not begin transactions by itself: a read that turns into a write cannot wait for the lock.
    dbapi.isolation_level = None
    cursor = dbapi.cursor()
    cursor.execute(f"PRAGMA busy_timeout={wait * 1000:.0f}")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute(f"PRAGMA journal_size_limit={LOG}")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA cache_size=-{CACHE}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("store_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_postgres(connection: Connection) -> None:
    """Take the writers' lock; the server frees it at the end of the transaction, also when its client dies."""
    if connection.get_execution_options().get("store_writes"):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {waits(connection.engine) * 1000:.0f}")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")
