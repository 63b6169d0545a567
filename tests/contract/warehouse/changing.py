"""A small warehouse that changes between refreshes, and what a refresh must make of it, told row by row in Python."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from core.kernel.clock import FixedClock
from core.warehouse import Engine, Increments, Profile, Snapshot, SnapshotStore, Source
from core.warehouse.sources.duckdb_source import DuckDBSource
from tests.contract.warehouse.little import little_profile

BEGIN = datetime(2026, 1, 5, 8, tzinfo=UTC)
OVERLAP = timedelta(minutes=30)
PROFILE = """
name: changing
description: Customers whose rows change, and what they did.
time_zone: Europe/Berlin
is_live: true
unit: EUR
tables:
  customers:
    description: Everybody as they are now.
    source: people
    key: [customer_id]
    watermark: updated_at
    columns:
      customer_id: {type: string, nullable: false}
      city: string
      points: integer
      worth_cents: {from: worth, type: cents}
      updated_at: {type: timestamp, nullable: false}
    watch:
      rich: {count: count(*) FILTER (points > 100), text: customers with many points, level: info}
  visits:
    description: What they did; nothing of it ever changes.
    source: visits
    key: [customer_id, visit]
    instant: came_at
    day: came_on
    watermark: came_at
    references: {customer_id: customers}
    columns:
      customer_id: {type: string, nullable: false}
      visit: {type: integer, nullable: false}
      came_at: {type: timestamp, nullable: false}
      came_on: {day_of: came_at, type: date, nullable: false}
  places:
    description: Where; always read in full.
    source: places
    key: [place_id]
    columns: {place_id: integer}
"""
TABLES = [
    """
    CREATE TABLE people (
        customer_id VARCHAR(20), city VARCHAR(20), points INTEGER, worth NUMERIC(12, 2),
        updated_at TIMESTAMP WITH TIME ZONE
    )
    """,
    "CREATE TABLE visits (customer_id VARCHAR(20), visit INTEGER, came_at TIMESTAMP WITH TIME ZONE)",
    "CREATE TABLE places (place_id INTEGER)",
    "INSERT INTO places VALUES (1), (2)",
]


@dataclass(frozen=True)
class Person:
    """A row of `people`; `at` is its watermark in minutes after the beginning."""

    city: str | None
    points: int | None
    worth: int
    at: int

    def logical(self, key: str) -> tuple[object, ...]:
        """The row as a snapshot has it."""
        return (key, self.city, self.points, self.worth * 100, BEGIN + timedelta(minutes=self.at))


@dataclass
class Changing:
    """The warehouse: `run` carries out statements there, `people` is what its table holds then."""

    source: Source
    run: Callable[[list[str]], None]
    people: dict[str, Person] = field(default_factory=dict)

    def put(self, rows: dict[str, Person | None]) -> None:
        """Write rows in place of those with their keys; None deletes."""
        named = ", ".join(f"'{key}'" for key in rows)
        values = ", ".join(_values(key, row) for key, row in rows.items() if row is not None)
        statements = [f"DELETE FROM people WHERE customer_id IN ({named})"] if named else []
        self.run(statements + ([f"INSERT INTO people VALUES {values}"] if values else []))
        self.people.update({key: row for key, row in rows.items() if row is not None})
        for key in [key for key, row in rows.items() if row is None]:
            self.people.pop(key, None)

    def logical(self) -> set[tuple[object, ...]]:
        """All rows as a snapshot has them."""
        return {row.logical(key) for key, row in self.people.items()}


def _values(key: str, row: Person) -> str:
    city = "NULL" if row.city is None else f"'{row.city}'"
    points = "NULL" if row.points is None else row.points
    return f"('{key}', {city}, {points}, {row.worth}, '{(BEGIN + timedelta(minutes=row.at)).isoformat()}')"


def changing_duckdb(folder: Path, name: str = "changing.duckdb") -> Changing:
    """The warehouse as a DuckDB file."""
    path = folder / name

    def run(statements: list[str]) -> None:
        with duckdb.connect(str(path)) as connection:
            for statement in statements:
                connection.execute(statement)

    folder.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    run(TABLES)
    return Changing(DuckDBSource(path, threads=1), run)


def versions(folder: Path, n: int) -> None:
    """Write the warehouse at `n` points in time, two hours apart, as files `0.duckdb` and so on.

    Each has changed and new customers and new visits; the greatest of their points, and the only place, is its number.
    """
    warehouse = changing_duckdb(folder)
    warehouse.put({f"c{i}": Person("Bonn", 0, i, -i) for i in range(300)})
    for number in range(n):
        at = 120 * number
        changed = {f"c{number * 10 + i}": Person("Köln", 0, number, at) for i in range(5)}
        added = {f"new{number}": Person(None, 0, 0, at), "number": Person("Ulm", 1000 + number, 0, at)}
        warehouse.put(changed | added)
        came = (BEGIN + timedelta(minutes=at)).isoformat()
        visits = ", ".join(f"('c{i}', {number}, '{came}')" for i in range(50))
        places = ["DELETE FROM places", f"INSERT INTO places VALUES ({1000 + number})"]
        warehouse.run([f"INSERT INTO visits VALUES {visits}", *places])
        shutil.copyfile(folder / "changing.duckdb", folder / f"{number}.duckdb")
    (folder / "changing.duckdb").unlink()


def changing_profile(folder: Path, text: str = PROFILE) -> Profile:
    """Its profile."""
    return little_profile(folder, text)


def changing_store(
    folder: Path,
    clock: FixedClock,
    *,
    engine: Engine | None = None,
    keep: int = 2,
    increments: Increments | None = None,
    grace: timedelta = timedelta(0),
) -> SnapshotStore:
    """A folder of snapshots whose increments look half an hour back, and that takes all in full once a day."""
    return SnapshotStore(
        folder / "snapshots",
        keep=keep,
        grace=grace,
        clock=clock,
        engine=engine,
        increments=increments or Increments(timedelta(days=1), OVERLAP),
    )


def rows_of(engine: Engine, snapshot: Snapshot, table: str = "customers") -> list[tuple[object, ...]]:
    """The rows of a table of a snapshot, as `relation` reads them."""
    columns = ", ".join(snapshot.tables[table].columns)
    return engine.rows(f"SELECT {columns} FROM {snapshot.relation(table)} ORDER BY ALL")


def found(snapshot: Snapshot, table: str = "customers") -> dict[str, int]:
    """What the full compare found in a table."""
    return {f.code: f.rows for f in snapshot.findings if f.table == table and f.code in ("late_rows", "deleted_rows")}
