"""One row by json-logic-qubit: the adapter in front, the trace, and the fences around the library."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import json_logic
import pandas as pd
import pytest

from core.errors import BadInput
from core.rules import OPERATORS, evaluate, evaluator, trace
from core.rules.qubit import Qubit, shared
from tests.unit.rules.sample import AS_OF, rule

HOSTILE = [
    {"method": ["a", "upper"]},
    {"log": "a"},
    {"merge": [[1], [2]]},
    {"reduce": [[1], {"var": ""}, 0]},
    {"map": [[1], {"var": ""}]},
    {"filter": [[1], True]},
    {"count": [1]},
    {"==.__globals__": []},
    {"and.__globals__.__builtins__": []},
    {"<.__class__": []},
    {"within_last_days.__globals__.get": ["__builtins__"]},
    {"__class__": []},
]


@pytest.mark.parametrize("program", HOSTILE, ids=str)
def test_even_an_unchecked_program_reaches_nothing(program: Any):
    with pytest.raises(ValueError, match="Unrecognized operation"):
        shared().run(program, {})


def test_the_library_itself_is_left_as_it_was():
    before = dict(json_logic.operations)
    Qubit(OPERATORS)
    evaluate(rule({"within_last_days": [{"var": "last_purchase_on"}, 7]}), {}, as_of=AS_OF)
    assert json_logic.operations == before
    assert "within_last_days" not in json_logic.operations
    assert json_logic.jsonLogic({"==": [1, "1"]}) is True  # as loose as ever, for whoever else uses it


def test_only_a_checked_rule_is_evaluated():
    with pytest.raises(AttributeError):
        evaluate({"==": [1, 1]}, {}, as_of=AS_OF)  # type: ignore[arg-type]


def test_threads_do_not_disturb_each_other():
    sought = {n: evaluator(rule({"==": [{"var": "visits"}, n]}), as_of=AS_OF) for n in range(40)}
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda i: sought[i % 40]({"visits": (i // 40) % 40}), range(6400)))
    assert [i for i, held in enumerate(answers) if held] == [i for i in range(6400) if i % 40 == (i // 40) % 40]


@pytest.mark.parametrize(
    ("field", "value", "literal"),
    [
        ("visits", 3, 3),
        ("visits", 3.0, 3),
        ("visits", Decimal(3), 3),
        ("rate", 3, 3.0),
        ("rate", Decimal("0.5"), 0.5),
        ("total_revenue", Decimal("0.30"), 0.3),
        ("total_revenue", 0.3, 0.3),
        ("total_revenue", 7, 7),
        ("name", "x", "x"),
        ("opt_in", False, False),
        ("last_purchase_on", date(2017, 3, 1), "2017-03-01"),
        ("last_purchase_on", "2017-03-01", "2017-03-01"),
        ("last_purchase_on", pd.Timestamp("2017-03-01"), "2017-03-01"),
        ("last_seen_at", datetime(2017, 3, 1, 5, tzinfo=UTC), "2017-03-01"),
        ("last_seen_at", datetime(2017, 3, 1, tzinfo=timezone(timedelta(hours=-5))), "2017-03-01T05:00:00Z"),
        ("last_seen_at", "2017-03-01T05:00:00Z", "2017-03-01T00:00:00-05:00"),
        ("last_seen_at", pd.Timestamp("2017-03-01T05:00:00Z"), "2017-03-01"),
    ],
)
def test_a_value_is_read_as_its_field_says(field: str, value: Any, literal: Any):
    assert evaluate(rule({"==": [{"var": field}, literal]}), {field: value}, as_of=AS_OF)


@pytest.mark.parametrize("null", [None, math.nan, Decimal("NaN"), pd.NaT])
@pytest.mark.parametrize("field", ["visits", "rate", "total_revenue", "name", "last_seen_at", "departments"])
def test_null_absent_and_nan_are_the_same(field: str, null: Any):
    asked = rule({"==": [{"var": field}, None]})
    assert evaluate(asked, {field: null}, as_of=AS_OF)
    assert evaluate(asked, {}, as_of=AS_OF)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("visits", 3.5),
        ("visits", True),
        ("visits", "3"),
        ("visits", math.inf),
        ("rate", "x"),
        ("rate", True),
        ("total_revenue", "1.00"),
        ("name", 5),
        ("opt_in", 1),
        ("last_purchase_on", "soon"),
        ("last_purchase_on", datetime(2017, 3, 1, 5, tzinfo=UTC)),
        ("last_seen_at", datetime(2017, 3, 1, 5)),  # noqa: DTZ001 - that is the point
        ("last_seen_at", "2017-03-01 secret"),
        ("departments", "GROCERY"),
        ("departments", [1]),
    ],
)
def test_a_value_of_another_type_is_refused_without_being_shown(field: str, value: Any):
    with pytest.raises(BadInput, match=field) as raised:
        evaluate(rule({"!!": {"var": field}}), {field: value}, as_of=AS_OF)
    assert "secret" not in str(raised.value)


def test_fields_that_the_rule_does_not_read_may_be_anything():
    assert evaluate(rule({"==": [{"var": "visits"}, 1]}), {"visits": 1, "name": object()}, as_of=AS_OF)


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(BadInput, match="no time zone"):
        evaluate(rule(True), {}, as_of=datetime(2018, 1, 1))  # noqa: DTZ001 - that is the point


def test_the_trace_shows_each_condition_with_the_customers_values():
    asked = rule({"and": [{"!": {"var": "opt_in"}}, {">": [{"var": "total_revenue"}, {"var": "visits"}]}]})
    steps = trace(asked, {"total_revenue": Decimal("2.50"), "visits": 3}, as_of=AS_OF)
    assert [(s.path, s.held, dict(s.values)) for s in steps] == [
        ("", False, {"opt_in": None, "total_revenue": Decimal("2.50"), "visits": 3}),
        ("/and/0", True, {"opt_in": None}),
        ("/and/0/!", False, {"opt_in": None}),
        ("/and/1", False, {"total_revenue": Decimal("2.50"), "visits": 3}),
    ]
    assert [s.text for s in steps] == [node.text for node in asked.nodes()]


def test_an_element_is_never_mistaken_for_the_row():
    asked = rule({"some": [{"var": "departments"}, {"==": [{"var": ""}, ""]}]})
    assert evaluate(asked, {"departments": [""]}, as_of=AS_OF)
    assert not evaluate(asked, {"departments": []}, as_of=AS_OF)
