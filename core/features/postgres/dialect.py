"""The parts of a feature query as PostgreSQL has them. The instant asked stands in the query itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from core.features.dialect import Dialect
from core.kernel.clock import format_instant, reference_day
from core.kernel.schema import FieldType
from core.warehouse.parquet import quoted
from core.warehouse.types import ColumnType, postgres_type


class Postgres(Dialect):
    """PostgreSQL, over its own tables, as of one instant."""

    name: ClassVar[str] = "postgres"
    order: ClassVar[str] = ""
    folds_sets: ClassVar[bool] = False
    best: ClassVar[str] = "(array_agg(value ORDER BY measure DESC NULLS LAST, value))[1]"

    def __init__(self, as_of: datetime) -> None:
        self._as_of = as_of

    @property
    def as_of(self) -> str:
        """The instant asked."""
        return f"CAST({quoted(format_instant(self._as_of))} AS TIMESTAMPTZ)"

    def reference_day(self, time_zone: str) -> str:
        """Return the business day of the last instant before as_of."""
        return f"CAST({quoted(reference_day(self._as_of, ZoneInfo(time_zone)).isoformat())} AS DATE)"

    def type(self, kind: ColumnType | FieldType) -> str:
        """Return PostgreSQL's name of a type."""
        return postgres_type(kind)

    def finite(self, sql: str) -> str:
        """Return a number as a double; NaN and infinity become null."""
        value = f"CAST({sql} AS DOUBLE PRECISION)"
        for strange in ("NaN", "Infinity", "-Infinity"):
            value = f"nullif({value}, CAST('{strange}' AS DOUBLE PRECISION))"
        return value

    def as_set(self, sql: str) -> str:
        """Return a list as a set in a fixed order: no nulls, nothing twice."""
        elements = f'SELECT DISTINCT element COLLATE "C" FROM unnest({sql}) AS elements(element)'
        return f"CASE WHEN {sql} IS NOT NULL THEN ARRAY({elements} WHERE element IS NOT NULL ORDER BY 1) END"

    def quotient(self, a: str, b: str) -> str:
        """Return how often `b` goes into `a`, both whole and not negative."""
        return f"({a}) / ({b})"

    def listing(self, values: Sequence[str]) -> str:
        """Return a list of SQL expressions."""
        return f"ARRAY[{', '.join(values)}]"
