"""Every golden case, on every engine, by the reference, and as a sentence."""

from __future__ import annotations

import json
from zoneinfo import ZoneInfo

import pytest

from core.rules import OPERATORS, check, sql, truths
from core.rules.tree import Call, walk
from tests.contract.rules.engines import DuckDb, Engine, combined
from tests.contract.rules.golden import FOLDER, Case, cases
from tests.contract.rules.reference import Reference

CASES = cases()


def name(case: Case) -> str:
    return f"{case.table.name}:{json.dumps(case.rule, ensure_ascii=False)}"


each = pytest.mark.parametrize("case", CASES, ids=name)


@each
def test_an_engine_takes_the_customers_that_the_case_names(case: Case, engine: Engine):
    rule = check(case.rule, case.table.schema, time_zone=case.table.time_zone)
    engine.load(case.table.schema, case.rows)
    assert engine.held(rule, as_of=case.table.as_of)[""] == case.expected()


@each
def test_the_reference_takes_the_same(case: Case):
    reference = Reference(case.table.schema, zone=ZoneInfo(case.table.time_zone), as_of=case.table.as_of)
    assert [reference.holds(case.rule, row) for row in case.rows] == case.expected()


@each
def test_the_sentence(case: Case):
    assert check(case.rule, case.table.schema, time_zone=case.table.time_zone).text == case.says


@each
def test_what_is_saved_means_the_same_and_is_saved_as_itself(case: Case):
    rule = check(case.rule, case.table.schema, time_zone=case.table.time_zone)
    again = check(json.dumps(rule.json), case.table.schema, time_zone=case.table.time_zone)
    assert (again.json, again.digest, again.text) == (rule.json, rule.digest, rule.text)
    assert sql(again, as_of=case.table.as_of) == sql(rule, as_of=case.table.as_of)


@each
def test_every_dialect_has_an_answer(case: Case):
    rule = check(case.rule, case.table.schema, time_zone=case.table.time_zone)
    for dialect in ("postgres", "spark"):
        assert all(truths(rule, as_of=case.table.as_of, dialect=dialect).values())


@each
def test_groups_follow_from_their_leaves(case: Case, engines: dict[str, DuckDb]):
    rule = check(case.rule, case.table.schema, time_zone=case.table.time_zone)
    engines["duckdb"].load(case.table.schema, case.rows)
    held = engines["duckdb"].held(rule, as_of=case.table.as_of)
    assert list(held) == [node.path for node in rule.nodes()]
    assert combined(rule, held) == held


def test_every_operator_has_a_case():
    seen = set()
    for case in CASES:
        rule = check(case.rule, case.table.schema, time_zone=case.table.time_zone)
        seen |= {node.operator for node in walk(rule.root) if isinstance(node, Call)}
    assert seen == set(OPERATORS)


def test_the_cases_are_there():
    assert len(CASES) > 150
    assert {case.table.name for case in CASES} >= {path.stem for path in FOLDER.glob("*.yaml")} - {"refused"}
    assert sum(0 < len(case.takes) < len(case.rows) for case in CASES) > 0.8 * len(CASES), "too many take all or none"
