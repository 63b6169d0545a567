"""What an earn rule says stands in a program's YAML as JSON, so that any reader sees the same rule."""

from __future__ import annotations

import yaml
from hypothesis import given

from core.programs.definition import ProgramDefinition
from core.programs.text import write_program
from tests.property.programs.definitions import definitions


@given(definitions())
def test_another_reader_of_yaml_sees_the_same_rules(definition: ProgramDefinition) -> None:
    seen = yaml.safe_load(write_program(definition))
    assert [rule["when"] for rule in seen["earn"] if "when" in rule] == [
        r.when for r in definition.earn if r.when is not True
    ]
    assert [rule["points"] for rule in seen["earn"]] == [rule.points for rule in definition.earn]
