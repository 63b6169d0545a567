"""A small warehouse in a DuckDB file, with a profile for it: seconds become milliseconds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from core.kernel.clock import FixedClock
from core.warehouse import Profile, SnapshotStore
from core.warehouse.postgres.url import parsed
from core.warehouse.sources.duckdb_source import DuckDBSource
from core.warehouse.sources.postgres_source import PostgresSource
from tests.postgres import run

NOW = datetime(2018, 2, 1, 12, tzinfo=UTC)
PROFILE = """
name: little
description: Three customers and their visits.
time_zone: America/New_York
is_live: false
unit: EUR
tables:
  customers:
    description: Everybody.
    source: people
    key: [customer_id]
    columns: {customer_id: {from: id, type: integer, nullable: false}}
  visits:
    description: Who came when, and what it was worth.
    source: shop.visits
    instant: came_at
    day: came_on
    references: {place_id: places}
    columns:
      customer_id: integer
      place_id: integer
      worth_cents: {from: worth, type: cents}
      weight: number
      came_at: {expression: "timezone('UTC', stamp)", type: timestamp, nullable: false}
      came_on: {day_of: came_at, type: date}
    watch:
      worthless: {count: count(*) FILTER (worth_cents = 0), text: visits worth nothing}
      all: {count: count(*), text: visits, level: info}
  places:
    description: Where.
    sql: SELECT DISTINCT place AS place_id FROM people
    key: [place_id]
    columns: {place_id: integer}
  tags:
    description: Words.
    source: tags
    distinct: true
    columns: {word: string}
"""
SOURCE = """
    CREATE TABLE people AS SELECT * FROM (VALUES (1, 10), (2, 20), (3, 10)) AS t(id, place);
    CREATE SCHEMA shop;
    CREATE TABLE shop.visits AS SELECT * FROM (VALUES
        (1, 10, 1.5::DOUBLE, 0.1::DOUBLE, TIMESTAMP '2017-07-01 12:00:00'), (1, 99, 0.0, 'nan', '2017-07-02 03:59:59'),
        (NULL, 20, 2.25, 0.2, '2017-07-02 04:00:00'), (2, NULL, 0.01, NULL, '2017-07-03 03:00:00')
    ) AS t(customer_id, place_id, worth, weight, stamp);
    CREATE TABLE tags AS SELECT * FROM (VALUES ('a'), ('b'), ('a'), (NULL), (NULL)) AS t(word);
"""


def little_source(folder: Path, sql: str = SOURCE) -> DuckDBSource:
    """A warehouse made by `sql`."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "little.duckdb"
    path.unlink(missing_ok=True)
    with duckdb.connect(str(path)) as connection:
        connection.execute(sql)
    return DuckDBSource(path, threads=1)


POSTGRES = (
    "CREATE TABLE people AS SELECT * FROM (VALUES (1, 10), (2, 20), (3, 10)) AS t(id, place)",
    "CREATE SCHEMA shop",
    """
        CREATE TABLE shop.visits AS SELECT * FROM (VALUES
            (1, 10, 1.5::float8, 0.1::float8, TIMESTAMP '2017-07-01 12:00:00'),
            (1, 99, 0.0, 'nan', '2017-07-02 03:59:59'),
            (NULL, 20, 2.25, 0.2, '2017-07-02 04:00:00'), (2, NULL, 0.01, NULL, '2017-07-03 03:00:00')
        ) AS t(customer_id, place_id, worth, weight, stamp)
    """,
    "CREATE TABLE tags AS SELECT * FROM (VALUES ('a'), ('b'), ('a'), (NULL), (NULL)) AS t(word)",
)


def little_postgres(url: str) -> PostgresSource:
    """The same warehouse in the PostgreSQL database at `url`."""
    run(url, *POSTGRES)
    return PostgresSource(parsed(url))


def little_profile(folder: Path, text: str = PROFILE) -> Profile:
    """The profile of the small warehouse."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "little.yaml").write_text(text, encoding="utf-8")
    return Profile.load(folder / "little.yaml")


def little_store(
    folder: Path, *, keep: int = 2, grace: timedelta = timedelta(0), clock: FixedClock | None = None
) -> SnapshotStore:
    """A folder of snapshots, with a clock that stands."""
    return SnapshotStore(folder / "snapshots", keep=keep, grace=grace, clock=clock or FixedClock(NOW))
