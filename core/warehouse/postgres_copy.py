"""From PostgreSQL's COPY through a pipe into DuckDB and on to Parquet: nothing is ever held or stored as a whole."""

from __future__ import annotations

import os
import threading
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.errors import ContractViolation
from core.warehouse.durable import put
from core.warehouse.engine import DataError, open_duckdb, translated
from core.warehouse.parquet import quoted
from core.warehouse.postgres_connection import Connection
from core.warehouse.postgres_selection import Selection
from core.warehouse.progress import Progress
from core.warehouse.selection import Totals


@dataclass(frozen=True)
class Machine:
    """What the extraction may use here: threads (0 means one a core) and DuckDB's memory."""

    threads: int = 0
    memory_limit: str = "2GB"


@dataclass(frozen=True)
class Extraction:
    """One table on its way."""

    connection: Connection
    selection: Selection
    machine: Machine

    def run(self, name: str, into: Path, *, progress: Progress, since: datetime | None) -> Totals:
        """Write the table to `into`; return what PostgreSQL says it sent."""
        progress(f"Extracting {name}", 0.0)
        where = self.selection.where(since)
        temporary = into.with_name(into.name + ".tmp")
        reader, writer = os.pipe()
        failures: list[BaseException] = []

        def pump() -> None:
            try:
                with open(writer, "wb", buffering=1 << 18) as sink, self.connection.cursor() as cursor:
                    cursor.copy_expert(self.selection.copy_sql(where), sink)
            except BaseException as error:
                failures.append(error)

        thread = threading.Thread(target=pump)
        thread.start()
        made = self.selection.made_sql(self.selection.read_sql(f"/dev/fd/{reader}"))
        copy = f"COPY ({made}) TO {quoted(str(temporary))} (FORMAT parquet, COMPRESSION zstd)"
        try:
            with closing(open_duckdb(threads=self.machine.threads, memory_limit=self.machine.memory_limit)) as engine:
                with translated(copy, into.parent):
                    engine.execute(copy)
        except DataError as error:
            raise ContractViolation(
                f"The table {name} holds values that do not fit the types its profile declares.",
                fix="Correct the type or the expression of the column in the profile.",
                problems=[f"{name}: {str(error).splitlines()[0]}"],
            ) from error
        finally:
            os.close(reader)
            thread.join()
        if failures:
            raise failures[0]
        put(temporary, into)
        with self.connection.cursor() as cursor:
            cursor.execute(self.selection.totals_sql(where))
            return self.selection.read(cursor.fetchone())
