"""What is no fault of a campaign and should be known; and whether it can still go off."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from core.campaigns.remarks import remarks
from core.campaigns.states import TRANSITIONS, Act, CampaignState, possible, target
from core.campaigns.timing import can_come
from tests.unit.campaigns.cases import FEATURES, ZONE, campaign

NOW = datetime(2017, 6, 1, 12, tzinfo=UTC)  # Thursday, 8 o'clock
AGAIN = {"again_after_days": 30}


def told(**changes: Any) -> tuple[str, ...]:
    return remarks(campaign(**AGAIN | changes), FEATURES, now=NOW, zone=ZONE)


def test_a_plain_campaign_needs_no_remark() -> None:
    assert told() == ()
    assert told(messages={"default": {"body": '{{ total_revenue }} {{ income | "x" }} {{ customer_id }}'}}) == ()


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"control": 0}, "Nobody is held out as control, so no lift can be measured."),
        (
            {"program": "everyday", "offer": {"name": "None", "kind": "points"}},
            "The offer 'None' is one of 0 points, so nobody gets any: `value` says how many.",
        ),
        ({"control": 0, "stratify_by": ["income"]}, "`stratify_by` divides the control group, and there is none."),
        (
            {"variants": [{"name": "A", "share": 0.5}, {"name": "B", "share": 0.5}]},
            "The variants 'A' and 'B' say and offer the same: nothing would be compared.",
        ),
        (
            {"messages": {"default": {"body": "x"}, "email": {"body": "y"}}},
            "The message for email is never sent: email is not among the channels.",
        ),
        ({"again_after_days": None}, "Each customer is treated once, however often it goes off"),
        ({"triggers": [{"schedule": {"at": "2017-07-01T10:00"}}]}, "`again_after_days` changes nothing"),
        ({"triggers": [{"schedule": {"at": "2017-05-01T10:00"}}]}, "2017-05-01T10:00 has passed."),
        (
            {"messages": {"default": {"body": "<p>Hello</P>"}}},
            "A message looks like HTML and goes out as plain text: `html: true` would change that.",
        ),
        ({"ends_on": "2017-05-31"}, "The campaign's last day, 2017-05-31, has passed."),
        ({"messages": {"default": {"body": "{{ income }}"}}}, "Some customers have no income, and their message"),
    ],
)  # fmt: skip
def test_what_should_be_known_is_told(changes: dict[str, Any], what: str) -> None:
    assert [t for t in told(**changes) if t.startswith(what)]


def test_variants_that_differ_need_no_remark() -> None:
    other = {"name": "B", "share": 0.5, "offer": {"name": "A pen", "kind": "gift"}}
    assert told(variants=[{"name": "A", "share": 0.5}, other]) == ()


@pytest.mark.parametrize(
    ("changes", "comes"),
    [
        ({}, True),
        ({"triggers": [{"schedule": {"at": "2017-06-01T06:59"}}]}, False),  # an hour and a minute ago
        ({"triggers": [{"schedule": {"at": "2017-06-01T07:00"}}]}, True),
        ({"triggers": [{"schedule": {"at": "2017-06-01T11:00Z"}}]}, True),
        ({"triggers": [{"schedule": {"at": "2017-05-01T08:00"}}, {"event": {"entered": "lapsing"}}]}, True),
        ({"ends_on": "2017-05-31", "triggers": [{"event": {"entered": "lapsing"}}]}, False),
        ({"ends_on": "2017-06-01", "triggers": [{"event": {"entered": "lapsing"}}]}, True),
        ({"ends_on": "2017-06-04"}, False),  # before the next Monday
        ({"ends_on": "2017-06-05"}, True),
        ({"starts_on": "2018-01-01"}, True),
    ],
)
def test_whether_a_campaign_can_still_go_off(changes: dict[str, Any], comes: object) -> None:
    assert can_come(campaign(**changes), NOW, ZONE) is comes


def test_the_table_of_transitions_is_closed() -> None:
    assert set(TRANSITIONS) == set(Act)
    for state in CampaignState:
        assert {act: target(act, state) for act in possible(state)} == {
            act: move.target for act, move in TRANSITIONS.items() if state in move.sources
        }
    assert possible(CampaignState.ENDED) == ()
    assert possible(CampaignState.ACTIVE) == (Act.PAUSE, Act.END)
    assert [target(act, CampaignState.ENDED) for act in Act] == [None] * len(Act)
    reached, front = set[CampaignState](), {CampaignState.DRAFT}
    while front:
        reached |= front
        front = {m.target for m in TRANSITIONS.values() if m.sources & reached} - reached
    assert reached == set(CampaignState)
