"""Refreshes of the telecom's wide view from PostgreSQL: 1% of the rows changed against all of them."""

from __future__ import annotations

import argparse
import statistics
from contextlib import AbstractContextManager, closing, nullcontext
from datetime import timedelta
from functools import partial
from pathlib import Path

import psycopg2

from core.config import Settings
from core.kernel.clock import SystemClock
from core.warehouse import Engine, Profile, Snapshot, SnapshotStore
from core.warehouse.parquet import identifier, relation
from core.warehouse.postgres.url import parsed
from core.warehouse.sources.postgres_source import PostgresSource
from scripts.bench.telecom import CUSTOMERS, telecom
from scripts.bench.timing import Figure, in_turn, ratio, seconds

ROUNDS = 3
TABLE = "bench_refreshed_view"  # a copy, so that what was made up stays as it was made
_COPY = f"""
    CREATE UNLOGGED TABLE {TABLE} WITH (fillfactor = 90) AS SELECT * FROM customer_features_view;
    ALTER TABLE {TABLE} ADD PRIMARY KEY (customer_id);
    CREATE INDEX ON {TABLE} (updated_at)
"""
_CHANGE = f"""
    UPDATE {TABLE} SET total_revenue = total_revenue + 1, updated_at = now()
    WHERE customer_id IN (SELECT customer_id FROM {TABLE} TABLESAMPLE system (1))
"""


def run(url: str, folder: Path) -> list[Figure]:
    """Measure, with the telecom in the PostgreSQL at `url`: full, changed, full, changed ... in turn."""
    _statements(url, f"DROP TABLE IF EXISTS {TABLE}", *_COPY.split(";"), f"VACUUM ANALYZE {TABLE}")
    engine = Engine(memory_limit="2GB", temp=folder / "spill")
    store = SnapshotStore(folder / "refreshed", keep=1, grace=timedelta(0), clock=SystemClock(), engine=engine)
    source = PostgresSource(parsed(url))
    full: list[float] = []
    changed: list[float] = []
    try:
        for turn in range(1 + ROUNDS):  # the first is not counted
            profile = _profile(turn)  # another one each time, so that nothing is known and all is read
            full.append(seconds(partial(store.refresh, source, profile)))
            _statements(url, _CHANGE)
            changed.append(seconds(partial(store.refresh, source, profile)))
            if store.current().kind != "incremental":
                raise RuntimeError("the increment was taken in full")
        merged, plain = _reading(engine, store.current())
        compared = seconds(lambda: store.refresh(source, profile, full=True))
    finally:
        engine.close()
        _statements(url, f"DROP TABLE {TABLE}")
    return [
        Figure(f"full refresh of {store.current().rows:,} rows x 16 columns", f"{statistics.median(full[1:]):,.1f} s"),
        Figure("the same, compared with the snapshot before", f"{compared:,.1f} s"),
        Figure("refresh of 1% changed rows", f"{statistics.median(changed[1:]):,.1f} s"),
        _at_least_times(ratio(full[1:], changed[1:])),
        Figure("reading all columns of merged parts against one file", f"{ratio(merged, plain):,.2f} x"),
    ]


def _at_least_times(times: float) -> Figure:
    return Figure("a full one takes so many times as long", f"{times:,.1f} x", "at least 3 x", times >= 3)


def _profile(turn: int) -> Profile:
    """Return the telecom's profile with the wide view alone; another one for each turn."""
    telecom_profile = Profile.load("telecom")
    wide = telecom_profile.tables["customers"].model_copy(update={"source": TABLE})
    return telecom_profile.model_copy(update={"tables": {"customers": wide}, "description": f"Turn {turn}."})


def _reading(engine: Engine, snapshot: Snapshot) -> list[list[float]]:
    info = snapshot.tables["customers"]
    values = ", ".join(f"max({identifier(column)})" for column in info.columns)
    ways = (snapshot.relation("customers"), relation(snapshot.files("customers")[0]))
    return in_turn([partial(engine.rows, f"SELECT {values} FROM {rows}") for rows in ways])


def _statements(url: str, *statements: str) -> None:
    with closing(psycopg2.connect(url)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


def main() -> None:
    """Measure by itself, with the telecom that is kept in LAB_HOME/bench."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--customers", type=int, default=CUSTOMERS)
    args.add_argument("--url", help="a PostgreSQL with the telecom's wide view, in place of one that is made")
    chosen = args.parse_args()
    folder = Settings.load().home / "bench"
    given: AbstractContextManager[tuple[str, list[Figure]]]
    given = nullcontext((chosen.url, [])) if chosen.url else telecom(folder / "telecom", customers=chosen.customers)
    with given as (url, figures):
        print(*figures, *run(url, folder), sep="\n")


if __name__ == "__main__":
    main()
