"""However many deliveries there are, a worker's questions go by an index: none of them looks at every row."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, event

from core.campaigns.model import DeliveryState, Settled
from core.kernel.clock import FixedClock
from core.store import Database, UnitOfWork
from tests.contract.store.campaigning import AT, CHANNELS, LEASE, OCCASION, add, campaign, fire, people

WHOLE = re.compile(r"SCAN (delivery|execution|waiting|response)\b|Seq Scan on (delivery|execution|response)\b")


def claim_and_settle(work: UnitOfWork) -> None:
    held = work.deliveries.claim("w1", now=work.now, until=work.now + LEASE, limit=10, channels=CHANNELS)
    done = [Settled(d.execution_id, d.attempts, DeliveryState.DEAD) for d in held]
    assert work.deliveries.settle("w1", done, now=work.now) == 10


def held_up(work: UnitOfWork) -> None:
    held = work.deliveries.claim("w1", now=work.now, until=work.now + LEASE, limit=10, channels=CHANNELS)
    done = [Settled(d.execution_id, d.attempts, DeliveryState.QUEUED, not_before=work.now) for d in held]
    work.deliveries.settle("w1", done, now=work.now)
    assert len(work.deliveries.held_up(CHANNELS, now=work.now)) == 1


@pytest.mark.parametrize(
    "ask",
    [
        claim_and_settle,
        lambda work: work.deliveries.next_at(CHANNELS, now=work.now, lease=LEASE),
        lambda work: work.deliveries.next_at(CHANNELS, now=work.now, lease=LEASE, campaign_id="id-win-back"),
        held_up,
        lambda work: work.deliveries.has_early(now=work.now, lease=LEASE),
        lambda work: work.deliveries.hasten(now=work.now, lease=LEASE),
        lambda work: work.deliveries.cancel("id-win-back", reason="", now=work.now),
        lambda work: work.deliveries.cancel_ended(reason="", now=work.now, lease=LEASE),
        lambda work: work.deliveries.redrive(now=work.now),
        lambda work: work.deliveries.cancelled(since=AT),
        lambda work: work.deliveries.page(customer_id="c7"),
        lambda work: work.deliveries.page(state=DeliveryState.DEAD),
        lambda work: work.deliveries.counts(state=DeliveryState.DEAD),
        lambda work: work.executions.of_customer("c7"),
        lambda work: work.executions.frame("id-win-back", run_id=1),
        lambda work: work.executions.run_of("id-win-back", OCCASION),
        lambda work: work.deliveries.ids("id-win-back", [DeliveryState.CANCELLED]),
        lambda work: work.responses.suppressed(customers=["7"]),
    ],
    ids=["claim", "next", "next of one", "held up", "early", "hasten", "cancel", "ended", "redrive", "cancelled",
         "customer", "dead", "count of dead", "of customer", "run", "key", "ids", "suppressed"],
)  # fmt: skip
def test_it_goes_by_an_index(database: Database, clock: FixedClock, ask: Callable[[UnitOfWork], Any]) -> None:
    add(database, clock, campaign(clock))
    fire(database, clock, people(3_000))
    asked: list[tuple[str, Any]] = []
    with database.writing() as connection:

        def note(*told: Any) -> None:
            asked.append((told[2], told[3]))

        event.listen(connection, "before_cursor_execute", note)
        ask(UnitOfWork(connection, actor="w1", clock=clock))
        event.remove(connection, "before_cursor_execute", note)
        plans = [step for statement, given in asked for step in plan(connection, statement, given)]
    assert plans
    assert [step for step in plans if WHOLE.search(step)] == []


def plan(connection: Connection, statement: str, given: Any) -> list[str]:
    """Return the steps of the plan that the database has for a statement."""
    if connection.dialect.name == "sqlite":
        return [row[-1] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)]
    connection.exec_driver_sql("SET LOCAL enable_seqscan = off")  # a small table is best read whole, if that is allowed
    return [row[0] for row in connection.exec_driver_sql(f"EXPLAIN {statement}", given)]
