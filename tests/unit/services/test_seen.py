"""What accruals saw: one that is completed does not take away what another one under way has kept."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from core.services.seen import ABANDONED, Seen
from core.warehouse import Engine

BEFORE = pl.DataFrame({"customer_id": [1, 2, 3], "basket": [10, 20, 30], "rule_0": [5, 5, 5]})
AFTER = pl.DataFrame({"customer_id": [1, 2, 4], "basket": [10, 20, 40], "rule_0": [5, 6, 5]})


@pytest.fixture
def engine() -> Iterator[Engine]:
    opened = Engine(threads=1)
    yield opened
    opened.close()


def test_changed_are_those_of_whom_a_basket_is_new_other_or_gone(engine: Engine, tmp_path: Path) -> None:
    first = Seen(engine, tmp_path)
    first.keep(0, [BEFORE])
    first.commit(1, ["v1"], until="t1")
    second = Seen(engine, tmp_path)
    files = [second.keep(0, [AFTER])]
    assert sorted(second.changed(files, ["v1"], after="t1")) == ["2", "3", "4"]
    assert second.changed(files, ["v2"], after="t1") is None
    assert second.changed(files, ["v1"], after="t0") is None  # a store that was restored from a backup


def test_one_that_is_completed_leaves_another_under_way(engine: Engine, tmp_path: Path) -> None:
    old, one, other = (Seen(engine, tmp_path) for _ in range(3))
    kept = [seen.keep(0, [BEFORE]) for seen in (old, one, other)]
    old.commit(1, [], until="t0")
    dead = tmp_path / "dead"
    dead.mkdir()
    long_ago = kept[0].stat().st_mtime - 2 * ABANDONED.total_seconds()
    os.utime(dead, (long_ago, long_ago))
    one.commit(1, [], until="t1")
    assert [path.exists() for path in (*kept, dead)] == [False, True, True, False]
