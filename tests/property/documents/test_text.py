"""Any definition survives YAML and JSON, and what is damaged is refused in our own words."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.property.documents.kinds import CAMPAIGNS, PROGRAMS, Kind

of_each_kind = pytest.mark.parametrize("kind", [PROGRAMS, CAMPAIGNS], ids=lambda kind: kind.noun)


@of_each_kind
@given(data=st.data())
def test_yaml_loses_nothing(kind: Kind, data: st.DataObject) -> None:
    definition = data.draw(kind.drawn)
    written = kind.write(definition)
    again = kind.read(written)
    assert again == definition
    assert again.document() == definition.document()
    assert again.digest == definition.digest
    assert kind.write(again) == written
    assert kind.read(written.encode()) == definition


@of_each_kind
@given(data=st.data())
def test_json_loses_nothing(kind: Kind, data: st.DataObject) -> None:
    definition = data.draw(kind.drawn)
    assert kind.of_document(json.loads(json.dumps(definition.document()))) == definition


@of_each_kind
@given(data=st.data())
def test_another_reader_of_yaml_sees_the_same_words(kind: Kind, data: st.DataObject) -> None:
    definition = data.draw(kind.drawn)
    seen = yaml.safe_load(kind.write(definition))
    assert seen["name"] == definition.name
    assert seen.get("description", "") == definition.description


@of_each_kind
@given(data=st.data())
def test_what_is_drawn_has_no_fault(kind: Kind, data: st.DataObject) -> None:
    assert kind.problems(data.draw(kind.drawn)) == ()


@of_each_kind
@given(data=st.data())
def test_whatever_stands_there_is_taken_or_refused_with_places_and_remedies(kind: Kind, data: st.DataObject) -> None:
    document = data.draw(kind.damaged())
    problems = kind.problems(document)
    assert [p for p in problems if not (p.what and p.fix)] == []
    assert len(set(problems)) == len(problems)
    text = "\n".join(f"{p.pointer} {p.what} {p.fix}" for p in problems)
    assert "pydantic" not in text
    assert "Input should" not in text
    found, definition = kind.asked(kind.of_document, document)
    assert set(found) <= set(problems)
    if definition is not None:
        assert kind.read(kind.write(definition)) == definition


@of_each_kind
@given(text=st.text(max_size=200) | st.binary(max_size=200) | st.text("abn: -{}[],#&*!|>'\"\n", max_size=60))
def test_no_text_is_refused_by_any_other_error(kind: Kind, text: str | bytes) -> None:
    problems, definition = kind.asked(kind.read, text)
    assert bool(problems) == (definition is None)
