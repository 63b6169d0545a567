"""PostgreSQL to Parquet: 2 million rows of 25 columns, against a raw binary COPY to nowhere and pandas.read_sql."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg2

from core.warehouse.postgres.url import parsed
from core.warehouse.profile import LogicalTable, Profile
from core.warehouse.sources.postgres_source import PostgresSource
from scripts.bench.timing import Figure, at_least, at_most, peak_memory, ratio, seconds
from scripts.postgres import serving

ROWS = 2_000_000
ROUNDS = 5
_MAKE = """
    CREATE TABLE wide AS SELECT
        i::bigint AS customer_id, (i % 1000)::int AS places, (i % 100)::smallint AS visits,
        CASE WHEN i % 20 <> 1 THEN (abs(hashint8(i)::bigint) % 1000000)::numeric(12, 2) / 100 END::numeric(12, 2) AS n1,
        CASE WHEN i % 20 <> 2 THEN (hashint8(i + 1)::bigint % 1000000)::numeric(14, 2) / 100 END::numeric(14, 2) AS n2,
        CASE WHEN i % 20 <> 3 THEN (hashint8(i + 2)::bigint % 10000000)::numeric / 10000 END::numeric(18, 4) AS n3,
        CASE WHEN i % 20 <> 4 THEN (hashint8(i + 3)::bigint % 1000000)::numeric / 100 END::numeric(10, 2) AS n4,
        CASE WHEN i % 20 <> 5 THEN (hashint8(i + 4)::bigint % 1000000)::numeric / 1000 END::numeric(12, 3) AS n5,
        CASE WHEN i % 20 <> 6 THEN 'name ' || hashint8(i) END AS t1, CASE WHEN i % 20 <> 7 THEN md5(i::text) END AS t2,
        CASE WHEN i % 20 <> 8 THEN (array['north', 'south', 'east', 'west'])[1 + i % 4] END AS t3,
        CASE WHEN i % 20 <> 9 THEN 'reference ' || i || ' of many' END AS t4,
        CASE WHEN i % 20 <> 10 THEN (array['gold', 'silver', 'bronze'])[1 + i % 3] END AS t5,
        CASE WHEN i % 20 <> 11 THEN 'a longer text, with a comma ' || i ELSE '' END AS t6,
        CASE WHEN i % 20 <> 12 THEN timestamptz '2020-01-01' + i * interval '37 seconds' END AS at1,
        timestamptz '2021-01-01 00:00:00.123456' + i * interval '17 seconds' AS at2,
        CASE WHEN i % 20 <> 13 THEN date '2000-01-01' + (i % 9000)::int END AS on1,
        date '2010-01-01' + (i % 3000)::int AS on2,
        CASE WHEN i % 20 <> 14 THEN i % 2 = 0 END AS b1, i % 3 = 0 AS b2, md5('u' || i)::uuid AS u1,
        CASE WHEN i % 20 <> 15 THEN sin(i::float8) END AS f1,
        CASE WHEN i % 20 <> 16 THEN cos(i::float8) * 1e6 END AS f2,
        CASE WHEN i % 20 <> 17 THEN (i % 77)::real END AS f3, CASE WHEN i % 20 <> 18 THEN hashint8(i) END AS c1
    FROM generate_series(1, {rows}) AS i
"""
_COLUMNS = (
    dict.fromkeys(["customer_id", "places", "visits", "c1"], "integer")
    | dict.fromkeys(["n1", "n2"], "cents")
    | {"n4": "money"}
    | dict.fromkeys(["n3", "n5", "f1", "f2", "f3"], "number")
    | dict.fromkeys(["t1", "t2", "t3", "t4", "t5", "t6", "u1"], "string")
    | dict.fromkeys(["at1", "at2"], "timestamp")
    | dict.fromkeys(["on1", "on2"], "date")
    | dict.fromkeys(["b1", "b2"], "boolean")
)


def run(folder: Path) -> list[Figure]:
    """Measure; the server with its tables is kept in `folder` for the next run."""
    with serving(folder / "postgres") as server:
        url = server.url()
        _make(url)
        ours, floor, memory = _against_the_floor(url, folder)
        pandas, _ = _child("pandas", url, folder)
    return [
        Figure("extraction of 2 million rows x 25 columns", f"{statistics.median(ours):,.1f} s"),
        at_most("against a raw binary COPY to nowhere", ratio(ours, floor), 2),
        at_least("times as fast as pandas.read_sql", pandas / statistics.median(ours), 5),
        at_most("peak memory of the process that extracts", max(memory) * 1000, 500, unit="MB"),
    ]


def _against_the_floor(url: str, folder: Path) -> tuple[list[float], list[float], list[float]]:
    ours: list[float] = []
    floor: list[float] = []
    memory: list[float] = []
    for counted in [False] + [True] * ROUNDS:
        bare, _ = _child("floor", url, folder)
        taken, peak = _child("ours", url, folder)
        if counted:
            floor.append(bare)
            ours.append(taken)
            memory.append(peak)
    return ours, floor, memory


def _child(what: str, url: str, folder: Path) -> tuple[float, float]:
    """Run one way in a process of its own; return its seconds (without its start) and its peak memory (GB)."""
    command = [sys.executable, "-m", "scripts.bench.extraction", what, str(folder)]
    ran = subprocess.run(command, input=url, capture_output=True, text=True, check=True)
    taken, peak = json.loads(ran.stdout)
    return taken, peak


def _make(url: str) -> None:
    with closing(psycopg2.connect(url)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_regclass('wide')")
            if cursor.fetchall()[0][0] is None:
                cursor.execute(_MAKE.format(rows=ROWS))
                cursor.execute("VACUUM ANALYZE wide")


def _profile() -> Profile:
    columns = {name: {"type": kind} for name, kind in _COLUMNS.items()}
    declared = LogicalTable.model_validate({"description": "Wide.", "source": "wide", "columns": columns})
    return Profile(name="bench", time_zone="UTC", is_live=True, unit="EUR", tables={"customers": declared})


def _extract(url: str, folder: Path) -> None:
    with PostgresSource(parsed(url)).session(_profile()) as session:
        totals = session.extract("customers", folder / "extracted.parquet")
    if totals.rows != ROWS:
        raise RuntimeError(f"only {totals.rows} rows came")


def _floor(url: str) -> None:
    with closing(psycopg2.connect(url)) as connection, Path(os.devnull).open("wb") as nowhere:
        connection.cursor().copy_expert("COPY wide TO STDOUT (FORMAT binary)", nowhere)


def _pandas(url: str) -> None:
    import warnings

    import pandas as pd

    warnings.simplefilter("ignore", UserWarning)  # pandas would rather have SQLAlchemy, which is slower still
    connection: Any = psycopg2.connect(url)
    with closing(connection):
        pd.read_sql("SELECT * FROM wide", connection)


def _one(what: str, url: str, folder: Path) -> None:
    ways: dict[str, Callable[[], None]] = {
        "floor": lambda: _floor(url),
        "ours": lambda: _extract(url, folder),
        "pandas": lambda: _pandas(url),
    }
    print(json.dumps([seconds(ways[what]), peak_memory()]))


if __name__ == "__main__":
    _one(sys.argv[1], sys.stdin.read(), Path(sys.argv[2]))
