"""The contact policy in YAML as people write it, and back; every fault with its place."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest

from core.campaigns.policy_text import policy_of, read_policy, write_policy
from core.contact.policy import ContactPolicy, FrequencyCap, QuietHours, Then, ZoneOf
from core.errors import PolicyInvalid

WRITTEN = """\
caps: [{at_most: 2, per_days: 7}, {channel: email, at_most: 1, per_days: 1}]
quiet_hours: {from: "21:00", to: "09:00", zone: customer, then: skip, channels: [email, webhook]}
"""
QUIET = {"from": "21:00", "to": "09:00"}


def faults(given: str | dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(PolicyInvalid) as caught:
        read_policy(given) if isinstance(given, str) else policy_of(given)
    return [(p.pointer, p.what) for p in caught.value.problems]


def test_a_policy_is_read_as_it_is_meant() -> None:
    policy = read_policy(WRITTEN).policy()
    caps = (FrequencyCap(2, 7, None), FrequencyCap(1, 1, "email"))
    quiet = QuietHours(time(21), time(9), ZoneOf.CUSTOMER, Then.SKIP, ("email", "webhook"))
    assert policy == ContactPolicy(caps, quiet)
    assert policy.longest == timedelta(days=7)
    assert [n for n, _ in policy.caps_of("email")] == [0, 1]
    assert [n for n, _ in policy.caps_of("csv")] == [0]
    assert policy.quiet is not None
    assert [policy.quiet.applies_to(c) for c in ("email", "csv")] == [True, False]


def test_what_is_left_out_limits_nothing() -> None:
    assert policy_of({}).policy() == ContactPolicy()
    assert ContactPolicy().longest == timedelta()
    quiet = policy_of({"quiet_hours": QUIET}).policy().quiet
    assert quiet == QuietHours(time(21), time(9), ZoneOf.BUSINESS, Then.HOLD, ())
    assert quiet is not None
    assert quiet.applies_to("outbox")


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"caps": [{"at_most": 0, "per_days": 1}]},
        {"caps": [{"at_most": 2, "per_days": 7}, {"channel": "webhook", "at_most": 1, "per_days": 366}]},
        {"quiet_hours": QUIET},
        {"quiet_hours": {"from": "00:00", "to": "23:59", "zone": "customer", "then": "skip", "channels": ["csv"]}},
    ],
)
def test_what_is_written_is_read_again(document: dict[str, Any]) -> None:
    policy = policy_of(document)
    assert read_policy(write_policy(policy)) == policy
    assert policy_of(policy.document()) == policy


def test_a_policy_is_written_as_people_write_it() -> None:
    assert read_policy(write_policy(read_policy(WRITTEN))).document() == read_policy(WRITTEN).document()
    assert write_policy(policy_of({})).strip() == "{}"


@pytest.mark.parametrize("value", ["9:00", "24:00", "21.00", "21:60", "٢١:٠٠", 21, True, None, "21:00\n", ["21:00"]])
def test_a_time_of_day_is_written_with_hours_and_minutes(value: Any) -> None:
    (found,) = faults({"quiet_hours": {"from": value, "to": "09:00"}})
    assert found[0] == "/quiet_hours/from"


@pytest.mark.parametrize(
    ("cap", "at"),
    [
        ({"per_days": 1}, "/caps/0"),
        ({"at_most": 1}, "/caps/0"),
        ({"at_most": -1, "per_days": 1}, "/caps/0/at_most"),
        ({"at_most": 1.5, "per_days": 1}, "/caps/0/at_most"),
        ({"at_most": 1, "per_days": 0}, "/caps/0/per_days"),
        ({"at_most": 1, "per_days": 367}, "/caps/0/per_days"),
        ({"at_most": True, "per_days": 1}, "/caps/0/at_most"),
        ({"at_most": 1, "per_days": 1, "channel": "pigeon"}, "/caps/0/channel"),
        ({"at_most": 1, "per_days": 1, "chanel": "email"}, "/caps/0/chanel"),
    ],
)
def test_what_is_no_cap_is_refused_where_it_stands(cap: dict[str, Any], at: str) -> None:
    (found,) = faults({"caps": [cap]})
    assert found[0].startswith(at)


def test_all_faults_are_told_at_once() -> None:
    text = """
    caps: [{at_most: two, per_days: 7}, {at_most: 1}]
    quiet_hours: {from: "21:00", to: noon, then: wait, channels: [fax]}
    limits: 3
    """
    places = {pointer for pointer, _ in faults(text)}
    assert {"/caps/0/at_most", "/quiet_hours/to", "/quiet_hours/then", "/quiet_hours/channels/0"} <= places
    assert len(places) == 6


def test_quiet_hours_that_end_when_they_begin_are_none() -> None:
    ((at, what),) = faults({"quiet_hours": {"from": "21:00", "to": "21:00"}})
    assert at.startswith("/quiet_hours")
    assert "none" in what


@pytest.mark.parametrize("text", ["", "- caps", "caps: {", "caps: 3", "a: &x {b: *x}"])
def test_what_is_no_policy_is_refused(text: str) -> None:
    assert faults(text)
