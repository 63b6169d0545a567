"""Rows of ours into a DuckDB file: the same statements, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock

import duckdb
import polars as pl

from core.errors import BadInput, WarehouseRefused, WarehouseUnreachable
from core.warehouse.engine import DataError, open_duckdb, translated
from core.warehouse.parquet import quoted
from core.warehouse.writeback.assignment_table import ASSIGNED, assignment_table, insert_sql
from core.warehouse.writeback.membership_table import MEMBERS, Recording, Written, membership_table, merge_sql
from core.warehouse.writeback.own_table import OwnTable

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
_ALONE = Lock()  # the file's own lock keeps out other processes, but not other threads of this one


def into_duckdb(path: Path, what: Recording, *, table: str, ids: tuple[str, str], members: str) -> Written:
    """Write the `members` (a query: customer_id, entered_at) into the table of the file; return what changed.

    `ids` are the expression and the relation that give the warehouse's own customer ids. Raises Refused for a table of
    another kind, WarehouseUnreachable when another process has the file open, BadInput, StorageFull.
    """
    with translated(members, path.parent), writing(path) as connection:
        made = membership_table(table, id_type(connection, *ids))
        prepare(connection, made)
        return _merge(connection, made, what, members=members)


def assigned_in_duckdb(path: Path, rows: pl.DataFrame, *, ids: tuple[str, str]) -> int:
    """Put in the rows whose key is not there; return how many.

    Raises BadInput for a customer's id that the warehouse does not take, and what `into_duckdb` raises.
    """
    with writing(path) as connection:
        made = assignment_table(id_type(connection, *ids))
        prepare(connection, made)
        connection.register(ASSIGNED, rows.to_arrow())
        return int(connection.execute(insert_sql(made)).fetchall()[0][0])


@contextmanager
def writing(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a connection to the file in a transaction, which is committed at the end."""
    with _ALONE, closing(open_duckdb()) as connection, translated("", path.parent):
        _attach(connection, path)
        connection.execute("BEGIN TRANSACTION")
        with _in_words():
            yield connection
        connection.execute("COMMIT")


def _attach(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    try:
        connection.execute(f"ATTACH {quoted(str(path))} AS warehouse")
    except duckdb.Error as error:
        raise WarehouseUnreachable(
            f"{path} cannot be opened for writing as a DuckDB database: {str(error).splitlines()[0]}",
            fix="Close it where it is open, then run the command again.",
        ) from error
    connection.execute("USE warehouse")


def id_type(connection: duckdb.DuckDBPyConnection, expression: str, relation: str) -> str:
    """Return the type of the warehouse's own customer ids."""
    return str(connection.execute(f"DESCRIBE SELECT {expression} FROM {relation}").fetchall()[0][1])


def prepare(connection: duckdb.DuckDBPyConnection, made: OwnTable) -> None:
    """Make the table, or see that the one that is there is ours."""
    *schema, name = made.name.split(".")
    named = {"schema": schema[0] if schema else "main", "name": name}
    kind = connection.execute(_KIND, named).fetchall()
    if not kind:
        connection.execute(made.create_sql)
        return
    if kind[0][0] != "BASE TABLE":
        raise made.refuse_kind()
    described = {str(c): str(t) for c, t, *_ in connection.execute(f"DESCRIBE {made.place}").fetchall()}
    spelt = {ours: theirs for theirs, ours in reversed(_SPELT.items())}
    found = {c: t if c == "customer_id" else spelt.get(t, t) for c, t in described.items()}
    made.refuse_other(found, keys=[row[0] for row in connection.execute(_KEYS, named).fetchall()])


def _merge(connection: duckdb.DuckDBPyConnection, made: OwnTable, what: Recording, *, members: str) -> Written:
    columns = f"CAST(customer_id AS {made.columns['customer_id']}) AS customer_id, entered_at"
    connection.execute(f"CREATE TEMP TABLE {MEMBERS} AS SELECT {columns} FROM ({members})")
    done = {n: int(connection.execute(sql).fetchall()[0][0]) for n, sql in merge_sql(made.place, what).items()}
    n = int(connection.execute(f"SELECT count(*) FROM {MEMBERS}").fetchall()[0][0])
    return Written(made.name, done["inserted"], done["updated"], done["removed"], n)


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except DataError as error:
        raise BadInput(
            f"The warehouse does not take a customer's id or an instant: {str(error).splitlines()[0]}",
            fix="The recording is of another warehouse: refresh the snapshot and recalculate the segment.",
        ) from error
    except duckdb.CatalogException as error:
        raise WarehouseRefused(
            f"The warehouse cannot make the table: {str(error).splitlines()[0]}",
            fix="Have the schema made, or name another with --table.",
        ) from error
