"""A PostgreSQL, looked at through an open connection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from core.warehouse.checking import Found, Unreadable
from core.warehouse.drafting.catalog import SourceColumn, SourceTable, grouped, promised
from core.warehouse.parquet import identifier
from core.warehouse.postgres.probe import PostgresProbe

PATIENCE = 60  # seconds for one question; a view may be slow to sample
_OURS = "n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_t%'"
_TABLES = f"""
    SELECT n.nspname, c.relname, c.relkind::text, c.reltuples::bigint, obj_description(c.oid, 'pg_class'),
           pg_table_is_visible(c.oid)
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'v', 'm', 'f', 'p') AND NOT c.relispartition AND {_OURS} ORDER BY 1, 2
"""
_COLUMNS = f"""
    SELECT n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull,
           col_description(c.oid, a.attnum)
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace JOIN pg_attribute AS a ON a.attrelid = c.oid
    WHERE c.relkind IN ('r', 'v', 'm', 'f', 'p') AND a.attnum > 0 AND NOT a.attisdropped AND {_OURS}
    ORDER BY 1, 2, a.attnum
"""
_INDEXES = f"""
    SELECT n.nspname, c.relname, i.indisprimary, i.indisunique AND i.indpred IS NULL,
           array(SELECT a.attname::text FROM unnest(i.indkey) WITH ORDINALITY AS k(attnum, at)
                 JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = k.attnum
                 WHERE k.at <= i.indnkeyatts ORDER BY k.at), i.indnkeyatts::int
    FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE i.indisvalid AND {_OURS} ORDER BY 1, 2, 3 DESC, i.indexrelid
"""
_FOREIGN = f"""
    SELECT n.nspname, c.relname, a.attname, tn.nspname, t.relname, ta.attname, pg_table_is_visible(t.oid)
    FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
    JOIN pg_class AS t ON t.oid = k.confrelid JOIN pg_namespace AS tn ON tn.oid = t.relnamespace
    JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
    JOIN pg_attribute AS ta ON ta.attrelid = t.oid AND ta.attnum = k.confkey[1]
    WHERE k.contype = 'f' AND cardinality(k.conkey) = 1 AND {_OURS} ORDER BY k.oid
"""


class PostgresLooker:
    """What `core.warehouse.drafting` asks, answered by a PostgreSQL."""

    def __init__(self, probe: PostgresProbe) -> None:
        self._probe = probe
        self.rows(f"SELECT set_config('statement_timeout', '{PATIENCE}s', true)")
        zone = self.rows("SELECT reset_val FROM pg_settings WHERE name = 'TimeZone'")[0][0]
        self.time_zone = str(zone) if "/" in str(zone) and not str(zone).startswith("Etc/") else ""

    def tables(self) -> list[SourceTable]:
        """Return every table and view, with the columns whose types can be told."""
        columns, indexes = grouped(self.rows(_COLUMNS)), grouped(self.rows(_INDEXES))
        foreign = grouped(self.rows(_FOREIGN))
        found = []
        for schema, name, kind, rows, comment, is_visible in self.rows(_TABLES):
            at = (schema, name)
            mine = columns.get(at, [])
            nullable = {c for c, _, is_nullable, _ in mine if is_nullable}
            indexed = [list(names) for _, _, names, n in indexes.get(at, []) if len(names) == n]
            unique = [tuple(names) for _, is_unique, names, n in indexes.get(at, []) if is_unique and len(names) == n]
            found.append(
                SourceTable(
                    schema=schema, name=name, is_view=kind == "v", comment=comment or "", is_default=is_visible,
                    rows=rows if rows is not None and rows >= 0 and kind != "v" else None,
                    keys=promised(unique, nullable), indexed=frozenset(names[0] for names in indexed if names),
                    columns=self._typed(schema, name, mine),
                    references={
                        c: (t if is_default else f"{s}.{t}", key) for c, s, t, key, is_default in foreign.get(at, [])
                    },
                )
            )  # fmt: skip
        return found

    def sample_sql(self, table: SourceTable, rows: int) -> str:
        """Return a query of about so many rows: pages from all over a large table, else the first rows."""
        if not table.is_view and (table.rows or 0) > 200 * rows:
            percent = 100 * 8 * rows / (table.rows or 1)
            return f"SELECT * FROM {table.relation} TABLESAMPLE SYSTEM ({percent:.6f}) REPEATABLE (1) LIMIT {rows}"
        return f"SELECT * FROM {table.relation} LIMIT {rows}"

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query. Raises Unreadable."""
        return self._probe.answer(sql)

    def _typed(self, schema: str, name: str, columns: Sequence[Sequence[Any]]) -> tuple[SourceColumn, ...]:
        relation = f"{identifier(schema)}.{identifier(name)} AS source"
        types: Mapping[str, Found | Unreadable] = self._probe.types(
            {c: f"source.{identifier(c)}" for c, *_ in columns}, relation
        )
        made = []
        for column, spelling, nullable, comment in columns:
            found = types[column]
            kind = found.type if isinstance(found, Found) else ""
            made.append(SourceColumn(column, kind, spelling, bool(nullable), comment or ""))
        return tuple(made)
