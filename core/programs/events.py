"""Baskets with the base points of each earn rule, as one query over a snapshot.

    line      the rows of the purchases
    basket    rows of one basket and customer together: instant, business day, amount, ...
    known     the features that rules name, as they were before each basket
    scored    the points of each rule, computed exactly and rounded; those of lines are added up

Only columns that some rule names are read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from core.contact.shares import bucket_sql
from core.features.moments import moments_query, needs_comparison
from core.features.plan import Plan
from core.kernel.schema import Schema
from core.programs.definition import EarnRule, Per, ProgramDefinition
from core.programs.fields import own_names, purchases_of
from core.programs.timeline import RULE
from core.rules import check, check_number, exact_sql
from core.rules import sql as condition_sql
from core.warehouse.baskets import Tables, baskets_sql, lines_sql, money_sql
from core.warehouse.parquet import identifier, quoted
from core.warehouse.profile import CUSTOMER_ID, Profile
from core.warehouse.purchases import Purchases

_AS_OF = datetime(2000, 1, 1, tzinfo=UTC)  # no earn rule counts days from it: faults.py refuses those that would


@dataclass(frozen=True)
class Source:
    """What events are made from: the snapshot's tables (SQL behind FROM of each), and how they are to be read."""

    profile: Profile
    purchases: Purchases
    plan: Plan
    relations: Mapping[str, str]
    schemas: Mapping[Per, Schema]
    compared: str = ""  # the SQL of features that compare customers, as of the beginning of each day


@dataclass(frozen=True)
class _Scored:
    """An earn rule in SQL: the points of one event, and the fields that it reads."""

    per: Per
    sql: str
    fields: frozenset[str]


def baskets_query(
    source: Source, definition: ProgramDefinition, *, from_on: date, to_on: date, condition: str = "TRUE",
    chances: tuple[str, int] | None = None,
) -> str:  # fmt: skip
    """Return the query of the baskets of a period, in order: customer_id, basket, at, day, rule_0, rule_1, ...

    `condition` chooses rows of the purchases by customer_id. `chances` (a salt, and how many of 10,000) adds a column
    `chooses`, true for that share of the baskets. Raises RuleError for rules that do not fit the schemas, Refused for
    features without history.
    """
    rules = [_scored(source, rule) for rule in definition.earn]
    own = own_names(source.purchases)
    known = sorted({f for rule in rules for f in rule.fields} - own)
    ctes = {
        "line": lines_sql(_tables(source), _fields(rules), condition=condition),
        "basket": _baskets(source, rules, from_on=from_on, to_on=to_on),
        **_known(source, known),
    }
    ctes["scored"] = _points(source, rules)
    columns = ", ".join([CUSTOMER_ID, "basket", '"at"', "day", *(f"{RULE}{n}" for n in range(len(rules)))])
    text = "CAST(basket AS VARCHAR)"
    if chances is not None:
        salt, share = chances
        columns += f", {bucket_sql('who', salt).sql('duckdb')} < {share} AS chooses"
        ctes["scored"] = f"SELECT *, concat({CUSTOMER_ID}, ':', basket) AS who FROM ({ctes['scored']}) AS points"
    steps = ",\n".join(f"{name} AS MATERIALIZED (\n  {sql}\n)" for name, sql in ctes.items())
    return f'WITH {steps}\nSELECT {columns} FROM scored ORDER BY {CUSTOMER_ID}, "at", length({text}), {text}'


def named_features(definition: ProgramDefinition, schemas: Mapping[Per, Schema], profile: Profile) -> set[str]:
    """Return the features of customers that the earn rules name. Raises RuleError."""
    zone, found = profile.time_zone, set[str]()
    for rule in definition.earn:
        found |= set(check(rule.when, schemas[rule.per], time_zone=zone).fields)
        found |= set(check_number(rule.points, schemas[rule.per], time_zone=zone).fields)
    return found - own_names(purchases_of(profile))


def refunds_query(source: Source, *, condition: str = "TRUE") -> str | None:
    """Return the query of the refunds (basket as text, at), or None where the profile names none."""
    refunds = source.purchases.refunds
    if refunds is None:
        return None
    return (
        f'SELECT CAST({identifier(refunds.basket)} AS VARCHAR) AS basket, {identifier(refunds.instant)} AS "at" '
        f"FROM {source.relations[refunds.table]} WHERE {identifier(refunds.basket)} IS NOT NULL AND {condition}"
    )


def _scored(source: Source, rule: EarnRule) -> _Scored:
    schema, zone = source.schemas[rule.per], source.profile.time_zone
    when = check(rule.when, schema, time_zone=zone)
    points = check_number(rule.points, schema, time_zone=zone)
    worth = exact_sql(points, as_of=_AS_OF, rounding=str(rule.rounding))
    holds = condition_sql(when, as_of=_AS_OF)
    sql = worth if holds.upper() == "TRUE" else f"CASE WHEN {holds} THEN {worth} ELSE 0 END"
    return _Scored(rule.per, sql, frozenset({*when.fields, *points.fields}))


def _tables(source: Source) -> Tables:
    return Tables(source.profile, source.purchases, source.relations)


def _fields(rules: Sequence[_Scored], *, per: Per | None = None) -> frozenset[str]:
    """Return the fields that the rules read (those per basket or line, if it says which)."""
    return frozenset[str]().union(*(rule.fields for rule in rules if per in (None, rule.per)))


def _baskets(source: Source, rules: Sequence[_Scored], *, from_on: date, to_on: date) -> str:
    """Return the baskets of the period. Their own columns are there under the names that rules use."""
    asked, by_basket = _fields(rules), _fields(rules, per=Per.BASKET)
    found = baskets_sql(_tables(source), asked, lines="line", listed=by_basket)
    return f"{found} WHERE day BETWEEN DATE '{from_on}' AND DATE '{to_on}'"


def _known(source: Source, names: Sequence[str]) -> dict[str, str]:
    """Return the features that rules name as of each basket; those that compare customers are in `source.compared`."""
    compared = needs_comparison(source.plan, names)
    alone = [name for name in names if name not in compared]
    ctes = {}
    if alone:
        asked = f'(SELECT DISTINCT {CUSTOMER_ID}, "at" FROM basket)'
        ctes["known"] = moments_query(source.plan, source.relations, asked, names=alone)
    return ctes


def _points(source: Source, rules: Sequence[_Scored]) -> str:
    """Return the baskets with the points of each rule."""
    zone = quoted(source.profile.time_zone)
    names = {f for rule in rules for f in rule.fields} - own_names(source.purchases)
    compared = needs_comparison(source.plan, names)
    whole = "basket"
    extra = []
    if names - compared:
        extra += [f"known.{identifier(n)}" for n in sorted(names - compared)]
        whole += f' LEFT JOIN known ON known.{CUSTOMER_ID} = basket.{CUSTOMER_ID} AND known."at" = basket."at"'
    if compared:
        extra += [f"compared.{identifier(n)}" for n in sorted(compared)]
        whole += (
            f" LEFT JOIN {source.compared} AS compared ON compared.{CUSTOMER_ID} = basket.{CUSTOMER_ID} "
            f'AND compared."at" = timezone({zone}, CAST(basket.day AS TIMESTAMP))'
        )
    everything = f"(SELECT {', '.join(['basket.*', *extra])} FROM {whole}) AS basket"
    by_basket = [
        f"{rule.sql if rule.per is Per.BASKET else f'coalesce(by_line.{RULE}{n}, 0)'} AS {RULE}{n}"
        for n, rule in enumerate(rules)
    ]
    base = f'SELECT basket.{CUSTOMER_ID}, basket.basket, basket."at", basket.day, {", ".join(by_basket)}'
    if all(rule.per is Per.BASKET for rule in rules):
        return f"{base} FROM {everything}"
    return (
        f"{base} FROM {everything} LEFT JOIN ({_by_line(source, rules, everything)}) AS by_line "
        f"ON by_line.{CUSTOMER_ID} = basket.{CUSTOMER_ID} AND by_line.basket = basket.basket"
    )


def _by_line(source: Source, rules: Sequence[_Scored], everything: str) -> str:
    """Return the points of rules per line, added up for each basket."""
    purchases = source.purchases
    asked = _fields(rules, per=Per.LINE)
    amounts = {"amount": "line.cents", "discount": "line.discount_cents"}
    own = {name: money_sql(cents) for name, cents in amounts.items()} | {"quantity": "line.quantity"}
    own |= {name: f"line.{identifier(name)}" for name in purchases.per_line}
    columns = [f"{own[n] if n in own else f'basket.{identifier(n)}'} AS {identifier(n)}" for n in sorted(asked)]
    keys = f"line.{CUSTOMER_ID} AS {CUSTOMER_ID}, line.basket AS basket"
    rows = (
        f"SELECT {', '.join([keys, *columns])} FROM line JOIN {everything} "
        f"ON line.{CUSTOMER_ID} = basket.{CUSTOMER_ID} AND line.basket = basket.basket"
    )
    sums = [f"CAST(sum({rule.sql}) AS BIGINT) AS {RULE}{n}" for n, rule in enumerate(rules) if rule.per is Per.LINE]
    return f"SELECT {CUSTOMER_ID}, basket, {', '.join(sums)} FROM ({rows}) AS lines GROUP BY ALL"
