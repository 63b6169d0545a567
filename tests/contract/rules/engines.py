"""The engines that run a rule, behind one face, so that one suite runs over all of them.

PostgreSQL joins with the next issue: write its class and add it to `ENGINES`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

import duckdb

from core.kernel.schema import FieldType, Schema
from core.rules import OPERATORS, Rule, evaluator, leaves, truths, where
from core.rules.nodes import combine
from core.rules.operators import Operator

Row = Mapping[str, Any]
Operators = Mapping[str, Operator]

COLUMNS = {
    FieldType.INTEGER: "BIGINT",
    FieldType.NUMBER: "DOUBLE",
    FieldType.MONEY: "DECIMAL(18, 2)",
    FieldType.STRING: "VARCHAR",
    FieldType.BOOLEAN: "BOOLEAN",
    FieldType.DATE: "DATE",
    FieldType.TIMESTAMP: "TIMESTAMPTZ",
    FieldType.STRINGS: "VARCHAR[]",
}


class Engine(Protocol):
    """Something that holds rows and says which of them a rule takes."""

    name: str

    def load(self, schema: Schema, rows: Sequence[Row]) -> None:
        """Take the rows in place of what was held before."""
        ...

    def held(self, rule: Rule, *, as_of: datetime, operators: Operators = OPERATORS) -> dict[str, list[bool]]:
        """Return, for conditions by their path ("" is the whole rule), whether each holds for each row."""
        ...


class DuckDb:
    """The compiled SQL in DuckDB, in a session whose own time zone must not matter."""

    name = "duckdb"

    def __init__(self) -> None:
        self.connection = duckdb.connect(config={"autoinstall_known_extensions": False, "threads": 1})
        self.connection.execute("SET TimeZone = 'Asia/Tokyo'")

    def load(self, schema: Schema, rows: Sequence[Row]) -> None:
        columns = ['"#" BIGINT']  # the number of the row, under a name that no field has
        columns += [f'"{f.name.replace(chr(34), chr(34) * 2)}" {COLUMNS[f.type]}' for f in schema.values()]
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE customers ({', '.join(columns)})")
        if rows:
            values = [[i, *(row.get(name) for name in schema)] for i, row in enumerate(rows)]
            marks = ", ".join("?" * len(columns))
            self.connection.executemany(f"INSERT INTO customers VALUES ({marks})", values)

    def held(self, rule: Rule, *, as_of: datetime, operators: Operators = OPERATORS) -> dict[str, list[bool]]:
        each = truths(rule, as_of=as_of, operators=operators)
        query = f'SELECT {", ".join(each.values())} FROM customers ORDER BY "#"'
        answers = self.connection.execute(query).fetchall()
        held = {path: [answer[i] for answer in answers] for i, path in enumerate(each)}
        self._filters_alike(where(rule, as_of=as_of, operators=operators), held[""])
        return held

    def _filters_alike(self, condition: str, held: Sequence[bool]) -> None:
        """Hold the condition in a WHERE to the same condition as a value."""
        found = self.connection.execute(f'SELECT "#" FROM customers WHERE {condition} ORDER BY "#"').fetchall()
        assert [row[0] for row in found] == [i for i, one in enumerate(held) if one], condition


class Qubit:
    """json-logic-qubit, one row after the other."""

    name = "json-logic-qubit"

    def load(self, schema: Schema, rows: Sequence[Row]) -> None:
        self.rows = rows

    def held(self, rule: Rule, *, as_of: datetime, operators: Operators = OPERATORS) -> dict[str, list[bool]]:
        run = evaluator(rule, as_of=as_of, operators=operators)
        return {"": [run(row) for row in self.rows]}


ENGINES = {engine.name: engine for engine in (DuckDb, Qubit)}


def combined(rule: Rule, held: Mapping[str, Sequence[bool]]) -> dict[str, list[bool]]:
    """Return what `combine` makes of the leaves of `held`, row by row."""
    paths = leaves(rule)
    each = [combine(rule, {p: held[p][i] for p in paths}) for i in range(len(held[""]))]
    return {path: [one[path] for one in each] for path in held}
