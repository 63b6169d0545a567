"""Does each feature's SQL mean something, and give the type that is declared? Asked of DuckDB over empty tables."""

from __future__ import annotations

import re
from collections.abc import Mapping

from core.features.plan import Feature, Plan
from core.features.rows import columns_of, look_of, moments, rows_sql
from core.kernel.schema import FieldType
from core.warehouse import Engine
from core.warehouse.parquet import identifier
from core.warehouse.profile import CUSTOMER_ID
from core.warehouse.types import sql_type

_WHOLE = r"U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)"
_GIVES = {
    FieldType.INTEGER: _WHOLE,
    FieldType.NUMBER: rf"{_WHOLE}|FLOAT|DOUBLE|DECIMAL\(.*\)",
    FieldType.MONEY: rf"{_WHOLE}|DECIMAL\(\d+,[0-2]\)",
    FieldType.STRING: r"VARCHAR|ENUM\(.*\)",
    FieldType.BOOLEAN: "BOOLEAN",
    FieldType.DATE: "DATE",
    FieldType.TIMESTAMP: "TIMESTAMP WITH TIME ZONE",
    FieldType.STRINGS: r"VARCHAR\[\]",
}
_REMEDY = {
    FieldType.INTEGER: "round it and cast it to BIGINT, or declare `number`",
    FieldType.MONEY: "sum a column of cents, or cast to DECIMAL(18,2)",
}


def binding_faults(feature: Feature, plan: Plan, types: Mapping[str, FieldType], *, engine: Engine) -> list[str]:
    """Return what DuckDB says is wrong with a feature whose names are known to exist; each fault in words.

    `types` are the declared types of all features, which stand for those that this one is made of.
    """
    spec = feature.spec
    try:
        if spec.take is not None:
            return _checked(feature, _take_type(feature, plan, engine=engine), cents=spec.type is FieldType.MONEY)
        if spec.top is not None:
            return _checked(feature, _top_type(feature, plan, engine=engine))
        if spec.expression is not None:
            return _checked(feature, _expression_type(feature, plan, types, engine=engine))
    except ValueError as error:
        return [f"DuckDB does not accept it: {error}"]
    return _score_faults(feature, types)


def _take_type(feature: Feature, plan: Plan, *, engine: Engine) -> str:
    shape = plan.shapes[look_of(feature)[0]]
    return _described(feature, plan, "take", engine=engine, grouped=not shape.is_per_customer)


def _top_type(feature: Feature, plan: Plan, *, engine: Engine) -> str:
    _described(feature, plan, "by", engine=engine, grouped=True)
    return _described(feature, plan, "top", engine=engine, grouped=False)


def _described(feature: Feature, plan: Plan, what: str, *, engine: Engine, grouped: bool) -> str:
    """Return the type that one expression over a table gives, per customer if `grouped`."""
    table = look_of(feature)[0]
    relations = {name: shape.empty for name, shape in plan.shapes.items()}
    scalar = feature.scalars[what]
    rows = rows_sql(plan, relations, look_of(feature), where=feature.scalars.get("where"), scalars=[scalar])
    key = f"{identifier(table)}.{CUSTOMER_ID}"
    value = scalar.sql(columns_of(table, plan))
    return _value_type(f"SELECT {key}, {value} AS value {rows}" + (f" GROUP BY {key}" if grouped else ""), engine)


def _expression_type(feature: Feature, plan: Plan, types: Mapping[str, FieldType], *, engine: Engine) -> str:
    given = ", ".join(f"CAST(NULL AS {sql_type(types[n])}) AS {identifier(n)}" for n in feature.needs)
    names = moments(plan) | {("", n): identifier(n) for n in feature.needs}
    value = feature.scalars["expression"].sql(names)
    source = f"SELECT 1 AS {CUSTOMER_ID}{', ' + given if given else ''}"
    return _value_type(f"SELECT {CUSTOMER_ID}, {value} AS value FROM ({source})", engine)


def _value_type(sql: str, engine: Engine) -> str:
    """Return the type of the column `value`. Nothing is read, so any instant will do for as_of.

    A literal, because giving DuckDB a parameter makes it import pandas, and a command line would wait for that.
    """
    return engine.describe(sql.replace("$as_of", "NULL"))["value"]


def _checked(feature: Feature, found: str, *, cents: bool = False) -> list[str]:
    kind = feature.spec.type
    wanted = _WHOLE if cents else _GIVES[kind]
    if re.fullmatch(wanted, found) or found in ('"NULL"', "NULL"):
        return []
    remedy = _REMEDY.get(kind)
    return [f"it gives {found}, which is not {kind.value}{f'; {remedy}' if remedy else ''}"]


def _score_faults(feature: Feature, types: Mapping[str, FieldType]) -> list[str]:
    measure = types[feature.spec.score or ""]
    faults = []
    if feature.spec.type is not FieldType.INTEGER:
        faults.append("a score is an integer from 1 to 5; declare `type: integer`")
    if not measure.is_numeric and measure not in (FieldType.DATE, FieldType.TIMESTAMP):
        faults.append(f"{feature.spec.score!r} is a {measure.value}, which has no worse and better")
    return faults
