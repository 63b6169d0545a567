"""Several connections that see one state of a PostgreSQL: tables are read by all of them at once."""

from __future__ import annotations

import os
import socket
from contextlib import ExitStack, suppress
from types import TracebackType
from typing import Self

import psycopg2

from core import logs
from core.errors import LabError
from core.warehouse.postgres.connection import Connection, Waits, opened
from core.warehouse.postgres.errors import words
from core.warehouse.postgres.url import Address

_log = logs.get_logger(__name__)


class Streams:
    """The transaction that holds the state, and further ones on the same state, opened when they are first needed."""

    def __init__(self, address: Address, waits: Waits) -> None:
        self.address = address
        self._waits = waits
        self._stack = ExitStack()
        self._others: list[Connection] = []
        self._snapshot: str | None = None
        self._is_alone = False

    def __enter__(self) -> Self:
        self.lead = self._opened()
        try:
            self._snapshot = _exported(self.lead)
        except psycopg2.Error as error:  # behind some poolers, on a standby: then one connection reads everything
            _log.warning("warehouse.single_stream", why=words(error))
            self._stack.close()  # the error ended the transaction
            self.lead = self._opened()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def others(self, n: int) -> list[Connection]:
        """Return up to `n` connections beside the lead: fewer, or none, where the server has no more for us."""
        while self._snapshot is not None and len(self._others) < n and not self._is_alone:
            try:
                self._others.append(self._opened(self._snapshot))
            except LabError as error:
                _log.info("warehouse.fewer_streams", streams=len(self._others), why=error.what)
                self._is_alone = True
        return self._others[:n]

    def _opened(self, snapshot: str | None = None) -> Connection:
        return self._stack.enter_context(opened(self.address, self._waits, snapshot=snapshot))

    def cancel(self) -> None:
        """Have the server end what runs in any of the connections."""
        for connection in (self.lead, *self._others):
            with suppress(psycopg2.Error):
                connection.cancel()

    def cut(self) -> None:
        """Break the connections, so that no thread waits for a server that does not answer."""
        for connection in (self.lead, *self._others):
            with suppress(OSError, psycopg2.Error):
                own = socket.socket(fileno=os.dup(connection.fileno()))
                with own:
                    own.shutdown(socket.SHUT_RDWR)


def _exported(connection: Connection) -> str:
    """Return the name under which other connections see this one's state. Not in a subtransaction: that cannot."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_export_snapshot()")
        return str(cursor.fetchone()[0])
