"""An attached DuckDB file, asked about its tables without reading their rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

import duckdb

from core.warehouse.checking import Figures, Found, Unreadable


class DuckDBProbe:
    """What `core.warehouse.checking` asks, answered by an open connection to a file with these `tables` and columns."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Sequence[str]]) -> None:
        self._connection = connection
        self._tables = tables

    def tables(self) -> Collection[str]:
        """Return the names of the tables and views; those of the schema main go without it."""
        return self._tables

    def columns_of(self, table: str) -> Sequence[str]:
        """Return the columns of one of the tables."""
        return self._tables[table]

    def columns(self, relation: str) -> Sequence[str]:
        """Return the columns of a relation. Raises Unreadable."""
        return [str(row[0]) for row in self._rows(f"DESCRIBE SELECT * FROM {relation}")]

    def types(self, expressions: Mapping[str, str], relation: str) -> Mapping[str, Found | Unreadable]:
        """Return the type of each expression, or why it has none."""
        return {name: self._type(sql, relation) for name, sql in expressions.items()}

    def _type(self, expression: str, relation: str) -> Found | Unreadable:
        try:
            found = str(self._rows(f"DESCRIBE SELECT {expression} FROM {relation}")[0][1])
        except Unreadable as words:
            return words
        return Found(found, found)

    def missing(self, column: str) -> str:
        """Say that there is no such column."""
        return f"the source has no column {column!r}."

    def figures(self, relation: str, newest: str | None) -> Figures:
        """Count the rows, and find the latest instant. Raises Unreadable."""
        latest = "NULL" if newest is None else f"max({newest})"
        rows, found = self._rows(f"SELECT count(*), {latest} FROM {relation}")[0]
        return Figures(int(rows), newest=instant(found))

    def _rows(self, sql: str) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(sql).fetchall()
        except duckdb.Error as error:
            raise Unreadable(str(error).splitlines()[0]) from None


def instant(value: object) -> datetime | None:
    """Return a timestamp or date of a source as an instant: one without a zone is taken for UTC."""
    if isinstance(value, datetime):
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    return datetime.combine(value, time(), UTC) if isinstance(value, date) else None
