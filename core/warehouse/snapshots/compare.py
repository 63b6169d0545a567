"""What increments had missed: a table taken in full, compared with the same table before."""

from __future__ import annotations

from core.warehouse.engine import Engine
from core.warehouse.parquet import identifier
from core.warehouse.selection import instant_sql
from core.warehouse.snapshots.increment import Known
from core.warehouse.snapshots.manifest import Finding

LATE, DELETED = COMPARED = "late_rows", "deleted_rows"


def compared(engine: Engine, known: Known, rows: str) -> tuple[Finding, ...]:
    """Return what the relation `rows`, the whole table, shows that no increment since `known` could have brought.

    Late rows are new or changed, with a watermark so old that nobody looked there. Deleted rows are those whose key is
    gone. Rows are compared by a hash of 64 bits, so a figure may be wrong by one in a million comparisons.
    """
    info = known.info
    values, key = (f"hash({', '.join(map(identifier, columns))})" for columns in (info.columns, info.key))
    watermark = identifier(info.watermark or "")
    late = f"""
        SELECT count(*) FROM (SELECT {values} AS h FROM {rows} WHERE {watermark} < {instant_sql(known.since)}) AS now
        ANTI JOIN (SELECT {values} AS h FROM {known.relation}) AS before USING (h)
    """
    deleted = f"""
        SELECT count(*) FROM (SELECT {key} AS h FROM {known.relation}) AS before
        ANTI JOIN (SELECT {key} AS h FROM {rows}) AS now USING (h)
    """
    n_late = int(engine.rows(late)[0][0])
    n_deleted = int(engine.rows(deleted)[0][0])
    missed = f"rows that increments had missed: new or changed under an older {info.watermark}"
    return (
        Finding(info.name, LATE, "warning" if n_late else "info", n_late, missed),
        Finding(info.name, DELETED, "info", n_deleted, "rows deleted in the source since the last snapshot"),
    )
