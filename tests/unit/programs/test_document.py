"""docs/PROGRAMS.md: its examples can be used, and every sentence about what a program means is held by a test."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from core.features import Dictionary
from core.programs.definition import EarnCap, EarnRule, Per, ProgramDefinition, Tier, Window
from core.programs.faults import program_problems
from core.programs.fields import event_schemas
from core.programs.model import EntryKind
from core.programs.text import read_program, write_program
from core.rules import check_number, exact_value
from core.warehouse import Profile
from core.warehouse.purchases import FIXED

ROOT = Path(__file__).resolve().parent.parent.parent.parent
DOCUMENT = (ROOT / "docs" / "PROGRAMS.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```", DOCUMENT, flags=re.DOTALL | re.MULTILINE)
PROFILE = Profile.load("complete_journey")
SCHEMAS = event_schemas(PROFILE, Dictionary.of(PROFILE, None).schema)


def rows(text: str) -> Iterator[list[str]]:
    """The cells of every row of the tables in a text, without heads."""
    for line in text.splitlines():
        if line.startswith("| ") and not line.startswith("| |"):
            yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def section(title: str) -> str:
    return DOCUMENT.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def functions() -> set[str]:
    tree = ast.parse((Path(__file__).parent / "test_semantics.py").read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_can_be_used_and_are_written_without_loss(example):
    definition = read_program(example)
    assert program_problems(definition, SCHEMAS, PROFILE.zone) == ()
    assert read_program(write_program(definition)) == definition


def test_there_is_an_example_of_every_word():
    assert len(EXAMPLES) >= 2
    written = "\n".join(EXAMPLES)
    parts = (ProgramDefinition, EarnRule, EarnCap, Tier)
    keys = {field.alias or name for part in parts for name, field in part.model_fields.items()}
    assert {key for key in keys if not re.search(rf"\b{key}:\s", written)} == set()


def test_every_field_of_a_definition_is_in_the_table():
    told = {name for first, *_ in rows(section("A program")) for name in re.findall(r"`([\w.\[\]]+)`", first)}
    wanted = set(ProgramDefinition.model_fields)
    for part, model in (("earn", EarnRule), ("caps", EarnCap), ("tiers", Tier)):
        names = {field.alias or name for name, field in model.model_fields.items()}
        wanted |= {f"{part}[].{name}" for name in names - {"name"}}
    assert wanted - told == set()
    assert {str(window) for window in Window} - set(re.findall(r"`(\w+)`", section("A program"))) == set()


def test_every_field_of_an_event_is_in_the_table():
    told = {name for first, *_ in rows(section("What rules may ask")) for name in re.findall(r"`(\w+)`", first)}
    assert set(FIXED) - told == set()


def test_the_worked_points_are_right():
    found = [row for row in rows(section("What rules may ask")) if row[0].startswith("`{")]
    assert len(found) >= 4
    for written, amount, *whole in found:
        number = check_number(written.strip("`"), SCHEMAS[Per.BASKET], time_zone=PROFILE.zone)
        exact = exact_value(number, {"amount": Decimal(amount)}, as_of=datetime(2017, 1, 1, tzinfo=UTC))
        assert exact is not None
        points = max(exact, 0)
        ways = (points // 1, (points * 2 + 1) // 2, -(-points // 1))
        assert [int(way) for way in ways] == [int(w) for w in whole], written


def test_every_sentence_names_its_test_and_every_test_has_a_sentence():
    sentences = [row for row in rows(section("What it means")) if row[0].isdigit()]
    assert [int(number) for number, *_ in sentences] == list(range(1, len(sentences) + 1))
    named = [name for *_, last in sentences for name in re.findall(r"`(test_\w+)`", last)]
    assert [row for row in sentences if not re.fullmatch(r"(`test_\w+`(, )?)+", row[-1])] == []
    assert set(named) - functions() == set(), "no such test"
    assert functions() - set(named) == set(), "no sentence says what these tests hold"
    assert len(named) == len(set(named))


def test_every_kind_of_entry_is_in_the_table():
    kinds = {row[0].strip("`") for row in rows(section("The ledger")) if len(row) == 4}
    assert {str(kind) for kind in EntryKind} - kinds == set()
