"""From PostgreSQL's COPY through pipes into DuckDB and on to Parquet: a table is nowhere held as a whole."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

import duckdb

from core.errors import ContractViolation
from core.warehouse.durable import put
from core.warehouse.engine import DataError, open_duckdb, translated
from core.warehouse.parquet import identifier, quoted, relation
from core.warehouse.postgres.connection import Connection
from core.warehouse.postgres.streams import Streams
from core.warehouse.progress import Progress
from core.warehouse.selection import Totals
from core.warehouse.sources.crew import Crew
from core.warehouse.sources.pipe import Pipe
from core.warehouse.sources.postgres_plan import Expectation, expected
from core.warehouse.sources.postgres_selection import Selection

_STREAMS = 4  # more do not help: then PostgreSQL or the network is what one waits for
_MEMORY = "300MB"  # what DuckDB may hold of a table while it passes; four row groups of wide rows fit
_PARQUET = (  # version 2 is smaller and quicker both ways; a dictionary pays for few values only
    "FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE 61440, "
    "DICTIONARY_SIZE_LIMIT 2000"
)
_PATIENCE = 5.0  # seconds that threads have to end by themselves before their connections are cut
_BAD = re.compile(
    r'Error when converting column "(?P<column>.+?)"\. Could not convert string ".*" to \'(?P<type>.+?)\''
)


@dataclass(frozen=True)
class Machine:
    """What the extraction may use here, and where DuckDB puts what does not fit.

    threads: of DuckDB; 0 means one a core. streams: connections that read a large table at once; 0 means one for every
    two threads, since what one sends keeps one busy here (measured on two cores: a second stream only costs).
    """

    threads: int = 0
    memory_limit: str = _MEMORY
    temp: Path | None = None
    streams: int = 0

    @property
    def n_threads(self) -> int:
        """How many threads DuckDB has."""
        return self.threads or os.cpu_count() or 1

    @property
    def n_streams(self) -> int:
        """How many connections read a large table at once."""
        return self.streams or max(1, min(self.n_threads // 2, _STREAMS))


@dataclass(frozen=True)
class Extraction:
    """One table on its way out of a PostgreSQL."""

    name: str
    selection: Selection
    streams: Streams
    machine: Machine

    def run(self, into: Path, *, progress: Progress, since: datetime | None) -> Totals:
        """Write the table to `into`; return what PostgreSQL says of the rows that it sent."""
        progress(f"Extracting {self.name}", 0.0)
        where = self.selection.where(since)
        plan = expected(self.streams.lead, self.selection, where=where, parts=self.machine.n_streams)
        connections = self.streams.others(len(plan.conditions)) or [self.streams.lead]
        if len(connections) < len(plan.conditions):
            plan = plan.in_one()
        temporary = into.with_name(into.name + ".tmp")
        try:
            totals = self._passed(plan, connections, where=where, into=temporary, progress=progress)
            put(temporary, into)
        finally:
            temporary.unlink(missing_ok=True)
        return totals

    def _passed(
        self, plan: Expectation, connections: Sequence[Connection], *, where: str, into: Path, progress: Progress
    ) -> Totals:
        """Let the rows pass; the source's totals are asked for meanwhile, where a connection is free for it."""
        crew, pipes = Crew(), [Pipe() for _ in plan.conditions]
        answers: list[Totals] = []
        machine = self.machine
        opened = open_duckdb(threads=machine.n_threads, memory_limit=machine.memory_limit, temp=machine.temp)
        with closing(opened) as engine:
            try:
                for pipe, connection, condition in zip(pipes, connections, plan.conditions, strict=False):
                    sql = self.selection.copy_sql(where, condition)
                    crew.start(partial(_pump, crew, pipe, connection=connection, sql=sql))
                crew.start(partial(self._write, crew, engine, pipes=pipes, into=into))
                if self.streams.lead not in connections:
                    crew.start(lambda: answers.append(self._totals(where)))
                crew.watch(lambda: self._tell(plan, pipes, progress))
            except BaseException:
                self._end(crew, engine)
                raise
            finally:
                for pipe in pipes:
                    pipe.close()
            nulled = self._lost_days(engine, into)
        totals = answers[0] if answers else self._totals(where)
        return totals.with_nulled(nulled)

    def _write(self, crew: Crew, engine: duckdb.DuckDBPyConnection, *, pipes: Sequence[Pipe], into: Path) -> None:
        """Write what comes. A fault is noted before the pipes are let go of, which then break for those who send."""
        rows = " UNION ALL ".join(f"FROM {self.selection.read_sql(pipe.path)}" for pipe in pipes)
        copy = f"COPY ({self.selection.made_sql(rows)}) TO {quoted(str(into))} ({_PARQUET})"
        try:
            with crew.blamed():
                self._copied(engine, copy, into)
        finally:
            for pipe in pipes:
                pipe.release()

    def _copied(self, engine: duckdb.DuckDBPyConnection, copy: str, into: Path) -> None:
        try:
            with translated(copy, into.parent):
                engine.execute("SET preserve_insertion_order = false")
                engine.execute(copy)
        except DataError as error:
            raise _violation(self.name, str(error)) from None

    def _totals(self, where: str) -> Totals:
        return asked_totals(self.streams.lead, self.selection, where)

    def _tell(self, plan: Expectation, pipes: Sequence[Pipe], progress: Progress) -> None:
        share = sum(pipe.rows for pipe in pipes) / max(plan.rows, 1)
        progress(f"Extracting {self.name}", min(share, 0.99))

    def _lost_days(self, engine: duckdb.DuckDBPyConnection, file: Path) -> dict[str, int]:
        """Count the instants of the file whose business day no snapshot can hold, by the column of the day."""
        days = {name: spec.day_of for name, spec in self.selection.table.columns.items() if spec.day_of}
        if not days:
            return {}
        counts = ", ".join(f"count({identifier(of)}) - count({identifier(day)})" for day, of in days.items() if of)
        found = engine.execute(f"SELECT {counts} FROM {relation(file)}").fetchall()[0]
        return {day: int(n) for day, n in zip(days, found, strict=True) if n}

    def _end(self, crew: Crew, engine: duckdb.DuckDBPyConnection) -> None:
        """Have everything stop, at the server too, and wait until it has."""
        engine.interrupt()
        self.streams.cancel()
        if not crew.join(_PATIENCE):
            self.streams.cut()
            crew.join(_PATIENCE)


def asked_totals(connection: Connection, selection: Selection, where: str = "") -> Totals:
    """Return what PostgreSQL says of the rows: quickly where nothing becomes null, as nearly always."""
    with connection.cursor() as cursor:
        if not selection.table.distinct:
            cursor.execute(selection.quick_sql(where))
            if (found := selection.read_quick(cursor.fetchone())) is not None:
                return found
        cursor.execute(selection.totals_sql(where))
        return selection.read(cursor.fetchone())


def _pump(crew: Crew, pipe: Pipe, *, connection: Connection, sql: str) -> None:
    with pipe.buffered() as sink, crew.blamed(), connection.cursor() as cursor:
        cursor.copy_expert(sql, sink)


def _violation(name: str, text: str) -> ContractViolation:
    """Return the error for a value that does not fit, without the value, which may be about somebody."""
    found = _BAD.search(text)
    line = next((part for part in text.splitlines()[1:] if not part.startswith("Original Line")), text.splitlines()[0])
    problem = f".{found['column']}: a value does not fit {found['type']}" if found else f": {line}"
    return ContractViolation(
        f"The table {name} holds values that do not fit the types its profile declares.",
        fix="Correct the type or the expression of the column in the profile.",
        problems=[f"{name}{problem}"],
    )
