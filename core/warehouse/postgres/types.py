"""How values get into DuckDB unharmed: for each of PostgreSQL's types a guarded expression, and a typed column here."""

from __future__ import annotations

from dataclasses import dataclass

from core.warehouse.selection import FIRST_DAY
from core.warehouse.types import ColumnType

_TEXTS = {
    "text", "varchar", "name", "citext", "json", "jsonb", "xml", "inet", "cidr", "macaddr", "macaddr8", "interval",
    "bit", "varbit", "time", "timetz", "ltree", "tsvector",
}  # fmt: skip
_PLAIN = {"bool": "BOOLEAN", "int2": "SMALLINT", "int4": "INTEGER", "int8": "BIGINT", "oid": "BIGINT"}
_BEYOND = "10000-01-01"  # the first day that no snapshot can hold
_MOST = 38  # digits that DuckDB's decimals hold


@dataclass(frozen=True, slots=True)
class PostgresType:
    """A column's type there: `name` as in pg_type, `kind` b(ase), e(num) ..., what an array is made of."""

    name: str
    spelling: str
    kind: str = "b"
    element: PostgresType | None = None
    precision: int | None = None
    scale: int | None = None

    @property
    def duckdb(self) -> str:
        """The DuckDB type that stands for it; one that no declared type accepts when there is none."""
        if self.element is not None:
            inner = self.element.duckdb
            return f"{inner}[]" if inner != "UUID" else "VARCHAR[]"
        if self.name in _TEXTS or self.name in ("bpchar", "char") or self.kind == "e":
            return "VARCHAR"
        if self.name == "numeric":
            return f"DECIMAL({self.precision},{self.scale})" if self.is_sized else "DECIMAL(*)"
        return _PLAIN.get(self.name) or _OTHERS.get(self.name) or self.spelling

    @property
    def is_short(self) -> bool:
        """Whether no value has more than two decimals, so that cents need no rounding."""
        return self.name != "numeric" or (self.is_sized and (self.scale or 0) <= 2)

    @property
    def is_sized(self) -> bool:
        """Whether a numeric's declared digits fit into a decimal of DuckDB."""
        return self.precision is not None and self.scale is not None and self.precision <= _MOST


_OTHERS = {
    "float4": "FLOAT", "float8": "DOUBLE", "money": "DECIMAL(20,2)", "uuid": "UUID", "date": "DATE",
    "timestamp": "TIMESTAMP", "timestamptz": "TIMESTAMP WITH TIME ZONE",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Passage:
    """How a column travels: `sent` is PostgreSQL's expression, `taken` the CSV type, `made` DuckDB's raw value.

    `can_null` tells that `sent` makes null of values that no snapshot can hold: those below the first of the `bounds`
    or not below the second, where there are any, and else NaN and the infinities.
    """

    sent: str
    taken: str
    made: str
    can_null: bool = False
    bounds: tuple[str, str] | tuple[()] = ()


def passage(kind: PostgresType, declared: ColumnType, *, raw: str, column: str) -> Passage:
    """Return how the expression `raw` of that type travels to be the declared column; `column` is its CSV column."""
    name, duckdb = kind.name, kind.duckdb
    if kind.element is not None:
        return Passage(f"to_json({raw})::text", "VARCHAR", f"from_json({column}, '[\"VARCHAR\"]')")
    if name in ("bpchar", "char") or kind.kind == "e":
        return Passage(f"({raw})::text", "VARCHAR", column)
    if name == "numeric":
        return _numeric(kind, declared, raw=raw, column=column)
    if name == "money":
        return Passage(f"({raw})::numeric(20,2)", duckdb, column)
    if name in ("float4", "float8"):
        finite = f"CASE WHEN {raw} > '-Infinity' AND {raw} < 'Infinity' THEN {raw} END"  # NaN is above all there
        return Passage(finite, duckdb, column, can_null=True)
    if name in ("date", "timestamp", "timestamptz"):
        return _dated(name, raw=raw, column=column)
    if name in ("int2", "int4") and declared is ColumnType.CENTS:
        return Passage(raw, "BIGINT", column)  # a hundred times as much must have room
    return Passage(raw, "VARCHAR" if duckdb == "UUID" else duckdb, column)


def _numeric(kind: PostgresType, declared: ColumnType, *, raw: str, column: str) -> Passage:
    finite = f"nullif({raw}, 'NaN')"
    if kind.is_sized and (kind.precision or 0) <= _MOST - 2:  # two more digits, since cents multiply by a hundred
        return Passage(finite, kind.duckdb, column, can_null=True)
    finite = f"CASE WHEN ({raw})::text NOT IN ('NaN', 'Infinity', '-Infinity') THEN {raw} END"
    if declared is ColumnType.NUMBER:
        return Passage(finite, "DOUBLE", column, can_null=True)
    return Passage(f"round({finite}, 2)", "DECIMAL(38,2)", column, can_null=True)


def _dated(name: str, *, raw: str, column: str) -> Passage:
    zone = " 00:00:00+00" if name == "timestamptz" else ""
    bounds = f"{name} '{FIRST_DAY}{zone}'", f"{name} '{_BEYOND}{zone}'"
    kept = f"({raw}) AT TIME ZONE 'UTC'" if zone else raw
    within = f"CASE WHEN {raw} >= {bounds[0]} AND {raw} < {bounds[1]} THEN {kept} END"
    taken = "DATE" if name == "date" else "TIMESTAMP"
    return Passage(within, taken, f"timezone('UTC', {column})" if zone else column, can_null=True, bounds=bounds)
