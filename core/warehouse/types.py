"""The types of columns in snapshots and feature views, and how the engines name them."""

from __future__ import annotations

from enum import StrEnum

from core.kernel.schema import FieldType


class ColumnType(StrEnum):
    """What a column of a logical table can be: the kernel's field types, and `cents` for amounts in facts."""

    INTEGER = "integer"
    NUMBER = "number"
    MONEY = "money"
    STRING = "string"
    BOOLEAN = "boolean"
    DATE = "date"
    TIMESTAMP = "timestamp"
    STRINGS = "list[string]"
    CENTS = "cents"  # an amount of the source, kept as a whole number of hundredths so that sums are exact

    @property
    def is_numeric(self) -> bool:
        """Whether a sum over the column makes a checksum."""
        return self in (ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.MONEY, ColumnType.CENTS)


_SQL = {
    "integer": "BIGINT",
    "number": "DOUBLE",
    "money": "DECIMAL(18,2)",
    "string": "VARCHAR",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "timestamp": "TIMESTAMP WITH TIME ZONE",
    "list[string]": "VARCHAR[]",
    "cents": "BIGINT",
}


_POSTGRES = {"number": "DOUBLE PRECISION", "string": "TEXT", "list[string]": "TEXT[]"}


def postgres_type(kind: ColumnType | FieldType) -> str:
    """Return PostgreSQL's name of the type."""
    return _POSTGRES.get(kind.value, _SQL[kind.value])


def sql_type(kind: ColumnType | FieldType) -> str:
    """Return DuckDB's name of the type, spelt as DESCRIBE spells it."""
    return _SQL[kind.value]
