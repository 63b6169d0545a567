"""A PostgreSQL, asked about its tables, types and privileges without reading their rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import psycopg2

from core.warehouse.checking import Figures, Found, Unreadable
from core.warehouse.duckdb_probe import instant
from core.warehouse.postgres.connection import Connection
from core.warehouse.postgres.errors import unreadable
from core.warehouse.postgres.types import PostgresType
from core.warehouse.selection import FIRST_DAY

_COLUMNS = """
    SELECT n.nspname, c.relname, pg_table_is_visible(c.oid), a.attname, format_type(a.atttypid, a.atttypmod),
           NOT a.attnotnull, col_description(c.oid, a.attnum)
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace JOIN pg_attribute AS a ON a.attrelid = c.oid
    WHERE c.relkind IN ('r', 'v', 'm', 'f', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
      AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_t%'
    ORDER BY n.nspname, c.relname, a.attnum
"""
_TYPES = """
    SELECT t.oid, t.typname, t.typtype, e.typname, e.typtype, format_type(t.oid, NULL)
    FROM pg_type AS t LEFT JOIN pg_type AS e ON e.oid = t.typelem AND t.typcategory = 'A' WHERE t.oid = ANY(%s)
"""
_HURRY = """
    SELECT set_config(name, CASE WHEN setting::int BETWEEN 1 AND 20000 THEN setting ELSE '20000' END, true)
    FROM pg_settings WHERE name = 'statement_timeout'
"""  # twenty seconds for counting a table, for somebody waits to see all of them


class PostgresProbe:
    """What `core.warehouse.checking` asks, answered by an open connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._types: dict[int, tuple[Any, ...]] = {}

    def server(self) -> str:
        """Return what answers, and its version."""
        return f"PostgreSQL {self._rows('SHOW server_version')[0][0].split()[0]}"

    @cached_property
    def described(self) -> list[tuple[str, str, str, bool, str | None]]:
        """The columns of all tables: table, column, type, nullable, comment."""
        rows = self._columns_found
        return [(t if visible else f"{s}.{t}", c, kind, null, text) for s, t, visible, c, kind, null, text in rows]

    @cached_property
    def _columns_found(self) -> list[tuple[Any, ...]]:
        return self._rows(_COLUMNS)

    @cached_property
    def _known(self) -> list[str]:
        both = [(t, f"{s}.{t}", visible) for s, t, visible, *_ in self._columns_found]
        return list(dict.fromkeys([*(t for t, _, v in both if v), *(full for _, full, _ in both)]))

    def tables(self) -> Collection[str]:
        """Return the names of tables and views, with their schema, and without where it is on the search path."""
        return self._known

    def columns_of(self, table: str) -> Sequence[str]:
        """Return the columns of one of the tables, also those that may not be read."""
        rows = self._columns_found
        return [c for s, t, visible, c, *_ in rows if table == f"{s}.{t}" or (visible and table == t)]

    def columns(self, relation: str) -> Sequence[str]:
        """Return the columns of a relation. Raises Unreadable."""
        with self._asking(f"SELECT * FROM {relation} LIMIT 0") as cursor:
            return [c.name for c in cursor.description]

    def types(self, expressions: Mapping[str, str], relation: str) -> Mapping[str, Found | Unreadable]:
        """Return the type of each expression, or why it has none."""
        found = self.postgres_types(expressions, relation)
        return {n: k if isinstance(k, Unreadable) else Found(k.duckdb, k.spelling) for n, k in found.items()}

    def postgres_types(self, expressions: Mapping[str, str], relation: str) -> Mapping[str, PostgresType | Unreadable]:
        """Return PostgreSQL's type of each expression: all in one question, or one by one where some are refused."""
        if not expressions:
            return {}
        try:
            return dict(zip(expressions, self._asked(list(expressions.values()), relation), strict=True))
        except Unreadable as words:
            if len(expressions) == 1:
                return dict.fromkeys(expressions, words)
        found: dict[str, PostgresType | Unreadable] = {}
        for name, sql in expressions.items():
            found |= self.postgres_types({name: sql}, relation)
        return found

    def _asked(self, expressions: Sequence[str], relation: str) -> list[PostgresType]:
        with self._asking(f"SELECT {', '.join(expressions)} FROM {relation} LIMIT 0") as cursor:
            columns = list(cursor.description)
        if new := {c.type_code for c in columns} - set(self._types):
            self._types |= {row[0]: row[1:] for row in self._rows(_TYPES, [list(new)])}
        return [_typed(self._types[c.type_code], c) for c in columns]

    def missing(self, column: str) -> str:
        """Say that there is no such column, as PostgreSQL would."""
        return f'column "{column}" does not exist.'

    def figures(self, relation: str, newest: str | None) -> Figures:
        """Count the rows, and find the latest instant; where that takes too long, give the server's estimate.

        Raises Unreadable.
        """
        kept = f"({newest}) >= '{FIRST_DAY}' AND ({newest}) < '10000-01-01'"
        latest = "NULL" if newest is None else f"max(CASE WHEN {kept} THEN {newest} END)"
        self._rows(_HURRY)
        try:
            with self._asking(f"SELECT count(*), {latest} FROM {relation}") as cursor:
                rows, found = cursor.fetchone()
        except Unreadable as words:
            if "timeout" not in str(words):
                raise
            with self._asking(f"EXPLAIN (FORMAT JSON) SELECT 1 FROM {relation}") as cursor:
                return Figures(int(cursor.fetchone()[0][0]["Plan"]["Plan Rows"]), is_exact=False)
        return Figures(int(rows), newest=instant(found))

    def answer(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query. Raises Unreadable."""
        with self._asking(sql) as cursor:
            return list(cursor.fetchall())

    def _rows(self, sql: str, parameters: Sequence[object] | None = None) -> list[tuple[Any, ...]]:
        with self._connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return list(cursor.fetchall())

    @contextmanager
    def _asking(self, sql: str) -> Iterator[Any]:
        """Run a query that may be refused: the transaction goes on."""
        with self._connection.cursor() as cursor:
            cursor.execute("SAVEPOINT asking")
            try:
                cursor.execute(sql)
            except (psycopg2.OperationalError, psycopg2.InterfaceError) as error:
                if self._connection.closed:
                    raise
                refused = unreadable(error)
            except psycopg2.Error as error:
                refused = unreadable(error)
            else:
                yield cursor
                cursor.execute("RELEASE SAVEPOINT asking")
                return
            cursor.execute("ROLLBACK TO SAVEPOINT asking")
            raise refused


def _typed(row: tuple[Any, ...], column: Any) -> PostgresType:
    name, kind, element, element_kind, spelling = row
    if element is not None:
        return PostgresType(name, spelling, kind, PostgresType(element, element, element_kind))
    if name == "numeric" and column.precision is not None and 0 < column.precision <= 1000:
        p, s = column.precision, column.scale
        if 0 <= s <= p:
            return PostgresType(name, f"numeric({p},{s})", kind, precision=p, scale=s)
    return PostgresType(name, spelling, kind)
