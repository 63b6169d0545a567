"""Any history of a warehouse: each increment brings exactly what it promises, and a full refresh everything.

The reference is a few lines of Python over dictionaries. The clock of this machine goes where it likes meanwhile, also
back; the warehouse's own goes on.
"""

from __future__ import annotations

import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import event, given, settings
from hypothesis import strategies as st

from core.kernel.clock import FixedClock
from core.warehouse import Engine, Snapshot
from tests.contract.warehouse.changing import (
    BEGIN,
    OVERLAP,
    Changing,
    Person,
    changing_duckdb,
    changing_profile,
    changing_store,
    found,
    rows_of,
)

MINUTE = timedelta(minutes=1)
KEYS = ["a", "b", "c", "old0", "old1", "old2", "old3"]
START = {f"old{i}": Person("Bonn", i, i, -1000 * (i + 1)) for i in range(60)}  # so that not everything is ever new

ages = st.sampled_from([0] * 8 + [29, 30, 31, 600])  # minutes by which a watermark lies before the present
cities, few = st.sampled_from(["Ulm", "Aue", None]), st.sampled_from([0, 1, 2, None])
people = st.tuples(st.sampled_from([True] * 7 + [False]), cities, few, st.integers(0, 2), ages)  # False: deleted
changes = st.dictionaries(st.sampled_from(KEYS), people, max_size=3)
steps = st.tuples(changes, st.sampled_from([40, 90, 1, 40, 90, -300, 1500]), st.sampled_from([False] * 9 + [True]))
histories = st.lists(steps, min_size=3, max_size=8)


class Reference:
    """What the snapshots should hold, by row: as slow and plain as can be."""

    def __init__(self) -> None:
        self.known: dict[str, Person] = {}
        self.taken_at: datetime | None = None
        self.full_at: datetime | None = None
        self.findings: dict[str, int] = {}

    def refresh(self, source: dict[str, Person], *, now: datetime, full: bool) -> None:
        if not self.known or self.taken_at is None or self.full_at is None:
            self._in_full(source, now=now, findings={})
            return
        newest = BEGIN + max(p.at for p in self.known.values()) * MINUTE
        since = min(newest, self.taken_at) - OVERLAP
        late = {k for k, p in source.items() if BEGIN + p.at * MINUTE < since and self.known.get(k) != p}
        findings = {"late_rows": len(late), "deleted_rows": len(set(self.known) - set(source))}
        fresh = {k: p for k, p in source.items() if BEGIN + p.at * MINUTE >= since}
        merged = self.known | fresh
        is_due = not self.full_at <= now < self.full_at + timedelta(days=1)
        if full or is_due or len(fresh) == len(source) or sums(merged) != sums(source):
            self._in_full(source, now=now, findings=findings)
        else:
            self.known, self.taken_at = merged, now

    def _in_full(self, source: dict[str, Person], *, now: datetime, findings: dict[str, int]) -> None:
        self.known, self.taken_at, self.full_at, self.findings = dict(source), now, now, findings


def sums(rows: dict[str, Person]) -> tuple[object, ...]:
    points = [p.points for p in rows.values() if p.points is not None]
    return len(rows), sum(points) if points else None, sum(p.worth for p in rows.values())


def check(warehouse: Changing, history: list[tuple], folder: Path, engine: Engine) -> list[Snapshot]:
    """Play a history and compare after every step."""
    clock, reference, minute = FixedClock(BEGIN + 1000 * MINUTE), Reference(), 0
    store, profile = changing_store(folder, clock, engine=engine), changing_profile(folder)
    warehouse.put(dict(START))
    taken = []
    for changed, advance, full in [({}, 0, False), *history]:
        minute += max(advance, 1)
        clock.advance(advance * MINUTE)
        put = {k: Person(*row, minute - age) if stays else None for k, (stays, *row, age) in changed.items()}
        if set(warehouse.people) - {k for k, row in put.items() if row is None}:  # never without anybody
            warehouse.put(put)
        reference.refresh(warehouse.people, now=clock.now(), full=full)
        snapshot = store.refresh(warehouse.source, profile, full=full)
        rows = rows_of(engine, snapshot)
        assert len(rows) == snapshot.tables["customers"].rows == len(warehouse.people)
        assert set(rows) == {p.logical(k) for k, p in reference.known.items()}
        assert found(snapshot) == reference.findings
        assert snapshot.tables["customers"].full_at == reference.full_at
        event("+".join(p.kind for p in snapshot.tables["customers"].parts) + " " + snapshot.tables["customers"].taken)
        taken.append(snapshot)
    store.verify(store.current())
    return taken


@given(histories)
@settings(max_examples=20)
def test_of_a_duckdb_file(history: list[tuple]) -> None:
    with tempfile.TemporaryDirectory() as name:
        engine = Engine(threads=1)
        check(changing_duckdb(Path(name)), history, Path(name), engine)
        engine.close()
