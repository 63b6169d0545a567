"""Which facts are the purchases, and which of their columns the home page reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from core.warehouse.drafting.catalog import SourceColumn, SourceTable
from core.warehouse.drafting.roles import Roles
from core.warehouse.drafting.table import DraftTable
from core.warehouse.drafting.words import AMOUNT, NOT_SALES, PURCHASE, has, is_id, words
from core.warehouse.profile import CUSTOMER_ID
from core.warehouse.types import ColumnType


def purchases_in(roles: Roles, known: Mapping[str, SourceTable]) -> str | None:
    """Return the fact table that looks like purchases: it has an amount, and its name says so."""
    scored = []
    for full in roles.facts:
        table = known[full]
        amounts = [c for c in table.columns if _is_amount(c)]
        if amounts:
            score = 4 * has(table.name, PURCHASE) + 2 * any(has(c.name, PURCHASE) for c in table.columns)
            scored.append((score, table.rows or 0, full))
    return max(scored)[2] if scored else None


def _is_amount(column: SourceColumn) -> bool:
    is_number = column.type.startswith(("DECIMAL", "FLOAT", "DOUBLE")) or column.spelling == "money"
    return is_number and has(column.name, AMOUNT) and not has(column.name, NOT_SALES)


def as_purchases(table: DraftTable) -> DraftTable:
    """Give the columns that the home page reads the names that it knows, where they can be told."""
    renamed: dict[str, str] = {}
    amounts = [c for c in table.columns if c.type is ColumnType.CENTS and not has(c.name, NOT_SALES)]
    ranked = sorted(amounts, key=lambda c: -_sales(c.name))
    if ranked:
        renamed[ranked[0].name] = "sales_cents"
    if table.instant and table.day:
        renamed |= {table.instant: "occurred_at", table.day: "occurred_on"}
    baskets = [
        c for c in table.columns if has(c.name, PURCHASE | {"basket"}) and is_id(c.name) and c.name not in renamed
    ]
    chosen = baskets[0].name if baskets else next(iter(table.key), None) if len(table.key) == 1 else None
    if chosen and chosen not in renamed and chosen != CUSTOMER_ID:
        renamed[chosen] = "basket_id"
    return _renamed(table, {old: new for old, new in renamed.items() if old == new or table.column(new) is None})


def _sales(name: str) -> int:
    order = ("sale", "revenue", "paid", "net", "amount", "total", "value", "price", "gross")
    return max((len(order) - order.index(w) for w in words(name) if w in order), default=0)


def _renamed(table: DraftTable, names: Mapping[str, str]) -> DraftTable:
    def new(name: str) -> str:
        return names.get(name, name)

    columns = [
        replace(
            c, name=new(c.name), day_of=new(c.day_of) if c.day_of else None,
            source=c.source if c.source or c.expression or c.day_of or new(c.name) == c.name else c.name,
            why=c.why or ("the home page reads it by this name" if new(c.name) != c.name else ""),
        )
        for c in table.columns
    ]  # fmt: skip
    return replace(
        table, columns=columns, key=tuple(map(new, table.key)), instant=table.instant and new(table.instant),
        day=table.day and new(table.day), references={new(c): v for c, v in table.references.items()},
        watermark=table.watermark and (new(table.watermark[0]), table.watermark[1]),
    )  # fmt: skip
