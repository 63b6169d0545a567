"""What contacts cost, to the last cent: of a handful of executions, and of as much money as there can be."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import polars as pl
import pytest

from core.campaigns.parts import MOST_MONEY
from core.services.contact_costs import Spent, priced, spent
from core.warehouse import Engine

NOBODY = pl.Series("execution_id", [], dtype=pl.Int64)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    made = Engine(threads=1)
    yield made
    made.close()


def executions(*rows: tuple[int, int, str]) -> str:
    """The SQL of executions: execution_id, run_id, outcome."""
    return f"(SELECT * FROM (VALUES {', '.join(map(str, rows))}) AS e(execution_id, run_id, outcome))"


MADE = executions((1, 1, "treated"), (2, 1, "control"), (3, 2, "treated"), (4, 2, "capped"), (5, 2, "treated"),
                  (6, 3, "treated"))  # fmt: skip


def test_treated_executions_cost_what_their_run_says_and_cancelled_ones_nothing(engine: Engine) -> None:
    sql = priced(MADE, {1: Decimal("0.10"), 2: Decimal("0.00"), 3: Decimal("0.35")})
    each = {1: Spent(1, Decimal("0.10")), 2: Spent(2, Decimal(0)), 3: Spent(1, Decimal("0.35"))}
    assert spent(engine, sql, NOBODY) == each
    assert spent(engine, sql, pl.Series([2, 3, 6])) == {1: each[1], 2: Spent(1, Decimal(0))}
    assert spent(engine, sql, NOBODY, where="execution_id > 1") == {2: each[2], 3: each[3]}
    assert sum(each.values(), Spent()) == Spent(4, Decimal("0.45"))
    assert Spent(4, Decimal("0.45")) - each[3] == Spent(3, Decimal("0.10"))


@pytest.mark.parametrize("costs", [{}, {9: Decimal("0.10")}], ids=["no run", "another run"])
def test_executions_of_other_runs_are_left_out(engine: Engine, costs: dict[int, Decimal]) -> None:
    assert spent(engine, priced(MADE, costs), NOBODY) == {}


def test_no_sum_of_money_is_rounded(engine: Engine) -> None:
    n = 100_000
    many = f"(SELECT i AS execution_id, 1 AS run_id, 'treated' AS outcome FROM range({n}) AS t(i))"
    assert spent(engine, priced(many, {1: MOST_MONEY}), NOBODY) == {1: Spent(n, MOST_MONEY * n)}
    assert spent(engine, priced(many, {1: Decimal("0.01")}), NOBODY) == {1: Spent(n, Decimal("1000.00"))}
