"""DuckDB in this process: many threads ask, each call has its own cursor, nothing is fetched from elsewhere."""

from __future__ import annotations

import logging
import re
import shutil
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

import duckdb
import polars as pl

from core import logs
from core.errors import LabError, SnapshotCorrupt, WarehouseError
from core.warehouse.durable import beside, put, storage_errors, storage_full
from core.warehouse.parquet import fault, paths_in, quoted
from core.warehouse.spill import spill_folder

DataError = (duckdb.ConversionException, duckdb.OutOfRangeException, duckdb.InvalidInputException)  # a value's fault
Params = Sequence[Any] | Mapping[str, Any] | None
Tables = Mapping[str, pl.DataFrame] | None  # frames that a query may name
_log = logs.get_logger(__name__)
_FULL = re.compile(r"no space left|file too large|quota exceeded|max_temp_directory_size", re.IGNORECASE)
_DAMAGED = re.compile(
    r"decompress|corrupt|magic bytes|too small to be a parquet|thrift|no files found|footer|TProtocol"
    r"|page header|dictionary offset|out of (?:buffer|bounds)",
    re.IGNORECASE,
)


def corrupt(path: Path, why: str) -> SnapshotCorrupt:
    """Return the error for a damaged or lost Parquet file."""
    return SnapshotCorrupt(
        f"{path} cannot be read: {why}.",
        fix="Take a new snapshot with `python -m core warehouse refresh`; if it happens again, check that disk.",
    )


def open_duckdb(*, threads: int = 0, memory_limit: str = "2GB", temp: Path | None = None) -> duckdb.DuckDBPyConnection:
    """Return an empty in-memory DuckDB in UTC that loads no extension and never looks at Python variables."""
    config: dict[str, Any] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_community_extensions": False,
        "python_enable_replacements": False,
        "memory_limit": memory_limit,
        "temp_directory": str(spill_folder(temp)),
    }
    if threads:
        config["threads"] = threads
    connection = duckdb.connect(":memory:", config=config)
    connection.execute("SET GLOBAL TimeZone = 'UTC'")
    # On where a person types. Where it is off already (Jupyter without widgets), even switching it off is refused.
    if connection.execute("SELECT current_setting('enable_progress_bar')").fetchall() == [(True,)]:
        connection.execute("SET enable_progress_bar = false")
    return connection


@contextmanager
def translated(sql: str, folder: Path | None = None) -> Iterator[None]:
    """Turn DuckDB's errors that a person can mend into LabErrors; let the others (faults of ours) through.

    `folder` is where the query writes, if it does. Ctrl-C, which DuckDB makes a RuntimeError of, is what it was again.
    """
    try:
        yield
    except RuntimeError as error:
        if isinstance(error.__cause__, KeyboardInterrupt):
            raise KeyboardInterrupt from error
        raise
    except duckdb.Error as error:
        raise _meaning(error, sql, folder) from error


def _meaning(error: duckdb.Error, sql: str, folder: Path | None) -> LabError | duckdb.Error:
    text = str(error)
    if _FULL.search(text):
        return storage_full(folder or Path(tempfile.gettempdir()))
    if isinstance(error, duckdb.OutOfMemoryException):
        return WarehouseError(
            "The question needs more memory than DuckDB may use.",
            fix="Raise LAB_MEMORY_LIMIT, or ask for less at once.",
        )
    read = paths_in(sql)
    for path in read:
        if (why := fault(path)) is not None:
            return corrupt(path, why)
    if read and _DAMAGED.search(text):
        named = [p for p in read if str(p) in text] or read
        return (
            corrupt(named[0], "its data is damaged")
            if len(named) == 1
            else SnapshotCorrupt(
                f"One of these files is damaged: {', '.join(map(str, named))}.",
                fix="Take a new snapshot with `python -m core warehouse refresh`.",
            )
        )
    return error


class Engine:
    """An in-process DuckDB over Parquet files; safe to share between threads.

    `threads` 0 means one a core. What does not fit into `memory_limit` spills into the folder `temp`.
    """

    dialect: ClassVar[str] = "duckdb"

    def __init__(self, *, threads: int = 0, memory_limit: str = "2GB", temp: Path | None = None) -> None:
        self._connection = open_duckdb(threads=threads, memory_limit=memory_limit, temp=temp)
        self._connection.execute("SET GLOBAL lock_configuration = true")
        self._lock = threading.Lock()

    def frame(self, sql: str, params: Params = None, *, tables: Tables = None) -> pl.DataFrame:
        """Return the rows of a query as a polars frame; `tables` are frames that the query may name."""
        with self._asking(sql, tables) as (cursor, facts):
            answer = cursor.sql(sql, params=params).pl()
            facts["rows"] = answer.height
            return answer

    def rows(self, sql: str, params: Params = None, *, tables: Tables = None) -> list[tuple[Any, ...]]:
        """Return the rows of a query as Python values."""
        with self._asking(sql, tables) as (cursor, facts):
            answer = cursor.execute(sql, params).fetchall()
            facts["rows"] = len(answer)
            return answer

    def describe(self, sql: str) -> dict[str, str]:
        """Return the columns of a query and their DuckDB types without running it.

        Raises ValueError with DuckDB's words when the query makes no sense.
        """
        try:
            with self._cursor() as cursor:
                return {str(row[0]): str(row[1]) for row in cursor.execute(f"DESCRIBE {sql}").fetchall()}
        except duckdb.Error as error:
            raise ValueError(str(error).splitlines()[0]) from None

    def write(self, sql: str, path: Path, params: Params = None, *, tables: Tables = None) -> int:
        """Write the rows of a query as a Parquet file at `path`, durably and at once; return their number.

        Raises StorageFull, leaving nothing behind and an older file of that name in place.
        """
        temporary = beside(path)
        copy = f"COPY ({sql}) TO {quoted(str(temporary))} (FORMAT parquet, COMPRESSION zstd)"
        try:
            with storage_errors(path.parent):
                path.parent.mkdir(parents=True, exist_ok=True)
            with self._asking(sql, tables, into=path) as (cursor, facts):
                facts["rows"] = n = int(cursor.execute(copy, params).fetchall()[0][0])
            put(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
        return n

    def write_apart(self, sql: str, folder: Path, *, by: str) -> int:
        """Write the rows of a query as Parquet files in `folder`/<value of the column `by`>; return their number.

        The column itself is left out. A folder that is there meanwhile is kept in place of what was written. Raises
        StorageFull, leaving nothing behind.
        """
        temporary = beside(folder)
        copy = f"COPY ({sql}) TO {quoted(str(temporary))} (FORMAT parquet, COMPRESSION zstd, PARTITION_BY ({by}))"
        try:
            with storage_errors(folder.parent):
                temporary.mkdir(parents=True, exist_ok=True)
            with self._asking(sql, None, into=folder) as (cursor, facts):
                facts["rows"] = n = int(cursor.execute(copy).fetchall()[0][0])
            for part in temporary.iterdir():
                part.rename(temporary / part.name.partition("=")[2])
            if not folder.is_dir():
                put(temporary, folder)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
        return n

    def close(self) -> None:
        """Let go of memory and threads; calls under way in other threads fail."""
        self._connection.close()

    @contextmanager
    def _asking(
        self, sql: str, tables: Tables, *, into: Path | None = None
    ) -> Iterator[tuple[duckdb.DuckDBPyConnection, dict[str, object]]]:
        """Lend a cursor for one query, in whose errors a person finds what to do; what it took is logged.

        The query itself is not: the values in it may be about somebody.
        """
        facts: dict[str, object] = {} if into is None else {"into": into.name}
        if _log.isEnabledFor(logging.DEBUG):
            facts["reads"] = [path.name for path in paths_in(sql)]
        with (
            self._cursor(tables) as cursor,
            translated(sql, into and into.parent),
            logs.timed(_log, "query.answered", **facts) as found,
        ):
            yield cursor, found

    @contextmanager
    def _cursor(self, tables: Tables = None) -> Iterator[duckdb.DuckDBPyConnection]:
        with self._lock:
            cursor = self._connection.cursor()
        try:
            for name, frame in (tables or {}).items():
                cursor.register(name, frame.to_arrow())
            yield cursor
        except KeyboardInterrupt:
            cursor.interrupt()  # its threads go on otherwise, and to close it would wait for them
            raise
        finally:
            cursor.close()
