"""Which column lets a refresh take only what is new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.warehouse.drafting.catalog import SourceTable
from core.warehouse.drafting.words import CHANGED, has

Watermark = tuple[str, str]  # the logical column, and what speaks against it ("" when nothing does)


def watermark_of(
    table: SourceTable, instant: str | None, *, made: Mapping[str, str], key: Sequence[str]
) -> Watermark | None:
    """Return the column that moves with every change of a row, or proposes the instant of facts that never change.

    `made` are the logical names of the source's columns, `key` those that identify a row.
    """
    for column in table.columns:
        if column.type == "TIMESTAMP WITH TIME ZONE" and has(column.name, CHANGED) and column.name in made:
            return made[column.name], _against(table, column.name, key=key)
    if instant is None or table.column(instant).type != "TIMESTAMP WITH TIME ZONE":
        return None
    if _against(table, instant, key=key):
        return None
    return made[instant], "if rows are only ever added, and never late by more than a few days"


def _against(table: SourceTable, column: str, *, key: Sequence[str]) -> str:
    if not key:
        return "needs a key"
    if table.column(column).nullable:
        return "needs a column that is declared NOT NULL"
    if column not in table.indexed:
        return "if the view is quick to filter by it" if table.is_view else "create an index on it first"
    return ""
