"""What every store keeps of what customers did, and of what the channel `outbox` told them: each once, by its key."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from sqlalchemy import delete, text, update

from core.errors import BadInput
from core.kernel.clock import FixedClock
from core.store import Database, campaign_tables
from core.store.responses import RESPONSE
from core.warehouse.contact import CHANNELS
from tests.contract.store.campaigning import AT
from tests.contract.store.loyalty import ODD

DAY = timedelta(days=1)


def event(key: str, kind: str = "opened", **changes: object) -> dict[str, Any]:
    plain = {"key": key, "kind": kind, "customer_id": "7", "at": AT, "campaign": "win-back", "channel": "email"}
    return plain | changes


def frame(*events: dict[str, Any]) -> pl.DataFrame:
    text_ = dict.fromkeys(("campaign", "channel"), pl.String)
    return pl.DataFrame(events, schema_overrides={"at": pl.Datetime("us", "UTC"), **text_})


def insert(database: Database, clock: FixedClock, *events: dict[str, Any]) -> tuple[int, int]:
    with database.unit(actor="ann", clock=clock) as work:
        return work.responses.insert(frame(*events), recorded_at=work.now, recorded_by="ann")


def keys(database: Database, **asked: object) -> list[str]:
    with database.view() as work:
        return work.responses.of(**asked)["key"].to_list()


def suppressed(database: Database, at: datetime | None = None) -> list[tuple[str, str]]:
    with database.view() as work:
        found = work.responses.suppressed(at)
    assert found.columns == ["customer_id", "channel"]
    return found.rows()


def test_events_come_back_equal_and_known_ones_are_passed_over(database: Database, clock: FixedClock) -> None:
    events = [event(f"k{n}", customer_id=odd, campaign=odd, channel=None) for n, odd in enumerate(ODD)]
    assert insert(database, clock, *events) == (len(ODD), 0)
    twin = event("new", kind="clicked")
    assert insert(database, clock, *events[2:], twin, twin | {"kind": "late twin"}) == (1, len(ODD) - 1)
    assert insert(database, clock, *events, twin) == (0, len(ODD) + 1)
    with database.view() as work:
        found = work.responses.of()
    assert found.columns == list(RESPONSE)
    assert_frame_equal(found, frame(*events, twin).select(RESPONSE))


def test_events_are_found_by_what_is_asked_for(database: Database, clock: FixedClock) -> None:
    with database.view() as work:
        nothing = work.responses.of()
    insert(
        database, clock, event("a"), event("b", campaign=None, kind="signed_up", at=AT + DAY),
        event("c", campaign="other", customer_id="8"), event("d", kind="clicked", at=AT - DAY),
    )  # fmt: skip
    assert keys(database) == ["a", "b", "c", "d"]
    assert keys(database, campaign="win-back") == ["a", "d"]
    assert keys(database, customer_id="7") == ["a", "b", "d"]
    assert keys(database, customer_id="8", campaign="win-back") == []
    with database.view() as work:
        assert work.responses.of().schema == nothing.schema


def test_consent_is_what_the_latest_event_says_whenever_it_came(database: Database, clock: FixedClock) -> None:
    events = [
        event("2", "resubscribed", at=AT + DAY), event("1", "unsubscribed"),  # the later one came first
        event("3", "unsubscribed", customer_id="8", channel="webhook"), event("4", customer_id="8", at=AT + DAY),
        event("5", "unsubscribed", customer_id="9", channel=None),
        event("6", "resubscribed", customer_id="9", at=AT + DAY),
        event("7", "resubscribed", customer_id="10", channel=None), event("8", "unsubscribed", customer_id="10"),
        event("9", "unsubscribed", customer_id="11", channel="carrier pigeon"),
    ]  # fmt: skip
    assert suppressed(database) == []
    insert(database, clock, *events)
    others = sorted(set(CHANNELS) - {"email"})
    assert suppressed(database) == sorted([("10", "email"), ("8", "webhook"), *(("9", c) for c in others)])
    before = [("10", "email"), ("7", "email"), ("8", "webhook"), *(("9", c) for c in CHANNELS)]
    assert suppressed(database, AT) == suppressed(database, AT + DAY - timedelta(microseconds=1)) == sorted(before)
    assert suppressed(database, AT - timedelta(microseconds=1)) == []
    insert(database, clock, event("10", "unsubscribed", customer_id="9", channel=None, at=AT + DAY + DAY))
    assert [c for who, c in suppressed(database) if who == "9"] == sorted(CHANNELS)


def test_consent_of_some_customers_alone(database: Database, clock: FixedClock) -> None:
    insert(database, clock, *(event(who, "unsubscribed", customer_id=who) for who in ("7", "it's %s", "9")))
    with database.view() as work:
        for asked, told in ((["it's %s", "8", "7"], ["7", "it's %s"]), ([], [])):
            assert work.responses.suppressed(customers=asked)["customer_id"].to_list() == told


def test_events_are_read_on_from_where_one_was(database: Database, clock: FixedClock) -> None:
    with database.view() as work:
        assert work.responses.last() is None
        nothing = work.responses.after(0)
    insert(database, clock, event("a"), event("é"), event("c"))
    with database.view() as work:
        assert [work.responses.last(), work.responses.last(until=2), work.responses.last(until=0)] == [
            (3, "c"), (2, "é"), None
        ]  # fmt: skip
        found = work.responses.after(1)
        assert work.responses.after(3).schema == nothing.schema == found.schema
    assert found.columns == ["response_id", *RESPONSE]
    assert found.select("response_id", "key").rows() == [(2, "é"), (3, "c")]


def test_texts_that_not_every_store_can_hold_are_refused(database: Database, clock: FixedClock) -> None:
    insert(database, clock, event("é" * 200))
    with pytest.raises(BadInput, match="A value of key has 201 characters; the store holds up to 200"):
        insert(database, clock, event("é" * 201))
    naive = frame(event("a")).with_columns(pl.col("at").dt.replace_time_zone(None))
    with (
        pytest.raises(ValueError, match="an instant needs an offset: at"),
        database.unit(actor="a", clock=clock) as work,
    ):
        work.responses.insert(naive, recorded_at=work.now, recorded_by="ann")
    assert len(keys(database)) == 1


def test_many_events(database: Database, clock: FixedClock) -> None:
    n = 30_000
    rows = pl.select(key=pl.format("k{}", pl.int_range(n))).join(frame(event("x")).drop("key"), how="cross")
    with database.unit(actor="ann", clock=clock) as work:
        assert work.responses.insert(rows[: n // 2], recorded_at=work.now, recorded_by="ann") == (n // 2, 0)
        assert work.responses.insert(rows, recorded_at=work.now, recorded_by="ann") == (n // 2, n // 2)
        assert work.responses.of()["key"].to_list() == rows["key"].to_list()


def message(key: str, **changes: object) -> SimpleNamespace:
    plain = {
        "key": key, "execution_id": 3, "campaign": "win-back", "occasion": "o", "run": 2, "customer_id": "7",
        "arm": "treated", "variant": None, "channel": "outbox", "address": "ann@example.org", "subject": "s",
        "body": "b", "is_html": False, "planned_at": AT,
    }  # fmt: skip
    return SimpleNamespace(**(plain | changes))


def keep(database: Database, clock: FixedClock, *messages: SimpleNamespace) -> int:
    with database.unit(actor="w1", clock=clock) as work:
        return work.outbox.keep(messages, at=work.now)


def test_a_message_is_kept_once_by_its_key_and_without_an_address(database: Database, clock: FixedClock) -> None:
    kept = [message(f"k{n}", subject=odd, body=odd, variant=odd or None) for n, odd in enumerate(ODD)]
    html = message("html", is_html=True, customer_id="8", campaign="other")
    assert keep(database, clock, *kept) == len(ODD)
    assert keep(database, clock, kept[0], html, html) == 1
    assert keep(database, clock) == 0
    with database.view() as work:
        found = work.outbox.page()
        assert work.outbox.page(limit=2, offset=1)["key"].to_list() == ["k6", "k5"]
        assert work.outbox.page(customer_id="8")["key"].to_list() == ["html"]
        assert work.outbox.page(campaign="other", customer_id="7").schema == found.schema
        assert [work.outbox.page(campaign=name).height for name in ("win-back", "nosuch")] == [7, 0]
    assert "address" not in found.columns
    assert found["body"].to_list() == ["b", *reversed(ODD)]
    assert found["is_html"].to_list() == [True] + 7 * [False]
    first = found.row(-1, named=True)
    assert first == {
        "message_id": 1, "key": "k0", "execution_id": 3, "campaign": "win-back", "run_id": 2, "occasion": "o",
        "customer_id": "7", "arm": "treated", "variant": ODD[0], "subject": ODD[0], "body": ODD[0], "is_html": False,
        "planned_at": AT, "kept_at": clock.now(),
    }  # fmt: skip


@pytest.mark.parametrize("table", [campaign_tables.response, campaign_tables.outbox_message], ids=lambda t: t.name)
def test_the_database_itself_refuses_to_change_what_is_recorded(
    database: Database, clock: FixedClock, table: object
) -> None:
    insert(database, clock, event("a"))
    keep(database, clock, message("a"))
    changes = [update(table).values(customer_id="8"), delete(table)]
    if "postgresql" in database.address:
        changes.append(text(f"TRUNCATE {table.name}"))
    for change in changes:
        with pytest.raises(Exception, match=f"{table.name} is only ever added to"), database.writing() as connection:
            connection.execute(change)
    with database.view() as work:
        assert (work.outbox.page().height, work.responses.of().height) == (1, 1)
