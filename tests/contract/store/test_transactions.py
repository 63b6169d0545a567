"""What every store promises of its transactions: one writer at a time, and readers that see one state."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from core.errors import StoreError
from core.kernel.clock import FixedClock
from core.store import Database, tables
from core.store.schema import HEAD, REVISIONS, migrate, revision_of

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def other(url: str, database: Database) -> Iterator[Database]:
    """The same store, opened by somebody who does not wait long."""
    other = Database(url, wait=0.1)
    yield other
    other.close()


def subjects(database: Database) -> list[str]:
    with database.view() as work:
        return [r.subject for r in work.audit.latest(1000)][::-1]


def test_what_was_looked_at_before_writing_is_still_so(database: Database, clock: FixedClock) -> None:
    """Thirty who read and then write by what they read, eight at a time: none writes over another."""

    def count_up(_: int) -> None:
        with database.unit(actor="ann", clock=clock) as work:
            work.record("edit", "segment", subject=str(len(work.audit.latest(1000))))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(count_up, range(30)))
    assert subjects(database) == [str(n) for n in range(30)]


def test_a_writer_who_waits_too_long_is_told(database: Database, other: Database, clock: FixedClock) -> None:
    with database.unit(actor="ann", clock=clock) as work:
        work.record("edit", "segment", subject="first")
        late = other.unit(actor="bob", clock=clock)
        with pytest.raises(StoreError, match=r"is busy: others have been writing to it for 0\.1 seconds"):
            late.__enter__()
    with other.unit(actor="bob", clock=clock) as work:
        work.record("edit", "segment", subject="third")
    assert subjects(database) == ["first", "third"]


def test_a_reader_never_waits_for_a_writer(database: Database, other: Database, clock: FixedClock) -> None:
    with database.unit(actor="ann", clock=clock) as work:
        work.record("edit", "segment", subject="gold")
        assert subjects(other) == []
    assert subjects(other) == ["gold"]


def test_a_view_sees_the_store_as_it_was_when_it_began(database: Database, other: Database, clock: FixedClock) -> None:
    with database.view() as seen:
        assert seen.audit.latest() == []
        with other.unit(actor="bob", clock=clock) as work:
            work.record("edit", "segment", subject="gold")
        assert seen.audit.latest() == []
        assert seen.segments.all(archived=True) == []
    assert subjects(database) == ["gold"]


def test_a_writer_sees_what_was_written_while_it_waited(database: Database, url: str, clock: FixedClock) -> None:
    patient, began, seen = Database(url), threading.Event(), []
    patient.check()

    def wait_and_look() -> None:
        began.set()
        with patient.unit(actor="bob", clock=clock) as work:
            seen.extend(r.subject for r in work.audit.latest())

    with database.unit(actor="ann", clock=clock) as work:
        late = threading.Thread(target=wait_and_look)
        late.start()
        assert began.wait(10)
        work.record("edit", "segment", subject="gold")
    late.join(20)
    patient.close()
    assert seen == ["gold"]


def test_two_processes_that_migrate_at_once(url: str) -> None:
    code = f"import sys; from core.store import Database; d = Database({url!r}); input(); print(*d.upgrade())"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    both = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, **pipes) for _ in range(2)]
    for process in both:
        process.stdin.write("go\n")
        process.stdin.flush()
    assert sorted(p.communicate(timeout=100)[0] for p in both) == [f"{HEAD} {HEAD}\n", f"None {HEAD}\n"]
    database = Database(url)
    database.check()
    database.close()


@pytest.mark.parametrize("older", REVISIONS[:-1])
def test_what_was_written_at_an_older_schema_survives_going_up_and_down(
    url: str, older: str, clock: FixedClock
) -> None:
    names = ("é 'x' %", "tab\tnew\nline\\")
    rows = [{"at": clock.now(), "actor": "ann", "action": "edit", "kind": "x", "subject": name} for name in names]
    kept = select(tables.audit.c.at, tables.audit.c.subject).order_by(tables.audit.c.audit_id)
    database = Database(url)
    with database.writing() as connection:
        migrate(connection, older)
        connection.execute(insert(tables.audit), rows)
    with database.writing() as connection:
        for revision in (HEAD, older, HEAD):
            migrate(connection, revision)
            assert revision_of(connection) == revision
            assert connection.execute(kept).all() == [(clock.now(), name) for name in names]
        migrate(connection, "base")
        assert revision_of(connection) is None
    assert database.upgrade() == (None, HEAD)
    assert subjects(database) == []
    database.close()
