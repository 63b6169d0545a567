"""What differs between the engines that a feature query is written for: the parts that it is put together from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from core.kernel.schema import FieldType
from core.warehouse.parquet import identifier, quoted
from core.warehouse.profile import CUSTOMER_ID
from core.warehouse.types import ColumnType, sql_type


class Dialect:
    """DuckDB, over the files of a snapshot; `$as_of` is the query's parameter.

    `as_of` is the SQL of the instant asked, `order` how the answer ends, `folds_sets` whether one expression can make a
    set of an aggregate. `unit` is the column by which the rows of an answer are told apart, and `compared` the windows'
    words for who is compared with whom.
    """

    name: ClassVar[str] = "duckdb"
    order: ClassVar[str] = " ORDER BY customer_id"
    folds_sets: ClassVar[bool] = True
    unit: ClassVar[str] = CUSTOMER_ID
    compared: ClassVar[str] = ""
    best: ClassVar[str] = "first(value ORDER BY measure DESC NULLS LAST, value)"

    @property
    def as_of(self) -> str:
        """The instant asked."""
        return "CAST($as_of AS TIMESTAMP WITH TIME ZONE)"

    def reference_day(self, time_zone: str) -> str:
        """Return the business day of the last instant before as_of."""
        return reference_day_sql(self.as_of, time_zone)

    def key(self, table: str) -> str:
        """Return the `unit` that a row of the table belongs to."""
        return f"{identifier(table)}.{self.unit}"

    def beside(self, table: str) -> Sequence[str]:
        """Return joins that give the rows of a table the instant they are asked for, where each has its own."""
        del table
        return ()

    def type(self, kind: ColumnType | FieldType) -> str:
        """Return the engine's name of a type."""
        return sql_type(kind)

    def finite(self, sql: str) -> str:
        """Return a number as a double; NaN and infinity become null."""
        return f"CASE WHEN isfinite(CAST({sql} AS DOUBLE)) THEN CAST({sql} AS DOUBLE) END"

    def as_set(self, sql: str) -> str:
        """Return a list as a set in a fixed order: no nulls, nothing twice."""
        return f"list_sort(list_distinct({sql}))"

    def quotient(self, a: str, b: str) -> str:
        """Return how often `b` goes into `a`, both whole and not negative."""
        return f"({a}) // ({b})"

    def listing(self, values: Sequence[str]) -> str:
        """Return a list of SQL expressions."""
        return f"[{', '.join(values)}]"


def reference_day_sql(instant: str, time_zone: str) -> str:
    """Return DuckDB's expression of the business day of the last moment before an instant."""
    return f"CAST(timezone({quoted(time_zone)}, {instant} - INTERVAL 1 MICROSECOND) AS DATE)"


DUCKDB = Dialect()
