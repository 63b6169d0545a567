"""Two snapshots of the same data hold the same, row for row and type for type, wherever they were taken from."""

from __future__ import annotations

from contextlib import closing

from core.warehouse import Engine, Snapshot


def assert_alike(one: Snapshot, other: Snapshot) -> None:
    """Compare every logical table: its columns and types, its rows as a multiset, its sums as the source told them."""
    assert one.tables.keys() == other.tables.keys()
    with closing(Engine(threads=2)) as engine:
        for name in one.tables:
            left, right = one.relation(name), other.relation(name)
            assert engine.describe(f"SELECT * FROM {left}") == engine.describe(f"SELECT * FROM {right}"), name
            sums = [engine.rows(f"SELECT count(*), sum(hash(t)) FROM {rows} AS t") for rows in (left, right)]
            odd = "" if sums[0] == sums[1] else f"(SELECT * FROM {left}) EXCEPT ALL (SELECT * FROM {right}) LIMIT 5"
            assert not odd, (name, engine.rows(odd))
            assert one.tables[name].rows == other.tables[name].rows, name
            assert one.tables[name].sums == other.tables[name].sums, name
    findings = [[(f.table, f.code, f.rows, f.level) for f in s.findings] for s in (one, other)]
    assert findings[0] == findings[1]
