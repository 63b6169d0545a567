"""Rows of ours into PostgreSQL: COPY into a passing table, then statements, all in one transaction."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl
import psycopg2

from core.errors import BadInput, LabError, WarehouseRefused
from core.warehouse.checking import Unreadable
from core.warehouse.durable import storage_errors
from core.warehouse.engine import open_duckdb, translated
from core.warehouse.parquet import quoted
from core.warehouse.postgres.connection import Connection, Waits, opened
from core.warehouse.postgres.errors import failed, words
from core.warehouse.postgres.probe import PostgresProbe
from core.warehouse.postgres.url import Address
from core.warehouse.spill import spill_folder
from core.warehouse.writeback.assignment_table import ASSIGNED, assignment_table, insert_sql
from core.warehouse.writeback.membership_table import MEMBERS, Recording, Written, membership_table, merge_sql
from core.warehouse.writeback.own_table import OwnTable

_INSTANT = "%Y-%m-%d %H:%M:%S%.6f+00"
_COLUMNS = """
    SELECT a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_attribute AS a
    WHERE a.attrelid = %s AND a.attnum > 0 AND NOT a.attisdropped
"""
_KEYS = """
    SELECT array_agg(a.attname::text) FROM pg_index AS i
    JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
    WHERE i.indrelid = %s AND i.indisunique AND i.indpred IS NULL AND i.indexprs IS NULL GROUP BY i.indexrelid
"""
_ALONE = "SELECT pg_advisory_xact_lock(hashtext('loyalty-lab memberships'), hashtext(%s))"  # a table is made once


def into_postgres(
    address: Address, waits: Waits, what: Recording, *, table: str, ids: tuple[str, str], members: str, scratch: Path
) -> Written:
    """Write the `members` (a query of DuckDB's: customer_id, entered_at) into the table; return what changed.

    `ids` are the expression and the relation that give the warehouse's own customer ids. Raises Refused for a table of
    another kind, WarehouseRefused, WarehouseUnreachable, BadInput, StorageFull.
    """
    folder = spill_folder(scratch)
    try:
        file = _exported(members, folder)
        with opened(address, waits, is_writing=True) as connection, _in_words(address):
            made = membership_table(table, _id_type(connection, *ids))
            with connection.cursor() as cursor:
                _prepare(cursor, made)
                written = _merge(cursor, made, what, file=file)
            connection.commit()
        return written
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def assigned_in_postgres(address: Address, waits: Waits, rows: pl.DataFrame, *, ids: tuple[str, str]) -> int:
    """Put in the rows whose key is not there; return how many.

    Raises BadInput for a customer's id that the warehouse does not take, and what `into_postgres` raises.
    """
    with opened(address, waits, is_writing=True) as connection, _in_words(address):
        made = assignment_table(_id_type(connection, *ids))
        with connection.cursor() as cursor:
            _prepare(cursor, made)
            columns = ", ".join(f'"{n}" {"text" if n == "customer_id" else t}' for n, t in made.columns.items())
            cursor.execute(f"CREATE TEMP TABLE {ASSIGNED} ({columns}) ON COMMIT DROP")
            text = BytesIO(rows.write_csv(include_header=False, datetime_format=_INSTANT).encode())
            cursor.copy_expert(f"COPY {ASSIGNED} FROM STDIN (FORMAT csv)", text)
            cursor.execute(insert_sql(made))
            n = int(cursor.rowcount)
        connection.commit()
    return n


def _exported(members: str, folder: Path) -> Path:
    file = folder / "members.csv"
    copy = f"COPY ({members}) TO {quoted(str(file))} (FORMAT csv, HEADER false)"
    with closing(open_duckdb(temp=folder)) as connection, translated(copy, folder):
        with storage_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
        connection.execute(copy)
    return file


def _id_type(connection: Connection, expression: str, relation: str) -> str:
    found = PostgresProbe(connection).postgres_types({"id": expression}, relation)["id"]
    if isinstance(found, Unreadable):
        raise WarehouseRefused(
            f"The warehouse's customers cannot be read: {found}",
            fix="Run `python -m core warehouse test`, which compares the profile with the warehouse.",
        )
    return found.spelling


def _prepare(cursor: Any, made: OwnTable) -> None:
    """Make the table, or see that the one that is there is ours; others who write into it wait meanwhile."""
    cursor.execute(_ALONE, [made.place])
    cursor.execute("SELECT oid, relkind FROM pg_class WHERE oid = to_regclass(%s)", [made.place])
    held = cursor.fetchone()
    if held is None:
        cursor.execute(made.create_sql)
        return
    oid, kind = held
    if kind not in ("r", "p"):
        raise made.refuse_kind()
    cursor.execute(_COLUMNS, [oid])
    found: Mapping[str, str] = dict(cursor.fetchall())
    cursor.execute(_KEYS, [oid])
    made.refuse_other(found, keys=[row[0] for row in cursor.fetchall()])


def _merge(cursor: Any, made: OwnTable, what: Recording, *, file: Path) -> Written:
    columns = f"customer_id {made.columns['customer_id']} NOT NULL, entered_at timestamptz NOT NULL"
    cursor.execute(f"CREATE TEMP TABLE {MEMBERS} ({columns}) ON COMMIT DROP")
    with file.open("rb") as members:
        cursor.copy_expert(f"COPY {MEMBERS} FROM STDIN (FORMAT csv)", members, size=1 << 20)
    n = cursor.rowcount
    cursor.execute(f"ANALYZE {MEMBERS}")
    done = {}
    for name, sql in merge_sql(made.place, what).items():
        cursor.execute(sql)
        done[name] = int(cursor.rowcount)
    return Written(made.name, done["inserted"], done["updated"], done["removed"], n)


@contextmanager
def _in_words(address: Address) -> Iterator[None]:
    try:
        yield
    except psycopg2.Error as error:
        raise _meaning(error, address) from error


def _meaning(error: psycopg2.Error, address: Address) -> LabError:
    text = f"PostgreSQL at {address} {{}}: {words(error)}"
    if error.pgcode == "42501":
        fix = (
            "Let its owner run: GRANT USAGE, CREATE ON SCHEMA <schema> TO <user>; or make the table and GRANT SELECT, "
            "INSERT, UPDATE, DELETE ON <table> TO <user>."
        )
        return WarehouseRefused(text.format("does not let us write"), fix=fix)
    if error.pgcode == "3F000":
        return WarehouseRefused(text.format("has no such schema"), fix="Have it made, or name another with --table.")
    if (error.pgcode or "").startswith("22"):
        return BadInput(
            text.format("does not take a customer's id or an instant"),
            fix="The recording is of another warehouse: refresh the snapshot and recalculate the segment.",
        )
    return failed(error, address)
