"""Count every condition of a rule in one pass.

The leaves of a rule (its comparisons) split the customers into groups of equal truth. How many customers are in each
group is all that any counting question needs: every node, what a condition removes, and where a rule runs empty are
read off that small table. Rules with very many leaves would make the table as long as the customers, so their
nodes are counted one by one, in the same pass over the data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import numpy as np
import polars as pl

from core.rules import Rule, leaves, truths
from core.segments.truth import Sql, Tree

TABLE_LEAVES = 16  # up to 65,536 groups


class Asked(Protocol):
    """What is asked: the engine over files, or the warehouse itself."""

    @property
    def dialect(self) -> str:
        """The SQL that it speaks: duckdb or postgres."""
        ...

    def frame(self, sql: str) -> pl.DataFrame:
        """Return the rows of a query as a frame."""
        ...

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query as Python values."""
        ...


@dataclass(frozen=True, slots=True)
class NodeCount:
    """One condition of a rule.

    members: customers for whom it holds, taken alone. removes: customers who would be in the segment without it, less
    those who are (negative where it lets customers in, as the branches of an `or` do). reaching: customers who satisfy
    everything that stands before it on the way (in the `and`s above it); passing: those of them for whom it holds.
    """

    path: str
    parent: str | None
    text: str
    kind: str
    members: int
    removes: int
    reaching: int
    passing: int


@dataclass(frozen=True, slots=True)
class Counts:
    """All counts of one rule over one relation; `nodes` in reading order, the root first."""

    total: int
    members: int
    nodes: tuple[NodeCount, ...]

    @property
    def emptied_by(self) -> NodeCount | None:
        """The condition at which the last customers were lost; None when there are members or no customers at all."""
        if self.members or not self.total:
            return None
        emptied = self.nodes[0]
        for node in self.nodes:
            if node.parent == emptied.path and emptied.kind == "and" and node.reaching and not node.passing:
                emptied = node
        return emptied


def count(engine: Asked, relation: str, rule: Rule, *, as_of: datetime, table_leaves: int = TABLE_LEAVES) -> Counts:
    """Count the rule's every node over the customers of `relation` (see core/segments/relation.py).

    Rules of up to `table_leaves` leaves are counted by their truth table, longer ones node by node.
    """
    conditions = truths(rule, as_of=as_of, dialect=engine.dialect)
    leaf_sql = {path: conditions[path] for path in leaves(rule)}
    if len(leaf_sql) <= table_leaves:
        return _from_truth_table(engine, relation, rule, leaf_sql)
    return _one_by_one(engine, relation, rule, leaf_sql)


def _from_truth_table(engine: Asked, relation: str, rule: Rule, leaf_sql: Mapping[str, str]) -> Counts:
    columns = ", ".join(f"({sql}) AS l{i}" for i, sql in enumerate(leaf_sql.values()))
    names = ", ".join(f"l{i}" for i in range(len(leaf_sql)))
    held = f"(SELECT {columns} FROM {relation}) AS held"
    table = engine.frame(f"SELECT {names}, count(*) AS n FROM {held} GROUP BY {names}")
    n = table["n"].to_numpy()
    truths = {path: table[f"l{i}"].to_numpy().astype(np.bool_) for i, path in enumerate(leaf_sql)}
    tree = Tree(rule, truths, true=np.ones(len(n), dtype=np.bool_))
    return _counts(rule, int(n.sum()), {key: int(n[mask].sum()) for key, mask in tree.questions().items()})


def _one_by_one(engine: Asked, relation: str, rule: Rule, leaf_sql: Mapping[str, str]) -> Counts:
    columns = ", ".join(f"({sql}) AS l{i}" for i, sql in enumerate(leaf_sql.values()))
    tree = Tree(rule, {path: Sql(f"l{i}") for i, path in enumerate(leaf_sql)}, true=Sql("TRUE"))
    questions = tree.questions()
    asked = list(dict.fromkeys(q.text for q in questions.values()))
    counters = ", ".join(["count(*)", *(f"count(*) FILTER (WHERE {text})" for text in asked)])
    ((total, *found),) = engine.rows(f"SELECT {counters} FROM (SELECT {columns} FROM {relation}) AS held")
    answers = dict(zip(asked, found, strict=True))
    return _counts(rule, total, {key: answers[q.text] for key, q in questions.items()})


def _counts(rule: Rule, total: int, found: Mapping[tuple[str, str], int]) -> Counts:
    members = found["", "members"]
    nodes = tuple(
        NodeCount(
            c.path, c.parent, c.text, c.kind,
            members=found[c.path, "members"],
            removes=found[c.path, "without"] - members,
            reaching=found[c.path, "reaching"],
            passing=found[c.path, "passing"],
        )
        for c in rule.conditions
    )  # fmt: skip
    return Counts(total, members, nodes)
