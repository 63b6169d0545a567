"""Values that the data hold and the dictionary does not offer."""

from __future__ import annotations

import polars as pl

from core.features.view import FeatureView
from core.kernel.schema import Field, FieldType
from core.warehouse import Engine
from core.warehouse.parquet import identifier, quoted


def undeclared_values(engine: Engine, view: FeatureView) -> pl.DataFrame:
    """Return the values of features with `allowed` values that are not among them.

    A row each: `feature`, `value` (as text), `n_customers` that have it. Empty when the dictionary is complete.
    """
    parts = [_part(field, view) for field in view.schema.values() if field.allowed]
    empty = "SELECT '' AS feature, '' AS value, 0 AS n_customers LIMIT 0"
    return engine.frame(" UNION ALL ".join([f"({empty})", *parts]) + " ORDER BY feature, n_customers DESC, value")


def _part(field: Field, view: FeatureView) -> str:
    column = identifier(field.name)
    values = f"unnest({column})" if field.type is FieldType.STRINGS else column
    allowed = ", ".join(quoted(str(value)) for value in field.allowed)
    return (
        f"(SELECT {quoted(field.name)} AS feature, CAST(value AS VARCHAR) AS value, count(*) AS n_customers "
        f"FROM (SELECT {values} AS value FROM {view.relation}) "
        f"WHERE CAST(value AS VARCHAR) NOT IN ({allowed}) GROUP BY value)"
    )
