"""Numbers of rules: exact to the last digit, rounded once, and refused where they have no exact meaning."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl
import pytest

from core.errors import BadInput, RuleError
from core.kernel.schema import Field, FieldType, Schema
from core.rules import Number, check_number, exact_sql, exact_value
from core.warehouse import Engine
from core.warehouse.engine import DataError

AS_OF = datetime(2018, 1, 1, 5, tzinfo=UTC)
SCHEMA = Schema(
    [
        Field("amount", FieldType.MONEY, unit="USD"),
        Field("quantity", FieldType.INTEGER),
        Field("rate", FieldType.NUMBER),
        Field("store", FieldType.STRING),
        Field("is_gold", FieldType.BOOLEAN),
        Field("on", FieldType.DATE),
        Field("departments", FieldType.STRINGS),
    ]
)
COLUMNS = {
    "amount": pl.Decimal(18, 2),
    "quantity": pl.Int64,
    "rate": pl.Float64,
    "store": pl.String,
    "is_gold": pl.Boolean,
    "on": pl.Date,
    "departments": pl.List(pl.String),
}
ROUNDINGS = ("floor", "nearest", "ceil")
AMOUNT, QUANTITY, RATE = {"var": "amount"}, {"var": "quantity"}, {"var": "rate"}


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    engine = Engine(threads=1)
    yield engine
    engine.close()


def number(source: Any) -> Number:
    return check_number(source, SCHEMA, time_zone="America/New_York")


def points(engine: Engine, source: Any, **row: Any) -> tuple[int, ...]:
    """Return the points by each rounding, of a row that has only these values."""
    given = {k: Decimal(v) if k == "amount" and v is not None else v for k, v in row.items()}
    columns = ", ".join(exact_sql(number(source), as_of=AS_OF, rounding=r) for r in ROUNDINGS)
    frame = pl.DataFrame([{name: given.get(name) for name in COLUMNS}], schema=COLUMNS)
    return engine.rows(f"SELECT {columns} FROM rows", tables={"rows": frame})[0]


@pytest.mark.parametrize(
    ("source", "row", "expected"),
    [
        # floor, nearest, ceil
        ({"*": [0.29, 100]}, {}, (29, 29, 29)),
        ({"*": [AMOUNT, 100]}, {"amount": "0.29"}, (29, 29, 29)),
        ({"*": [RATE, 100]}, {"rate": 0.29}, (29, 29, 29)),
        ({"*": [AMOUNT, 1]}, {"amount": "12.99"}, (12, 13, 13)),
        ({"*": [AMOUNT, 1]}, {"amount": "12.50"}, (12, 13, 13)),
        ({"*": [AMOUNT, 1]}, {"amount": "12.49"}, (12, 12, 13)),
        ({"*": [AMOUNT, 1]}, {"amount": "13.00"}, (13, 13, 13)),
        ({"*": [AMOUNT, 0.05]}, {"amount": "99.99"}, (4, 5, 5)),
        ({"*": [AMOUNT, 0.1]}, {"amount": "45.00"}, (4, 5, 5)),
        ({"*": [AMOUNT, 3, {"/": [1, 3]}]}, {"amount": "7.00"}, (7, 7, 7)),
        ({"*": [{"/": [1, 3]}, 3]}, {}, (1, 1, 1)),
        ({"*": [{"/": [AMOUNT, QUANTITY]}, QUANTITY]}, {"amount": "1.00", "quantity": 3}, (1, 1, 1)),
        ({"+": [{"/": [1, QUANTITY]}, {"/": [2, QUANTITY]}]}, {"quantity": 3}, (1, 1, 1)),
        ({"+": [{"/": [1, QUANTITY]}, {"/": [1, RATE]}]}, {"quantity": 2, "rate": 0.5}, (2, 3, 3)),
        ({"+": [0.1, 0.2, AMOUNT]}, {"amount": "0.70"}, (1, 1, 1)),
        (5, {}, (5, 5, 5)),
        (1.5, {}, (1, 2, 2)),
        (-1.5, {}, (0, 0, 0)),
        ({"%": [QUANTITY, 4]}, {"quantity": 11}, (3, 3, 3)),
        ({"%": [11, QUANTITY]}, {"quantity": -4}, (3, 3, 3)),
        ({"+": [{"%": [QUANTITY, 4]}, 5]}, {"quantity": -11}, (2, 2, 2)),
        ({"+": [{"%": [-11, 4]}, 5]}, {}, (2, 2, 2)),
        ({"%": [QUANTITY, {"if": [{"var": "is_gold"}, 10, 5]}]}, {"quantity": 17, "is_gold": True}, (7, 7, 7)),
        ({"%": [QUANTITY, {"var": ["quantity", 5]}]}, {"quantity": -(2**63)}, (0, 0, 0)),
        ({"-": [10, AMOUNT]}, {"amount": "2.50"}, (7, 8, 8)),
        ({"-": QUANTITY}, {"quantity": -(2**63) + 1}, (2**63 - 1,) * 3),
        ({"/": [QUANTITY, -2]}, {"quantity": -3}, (1, 2, 2)),
        ({"/": [-3, QUANTITY]}, {"quantity": -2}, (1, 2, 2)),
        ({"/": [1, {"/": [1, QUANTITY]}]}, {"quantity": 7}, (7, 7, 7)),
    ],
)
def test_exact_and_rounded_once(engine: Engine, source: Any, row: dict[str, Any], expected: tuple[int, ...]):
    assert points(engine, source, **row) == expected


@pytest.mark.parametrize(
    "source",
    [
        AMOUNT,
        {"*": [AMOUNT, 0]},
        {"+": [AMOUNT, 100]},
        {"-": [100, AMOUNT]},
        {"min": [AMOUNT, 100]},
        {"max": [100, AMOUNT, QUANTITY]},
        {"/": [100, AMOUNT]},
        {"/": [AMOUNT, QUANTITY]},
        {"+": [1, {"/": [QUANTITY, 0]}]},
        {"/": [QUANTITY, {"-": [QUANTITY, QUANTITY]}]},
        {"+": [1, {"%": [QUANTITY, 0]}]},
        {"%": [5, {"min": [QUANTITY, 0]}]},
        {"+": [1, {"if": [{"var": "is_gold"}, 5]}]},
        {"if": [{"var": "is_gold"}, 5, AMOUNT]},
        {"if": [{"var": "is_gold"}, 5, None]},
        {"max": [1, {"/": [1, AMOUNT]}, {"/": [1, QUANTITY]}]},
    ],
)
def test_null_and_division_by_zero_are_no_points(engine: Engine, source: Any):
    assert points(engine, source, quantity=7) == (0, 0, 0)
    assert exact_value(number(source), {"quantity": 7}, as_of=AS_OF) is None


def test_what_is_not_a_number_is_missing(engine: Engine):
    assert points(engine, {"max": [RATE, 5]}, rate=float("nan")) == (0, 0, 0)
    assert points(engine, {"var": ["rate", 5]}, rate=float("nan")) == (5, 5, 5)
    assert exact_value(number({"var": ["rate", 5]}), {"rate": float("nan")}, as_of=AS_OF) == 5


def test_negative_is_none(engine: Engine):
    assert points(engine, AMOUNT, amount="-0.01") == (0, 0, 0)
    assert points(engine, {"*": [AMOUNT, 10**15]}, amount="-99999999999999.99") == (0, 0, 0)
    assert points(engine, {"/": [AMOUNT, QUANTITY]}, amount="-12.00", quantity=7) == (0, 0, 0)
    assert exact_value(number(AMOUNT), {"amount": Decimal("-0.01")}, as_of=AS_OF) == Fraction(-1, 100)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"amount": "10.00", "store": "a"}, 20),
        ({"amount": "10.00", "store": "b"}, 10),
        ({"amount": "10.00", "is_gold": True}, 30),
        ({"amount": "10.00", "store": "a", "is_gold": True}, 30),
        ({"amount": "10.00", "on": date(2017, 12, 31)}, 40),
        ({"amount": "10.00", "on": date(2018, 1, 1)}, 10),
    ],
)
def test_if_with_conditions_of_rules(engine: Engine, row: dict[str, Any], expected: int):
    by = [
        *({"var": "is_gold"}, 3),
        *({"==": [{"var": "store"}, "a"]}, 2),
        *({"within_last_days": [{"var": "on"}, 1]}, {"+": [2, 2]}),
        1,
    ]
    assert points(engine, {"*": [AMOUNT, {"if": by}]}, **row) == (expected,) * 3


def test_a_branch_that_is_not_taken_is_of_no_matter(engine: Engine):
    safe = {"if": [{">": [QUANTITY, 0]}, {"/": [AMOUNT, QUANTITY]}, {"/": [AMOUNT, RATE]}]}
    assert points(engine, safe, amount="9.00", quantity=4) == (2, 2, 3)
    assert points(engine, safe, amount="9.00", quantity=0, rate=0.25) == (36, 36, 36)
    assert points(engine, safe, amount="9.00") == (0, 0, 0)
    large = {"if": [{">": [QUANTITY, 1000]}, 7, {"*": [QUANTITY, QUANTITY, QUANTITY]}]}
    assert points(engine, large, quantity=2**62) == (7, 7, 7)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ({"min": [{"*": [AMOUNT, 2]}, 500]}, (25, 25, 25)),
        ({"min": [{"*": [AMOUNT, 2]}, 10.5, 600]}, (10, 11, 11)),
        ({"max": [AMOUNT, QUANTITY]}, (12, 13, 13)),
        ({"max": [AMOUNT, {"/": [AMOUNT, QUANTITY]}]}, (12, 13, 13)),
        ({"min": [{"/": [AMOUNT, QUANTITY]}, {"/": [AMOUNT, RATE]}]}, (0, 0, 0)),
        ({"max": [{"/": [AMOUNT, QUANTITY]}, {"/": [AMOUNT, RATE]}]}, (3, 4, 4)),
        ({"+": [5, {"min": [{"/": [AMOUNT, QUANTITY]}, {"/": [AMOUNT, RATE]}]}]}, (0, 1, 1)),
        ({"max": [1, 2, 3]}, (3, 3, 3)),
        ({"min": [1.5, {"/": [5, 2]}]}, (1, 2, 2)),
    ],
)
def test_smallest_and_largest(engine: Engine, source: Any, expected: tuple[int, ...]):
    assert points(engine, source, amount="12.50", quantity=-3, rate=3.5) == expected


@pytest.mark.parametrize("value", [5e-7, -5e-7, 2.5e-6, 1.0000005, 4.9999999999e-7, 0.1, 1e22, 2.5e-7])
def test_numbers_have_six_decimals_as_duckdb_casts_them(engine: Engine, value: float):
    found = engine.rows("SELECT CAST(CAST(? AS DOUBLE) AS DECIMAL(38, 6))", [value])[0][0]
    assert exact_value(number(RATE), {"rate": value}, as_of=AS_OF) == Fraction(found)
    if value < 1e9:
        million = {"*": [RATE, 1_000_000]}
        assert points(engine, million, rate=value) == (max(0, int(found * 1_000_000)),) * 3


@pytest.mark.parametrize(
    ("source", "row"),
    [
        ({"*": [QUANTITY, 2]}, {"quantity": 2**63 - 1}),
        ({"*": [QUANTITY, QUANTITY, QUANTITY]}, {"quantity": -(2**63)}),
        ({"+": [{"*": [QUANTITY, QUANTITY]}, {"*": [QUANTITY, QUANTITY]}]}, {"quantity": -(2**63)}),
        ({"/": [QUANTITY, AMOUNT]}, {"quantity": 2**63 - 1, "amount": "0.01"}),
        (AMOUNT, {"amount": "100000000000000.00"}),
        (RATE, {"rate": 1e300}),
        (RATE, {"rate": float("inf")}),
        ({"*": [2**62, 2]}, {}),
    ],
)
def test_what_is_too_large_is_an_error_never_another_number(engine: Engine, source: Any, row: dict[str, Any]):
    with pytest.raises(DataError):
        points(engine, source, **row)


def test_what_is_large_only_on_the_way_is_exact(engine: Engine):
    square = {"/": [{"*": [QUANTITY, QUANTITY]}, 2**62]}
    assert points(engine, square, quantity=2**62 - 1) == (2**62 - 2, 2**62 - 2, 2**62 - 1)
    assert points(engine, {"/": [{"*": [AMOUNT, QUANTITY]}, QUANTITY]}, amount="90071992547409.91", quantity=2**60) == (
        90071992547409,
        90071992547410,
        90071992547410,
    )


def test_small_columns_do_not_overflow_their_own_type(engine: Engine):
    sql = exact_sql(number({"*": [QUANTITY, QUANTITY, {"if": [{"var": "is_gold"}, 2, 1]}]}), as_of=AS_OF)
    frame = pl.DataFrame(
        {"quantity": [2_000_000_000], "is_gold": [True]}, schema={"quantity": pl.Int32, "is_gold": pl.Boolean}
    )
    assert engine.rows(f"SELECT {sql} FROM rows", tables={"rows": frame}) == [(8_000_000_000_000_000_000,)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (5, "CAST(5 AS BIGINT)"),
        (QUANTITY, 'GREATEST(CAST("quantity" AS BIGINT), 0)'),
        ({"*": [AMOUNT, 1]}, 'GREATEST(CAST(CAST("amount" AS DECIMAL(18, 2)) * 100 AS BIGINT) // 100, 0)'),
        ({"*": [AMOUNT, 0.05]}, 'GREATEST(CAST(CAST("amount" AS DECIMAL(18, 2)) * 100 AS BIGINT) // 2000, 0)'),
        ({"*": [100, AMOUNT]}, 'GREATEST(CAST(CAST("amount" AS DECIMAL(18, 2)) * 100 AS BIGINT), 0)'),
    ],
)
def test_simple_numbers_are_short_sql(source: Any, expected: str):
    assert exact_sql(number(source), as_of=AS_OF) == expected


def test_a_whole_number_whatever_the_rule(engine: Engine):
    for source in (5, AMOUNT, {"*": [QUANTITY, 2]}, {"/": [1, QUANTITY]}, {"if": [{"var": "is_gold"}, 1, 2]}, RATE):
        for rounding in ROUNDINGS:
            sql = exact_sql(number(source), as_of=AS_OF, rounding=rounding)
            columns = "NULL::DECIMAL(18, 2) AS amount, 1 AS quantity, 1.0::DOUBLE AS rate, NULL::BOOLEAN AS is_gold"
            assert engine.describe(f"SELECT {sql} AS points FROM (SELECT {columns})") == {"points": "BIGINT"}


@pytest.mark.parametrize(
    ("source", "pointers"),
    [
        (None, [""]),
        (True, [""]),
        ('"5"', [""]),
        ([1, 2], [""]),
        ({"var": "store"}, [""]),
        ({"var": "amount_x"}, [""]),
        ({">": [AMOUNT, 1]}, [""]),
        ({"or": [QUANTITY, 0]}, [""]),
        ({"missing_some": [1, ["store"]]}, [""]),
        ({"*": [AMOUNT, None]}, ["/*/1"]),
        ({"*": [AMOUNT, "2"]}, ["/*/1"]),
        ({"*": [AMOUNT]}, [""]),
        ({"%": [AMOUNT, 2]}, ["/%/0"]),
        ({"*": [AMOUNT, 1e-19]}, ["/*/1"]),
        ({"+": [RATE, 1e300]}, ["/+/1"]),
        ({"var": ["amount", 1e-20]}, ["/var/1"]),
        ({"var": ["amount", "x"]}, ["/var/1"]),
        ({"if": [{"var": "is_gold"}, "a", "b"]}, ["/if/1", "/if/2"]),
        ({"if": [{"var": "is_gold"}, {"var": "store"}, AMOUNT]}, ["/if/1"]),
        ({"if": [{"==": [{"var": "store"}, 3]}, {"cat": ["1"]}, {"var": "on"}]}, ["/if/0/==/1", "/if/1", "/if/2"]),
        ({"if": [{"var": "is_gold"}, None]}, [""]),
        ({"min": [{"var": "on"}, {"var": "on"}]}, ["/min/0", "/min/1"]),
        ({"*": [{"cat": [{"var": "nope"}]}, 1e-19]}, ["/*/0", "/*/0/cat/0", "/*/1"]),
        ({"*": [{"some": [{"var": "departments"}, {"==": [{"var": ""}, "a"]}]}, 1]}, ["/*/0"]),
        ({"*": [{"median": [1, 2]}, {"var": "store"}]}, ["/*/0", "/*/1"]),
        ({"*": [{"method": ["a", "b"]}, 1]}, ["/*/0"]),
        ({"*": [{"*": [10**18, 10**18]}, 10**18]}, [""]),
        ({"*": [1, {"+": [AMOUNT, {"*": [{"*": [10**18, 10**18]}, 10**18]}]}]}, ["/*/1"]),
    ],
)
def test_what_is_refused(source: Any, pointers: list[str]):
    with pytest.raises(RuleError) as caught:
        number(source)
    found = [p.pointer for p in caught.value.problems]
    assert sorted(found) == sorted(pointers)
    assert all(p.what and p.fix for p in caught.value.problems)


def test_what_grows_beyond_all_bounds_is_refused():
    source: Any = QUANTITY
    for _ in range(15):
        source = {"/": [1, {"-": [source, 1]}]}
    with pytest.raises(RuleError, match="too intricate"):
        number(source)


def test_many_and_deep_arguments_do_not_exhaust_the_stack():
    assert exact_sql(number({"+": [QUANTITY] * 490}), as_of=AS_OF)
    source: Any = QUANTITY
    for i in range(30):
        source = {"-": [source, 1]} if i % 6 else {"/": [source, AMOUNT]}
    assert exact_sql(number(source), as_of=AS_OF)


def test_what_a_number_tells_about_itself():
    asked = number('{"*": [{"var": "amount"}, {"if": [{">": [{"var": "quantity"}, 2]}, 2.0, 1]}]}')
    assert asked.json == {"*": [AMOUNT, {"if": [{">": [QUANTITY, 2]}, 2, 1]}]}
    assert asked.fields == ("amount", "quantity")
    assert number({"*": [AMOUNT, 1]}).text == "(Amount * 1)"
    assert asked == number(asked.json)
    assert asked.digest == number(asked.json).digest != number(AMOUNT).digest
    assert asked.zone.key == "America/New_York"


def test_an_instant_without_a_zone_and_unknown_words_are_refused():
    naive = datetime(2018, 1, 1)  # noqa: DTZ001 - that is the point
    with pytest.raises(BadInput, match="no time zone"):
        exact_sql(number(5), as_of=naive)
    with pytest.raises(BadInput, match="no time zone"):
        exact_value(number(5), {}, as_of=naive)
    with pytest.raises(BadInput, match="postgres"):
        exact_sql(number(5), as_of=AS_OF, dialect="postgres")
    with pytest.raises(BadInput, match="round"):
        exact_sql(number(5), as_of=AS_OF, rounding="round")
    with pytest.raises(BadInput, match="'rate' is too large"):
        exact_value(number(RATE), {"rate": float("inf")}, as_of=AS_OF)
