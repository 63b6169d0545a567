"""The Python half of the rule builder: the fields it sends, the state it reads, and that its rules mean something."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.components.rule_builder import BuilderState, field_dicts
from app.components.rule_builder.state import LIMIT, read_state, serial_of
from core.errors import BadInput
from core.kernel.schema import Field, FieldType, Schema
from core.rules import check

CASES = Path(__file__).parents[3] / "frontend" / "rule_builder" / "tests"
DEPARTMENTS = ("DAIRY", "DELI", "DRUG GM", "FLORAL", "GROCERY", "MEAT", "PASTRY", "PRODUCE", "SEAFOOD")
INCOMES = ("Under 15K", "15-24K", "25-34K", "35-49K")
SCHEMA = Schema(
    [
        Field("total_revenue", FieldType.MONEY, False, group="Value", description="All ever spent", unit="USD"),
        Field("transaction_count", FieldType.INTEGER, False, group="Value", unit="baskets"),
        Field("avg_transaction_value", FieldType.NUMBER, group="Value", unit="USD"),
        Field("r_score", FieldType.INTEGER, group="RFM", description="1 worst, 5 best", allowed=(1, 2, 3, 4, 5)),
        Field("last_purchase_on", FieldType.DATE, group="Activity"),
        Field("last_seen_at", FieldType.TIMESTAMP, group="Activity"),
        Field("loyalty_code", FieldType.STRING, False, group="Household"),
        Field("income", FieldType.STRING, group="Household", unit="USD a year", allowed=INCOMES),
        Field("departments", FieldType.STRINGS, group="Shopping", allowed=DEPARTMENTS),
        Field("opt_in", FieldType.BOOLEAN, group="Household"),
        Field("segment.champions", FieldType.BOOLEAN, False, "Champions", "Segments"),
        Field("bucket.*", FieldType.INTEGER, False, "Random share", "Segments"),
    ]
)


def sent(**changes: object) -> dict[str, object]:
    """Return what the component sends, with `changes`."""
    value = {"rule": '{">":[{"var":"r_score"},3]}', "incomplete": 0, "advanced": False, "problems": [], "revision": 4}
    return value | changes


def test_the_components_own_tests_use_the_fields_that_python_sends() -> None:
    assert field_dicts(SCHEMA) == json.loads((CASES / "fields.json").read_text(encoding="utf-8"))


def test_families_without_an_editor_are_left_out() -> None:
    schema = SCHEMA | [Field("segment.*", FieldType.BOOLEAN)]
    assert [f["name"] for f in field_dicts(schema)] == [f["name"] for f in field_dicts(SCHEMA)]


@pytest.mark.parametrize(
    "case",
    json.loads((CASES / "cases.json").read_text(encoding="utf-8")),
    ids=lambda case: f"{case['field']} {case['operator']}",
)
def test_every_condition_that_the_builder_writes_is_accepted(case: dict[str, object]) -> None:
    check(case["logic"], SCHEMA, time_zone="America/New_York")


def test_nothing_from_the_browser_leaves_the_rule_as_it_is() -> None:
    rule = {"and": [{">": [{"var": "r_score"}, 3]}]}
    assert read_state(None, rule=rule, revision=1) == BuilderState(rule=rule, revision=1)


def test_an_answer_to_an_older_revision_is_no_answer() -> None:
    assert read_state(sent(revision=3), rule=None, revision=4) == BuilderState(rule=None, revision=4)


def test_an_edit_is_read() -> None:
    state = read_state(sent(incomplete=1, problems=["Choose a field."]), rule=None, revision=4)
    assert state.rule == {">": [{"var": "r_score"}, 3]}
    assert (state.incomplete, state.problems, state.is_complete) == (1, ("Choose a field.",), False)


@pytest.mark.parametrize(("value", "serial"), [(None, 0), (sent(), 0), (sent(serial=3), 3), (sent(serial="3"), 0)])
def test_what_was_seen_is_told_to_the_component(value: object, serial: int) -> None:
    assert serial_of(value) == serial


def test_an_emptied_builder_is_no_rule() -> None:
    assert read_state(sent(rule=None), rule={"==": [1, 1]}, revision=4).rule is None


def test_numbers_arrive_as_they_were_typed() -> None:
    state = read_state(sent(rule='{"in":[{"var":"f"},[9007199254740993,12.50,1e3]]}'), rule=None, revision=4)
    assert state.rule == {"in": [{"var": "f"}, [9007199254740993, 12.5, 1000.0]]}


@pytest.mark.parametrize(
    "changes",
    [
        {"rule": "{"},
        {"rule": '{">":[{"var":"f"},NaN]}'},
        {"rule": "[" * 100_000},
        {"rule": '"' + "x" * LIMIT + '"'},
        {"rule": 7},
        {"incomplete": None},
        {"problems": "none"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_what_the_component_never_sends_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(BadInput, match="rule builder"):
        read_state(sent(**changes), rule=None, revision=4)
