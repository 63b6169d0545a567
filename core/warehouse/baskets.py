"""Purchases as SQL: their lines with what rules ask of them, and the baskets that they make.

Only columns that somebody asks for are read. The names are those of `core.warehouse.purchases`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from core.warehouse.parquet import identifier, quoted
from core.warehouse.profile import CUSTOMER_ID, Profile
from core.warehouse.purchases import Purchases
from core.warehouse.types import ColumnType


@dataclass(frozen=True, slots=True)
class Tables:
    """Where purchases are read from: the profile, its purchases, and the SQL behind FROM of each table."""

    profile: Profile
    purchases: Purchases
    relations: Mapping[str, str]


def lines_sql(tables: Tables, asked: Collection[str], *, condition: str = "TRUE") -> str:
    """Return the query of the lines: customer_id, basket, at, cents, and what is `asked` of them.

    `condition` chooses rows of the purchases' table. A line without a customer, a basket or an instant is none.
    """
    purchases, table = tables.purchases, tables.purchases.table
    shape = tables.profile.tables[table]
    columns = {
        CUSTOMER_ID: f"{identifier(table)}.{CUSTOMER_ID}",
        "basket": f"{identifier(table)}.{identifier(purchases.basket)}",
        "at": f"{identifier(table)}.{identifier(shape.instant or '')}",
        "cents": f"{identifier(table)}.{identifier(purchases.amount)}",
    }
    if "discount" in asked:
        columns["discount_cents"] = " + ".join(f"coalesce({identifier(c)}, 0)" for c in purchases.discount)
    if "quantity" in asked and purchases.quantity:
        columns["quantity"] = f"{identifier(table)}.{identifier(purchases.quantity)}"
    named = {**purchases.per_basket, **purchases.per_line}
    joined = set()
    for name in sorted(set(asked) & set(named)):
        target, _, column = named[name].rpartition(".")
        columns[name] = f"{identifier(target or table)}.{identifier(column)}"
        joined |= {target} if target else set()
    joins = [_join(tables, table, target) for target in sorted(joined)]
    chosen = ", ".join(f"{sql} AS {identifier(name)}" for name, sql in columns.items())
    where = f"{columns[CUSTOMER_ID]} IS NOT NULL AND {columns['basket']} IS NOT NULL AND {columns['at']} IS NOT NULL"
    return " ".join([
        f"SELECT {chosen} FROM (SELECT * FROM {tables.relations[table]} WHERE {condition}) AS {identifier(table)}",
        *joins, "WHERE", where,
    ])  # fmt: skip


def baskets_sql(tables: Tables, asked: Collection[str], *, lines: str, listed: Collection[str] | None = None) -> str:
    """Return the query of the baskets: customer_id, basket, at, amount, day, and what is `asked` of them.

    `lines` is the SQL behind FROM of `lines_sql` for the same fields. Of `listed` (all that is asked, if left out)
    the fields per line are gathered in lists, and quantities and discounts summed. Rows of one basket and one customer
    go together, and the first of them dates it.
    """
    purchases, zone = tables.purchases, quoted(tables.profile.time_zone)
    whole = set(asked if listed is None else listed)
    sums = {"amount": money_sql("sum(cents)")}
    if "discount" in whole:
        sums["discount"] = money_sql("sum(discount_cents)")
    if "quantity" in whole and purchases.quantity:
        kind = tables.profile.tables[purchases.table].columns[purchases.quantity].type
        sums["quantity"] = f"CAST(sum(quantity) AS {'BIGINT' if kind is ColumnType.INTEGER else 'DOUBLE'})"
    if "n_lines" in asked:
        sums["n_lines"] = "count(*)"
    for name in sorted(set(asked) & set(purchases.per_basket)):
        sums[name] = f"min({identifier(name)})"
    for name in sorted(whole & set(purchases.per_line)):
        column = f"CAST({identifier(name)} AS VARCHAR)"
        sums[name] = f"coalesce(list_sort(list(DISTINCT {column}) FILTER ({column} IS NOT NULL)), [])"
    grouped = ", ".join(f"{sql} AS {identifier(name)}" for name, sql in sums.items())
    local = f'timezone({zone}, "at")'
    clock = {"occurred_on": "day", "weekday": "isodow(day)", "hour": f"hour({local})"}
    derived = "".join(f", {sql} AS {name}" for name, sql in clock.items() if name in asked)
    return (
        f"SELECT *{derived} FROM (SELECT *, CAST({local} AS DATE) AS day FROM ("
        f'SELECT {CUSTOMER_ID}, basket, min("at") AS "at", {grouped} FROM {lines} GROUP BY ALL)) AS dated'
    )


def money_sql(cents: str) -> str:
    """Return the SQL of whole cents as an exact amount in the unit of account."""
    return f"CAST(CAST({cents} AS DECIMAL(18,0)) * 0.01 AS DECIMAL(18,2))"


def _join(tables: Tables, table: str, target: str) -> str:
    column = next(c for c, t in tables.profile.tables[table].references.items() if t == target)
    key = tables.profile.tables[target].key[0]
    return (
        f"LEFT JOIN {tables.relations[target]} AS {identifier(target)} "
        f"ON {identifier(table)}.{identifier(column)} = {identifier(target)}.{identifier(key)}"
    )
