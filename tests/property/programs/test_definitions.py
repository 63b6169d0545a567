"""Any program survives YAML and JSON, and what is damaged is refused in our own words."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Problem, ProgramInvalid
from core.programs.definition import ProgramDefinition
from core.programs.faults import program_problems
from core.programs.text import of_document, read_program, write_program
from tests.property.programs.definitions import SCHEMAS, definitions

ZONE = ZoneInfo("America/New_York")


@given(definitions())
def test_yaml_loses_nothing(definition: ProgramDefinition) -> None:
    written = write_program(definition)
    again = read_program(written)
    assert again == definition
    assert again.document() == definition.document()
    assert again.digest == definition.digest
    assert write_program(again) == written
    assert read_program(written.encode()) == definition


@given(definitions())
def test_json_loses_nothing(definition: ProgramDefinition) -> None:
    assert of_document(json.loads(json.dumps(definition.document()))) == definition


@given(definitions())
def test_another_reader_of_yaml_sees_the_same_words(definition: ProgramDefinition) -> None:
    seen = yaml.safe_load(write_program(definition))
    assert seen["name"] == definition.name
    assert seen.get("description", "") == definition.description
    assert [rule["when"] for rule in seen["earn"] if "when" in rule] == [
        r.when for r in definition.earn if r.when is not True
    ]
    assert [rule["points"] for rule in seen["earn"]] == [rule.points for rule in definition.earn]


@given(definitions())
def test_what_is_drawn_has_no_fault(definition: ProgramDefinition) -> None:
    assert program_problems(definition, SCHEMAS, ZONE) == ()


odd: st.SearchStrategy[Any] = st.sampled_from(
    (None, True, -1, 0, 2**53, 10**5000, 1.5, float("nan"), float("inf"), "", "x", "1e999999", "\0", "\ud800", [], {},
     [[]], {"a": 1}, {1: 2}, {"var": ""}, {"log": 1}, object(), b"x", "2017-02-30", "12-32")
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> Any:
    """A program's document with something odd at one to three places."""
    document = draw(definitions()).document()
    for _ in range(draw(st.integers(1, 3))):
        at = document
        while True:
            keys = list(at) if isinstance(at, dict) else list(range(len(at)))
            key = draw(st.sampled_from([*keys, "stray"] if isinstance(at, dict) else keys)) if keys else "stray"
            inner = at.get(key) if isinstance(at, dict) else at[key] if keys else None
            if isinstance(inner, dict | list) and inner and draw(st.booleans()):
                at = inner
                continue
            if isinstance(at, dict) or keys:
                at[key] = draw(odd)
            break
    return document


@given(damaged())
def test_whatever_stands_there_is_taken_or_refused_with_places_and_remedies(document: Any) -> None:
    problems = program_problems(document, SCHEMAS, ZONE)
    assert [p for p in problems if not (p.what and p.fix)] == []
    assert len(set(problems)) == len(problems)
    text = "\n".join(f"{p.pointer} {p.what} {p.fix}" for p in problems)
    assert "pydantic" not in text
    assert "Input should" not in text
    found, definition = asked(of_document, document)
    assert set(found) <= set(problems)
    if definition is not None:
        assert read_program(write_program(definition)) == definition


def asked(read: Callable[[Any], ProgramDefinition], source: Any) -> tuple[Sequence[Problem], ProgramDefinition | None]:
    """What is wrong, or the program; nothing but ProgramInvalid may be raised."""
    try:
        return (), read(source)
    except ProgramInvalid as error:
        return error.problems, None


@given(st.text(max_size=200) | st.binary(max_size=200) | st.text("abn: -{}[],#&*!|>'\"\n", max_size=60))
def test_no_text_is_refused_by_any_other_error(text: str | bytes) -> None:
    problems, definition = asked(read_program, text)
    assert bool(problems) == (definition is None)
