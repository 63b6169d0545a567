"""Whatever the calculation and the rows: DuckDB gives what fractions give, or an error where a number was too large."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl
import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from core.errors import RuleError
from core.kernel.schema import Field, FieldType, Schema
from core.rules import Number, check_number, exact_sql, exact_value
from core.warehouse import Engine
from core.warehouse.engine import DataError
from tests.property.rules.effort import effort

AS_OF = datetime(2018, 1, 1, 5, tzinfo=UTC)
ROUNDINGS: dict[str, Callable[[Fraction], int]] = {
    "floor": math.floor,
    "nearest": lambda value: math.floor(value + Fraction(1, 2)),
    "ceil": math.ceil,
}
COLUMNS = {
    "amount": pl.Decimal(18, 2),
    "surely": pl.Decimal(18, 2),
    "quantity": pl.Int64,
    "visits": pl.Int64,
    "rate": pl.Float64,
    "is_gold": pl.Boolean,
}
TYPES = (
    *(FieldType.MONEY, FieldType.MONEY, FieldType.INTEGER),
    *(FieldType.INTEGER, FieldType.NUMBER, FieldType.BOOLEAN),
)
SCHEMA = Schema(Field(n, t, nullable=n not in {"surely", "visits"}) for n, t in zip(COLUMNS, TYPES, strict=True))
AMOUNTS = tuple(map(Decimal, ("12.99", "0.00", "0.29", "-0.01", "1.00", "99.50", "-5.00", "1234567.89", "0.01")))
WHOLES = (3, 0, 1, -1, 2, 7, -4, 100, 12_345)
RATES = (0.29, 0.0, 1.5, -2.5, 0.1, 1 / 3, 5e-7, 2.5e-6, 1e-9, 1234.567891, -0.0000015)
LITERALS = (1, 2, 0, 3, 100, -1, 0.1, 0.29, 0.05, 1.5, -2.5, 0.000001, 10)
FAR_AMOUNTS = tuple(map(Decimal, ("99999999999999.99", "-99999999999999.99", "90071992547409.91", "0.01")))
FAR_WHOLES = (2**63 - 1, -(2**63), 2**53 + 1, 3, -1)
FAR_RATES = (1e15, -1e22, 9.9e24, 0.000001, 3.0)
ANSWERS = (True, False)
NEAR: dict[str, Sequence[Any]] = dict(
    zip(COLUMNS, (AMOUNTS, AMOUNTS, WHOLES, WHOLES, RATES, ANSWERS), strict=True),
)
HUGE: dict[str, Sequence[Any]] = dict(
    zip(COLUMNS, (FAR_AMOUNTS, FAR_AMOUNTS, FAR_WHOLES, FAR_WHOLES, FAR_RATES, ANSWERS), strict=True),
)
Pick = Callable[[Sequence[Any]], Any]


class Maker:
    """Makes numbers and rows for them, from nothing but choices; the plainest option comes first."""

    def __init__(self, pick: Pick) -> None:
        self.pick = pick

    def rows(self, n: int, pools: dict[str, Sequence[Any]]) -> list[dict[str, Any]]:
        return [{name: self._stored(field, pools[name]) for name, field in SCHEMA.items()} for _ in range(n)]

    def _stored(self, field: Field, pool: Sequence[Any]) -> Any:
        return None if field.nullable and self.pick((False, False, False, True)) else self.pick(pool)

    def number(self, depth: int) -> Any:
        leaves = [self._field, self._field, self._literal, self._defaulted]
        return self.pick([*leaves, *([] if depth == 0 else [self._made] * 6)])(depth)

    def _made(self, depth: int) -> Any:
        operator = self.pick(("*", "+", "-", "/", "if", "min", "max", "%"))
        if operator == "if":
            return {"if": [x for _ in range(self.pick((1, 2))) for x in (self._test(), self.number(depth - 1))]
                    + self.pick(([], [self.number(depth - 1)]))}  # fmt: skip
        if operator == "%":
            return {"%": [self._whole(depth), self._whole(depth)]}
        n = self.pick((2, 3)) if operator in {"*", "+", "min", "max"} else self.pick((2, 1)) if operator == "-" else 2
        return {operator: [self.number(depth - 1) for _ in range(n)]}

    def _field(self, depth: int) -> Any:
        return {"var": self.pick(("amount", "quantity", "rate", "surely", "visits"))}

    def _literal(self, depth: int) -> Any:
        return self.pick(LITERALS)

    def _defaulted(self, depth: int) -> Any:
        return {"var": [self._field(depth)["var"], self.pick(LITERALS)]}

    def _whole(self, depth: int) -> Any:
        field = {"var": self.pick(("quantity", "visits"))}
        chosen = {"if": [self._test(), field, self.pick((5, -3, 0))]}
        return self.pick((field, self.pick((7, 2, -3, 0)), {"%": [field, 5]}, chosen, {"max": [field, 4]}))

    def _test(self) -> Any:
        return self.pick(({"var": "is_gold"}, {">": [{"var": "quantity"}, 2]}, {"==": [{"var": "amount"}, None]}))


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    engine = Engine(threads=1)
    yield engine
    engine.close()


def checked(source: Any) -> Number | None:
    try:
        return check_number(json.dumps(source), SCHEMA, time_zone="America/New_York")
    except RuleError:
        return None


def asked(engine: Engine, number: Number, rows: Sequence[dict[str, Any]]) -> list[tuple[int, ...]]:
    columns = ", ".join(exact_sql(number, as_of=AS_OF, rounding=r) for r in ROUNDINGS)
    frame = pl.DataFrame([{"#": i, **row} for i, row in enumerate(rows)], schema={"#": pl.Int64, **COLUMNS})
    return engine.rows(f'SELECT {columns} FROM rows ORDER BY "#"', tables={"rows": frame})


def expected(number: Number, row: dict[str, Any]) -> tuple[int, ...]:
    value = exact_value(number, row, as_of=AS_OF)
    return tuple(0 if value is None else max(0, cut(value)) for cut in ROUNDINGS.values())


def raised(engine: Engine, number: Number, rows: Sequence[dict[str, Any]]) -> int:
    """Hold all rows to the reference at once; where DuckDB raises, each by itself. Return how many raised."""
    wanted = [expected(number, row) for row in rows]
    try:
        assert asked(engine, number, rows) == wanted, number.json
        return 0
    except DataError:
        if len(rows) == 1:
            return 1
    return sum(raised(engine, number, [row]) for row in rows)


@effort(1.5)
@given(data=st.data())
def test_duckdb_gives_what_fractions_give(data: st.DataObject, engine: Engine):
    maker = Maker(lambda options: options[data.draw(st.integers(0, len(options) - 1))])
    source = maker.number(2)
    note(json.dumps(source))
    number = checked(source)
    if number is not None:
        assert raised(engine, number, maker.rows(6, NEAR)) == 0


@pytest.mark.parametrize("seed", range(4))
def test_many_larger_numbers_over_more_rows(seed: int, engine: Engine):
    chance = random.Random(seed)
    maker = Maker(lambda options: options[chance.randrange(len(options))])
    rows, failed, refused = maker.rows(40, NEAR), 0, 0
    for _ in range(40):
        number = checked(maker.number(chance.choice((2, 3, 4))))
        refused += number is None
        failed += number is not None and raised(engine, number, rows) > 0
    assert max(failed, refused) <= 8, (failed, refused)


@pytest.mark.parametrize("seed", range(3))
def test_huge_values_give_the_exact_number_or_an_error(seed: int, engine: Engine):
    chance = random.Random(seed)
    maker = Maker(lambda options: options[chance.randrange(len(options))])
    rows, told = maker.rows(8, HUGE), 0
    for _ in range(30):
        number = checked(maker.number(2))
        if number is not None:
            told += len(rows) - raised(engine, number, rows)
    assert told > 100  # most are not too large


@effort(1)
@given(data=st.data())
def test_what_is_saved_means_the_same(data: st.DataObject):
    maker = Maker(lambda options: options[data.draw(st.integers(0, len(options) - 1))])
    number = checked(maker.number(3))
    if number is not None:
        again = check_number(json.dumps(number.json), SCHEMA, time_zone=number.zone)
        assert (again.json, again.digest, again.text, again.fields) == (
            *(number.json, number.digest, number.text, number.fields),
        )
        assert exact_sql(again, as_of=AS_OF) == exact_sql(number, as_of=AS_OF)


@effort(3)
@given(value=st.floats(-1e25, 1e25))
def test_numbers_have_six_decimals_as_duckdb_casts_them(value: float, engine: Engine):
    number = check_number({"var": "rate"}, SCHEMA, time_zone="UTC")
    found = engine.rows("SELECT CAST(CAST(? AS DOUBLE) AS DECIMAL(38, 6))", [value])[0][0]
    assert exact_value(number, {"rate": value}, as_of=AS_OF) == Fraction(found)
