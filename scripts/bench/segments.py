"""Counting and recalculating at ten million customers."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from core.features import FeatureView
from core.rules import check, evaluator, truths, where
from core.segments.counting import count
from core.segments.membership import members_sql, write_membership
from core.segments.relation import relation
from core.warehouse import Engine
from scripts.bench.synthetic import AS_OF, SCHEMA
from scripts.bench.timing import Figure, at_least, at_most, in_turn, ratio

RULE: dict[str, Any] = {  # ten nodes: three groups and seven conditions
    "and": [
        {">=": [{"var": "total_revenue"}, 150]},
        {"<=": [{"var": "last_purchase_days_ago"}, 120]},
        {"or": [{"in": [{"var": "tier"}, ["gold", "silver"]]}, {">": [{"var": "churn_score"}, 0.5]}]},
        {"!": [{"and": [{"==": [{"var": "is_subscribed"}, True]}, {"<": [{"var": "transactions_91d"}, 3]}]}]},
        {">=": [{"var": "last_purchase_on"}, "2017-03-01"]},
    ]
}  # fmt: skip

# The same, as somebody who knows SQL would write it.
L = (
    "total_revenue >= 150",
    "last_purchase_days_ago <= 120",
    "tier IN ('gold', 'silver')",
    "churn_score > 0.5",
    "is_subscribed",
    "transactions_91d < 3",
    "last_purchase_on >= DATE '2017-03-01'",
)
OR, INNER = f"({L[2]} OR {L[3]})", f"({L[4]} AND {L[5]})"
NOT = f"(NOT coalesce({INNER}, FALSE))"
ROOT = f"({L[0]} AND {L[1]} AND {OR} AND {NOT} AND {L[6]})"
NODES = (ROOT, L[0], L[1], OR, L[2], L[3], NOT, INNER, L[4], L[5], L[6])
SAMPLE = 20_000


def run(view: FeatureView, folder: Path) -> list[Figure]:
    """Measure everything about segments."""
    engine = Engine(threads=2, memory_limit="2GB", temp=folder / "spill")
    by_hand = duckdb.connect(config={"threads": 2, "memory_limit": "2GB", "temp_directory": str(folder / "spill")})
    try:
        return [*_preview(engine, by_hand, view), *_recalculation(engine, by_hand, view, folder), _compile()]
    finally:
        engine.close()
        by_hand.close()


def _preview(engine: Engine, by_hand: duckdb.DuckDBPyConnection, view: FeatureView) -> list[Figure]:
    counters = ", ".join(f"count(*) FILTER (WHERE {node})" for node in NODES)
    query = f"SELECT count(*), {counters} FROM read_parquet('{view.path}')"

    def ours() -> tuple[int, ...]:
        rule = check(RULE, SCHEMA, time_zone=view.time_zone)
        found = count(engine, relation(view, [rule], {}), rule, as_of=AS_OF)
        return (found.total, *(n.members for n in found.nodes))

    def theirs() -> tuple[int, ...]:
        return by_hand.execute(query).fetchall()[0]

    if ours() != theirs():
        raise RuntimeError("the two must give the same counts")
    mine, hand = in_turn([ours, theirs])
    rows = pl.scan_parquet(view.path).head(SAMPLE).collect().to_dicts()
    rule = check(RULE, SCHEMA, time_zone=view.time_zone)
    counted = [evaluator(check(_at(c.path), SCHEMA, time_zone=view.time_zone), as_of=AS_OF) for c in rule.conditions]
    whole = _loop(counted[:1], rows)
    every = _loop(counted, rows)
    per_customer = sorted(mine)[len(mine) // 2] / view.n_customers
    return [
        Figure(f"preview of ten nodes over {view.n_customers:,} customers", f"{sorted(mine)[len(mine) // 2]:.2f} s"),
        at_most("  … against one hand-written DuckDB query with the same counts", ratio(mine, hand), 1.5),
        at_least("  … per customer, against a json-logic-qubit loop for the same counts", every / per_customer, 200),
        Figure("  … per customer, against a loop for the root alone", f"{whole / per_customer:,.0f} x"),
    ]


def _loop(counted: Sequence[Callable[[Mapping[str, Any]], bool]], rows: list[dict[str, Any]]) -> float:
    """Return the seconds a customer that counting every one of these conditions takes, one customer after another."""
    start = time.perf_counter()
    counts = [0] * len(counted)
    for row in rows:
        for i, holds in enumerate(counted):
            counts[i] += holds(row)
    return (time.perf_counter() - start) / len(rows)


def _at(path: str) -> Any:
    found: Any = RULE
    for key in path.split("/")[1:]:
        found = found[int(key)] if isinstance(found, list) else found[key]
    return found


def _recalculation(engine: Engine, by_hand: duckdb.DuckDBPyConnection, view: FeatureView, folder: Path) -> list[Figure]:
    before, after, theirs_file = (folder / f"{n}.parquet" for n in ("before", "after", "by-hand"))
    old = check({"and": [*RULE["and"], {">": [{"var": "transaction_count"}, 20]}]}, SCHEMA, time_zone=view.time_zone)
    new = check(RULE, SCHEMA, time_zone=view.time_zone)
    base = relation(view, [old, new], {})
    write_membership(
        engine, members_sql(base, where(old, as_of=AS_OF)), previous=None, as_of=AS_OF, version=1, into=before
    )
    query = f"""
        COPY (SELECT coalesce(n.customer_id, w.customer_id) AS customer_id,
                     coalesce(w.entered_at, TIMESTAMPTZ '{AS_OF.isoformat()}') AS entered_at,
                     coalesce(w.entered_version, 2) AS entered_version,
                     CASE WHEN n.customer_id IS NULL THEN TIMESTAMPTZ '{AS_OF.isoformat()}' END AS left_at,
                     CASE WHEN w.customer_id IS NULL THEN 'joined' WHEN n.customer_id IS NULL THEN 'left'
                          ELSE 'stayed' END AS change
              FROM (SELECT customer_id FROM read_parquet('{view.path}') WHERE {ROOT}) AS n
              FULL JOIN (SELECT * FROM read_parquet('{before}') WHERE left_at IS NULL) AS w USING (customer_id))
        TO '{theirs_file}' (FORMAT parquet, COMPRESSION zstd)"""

    def ours() -> object:
        truth = where(new, as_of=AS_OF)
        return write_membership(engine, members_sql(base, truth), previous=before, as_of=AS_OF, version=2, into=after)

    mine, hand = in_turn([ours, lambda: by_hand.execute(query)], rounds=3)
    same = f"SELECT count(*) FROM (FROM read_parquet('{after}') EXCEPT ALL FROM read_parquet('{theirs_file}'))"
    if by_hand.execute(same).fetchall() != [(0,)]:
        raise RuntimeError("both must write the same rows")
    return [
        Figure("recalculation with diff and membership write", f"{sorted(mine)[1]:.2f} s"),
        at_most("  … against a hand-written query writing the same Parquet", ratio(mine, hand), 3),
    ]


def _compile() -> Figure:
    names = [n for n, f in SCHEMA.items() if f.type.is_numeric]
    long = {"and": [{">": [{"var": names[i % len(names)]}, i]} for i in range(50)]}
    rule = check(long, SCHEMA, time_zone="America/New_York")
    (taken,) = in_turn([lambda: truths(rule, as_of=AS_OF)], rounds=20)
    return at_most("compiling a rule of 50 conditions, every node", 1000 * sorted(taken)[10], 5, unit="ms")
