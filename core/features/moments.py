"""Features as of each of many moments: what was known of a customer when something happened.

A moment is a pair of a customer and an instant. The queries are those of `core.features.compile`; their unit is not the
customer but the moment, and the instant asked is each moment's own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from core.errors import BadInput, Refused, did_you_mean
from core.features.compile import columns_sql, joined_sql, levels_sql, looks_of, sources_sql
from core.features.dialect import Dialect, reference_day_sql
from core.features.plan import Feature, Plan
from core.features.staged import Stages
from core.warehouse.parquet import identifier
from core.warehouse.profile import CUSTOMER_ID

# Names of tables, columns and features begin with a letter, so that these need no qualifier to be told from them.
_ASKED, _MOMENT, _DAY, _INSTANT = "_asked", "_moment", "_day", "_instant"


class Moments(Dialect):
    """DuckDB, where each row of the answer is one moment and has an instant of its own."""

    unit: ClassVar[str] = _MOMENT
    compared: ClassVar[str] = f"PARTITION BY {_INSTANT} "

    @property
    def as_of(self) -> str:
        """The instant of the moment."""
        return _INSTANT

    def reference_day(self, time_zone: str) -> str:
        """Return the business day of the last instant before the moment; computed once for each, not for each fact."""
        del time_zone
        return _DAY

    def key(self, table: str) -> str:
        """Return the moment that a row of the table is looked at from."""
        del table
        return f"{_ASKED}.{_MOMENT}"

    def beside(self, table: str) -> Sequence[str]:
        """Return the join that looks at each row of the table from every moment of its customer."""
        return (f"JOIN {_ASKED} ON {_ASKED}.{CUSTOMER_ID} = {identifier(table)}.{CUSTOMER_ID}",)


def needs_comparison(plan: Plan, names: Collection[str]) -> set[str]:
    """Return those of the features `names` that compare all customers as of an instant: scores, and what needs them."""
    above = {feature.name for level in Stages.of(plan).compared for feature in level}
    return above & set(names)


def moments_query(plan: Plan, relations: Mapping[str, str], asked: str, *, names: Collection[str]) -> str:
    """Return the query of the features `names` as of each moment, from facts strictly before it.

    `asked` is the SQL behind FROM of customer_id and `at` (an instant), `relations` that of each table. Columns:
    customer_id, at, the features in the order of the plan; a row for each moment asked, once and in no order. Of
    somebody who was no customer yet it tells what can be told: null, `otherwise`, and what follows from them.
    Raises Refused for features of tables without history, or that need `daily_query`; BadInput for unknown names.
    """
    if compared := needs_comparison(plan, names):
        raise Refused(
            f"These features compare all customers as of an instant: {', '.join(sorted(compared))}.",
            fix="Ask for them by day, with the daily query.",
        )
    return _query(_narrowed(plan, names), relations, f'SELECT {CUSTOMER_ID}, "at" FROM {asked}', compares=False)


def daily_query(plan: Plan, relations: Mapping[str, str], customers: str, *, days: str, names: Collection[str]) -> str:
    """Return the query of the features `names` for everybody who was a customer before each instant of `days`.

    `customers` is the SQL behind FROM of customer_id (of all who are compared by scores), `days` that of `at`. Columns
    and errors are those of `moments_query`, but there is no row for who was no customer yet, as in a feature view.
    Memory grows with customers × days; ask for a month at a time.
    """
    chosen = _narrowed(plan, names)
    if plan.customers in plan.states:
        raise _refused(dict.fromkeys(chosen.names, plan.customers))
    pairs = (
        f'SELECT c.{CUSTOMER_ID}, d."at" FROM (SELECT {CUSTOMER_ID} FROM {customers}) AS c '
        f'CROSS JOIN (SELECT "at" FROM {days}) AS d'
    )
    return _query(chosen, relations, pairs, compares=True)


def _narrowed(plan: Plan, names: Collection[str]) -> Plan:
    """Return the plan of the features `names` and what they are made of."""
    if unknown := sorted(set(names) - set(plan.names)):
        known = [f"There is no feature {n!r}. {did_you_mean(n, plan.names)}".rstrip() for n in unknown]
        raise BadInput(" ".join(known), fix="Name features of the dictionary; docs/FEATURES.md lists the demo's.")
    if stateful := {n: table for n in plan.names if n in names and (table := _state_of(plan, n))}:
        raise _refused(stateful)
    wanted = plan.needed(names)
    first, *others = [[f for f in level if f.name in wanted] for level in plan.levels]
    kept = [n for n in plan.names if n in names]
    return replace(plan, levels=[first, *filter(None, others)], names=kept, dialect=Moments())


def without_history(plan: Plan, names: Collection[str]) -> dict[str, str]:
    """Return those of the features `names` that nothing is known of as of the past, with the table that forgets."""
    compared = needs_comparison(plan, names) if plan.customers in plan.states else set()
    tables = {n: plan.customers if n in compared else _state_of(plan, n) for n in plan.names if n in names}
    return {n: table for n, table in tables.items() if table is not None}


def _state_of(plan: Plan, name: str) -> str | None:
    """Return a table without history that the feature comes from, or None."""
    wanted = plan.needed([name])
    used = {table for f in plan.levels[0] if f.name in wanted for table in _tables_of(f)}
    return min(used & plan.states, default=None)


def _tables_of(feature: Feature) -> set[str]:
    joined = {table for scalar in feature.scalars.values() for table, _ in scalar.names}
    return {feature.spec.table or "", *joined}


def _refused(stateful: Mapping[str, str]) -> Refused:
    lines = [f"  - {name}: {table} says only what is true now" for name, table in stateful.items()]
    return Refused(
        "There is no history of features that are asked for as of the past:\n" + "\n".join(lines),
        fix="Use features that are made of dated tables: what is true now would be the future of what happened then.",
    )


def _query(plan: Plan, relations: Mapping[str, str], pairs: str, *, compares: bool) -> str:
    """Return the query over moments; one that `compares` is only about customers by then."""
    looks = looks_of(plan, customers=compares)
    sources = sources_sql(plan, relations, looks)
    columns = [f"{_ASKED}.*", *columns_sql(plan, looks, sources=sources)]
    known = f" WHERE {next(iter(sources))}.{_MOMENT} IS NOT NULL" if compares else ""
    base = f"SELECT {', '.join(columns)} FROM {joined_sql(plan, _ASKED, sources)}{known}"
    day = reference_day_sql('"at"', plan.time_zone)
    moments = f'SELECT {CUSTOMER_ID}, "at" AS {_INSTANT}, {day} AS {_DAY}, row_number() OVER () AS {_MOMENT}'
    ctes = {**sources, "level_0": base, **levels_sql(plan)}
    # materialized: the number of a moment must be the same wherever it is looked at
    steps = [f"{_ASKED} AS MATERIALIZED (\n  {moments} FROM (SELECT DISTINCT * FROM ({pairs})) AS pairs\n)"]
    steps += [f"{name} AS (\n  {sql}\n)" for name, sql in ctes.items()]
    chain = ",\n".join(steps)
    features = ", ".join([CUSTOMER_ID, f'{_INSTANT} AS "at"', *map(identifier, plan.names)])
    return f"WITH {chain}\nSELECT {features} FROM level_{len(plan.levels) - 1}"
