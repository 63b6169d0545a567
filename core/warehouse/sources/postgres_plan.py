"""How a table is best read: about how many rows it has, and by which stretches several connections can share it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from core.warehouse.parquet import identifier, quoted
from core.warehouse.postgres.connection import Connection
from core.warehouse.sources.postgres_selection import Selection

_LARGE = 1_000  # blocks (of 8 kB) that are worth a connection of their own
_RANGES_SINCE = 140000  # PostgreSQL 14 reads a range of ctid without reading the rest
# Only a plain table with its own rows: neither parent nor view, and stored in heap, where a ctid is a place.
_BLOCKS = """
    SELECT pg_relation_size(c.oid) / current_setting('block_size')::int
    FROM pg_class AS c JOIN pg_am AS a ON a.oid = c.relam
    WHERE c.oid = to_regclass(%s) AND c.relkind IN ('r', 'm') AND NOT c.relhassubclass AND a.amname = 'heap'
"""
_OVER = re.compile(r"\bover\b", re.IGNORECASE)  # a window sees all rows, so they must not be read in parts


@dataclass(frozen=True)
class Expectation:
    """About how many rows will come, and the conditions that share them out; one empty condition for one stream."""

    rows: int
    conditions: tuple[str, ...]

    def in_one(self) -> Expectation:
        """Return the same for one connection."""
        return replace(self, conditions=("",))


def expected(connection: Connection, selection: Selection, *, where: str, parts: int) -> Expectation:
    """Look at the table and return how to read it with up to `parts` connections."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) SELECT 1 FROM {selection.rows_sql(where)}")
        rows = int(cursor.fetchone()[0][0]["Plan"]["Plan Rows"])
        blocks = 0
        if _is_divisible(selection) and connection.server_version >= _RANGES_SINCE:
            name = ".".join(identifier(part) for part in (selection.table.source or "").split("."))
            cursor.execute(_BLOCKS, [name])
            blocks = next((int(row[0]) for row in cursor.fetchall()), 0)
    n = max(1, min(parts, blocks // _LARGE))
    return Expectation(rows, _ranges(blocks, n) if n > 1 else ("",))


def _is_divisible(selection: Selection) -> bool:
    columns = selection.table.columns.values()
    return selection.table.sql is None and not any(_OVER.search(c.expression or "") for c in columns)


def _ranges(blocks: int, n: int) -> tuple[str, ...]:
    """Return conditions that share out a table; what lies behind the last known block belongs to the last."""
    bounds = [quoted(f"({blocks * i // n},0)") for i in range(n)]
    lower = [f"source.ctid >= {b}::tid" for b in bounds]
    upper = [f"source.ctid < {b}::tid" for b in bounds[1:]]
    return (upper[0], *(f"{low} AND {up}" for low, up in zip(lower[1:], upper[1:], strict=False)), lower[-1])
