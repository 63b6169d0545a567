"""What every store keeps in the ledger: entries and actions that are only ever added, in bulk, each key once."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from sqlalchemy import delete, inspect, select, text, update

from core.errors import BadInput, Conflict
from core.kernel.clock import FixedClock
from core.programs.model import Action, ActionKind, Program
from core.store import Database, tables
from core.store.ledger import ACTION, ENTRY
from core.store.schema import migrate
from tests.contract.store.loyalty import AT, DAY, ODD, action, add, entry, frame, program

ROOT = Path(__file__).resolve().parents[3]
LATER = timedelta(microseconds=1)


@pytest.fixture
def made(database: Database, clock: FixedClock) -> Program:
    return add(database, clock, program(clock))


def append(database: Database, clock: FixedClock, rows: pl.DataFrame, program_id: str = "id-everyday") -> int:
    with database.unit(actor="ann", clock=clock) as work:
        return work.ledger.append(program_id, rows, recorded_at=work.now, recorded_by=work.actor)


def keys(database: Database, program_id: str = "id-everyday", **asked: object) -> list[str]:
    with database.view() as work:
        return work.ledger.entries(program_id, **asked)["key"].to_list()


def act(database: Database, clock: FixedClock, what: Action) -> tuple[Action, bool]:
    with database.unit(actor="ann", clock=clock) as work:
        return work.ledger.add_action("id-everyday", what)


def test_what_is_appended_comes_back_equal(database: Database, clock: FixedClock, made: Program) -> None:
    rows = [entry(f"k{n}", lot=odd, customer_id=odd, corrects=odd, facts=odd) for n, odd in enumerate(ODD)]
    rows.append(entry("k9", points=-(2**53), qualifying=0, expires_on=None, spendable_on=DAY, facts=None))
    rows.append(entry("k91", day=date(1, 1, 1), expires_on=date(9999, 12, 31)))
    assert append(database, clock, frame(*rows)) == len(rows)
    with database.view() as work:
        found = work.ledger.entries(made.program_id)
        assert work.ledger.count(made.program_id) == len(rows)
    assert found.columns == [c.name for c in tables.ledger_entry.c]
    assert found["entry_id"].to_list() == list(range(1, len(rows) + 1))
    assert_frame_equal(found.select(ENTRY), frame(*rows).select(ENTRY))
    told = found.select("program_id", "recorded_at", "recorded_by").unique()
    assert told.rows() == [(made.program_id, clock.now(), "ann")]


def test_an_empty_ledger_has_its_columns_and_types(database: Database, clock: FixedClock, made: Program) -> None:
    assert append(database, clock, frame(entry("a")).clear()) == 0
    with database.view() as work:
        nothing = work.ledger.entries(made.program_id)
        assert work.ledger.actions(made.program_id).columns == [c.name for c in tables.program_action.c]
        assert work.ledger.count(made.program_id) == 0
    append(database, clock, frame(entry("a")))
    with database.view() as work:
        assert work.ledger.entries(made.program_id).clear().equals(nothing)


def test_entries_of_other_customers_programs_and_times_are_left_out(
    database: Database, clock: FixedClock, made: Program
) -> None:
    other = add(database, clock, program(clock, "other"))
    append(database, clock, frame(entry("a"), entry("b", customer_id="it's %s", at=AT + LATER), entry("c")))
    append(database, clock, frame(entry("a", customer_id="8")), other.program_id)
    assert keys(database) == ["a", "b", "c"]
    assert keys(database, other.program_id) == ["a"]
    assert keys(database, customers=["it's %s"]) == ["b"]
    assert keys(database, customers=[]) == []
    assert keys(database, customers=["nobody", "8"]) == []
    assert keys(database, until=AT) == []
    assert keys(database, until=AT + LATER) == ["a", "c"]
    assert keys(database, until=AT + LATER + LATER, customers=["it's %s", "7"]) == ["a", "b", "c"]
    with database.view() as work:
        assert (work.ledger.count(made.program_id), work.ledger.count("nosuch")) == (3, 0)


def test_many_entries_of_many_customers(database: Database, clock: FixedClock, made: Program) -> None:
    n = 120_000
    rows = pl.select(n=pl.int_range(n)).select(
        customer_id=pl.format("c{}", pl.col("n") % 60_000), kind=pl.lit("earn"), lot=pl.col("n").cast(pl.String),
        points="n", qualifying="n", at=pl.lit(AT) + pl.duration(microseconds="n"), day=pl.lit(DAY),
        expires_on=pl.lit(None, pl.Date), spendable_on=pl.lit(DAY), key=pl.format("earn:{}", "n"),
        corrects=pl.lit(None, pl.String), version=pl.lit(1), facts=pl.lit("{}"),
    ).sample(fraction=1, shuffle=True, seed=1)  # fmt: skip
    append(database, clock, rows)
    with database.view() as work:
        found = work.ledger.entries(made.program_id)
        assert_frame_equal(found.select(ENTRY), rows.sort("key").with_columns(pl.col("points", "version").cast(int)))
        some = [f"c{i}" for i in range(50_000)]
        few = [f"c{i}" for i in range(0, 50_000, 7)]
        for asked in (some, few):
            of = work.ledger.entries(made.program_id, customers=asked)
            assert of.equals(found.filter(pl.col("customer_id").is_in(asked)))


def test_a_key_that_is_there_refuses_all_of_the_call(database: Database, clock: FixedClock, made: Program) -> None:
    other = add(database, clock, program(clock, "other"))
    append(database, clock, frame(entry("b"), entry("c")))
    append(database, clock, frame(entry("b")), other.program_id)  # another program's keys are its own
    with pytest.raises(Conflict, match="1 of these 3 keys are recorded already, such as 'b'"):
        append(database, clock, frame(entry("a"), entry("b"), entry("d")))
    with pytest.raises(Conflict, match="1 of these 3 keys are recorded already or come twice, such as 'e'"):
        append(database, clock, frame(entry("e"), entry("a"), entry("e")))
    assert keys(database) == ["b", "c"]


def test_who_goes_on_after_a_refusal_finds_nothing_of_it(database: Database, clock: FixedClock, made: Program) -> None:
    append(database, clock, frame(entry("b")))
    with database.unit(actor="ann", clock=clock) as work:
        rows = frame(entry("a"), entry("b"))
        with pytest.raises(Conflict):
            work.ledger.append(made.program_id, rows, recorded_at=work.now, recorded_by="ann")
        rows = frame(entry("c"))
        work.ledger.append(made.program_id, rows, recorded_at=work.now, recorded_by="ann")
    assert keys(database) == ["b", "c"]


@pytest.mark.parametrize(("name", "most"), [("customer_id", 80), ("lot", 120), ("key", 200), ("corrects", 200)])
def test_texts_may_be_as_long_as_every_store_can_hold(
    database: Database, clock: FixedClock, made: Program, name: str, most: int
) -> None:
    append(database, clock, frame(entry("a") | {name: "é" * most}))
    with pytest.raises(BadInput, match=f"A value of {name} has {most + 1} characters; the store holds up to {most}"):
        append(database, clock, frame(entry("b") | {name: "é" * (most + 1)}))


def test_what_is_missing_or_has_no_offset_is_refused(database: Database, clock: FixedClock, made: Program) -> None:
    rows = frame(entry("a"))
    with pytest.raises(ValueError, match="an instant needs an offset: at"):
        append(database, clock, rows.with_columns(pl.col("at").dt.replace_time_zone(None)))
    with pytest.raises(pl.exceptions.ColumnNotFoundError, match="facts"):
        append(database, clock, rows.drop("facts"))
    with pytest.raises(Exception, match="(?i)not.null"):
        append(database, clock, rows.with_columns(points=pl.lit(None, pl.Int64)))
    assert keys(database) == []
    append(database, clock, rows.with_columns(pl.col("at").dt.convert_time_zone("America/New_York")))
    with database.view() as work:
        assert work.ledger.entries(made.program_id)["at"].to_list() == [AT]


@pytest.mark.parametrize("table", [tables.ledger_entry, tables.program_action], ids=lambda t: t.name)
def test_the_database_itself_refuses_to_change_what_is_recorded(
    database: Database, clock: FixedClock, made: Program, table: object
) -> None:
    append(database, clock, frame(entry("a")))
    act(database, clock, action("b", clock))
    with database.reading() as connection:
        before = connection.execute(select(table)).all()
    changes = [update(table).values(points=1), delete(table)]
    if "postgresql" in database.address:
        changes.append(text(f"TRUNCATE {table.name}"))
    for change in changes:
        with pytest.raises(Exception, match=f"{table.name} is only ever added to"), database.writing() as connection:
            connection.execute(change)
    with database.reading() as connection:
        assert connection.execute(select(table)).all() == before != []


def test_a_ledger_in_use_can_be_migrated_down_and_up(database: Database, clock: FixedClock, made: Program) -> None:
    append(database, clock, frame(entry("a")))
    act(database, clock, action("b", clock))
    with database.writing() as connection:
        migrate(connection, "0002")
        assert inspect(connection).has_table("refresh_job")
        assert not inspect(connection).has_table("ledger_entry")
        migrate(connection)
    add(database, clock, made)
    append(database, clock, frame(entry("a")))
    with pytest.raises(Exception, match="only ever added to"), database.writing() as connection:
        connection.execute(delete(tables.ledger_entry))
    assert keys(database) == ["a"]


def test_an_action_is_recorded_once(database: Database, clock: FixedClock, made: Program) -> None:
    asked = action("k", clock, reason=ODD[3])
    first, is_new = act(database, clock, asked)
    assert (first, is_new) == (replace(asked, action_id=first.action_id), True)
    clock.advance(timedelta(hours=1))
    assert act(database, clock, action("k", clock, at=clock.now(), reason="again")) == (first, False)
    with database.view() as work:
        assert work.ledger.find_action(made.program_id, "k") == first
        assert work.ledger.find_action(made.program_id, "nosuch") is None
        (found,) = work.ledger.actions(made.program_id).rows(named=True)
    assert Action(**{k: v for k, v in found.items() if k != "program_id"}) == first


@pytest.mark.parametrize(
    "change",
    [{"points": 501}, {"customer_id": "8"}, {"kind": ActionKind.ADJUST}, {"value_cents": None}, {"option": "10 off"}],
    ids=str,
)
def test_the_same_key_for_something_else_is_refused(
    database: Database, clock: FixedClock, made: Program, change: dict[str, object]
) -> None:
    act(database, clock, action("k", clock))
    said = "already is an action with the key 'k': redeem of 500 points, customer 7, recorded 2018-01-01 05:00 UTC"
    with pytest.raises(Conflict, match=said):
        act(database, clock, action("k", clock, **change))


def cancellation(key: str, clock: FixedClock, of: str) -> Action:
    return action(key, clock, kind=ActionKind.CANCEL, points=0, value_cents=None, option=None, cancels=of)


def test_a_redemption_is_cancelled_once(database: Database, clock: FixedClock, made: Program) -> None:
    act(database, clock, action("k", clock))
    first = act(database, clock, cancellation("c1", clock, "k"))[0]
    assert act(database, clock, cancellation("c1", clock, "k")) == (first, False)
    with pytest.raises(Conflict, match="redemption 'k' is cancelled already: cancel of 'k', customer 7"):
        act(database, clock, cancellation("c2", clock, "k"))


def test_an_action_with_too_long_a_key_is_refused(database: Database, clock: FixedClock, made: Program) -> None:
    act(database, clock, action("é" * 80, clock))
    with pytest.raises(BadInput, match="A value of key has 81 characters; the store holds up to 80"):
        act(database, clock, action("é" * 81, clock))


def test_many_actions_at_once_keep_their_order(database: Database, clock: FixedClock, made: Program) -> None:
    acts = [action("b", clock), action("a", clock, reason=ODD[3], customer_id="8"), cancellation("c", clock, "b")]
    rows = pl.DataFrame([{name: getattr(a, name) for name in ACTION} for a in acts])

    def add_all(rows: pl.DataFrame) -> int:
        with database.unit(actor="ann", clock=clock) as work:
            return work.ledger.add_actions(made.program_id, rows, recorded_at=work.now, recorded_by="ann")

    assert add_all(rows) == 3
    with database.view() as work:
        found = work.ledger.actions(made.program_id)
        assert work.ledger.actions(made.program_id, customers=["8"])["key"].to_list() == ["a"]
        assert work.ledger.find_action(made.program_id, "a") == replace(acts[1], action_id=found["action_id"][1])
    assert found.select(ACTION).rows() == rows.select(ACTION).rows()
    with pytest.raises(Conflict, match="1 of these 2 keys are recorded already, such as 'b'"):
        add_all(pl.concat([rows[:1], rows[:1].with_columns(key=pl.lit("d"))]))
    with pytest.raises(Conflict, match="redemption 'b' is cancelled already"):
        add_all(rows[2:].with_columns(key=pl.lit("d")))


def test_of_two_processes_that_spend_the_same_points_one_is_refused(
    database: Database, clock: FixedClock, made: Program, url: str
) -> None:
    """Each looks at what the other spent and then writes: as many actions as there are points for, and no more."""
    code = f"""if True:
        from core.store import Database
        from core.kernel.clock import FixedClock
        from tests.contract.store.loyalty import AT, action
        database, clock = Database({url!r}), FixedClock(AT)
        database.check()
        who = input()
        for n in range(20):
            with database.unit(actor=who, clock=clock) as work:
                if work.ledger.actions({made.program_id!r})["points"].sum() < 5_000:
                    work.ledger.add_action({made.program_id!r}, action(f"{{who}}{{n}}", clock))
    """
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    both = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, **pipes) for _ in range(2)]
    for process, who in zip(both, "ab", strict=True):
        process.stdin.write(f"{who}\n")
        process.stdin.flush()
    for process in both:
        process.communicate(timeout=100)
        assert process.returncode == 0
    with database.view() as work:
        assert work.ledger.actions(made.program_id)["points"].sum() == 5_000
