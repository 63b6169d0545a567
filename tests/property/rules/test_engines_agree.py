"""Whatever the rule, however nasty the rows: all engines give the same customers, or the checker refuses the rule."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from core.errors import RuleError
from core.rules import Rule, check, combine, leaves, sql, trace
from tests.contract.rules.engines import Engine, combined
from tests.contract.rules.reference import Reference
from tests.property.rules.effort import effort
from tests.property.rules.generator import Generator


def made_of(data: st.DataObject) -> Generator:
    return Generator(lambda options: options[data.draw(st.integers(0, len(options) - 1))])


def checked(source: Any, made: Generator) -> Rule | None:
    try:
        return check(json.dumps(source), made.schema, time_zone=made.zone)
    except RuleError:
        return None


def agree(source: Any, rule: Rule, made: Generator, *, engines: dict[str, Engine], rows: list[dict[str, Any]]) -> None:
    """Hold every engine, at every condition that it tells, to the reference."""
    reference = Reference(made.schema, zone=made.zone, as_of=made.as_of)
    expected = [reference.holds(source, row) for row in rows]
    for name, engine in engines.items():
        held = engine.held(rule, as_of=made.as_of)
        assert held[""] == expected, f"{name}: {json.dumps(source)} -> {sql(rule, as_of=made.as_of)}"
    steps = [trace(rule, row, as_of=made.as_of) for row in rows[:3]]
    held = engines["duckdb"].held(rule, as_of=made.as_of)
    told = [{path: each[i] for path, each in held.items()} for i in range(len(steps))]
    assert [{s.path: s.held for s in one} for one in steps] == told
    assert combined(rule, held) == held


@effort(1.5)
@given(data=st.data())
def test_all_engines_take_the_same_customers(data: st.DataObject, engines: dict[str, Engine]):
    made = made_of(data)
    rows = made.rows(6)
    for engine in engines.values():
        engine.load(made.schema, rows)
    for _ in range(3):
        source = made.rule(6)
        note(json.dumps(source))
        rule = checked(source, made)
        if rule is not None:
            agree(source, rule, made, engines=engines, rows=rows)


@pytest.mark.parametrize("seed", range(6))
def test_many_larger_rules_over_more_rows(seed: int, engines: dict[str, Engine]):
    chance = random.Random(seed)
    made = Generator(lambda options: options[chance.randrange(len(options))])
    rows = made.rows(30)
    for engine in engines.values():
        engine.load(made.schema, rows)
    for source in (made.rule(chance.choice((3, 8, 20))) for _ in range(60)):
        rule = checked(source, made)
        if rule is not None:
            agree(source, rule, made, engines=engines, rows=rows)


def test_the_generator_is_rarely_refused():
    chance, refused = random.Random(3), 0
    for _ in range(40):
        made = Generator(lambda options: options[chance.randrange(len(options))])
        refused += sum(checked(made.rule(10), made) is None for _ in range(25))
    assert refused < 0.05 * 1000


@effort(1)
@given(data=st.data())
def test_what_is_saved_means_the_same(data: st.DataObject):
    made = made_of(data)
    rule = checked(made.rule(8), made)
    if rule is not None:
        again = check(json.dumps(rule.json), made.schema, time_zone=made.zone)
        assert (again.json, again.digest, again.text) == (rule.json, rule.digest, rule.text)
        assert sql(again, as_of=made.as_of) == sql(rule, as_of=made.as_of)
        for dialect in ("postgres", "spark"):
            assert sql(rule, as_of=made.as_of, dialect=dialect)


@effort(1)
@given(data=st.data(), truths=st.randoms(use_true_random=False))
def test_groups_follow_from_any_truth_of_their_leaves(data: st.DataObject, truths: random.Random):
    made = made_of(data)
    rule = checked(made.rule(12), made)
    if rule is not None:
        held = combine(rule, {path: truths.random() < 0.5 for path in leaves(rule)})
        assert list(held) == [node.path for node in rule.nodes()]
        for node in rule.nodes():
            inner = [held[m.path] for m in rule.nodes() if m.parent == node.path]
            if node.kind in ("and", "or") and inner:
                assert held[node.path] is (all(inner) if node.kind == "and" else any(inner))
            if node.kind == "!":
                assert held[node.path] is not inner[0]
