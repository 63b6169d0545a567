"""Memberships into PostgreSQL: COPY into a passing table, then three statements, all in one transaction."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg2

from core.errors import LabError, Refused, WarehouseRefused
from core.warehouse.checking import Unreadable
from core.warehouse.durable import storage_errors
from core.warehouse.engine import open_duckdb, translated
from core.warehouse.parquet import identifier, quoted
from core.warehouse.postgres.connection import Connection, Waits, opened
from core.warehouse.postgres.errors import failed, words
from core.warehouse.postgres.probe import PostgresProbe
from core.warehouse.postgres.url import Address
from core.warehouse.spill import spill_folder
from core.warehouse.writeback.membership_table import MEMBERS, MembershipTable, Recording, Written, merge_sql

_COLUMNS = """
    SELECT a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_attribute AS a
    WHERE a.attrelid = %s AND a.attnum > 0 AND NOT a.attisdropped
"""
_KEYS = """
    SELECT array_agg(a.attname::text) FROM pg_index AS i
    JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
    WHERE i.indrelid = %s AND i.indisunique AND i.indpred IS NULL AND i.indexprs IS NULL GROUP BY i.indexrelid
"""
_ALONE = "SELECT pg_advisory_xact_lock(hashtext('loyalty-lab memberships'), hashtext(%s))"


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
            made = MembershipTable(table, _id_type(connection, *ids))
            place = ".".join(map(identifier, table.split(".")))
            with connection.cursor() as cursor:
                cursor.execute(_ALONE, [place])
                _prepare(cursor, made, place)
                written = _merge(cursor, made, what, place=place, file=file)
            connection.commit()
        return written
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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


def _prepare(cursor: Any, made: MembershipTable, place: str) -> None:
    """Make the table, or see that the one that is there is one of memberships."""
    cursor.execute("SELECT oid, relkind FROM pg_class WHERE oid = to_regclass(%s)", [place])
    held = cursor.fetchone()
    if held is None:
        cursor.execute(made.create_sql(place))
        return
    oid, kind = held
    if kind not in ("r", "p"):
        raise Refused(f"{made.name!r} is no table in the warehouse.", fix="Give another name with --table.")
    cursor.execute(_COLUMNS, [oid])
    found: Mapping[str, str] = dict(cursor.fetchall())
    cursor.execute(_KEYS, [oid])
    made.refuse_other(found, keys=[row[0] for row in cursor.fetchall()])


def _merge(cursor: Any, made: MembershipTable, what: Recording, *, place: str, file: Path) -> Written:
    columns = f"customer_id {made.id_type} NOT NULL, entered_at timestamptz NOT NULL"
    cursor.execute(f"CREATE TEMP TABLE {MEMBERS} ({columns}) ON COMMIT DROP")
    with file.open("rb") as members:
        cursor.copy_expert(f"COPY {MEMBERS} FROM STDIN (FORMAT csv)", members, size=1 << 20)
    n = cursor.rowcount
    cursor.execute(f"ANALYZE {MEMBERS}")
    done = {}
    for name, sql in merge_sql(place, what).items():
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
        return Refused(
            text.format("does not take a customer's id or an instant"),
            fix="The recording is of another warehouse: refresh the snapshot and recalculate the segment.",
        )
    return failed(error, address)
