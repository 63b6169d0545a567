"""Which rows of a table a feature looks at: those before as_of, in its window, with the referenced tables joined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.features.document import AS_OF, REFERENCE_DAY
from core.features.expressions import Name, Scalar
from core.features.plan import Feature, Plan
from core.features.shapes import Shape
from core.warehouse.parquet import identifier, quoted
from core.warehouse.profile import CUSTOMER_ID
from core.warehouse.types import ColumnType

Look = tuple[str, str | None, int | None, int]  # table, where, last_days, skip_days


def moments(plan: Plan) -> dict[Name, str]:
    """Return what `as_of` and `reference_day` stand for in every expression."""
    return {("", AS_OF): plan.dialect.as_of, ("", REFERENCE_DAY): plan.dialect.reference_day(plan.time_zone)}


def look_of(feature: Feature) -> Look:
    """Return which rows a feature looks at."""
    spec = feature.spec
    return spec.table or "", spec.where, spec.last_days, spec.skip_days


def rows_sql(
    plan: Plan, relations: Mapping[str, str], look: Look, *, where: Scalar | None, scalars: Sequence[Scalar]
) -> str:
    """Return FROM and WHERE: the table's rows before as_of, within the window, with the referenced tables joined."""
    table, _, last_days, skip_days = look
    shape = plan.shapes[table]
    used = {qualifier for s in [*scalars, *([where] if where else [])] for qualifier, _ in s.names}
    joined = [(c, t) for c, t in shape.references.items() if t in used and t != table]
    timeless = [_join(plan, relations, table, column=c, target=t) for c, t in joined if plan.shapes[t].instant is None]
    dated = [_join(plan, relations, table, column=c, target=t) for c, t in joined if plan.shapes[t].instant is not None]
    joins = [*timeless, *plan.dialect.beside(table), *dated]  # what is joined to each row once comes first
    conditions = [f"{identifier(table)}.{CUSTOMER_ID} IS NOT NULL", *_before(shape, table, plan)]
    conditions += _window(shape, table, plan, last_days=last_days, skip_days=skip_days)
    if where is not None:
        conditions.append(f"({where.sql(columns_of(table, plan))})")
    return " ".join([f"FROM {relations[table]} AS {identifier(table)}", *joins, "WHERE", " AND ".join(conditions)])


def _join(plan: Plan, relations: Mapping[str, str], table: str, *, column: str, target: str) -> str:
    """Return the join of a referenced table; of one that is dated itself, only rows before as_of are found."""
    shape = plan.shapes[target]
    same = f"{identifier(table)}.{identifier(column)} = {identifier(target)}.{identifier(shape.key[0])}"
    matches = " AND ".join([same, *_before(shape, target, plan)])
    return f"LEFT JOIN {relations[target]} AS {identifier(target)} ON {matches}"


def _before(shape: Shape, table: str, plan: Plan) -> list[str]:
    """Return the condition that only facts strictly before as_of count; a day's facts happen as the day begins."""
    if shape.instant is None:
        return []
    column = f"{identifier(table)}.{identifier(shape.instant)}"
    if shape.columns[shape.instant] is ColumnType.DATE:
        return [f"{column} <= {plan.dialect.reference_day(plan.time_zone)}"]
    return [f"{column} < {plan.dialect.as_of}"]


def _window(shape: Shape, table: str, plan: Plan, *, last_days: int | None, skip_days: int) -> list[str]:
    """Return the conditions of a window in business days that ends `skip_days` before the reference day."""
    if shape.instant is None or (last_days is None and not skip_days):
        return []
    last = f"{plan.dialect.reference_day(plan.time_zone)} - {skip_days}"
    day = day_of(shape, table, plan.time_zone)
    return [f"{day} <= {last}", *([f"{day} > {last} - {last_days}"] if last_days is not None else [])]


def day_of(shape: Shape, table: str, time_zone: str) -> str:
    """Return the business day of the table's facts."""
    if shape.day is not None:
        return f"{identifier(table)}.{identifier(shape.day)}"
    column = f"{identifier(table)}.{identifier(shape.instant or '')}"
    if shape.columns[shape.instant or ""] is ColumnType.DATE:
        return column
    return f"CAST(timezone({quoted(time_zone)}, {column}) AS DATE)"


def columns_of(table: str, plan: Plan) -> dict[Name, str]:
    """Return what may be named in expressions over a table: its columns, and `other.column` of tables it points to."""
    reachable = {table, *plan.shapes[table].references.values()}
    named = {(t, c): f"{identifier(t)}.{identifier(c)}" for t in reachable for c in plan.shapes[t].columns}
    return moments(plan) | {("", c): sql for (t, c), sql in named.items() if t == table} | named
