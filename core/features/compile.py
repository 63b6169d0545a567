"""A dictionary as one query: a row a customer, a column a feature, as of an instant.

The query is a chain: one CTE for each table, filter and window that features look at; the base, which joins them to the
customers; then one CTE for each level of features that are made of other features.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from core.features.dialect import DUCKDB, Dialect
from core.features.document import FeatureSpec
from core.features.plan import Feature, Plan
from core.features.rows import Look, columns_of, look_of, moments, rows_sql
from core.kernel.schema import FieldType
from core.warehouse.parquet import identifier, quoted
from core.warehouse.profile import CUSTOMER_ID


def compile_query(plan: Plan, relations: Mapping[str, str]) -> str:
    """Return the query over the tables' `relations` (SQL text of each). Columns: customer_id, then the features.

    DuckDB's has one parameter, `$as_of`; elsewhere the plan's dialect knows the instant.
    """
    looks = looks_of(plan, customers=True)
    ctes = sources_sql(plan, relations, looks)
    first, *others = ctes  # who is a customer is what the others are joined to
    columns = [f"{first}.{CUSTOMER_ID}", *columns_sql(plan, looks, sources=ctes)]
    ctes["level_0"] = f"SELECT {', '.join(columns)} FROM {joined_sql(plan, first, others)}"
    return _chain(ctes | levels_sql(plan), plan)


def looks_of(plan: Plan, *, customers: bool) -> dict[Look, list[Feature]]:
    """Return the features that take something of a table, by the rows that they look at.

    With `customers`, the rows that make somebody a customer come first, whether a feature looks at them or not.
    """
    groups: dict[Look, list[Feature]] = {(plan.customers, None, None, 0): []} if customers else {}
    for feature in plan.levels[0]:
        if feature.spec.take is not None:
            groups.setdefault(look_of(feature), []).append(feature)
    return groups


def sources_sql(plan: Plan, relations: Mapping[str, str], looks: Mapping[Look, Sequence[Feature]]) -> dict[str, str]:
    """Return the queries of the tables by name: one for the takes of each look, then one for each top."""
    tops = [f for f in plan.levels[0] if f.spec.top is not None]
    takes = [take_sql(plan, relations, look, features=features) for look, features in looks.items()]
    return {f"take_{n}": sql for n, sql in enumerate(takes)} | {
        f"top_{n}": top_sql(plan, relations, feature) for n, feature in enumerate(tops)
    }


def levels_sql(plan: Plan) -> dict[str, str]:
    """Return the queries, by name, of the levels of features that are made of other features."""
    ctes = {}
    for number, features in enumerate(plan.levels[1:], start=1):
        columns = ", ".join(["*", *(f"{derived_sql(f, plan)} AS {identifier(f.name)}" for f in features)])
        ctes[f"level_{number}"] = f"SELECT {columns} FROM level_{number - 1}"
    return ctes


def take_sql(plan: Plan, relations: Mapping[str, str], look: Look, *, features: Sequence[Feature]) -> str:
    """Return one row a customer with the `take` of each feature, over the rows that they look at."""
    table = look[0]
    where = next((f.scalars["where"] for f in features if "where" in f.scalars), None)
    outer = [] if plan.dialect.folds_sets else [f for f in features if f.spec.type is FieldType.STRINGS]
    takes = [f"{_taken(f, plan, bare=f in outer)} AS {identifier(f.name)}" for f in features]
    rows = rows_sql(plan, relations, look, where=where, scalars=[f.scalars["take"] for f in features])
    key = plan.dialect.key(table)
    grouping = "" if plan.shapes[table].is_per_customer else f" GROUP BY {key}"
    query = f"SELECT {', '.join([key, *takes])} {rows}{grouping}"
    if not outer:
        return query
    names = {f.name: identifier(f.name) for f in features}
    names |= {f.name: f"{plan.dialect.as_set(names[f.name])} AS {names[f.name]}" for f in outer}
    return f"SELECT {', '.join([plan.dialect.unit, *names.values()])} FROM ({query}) AS taken"


def _taken(feature: Feature, plan: Plan, *, bare: bool) -> str:
    value = feature.scalars["take"].sql(columns_of(look_of(feature)[0], plan))
    return value if bare else typed_sql(value, feature.spec, from_cents=True, dialect=plan.dialect)


def top_sql(plan: Plan, relations: Mapping[str, str], feature: Feature) -> str:
    """Return one row a customer with the value whose measure is highest; ties go to the first by name."""
    look, columns = look_of(feature), columns_of(look_of(feature)[0], plan)
    value, measure = (feature.scalars[part].sql(columns) for part in ("top", "by"))
    scalars = [feature.scalars["top"], feature.scalars["by"]]
    rows = rows_sql(plan, relations, look, where=feature.scalars.get("where"), scalars=scalars)
    key, unit = plan.dialect.key(look[0]), plan.dialect.unit
    inner = f"SELECT {key}, {value} AS value, {measure} AS measure {rows} GROUP BY {key}, {value}"
    return (
        f"SELECT {unit}, {typed_sql(plan.dialect.best, feature.spec, dialect=plan.dialect)} "
        f"AS {identifier(feature.name)} FROM ({inner}) AS ranked WHERE value IS NOT NULL GROUP BY {unit}"
    )


def derived_sql(feature: Feature, plan: Plan) -> str:
    """Return the expression of a feature over the features of the level below."""
    spec = feature.spec
    if spec.score is not None:
        return score_sql(identifier(spec.score), better=spec.better, dialect=plan.dialect)
    names = {("", name): identifier(name) for name in feature.needs}
    value = typed_sql(feature.scalars["expression"].sql(moments(plan) | names), spec, dialect=plan.dialect)
    return _otherwise(value, spec, dialect=plan.dialect)


def score_sql(measure: str, *, better: str, dialect: Dialect = DUCKDB) -> str:
    """Return 1 + floor(5 k / n), k the number of strictly worse customers among the n that have the measure."""
    order = "ASC" if better == "higher" else "DESC"
    worse = f"(rank() OVER ({dialect.compared}ORDER BY {measure} {order} NULLS LAST) - 1)"
    fifth = dialect.quotient(f"5 * {worse}", f"count({measure}) OVER ({dialect.compared})")
    return f"CASE WHEN {measure} IS NOT NULL THEN CAST(1 + {fifth} AS BIGINT) END"


def typed_sql(sql: str, spec: FeatureSpec, *, from_cents: bool = False, dialect: Dialect = DUCKDB) -> str:
    """Return the expression cast to the feature's type. Whole cents become money exactly; NaN and infinity null."""
    if spec.type is FieldType.MONEY and from_cents:
        return f"CAST(CAST({sql} AS DECIMAL(18,0)) * 0.01 AS DECIMAL(18,2))"
    if spec.type is FieldType.NUMBER:
        return dialect.finite(sql)
    if spec.type is FieldType.STRINGS:
        return dialect.as_set(sql)
    return f"CAST({sql} AS {dialect.type(spec.type)})"


def _otherwise(sql: str, spec: FeatureSpec, *, dialect: Dialect) -> str:
    if spec.otherwise is None:
        return sql
    return f"coalesce({sql}, {constant_sql(spec.otherwise, spec.type, dialect=dialect)})"


def constant_sql(value: object, kind: FieldType, *, dialect: Dialect = DUCKDB) -> str:
    """Return a value of the dictionary as a typed SQL literal."""
    text = dialect.listing([quoted(str(v)) for v in value]) if isinstance(value, list) else quoted(str(value))
    return f"CAST({text} AS {dialect.type(kind)})"


def columns_sql(plan: Plan, looks: Iterable[Look], *, sources: Iterable[str]) -> list[str]:
    """Return the features of level 0 as columns of the `sources` (as `sources_sql` names them) joined."""
    tops = iter([s for s in sources if s.startswith("top_")])
    takes = dict(zip(looks, (s for s in sources if s.startswith("take_")), strict=True))
    columns = []
    for feature in plan.levels[0]:
        source = takes[look_of(feature)] if feature.spec.take is not None else next(tops)
        name = identifier(feature.name)
        columns.append(f"{_otherwise(f'{source}.{name}', feature.spec, dialect=plan.dialect)} AS {name}")
    return columns


def joined_sql(plan: Plan, first: str, others: Iterable[str]) -> str:
    """Return what stands behind FROM: `first`, and whatever the `others` know of its rows."""
    unit = plan.dialect.unit
    return " ".join([first, *(f"LEFT JOIN {source} ON {first}.{unit} = {source}.{unit}" for source in others)])


def _chain(ctes: Mapping[str, str], plan: Plan) -> str:
    names = [identifier(name) for name in plan.names]
    steps = ",\n".join(f"{name} AS (\n  {sql}\n)" for name, sql in ctes.items())
    last = f"level_{len(plan.levels) - 1}"
    # the condition makes as_of a parameter of every query, also of one that looks at nothing dated
    return (
        f"WITH {steps}\nSELECT {', '.join([CUSTOMER_ID, *names])} FROM {last} "
        f"WHERE {plan.dialect.as_of} IS NOT NULL{plan.dialect.order}"
    )
