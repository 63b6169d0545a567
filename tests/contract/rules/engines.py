"""The engines that run a rule, behind one face, so that one suite runs over all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import cycle
from typing import Any, ClassVar, Protocol

import duckdb
import psycopg2

from core.kernel.schema import Field, FieldType, Schema
from core.rules import OPERATORS, Rule, evaluator, leaves, truths, where
from core.rules.nodes import combine
from core.rules.operators import Operator
from scripts.postgres import Server

Row = Mapping[str, Any]
Operators = Mapping[str, Operator]
SqlError = (duckdb.Error, psycopg2.Error)
NAMES = ("duckdb", "postgres", "json-logic-qubit")


class Engine(Protocol):
    """Something that holds rows and says which of them a rule takes."""

    name: str

    def load(self, schema: Schema, rows: Sequence[Row]) -> None:
        """Take the rows in place of what was held before."""
        ...

    def held(self, rule: Rule, *, as_of: datetime, operators: Operators = OPERATORS) -> dict[str, list[bool]]:
        """Return, for conditions by their path ("" is the whole rule), whether each holds for each row."""
        ...


class Database:
    """The compiled SQL in a database, in a session whose own time zone must not matter."""

    name: ClassVar[str]
    types: ClassVar[Mapping[FieldType, str]]

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the answer of a query."""
        raise NotImplementedError

    def columns(self, schema: Schema) -> list[str]:
        """Return the definitions of the columns; the first is the row's number, under a name that no field has."""
        return ['"#" BIGINT', *(f'"{f.name.replace(chr(34), chr(34) * 2)}" {self.type_of(f)}' for f in schema.values())]

    def type_of(self, field: Field) -> str:
        return self.types[field.type]

    def held(self, rule: Rule, *, as_of: datetime, operators: Operators = OPERATORS) -> dict[str, list[bool]]:
        each = truths(rule, as_of=as_of, dialect=self.name, operators=operators)
        answers = self.rows(f'SELECT {", ".join(each.values())} FROM customers ORDER BY "#"')
        held = {path: [answer[i] for answer in answers] for i, path in enumerate(each)}
        self._filters_alike(where(rule, as_of=as_of, dialect=self.name, operators=operators), held[""])
        return held

    def _filters_alike(self, condition: str, held: Sequence[bool]) -> None:
        """Hold the condition in a WHERE to the same condition as a value."""
        found = self.rows(f'SELECT "#" FROM customers WHERE {condition} ORDER BY "#"')
        assert [row[0] for row in found] == [i for i, one in enumerate(held) if one], condition


class DuckDb(Database):
    """DuckDB."""

    name = "duckdb"
    types: ClassVar = {
        FieldType.INTEGER: "BIGINT",
        FieldType.NUMBER: "DOUBLE",
        FieldType.MONEY: "DECIMAL(18, 2)",
        FieldType.STRING: "VARCHAR",
        FieldType.BOOLEAN: "BOOLEAN",
        FieldType.DATE: "DATE",
        FieldType.TIMESTAMP: "TIMESTAMPTZ",
        FieldType.STRINGS: "VARCHAR[]",
    }

    def __init__(self) -> None:
        self.connection = duckdb.connect(config={"autoinstall_known_extensions": False, "threads": 1})
        self.connection.execute("SET TimeZone = 'Asia/Tokyo'")

    def load(self, schema: Schema, rows: Sequence[Row]) -> None:
        columns = self.columns(schema)
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE customers ({', '.join(columns)})")
        if rows:
            values = [[i, *(row.get(name) for name in schema)] for i, row in enumerate(rows)]
            marks = ", ".join("?" * len(columns))
            self.connection.executemany(f"INSERT INTO customers VALUES ({marks})", values)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql).fetchall()


class Postgres(Database):
    """PostgreSQL: a session with settings of its own, and texts in columns whose collations order and equate oddly."""

    name = "postgres"
    types: ClassVar = {
        FieldType.INTEGER: "bigint",
        FieldType.NUMBER: "double precision",
        FieldType.MONEY: "numeric(18, 2)",
        FieldType.STRING: "text",
        FieldType.BOOLEAN: "boolean",
        FieldType.DATE: "date",
        FieldType.TIMESTAMP: "timestamptz",
        FieldType.STRINGS: "text[]",
    }
    settings = "SET TimeZone = 'Asia/Kathmandu'; SET DateStyle = 'German, DMY'; SET IntervalStyle = 'sql_standard'"
    quiet = "SET client_min_messages = 'error'"

    def __init__(self, server: Server) -> None:
        self.connection = psycopg2.connect(server.url())
        self.connection.autocommit = True
        self.cursor = self.connection.cursor()
        self.cursor.execute(f"{self.settings}; {self.quiet}")
        self.collations = self.usable()

    def usable(self) -> list[str]:
        """Return the collations of this server; where it knows languages, also one to which A and a are the same."""
        listed = "SELECT collname FROM pg_collation WHERE collencoding IN (-1, pg_char_to_encoding('UTF8')) ORDER BY 1"
        caseless = "CREATE COLLATION caseless (provider = icu, locale = 'und-u-ks-level1', deterministic = false)"
        with suppress(psycopg2.Error):  # a server built without ICU
            self.cursor.execute(caseless)
        return [name for (name,) in self.rows(listed) if self._compares(name)]

    def _compares(self, collation: str) -> bool:
        try:
            self.cursor.execute(f"""SELECT 'a' < 'b' COLLATE "{collation}" """)
        except psycopg2.Error:
            return False
        return True

    def load(self, schema: Schema, rows: Sequence[Row]) -> None:
        self.next = cycle(self.collations)
        names = list(schema)
        marks = f"({', '.join(['%s'] * (1 + len(names)))})"
        values = [
            self.cursor.mogrify(marks, [i, *(row.get(name) for name in names)]).decode() for i, row in enumerate(rows)
        ]
        self.cursor.execute(
            f"DROP TABLE IF EXISTS customers; CREATE TEMP TABLE customers ({', '.join(self.columns(schema))});"
            + (f"INSERT INTO customers VALUES {', '.join(values)}" if values else "")
        )

    def type_of(self, field: Field) -> str:
        worded = field.type in (FieldType.STRING, FieldType.STRINGS)
        return self.types[field.type] + (f' COLLATE "{next(self.next)}"' if worded else "")

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        self.cursor.execute(sql)
        return self.cursor.fetchall()


class Qubit:
    """json-logic-qubit, one row after the other."""

    name = "json-logic-qubit"

    def load(self, schema: Schema, rows: Sequence[Row]) -> None:
        self.rows = rows

    def held(self, rule: Rule, *, as_of: datetime, operators: Operators = OPERATORS) -> dict[str, list[bool]]:
        run = evaluator(rule, as_of=as_of, operators=operators)
        return {"": [run(row) for row in self.rows]}


def every(server: Server) -> dict[str, Engine]:
    """Return one engine of each kind, by the names in NAMES."""
    return {engine.name: engine for engine in (DuckDb(), Postgres(server), Qubit())}


def combined(rule: Rule, held: Mapping[str, Sequence[bool]]) -> dict[str, list[bool]]:
    """Return what `combine` makes of the leaves of `held`, row by row."""
    paths = leaves(rule)
    each = [combine(rule, {p: held[p][i] for p in paths}) for i in range(len(held[""]))]
    return {path: [one[path] for one in each] for path in held}
