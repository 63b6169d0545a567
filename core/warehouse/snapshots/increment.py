"""What is new in a table, merged with what the snapshot before knows of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from core.warehouse.engine import Engine
from core.warehouse.parquet import identifier, relation
from core.warehouse.selection import instant_sql
from core.warehouse.snapshots.manifest import Snapshot, TableInfo
from core.warehouse.snapshots.parts import ROW, Part, carry, measured, part_file, parts_sql

REWRITE = 0.1  # a delta larger than this part of its base is merged with it into a new one, which takes a full write


@dataclass(frozen=True, slots=True)
class Known:
    """A table with a watermark as the snapshot before has it. What is new has a watermark of `since` or later."""

    snapshot: Snapshot
    info: TableInfo
    since: datetime

    @property
    def relation(self) -> str:
        """The SQL text that reads it, for use behind FROM."""
        return self.snapshot.relation(self.info.name)


def known_table(snapshot: Snapshot, name: str, *, overlap: timedelta) -> Known | None:
    """Return the table as `snapshot` has it, or None when it has no watermark or no row.

    What is new is looked for from `overlap` before the greatest watermark seen, because a transaction that began
    earlier may have been committed later. The source's clock is the measure; only when its rows lie in the future
    (by mistake, or as a sign for "never") the moment of the last snapshot is.
    """
    info = snapshot.tables[name]
    if info.watermark is None or info.newest is None:
        return None
    return Known(snapshot, info, min(info.newest, snapshot.created_at) - overlap)


def merge(engine: Engine, known: Known, fresh: Path, *, rows: int) -> tuple[Part, ...]:
    """Write the parts of a table beside `fresh`, the file with its `rows` rows since `known.since`; return them.

    A fresh row replaces the known one with its key. When nothing is new, the parts are those there were. Raises
    SnapshotCorrupt when a known file is damaged, StorageFull.
    """
    folder, name, old = fresh.parent, known.info.name, {p.kind: p for p in known.info.parts}
    delta = folder / part_file(name, "delta")
    n = _write_changed(engine, known, fresh, into=delta, is_large=rows > REWRITE * known.info.rows)
    if n == 0:
        delta.unlink()
        carry(known.info.parts, known.snapshot.folder, into=folder)
        return known.info.parts
    carry([old["base"]], known.snapshot.folder, into=folder)
    if "delta" in old:
        n = _write_together(engine, known, delta, before=known.snapshot.folder / old["delta"].file)
    parts = [old["base"], measured(delta, "delta", rows=n)]
    dead = folder / part_file(name, "dead")
    if n_dead := _write_dead(engine, known, folder, into=dead):
        parts.append(measured(dead, "dead", rows=n_dead))
    else:
        dead.unlink()
    return _rewritten(engine, known, folder, parts=parts) if n > REWRITE * old["base"].rows else tuple(parts)


def _write_changed(engine: Engine, known: Known, fresh: Path, *, into: Path, is_large: bool) -> int:
    """Write the fresh rows that differ from the known ones; of a large file, which will be rewritten anyway, all."""
    if is_large:
        return engine.write(f"SELECT * FROM {relation(fresh)}", into)
    same = " AND ".join(f"fresh.{c} IS NOT DISTINCT FROM known.{c}" for c in map(identifier, known.info.columns))
    candidates = (
        f"SELECT * FROM {known.relation} WHERE {identifier(known.info.watermark or '')} >= {instant_sql(known.since)}"
    )
    sql = f"SELECT * FROM {relation(fresh)} AS fresh ANTI JOIN ({candidates}) AS known ON {same}"
    return engine.write(sql, into)


def _write_together(engine: Engine, known: Known, delta: Path, *, before: Path) -> int:
    """Add to a delta those rows of the one before that it does not replace; return how many it has then."""
    key = ", ".join(map(identifier, known.info.key))
    kept = f"SELECT * FROM {relation(before)} AS before ANTI JOIN {relation(delta)} AS delta USING ({key})"
    return engine.write(f"SELECT * FROM {relation(delta)} UNION ALL {kept}", delta)


def _write_dead(engine: Engine, known: Known, folder: Path, *, into: Path) -> int:
    """Write the row numbers of the base that the delta replaces; return how many they are."""
    base, delta = (folder / part_file(known.info.name, kind) for kind in ("base", "delta"))
    key = ", ".join(map(identifier, known.info.key))
    numbered = relation(base, numbered=True)
    rows = f"SELECT file_row_number AS {ROW} FROM {numbered} AS base SEMI JOIN {relation(delta)} AS delta USING ({key})"
    return engine.write(f"{rows} ORDER BY {ROW}", into)


def _rewritten(engine: Engine, known: Known, folder: Path, *, parts: list[Part]) -> tuple[Part, ...]:
    """Write the parts as one new base in their place."""
    base = folder / parts[0].file
    n = engine.write(f"SELECT * FROM {parts_sql(folder, parts, columns=known.info.columns)}", base)
    for part in parts[1:]:
        (folder / part.file).unlink()
    return (measured(base, "base", rows=n),)
