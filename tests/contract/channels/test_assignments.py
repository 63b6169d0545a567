"""Assignments in the warehouse: each once, in its own types, and never into somebody else's table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest
from pydantic import SecretStr

from core.channels.assignments import WarehouseChannel
from core.channels.message import Outcome
from core.config import Settings
from core.kernel.clock import FixedClock
from core.warehouse.profile import Profile
from core.warehouse.writeback.assignments import AssignmentWriter
from tests.contract.channels.ways import message
from tests.contract.pushdown.test_write_back import asked_of
from tests.postgres import run
from tests.unit.services.shop import EMPTY

FULL = 'campaign, occasion, customer_id, arm, variant, "at", key'
TABLE = "loyalty_lab_assignments"


@dataclass(frozen=True)
class There:
    """A warehouse whose customers have whole numbers."""

    channel: WarehouseChannel
    rows: Callable[[str], list[tuple[Any, ...]]]

    def make(self, sql: str) -> None:
        assert self.rows(f"{sql}; SELECT 1") == [(1,)]


def channel(url: str) -> WarehouseChannel:
    return WarehouseChannel(AssignmentWriter(Settings(dwh_url=SecretStr(url)), Profile.load("complete_journey")))


@pytest.fixture(params=["duckdb", "postgresql"])
def there(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[There]:
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_url")
        run(url, EMPTY.format(id="integer"))
        yield There(channel(url), asked_of(url))
        return
    file = tmp_path / "shop.duckdb"

    def rows(sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(file)) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            return connection.execute(sql).fetchall()

    rows(EMPTY.format(id="INTEGER"))
    yield There(channel(f"duckdb:///{file}"), rows)


def test_rows_are_in_the_warehouses_own_types(there: There, clock: FixedClock) -> None:
    batch = [message(1, clock), message(2, clock, arm="control", variant=None)]
    assert {r.outcome for r in there.channel.send(batch)} == {Outcome.SENT}
    assert there.rows(f"SELECT {FULL} FROM {TABLE} ORDER BY customer_id") == [
        ("win-back", "2018-01-15T12:00:00Z", 1, "treated", "A", clock.now(), batch[0].key),
        ("win-back", "2018-01-15T12:00:00Z", 2, "control", None, clock.now(), batch[1].key),
    ]


def test_what_is_there_already_stays_as_it_is(there: There, clock: FixedClock) -> None:
    there.channel.send([message(1, clock)])
    there.channel.send([message(1, clock, arm="control"), message(2, clock)])
    assert there.rows(f"SELECT customer_id, arm FROM {TABLE} ORDER BY 1") == [(1, "treated"), (2, "treated")]


def test_only_an_id_that_the_warehouse_does_not_take_is_refused(there: There, clock: FixedClock) -> None:
    batch = [message("seven" if n == 7 else n, clock) for n in range(20)]
    receipts = there.channel.send(batch)
    assert [n for n, r in enumerate(receipts) if r.outcome is Outcome.REFUSED] == [7]
    assert "customer's id" in receipts[7].detail
    assert there.rows(f"SELECT count(*) FROM {TABLE}") == [(19,)]


@pytest.mark.parametrize("columns", ["key text PRIMARY KEY", "a integer", f"{FULL.replace(',', ' text,')} text"])
def test_somebody_elses_table_is_left_alone(columns: str, there: There, clock: FixedClock) -> None:
    there.make(f"CREATE TABLE {TABLE} ({columns})")
    [receipt] = there.channel.send([message(1, clock)])
    assert receipt.outcome is Outcome.RETRY
    assert "no table of assignments" in receipt.detail
    assert there.rows(f"SELECT count(*) FROM {TABLE}") == [(0,)]


def test_a_view_is_left_alone(there: There, clock: FixedClock) -> None:
    there.make(f"CREATE VIEW {TABLE} AS SELECT 1 AS key")
    [receipt] = there.channel.send([message(1, clock)])
    assert receipt.outcome is Outcome.RETRY
    assert "is no table" in receipt.detail


def test_the_embedded_demo_is_not_written_into(clock: FixedClock) -> None:
    demo = channel("demo://complete_journey")
    assert "embedded demo" in (demo.fault() or "")
    [receipt] = demo.send([message(1, clock)])
    assert (receipt.outcome, receipt.detail) == (Outcome.RETRY, demo.fault())
