"""The types of an expression's parts, asked of DuckDB over empty tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from sqlglot import exp

from core.features.expressions import Scalar, names_in
from core.features.plan import Feature, Plan
from core.features.rows import columns_of, look_of, moments, rows_sql
from core.kernel.schema import FieldType
from core.warehouse import Engine
from core.warehouse.parquet import identifier
from core.warehouse.profile import CUSTOMER_ID
from core.warehouse.types import sql_type


def types_of(
    feature: Feature, plan: Plan, types: Mapping[str, FieldType], *, engine: Engine
) -> Callable[[exp.Expr], str]:
    """Return what gives the DuckDB type of any part of the feature's expressions.

    `types` are the declared types of all features, which stand for those that this one is made of.
    """

    @cache
    def asked(text: str) -> str:
        return engine.describe(text.replace("$as_of", "NULL"))["value"]

    def type_of(node: exp.Expr) -> str:
        scalar = Scalar(node, names_in(node))
        over_features = feature.spec.table is None
        return asked(_over_features(scalar, plan, types) if over_features else _over_rows(scalar, feature, plan))

    return type_of


def _over_rows(scalar: Scalar, feature: Feature, plan: Plan) -> str:
    look = look_of(feature)
    relations = {name: shape.empty for name, shape in plan.shapes.items()}
    rows = rows_sql(plan, relations, (look[0], None, None, 0), where=None, scalars=[scalar])
    grouped = f" GROUP BY {identifier(look[0])}.{CUSTOMER_ID}" if scalar.tree.find(exp.AggFunc) else ""
    return f"SELECT {scalar.sql(columns_of(look[0], plan))} AS value {rows}{grouped}"


def _over_features(scalar: Scalar, plan: Plan, types: Mapping[str, FieldType]) -> str:
    given = [f"CAST(NULL AS {sql_type(kind)}) AS {identifier(name)}" for name, kind in types.items()]
    names = moments(plan) | {("", n): identifier(n) for n in types}
    return f"SELECT {scalar.sql(names)} AS value FROM (SELECT {', '.join([f'1 AS {CUSTOMER_ID}', *given])})"
