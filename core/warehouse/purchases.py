"""What customers pay for, as a profile declares it: the purchases, and what rules may ask of baskets and lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from pydantic import BaseModel, ConfigDict

from core.errors import did_you_mean
from core.warehouse.document import Name
from core.warehouse.types import ColumnType

# What every basket and line has; profiles cannot give these names to anything else.
FIXED = ("amount", "discount", "quantity", "n_lines", "weekday", "hour", "occurred_on")


class _Document(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Refunds(_Document):
    """Which table says that a basket was given back, and when. A basket is refunded once and as a whole."""

    table: str
    basket: str
    instant: str


class Purchases(_Document):
    """The table of the purchases, a row a line: which column is the basket, and what was paid.

    `discount`: columns whose sum was taken off. `per_basket` and `per_line`: what else rules may ask of, by the name
    that they call it: a column of the table, or `table.column` of one that the table refers to.
    """

    table: str
    basket: str
    amount: str
    discount: tuple[str, ...] = ()
    quantity: str | None = None
    per_basket: dict[Name, str] = {}
    per_line: dict[Name, str] = {}
    refunds: Refunds | None = None


class Column(Protocol):
    """What must be known of a column."""

    @property
    def type(self) -> ColumnType:
        """What it holds."""
        ...


class Table(Protocol):
    """What must be known of a table."""

    @property
    def columns(self) -> Mapping[str, Column]:
        """Its columns by name."""
        ...

    @property
    def instant(self) -> str | None:
        """The column that dates its rows."""
        ...

    @property
    def day(self) -> str | None:
        """The column with the business day of that instant."""
        ...

    @property
    def references(self) -> Mapping[str, str]:
        """The tables that its columns point to."""
        ...


_IDS = (ColumnType.INTEGER, ColumnType.STRING)
_DATES = (ColumnType.TIMESTAMP, ColumnType.DATE)
_NUMBERS = tuple(kind for kind in ColumnType if kind.is_numeric)


def purchases_faults(purchases: Purchases, tables: Mapping[str, Table]) -> list[str]:
    """Return what does not fit the declared tables, each fault with its place."""
    faults = [*_name_faults(purchases)]
    if (table := tables.get(purchases.table)) is None:
        faults.append(no_table("purchases.table", purchases.table, tables))
    else:
        faults += _table_faults(purchases, table)
        faults += _asked_faults(purchases, table, tables)
    if purchases.refunds is not None:
        faults += _refund_faults(purchases, purchases.refunds, tables)
    return faults


def _name_faults(purchases: Purchases) -> Iterator[str]:
    for part, named in (("per_basket", purchases.per_basket), ("per_line", purchases.per_line)):
        for name in named:
            if name in FIXED:
                yield f"purchases.{part}.{name}: the name is taken; every purchase has {', '.join(FIXED)}"
    for name in purchases.per_line:
        if name in purchases.per_basket:
            yield f"purchases.per_line.{name}: the name stands in `per_basket` already"


def _table_faults(purchases: Purchases, table: Table) -> Iterator[str]:
    for word, column, what in (
        ("instant", table.instant, "when its rows happened"),
        ("day", table.day, "the business day of its rows"),
    ):
        if column is None:
            yield f"purchases.table: the table {purchases.table!r} declares no `{word}`, {what}"
    yield from column_faults("purchases.basket", purchases.table, purchases.basket, columns=table.columns, kinds=_IDS)
    cents = [("purchases.amount", purchases.amount), *(("purchases.discount", name) for name in purchases.discount)]
    for at, name in cents:
        yield from column_faults(at, purchases.table, name, columns=table.columns, kinds=(ColumnType.CENTS,))
    if purchases.quantity is not None:
        yield from column_faults(
            "purchases.quantity", purchases.table, purchases.quantity, columns=table.columns, kinds=_NUMBERS
        )


def _asked_faults(purchases: Purchases, table: Table, tables: Mapping[str, Table]) -> Iterator[str]:
    """Return what is wrong with the columns that rules may ask of, each in the table or in one that it refers to."""
    reachable = dict.fromkeys(table.references.values())
    for part, named in (("per_basket", purchases.per_basket), ("per_line", purchases.per_line)):
        for name, written in named.items():
            at = f"purchases.{part}.{name}"
            target, _, column = written.rpartition(".")
            if target and target not in reachable:
                hint = did_you_mean(target, reachable)
                yield f"{at}: {purchases.table!r} has no reference to a table {target!r}. {hint}".rstrip()
            elif (found := tables.get(target) if target else table) is not None:
                yield from column_faults(at, target or purchases.table, column, columns=found.columns)


def _refund_faults(purchases: Purchases, refunds: Refunds, tables: Mapping[str, Table]) -> Iterator[str]:
    at = "purchases.refunds"
    table = tables.get(refunds.table)
    if table is None:
        yield no_table(f"{at}.table", refunds.table, tables)
        return
    yield from column_faults(f"{at}.basket", refunds.table, refunds.basket, columns=table.columns, kinds=_IDS)
    yield from column_faults(f"{at}.instant", refunds.table, refunds.instant, columns=table.columns, kinds=_DATES)
    mine = getattr(tables.get(purchases.table), "columns", {}).get(purchases.basket)
    theirs = table.columns.get(refunds.basket)
    if mine is not None and theirs is not None and mine.type != theirs.type:
        yield f"{at}.basket: is {theirs.type.value}, but the basket of a purchase is {mine.type.value}"


def column_faults(
    at: str, table: str, name: str, *, columns: Mapping[str, Column], kinds: tuple[ColumnType, ...] = ()
) -> Iterator[str]:
    """Return that there is no such column, or that it is none of the `kinds`."""
    column = columns.get(name)
    if column is None:
        yield f"{at}: there is no column {name!r} in {table!r}. {did_you_mean(name, columns)}".rstrip()
    elif kinds and column.type not in kinds:
        wanted = " or ".join(kind.value for kind in kinds)
        yield f"{at}: {name!r} is {column.type.value}, not {wanted}"


def no_table(at: str, name: str, tables: Mapping[str, Table]) -> str:
    """Return that there is no such table."""
    return f"{at}: there is no table {name!r}. {did_you_mean(name, tables)}".rstrip()
