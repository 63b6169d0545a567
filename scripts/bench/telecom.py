"""A PostgreSQL that holds the made-up telecom, kept from run to run; how long it takes to make it is a figure."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psycopg2

from core.config import Settings
from core.kernel.clock import SystemClock
from core.services.loading import Loading
from core.warehouse.loading.load import MARK
from core.warehouse.loading.telecom import CUSTOMERS as WIDE
from core.warehouse.loading.telecom import Telecom
from scripts.bench.timing import Figure, seconds
from scripts.postgres import Server, serving

CUSTOMERS = 10_000_000
AS_OF = datetime(2026, 11, 24, 3, tzinfo=UTC)  # fixed, so that what is kept is what would be made


@contextmanager
def telecom(folder: Path, *, customers: int = CUSTOMERS) -> Iterator[tuple[str, list[Figure]]]:
    """Serve the telecom of that many customers from `folder`, made on the first call (minutes for ten million).

    Yields its address, and what making it took if it was made now.
    """
    with serving(folder) as server:
        url = _database(server, "telecom")
        figures: list[Figure] = []
        if not _is_there(url, customers):
            loading = Loading(Settings(lab_home=folder / "lab"), clock=SystemClock())
            taken = seconds(lambda: loading.generate(url, customers=customers, as_of=AS_OF.isoformat()))
            what = f"{customers:,} customers made and loaded into PostgreSQL"
            figures = [Figure(what, f"{taken:,.0f} s", f"{customers / taken:,.0f} customers/s")]
        yield url, figures


def _database(server: Server, name: str) -> str:
    with closing(psycopg2.connect(server.url())) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not cursor.fetchall():
            cursor.execute(f"CREATE DATABASE {name}")
    return server.url(name)


def _is_there(url: str, customers: int) -> bool:
    """Look at the comment that says what the table holds."""
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regclass(%s), 'pg_class')", [WIDE.name])
        return bool(cursor.fetchall()[0][0] == f"{MARK}: {Telecom(customers, AS_OF).made_by}")
