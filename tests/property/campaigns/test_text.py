"""The texts of any campaign: messages, which can be shown and rendered, schedules and templates."""

from __future__ import annotations

from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from core.campaigns import values
from core.campaigns.definition import CampaignDefinition
from core.campaigns.faults import sayable
from core.campaigns.rendering import rendered
from core.campaigns.templates import Escape, guarded, parse, problems, render
from core.campaigns.text import write_campaign
from core.errors import BadInput, DocumentInvalid
from tests.property.campaigns.definitions import definitions
from tests.property.documents.kinds import CAMPAIGNS
from tests.unit.campaigns.cases import FEATURES


@given(definitions())
def test_another_reader_of_yaml_sees_the_same_messages_and_conditions(definition: CampaignDefinition) -> None:
    seen = yaml.safe_load(write_campaign(definition))
    for key, message in definition.messages.all().items():
        assert (seen["messages"][key]["subject"], seen["messages"][key]["body"]) == (message.subject, message.body)
    assert [t.event.when for t in definition.triggers if t.event] == [
        t["event"].get("when", True) for t in seen["triggers"] if "event" in t
    ]


@given(definitions())
def test_what_is_drawn_can_be_shown(definition: CampaignDefinition) -> None:
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


@given(CAMPAIGNS.damaged())
def test_what_is_damaged_can_be_shown_or_says_why_not(document: Any) -> None:
    shown, faults = sayable(document, FEATURES)
    assert shown is not None or faults


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
