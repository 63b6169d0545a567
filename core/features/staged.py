"""The features of more customers than fit into memory: range after range of them, then what compares all of them.

range 0, range 1, ...   every feature that no score goes into, of the customers between two ids; a file each
scores, level by level  where the fifths begin is found from the one column that is compared
the view                the files after one another, with the scores and what is made of them
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from core.features.compile import compile_query, derived_sql
from core.features.plan import Feature, Plan, levels_of
from core.warehouse import Engine
from core.warehouse.durable import beside
from core.warehouse.parquet import identifier, quoted
from core.warehouse.profile import CUSTOMER_ID

AT_ONCE = 8_000_000  # rows of all tables together that one query looks at
_SAMPLE = 20_000  # ids from which the ranges are made
_FIFTHS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Stages:
    """A plan in two parts: `alone` is computed for each customer alone; `compared` are the levels above the scores."""

    alone: Plan
    compared: Sequence[Sequence[Feature]]

    @classmethod
    def of(cls, plan: Plan) -> Stages:
        """Split a plan at its scores."""
        features = [f for level in plan.levels for f in level]
        above: set[str] = set()
        for feature in features:  # in the order of their levels, so that what they need comes first
            if feature.spec.score is not None or above & set(feature.needs):
                above.add(feature.name)
        alone = [f for f in features if f.name not in above]
        names = [n for n in plan.names if n not in above]
        levels, done = [], set(names)
        waiting = [f for f in features if f.name in above]
        while waiting:
            ready = [f for f in waiting if done >= set(f.needs)]
            levels.append(ready)
            done |= {f.name for f in ready}
            waiting = [f for f in waiting if f not in ready]
        return cls(replace(plan, levels=levels_of(alone), names=names), levels)


def ranges(engine: Engine, relation: str, n: int) -> list[str]:
    """Return up to `n` conditions on customer_id, in the order of the ids; each customer satisfies exactly one.

    `relation` is the SQL of the table of the customers. Their sizes are about the same, not more.
    """
    sample = f"SELECT {CUSTOMER_ID} FROM {relation} WHERE {CUSTOMER_ID} IS NOT NULL"
    rows = engine.rows(f"SELECT * FROM ({sample}) USING SAMPLE reservoir({_SAMPLE} ROWS) REPEATABLE (1) ORDER BY 1")
    ids = [row[0] for row in rows]
    between = dict.fromkeys(ids[len(ids) * k // n] for k in range(1, n) if ids)
    bounds = [quoted(i) if isinstance(i, str) else str(int(i)) for i in between]
    if not bounds:
        return [f"{CUSTOMER_ID} IS NOT NULL"]
    inner = [f"{CUSTOMER_ID} >= {a} AND {CUSTOMER_ID} < {b}" for a, b in pairwise(bounds)]
    return [f"{CUSTOMER_ID} < {bounds[0]}", *inner, f"{CUSTOMER_ID} >= {bounds[-1]}"]


def range_query(plan: Plan, relations: Mapping[str, str], condition: str) -> str:
    """Return the query of the plan for the customers that satisfy `condition`.

    Tables that are joined by another column than the customer are read whole.
    """
    joined = {t for s in plan.shapes.values() for c, t in s.references.items() if c != CUSTOMER_ID}
    about = {name for name, shape in plan.shapes.items() if CUSTOMER_ID in shape.columns and name not in joined}
    chosen = {n: f"(SELECT * FROM {sql} WHERE {condition})" if n in about else sql for n, sql in relations.items()}
    return f"SELECT * FROM ({compile_query(plan, chosen)}) WHERE {condition} ORDER BY {CUSTOMER_ID}"


def write_staged(
    engine: Engine, plan: Plan, relations: Mapping[str, str], *, into: Path, params: dict[str, Any], n: int
) -> None:
    """Write the view of a plan as the file `into`, made from about `n` ranges of customers."""
    stages = Stages.of(plan)
    parts: list[Path] = []
    try:
        for condition in ranges(engine, relations[plan.customers], n):
            parts.append(beside(into))
            engine.write(range_query(stages.alone, relations, condition), parts[-1], params)
        query, cuts = _joined(engine, stages, parts, params)
        names = ", ".join([CUSTOMER_ID, *(identifier(name) for name in plan.names)])
        engine.write(f"SELECT {names} FROM ({query}) WHERE $as_of IS NOT NULL", into, params | cuts)
    finally:
        for part in parts:
            part.unlink(missing_ok=True)


def _joined(
    engine: Engine, stages: Stages, parts: Sequence[Path], params: dict[str, Any]
) -> tuple[str, dict[str, Any]]:
    """Return the query over the parts with all that is above the scores, and its parameters: where fifths begin."""
    query = f"SELECT * FROM read_parquet([{', '.join(quoted(str(p)) for p in parts)}])"
    cuts: dict[str, Any] = {}
    for level in stages.compared:
        columns = []
        for feature in level:
            if feature.spec.score is None:
                columns.append(f"{derived_sql(feature, stages.alone)} AS {identifier(feature.name)}")
                continue
            own = _cuts(engine, query, feature, params | cuts)
            columns.append(f"{_score_sql(feature, list(own))} AS {identifier(feature.name)}")
            cuts |= own
        query = f"SELECT *, {', '.join(columns)} FROM ({query})"
    return query, cuts


def _cuts(engine: Engine, query: str, feature: Feature, params: dict[str, Any]) -> dict[str, Any]:
    """Return the last value of each fifth but the best, the worst first, as parameters of a query.

    A customer's score is one more than the number of these values that are strictly worse.
    """
    measure = identifier(feature.spec.score or "")
    is_higher = feature.spec.better == "higher"
    order, first = ("ASC", "min") if is_higher else ("DESC", "max")
    ends = ", ".join(f"{first}(value) FILTER (upto >= ({k} * total + 4) // 5)" for k in _FIFTHS)
    used = {k: v for k, v in params.items() if f"${k}" in query}
    sql = f"""
        WITH counts AS (SELECT {measure} AS value, count(*) AS n FROM ({query}) WHERE {measure} IS NOT NULL GROUP BY 1),
        running AS (
            SELECT value, sum(n) OVER (ORDER BY value {order}) AS upto, (SELECT sum(n) FROM counts) AS total FROM counts
        ) SELECT {ends} FROM running
    """
    found = engine.rows(sql, used)[0]
    return {f"{feature.name}_{k}": value for k, value in zip(_FIFTHS, found, strict=True)}


def _score_sql(feature: Feature, cuts: Sequence[str]) -> str:
    measure = identifier(feature.spec.score or "")
    sign = ">" if feature.spec.better == "higher" else "<"
    steps = " + ".join(f"CAST({measure} {sign} ${cut} AS BIGINT)" for cut in cuts)
    return f"CASE WHEN {measure} IS NOT NULL THEN CAST(1 + {steps} AS BIGINT) END"
