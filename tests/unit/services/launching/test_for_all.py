"""What holds for all campaigns: the contact policy and the global holdout, each with its history."""

from __future__ import annotations

import pytest

from core.contact.shares import bucket
from core.errors import BadInput, Conflict, PolicyInvalid, Refused
from tests.contract.campaigns.stall import CUSTOMERS, Stall, later

TWO = "caps:\n  - {at_most: 2, per_days: 7}\n"


def test_nothing_is_limited_until_a_policy_is_saved(stand: Stall) -> None:
    current = stand.lab.policies.current()
    assert (current.version, current.policy.caps, current.policy.quiet, current.text) == (0, (), None, "{}\n")
    assert stand.lab.policies.history() == []


def test_every_edit_is_a_version(stand: Stall) -> None:
    policies = stand.lab.policies
    first = policies.save(TWO, seen=0, comment="Less is more.")
    stand.clock.at = later(hours=1)
    second = policies.save({"quiet_hours": {"from": "21:00", "to": "09:00"}}, seen=1)
    assert [(p.version, p.comment, p.at, p.by) for p in policies.history()] == [
        (2, "", later(hours=1), "ann"), (1, "Less is more.", later(), "ann"),
    ]  # fmt: skip
    assert policies.current() == second
    assert first.policy.caps[0].at_most == 2
    assert policies.read(second.text) == second.document


def test_a_stale_edit_is_refused_and_faults_come_all_at_once(stand: Stall) -> None:
    policies = stand.lab.policies
    policies.save(TWO, seen=0)
    with pytest.raises(Conflict, match="version 1"):
        policies.save(TWO, seen=0)
    with pytest.raises(PolicyInvalid) as caught:
        policies.save("caps: [{at_most: -1, per_days: 0}]\nquiet: 3", seen=1)
    assert {p.pointer for p in caught.value.problems} == {"/caps/0/at_most", "/caps/0/per_days", "/quiet"}
    assert policies.current().version == 1


def test_a_new_holdout_ends_the_old_one_and_history_stays(stand: Stall) -> None:
    holdouts = stand.lab.holdouts
    assert (holdouts.open(), holdouts.all()) == (None, [])
    first = holdouts.start(share=0.05, name="Pilot")
    stand.clock.at = later(days=1)
    second = holdouts.start(share=0.1)
    assert (second.name, second.from_at, second.until_at) == ("Holdout from 2017-10-03", later(days=1), None)
    assert second.salt != first.salt
    stand.clock.at = later(days=2)
    ended = holdouts.end()
    assert (ended.holdout_id, ended.until_at, ended.ended_by) == (second.holdout_id, later(days=2), "ann")
    assert [(h.name, h.until_at) for h in holdouts.all()] == [
        ("Holdout from 2017-10-03", later(days=2)), ("Pilot", later(days=1)),
    ]  # fmt: skip
    assert holdouts.open() is None
    with pytest.raises(Refused, match="No holdout is in force"):
        holdouts.end()


def test_a_larger_holdout_may_keep_the_people_of_the_last_one(stand: Stall) -> None:
    holdouts = stand.lab.holdouts
    with pytest.raises(Refused, match="no holdout yet"):
        holdouts.start(share=0.2, keeps_people=True)

    def held() -> set[str]:
        frame = stand.lab.planning.plan(slug).frame
        return set(frame.filter(frame["reason"] == "holdout")["customer_id"])

    slug = stand.launch()
    holdouts.start(share=0.2, salt="2017")
    few = held()
    holdouts.end()
    holdouts.start(share=0.5, keeps_people=True)
    assert set() < few < held()


def test_the_salt_of_another_holdout_draws_its_people(stand: Stall) -> None:
    holdouts = stand.lab.holdouts

    def held(salt: str | None) -> set[str]:
        assert salt in (holdouts.start(share=0.5, salt=salt).salt, None)
        frame = stand.lab.planning.plan(slug).frame
        return set(frame.filter(frame["reason"] == "holdout")["customer_id"])

    slug = stand.launch()
    assert held("2017") == held("2017") == {c for c in CUSTOMERS if bucket(c, "holdout:2017") < 5000}
    assert held("2018") != held("2017")
    assert held(None) != held("2017")


@pytest.mark.parametrize("salt", ["", " ", "a" * 81, "a\nb", "\ud800"])
def test_a_salt_is_kept_as_it_is_or_refused(stand: Stall, salt: str) -> None:
    with pytest.raises(BadInput, match="cannot be a salt"):
        stand.lab.holdouts.start(share=0.2, salt=salt)
    stand.lab.holdouts.start(share=0.2, salt="a" * 80)
    with pytest.raises(BadInput, match="have its salt"):
        stand.lab.holdouts.start(share=0.2, salt="b", keeps_people=True)
    assert [h.salt for h in stand.lab.holdouts.all()] == ["a" * 80]


@pytest.mark.parametrize("share", [0, -0.1, 0.51, float("nan")])
def test_a_share_has_bounds(stand: Stall, share: float) -> None:
    with pytest.raises(BadInput, match="cannot be held out"):
        stand.lab.holdouts.start(share=share)
