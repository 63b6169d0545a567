"""A DuckDB file as a warehouse: opened read-only, and only for as long as a call takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from time import perf_counter

import duckdb
import polars as pl

from core.errors import ContractViolation, LabError, WarehouseUnreachable
from core.warehouse.checking import checked, tested
from core.warehouse.duckdb_probe import DuckDBProbe
from core.warehouse.durable import put
from core.warehouse.engine import open_duckdb, translated
from core.warehouse.parquet import quoted
from core.warehouse.profile import LogicalTable, Profile
from core.warehouse.progress import Progress, quiet
from core.warehouse.report import DESCRIBED, SourceReport
from core.warehouse.selection import Totals, nulled_sql, read_totals, select_sql, since_sql, totals_sql
from core.warehouse.sources.duckdb_looker import DuckDBLooker

_COLUMNS = """
    SELECT table_schema, table_name, column_name, data_type, is_nullable, "COLUMN_COMMENT"
    FROM information_schema.columns
    WHERE table_catalog = 'warehouse' ORDER BY table_schema, table_name, ordinal_position
"""


class DuckDBSource:
    """A warehouse in one DuckDB file."""

    def __init__(self, path: Path, *, threads: int = 0, memory_limit: str = "2GB") -> None:
        self.path = path
        self.address = str(path.resolve())
        self._threads = threads
        self._memory_limit = memory_limit

    def describe(self) -> pl.DataFrame:
        """Return the columns of the file's tables and views: `table`, `column`, `type`, `nullable`, `comment`."""
        with self._opened() as connection:
            rows = connection.execute(_COLUMNS).fetchall()
        named = [(_shown(s, t), c, kind, n == "YES", text) for s, t, c, kind, n, text in rows if not t.startswith("_")]
        return pl.DataFrame(named, schema=DESCRIBED, orient="row")

    def check(self, profile: Profile) -> list[str]:
        """Return everything that the profile declares and the file does not give; empty when it fits."""
        with self._probed() as probe:
            return [str(fault) for one in checked(probe, profile) for fault in one.faults]

    def test(self, profile: Profile) -> SourceReport:
        """Look at everything at once: the file, its tables and columns, what they hold."""
        start = perf_counter()
        try:
            with self._probed() as probe:
                latency = (perf_counter() - start) * 1000
                faults, tables = tested(probe, profile)
        except LabError as error:
            return SourceReport.failed(self.address, error)
        return SourceReport(self.address, f"DuckDB {duckdb.__version__}", latency, faults, tables)

    @contextmanager
    def _probed(self) -> Iterator[DuckDBProbe]:
        described = self.describe()
        known: dict[str, list[str]] = {
            str(name[0]): frame["column"].to_list() for name, frame in described.group_by("table", maintain_order=True)
        }
        with self._opened() as connection:
            yield DuckDBProbe(connection, known)

    @contextmanager
    def looking(self) -> Iterator[DuckDBLooker]:
        """Open the file for drafting a profile of it."""
        with self._opened() as connection:
            yield DuckDBLooker(connection)

    @contextmanager
    def session(self, profile: Profile) -> Iterator[DuckDBSession]:
        """Open the file in one transaction, for as long as the extraction takes."""
        with self._opened() as connection:
            connection.execute("BEGIN TRANSACTION")
            yield DuckDBSession(connection, profile)

    @contextmanager
    def _opened(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with closing(open_duckdb(threads=self._threads, memory_limit=self._memory_limit)) as connection:
            try:
                connection.execute(f"ATTACH {quoted(str(self.path))} AS warehouse (READ_ONLY)")
                connection.execute("USE warehouse")
            except duckdb.Error as error:
                raise self._unreachable(str(error)) from error
            yield connection

    def _unreachable(self, message: str) -> WarehouseUnreachable:
        if "lock" in message.lower():
            holder = re.search(r"PID (\d+)", message)
            who = f"process {holder.group(1)}" if holder else "another process"
            return WarehouseUnreachable(
                f"{self.path} is open for writing in {who}.", fix="Close it there, then run the command again."
            )
        return WarehouseUnreachable(
            f"{self.path} cannot be opened as a DuckDB database: {message.splitlines()[0]}",
            fix="Check that DWH_URL names a DuckDB file of a version that this DuckDB can read "
            f"({duckdb.__version__}); rebuild the demo with `python -m core warehouse demo`.",
        )


class DuckDBSession:
    """An open DuckDB file from which a profile's tables are extracted."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, profile: Profile) -> None:
        self._connection = connection
        self._profile = profile

    def extract(self, table: str, into: Path, *, progress: Progress = quiet, since: datetime | None = None) -> Totals:
        """Write the logical `table` as a Parquet file at `into` and return what the source says it holds.

        With `since`, only the rows whose watermark is that or later. `progress` is told the share of the table.

        Raises ContractViolation when a value does not fit its declared type, StorageFull when the disk is full.
        """
        progress(f"Extracting {table}", 0.0)
        declared = self._profile.tables[table]
        select = since_sql(declared, select_sql(declared, time_zone=self._profile.time_zone), since=since)
        temporary = into.with_name(into.name + ".tmp")
        copy = f"COPY ({select}) TO {quoted(str(temporary))} (FORMAT parquet, COMPRESSION zstd)"
        with _fitting(table), translated(copy, into.parent):
            self._connection.execute(copy)
            totals = self._totals(declared, select)
        put(temporary, into)
        return totals if since is not None else self._with_source(declared, totals)

    def totals(self, table: str) -> Totals:
        """Return what the source says that the whole logical `table` holds. Raises as `extract`."""
        declared = self._profile.tables[table]
        select = select_sql(declared, time_zone=self._profile.time_zone)
        with _fitting(table), translated(select):
            return self._with_source(declared, self._totals(declared, select))

    def _totals(self, declared: LogicalTable, select: str) -> Totals:
        return read_totals(declared, self._connection.execute(totals_sql(declared, f"({select})")).fetchall()[0])

    def _with_source(self, declared: LogicalTable, totals: Totals) -> Totals:
        """Add what only the source's own rows show: duplicates that were dropped, values that became null."""
        sql = nulled_sql(declared, time_zone=self._profile.time_zone)
        given, *lost = self._connection.execute(sql).fetchall()[0]
        nulled = {c: int(n) for c, n in zip(declared.columns, lost, strict=True) if n}
        return replace(totals, duplicates=int(given) - totals.rows if declared.distinct else 0, nulled=nulled)


@contextmanager
def _fitting(table: str) -> Iterator[None]:
    """Turn a value that does not fit its declared type into the violation that names the table."""
    try:
        yield
    except (duckdb.ConversionException, duckdb.OutOfRangeException, duckdb.InvalidInputException) as error:
        raise ContractViolation(
            f"The table {table} holds values that do not fit the types its profile declares.",
            fix="Correct the type or the expression of the column in the profile.",
            problems=[f"{table}: {str(error).splitlines()[0]}"],
        ) from error


def _shown(schema: str, table: str) -> str:
    return table if schema == "main" else f"{schema}.{table}"
