"""What happened to customers that a campaign may be measured by: purchases, and what counts as a conversion, as SQL."""

from __future__ import annotations

from datetime import UTC, datetime

from core.campaigns.outcomes import instant_sql
from core.kernel.canonical import Json
from core.kernel.clock import reference_day
from core.kernel.schema import Schema
from core.rules import check
from core.rules import sql as condition_sql
from core.warehouse.baskets import Tables, baskets_sql, lines_sql
from core.warehouse.parquet import identifier
from core.warehouse.profile import CUSTOMER_ID
from core.warehouse.types import ColumnType

_AS_OF = datetime(2000, 1, 1, tzinfo=UTC)  # no conversion counts days from it: a rule that would is refused


def purchases_sql(
    tables: Tables, when: Json, schema: Schema, *, between: tuple[datetime, datetime], known_until: datetime
) -> str:
    """Return the query of the purchases that began between two instants: customer_id, at, cents, converts.

    converts: whether the rule `when` over the fields of a basket (`schema`) holds; True: always, False: never. A basket
    below 0 gives something back, so its cents count and it never converts. Lines and refunds are known before
    `known_until`, and a basket that was refunded by then is left out. Raises RuleError for a rule that does not fit the
    schema.
    """
    if isinstance(when, bool):
        holds, asked = str(when).upper(), frozenset[str]()
    else:
        rule = check(when, schema, time_zone=tables.profile.time_zone)
        holds, asked = condition_sql(rule, as_of=_AS_OF), frozenset(rule.fields)
    lines = lines_sql(tables, asked, condition=_condition(tables, between, known_until))
    if _is_row(tables) and not asked:
        converts = f"({holds}) AND coalesce(cents, 0) >= 0"
        return f'SELECT {CUSTOMER_ID}, "at", CAST(cents AS BIGINT) AS cents, {converts} AS converts FROM ({lines})'
    baskets = baskets_sql(tables, asked, lines=f"({lines}) AS line")
    began = f'"at" >= {instant_sql(between[0])} AND "at" < {instant_sql(between[1])}'
    return (
        f'SELECT {CUSTOMER_ID}, "at", CAST(amount * 100 AS BIGINT) AS cents, '
        f"({holds}) AND coalesce(amount, 0) >= 0 AS converts "
        f"FROM ({baskets}) AS basket WHERE {began}"
    )


def events_sql(events: str) -> str:
    """Return the query of what counts as conversions by itself: `events` (SQL behind FROM) has customer_id and at."""
    return f'SELECT {CUSTOMER_ID}, "at", 0 AS cents, TRUE AS converts FROM {events} AS events'


def _is_row(tables: Tables) -> bool:
    """Tell whether every basket is one row."""
    return tables.profile.tables[tables.purchases.table].key == (tables.purchases.basket,)


def _condition(tables: Tables, between: tuple[datetime, datetime], known_until: datetime) -> str:
    """Return which rows to read: those of baskets that were added to between the instants, all of their lines."""
    table, basket = tables.purchases.table, identifier(tables.purchases.basket)
    at = identifier(tables.profile.tables[table].instant or "")
    within = f"{at} >= {instant_sql(between[0])} AND {at} < {instant_sql(between[1])}{_kept(tables, known_until)}"
    if _is_row(tables):
        return within
    touched = f"SELECT {CUSTOMER_ID}, {basket} FROM {tables.relations[table]} WHERE {within}"
    return f"{at} < {instant_sql(known_until)} AND ({CUSTOMER_ID}, {basket}) IN ({touched})"


def _kept(tables: Tables, known_until: datetime) -> str:
    """Return the condition that a basket was not refunded by then; nothing where the profile names no refunds."""
    refunds = tables.purchases.refunds
    if refunds is None:
        return ""
    basket, at = identifier(refunds.basket), identifier(refunds.instant)
    if tables.profile.tables[refunds.table].columns[refunds.instant].type is ColumnType.DATE:
        is_known = f"{at} <= DATE '{reference_day(known_until, tables.profile.zone).isoformat()}'"
    else:
        is_known = f"{at} < {instant_sql(known_until)}"
    gone = f"SELECT {basket} FROM {tables.relations[refunds.table]} WHERE {basket} IS NOT NULL AND {is_known}"
    return f" AND {identifier(tables.purchases.basket)} NOT IN ({gone})"
