"""What the rows of a table add up to: counted in one pass, and compared with what the source says."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime

from core.warehouse.engine import Engine
from core.warehouse.parquet import identifier, quoted
from core.warehouse.profile import LogicalTable
from core.warehouse.selection import Totals, read_totals, summed
from core.warehouse.types import ColumnType


@dataclass(frozen=True, slots=True)
class Figures:
    """Totals, the business days of the first and the last fact, the newest watermark, and what the profile watches."""

    totals: Totals
    first_on: date | None
    last_on: date | None
    newest: datetime | None
    watched: tuple[int, ...]


def figures(engine: Engine, table: LogicalTable, rows: str, *, time_zone: str) -> Figures:
    """Return the figures of `rows`, a relation with the columns of `table`. Raises SnapshotCorrupt."""
    totals = ["count(*)", *(f"sum({identifier(name)})" for name in summed(table))]
    day = day_sql(table, time_zone=time_zone)
    facts = [f"min({day})", f"max({day})", f"max({identifier(table.watermark)})" if table.watermark else "NULL"]
    watched = [watch.count for watch in table.watch.values()]
    (row,) = engine.rows(f"SELECT {', '.join([*totals, *facts, *watched])} FROM {rows}")
    n = len(totals)
    first_on, last_on, newest = row[n : n + 3]
    return Figures(read_totals(table, row[:n]), first_on, last_on, newest, tuple(map(int, row[n + 3 :])))


def differences(name: str, *, found: Totals, expected: Totals) -> list[str]:
    """Return in words where the totals of the files differ from the source's; nothing when they hold the same."""
    problems = []
    if found.rows != expected.rows:
        problems.append(f"{name}: {found.rows:,} rows were written of the source's {expected.rows:,}")
    for column, theirs in expected.sums.items():
        ours = found.sums[column]
        if not _same(ours, theirs):
            problems.append(f"{name}.{column}: the sum written is {ours}, the source's {theirs}")
    return problems


def _same(ours: float | None, theirs: float | None) -> bool:
    """Compare sums: whole numbers exactly, floating point ones but for the order of summing."""
    if isinstance(ours, float) and isinstance(theirs, float):
        return math.isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-6)
    return ours == theirs


def day_sql(table: LogicalTable, *, time_zone: str) -> str:
    """Return the business day of a fact as SQL; null for a table that is not dated."""
    if table.instant is None:
        return "NULL"
    column = identifier(table.instant)
    is_day = table.columns[table.instant].type is ColumnType.DATE
    return column if is_day else f"CAST(timezone({quoted(time_zone)}, {column}) AS DATE)"
