"""Bulk loading into a DuckDB file: in one transaction, and a new file only has its name when it is whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from core.errors import WarehouseUnreachable
from core.warehouse.durable import beside, put, storage_errors, sweep
from core.warehouse.engine import translated
from core.warehouse.loading.load import Found, Table, Target
from core.warehouse.parquet import identifier, quoted

_FOUND = """
    SELECT table_name, TRUE, comment FROM duckdb_tables() WHERE database_name = 'target' AND schema_name = 'main'
    UNION ALL
    SELECT view_name, FALSE, comment FROM duckdb_views() WHERE database_name = 'target' AND schema_name = 'main'
"""


def into_file(path: Path) -> Target:
    """Return the DuckDB file at `path` as a target; it is made if it is not there."""

    @contextmanager
    def opened(connection: duckdb.DuckDBPyConnection) -> Iterator[FileWriter]:
        with storage_errors(path.parent):
            path.parent.mkdir(parents=True, exist_ok=True)
            sweep(path)
        is_new = not path.exists()
        file = beside(path) if is_new else path
        try:
            _attach(connection, file)
            with translated("", path.parent):
                connection.execute("BEGIN TRANSACTION")
                yield FileWriter(connection)
                connection.execute("COMMIT")
                connection.execute("DETACH target")  # writes the checkpoint, so that the file is all there is
            if is_new:
                put(file, path)
        finally:
            if is_new:
                connection.close()  # before its file goes
                for leftover in (file, file.with_name(file.name + ".wal")):
                    leftover.unlink(missing_ok=True)

    return opened


def _attach(connection: duckdb.DuckDBPyConnection, file: Path) -> None:
    try:
        connection.execute(f"ATTACH {quoted(str(file))} AS target")
    except duckdb.Error as error:
        raise WarehouseUnreachable(
            f"{file} cannot be opened for writing as a DuckDB database: {str(error).splitlines()[0]}",
            fix="Close it where it is open, or name another file.",
        ) from error


class FileWriter:
    """A DuckDB file in one transaction."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def found(self, names: Sequence[str]) -> list[Found]:
        """Return those of the names that are taken."""
        rows = self._connection.execute(_FOUND).fetchall()
        return [Found(name, is_table, comment or "") for name, is_table, comment in rows if name in names]

    def create(self, table: Table) -> None:
        """Begin the table anew; an older one of its name goes with the commit."""
        columns = ", ".join(f"{identifier(name)} {kind}" for name, kind in table.columns.items())
        self._connection.execute(f"CREATE OR REPLACE TABLE target.{identifier(table.name)} ({columns})")

    def add(self, table: Table, sql: str) -> int:
        """Add the rows of a DuckDB query; return how many."""
        insert = f"INSERT INTO target.{identifier(table.name)} {sql}"
        return int(self._connection.execute(insert).fetchall()[0][0])

    def finish(self, table: Table, *, comment: str) -> None:
        """Give the table its comment."""
        self._connection.execute(f"COMMENT ON TABLE target.{identifier(table.name)} IS {quoted(comment)}")
