"""What one customer did, from the dated tables of a snapshot: receipts, their lines, and everything else as events.

Every question is one query that filters by the customer's id. Facts count when they are strictly before as_of; a day's
facts happen as the day begins.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from core.kernel.clock import format_instant, reference_day
from core.warehouse.contents.customer_rows import CustomerRows
from core.warehouse.engine import Engine
from core.warehouse.parquet import identifier, quoted
from core.warehouse.profile import CUSTOMER_ID
from core.warehouse.snapshots.manifest import Snapshot, TableInfo
from core.warehouse.types import ColumnType

TRANSACTIONS = "transactions"
BASKET, AMOUNT = "basket_id", "sales_cents"
EVENTS: dict[str, pl.DataType | type[pl.DataType]] = {
    "table": pl.String, "on": pl.Date, "at": pl.Datetime("us", "UTC"), "what": pl.String
}  # fmt: skip
_LINE = "line"


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose history is asked for, from which snapshot, and before which instant.

    rows: finds the customer's rows in big tables. hidden: the columns of a table whose values must not be shown.
    """

    snapshot: Snapshot
    customer: str | int
    as_of: datetime
    rows: CustomerRows
    hidden: Callable[[Snapshot, str], Collection[str]]

    def relation(self, table: str) -> str:
        """Return the SQL text of a table that holds all rows of the customer, and maybe others."""
        return self.rows.relation(self.snapshot, table, self.customer)

    def columns(self, table: str) -> dict[str, str]:
        """Return the columns of a table that may be shown, with their types."""
        hidden = self.hidden(self.snapshot, table)
        return {c: t for c, t in self.snapshot.tables[table].columns.items() if c not in hidden}


def dated(snapshot: Snapshot) -> list[str]:
    """Return the tables that say what a customer did and when, apart from the transactions."""
    return [n for n, t in snapshot.tables.items() if n != TRANSACTIONS and t.instant and CUSTOMER_ID in t.columns]


def has_receipts(snapshot: Snapshot) -> bool:
    """Say whether the snapshot knows what customers bought, when, and for how much."""
    info = snapshot.tables.get(TRANSACTIONS)
    return info is not None and info.instant is not None and {CUSTOMER_ID, BASKET, AMOUNT} <= set(info.columns)


def first_on(engine: Engine, whose: Whose) -> date | None:
    """Return the business day of a customer's first transaction, or of the first fact where none is known."""
    tables = [n for n, t in whose.snapshot.tables.items() if t.instant and CUSTOMER_ID in t.columns]
    parts = []
    for name in tables:
        info = whose.snapshot.tables[name]
        day, rows = _day(info, whose.snapshot.time_zone), _of_customer(whose, info, joined=False)
        parts.append(f'SELECT {name != TRANSACTIONS} AS other, min({day}) AS "on" {rows}')
    if not parts:
        return None
    sql = f'SELECT "on" FROM ({" UNION ALL ".join(parts)}) WHERE "on" IS NOT NULL ORDER BY other, "on" LIMIT 1'
    found = engine.rows(sql, {"customer": whose.customer})
    return found[0][0] if found else None


def receipts(engine: Engine, whose: Whose, *, most: int) -> pl.DataFrame:
    """Return what a customer bought, a row a basket, the newest first, at most `most` of them.

    Columns: `basket`, `at` (UTC), `on` (business day), `amount` (decimal, unit of account), `n_lines`; then the other
    columns of the transactions that say something of a whole receipt: texts and ids (`3 different` when its lines
    differ) and amounts (summed). `n` and `first_on` are the same in every row: how many baskets there are in all, and
    the day of the first.
    """
    info = whose.snapshot.tables[TRANSACTIONS]
    day = _day(info, whose.snapshot.time_zone)
    told = "".join(f", {_of_receipt(c, t)} AS {identifier(c)}" for c, t in _receipt_columns(whose, info).items())
    return engine.frame(
        f'SELECT {_LINE}.{BASKET} AS basket, min({_LINE}.{identifier(info.instant or "")}) AS "at", '
        f'min({day}) AS "on", {_money(f"sum({_LINE}.{AMOUNT})")} AS amount, count(*) AS n_lines{told}, '
        f"count(*) OVER () AS n, min(min({day})) OVER () AS first_on {_of_customer(whose, info, joined=False)} "
        f'GROUP BY 1 ORDER BY "at" DESC, basket DESC LIMIT $most',
        {"customer": whose.customer, "most": most},
    )


def lines(engine: Engine, whose: Whose, *, basket: str | int) -> pl.DataFrame:
    """Return the lines of one receipt of a customer: the transactions' own columns, and the texts that they point to.

    Amounts are decimal in the unit of account; a column of another table is called `table.column`.
    """
    info = whose.snapshot.tables[TRANSACTIONS]
    own = {c: t for c, t in _others(whose, info).items() if c != BASKET}
    columns = [f"{_value(_LINE, c, t)} AS {identifier(c)}" for c, t in own.items()]
    columns += [f"{_value(a, c, t)} AS {identifier(f'{a}.{c}')}" for a, c, t in _pointed_to(whose, info)]
    return engine.frame(
        f"SELECT {', '.join(columns)} {_of_customer(whose, info)} AND {_LINE}.{BASKET} = $basket ORDER BY ALL",
        {"customer": whose.customer, "basket": basket},
    )


def events(engine: Engine, whose: Whose, *, tables: Sequence[str], most: int) -> pl.DataFrame:
    """Return what happened to a customer, the newest first, at most `most` rows of each of the dated `tables`.

    Columns: `table`, `on` (business day), `at` (UTC; null for a table that knows days alone), `what` (the other columns
    in words, with those of the tables that they point to).
    """
    if not tables:
        return pl.DataFrame(schema=EVENTS)
    parts = " UNION ALL ".join(f"({_events_sql(whose, name)})" for name in tables)
    order = 'ORDER BY "on" DESC, "at" DESC NULLS LAST, "table", what'
    found = engine.frame(f"SELECT * FROM ({parts}) {order}", {"customer": whose.customer, "most": most})
    return found.cast(pl.Schema(EVENTS))


def called(column: str) -> str:
    """Return the name of a column as a word: `campaign` for campaign_id, `sales` for sales_cents."""
    return column.removesuffix("_id").removesuffix("_cents").replace("_", " ")


def _events_sql(whose: Whose, name: str) -> str:
    info = whose.snapshot.tables[name]
    told = [_said(_LINE, c, t) for c, t in _others(whose, info).items()]
    told += [_said(target, c, t) for target, c, t in _pointed_to(whose, info)]
    is_day = info.columns[info.instant or ""] == ColumnType.DATE
    at = "CAST(NULL AS TIMESTAMP WITH TIME ZONE)" if is_day else f"{_LINE}.{identifier(info.instant or '')}"
    what = f"concat_ws(', ', {', '.join(told)})" if told else "''"
    return (
        f'SELECT {quoted(name)} AS "table", {_day(info, whose.snapshot.time_zone)} AS "on", {at} AS "at", '
        f'{what} AS what {_of_customer(whose, info)} ORDER BY "on" DESC, "at" DESC, what LIMIT $most'
    )


def _said(alias: str, column: str, kind: str) -> str:
    """Return the SQL of one column in words, null when the column is: `campaign 18`, `converted` or `not converted`."""
    label, value = called(column), _value(alias, column, kind)
    if kind == ColumnType.BOOLEAN:
        return f"CASE WHEN {value} THEN {quoted(label)} WHEN NOT {value} THEN {quoted('not ' + label)} END"
    return f"{quoted(label + ' ')} || CAST({value} AS VARCHAR)"


def _value(alias: str, column: str, kind: str) -> str:
    value = f"{identifier(alias)}.{identifier(column)}"
    return _money(value) if kind == ColumnType.CENTS else value


def _money(cents: str) -> str:
    return f"CAST(CAST({cents} AS DECIMAL(18, 0)) * 0.01 AS DECIMAL(18, 2))"


def _receipt_columns(whose: Whose, info: TableInfo) -> dict[str, str]:
    known = (*info.references, BASKET, AMOUNT)
    return {
        c: t
        for c, t in _others(whose, info).items()
        if (c not in known and (t in (ColumnType.STRING, ColumnType.CENTS) or c.endswith("_id")))
        or c in info.references
    }


def _of_receipt(column: str, kind: str) -> str:
    value = f"{_LINE}.{identifier(column)}"
    if kind == ColumnType.CENTS:
        return _money(f"sum({value})")
    same = f"CAST(min({value}) AS VARCHAR)"
    return f"CASE WHEN count(DISTINCT {value}) > 1 THEN count(DISTINCT {value}) || ' different' ELSE {same} END"


def _others(whose: Whose, info: TableInfo) -> dict[str, str]:
    """Return the columns that say more than who and when, with their types."""
    known = (CUSTOMER_ID, info.instant, info.day)
    return {c: t for c, t in whose.columns(info.name).items() if c not in known and t != ColumnType.STRINGS}


def _pointed_to(whose: Whose, info: TableInfo) -> list[tuple[str, str, str]]:
    """Return the texts of the tables that this one points to: table, column, type."""
    return [
        (target, column, kind)
        for target in _targets(whose.snapshot, info).values()
        for column, kind in whose.columns(target).items()
        if kind == ColumnType.STRING and column not in whose.snapshot.tables[target].key
    ]


def _targets(snapshot: Snapshot, info: TableInfo) -> dict[str, str]:
    """Return the tables that this one points to, by column; of several columns to one table, the first counts.

    The customer is not one of them: whose history this is, is known.
    """
    first: dict[str, str] = {}
    for column, target in info.references.items():
        if target in snapshot.tables and target not in {*first, info.name} and column != CUSTOMER_ID:
            first[target] = column
    return {column: target for target, column in first.items()}


def _of_customer(whose: Whose, info: TableInfo, *, joined: bool = True) -> str:
    """Return FROM and WHERE of the customer's rows before as_of, with the tables joined that they point to."""
    snapshot = whose.snapshot
    joins = [
        f"LEFT JOIN {snapshot.relation(target)} AS {identifier(target)} ON " + " AND ".join([
            f"{_LINE}.{identifier(column)} = {identifier(target)}.{identifier(snapshot.tables[target].key[0])}",
            *_before(whose, target, alias=target),
        ])
        for column, target in (_targets(snapshot, info).items() if joined else ())
    ]  # fmt: skip
    conditions = [f"{_LINE}.{CUSTOMER_ID} = $customer", *_before(whose, info.name, alias=_LINE)]
    source = f"FROM {whose.relation(info.name)} AS {_LINE}"
    return f"{' '.join([source, *joins])} WHERE {' AND '.join(conditions)}"


def _before(whose: Whose, table: str, *, alias: str) -> list[str]:
    """Return the condition that only facts strictly before as_of count."""
    info = whose.snapshot.tables[table]
    if info.instant is None:
        return []
    instant = f"{identifier(alias)}.{identifier(info.instant)}"
    if info.columns[info.instant] == ColumnType.DATE:
        return [f"{instant} <= DATE {quoted(reference_day(whose.as_of, whose.snapshot.zone).isoformat())}"]
    return [f"{instant} < TIMESTAMPTZ {quoted(format_instant(whose.as_of))}"]


def _day(info: TableInfo, time_zone: str) -> str:
    """Return the business day of a table's facts."""
    name = info.day or info.instant or ""
    column = f"{_LINE}.{identifier(name)}"
    is_day = info.columns[name] == ColumnType.DATE
    return column if is_day else f"CAST(timezone({quoted(time_zone)}, {column}) AS DATE)"
