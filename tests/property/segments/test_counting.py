"""Every count of a rule against counting customers one by one, by json-logic-qubit, over both ways of counting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.features import FeatureView
from core.kernel.schema import Field, FieldType, Schema
from core.rules import Rule, check, evaluate
from core.segments import counting
from core.segments.relation import relation
from core.warehouse import Engine

AS_OF = datetime(2018, 1, 1, 5, tzinfo=UTC)
SCHEMA = Schema(
    [
        Field("spend", FieldType.INTEGER), Field("visits", FieldType.INTEGER, nullable=False),
        Field("tier", FieldType.STRING), Field("is_member", FieldType.BOOLEAN),
    ]
)  # fmt: skip
LEAVES = st.sampled_from(
    [
        {">": [{"var": "spend"}, 2]}, {"<=": [{"var": "spend"}, 3]}, {"==": [{"var": "visits"}, 1]},
        {"!=": [{"var": "tier"}, "gold"]}, {"in": [{"var": "tier"}, ["gold", "silver"]]},
        {"==": [{"var": "is_member"}, True]}, {"==": [{"var": "spend"}, None]}, {"!!": {"var": "tier"}},
    ]
)  # fmt: skip


def groups(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(inner, min_size=1, max_size=4)
    return st.one_of(
        several.map(lambda c: {"and": c}),
        several.map(lambda c: {"or": c}),
        inner.map(lambda c: {"!": [c]}),
        st.lists(inner, min_size=2, max_size=5).map(lambda c: {"if": c}),
    )


RULES = st.recursive(LEAVES, groups, max_leaves=9)
CUSTOMERS = st.lists(
    st.tuples(
        st.none() | st.integers(0, 5), st.integers(0, 2), st.sampled_from([None, "", "gold", "silver"]),
        st.none() | st.booleans(),
    ),
    max_size=25,
)  # fmt: skip


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    engine = Engine(threads=1)
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("views")


def view_of(rows: list[tuple[Any, ...]], folder: Path) -> FeatureView:
    types = {"spend": pl.Int64, "visits": pl.Int64, "tier": pl.String, "is_member": pl.Boolean}
    frame = pl.DataFrame(rows, schema=types, orient="row").with_row_index("customer_id")
    path = folder / f"{uuid4().hex}.parquet"  # a new name each time: views are never overwritten
    frame.write_parquet(path)
    return FeatureView.of(path, SCHEMA, AS_OF, time_zone="America/New_York")


def without(json: Any, path: list[str]) -> Any:
    """The rule without the condition at `path`: groups that run empty go with it, and an `if` that misses a part."""
    if not path:
        return None
    (name, members), (_, where, *rest) = next(iter(json.items())), path if len(path) > 1 else (path[0], "0")
    members = members if isinstance(members, list) else [members]
    left = without(members[int(where)], rest) if rest else None
    kept = [*members[: int(where)], *([] if left is None else [left]), *members[int(where) + 1 :]]
    if name == "if" and len(kept) < len(members):
        return None  # it means nothing without one of its parts
    return {name: kept} if kept and (name != "if" or len(kept) == len(members)) else None


def holding(rule: Any, rows: list[dict[str, Any]]) -> set[int]:
    if rule is None:
        return {r["customer_id"] for r in rows}
    checked = check(rule, SCHEMA, time_zone="America/New_York")
    return {r["customer_id"] for r in rows if evaluate(checked, r, as_of=AS_OF)}


def at(json: Any, path: list[str]) -> Any:
    for key in path:
        json = json[int(key)] if isinstance(json, list) else json[key]
    return json


def reaching(json: Any, path: list[str], rows: list[dict[str, Any]]) -> set[int]:
    """Who satisfies every earlier sibling in the `and`s above."""
    reached = holding(None, rows)
    for depth in range(0, len(path), 2):
        name, where = path[depth], int(path[depth + 1]) if depth + 1 < len(path) else 0
        members = at(json, path[: depth + 1])  # of `!` and `!!` just the one
        if name == "and":
            for earlier in members[:where]:
                reached &= holding(earlier, rows)
    return reached


@pytest.mark.parametrize("table_leaves", [0, counting.TABLE_LEAVES], ids=["one by one", "truth table"])
@given(json=RULES, customers=CUSTOMERS)
def test_counts_are_those_of_counting_one_by_one(
    engine: Engine, folder: Path, table_leaves: int, json: Any, customers: list[tuple[Any, ...]]
) -> None:
    view = view_of(customers, folder)
    rule: Rule = check(json, SCHEMA, time_zone=view.time_zone)
    found = counting.count(engine, relation(view, [rule], {}), rule, as_of=AS_OF, table_leaves=table_leaves)
    rows = pl.read_parquet(view.path).to_dicts()
    members = holding(json, rows)
    assert (found.total, found.members) == (len(rows), len(members))
    for node in found.nodes:
        path = node.path.split("/")[1:]
        holds, reached = holding(at(json, path), rows), reaching(json, path, rows)
        assert node.members == len(holds), node
        assert node.removes == len(holding(without(json, path), rows)) - len(members), node
        assert (node.reaching, node.passing) == (len(reached), len(reached & holds)), node
    assert (found.emptied_by is not None) == (not members and bool(rows))
