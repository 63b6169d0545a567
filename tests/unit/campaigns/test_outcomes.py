"""The query of outcomes on customers that one can follow with a finger: edges of windows, exact sums, open windows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import polars as pl
import pytest

from core.campaigns.happened import events_sql, purchases_sql
from core.campaigns.outcomes import Asked, Outcomes, conversions_query, outcomes_query, span, steps
from core.errors import RuleError
from core.kernel.canonical import Json
from core.kernel.schema import Schema
from core.programs.definition import Per
from core.programs.fields import event_schemas
from core.warehouse import Engine
from core.warehouse.baskets import Tables
from tests.property.campaigns.outcome_worlds import INSTANT, profile

FIRST = datetime(2017, 3, 1, 15, tzinfo=UTC)
DAY, TICK = timedelta(days=1), timedelta(microseconds=1)
UNITS = {"u": pl.Int64, "customer_id": pl.Int64, "arm": pl.String, "variant": pl.String, "first_at": INSTANT}
KINDS = {"timestamp": INSTANT, "date": pl.Date}
HAPPENED = {"customer_id": pl.Int64, "at": INSTANT, "cents": pl.Int64, "converts": pl.Boolean}


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    made = Engine(threads=1)
    yield made
    made.close()


def outcomes(
    engine: Engine, happened: list[tuple[Any, ...]], *, units: list[tuple[Any, ...]] | None = None, days: int = 7,
    known_until: datetime = FIRST + 30 * DAY,
) -> Outcomes:  # fmt: skip
    tables = {
        "units": pl.DataFrame(units or [(1, 1, "treated", None, FIRST)], orient="row", schema=UNITS),
        "happened": pl.DataFrame(happened, orient="row", schema=HAPPENED),
    }
    query = outcomes_query(Asked("units", "happened", days, known_until))
    return Outcomes.of(days, engine.rows(query, tables=tables))


def bought(
    engine: Engine, lines: list[tuple[Any, ...]], *, is_row: bool, when: Json = True, kind: str | None = None,
    back: pl.DataFrame | None = None,
) -> list[tuple[Any, ...]]:  # fmt: skip
    """Cents and whether they convert, of purchases that are known nine days after the first contact."""
    shop, until = profile(is_row=is_row, refunds=kind), FIRST + 9 * DAY
    schema = {"customer_id": pl.Int64, "basket_id": pl.Int64, "at": INSTANT, "cents": pl.Int64}
    frames = {"lines": pl.DataFrame(lines, orient="row", schema=schema)} | ({} if back is None else {"returns": back})
    tables, fields = Tables(shop, shop.purchases, {name: name for name in frames}), event_schemas(shop, Schema([]))
    between = (FIRST, FIRST + 7 * DAY)
    query = purchases_sql(tables, when, fields[Per.BASKET], between=between, known_until=until)
    return engine.rows(f'SELECT cents, converts FROM ({query}) ORDER BY "at"', tables=frames)


@pytest.mark.parametrize(
    ("at", "is_in", "is_before"),
    [
        (FIRST, True, False),
        (FIRST - TICK, False, True),
        (FIRST + 7 * DAY - TICK, True, False),
        (FIRST + 7 * DAY, False, False),
        (FIRST - 7 * DAY, False, True),
        (FIRST - 7 * DAY - TICK, False, False),
    ],
)
def test_windows_are_half_open(engine: Engine, at: datetime, is_in: bool, is_before: bool) -> None:  # noqa: FBT001
    found = outcomes(engine, [(1, at, 500, True)]).whole("treated")
    assert (found["y"], found["c"], found["x"], found["b"]) == (500 * is_in, is_in, 500 * is_before, is_before)


def test_squares_of_large_sums_are_exact(engine: Engine) -> None:
    cents = 10**12 + 1
    found = outcomes(engine, [(1, FIRST, cents, True), (1, FIRST + DAY, cents, True), (1, FIRST - DAY, cents, False)])
    whole = found.whole("treated")
    assert (whole["y"], whole["yy"], whole["xy"]) == (2 * cents, 4 * cents**2, 2 * cents**2)
    assert [found.first(d, "treated")["yy"] for d in (1, 2, 7)] == [cents**2, 4 * cents**2, 4 * cents**2]


def test_who_did_nothing_counts_as_naught(engine: Engine) -> None:
    units = [(n, n, "treated" if n else "control", "A" if n else None, FIRST) for n in range(5)]
    found = outcomes(engine, [(3, FIRST, 100, True)], units=units)
    assert (found.whole("treated")["n"], found.whole("treated", "A")["c"], found.whole("control")["n"]) == (4, 1, 1)
    assert found.arms() == [("control", None), ("treated", "A")]
    assert dict(found.whole("treated", "B")) == dict.fromkeys(found.whole("treated"), 0)


def test_only_whole_windows_are_measured_and_days_tell_of_the_others(engine: Engine) -> None:
    units = [(1, 1, "treated", None, FIRST), (2, 2, "treated", None, FIRST + 5 * DAY)]
    happened = [(1, FIRST + DAY, 100, True), (2, FIRST + 5 * DAY, 200, True), (2, FIRST + 9 * DAY, 400, True)]
    found = outcomes(engine, happened, units=units, known_until=FIRST + 8 * DAY)
    assert (found.assigned("treated"), found.whole("treated")["n"], found.whole("treated")["y"]) == (2, 1, 100)
    assert [found.first(d, "treated")["n"] for d in (1, 3, 4, 7)] == [2, 2, 1, 1]
    assert found.first(3, "treated")["y"] == 300
    assert found.before("treated")["c"] == 2  # of all, as far as is known


def test_a_customer_converts_once_and_on_the_first_day_of_it(engine: Engine) -> None:
    happened = [(1, FIRST + n * DAY, 100, n >= 2) for n in range(5)]
    found = outcomes(engine, happened)
    assert found.whole("treated")["c"] == 1
    assert [found.first(d, "treated")["c"] for d in range(1, 6)] == [0, 0, 1, 1, 1]


def test_days_that_are_told(engine: Engine) -> None:
    assert steps(3) == [1, 2, 3]
    assert steps(30) == list(range(1, 31))
    assert (len(steps(366)), steps(366)[-1]) == (30, 366)
    assert span(FIRST, FIRST + DAY, days=7, known_until=FIRST) == (FIRST - 7 * DAY, FIRST)
    assert outcomes(engine, []).first(7, "treated") == {"n": 1, "y": 0, "yy": 0, "c": 0}


def test_a_basket_counts_whole_from_its_first_line(engine: Engine) -> None:
    """Lines that come after the end of the window belong to it; a basket begun before the window does not."""
    lines = pl.DataFrame(
        [(1, 10, FIRST + 7 * DAY - TICK, 100), (1, 10, FIRST + 8 * DAY, 50), (1, 11, FIRST - TICK, 1),
         (1, 11, FIRST, 2)],
        orient="row", schema={"customer_id": pl.Int64, "basket_id": pl.Int64, "at": INSTANT, "cents": pl.Int64},
    )  # fmt: skip
    shop = profile(is_row=False)
    schema = event_schemas(shop, Schema([]))[Per.BASKET]
    tables = Tables(shop, shop.purchases, {"lines": "lines"})
    between = span(FIRST, FIRST, days=7, known_until=FIRST + 9 * DAY)
    query = purchases_sql(tables, True, schema, between=between, known_until=FIRST + 9 * DAY)
    rows = engine.rows(f'SELECT cents, converts FROM ({query}) ORDER BY "at"', tables={"lines": lines})
    assert rows == [(3, True), (150, True)]
    early = purchases_sql(tables, False, schema, between=between, known_until=FIRST + 7 * DAY)
    assert engine.rows(f"SELECT sum(cents) FROM ({early})", tables={"lines": lines}) == [(103,)]
    with pytest.raises(RuleError, match="no field 'colour'"):
        purchases_sql(tables, {">": [{"var": "colour"}, 1]}, schema, between=between, known_until=FIRST)


@pytest.mark.parametrize("is_row", [True, False])
def test_what_is_given_back_is_taken_off_and_is_no_conversion(engine: Engine, is_row: bool) -> None:  # noqa: FBT001
    lines = [(1, 10, FIRST, 1000), (1, 11, FIRST + DAY, -300), (1, 12, FIRST + 2 * DAY, 0)]
    assert bought(engine, lines, is_row=is_row) == [(1000, True), (-300, False), (0, True)]
    rule = {"<": [{"var": "amount"}, 5]}
    assert bought(engine, lines, is_row=is_row, when=rule) == [(1000, False), (-300, False), (0, True)]


@pytest.mark.parametrize("is_row", [True, False])
@pytest.mark.parametrize(
    ("kind", "at", "is_gone"),
    [
        ("timestamp", FIRST + 9 * DAY - TICK, True),
        ("timestamp", FIRST + 9 * DAY, False),  # not known yet
        ("date", (FIRST + 9 * DAY).date(), True),
        ("date", (FIRST + 10 * DAY).date(), False),
    ],
)
def test_a_basket_that_was_refunded_is_as_if_it_had_not_been(
    engine: Engine, kind: str, at: date, is_gone: bool, is_row: bool,  # noqa: FBT001
) -> None:  # fmt: skip
    lines = [(1, 10, FIRST, 1000), (1, 11, FIRST + DAY, 300)]
    back = pl.DataFrame([(None, at), (10, at)], orient="row", schema={"basket_id": pl.Int64, "at": KINDS[kind]})
    left = [(300, True)] if is_gone else [(1000, True), (300, True)]
    assert bought(engine, lines, is_row=is_row, kind=kind, back=back) == left


def test_events_convert_and_cost_nothing(engine: Engine) -> None:
    events = pl.DataFrame([(1, FIRST)], orient="row", schema={"customer_id": pl.Int64, "at": INSTANT})
    assert engine.rows(events_sql("events"), tables={"events": events})[0][2:] == (0, True)


def test_conversions_are_the_first_ones_of_the_treated(engine: Engine) -> None:
    units = [(1, 1, "treated", "A", FIRST), (2, 2, "treated", None, FIRST), (3, 3, "control", None, FIRST),
             (4, 4, "treated", "B", FIRST), (5, 5, "treated", "B", FIRST)]  # fmt: skip
    happened = [
        (1, FIRST - TICK, 5, True), (1, FIRST + 2 * DAY, 5, True), (1, FIRST + DAY, 5, True), (1, FIRST, 5, False),
        (2, FIRST + 7 * DAY - TICK, 5, True), (3, FIRST, 5, True), (4, FIRST + 7 * DAY, 5, True),
        (5, FIRST + 6 * DAY, 5, False),
    ]  # fmt: skip
    tables = {
        "units": pl.DataFrame(units, orient="row", schema=UNITS),
        "happened": pl.DataFrame(happened, orient="row", schema=HAPPENED),
    }
    told = {
        until: sorted(engine.rows(conversions_query(Asked("units", "happened", 7, until)), tables=tables))
        for until in (FIRST + 30 * DAY, FIRST + DAY + TICK, FIRST + DAY)
    }
    one, two = ("1", "A", FIRST + DAY), ("2", None, FIRST + 7 * DAY - TICK)
    assert list(told.values()) == [[one, two], [one], []]
