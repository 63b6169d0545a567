"""Which facts are the purchases, which of their columns the home page reads, and what rules may ask of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from core.warehouse.drafting.catalog import SourceColumn, SourceTable
from core.warehouse.drafting.roles import Roles
from core.warehouse.drafting.table import DraftTable
from core.warehouse.drafting.words import AMOUNT, NOT_SALES, PURCHASE, has, is_id, words
from core.warehouse.profile import CUSTOMER_ID
from core.warehouse.purchases import FIXED
from core.warehouse.types import ColumnType

NAME, BASKET, AMOUNT_PAID = "transactions", "basket_id", "sales_cents"  # what a draft calls the purchases
_IDS = (ColumnType.INTEGER, ColumnType.STRING)
_REDUCED = {"discount", "disc", "saving"}
_NUMBERED = {"quantity", "qty"}
_PLACES = {"store", "shop", "branch", "outlet", "location", "channel"}


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
        renamed[ranked[0].name] = AMOUNT_PAID
    if table.instant and table.day:
        renamed |= {table.instant: "occurred_at", table.day: "occurred_on"}
    baskets = [
        c for c in table.columns if has(c.name, PURCHASE | {"basket"}) and is_id(c.name) and c.name not in renamed
    ]
    chosen = baskets[0].name if baskets else next(iter(table.key), None) if len(table.key) == 1 else None
    if chosen and chosen not in renamed and chosen != CUSTOMER_ID:
        renamed[chosen] = BASKET
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


def paid_for(tables: Sequence[DraftTable]) -> Iterator[str]:
    """Return the lines of the section `purchases`, or none where the purchases were not recognised for sure."""
    table = next((t for t in tables if t.name == NAME), None)
    if table is None or not (table.instant and table.day):
        return
    basket, amount = table.column(BASKET), table.column(AMOUNT_PAID)
    if basket is None or basket.type not in _IDS or amount is None or amount.type is not ColumnType.CENTS:
        return
    yield "purchases:  # ? what loyalty programs may ask of a purchase; take out what rules must not name"
    yield from (f"  {word}: {name}" for word, name in (("table", NAME), ("basket", BASKET), ("amount", AMOUNT_PAID)))
    if discounts := [c.name for c in table.columns if c.type is ColumnType.CENTS and has(c.name, _REDUCED)]:
        yield f"  discount: [{', '.join(discounts)}]  # ? what was taken off the price"
    numbers = [c for c in table.columns if c.type in (ColumnType.INTEGER, ColumnType.NUMBER)]
    if quantity := next((c.name for c in numbers if has(c.name, _NUMBERED)), None):
        yield f"  quantity: {quantity}  # ? if these are pieces"
    yield from _asked(table, tables)
    yield ""


def _asked(table: DraftTable, tables: Sequence[DraftTable]) -> Iterator[str]:
    """Return what has few values, and the places: of the basket, or of a line and of what it refers to."""
    few = {name: name for name in _few(table)}
    places = {c.name: c.name for c in table.columns if c.type in _IDS and has(c.name, _PLACES) and c.name != BASKET}
    targets = {target for target, _ in table.references.values()}
    of_lists = {name: f"{t.name}.{name}" for t in tables if t.kind == "list" and t.name in targets for name in _few(t)}
    per_basket, per_line = (few | places, of_lists) if table.key == (BASKET,) else (places, of_lists | few)
    per_line = {name: at for name, at in per_line.items() if name not in per_basket}
    for word, named in (("per_basket", per_basket), ("per_line", per_line)):
        free = [f"{name}: {at}" for name, at in named.items() if name not in FIXED]
        if free:
            yield f"  {word}: {{{', '.join(free)}}}"


def _few(table: DraftTable) -> list[str]:
    return [c.name for c in table.columns if c.few]
