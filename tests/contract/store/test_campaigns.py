"""What every store keeps about campaigns."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, inspect, text, update

from core.campaigns.model import Transition
from core.campaigns.states import Act, CampaignState
from core.kernel.clock import FixedClock
from core.store import Database, campaign_tables
from core.store.schema import migrate
from tests.contract.store.campaigning import add, campaign, fire, frame, treated


def step(database: Database, clock: FixedClock, act: Act, state: CampaignState, version: int = 1) -> Transition:
    with database.unit(actor="ann", clock=clock) as work:
        made = Transition(act, state, version, work.now, work.actor, "Zoë 'x' %\n")
        work.campaigns.set_state("id-win-back", made)
    clock.advance(timedelta(microseconds=1))
    return made


def test_the_steps_of_a_life_are_recorded_and_occasions_count_from_the_last_activation(
    database: Database, clock: FixedClock
) -> None:
    add(database, clock, replace(campaign(clock), state=CampaignState.DRAFT))
    other = add(database, clock, replace(campaign(clock, "other"), active_since=clock.now()))
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
