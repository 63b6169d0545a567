"""docs/CAMPAIGNS.md: its examples can be used, and its tables have every word that there is."""

from __future__ import annotations

import re
import runpy
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.campaigns.consistency import MOST_STRATA, MOST_TRIGGERS, MOST_VARIANTS
from core.campaigns.definition import (
    CampaignDefinition,
    Channel,
    Conversion,
    Event,
    Message,
    Offer,
    OfferKind,
    Schedule,
    Threshold,
    Trigger,
    Variant,
)
from core.campaigns.model import LookResult, Reason
from core.campaigns.policy_text import read_policy
from core.campaigns.states import TRANSITIONS
from core.campaigns.templates import OWN
from core.campaigns.text import read_campaign, write_campaign
from core.channels.signing import signature

ROOT = Path(__file__).resolve().parent.parent.parent.parent
DOCUMENT = (ROOT / "docs" / "CAMPAIGNS.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```", DOCUMENT, flags=re.DOTALL | re.MULTILINE)


def section(title: str) -> str:
    return re.split(rf"^#+ {re.escape(title)}$", DOCUMENT, flags=re.MULTILINE)[1].split("\n## ")[0]


def firsts(title: str) -> Iterator[str]:
    """The first cells of the rows of the tables of a section."""
    for line in section(title).splitlines():
        if line.startswith("| ") and not line.startswith("| |"):
            yield line.split("|")[1]


def keys(*parts: Any) -> set[str]:
    return set().union(*(part.keys() for part in parts))


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_can_be_used_and_are_written_without_loss(example):
    definition = read_campaign(example)
    assert read_campaign(write_campaign(definition)) == definition


def test_there_is_an_example_of_every_word():
    parts = (CampaignDefinition, Offer, Message, Variant, Trigger, Schedule, Event, Threshold)
    written = "\n".join(EXAMPLES)
    assert {key for key in keys(*parts) if not re.search(rf"\b{key}:\s", written)} == set()


def test_every_field_of_a_definition_is_in_the_table():
    told = " ".join(firsts("A campaign"))
    assert {key for key in keys(CampaignDefinition) if not re.search(rf"`{key}`", told)} == set()
    text = section("A campaign")
    for words in (Channel, OfferKind, keys(Message, Offer, Variant, Conversion), OWN):
        assert {str(word) for word in words if not re.search(rf"`(\w+: |\w+\.\*\.)?{word}\b", text)} == set()


def test_the_limits_that_it_names_are_those_of_the_code():
    rows = dict(re.findall(r"^\| `(triggers|variants|stratify_by)` \| up to (\d+)", DOCUMENT, flags=re.MULTILINE))
    assert rows == {"triggers": str(MOST_TRIGGERS), "variants": str(MOST_VARIANTS), "stratify_by": str(MOST_STRATA)}


def test_every_reason_is_in_the_plan_and_every_result_of_a_look_is_explained():
    plan = section("The plan: one reason each")
    assert {str(reason) for reason in Reason} == set(re.findall(r"^\| \d \| `(\w+)`", plan, flags=re.MULTILINE))
    told = {first.strip().replace(" ", "_") for first in firsts("Why did it not fire?")} - {"says"}
    assert told == {str(result) for result in LookResult if result is not LookResult.FIRED}


def test_every_step_from_draft_to_the_end_is_in_the_table():
    rows = re.findall(r"^\| `(\w+)` \| ([\w ,]+) \| ([\w ]+)", section("From draft to end"), flags=re.MULTILINE)
    told = {act: (set(sources.split(", ")), target.strip()) for act, sources, target in rows}
    known = {
        str(act): ({str(s).replace("_", " ") for s in move.sources}, str(move.target).replace("_", " "))
        for act, move in TRANSITIONS.items()
    }
    assert told == known


def test_the_policy_that_it_shows_can_be_used():
    shown = re.findall(r"^    (caps:\n(?:    .*\n)+)", section("The contact policy"), flags=re.MULTILINE)
    policy = read_policy("\n".join(line.removeprefix("    ") for line in shown[0].splitlines())).policy()
    assert len(policy.caps) == 2
    assert policy.quiet is not None


def test_what_verifies_a_request_takes_ours_and_nothing_else(tmp_path):
    (code,) = re.findall(r"^```python\n(.*?)^```", DOCUMENT, flags=re.DOTALL | re.MULTILINE)
    file = tmp_path / "receiver.py"
    file.write_text(code, encoding="utf-8")
    is_ours = runpy.run_path(str(file))["is_ours"]
    body, now = b'{"messages": []}', int(time.time())
    ours = signature("secret", now, body)
    assert is_ours("secret", body, str(now), ours)
    assert not is_ours("other", body, str(now), ours)
    assert not is_ours("secret", body + b" ", str(now), ours)
    assert not is_ours("secret", body, "soon", ours)
    assert not is_ours("secret", body, str(now - 301), signature("secret", now - 301, body))
