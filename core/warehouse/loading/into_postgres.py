"""Bulk loading into PostgreSQL: COPY under passing names, indexes, then the names, all in one transaction."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import duckdb
import psycopg2

from core.errors import LabError, Refused, WarehouseError, WarehouseRefused, WarehouseUnreachable
from core.warehouse.engine import translated
from core.warehouse.loading.load import Found, Table, Target
from core.warehouse.parquet import identifier, quoted
from core.warehouse.postgres.connection import Connection, Waits
from core.warehouse.postgres.connection import opened as writable
from core.warehouse.postgres.errors import failed, words
from core.warehouse.postgres.url import Address
from core.warehouse.spill import spill_folder

_FOUND = """
    SELECT relname, relkind IN ('r', 'p'), coalesce(obj_description(oid, 'pg_class'), '')
    FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relname = ANY(%s)
"""
_ALONE = "SELECT pg_try_advisory_xact_lock(hashtext('loyalty-lab load'))"


def into_server(address: Address, waits: Waits, *, scratch: Path) -> Target:
    """Return a PostgreSQL database as a target: the first schema of its user's search path."""

    @contextmanager
    def opened(connection: duckdb.DuckDBPyConnection) -> Iterator[ServerWriter]:
        folder = spill_folder(scratch)
        try:
            with _connected(address, waits) as server, _in_words(address):
                writer = ServerWriter(connection, server, folder)
                try:
                    writer.begin()
                    yield writer
                    writer.publish()
                finally:
                    writer.close()
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    return opened


@contextmanager
def _connected(address: Address, waits: Waits) -> Iterator[Connection]:
    """Connect to what was given to load into, which is not DWH_URL."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(writable(address, waits, is_writing=True))
        except (WarehouseRefused, WarehouseUnreachable) as error:
            what, fix = (text.replace("DWH_URL", "the address given with --to") for text in (error.what, error.fix))
            raise type(error)(what, fix=fix) from None
        yield server


@contextmanager
def _in_words(address: Address) -> Iterator[None]:
    try:
        yield
    except psycopg2.Error as error:
        raise _meaning(error, address) from error


def _meaning(error: psycopg2.Error, address: Address) -> LabError:
    """Return what it means that a load failed; nothing of it is left in the warehouse."""
    code, text = error.pgcode or "", words(error)
    if code in ("42501", "3F000"):
        return WarehouseRefused(
            f"PostgreSQL at {address} does not let us make tables: {text}",
            fix="Let its owner run: GRANT USAGE, CREATE ON SCHEMA <schema> TO <user>; or load as another user.",
        )
    if code == "2BP01":
        return WarehouseError(
            f"PostgreSQL at {address} cannot replace a table: {text}",
            fix="Drop what depends on it, or load into another database.",
        )
    if code == "53100":
        return WarehouseError(
            f"PostgreSQL at {address} has no room left: {text}",
            fix="Free space on its disk, then load again; nothing of this load is left there.",
        )
    if not code or code.startswith(("08", "57")):
        return failed(error, address)
    return WarehouseError(
        f"PostgreSQL at {address} refuses the tables: {text}",
        fix="Correct what it names; what was there before is untouched.",
    )


class ServerWriter:
    """A PostgreSQL database in one transaction: while DuckDB makes the next rows, the server takes the last ones."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, server: Connection, folder: Path) -> None:
        self._connection = connection
        self._server = server
        self._folder = folder
        self._passing = f"_loading_{uuid.uuid4().hex[:8]}"
        self._tables: list[Table] = []
        self._taken: set[str] = set()
        self._copier = ThreadPoolExecutor(1, "copy")
        self._copying: Future[None] | None = None

    def begin(self) -> None:
        """Make sure that nobody else loads into this database. Raises Refused."""
        with self._server.cursor() as cursor:
            cursor.execute(_ALONE)
            if not cursor.fetchall()[0][0]:
                raise Refused(
                    "Another load into this database is running.", fix="Wait until it has ended, then load again."
                )
            cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")  # for the indexes

    def found(self, names: Sequence[str]) -> list[Found]:
        """Return those of the names that are taken."""
        with self._server.cursor() as cursor:
            cursor.execute(_FOUND, [list(names)])
            found = [Found(*row) for row in cursor.fetchall()]
        self._taken = {f.name for f in found}
        return found

    def create(self, table: Table) -> None:
        """Begin the table under a passing name, so that readers keep the old one until the end."""
        self._tables.append(table)
        columns = ", ".join(f"{identifier(name)} {kind}" for name, kind in table.columns.items())
        self._execute(f"CREATE TABLE {self._named(table)} ({columns})")

    def add(self, table: Table, sql: str) -> int:
        """Write the rows of a DuckDB query to a file and hand it to the server; return how many."""
        file = self._folder / f"{uuid.uuid4().hex[:8]}.csv"
        self._folder.mkdir(exist_ok=True)
        copy = f"COPY ({sql}) TO {quoted(str(file))} (FORMAT csv, HEADER false)"
        with translated(copy, self._folder):
            rows = int(self._connection.execute(copy).fetchall()[0][0])
        self.wait()
        self._copying = self._copier.submit(self._copy, table, file)
        return rows

    def wait(self) -> None:
        """Wait until the server has taken everything that was handed to it; raise what went wrong there."""
        if self._copying is not None:
            self._copying.result()
            self._copying = None

    def finish(self, table: Table, *, comment: str) -> None:
        """Give the table its indexes, statistics and comment, still under its passing name."""
        self.wait()
        named = self._named(table)
        for suffix, columns in _indexes(table).items():
            unique = "UNIQUE" if columns == table.key else ""
            names = ", ".join(map(identifier, columns))
            self._execute(f"CREATE {unique} INDEX {self._named(table, suffix)} ON {named} ({names})")
        self._execute(f"ANALYZE {named}")
        self._execute(f"COMMENT ON TABLE {named} IS {quoted(comment)}")

    def publish(self) -> None:
        """Give every table its name instead of the older ones, for which readers wait no longer than this takes."""
        for table in self._tables:
            final, key = identifier(table.name), identifier(f"{table.name}_pkey")
            if table.name in self._taken:
                self._execute(f"DROP TABLE {final}")
            self._execute(f"ALTER TABLE {self._named(table)} RENAME TO {final}")
            for suffix in _indexes(table):
                new = identifier(f"{table.name}_{suffix}")
                self._execute(f"ALTER INDEX {self._named(table, suffix)} RENAME TO {new}")
            if table.key:
                self._execute(f"ALTER TABLE {final} ADD CONSTRAINT {key} PRIMARY KEY USING INDEX {key}")
        self._server.commit()

    def close(self) -> None:
        """Stop what is still being copied."""
        if self._copying is not None and not self._copying.done():
            self._server.cancel()
        self._copier.shutdown()

    def _named(self, table: Table, suffix: str = "") -> str:
        """Return the passing name of a table, or of one of its indexes; names have 63 signs at most."""
        return identifier(f"{self._passing}_{self._tables.index(table)}_{suffix}".rstrip("_"))

    def _copy(self, table: Table, file: Path) -> None:
        columns = ", ".join(map(identifier, table.columns))
        sql = f"COPY {self._named(table)} ({columns}) FROM STDIN (FORMAT csv, FREEZE)"  # frozen: nothing to vacuum
        with file.open("rb") as rows, self._server.cursor() as cursor:
            cursor.copy_expert(sql, rows, size=1 << 20)
        file.unlink()

    def _execute(self, sql: str) -> None:
        with self._server.cursor() as cursor:
            cursor.execute(sql)


def _indexes(table: Table) -> dict[str, tuple[str, ...]]:
    """Return the indexes of a table by the end of their names, the one of its key first."""
    keys = {"pkey": table.key} if table.key else {}
    return keys | {"_".join((*columns, "idx")): columns for columns in table.indexes}
