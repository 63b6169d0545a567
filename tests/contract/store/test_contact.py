"""What every store keeps of holdouts, the contact policy, and what came of looking at triggers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, insert, text, update

from core.campaigns.model import Holdout, Look, LookResult
from core.errors import Conflict
from core.kernel.clock import FixedClock
from core.store import Database
from core.store.campaign_tables import contact_policy, holdout
from core.store.policies import PolicyVersion
from tests.contract.store.campaigning import AT, add, campaign, run

POLICY = {"caps": [{"at_most": 2, "per_days": 7}], "quiet_hours": {"from": "21:00", "to": "09:00", "zone": "é"}}


def start(database: Database, clock: FixedClock, name: str = "é 'x'") -> Holdout:
    with database.unit(actor="ann", clock=clock) as work:
        return work.holdouts.start(name=name, share=0.1 + 0.2, salt="s", at=work.now, by=work.actor)


def test_one_holdout_is_open_at_a_time_and_the_history_is_kept(database: Database, clock: FixedClock) -> None:
    with database.view() as work:
        assert work.holdouts.open() is None
        assert work.holdouts.all() == []
    first = start(database, clock)
    assert first == Holdout(1, "é 'x'", 0.1 + 0.2, "s", clock.now(), None, "ann", None)
    with pytest.raises(Conflict, match="The holdout \"é 'x'\" is in force since 2018-01-01 05:00 UTC"):
        start(database, clock, "second")
    clock.advance(timedelta(days=1))
    with database.unit(actor="bob", clock=clock) as work:
        ended = work.holdouts.end(at=work.now, by="bob")
        assert ended == replace(first, until_at=work.now, ended_by="bob")
        assert work.holdouts.end(at=work.now, by="bob") is None
        second = work.holdouts.start(name="second", share=0.5, salt="s", at=work.now, by="bob")
    with database.view() as work:
        assert work.holdouts.open() == second
        assert work.holdouts.all() == [second, ended]
    again = {"open": 1, "name": "x", "share": 0.1, "salt": "s", "from_at": clock.now(), "started_by": "x"}
    with pytest.raises(Exception, match="(?i)unique"), database.writing() as connection:
        connection.execute(insert(holdout).values(again))  # whoever goes past the repository


def test_the_database_itself_refuses_to_change_a_holdout_but_for_its_end(database: Database, clock: FixedClock) -> None:
    start(database, clock)
    with database.unit(actor="ann", clock=clock) as work:
        work.holdouts.end(at=work.now, by="ann")
    start(database, clock, "second")
    with database.view() as work:
        before = work.holdouts.all()
    ends = {"open": None, "until_at": clock.now(), "ended_by": "x"}
    by_name = update(holdout).where(holdout.c.name == "second")
    changes = [
        update(holdout).where(holdout.c.name != "second").values(until_at=clock.now() + timedelta(days=1)),
        update(holdout).where(holdout.c.name != "second").values(open=None, ended_by="x"),
        by_name.values(share=0.2), by_name.values(share=0.2, **ends), by_name.values(salt="t", **ends),
        by_name.values(from_at=AT, **ends), by_name.values(name="third", **ends), delete(holdout),
    ]  # fmt: skip
    if "postgresql" in database.address:
        changes.append(text("TRUNCATE holdout"))
    for change in changes:
        refused = pytest.raises(Exception, match="holdout changes once, when it ends")
        with refused, database.writing() as connection:
            connection.execute(change)
    with database.view() as work:
        assert work.holdouts.all() == before


def test_every_policy_is_a_version_and_a_stale_edit_is_refused(database: Database, clock: FixedClock) -> None:
    def save(document: dict[str, object], seen: int) -> PolicyVersion:
        with database.unit(actor="ann", clock=clock) as work:
            return work.policies.save(document, seen=seen, comment="é\n", at=work.now, by=work.actor)

    with database.view() as work:
        assert work.policies.current() is None
        assert work.policies.history() == []
    with pytest.raises(Conflict, match="The contact policy was never saved while you edited version 1"):
        save({}, seen=1)
    first = save(POLICY, seen=0)
    assert first == PolicyVersion(1, POLICY, "é\n", clock.now(), "ann")
    second = save({}, seen=1)
    for seen in (0, 1, 3):
        with pytest.raises(Conflict, match=f"saved as version 2 by ann while you edited version {seen}"):
            save({}, seen=seen)
    with database.view() as work:
        assert work.policies.current() == second
        assert work.policies.history() == [second, first]
    for change in (update(contact_policy).values(document="{}"), delete(contact_policy)):
        refused = pytest.raises(Exception, match="contact_policy is only ever added to")
        with refused, database.writing() as connection:
            connection.execute(change)


def test_the_last_look_at_each_campaign_is_kept(database: Database, clock: FixedClock) -> None:
    for slug in ("a", "b", "never"):
        add(database, clock, campaign(clock, slug))
    with database.unit(actor="ann", clock=clock) as work:
        assert work.looks.all() == {}
        fired = work.executions.add_run(run("id-a"))
        work.looks.save("id-a", Look("a", LookResult.NOT_DUE, "Next é", AT, next_at=clock.now()))
        other = Look("b", LookResult.ALL_HELD_OUT, "Nobody", AT, counts={"holdout": 2**40})
        work.looks.save("id-b", other)
        assert work.looks.all()["a"].next_at == clock.now()
        last = Look("a", LookResult.FIRED, "Fired", clock.now(), run=fired, counts=fired.counts)
        work.looks.save("id-a", last)
    with database.view() as work:
        assert work.looks.all() == {"a": last, "b": other}


def test_a_trigger_remembers_what_it_was_told_last(database: Database, clock: FixedClock) -> None:
    add(database, clock, campaign(clock))
    add(database, clock, campaign(clock, "other"))
    with database.unit(actor="ann", clock=clock) as work:
        for document in ({"armed": True}, {"armed": False, "crossings": 2, "é": None, "share": 0.1}):
            work.looks.save_trigger_state("id-win-back", 1, document)
        work.looks.save_trigger_state("id-win-back", 2, {})
    with database.view() as work:
        assert work.looks.trigger_state("id-win-back", 1) == document
        assert work.looks.trigger_state("id-win-back", 2) == {}
        assert work.looks.trigger_state("id-win-back", 3) is work.looks.trigger_state("id-other", 1) is None
