"""A logical table in two halves: what PostgreSQL is asked for, and what DuckDB makes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from math import isfinite
from typing import Any

from core.warehouse.parquet import identifier, quoted
from core.warehouse.postgres.types import Passage, PostgresType, passage
from core.warehouse.profile import LogicalTable
from core.warehouse.selection import Totals, raw_sql, select_sql, source_sql, summed
from core.warehouse.types import ColumnType

_READ = (
    "auto_detect=false, header=false, delim=',', quote='\"', escape='\"', new_line='\\n', nullstr='', "
    "allow_quoted_nulls=false, strict_mode=true, buffer_size=8388608, max_line_size=8388608"
)


@dataclass(frozen=True)
class Selection:
    """A logical table over PostgreSQL; `types` are those of its columns that are asked of the source."""

    table: LogicalTable
    types: Mapping[str, PostgresType]
    time_zone: str

    @property
    def passages(self) -> dict[str, Passage]:
        """How each column that is asked of the source travels."""
        return {
            name: passage(
                kind,
                self.table.columns[name].type,
                raw=self._raw(name),
                column=f"source.{identifier(name)}",
            )
            for name, kind in self.types.items()
        }

    def _raw(self, name: str) -> str:
        return f"source.{identifier(name)}"

    def where(self, since: datetime | None) -> str:
        """Return the condition that leaves only what is new since then."""
        if since is None:
            return ""
        return f"{self._raw(self.table.watermark or '')} >= {quoted(since.astimezone(UTC).isoformat())}::timestamptz"

    def rows_sql(self, where: str, stretch: str = "") -> str:
        """Return the relation of the source's values under the names of the logical columns, with its conditions.

        `stretch` chooses rows of the source's own table, `where` of what was made of them.
        """
        named = ", ".join(
            f"{raw_sql(self.table, name, time_zone=self.time_zone)} AS {identifier(name)}" for name in self.types
        )
        given = f"SELECT {named} FROM {source_sql(self.table)}{_where(stretch)}"
        return f"({given}) AS source{_where(where)}"

    def copy_sql(self, where: str, stretch: str) -> str:
        """Return the COPY whose rows are those of the source, guarded."""
        sent = ", ".join(p.sent for p in self.passages.values())
        return f"COPY (SELECT {sent} FROM {self.rows_sql(where, stretch)}) TO STDOUT (FORMAT csv)"

    def read_sql(self, path: str) -> str:
        """Return the DuckDB relation that reads what the COPY wrote."""
        columns = ", ".join(f"{quoted(name)}: {quoted(p.taken)}" for name, p in self.passages.items())
        return f"read_csv({quoted(path)}, columns={{{columns}}}, {_READ})"

    def made_sql(self, rows: str) -> str:
        """Return the DuckDB query of the logical table over the query `rows`: the very casts of every other source."""
        columns = {
            name: spec if spec.day_of else spec.model_copy(update={"expression": self.passages[name].made})
            for name, spec in self.table.columns.items()
        }
        staged = self.table.model_copy(update={"columns": columns, "source": None, "sql": rows})
        return select_sql(staged, time_zone=self.time_zone)

    def quick_sql(self, where: str) -> str:
        """Return the query that counts rows and sums numeric columns, and tells whether nothing becomes null.

        It takes half as long as `totals_sql`, whose answer its own is like when its last value is true. One NaN or
        infinity makes a sum not finite.
        """
        whole = ["count(*)", "count(*)", *self._summed(self._plain)]
        within = [
            f"coalesce(min({self._raw(n)}) >= {p.bounds[0]} AND max({self._raw(n)}) < {p.bounds[1]}, true)"
            for n, p in self.passages.items()
            if p.bounds
        ]
        whole.append(" AND ".join(within) or "true")
        return f"SELECT {', '.join(whole)} FROM {self.rows_sql(where)}"

    def totals_sql(self, where: str) -> str:
        """Return the query that has PostgreSQL count rows, sum numeric columns and count what becomes null.

        It gives one row: rows of the source, rows of the logical table, the sums, the numbers of new nulls.
        """
        rows = self.rows_sql(where)
        passages = self.passages
        nulled = [f"count({self._raw(n)}) - count({passages[n].sent}) AS n{i}" for i, n in enumerate(self.guarded)]
        if not self.table.distinct:
            return f"SELECT {', '.join(['count(*)', 'count(*)', *self._summed(self._sent), *nulled])} FROM {rows}"
        named = [f"{self._logical(name)} AS {identifier(name)}" for name in passages]
        sums = [f"sum({identifier(name)})" for name in summed(self.table)]
        answered = ["given.n", "kept.*", *(f"given.n{i}" for i in range(len(nulled)))]
        return (
            f"WITH logical AS (SELECT DISTINCT {', '.join(named)} FROM {rows}), "
            f"kept AS (SELECT {', '.join(['count(*)', *sums])} FROM logical), "
            f"given AS (SELECT {', '.join(['count(*) AS n', *nulled])} FROM {rows}) "
            f"SELECT {', '.join(answered)} FROM kept, given"
        )

    @property
    def guarded(self) -> list[str]:
        """The columns of which a value may become null."""
        return [name for name, p in self.passages.items() if p.can_null]

    def _sent(self, name: str) -> str:
        return self.passages[name].sent

    def _plain(self, name: str) -> str:
        """Return a column without its guard, where a NaN does no harm but to the sum."""
        is_float = self.types[name].name in ("float4", "float8")
        is_rounded = is_float and self.table.columns[name].type is not ColumnType.NUMBER
        is_money = self.types[name].name == "money"  # whose sums come as text, spelt by the server's locale
        return self._sent(name) if is_rounded or is_money else self._raw(name)

    def _summed(self, of: Callable[[str], str]) -> list[str]:
        return [self._sum(name, of(name)) for name in summed(self.table)]

    def _sum(self, name: str, value: str) -> str:
        """Return the sum of a numeric column over the source; where it can, without doing anything to each value."""
        declared, kind = self.table.columns[name].type, self.types[name]
        if declared is ColumnType.CENTS and kind.name not in ("float4", "float8") and kind.is_short:
            return f"100 * sum({value})"
        return f"sum({self._summand(name, value)})"

    def _summand(self, name: str, value: str) -> str:
        """Return what the snapshot will hold of a value, rounded as DuckDB rounds: halves away from zero."""
        declared, kind = self.table.columns[name].type, self.types[name]
        if declared not in (ColumnType.CENTS, ColumnType.MONEY):
            return value
        if kind.name in ("float4", "float8"):
            hundred = "100::real" if kind.name == "float4" and declared is ColumnType.CENTS else "100::float8"
            cents = f"({value}) * {hundred}"
            whole = f"(trunc({cents}) + trunc(2 * ({cents} - trunc({cents}))))::numeric"
            return whole if declared is ColumnType.CENTS else f"{whole} / 100"
        rounded = value if kind.is_short else f"round({value}, 2)"
        return f"100 * ({rounded})" if declared is ColumnType.CENTS else rounded

    def _logical(self, name: str) -> str:
        """Return the expression whose distinct values are those of the logical column."""
        declared, gone = self.table.columns[name].type, self.passages[name]
        if declared in (ColumnType.CENTS, ColumnType.MONEY):
            return self._summand(name, gone.sent)
        if declared is ColumnType.NUMBER:
            return f"({gone.sent})::float8"
        if declared is ColumnType.DATE:
            return f"({gone.sent})::date"
        return f'({gone.sent})::text COLLATE "C"' if gone.taken == "VARCHAR" else gone.sent

    def read_quick(self, row: tuple[Any, ...]) -> Totals | None:
        """Return the answer of `quick_sql` as a value, or None when something becomes null."""
        *figures, is_within = row
        if not is_within or not all(isfinite(v) for v in figures[2:] if v is not None):
            return None
        return self._read(figures, {})

    def read(self, row: tuple[Any, ...]) -> Totals:
        """Return the answer of `totals_sql` as a value."""
        nulled = zip(self.guarded, row[2 + len(summed(self.table)) :], strict=True)
        return self._read(row, {c: int(n) for c, n in nulled if n})

    def _read(self, row: Sequence[Any], nulled: Mapping[str, int]) -> Totals:
        given, kept, *figures = row
        kinds = {c: self.table.columns[c].type for c in summed(self.table)}
        sums = {c: _number(v, kind) for (c, kind), v in zip(kinds.items(), figures, strict=False)}
        return Totals(int(kept), sums, int(given) - int(kept), nulled)


def _number(value: Decimal | float | None, declared: ColumnType) -> int | float | None:
    if value is None:
        return None
    return int(value) if declared in (ColumnType.INTEGER, ColumnType.CENTS) else float(value)


def _where(condition: str) -> str:
    return f" WHERE {condition}" if condition else ""
