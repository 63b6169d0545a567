"""The suite must notice every way of getting it wrong: by the golden cases, and by the generated rules."""

from __future__ import annotations

import json
import random
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from core.errors import RuleError
from core.rules import OPERATORS, check
from core.rules.operators import Operator
from core.rules.tree import Call, walk
from tests.contract.rules.engines import Engine, Operators, SqlError
from tests.contract.rules.golden import cases
from tests.contract.rules.mutants import MUTANTS
from tests.contract.rules.reference import Reference
from tests.property.rules.generator import Generator

each = pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: type(mutant).__name__)


def outcome(engine: Engine, rule: Any, *, as_of: Any, operators: Operators) -> Any:
    """What the engine says, or that it fails."""
    try:
        return engine.held(rule, as_of=as_of, operators=operators)[""]
    except (TypeError, *SqlError) as error:
        return str(error)


def golden_differences(engines: dict[str, Engine], operators: Operators, *, using: str) -> int:
    """In how many cases that use the operator an engine takes the wrong customers."""
    found = 0
    for table, of_table in groupby(cases(), key=lambda case: case.table):
        rows = list(table.customers.values())
        for engine in engines.values():
            engine.load(table.schema, rows)
        for case in of_table:
            rule = check(case.rule, table.schema, time_zone=table.time_zone, operators=operators)
            if any(isinstance(node, Call) and node.operator == using for node in walk(rule.root)):
                said = [outcome(e, rule, as_of=table.as_of, operators=operators) for e in engines.values()]
                found += any(one != case.expected() for one in said)
    return found


@each
def test_the_golden_cases_notice(mutant: Operator, engines: dict[str, Engine]):
    assert golden_differences(engines, {**OPERATORS, mutant.name: mutant}, using=mutant.name) > 0
    assert golden_differences(engines, OPERATORS, using=mutant.name) == 0, "they cry wolf"


@each
def test_generated_rules_notice(mutant: Operator, engines: dict[str, Engine]):
    operators, chance, tried = {**OPERATORS, mutant.name: mutant}, random.Random(7), 0
    while tried < 1500:
        made = Generator(lambda options: options[chance.randrange(len(options))])
        rows = made.rows(12)
        for engine in engines.values():
            engine.load(made.schema, rows)
        reference = Reference(made.schema, zone=made.zone, as_of=made.as_of)
        for source in (made.rule(8) for _ in range(100)):
            if f'"{mutant.name}":' not in json.dumps(source):
                continue
            try:
                rule = check(source, made.schema, time_zone=ZoneInfo(made.zone.key), operators=operators)
            except RuleError:
                continue
            tried += 1
            said = [outcome(e, rule, as_of=made.as_of, operators=operators) for e in engines.values()]
            if any(one != [reference.holds(source, row) for row in rows] for one in said):
                return
    pytest.fail("the engines agreed on everything")
