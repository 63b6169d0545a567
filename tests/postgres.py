"""One PostgreSQL for all tests of a worker, and a database of its own for each test that asks."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg2

from scripts.postgres import Server


def run(url: str, *statements: str) -> None:
    """Run statements at the database behind `url`, each in a transaction of its own."""
    with closing(psycopg2.connect(url)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


@contextmanager
def database(server: Server, template: str | None = None) -> Iterator[str]:
    """Make an empty database (or a copy of `template`), yield its address, and drop it."""
    name = f"t_{uuid.uuid4().hex[:12]}"
    run(server.url(), f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
    try:
        yield server.url(name)
    finally:
        run(server.url(), f"DROP DATABASE {name} WITH (FORCE)")
