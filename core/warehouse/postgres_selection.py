"""A logical table in two halves: what PostgreSQL is asked for, and what DuckDB makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from core.warehouse.parquet import identifier, quoted
from core.warehouse.postgres_types import Passage, PostgresType, passage
from core.warehouse.profile import LogicalTable
from core.warehouse.selection import Totals, raw_sql, select_sql, source_sql, summed
from core.warehouse.types import ColumnType

_DELIMITED = "FORMAT csv"
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
        text = raw_sql(self.table, name, time_zone=self.time_zone)
        return text if text.startswith('source."') else f"({text})"

    def where(self, since: datetime | None) -> str:
        """Return the condition that leaves only what is new since then."""
        if since is None:
            return ""
        return f"{self._raw(self.table.watermark or '')} >= {quoted(since.astimezone(UTC).isoformat())}::timestamptz"

    def copy_sql(self, *conditions: str) -> str:
        """Return the COPY whose rows are those of the source, guarded."""
        sent = ", ".join(p.sent for p in self.passages.values())
        select = f"SELECT {sent} FROM {source_sql(self.table)}{_where(conditions)}"
        return f"COPY ({select}) TO STDOUT ({_DELIMITED})"

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

    def totals_sql(self, *conditions: str) -> str:
        """Return the query that has PostgreSQL count rows, sum numeric columns and count what becomes null.

        It gives one row: rows of the source, rows of the logical table, the sums, the numbers of new nulls.
        """
        rows = f"{source_sql(self.table)}{_where(conditions)}"
        passages = self.passages
        nulled = [f"count({self._raw(n)}) - count({passages[n].sent}) AS n{i}" for i, n in enumerate(self.guarded)]
        if not self.table.distinct:
            sums = [f"sum({self._summand(name)})" for name in summed(self.table)]
            return f"SELECT {', '.join(['count(*)', 'count(*)', *sums, *nulled])} FROM {rows}"
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

    def _summand(self, name: str) -> str:
        declared, kind, sent = self.table.columns[name].type, self.types[name], self.passages[name].sent
        if declared not in (ColumnType.CENTS, ColumnType.MONEY):
            return sent
        is_float = kind.name in ("float4", "float8")
        if declared is ColumnType.CENTS and is_float:
            value = f"({sent}) * 100"
            return f"(trunc({value}) + trunc(2 * ({value} - trunc({value}))))::bigint"
        if declared is ColumnType.CENTS:
            return f"100 * ({sent})" if (kind.scale or 0) <= 2 else f"100 * round({sent}, 2)"
        return f"({sent})::numeric" if is_float else sent

    def _logical(self, name: str) -> str:
        """Return the expression whose distinct values are those of the logical column."""
        declared, gone = self.table.columns[name].type, self.passages[name]
        if declared is ColumnType.MONEY:
            return f"round(({gone.sent})::numeric, 2)"
        if declared is ColumnType.CENTS:
            return self._summand(name)
        if declared is ColumnType.NUMBER:
            return f"({gone.sent})::float8"
        if declared is ColumnType.DATE:
            return f"({gone.sent})::date"
        return f'({gone.sent})::text COLLATE "C"' if gone.taken == "VARCHAR" else gone.sent

    def read(self, row: tuple[Any, ...]) -> Totals:
        """Return the answer of `totals_sql` as a value."""
        given, kept, *figures = row
        names = summed(self.table)
        sums = {c: _number(v, self.table.columns[c].type) for c, v in zip(names, figures, strict=False)}
        nulled = zip(self.guarded, figures[len(names) :], strict=True)
        return Totals(int(kept), sums, int(given) - int(kept), {c: int(n) for c, n in nulled if n})


def _number(value: Decimal | float | None, declared: ColumnType) -> int | float | None:
    if value is None:
        return None
    return int(value) if declared in (ColumnType.INTEGER, ColumnType.CENTS) else float(value)


def _where(conditions: tuple[str, ...]) -> str:
    said = [c for c in conditions if c]
    return f" WHERE {' AND '.join(said)}" if said else ""
