"""Memberships into a DuckDB file: the same statements, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import duckdb

from core.errors import Refused, WarehouseRefused, WarehouseUnreachable
from core.warehouse.engine import DataError, open_duckdb, translated
from core.warehouse.parquet import identifier, quoted
from core.warehouse.writeback.membership_table import MEMBERS, MembershipTable, Recording, Written, merge_sql

_SPELT = {"text": "VARCHAR", "integer": "INTEGER", "timestamp with time zone": "TIMESTAMP WITH TIME ZONE"}
_KEYS = """
    SELECT constraint_column_names FROM duckdb_constraints()
    WHERE database_name = 'warehouse' AND constraint_type IN ('PRIMARY KEY', 'UNIQUE')
      AND schema_name = $schema AND table_name = $name
"""
_KIND = """
    SELECT table_type FROM information_schema.tables
    WHERE table_catalog = 'warehouse' AND table_schema = $schema AND table_name = $name
"""


def into_duckdb(path: Path, what: Recording, *, table: str, ids: tuple[str, str], members: str) -> Written:
    """Write the `members` (a query: customer_id, entered_at) into the table of the file; return what changed.

    `ids` are the expression and the relation that give the warehouse's own customer ids. Raises Refused for a table of
    another kind, WarehouseUnreachable when another process has the file open, BadInput, StorageFull.
    """
    with closing(open_duckdb()) as connection, translated(members, path.parent):
        _attach(connection, path)
        connection.execute("BEGIN TRANSACTION")
        with _in_words():
            made = MembershipTable(table, _id_type(connection, *ids))
            place = ".".join(map(identifier, table.split(".")))
            _prepare(connection, made, place)
            written = _merge(connection, made, what, place=place, members=members)
        connection.execute("COMMIT")
    return written


def _attach(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    try:
        connection.execute(f"ATTACH {quoted(str(path))} AS warehouse")
    except duckdb.Error as error:
        raise WarehouseUnreachable(
            f"{path} cannot be opened for writing as a DuckDB database: {str(error).splitlines()[0]}",
            fix="Close it where it is open, then run the command again.",
        ) from error
    connection.execute("USE warehouse")


def _id_type(connection: duckdb.DuckDBPyConnection, expression: str, relation: str) -> str:
    return str(connection.execute(f"DESCRIBE SELECT {expression} FROM {relation}").fetchall()[0][1])


def _prepare(connection: duckdb.DuckDBPyConnection, made: MembershipTable, place: str) -> None:
    """Make the table, or see that the one that is there is one of memberships."""
    *schema, name = made.name.split(".")
    named = {"schema": schema[0] if schema else "main", "name": name}
    kind = connection.execute(_KIND, named).fetchall()
    if not kind:
        connection.execute(made.create_sql(place))
        return
    if kind[0][0] != "BASE TABLE":
        raise Refused(f"{made.name!r} is no table in the warehouse.", fix="Give another name with --table.")
    described = {str(c): str(t) for c, t, *_ in connection.execute(f"DESCRIBE {place}").fetchall()}
    spelt = {ours: theirs for theirs, ours in reversed(_SPELT.items())}
    found = {c: t if c == "customer_id" else spelt.get(t, t) for c, t in described.items()}
    made.refuse_other(found, keys=[row[0] for row in connection.execute(_KEYS, named).fetchall()])


def _merge(
    connection: duckdb.DuckDBPyConnection, made: MembershipTable, what: Recording, *, place: str, members: str
) -> Written:
    columns = f"CAST(customer_id AS {made.id_type}) AS customer_id, entered_at"
    connection.execute(f"CREATE TEMP TABLE {MEMBERS} AS SELECT {columns} FROM ({members})")
    done = {name: int(connection.execute(sql).fetchall()[0][0]) for name, sql in merge_sql(place, what).items()}
    n = int(connection.execute(f"SELECT count(*) FROM {MEMBERS}").fetchall()[0][0])
    return Written(made.name, done["inserted"], done["updated"], done["removed"], n)


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except DataError as error:
        raise Refused(
            f"The warehouse does not take a customer's id or an instant: {str(error).splitlines()[0]}",
            fix="The recording is of another warehouse: refresh the snapshot and recalculate the segment.",
        ) from error
    except duckdb.CatalogException as error:
        raise WarehouseRefused(
            f"The warehouse cannot make the table: {str(error).splitlines()[0]}",
            fix="Have the schema made, or name another with --table.",
        ) from error
