"""docs/RULES.md says what the code does: its operators, their arguments, its examples and its limits."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from core.kernel.schema import Field, FieldType, Schema
from core.rules import OPERATORS, check, sql
from core.rules.source import MAX_BYTES, MAX_DEPTH, MAX_NODES
from tests.unit.rules.sample import AS_OF, ZONE

TEXT = (Path(__file__).resolve().parents[3] / "docs" / "RULES.md").read_text(encoding="utf-8")
SECTION = TEXT.split("## Operators")[1].split("##")[0]
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")] for line in SECTION.splitlines() if line.startswith("| `")
]
EXAMPLES = sorted({code for code in re.findall(r"`(\{.*?\})`", TEXT) if not code.startswith('{"var": ["')})
TYPES = {
    **dict.fromkeys(("tier", "city", "age", "field", ""), FieldType.STRING),
    **dict.fromkeys(("visits",), FieldType.INTEGER),
    **dict.fromkeys(("spend",), FieldType.MONEY),
    **dict.fromkeys(("rate",), FieldType.NUMBER),
    **dict.fromkeys(("opt_in",), FieldType.BOOLEAN),
    **dict.fromkeys(("last_purchase_on",), FieldType.DATE),
    **dict.fromkeys(("departments",), FieldType.STRINGS),
    **dict.fromkeys(("bucket.*",), FieldType.INTEGER),
}
SCHEMA = Schema(Field(name, type_) for name, type_ in TYPES.items() if name)


def test_the_table_has_every_operator_and_no_other():
    told = {tuple(re.findall(r"`(.+?)`", row[0])) for row in ROWS}
    assert told == {("var",)} | {(op.name, *op.aliases) for op in OPERATORS.values()}


def test_the_table_says_how_many_arguments_each_takes():
    arity = {"var": (1, 2)} | {op.name: op.arity for op in OPERATORS.values()}
    for row in ROWS:
        fewest, most = arity[re.findall(r"`(.+?)`", row[0])[0]]
        said = str(fewest) if fewest == most else f"{fewest} or more" if most is None else f"{fewest} to {most}"
        assert row[1] == said, row[0]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_the_example_of_each_operator_uses_it(row: list[str]):
    names = re.findall(r"`(.+?)`", row[0])
    assert any(f'"{name}":' in row[3] for name in names)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_a_rule(example: str):
    if json.loads(example) != {"var": ""}:
        assert sql(check(example, SCHEMA, time_zone=ZONE), as_of=AS_OF)


def test_there_are_examples():
    assert len(EXAMPLES) > 30


def test_the_limits():
    assert f"more than {MAX_BYTES:,} bytes, {MAX_DEPTH} levels or {MAX_NODES} operators" in TEXT


def test_every_type_of_field_is_described():
    section = TEXT.split("## Types")[1].split("##")[0]
    assert re.findall(r"^\| (\S+?) \|", section, re.MULTILINE) == [t.value for t in FieldType]
