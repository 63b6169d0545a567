"""An empty condition says what it means where it stands: for a segment, an earn rule, a trigger and a conversion."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.config import Settings
from core.services.lab import Lab
from tests.app.conftest import Open


def empties(app: AppTest) -> list[str]:
    """What the rule builders of the page say while there is no condition."""
    sent = [json.loads(each.proto.json) for each in app.get("bidi_component")]
    return [data["empty"] for data in sent if "empty" in data]


def test_a_segment_without_a_condition_is_everybody(open_app: Open, demo_home: Path) -> None:
    app = open_app(demo_home, "segments", segment="new")
    assert empties(app) == ["No condition yet, so all customers are in. Add a condition to choose."]


@pytest.mark.parametrize(("per", "said"), [("basket", "every basket"), ("line", "every line of a basket")])
def test_an_earn_rule_without_a_condition_counts_everything(
    open_app: Open, demo_copy: Path, per: str, said: str
) -> None:
    with Lab.open(Settings(lab_home=demo_copy)) as lab:
        held = lab.programs.get("fresh-rewards")
        document = dict(held.definition.document())
        document["earn"] = [{"name": "base", "per": per, "points": 1}]
        document["caps"] = []
        lab.programs.edit("fresh-rewards", document, seen=held.head)
    app = open_app(demo_copy, "programs", program="fresh-rewards", tab="Edit")
    assert empties(app) == [f"No condition, so {said} counts. Add a condition to choose."]


def test_triggers_and_conversions_without_a_condition(open_app: Open, demo_copy: Path) -> None:
    with Lab.open(Settings(lab_home=demo_copy)) as lab:
        held = lab.campaigns.get("win-back-big-spenders")
        document = dict(held.definition.document())
        document["triggers"] = [{"event": {"rows": "transactions"}}]
        document["conversion"] = {"within_days": 14, "purchase": True}
        lab.campaigns.edit(held.slug, document, seen=held.head)
    app = open_app(demo_copy, "campaigns", campaign="win-back-big-spenders", tab="Edit", step="Trigger")
    assert empties(app) == [
        "No condition, so every new row counts. Add a condition to choose.",
        "No condition, so any purchase counts. Add a condition to choose.",
    ]
