"""A DuckDB file, looked at through an open connection."""

from __future__ import annotations

from typing import Any

import duckdb

from core.warehouse.checking import Unreadable
from core.warehouse.drafting.catalog import SourceColumn, SourceTable, grouped, promised

_TABLES = """
    SELECT schema_name, table_name, estimated_size, false, comment FROM duckdb_tables()
    WHERE database_name = 'warehouse' AND NOT internal
    UNION ALL
    SELECT schema_name, view_name, NULL, true, comment FROM duckdb_views()
    WHERE database_name = 'warehouse' AND NOT internal
    ORDER BY 1, 2
"""
_COLUMNS = """
    SELECT schema_name, table_name, column_name, data_type, is_nullable, comment FROM duckdb_columns()
    WHERE database_name = 'warehouse' AND NOT internal ORDER BY schema_name, table_name, column_index
"""
_CONSTRAINTS = """
    SELECT schema_name, table_name, constraint_type, constraint_column_names, referenced_table, referenced_column_names
    FROM duckdb_constraints() WHERE database_name = 'warehouse'
    AND constraint_type IN ('PRIMARY KEY', 'UNIQUE', 'FOREIGN KEY') ORDER BY constraint_type, constraint_index
"""
_INDEXES = "SELECT schema_name, table_name, expressions FROM duckdb_indexes() WHERE database_name = 'warehouse'"


class DuckDBLooker:
    """What `core.warehouse.drafting` asks, answered by a connection with the file attached as `warehouse`."""

    time_zone = ""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def tables(self) -> list[SourceTable]:
        """Return every table and view; those whose name begins with an underscore are the Lab's own."""
        columns, constraints = grouped(self.rows(_COLUMNS)), grouped(self.rows(_CONSTRAINTS))
        indexes = grouped(self.rows(_INDEXES))
        found = []
        for schema, name, rows, is_view, comment in self.rows(_TABLES):
            at = (schema, name)
            if name.startswith("_"):
                continue
            mine = constraints.get(at, [])
            nullable = {c for c, _, is_nullable, _ in columns.get(at, []) if is_nullable}
            keys = promised((tuple(n) for kind, n, _, _ in mine if kind in ("PRIMARY KEY", "UNIQUE")), nullable)
            leading = [str(e).strip("[]").split(",")[0].strip().strip("\"'") for (e,) in indexes.get(at, [])]
            found.append(
                SourceTable(
                    schema=schema, name=name, is_view=is_view, comment=comment or "", rows=rows, keys=keys,
                    columns=tuple(
                        SourceColumn(c, kind, kind, bool(nullable), text or "")
                        for c, kind, nullable, text in columns.get(at, [])
                    ),
                    references={
                        names[0]: (target if schema == "main" else f"{schema}.{target}", theirs[0])
                        for kind, names, target, theirs in mine
                        if kind == "FOREIGN KEY" and len(names) == 1
                    },
                    indexed=frozenset([*(k[0] for k in keys), *leading]), is_default=schema == "main",
                )
            )  # fmt: skip
        return found

    def sample_sql(self, table: SourceTable, rows: int) -> str:
        """Return a query of about so many rows: blocks from all over a large table, else the first."""
        if (table.rows or 0) > 200 * rows:
            percent = 100 * 8 * rows / (table.rows or 1)
            return f"SELECT * FROM {table.relation} TABLESAMPLE SYSTEM ({percent:.6f} PERCENT) LIMIT {rows}"
        return f"SELECT * FROM {table.relation} LIMIT {rows}"

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query. Raises Unreadable."""
        try:
            return self._connection.execute(sql).fetchall()
        except duckdb.Error as error:
            raise Unreadable(str(error).splitlines()[0]) from None
