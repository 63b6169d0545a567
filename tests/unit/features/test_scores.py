"""r, f and m scores: 1 + floor(5 k / n), k the number of strictly worse customers among those that have a value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.features.compile import score_sql
from core.warehouse import Engine

engine = Engine(threads=1)


def scores(values: list[int | None], better: str) -> list[int | None]:
    rows = ", ".join(f"({n}, {'NULL' if v is None else v})" for n, v in enumerate(values))
    sql = f"SELECT {score_sql('v', better=better)} FROM (VALUES {rows}) AS t(n, v) ORDER BY n"
    return [row[0] for row in engine.rows(sql)]


@pytest.mark.parametrize(
    ("values", "better", "expected"),
    [
        ([1, 2, 3, 4, 5], "higher", [1, 2, 3, 4, 5]),
        ([1, 2, 3, 4, 5], "lower", [5, 4, 3, 2, 1]),
        ([7], "higher", [1]),  # nobody is worse than the only one
        ([7, 7, 7, 7], "higher", [1, 1, 1, 1]),
        ([1, 2], "higher", [1, 3]),
        ([1, 1, 1, 1, 9], "higher", [1, 1, 1, 1, 5]),
        ([1, 9, 9, 9, 9], "higher", [1, 2, 2, 2, 2]),
        ([None, None, 1, None, 2, None], "higher", [None, None, 1, None, 3, None]),  # who has no value is not counted
        ([None, None, 1, None, 2, None], "lower", [None, None, 3, None, 1, None]),
        ([None], "higher", [None]),
    ],
)
def test_scores_by_hand(values: list[int | None], better: str, expected: list[int | None]) -> None:
    assert scores(values, better) == expected


values_or_none = st.lists(st.one_of(st.none(), st.integers(-3, 3)), min_size=1, max_size=30)


@given(values_or_none, st.sampled_from(["higher", "lower"]))
def test_scores_are_the_formula(values: list[int | None], better: str) -> None:
    known = [v for v in values if v is not None]
    worse = [None if v is None else sum((o < v) if better == "higher" else (o > v) for o in known) for v in values]
    assert scores(values, better) == [None if k is None else 1 + 5 * k // len(known) for k in worse]
