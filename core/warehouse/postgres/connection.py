"""A connection to PostgreSQL: in one state of the data, read-only but for loads, and with an end to every wait."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg2
from psycopg2.extensions import ISOLATION_LEVEL_READ_COMMITTED, ISOLATION_LEVEL_REPEATABLE_READ

from core.warehouse.postgres.errors import connecting, reading
from core.warehouse.postgres.url import Address

Connection = Any  # psycopg2's own; its stubs leave out what is used here
_ALIVE = {
    "keepalives": "1", "keepalives_idle": "30", "keepalives_interval": "10", "keepalives_count": "3",
    "tcp_user_timeout": "60000", "client_encoding": "UTF8", "application_name": "loyalty-lab",
}  # fmt: skip
_FORMS = {  # how values are spelt must not hang on how the server was set up
    "TimeZone": "UTC", "DateStyle": "ISO, YMD", "IntervalStyle": "iso_8601", "extra_float_digits": "1",
    "bytea_output": "hex", "jit": "off", "standard_conforming_strings": "on",
}  # fmt: skip
_WAITS = ("idle_in_transaction_session_timeout", "idle_session_timeout", "transaction_timeout")


@dataclass(frozen=True)
class Waits:
    """How long (seconds) to wait for a connection and for a statement; 0 means for ever."""

    connect: int = 10
    statement: int = 3600


@contextmanager
def opened(
    address: Address, waits: Waits, *, snapshot: str | None = None, is_writing: bool = False
) -> Iterator[Connection]:
    """Open one REPEATABLE READ, READ ONLY transaction, in the state that `snapshot` names or in a new one.

    With `is_writing` it may write, and sees what others commit meanwhile; who does not commit has written nothing.
    Raises WarehouseUnreachable, WarehouseRefused.
    """
    keywords: dict[str, Any] = {"connect_timeout": str(waits.connect)} | _ALIVE | address.keywords()
    try:
        connection = psycopg2.connect(**keywords)
    except (psycopg2.Error, ValueError) as error:
        raise connecting(error, address) from None
    try:
        level = ISOLATION_LEVEL_READ_COMMITTED if is_writing else ISOLATION_LEVEL_REPEATABLE_READ
        connection.set_session(isolation_level=level, readonly=not is_writing)
        with reading(address):
            _prepare(connection, waits, snapshot)
        yield connection
    finally:
        connection.close()


def _prepare(connection: Connection, waits: Waits, snapshot: str | None) -> None:
    with connection.cursor() as cursor:
        if snapshot is not None:
            cursor.execute("SET TRANSACTION SNAPSHOT %s", [snapshot])
        wanted = _FORMS | {"statement_timeout": f"{waits.statement}s"} | dict.fromkeys(_WAITS, "0")
        cursor.execute(
            "SELECT set_config(name, value, true) FROM pg_settings "
            "JOIN unnest(%s, %s) AS wanted(setting, value) ON lower(name) = lower(wanted.setting)",
            [list(wanted), list(wanted.values())],
        )
