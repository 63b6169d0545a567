"""What every store keeps of what fired: runs and executions that are only ever added, each once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from sqlalchemy import delete, select, text, update

from core.campaigns.model import Campaign, DeliveryState
from core.errors import BadInput, Conflict, NotFound
from core.kernel.clock import FixedClock
from core.store import Database, campaign_tables
from core.store.executions import EXECUTED, EXECUTIONS
from tests.contract.store.campaigning import (
    OCCASION,
    add,
    campaign,
    claim,
    control,
    fire,
    frame,
    people,
    run,
    treated,
)
from tests.contract.store.loyalty import ODD

LATER = "2017-10-09T14:00:00Z"
WEEK = timedelta(days=7)


@pytest.fixture
def made(database: Database, clock: FixedClock) -> Campaign:
    return add(database, clock, campaign(clock))


def executions(database: Database, **asked: object) -> pl.DataFrame:
    with database.view() as work:
        return work.executions.frame("id-win-back", **asked)


def test_a_run_comes_back_equal(database: Database, clock: FixedClock, made: Campaign) -> None:
    add(database, clock, campaign(clock, "other"))
    with database.unit(actor="ann", clock=clock) as work:
        assert work.executions.last_run_id() == 0
        first = work.executions.add_run(run(run_id=99, counts={"é": 2**40}, n_audience=2**40, holdout_id=3))
        second = work.executions.add_run(run(key="manual:é"))
        other = work.executions.add_run(run("id-other"))
    assert first == run(run_id=1, counts={"é": 2**40}, n_audience=2**40, holdout_id=3)
    with database.view() as work:
        assert work.executions.run(first.run_id) == first
        assert work.executions.run_of(made.campaign_id, OCCASION) == first
        assert work.executions.run_of(made.campaign_id, "nosuch") is None
        assert work.executions.runs(made.campaign_id) == [second, first]
        assert work.executions.newest() == {made.campaign_id: second, "id-other": other}
        assert work.executions.runs() == [other, second, first]
        assert work.executions.last_run_id() == other.run_id == 3
        with pytest.raises(NotFound, match="no run 4"):
            work.executions.run(4)


def test_an_occasion_fires_once(database: Database, clock: FixedClock, made: Campaign) -> None:
    with database.unit(actor="ann", clock=clock) as work:
        first = work.executions.add_run(run())
        with pytest.raises(Conflict, match=f"The occasion '{OCCASION}' of this campaign has fired already"):
            work.executions.add_run(run(trigger="manual"))
        assert work.executions.runs() == [first]
    values = {c.name: c for c in campaign_tables.campaign_run.c if c.name != "run_id"}
    again = campaign_tables.campaign_run.insert().from_select(list(values), select(*values.values()))
    with pytest.raises(Exception, match="(?i)unique"), database.writing() as connection:
        connection.execute(again)  # whoever goes past the repository


def test_executions_come_back_equal_in_the_order_of_their_customers(
    database: Database, clock: FixedClock, made: Campaign
) -> None:
    rows = [treated(odd, variant=odd) for odd in ODD]
    rows += [control("c1"), treated("c0", outcome="capped", arm=None, channel=None)]
    given = fire(database, clock, frame(*rows))
    assert given.columns == list(EXECUTIONS)
    assert given["execution_id"].to_list() == list(range(1, len(rows) + 1))
    assert given["customer_id"].is_sorted()
    assert_frame_equal(given.select(EXECUTED), frame(*rows).sort("customer_id").select(EXECUTED))
    assert_frame_equal(executions(database), given)
    more = fire(database, clock, frame(treated("a", occasion=LATER)), key=LATER)
    assert more["execution_id"].to_list() == [len(rows) + 1]
    assert_frame_equal(executions(database), pl.concat([given, more]))
    assert_frame_equal(executions(database, run_id=2), more)
    assert executions(database, run_id=3).schema == given.schema


def test_nobody_is_there_twice_for_one_occasion(database: Database, clock: FixedClock, made: Campaign) -> None:
    other = add(database, clock, campaign(clock, "other"))
    given = fire(database, clock, frame(treated("7"), treated("8")))
    fire(database, clock, frame(treated("7")), campaign_id=other.campaign_id)
    fire(database, clock, frame(treated("7", occasion=LATER)), key=LATER)
    with pytest.raises(Conflict, match=f"1 of these 3 customers .* such as customer 8 on '{OCCASION}'"):
        fire(database, clock, frame(treated("6"), treated("8"), treated("9")), key="another")
    with pytest.raises(Conflict, match="2 of these 4 customers .* such as customer 5"):
        fire(database, clock, frame(treated("5"), treated("9"), treated("5"), treated("8")), key="another")
    assert executions(database).height == 3
    assert_frame_equal(executions(database, run_id=1), given)


def test_who_goes_on_after_a_refusal_finds_nothing_of_it(database: Database, clock: FixedClock, made: Campaign) -> None:
    given = fire(database, clock, frame(treated("7")))
    with database.unit(actor="ann", clock=clock) as work:
        second = work.executions.add_run(run(key="second"))
        with pytest.raises(Conflict):
            work.executions.insert(second, frame(treated("6"), treated("7")))
        more = work.executions.insert(second, frame(treated("6")))
    assert_frame_equal(executions(database), pl.concat([given, more]))


def test_texts_that_not_every_store_can_hold_and_instants_without_an_offset_are_refused(
    database: Database, clock: FixedClock, made: Campaign
) -> None:
    fire(database, clock, frame(treated("é" * 80, variant="é" * 80)))
    with pytest.raises(BadInput, match="A value of customer_id has 81 characters; the store holds up to 80"):
        fire(database, clock, frame(treated("é" * 81)), key="another")
    with pytest.raises(BadInput, match="A value of key has 121 characters"):
        fire(database, clock, frame(treated("a")), key="k" * 121)
    naive = frame(treated("a")).with_columns(pl.col("planned_at").dt.replace_time_zone(None))
    with pytest.raises(ValueError, match="an instant needs an offset: planned_at"):
        fire(database, clock, naive, key="another")
    assert executions(database).height == 1


@pytest.mark.parametrize("table", [campaign_tables.execution, campaign_tables.campaign_run], ids=lambda t: t.name)
def test_the_database_itself_refuses_to_change_what_is_recorded(
    database: Database, clock: FixedClock, made: Campaign, table: object
) -> None:
    fire(database, clock, frame(treated("7")))
    changes = [update(table).values(campaign_id="x"), delete(table)]
    if "postgresql" in database.address:
        changes.append(text(f"TRUNCATE {table.name} CASCADE"))
    with database.reading() as connection:
        before = connection.execute(select(table)).all()
    for change in changes:
        with pytest.raises(Exception, match=f"{table.name} is only ever added to"), database.writing() as connection:
            connection.execute(change)
    with database.reading() as connection:
        assert connection.execute(select(table)).all() == before != []


def test_a_customers_executions_and_what_became_of_them(database: Database, clock: FixedClock, made: Campaign) -> None:
    add(database, clock, campaign(clock, "other"))
    fire(database, clock, frame(treated("it's %s"), treated("b")))
    fire(database, clock, frame(control("it's %s")), campaign_id="id-other")
    with database.unit(actor="ann", clock=clock) as work:
        work.deliveries.cancel("id-win-back", reason="ended", now=work.now)
    with database.view() as work:
        found = work.executions.of_customer("it's %s")
        assert work.executions.of_customer("nobody").schema == found.schema
    assert found.columns == [*EXECUTIONS, "campaign", "state", "reason"]
    assert found.select("campaign", "arm", "state", "reason").rows() == [
        ("other", "control", None, None), ("win-back", "treated", "cancelled", "ended")
    ]  # fmt: skip


def test_many_executions(database: Database, clock: FixedClock, made: Campaign) -> None:
    n = 120_000
    given = fire(database, clock, people(n).sample(fraction=1, shuffle=True, seed=1))
    assert_frame_equal(executions(database), given)
    assert given.height == n
    with pytest.raises(Conflict, match="1 of these 60,001 customers .* customer c119999"):
        fire(database, clock, people(60_001, first=n - 1), key="another")
    with database.view() as work:
        assert work.deliveries.counts()["n"].to_list() == [n]
    first = claim(database, clock, limit=5_000)
    assert [d.execution_id for d in first] == list(range(1, 5_001))
    assert {d.customer_id for d in first} == set(given["customer_id"][:5_000])
    with database.view() as work:
        assert dict(work.deliveries.counts().select("state", "n").rows()) == {
            DeliveryState.LEASED: 5_000, DeliveryState.QUEUED: n - 5_000
        }  # fmt: skip


def test_a_run_that_is_known_is_pinned_to_its_version(database: Database, clock: FixedClock, made: Campaign) -> None:
    with database.unit(actor="ann", clock=clock) as work:
        added = work.executions.add_run(run(version=7, policy_version=3, snapshot_id="s" * 80))
    with database.view() as work:
        assert work.executions.runs() == [replace(run(version=7, policy_version=3, snapshot_id="s" * 80), run_id=1)]
    assert added.run_id == 1
