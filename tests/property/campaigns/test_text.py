"""Any campaign survives YAML and JSON, and what is damaged is refused in our own words."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from core.campaigns import values
from core.campaigns.definition import CampaignDefinition
from core.campaigns.faults import campaign_problems, sayable
from core.campaigns.rendering import rendered
from core.campaigns.templates import Escape, guarded, parse, problems, render
from core.campaigns.text import of_document, read_campaign, write_campaign
from core.errors import BadInput, CampaignInvalid, DocumentInvalid, Problem
from tests.property.campaigns.definitions import definitions
from tests.unit.campaigns.cases import FEATURES, KNOWN


@given(definitions())
def test_yaml_loses_nothing(definition: CampaignDefinition) -> None:
    written = write_campaign(definition)
    again = read_campaign(written)
    assert again == definition
    assert again.document() == definition.document()
    assert again.digest == definition.digest
    assert write_campaign(again) == written
    assert read_campaign(written.encode()) == definition


@given(definitions())
def test_json_loses_nothing(definition: CampaignDefinition) -> None:
    assert of_document(json.loads(json.dumps(definition.document()))) == definition


@given(definitions())
def test_another_reader_of_yaml_sees_the_same_words(definition: CampaignDefinition) -> None:
    seen = yaml.safe_load(write_campaign(definition))
    assert seen["name"] == definition.name
    assert seen.get("description", "") == definition.description
    for key, message in definition.messages.all().items():
        assert (seen["messages"][key]["subject"], seen["messages"][key]["body"]) == (message.subject, message.body)
    assert [t.event.when for t in definition.triggers if t.event] == [
        t["event"].get("when", True) for t in seen["triggers"] if "event" in t
    ]


@given(definitions())
def test_what_is_drawn_has_no_fault(definition: CampaignDefinition) -> None:
    assert campaign_problems(definition, KNOWN) == ()
    found, wrong = sayable(definition.document(), FEATURES)
    assert wrong == ()
    assert found is not None
    assert [found.message(c) for c in definition.channels] == [definition.message(c) for c in definition.channels]


@given(definitions(), st.text(max_size=20), st.data())
def test_every_message_can_be_rendered(definition: CampaignDefinition, text: str, data: st.DataObject) -> None:
    facts = dict.fromkeys(FEATURES, data.draw(st.sampled_from((None, text))))
    variant = data.draw(st.sampled_from([None, *(v.name for v in definition.variants)]))
    for channel in definition.channels:
        found = rendered(definition, channel=channel, variant=variant, customer_id="7", facts=facts)
        assert "\n" not in found.subject
        assert "\0" not in found.body
        if channel == "csv":
            assert (guarded(found.subject), guarded(found.body)) == (found.subject, found.body)


odd: st.SearchStrategy[Any] = st.sampled_from(
    (None, True, -1, 0, 2**53, 10**5000, 1.5, float("nan"), float("inf"), "", "x", "1e999999", "\0", "\ud800", [], {},
     [[]], {"a": 1}, {1: 2}, {"var": ""}, {"log": 1}, object(), b"x", "2017-02-30", "2017-03-12T02:30", "* * * * *",
     "9999-12-31T23:59", "{{", "{{ x }}", {"default": 1}, {"name": []}, [{"name": 1}], "email", "default", "gone")
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> Any:
    """A campaign's document with something odd at one to three places."""
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
    found = campaign_problems(document, KNOWN)
    assert [p for p in found if not (p.what and p.fix)] == []
    assert len(set(found)) == len(found)
    text = "\n".join(f"{p.pointer} {p.what} {p.fix}" for p in found)
    assert "pydantic" not in text
    assert "Input should" not in text
    wrong, definition = asked(of_document, document)
    assert set(wrong) <= set(found)
    if definition is not None:
        assert read_campaign(write_campaign(definition)) == definition
    shown, faults = sayable(document, FEATURES)
    assert shown is not None or faults


def asked(
    read: Callable[[Any], CampaignDefinition], source: Any
) -> tuple[Sequence[Problem], CampaignDefinition | None]:
    """What is wrong, or the campaign; nothing but CampaignInvalid may be raised."""
    try:
        return (), read(source)
    except CampaignInvalid as error:
        return error.problems, None


@given(st.text(max_size=200) | st.binary(max_size=200) | st.text("abn: -{}[],#&*!|>'\"\n", max_size=60))
def test_no_text_is_refused_by_any_other_error(text: str | bytes) -> None:
    found, definition = asked(read_campaign, text)
    assert bool(found) == (definition is None)


@given(st.text("0159,-/*#LWMONDTHU? \n²é", max_size=25) | st.lists(st.text("059,-/*#LM", max_size=4)).map(" ".join))
def test_a_cron_line_is_taken_or_refused(line: str) -> None:
    try:
        found = values.cron(line)
    except DocumentInvalid:
        return
    assert values.cron(found) == found


pieces = st.lists(st.sampled_from(("{{", "}}", "{", "}", " ", "|", '"', "a", "offer.name", "\n", "é", "=", "<")))


@given(pieces.map("".join))
def test_a_text_is_a_template_or_has_faults(text: str) -> None:
    found = list(problems(text, {"a": 1}, at="/x"))
    broken = [p for p in found if "placeholder" in p.what.casefold()]
    try:
        template = parse(text)
    except BadInput:
        assert broken
        return
    assert not broken
    facts = dict.fromkeys(template.fields, "<v>")
    assert [render(template, facts, escape).count("<v>") for escape in Escape if escape is not Escape.HTML] == (
        [len(template.placeholders)] * 3
    )
    if not template.fields:
        assert render(template, {}, Escape.TEXT) == text
