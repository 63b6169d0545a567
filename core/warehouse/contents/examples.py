"""Some of the rows behind a finding: enough to look them up in the warehouse."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import polars as pl
import sqlglot
from sqlglot import exp

from core.warehouse.engine import Engine
from core.warehouse.parquet import identifier
from core.warehouse.snapshots.manifest import Snapshot, TableInfo

MOST = 20
_ORPHAN = "orphan_"


def examples(
    engine: Engine, snapshot: Snapshot, table: str, *, code: str, watch: str = "", hidden: Collection[str] = ()
) -> pl.DataFrame | None:
    """Return up to `MOST` rows that a finding counted, ordered by what names them; None when it counts no rows.

    They have the table's key (or its ids and its instant) and the columns that the finding is about, but none that is
    `hidden`. `watch` is the aggregate that counts a watched figure; only one of the form `count(*) FILTER (...)` counts
    rows.
    """
    info = snapshot.tables[table]
    rows = snapshot.relation(table)
    if code.startswith(_ORPHAN) and (column := code.removeprefix(_ORPHAN)) in info.references:
        condition, about = _orphans(snapshot, info, column), [column]
    elif (found := _filter(watch)) is not None:
        condition, about = found
    else:
        return None
    shown = [c for c in dict.fromkeys([*_names(info), *about]) if c in info.columns and c not in hidden]
    if not shown:
        return None
    columns = ", ".join(map(identifier, shown))
    return engine.frame(f"SELECT {columns} FROM {rows} AS facts WHERE {condition} ORDER BY ALL LIMIT {MOST}")


def _names(info: TableInfo) -> Sequence[str]:
    """Return the columns that tell one row from another."""
    ids = [c for c in info.columns if c.endswith("_id")]
    return info.key or (*ids, *([info.instant] if info.instant else []))


def _orphans(snapshot: Snapshot, info: TableInfo, column: str) -> str:
    target = info.references[column]
    key = identifier(snapshot.tables[target].key[0])
    value = f"facts.{identifier(column)}"
    return (
        f"{value} IS NOT NULL AND NOT EXISTS "
        f"(SELECT 1 FROM {snapshot.relation(target)} AS known WHERE known.{key} = {value})"
    )


def _filter(watch: str) -> tuple[str, list[str]] | None:
    """Return the condition of `count(*) FILTER (...)` and the columns that it names."""
    try:
        parsed = sqlglot.parse_one(watch, read="duckdb") if watch else None
    except sqlglot.errors.ParseError:
        return None
    if not (
        isinstance(parsed, exp.Filter) and isinstance(parsed.this, exp.Count) and isinstance(parsed.this.this, exp.Star)
    ):
        return None
    condition = parsed.expression.this
    names = [column.name for column in condition.find_all(exp.Column)]
    return condition.sql(dialect="duckdb"), names
