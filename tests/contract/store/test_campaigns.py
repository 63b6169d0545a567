"""What every store keeps about campaigns."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, inspect, select, text, update

from core.campaigns.model import Transition
from core.campaigns.states import Act, CampaignState
from core.errors import Conflict, NotFound
from core.kernel.canonical import canonical_json
from core.kernel.clock import FixedClock
from core.store import Database, campaign_tables
from core.store.schema import migrate
from tests.contract.store.campaigning import add, campaign, edited, fire, frame, treated


def step(database: Database, clock: FixedClock, act: Act, state: CampaignState, version: int = 1) -> Transition:
    with database.unit(actor="ann", clock=clock) as work:
        made = Transition(act, state, version, work.now, work.actor, "Zoë 'x' %\n")
        work.campaigns.set_state("id-win-back", made)
    clock.advance(timedelta(microseconds=1))
    return made


def test_what_is_stored_comes_back_equal(database: Database, clock: FixedClock) -> None:
    made = add(database, clock, replace(campaign(clock), state=CampaignState.DRAFT, active_since=clock.now()))
    with database.view() as work:
        assert work.campaigns.get("win-back") == made
        assert work.campaigns.all() == [made]
        assert work.campaigns.versions(made.campaign_id) == [made.version]
        assert work.campaigns.transitions(made.campaign_id) == []
    with database.reading() as connection:
        kept = connection.execute(select(campaign_tables.campaign_version.c.definition)).scalar_one()
    assert kept == canonical_json(made.definition.document())


def test_every_edit_is_a_version_and_the_old_ones_stay(database: Database, clock: FixedClock) -> None:
    first = add(database, clock, campaign(clock))
    second = edited(first, name="Win more", control=0.2)
    with database.unit(actor="bob", clock=clock) as work:
        work.campaigns.edit(second, seen=1)
    with database.view() as work:
        assert work.campaigns.get("win-back") == second
        assert work.campaigns.get("win-back", version=1) == replace(first, head=2)
        assert [v.version for v in work.campaigns.versions(first.campaign_id)] == [2, 1]
        with pytest.raises(NotFound, match="has no version 3; it has versions 1 to 2"):
            work.campaigns.get("win-back", version=3)


def test_of_two_who_save_at_once_one_is_refused(database: Database, clock: FixedClock) -> None:
    draft, together = edited(add(database, clock, campaign(clock)), name="Win more"), threading.Barrier(2)

    def save(_: int) -> str:
        together.wait(30)
        try:
            with database.unit(actor="ann", clock=clock) as work:
                work.campaigns.edit(draft, seen=1)
        except Conflict as refused:
            return str(refused)
        return "saved"

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(save, range(2)))
    assert "Campaign 'win-back' was saved as version 2 by ann while you edited version 1" in told[0]
    assert told[1] == "saved"
    with database.view() as work:
        assert work.campaigns.get("win-back").name == "Win more"


def test_a_taken_short_name_is_refused_and_an_unknown_one_offers_the_nearest(
    database: Database, clock: FixedClock
) -> None:
    made = add(database, clock, campaign(clock))
    with pytest.raises(Conflict, match="already is a campaign with the short name 'win-back'"):
        add(database, clock, replace(made, campaign_id="another"))
    with database.view() as work, pytest.raises(NotFound, match="Did you mean 'win-back'"):
        work.campaigns.get("winback")


def test_campaigns_come_by_name_and_archived_ones_are_hidden_but_kept(database: Database, clock: FixedClock) -> None:
    for slug, name in (("s0", "b"), ("s1", "Ä"), ("s2", "a"), ("s3", "Z")):
        add(database, clock, campaign(clock, slug, name=name))
    with database.unit(actor="ann", clock=clock) as work:
        work.campaigns.archive("id-s0", at=work.now)
    with database.view() as work:
        assert [c.name for c in work.campaigns.all()] == ["a", "Z", "Ä"]
        assert [c.name for c in work.campaigns.all(archived=True)] == ["a", "b", "Z", "Ä"]
        assert work.campaigns.get("s0").archived_at == clock.now()
    with database.unit(actor="ann", clock=clock) as work:
        work.campaigns.archive("id-s0", at=None)
        assert work.campaigns.get("s0").archived_at is None


def test_the_steps_of_a_life_are_recorded_and_occasions_count_from_the_last_activation(
    database: Database, clock: FixedClock
) -> None:
    add(database, clock, replace(campaign(clock), state=CampaignState.DRAFT))
    other = add(database, clock, campaign(clock, "other"))
    life = [
        (Act.SUBMIT, CampaignState.IN_REVIEW), (Act.APPROVE, CampaignState.APPROVED),
        (Act.ACTIVATE, CampaignState.ACTIVE), (Act.PAUSE, CampaignState.PAUSED), (Act.ACTIVATE, CampaignState.ACTIVE),
        (Act.END, CampaignState.ENDED),
    ]  # fmt: skip
    since = []
    steps = []
    for act, state in life:
        steps.append(step(database, clock, act, state))
        with database.view() as work:
            now = work.campaigns.get("win-back")
            assert now.state is state
            since.append(now.active_since)
    assert since == [None, None, steps[2].at, steps[2].at, steps[4].at, steps[4].at]
    with database.view() as work:
        assert work.campaigns.transitions("id-win-back") == steps
        assert work.campaigns.transitions("id-other") == []
        assert work.campaigns.get("other") == other
        standing = {"id-win-back": ("win-back", CampaignState.ENDED), "id-other": ("other", CampaignState.ACTIVE)}
        assert work.campaigns.standing([*standing, "nosuch"]) == standing
        assert work.campaigns.standing([]) == {}


def test_steps_and_versions_of_a_campaign_that_is_not_there_are_refused(database: Database, clock: FixedClock) -> None:
    with pytest.raises(Exception, match="(?i)foreign key"):
        step(database, clock, Act.SUBMIT, CampaignState.IN_REVIEW)


def test_the_database_itself_refuses_to_change_a_step(database: Database, clock: FixedClock) -> None:
    add(database, clock, campaign(clock))
    made = step(database, clock, Act.PAUSE, CampaignState.PAUSED)
    table = campaign_tables.campaign_transition
    changes = [update(table).values(by="bob"), delete(table)]
    if "postgresql" in database.address:
        changes.append(text("TRUNCATE campaign_transition"))
    for change in changes:
        refused = pytest.raises(Exception, match="campaign_transition is only ever added to")
        with refused, database.writing() as connection:
            connection.execute(change)
    with database.view() as work:
        assert work.campaigns.transitions("id-win-back") == [made]


def test_a_store_with_campaigns_can_be_migrated_down_and_up(database: Database, clock: FixedClock) -> None:
    made = add(database, clock, campaign(clock))
    fire(database, clock, frame(treated("7")))
    with database.writing() as connection:
        migrate(connection, "0003")
        assert inspect(connection).has_table("ledger_entry")
        assert not inspect(connection).has_table("execution")
        migrate(connection)
    add(database, clock, made)
    fire(database, clock, frame(treated("7")))
    for table in (campaign_tables.execution, campaign_tables.campaign_run):
        with pytest.raises(Exception, match=f"{table.name} is only ever added to"), database.writing() as connection:
            connection.execute(delete(table))
