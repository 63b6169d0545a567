"""A ledger that somebody changed behind the lab's back does not reconcile, and what differs is shown."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from core.store import Database
from tests.contract.ledgers.market import TIERS, Market

SAME = "The ledger is what purchases and actions come to"
NAMED = "Every entry says what it must"


def behind_the_back(database: Database, *statements: str) -> None:
    """Run SQL without the triggers that forbid it."""
    with database.writing() as connection:
        postgres = connection.dialect.name == "postgresql"
        if postgres:
            connection.exec_driver_sql("ALTER TABLE ledger_entry DISABLE TRIGGER ALL")
        else:
            for (name,) in connection.execute(
                text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'ledger_entry'")
            ).all():
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        for statement in statements:
            assert connection.execute(text(statement)).rowcount, statement


@pytest.fixture
def sound(market: Market) -> Market:
    """A ledger with entries of every kind, and corrections."""
    market.runs(caps=[{"per": "day", "limit": 100}], tiers=TIERS)
    for n in range(1, 7):
        market.buys("ann", n, f"03-{n:02d} 18:00", 20)
        market.buys("bob", n + 10, f"03-{n:02d} 18:00", 10)
    market.accrue("03-10")
    market.redeem("ann", 100, "r1")
    market.redeem("bob", 20, "r2")
    market.cancel("r2")
    market.adjust("bob", 5, "a1")
    market.refund(1, "03-11")
    market.buys("ann", 7, "03-02 08:00", 40)
    market.night("04-04")
    assert market.ties()
    return market


TAMPERED = (
    ("UPDATE ledger_entry SET points = points + 1 WHERE key = 'earn:2'", {SAME}),
    ("UPDATE ledger_entry SET points = points - 1 WHERE key = 'burn:r1:2'", {SAME}),
    ("UPDATE ledger_entry SET points = 0 WHERE key = 'expire:11'", {SAME}),
    ("UPDATE ledger_entry SET qualifying = qualifying + 1 WHERE key = 'earn:2'", {SAME}),
    ("UPDATE ledger_entry SET qualifying = 3 WHERE key = 'expire:11'", {SAME}),
    ("DELETE FROM ledger_entry WHERE key = 'earn:16'", {SAME}),
    ("DELETE FROM ledger_entry WHERE key = 'earn:11'", {SAME, "No lot gives more than it got"}),
    ("DELETE FROM ledger_entry WHERE key = 'adjust:a1:adjust:a1'", {SAME}),
    ("DELETE FROM ledger_entry WHERE corrects IS NOT NULL", {SAME}),
    ("UPDATE ledger_entry SET customer_id = 'cem' WHERE key = 'earn:16'", {SAME}),
    ("UPDATE ledger_entry SET customer_id = 'cem' WHERE customer_id = 'bob'", {SAME}),
    ("UPDATE ledger_entry SET lot = '15' WHERE key = 'earn:16'", {NAMED}),
    ("UPDATE ledger_entry SET kind = 'adjust' WHERE key = 'earn:16'", {NAMED}),
    ("UPDATE ledger_entry SET kind = 'burn' WHERE key = 'expire:11'", {NAMED}),
    ("UPDATE ledger_entry SET day = '2017-03-09' WHERE key = 'earn:16'", {NAMED}),
    ("UPDATE ledger_entry SET expires_on = '2017-12-31' WHERE key = 'earn:16'", {NAMED}),
    ("UPDATE ledger_entry SET expires_on = NULL WHERE key = 'adjust:a1:adjust:a1'", {NAMED}),
    ("UPDATE ledger_entry SET spendable_on = '2017-12-31' WHERE key = 'earn:16'", {NAMED}),
    ("UPDATE ledger_entry SET version = 2 WHERE key = 'earn:16'", {NAMED}),
    ("UPDATE ledger_entry SET key = 'earn:99' WHERE key = 'earn:16'", {SAME}),
    ("UPDATE ledger_entry SET corrects = 'earn:99' WHERE corrects IS NOT NULL", {SAME}),
    ("UPDATE ledger_entry SET corrects = 'earn:16' WHERE key = 'earn:15'", {SAME}),
)  # fmt: skip


def test_what_was_tampered_with_is_found(sound: Market) -> None:
    database = sound.lab.database
    behind_the_back(database, "CREATE TABLE kept AS SELECT * FROM ledger_entry")
    for change, checks in TAMPERED:
        behind_the_back(database, change)
        found = sound.lab.ledgers.reconcile("points")
        assert checks <= set(sound.faults()), change
        assert not found.is_sound
        assert (found.differences.height > 0) == (SAME in checks), change
        behind_the_back(database, "DELETE FROM ledger_entry", "INSERT INTO ledger_entry SELECT * FROM kept")
    assert sound.ties()


def test_the_differences_are_the_entries_that_would_mend_it(sound: Market) -> None:
    behind_the_back(
        sound.lab.database,
        "UPDATE ledger_entry SET points = points + 7 WHERE key = 'earn:16'",
        "DELETE FROM ledger_entry WHERE key = 'adjust:a1:adjust:a1'",
    )
    before = sound.entries()
    rows: list[dict[str, Any]] = sound.lab.ledgers.reconcile("points").differences.rows(named=True)
    assert {(r["customer_id"], r["key"], r["points"], r["corrects"]) for r in rows} == {
        ("bob", "earn:16~1", -7, "earn:16"), ("bob", "adjust:a1:adjust:a1", 5, None),
    }  # fmt: skip
    assert sound.entries().equals(before)  # it repairs nothing
    assert sound.lab.ledgers.accrue("points").entries == 0  # of no customer did a purchase change
    assert sound.lab.ledgers.accrue("points", anew=True).entries == 2
    assert sound.ties()


def test_an_entry_that_nothing_stands_behind_is_found(sound: Market) -> None:
    behind_the_back(
        sound.lab.database,
        "INSERT INTO ledger_entry (program_id, customer_id, kind, lot, points, qualifying, at, day, key, version, "
        "recorded_at, recorded_by) SELECT program_id, 'cem', kind, '999', 1000, 0, at, day, 'earn:999', version, "
        "recorded_at, recorded_by FROM ledger_entry WHERE key = 'earn:16'",
    )
    found = sound.lab.ledgers.reconcile("points")
    assert not found.is_sound
    assert found.differences.select("customer_id", "key", "points").rows() == [("cem", "earn:999~1", -1000)]


def test_purchases_that_changed_since_the_accrual_are_told(sound: Market) -> None:
    sound.changes(16, amount=30)
    sound.lab.warehouse.refresh()
    assert sound.faults() == [SAME]
    sound.accrue()
    assert sound.ties()
