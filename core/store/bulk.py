"""Many rows at once. The ORM and Core's own lists of dicts are five to ten times slower."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from itertools import islice
from typing import IO, Any

from sqlalchemy import Column, Connection, Table
from sqlalchemy.exc import DBAPIError

BATCH = 50_000
_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_NULL = "\\N"


def insert_all(connection: Connection, table: Table, rows: Iterable[Sequence[Any]]) -> int:
    """Insert rows of values in the order of the table's columns, inside the current transaction; return how many."""
    put = _copy if connection.dialect.name == "postgresql" else _execute_many
    total, rest = 0, _bound(connection, table, rows)
    while batch := list(islice(rest, BATCH)):
        put(connection, table, batch)
        total += len(batch)
    return total


def _bound(connection: Connection, table: Table, rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    """Turn values into what the driver takes, by the columns' types."""
    dialect = connection.dialect
    found = (column.type.dialect_impl(dialect).bind_processor(dialect) for column in table.columns)
    ways: list[tuple[int, Callable[[Any], Any]]] = [(place, way) for place, way in enumerate(found) if way is not None]
    for row in rows:
        if not ways:
            yield row
            continue
        bound = list(row)
        for place, way in ways:
            bound[place] = way(bound[place])
        yield bound


def execute_many(connection: Connection, columns: Sequence[Column[Any]], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows of values as SQLite's driver takes them, in the order of these columns of one table."""
    statement = f"INSERT INTO {_target(columns)} VALUES ({', '.join('?' * len(columns))})"
    with _cursor(connection, statement) as cursor:  # SQLAlchemy would have all rows in a list
        cursor.executemany(statement, rows)


def copy(connection: Connection, columns: Sequence[Column[Any]], text: IO[Any]) -> None:
    """Insert rows that are written in COPY's text format, in the order of these columns of one table."""
    statement = f"COPY {_target(columns)} FROM STDIN"
    with _cursor(connection, statement) as cursor:
        cursor.copy_expert(statement, text)


@contextmanager
def _cursor(connection: Connection, statement: str) -> Iterator[Any]:
    """Yield a cursor of the driver, whose errors are raised as SQLAlchemy's."""
    cursor = connection.connection.cursor()
    try:
        yield cursor
    except connection.dialect.loaded_dbapi.Error as error:
        raise _wrapped(connection, error, statement) from error
    finally:
        cursor.close()


def _execute_many(connection: Connection, table: Table, batch: Sequence[Sequence[Any]]) -> None:
    execute_many(connection, list(table.columns), batch)


def _copy(connection: Connection, table: Table, batch: Sequence[Sequence[Any]]) -> None:
    copy(connection, list(table.columns), StringIO("".join("\t".join(map(_spelled, row)) + "\n" for row in batch)))


def _wrapped(connection: Connection, error: Any, statement: str) -> Exception:
    """Return the driver's error as SQLAlchemy would raise it, had the statement gone through it."""
    dialect = connection.dialect
    base = dialect.loaded_dbapi.Error
    lost = dialect.is_disconnect(error, connection.connection.dbapi_connection, None)
    if lost:
        connection.invalidate(error)
    raised: Exception = DBAPIError.instance(
        statement, None, error, base, hide_parameters=True, connection_invalidated=lost, dialect=dialect
    )
    return raised


def _target(columns: Sequence[Column[Any]]) -> str:
    names = ", ".join(f'"{column.name}"' for column in columns)
    return f"{columns[0].table.name} ({names})"


def _spelled(value: Any) -> str:
    """Spell a value as COPY's text format has it."""
    return _NULL if value is None else str(value).translate(_ESCAPED)
