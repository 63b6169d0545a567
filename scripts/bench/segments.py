"""Counting and recalculating at ten million customers."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
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
from scripts.bench.timing import Figure, at_least, at_most, in_turn, ratio


@dataclass(frozen=True)
class Case:
    """One rule of ten nodes (three groups and seven conditions), and the same as somebody who knows SQL would write it.

    `conditions` are the SQL of the seven, in reading order. `narrower` is one more condition, for the run before.
    """

    rule: dict[str, Any]
    narrower: dict[str, Any]
    conditions: tuple[str, str, str, str, str, str, str]

    @property
    def nodes(self) -> tuple[str, ...]:
        """The SQL of the rule and of each of its parts, in reading order."""
        a, b, c, d, e, f, g = self.conditions
        either, both = f"({c} OR {d})", f"({e} AND {f})"
        neither = f"(NOT coalesce({both}, FALSE))"
        return f"({a} AND {b} AND {either} AND {neither} AND {g})", a, b, either, c, d, neither, both, e, f, g

    def at(self, path: str) -> Any:
        """Return the part of the rule that stands at a path."""
        found: Any = self.rule
        for key in path.split("/")[1:]:
            found = found[int(key)] if isinstance(found, list) else found[key]
        return found


MADE_UP = Case(
    {
        "and": [
            {">=": [{"var": "total_revenue"}, 150]},
            {"<=": [{"var": "last_purchase_days_ago"}, 120]},
            {"or": [{"in": [{"var": "tier"}, ["gold", "silver"]]}, {">": [{"var": "churn_score"}, 0.5]}]},
            {"!": [{"and": [{"==": [{"var": "is_subscribed"}, True]}, {"<": [{"var": "transactions_91d"}, 3]}]}]},
            {">=": [{"var": "last_purchase_on"}, "2017-03-01"]},
        ]
    },
    {">": [{"var": "transaction_count"}, 20]},
    (
        "total_revenue >= 150",
        "last_purchase_days_ago <= 120",
        "tier IN ('gold', 'silver')",
        "churn_score > 0.5",
        "is_subscribed",
        "transactions_91d < 3",
        "last_purchase_on >= DATE '2017-03-01'",
    ),
)
TELECOM = Case(
    {
        "and": [
            {">=": [{"var": "total_revenue"}, 20]},
            {"<=": [{"var": "last_purchase_days_ago"}, 240]},
            {"or": [{"in": [{"var": "customer_tier"}, ["gold", "silver"]]}, {">": [{"var": "churn_score"}, 0.3]}]},
            {"!": [{"and": [{"==": [{"var": "email_verified"}, True]}, {"<": [{"var": "transaction_count"}, 2]}]}]},
            {">=": [{"var": "age"}, 25]},
        ]
    },
    {">": [{"var": "transaction_count"}, 3]},
    (
        "total_revenue >= 20",
        "last_purchase_days_ago <= 240",
        "customer_tier IN ('gold', 'silver')",
        "churn_score > 0.3",
        "email_verified",
        "transaction_count < 2",
        "age >= 25",
    ),
)
SAMPLE = 20_000


def run(view: FeatureView, folder: Path, case: Case = MADE_UP) -> list[Figure]:
    """Measure everything about segments over the customers of a view."""
    engine = Engine(threads=2, memory_limit="2GB", temp=folder / "spill")
    by_hand = duckdb.connect(config={"threads": 2, "memory_limit": "2GB", "temp_directory": str(folder / "spill")})
    try:
        figures = _preview(engine, by_hand, view, case)
        return [*figures, *_recalculation(engine, by_hand, view, folder=folder, case=case), _compile(view)]
    finally:
        engine.close()
        by_hand.close()


def _preview(engine: Engine, by_hand: duckdb.DuckDBPyConnection, view: FeatureView, case: Case) -> list[Figure]:
    counters = ", ".join(f"count(*) FILTER (WHERE {node})" for node in case.nodes)
    query = f"SELECT count(*), {counters} FROM read_parquet('{view.path}')"

    def ours() -> tuple[int, ...]:
        rule = check(case.rule, view.schema, time_zone=view.time_zone)
        found = count(engine, relation(view, [rule], {}), rule, as_of=view.as_of)
        return (found.total, *(n.members for n in found.nodes))

    def theirs() -> tuple[int, ...]:
        return by_hand.execute(query).fetchall()[0]

    if ours() != theirs():
        raise RuntimeError("the two must give the same counts")
    mine, hand = in_turn([ours, theirs])
    rows = pl.scan_parquet(view.path).head(SAMPLE).collect().to_dicts()
    rule = check(case.rule, view.schema, time_zone=view.time_zone)
    counted = [
        evaluator(check(case.at(c.path), view.schema, time_zone=view.time_zone), as_of=view.as_of)
        for c in rule.conditions
    ]
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


def _recalculation(
    engine: Engine, by_hand: duckdb.DuckDBPyConnection, view: FeatureView, *, folder: Path, case: Case
) -> list[Figure]:
    before, after, theirs_file = (folder / f"{n}.parquet" for n in ("before", "after", "by-hand"))
    old = check({"and": [*case.rule["and"], case.narrower]}, view.schema, time_zone=view.time_zone)
    new = check(case.rule, view.schema, time_zone=view.time_zone)
    base = relation(view, [old, new], {})
    write_membership(
        engine, members_sql(base, where(old, as_of=view.as_of)), previous=None, as_of=view.as_of, version=1, into=before
    )
    query = f"""
        COPY (SELECT coalesce(n.customer_id, w.customer_id) AS customer_id,
                     coalesce(w.entered_at, TIMESTAMPTZ '{view.as_of.isoformat()}') AS entered_at,
                     coalesce(w.entered_version, 2) AS entered_version,
                     CASE WHEN n.customer_id IS NULL THEN TIMESTAMPTZ '{view.as_of.isoformat()}' END AS left_at,
                     CASE WHEN w.customer_id IS NULL THEN 'joined' WHEN n.customer_id IS NULL THEN 'left'
                          ELSE 'stayed' END AS change
              FROM (SELECT customer_id FROM read_parquet('{view.path}') WHERE {case.nodes[0]}) AS n
              FULL JOIN (SELECT * FROM read_parquet('{before}') WHERE left_at IS NULL) AS w USING (customer_id))
        TO '{theirs_file}' (FORMAT parquet, COMPRESSION zstd)"""

    def ours() -> object:
        truth = where(new, as_of=view.as_of)
        return write_membership(
            engine, members_sql(base, truth), previous=before, as_of=view.as_of, version=2, into=after
        )

    mine, hand = in_turn([ours, lambda: by_hand.execute(query)], rounds=3)
    same = f"SELECT count(*) FROM (FROM read_parquet('{after}') EXCEPT ALL FROM read_parquet('{theirs_file}'))"
    if by_hand.execute(same).fetchall() != [(0,)]:
        raise RuntimeError("both must write the same rows")
    return [
        Figure("recalculation with diff and membership write", f"{sorted(mine)[1]:.2f} s"),
        at_most("  … against a hand-written query writing the same Parquet", ratio(mine, hand), 3),
    ]


def _compile(view: FeatureView) -> Figure:
    names = [n for n, f in view.schema.items() if f.type.is_numeric]
    long = {"and": [{">": [{"var": names[i % len(names)]}, i]} for i in range(50)]}
    rule = check(long, view.schema, time_zone=view.time_zone)
    (taken,) = in_turn([lambda: truths(rule, as_of=view.as_of)], rounds=20)
    return at_most("compiling a rule of 50 conditions, every node", 1000 * sorted(taken)[10], 5, unit="ms")
