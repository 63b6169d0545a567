"""Executions as files: they say what the store says, are few, and are of no other store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

from core.campaigns.model import Run
from core.config import Settings
from core.kernel.clock import FixedClock
from core.services.execution_files import COLUMNS, TOGETHER, ExecutionFiles
from core.services.lab import Lab
from core.store import Database
from core.warehouse import Engine
from tests.unit.services.launched import DAY, LAUNCH, MINIMAL, launched, opened


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    made = Engine(threads=1)
    yield made
    made.close()


@pytest.fixture
def lab(shop: Lab) -> Lab:
    shop.segments.create("Everybody", {">=": [{"var": "total_revenue"}, 0]})
    shop.campaigns.create(MINIMAL)
    return shop


@pytest.fixture
def files(engine: Engine, lab: Lab, tmp_path: Path) -> ExecutionFiles:
    return ExecutionFiles(engine, database=lab.database, folder=tmp_path / "executions")


def add(lab: Lab, n: int, *, customers: int = 2, campaign: str = "try") -> None:
    """Record the run number `n` of a campaign: some customers are treated, and one is capped."""
    at = LAUNCH + n * DAY
    rows = pl.DataFrame({
        "customer_id": [f"{n}-{i}" for i in range(customers)] + ["capped"], "occasion": [f"o{n}"] * (customers + 1),
        "outcome": ["treated"] * customers + ["capped"], "arm": ["treated"] * customers + [None],
        "variant": [None] * (customers + 1), "channel": ["outbox"] * customers + [None],
    }, schema_overrides={"variant": pl.String}).with_columns(planned_at=pl.lit(at))  # fmt: skip
    counts = {"treated": customers, "capped": 1}
    campaign_id = lab.campaigns.get(campaign).campaign_id
    run = Run(0, campaign_id, 1, f"o{n}", "manual", at, "s", customers + 1, counts, 0, None, at, "ann")
    with lab.database.unit(actor="ann", clock=FixedClock(at)) as work:
        work.executions.insert(work.executions.add_run(run), rows)


def told(engine: Engine, sql: str) -> list[tuple[object, ...]]:
    return engine.rows(f"SELECT {', '.join(COLUMNS)} FROM {sql} AS made ORDER BY execution_id")


def kept(database: Database) -> list[tuple[object, ...]]:
    with database.view() as work:
        frames = [work.executions.frame(c.campaign_id) for c in work.campaigns.all()]
    return pl.concat(frames).select(*COLUMNS).sort("execution_id").rows()


def test_no_runs_are_no_rows(engine: Engine, files: ExecutionFiles) -> None:
    assert told(engine, files.relation()) == []
    assert told(engine, files.none) == []


def test_they_say_what_the_store_says(engine: Engine, lab: Lab, files: ExecutionFiles) -> None:
    lab.campaigns.create({**MINIMAL, "name": "Other"})
    for n in range(3):
        add(lab, n)
        add(lab, n + 10, campaign="other")
        assert told(engine, files.relation()) == kept(lab.database)
    mine = told(engine, files.relation(lab.campaigns.get("other").campaign_id))
    assert mine == [row for row in kept(lab.database) if row[1] == lab.campaigns.get("other").campaign_id]


def test_many_runs_go_into_few_files(engine: Engine, lab: Lab, files: ExecutionFiles, tmp_path: Path) -> None:
    n = TOGETHER + 3
    for i in range(n):
        add(lab, i)
    assert len(files.files()) == 1 + 3
    assert told(engine, files.relation()) == kept(lab.database)
    before = {f: f.stat().st_mtime_ns for f in files.files()}
    add(lab, n)
    after = {f: f.stat().st_mtime_ns for f in files.files()}
    assert before.items() <= after.items()  # nothing is written twice
    assert told(engine, files.relation()) == kept(lab.database)


def test_a_run_that_was_fired_is_kept_at_once(engine: Engine, shop_settings: Settings) -> None:
    """And the file has the very name under which it is looked for, so nobody reads the run out of the store."""
    with opened(shop_settings) as (lab, _):
        launched(lab)
        (path,) = (shop_settings.home / "executions").glob("*/*.parquet")
        written = path.stat().st_mtime_ns
        files = ExecutionFiles(engine, database=lab.database, folder=shop_settings.home / "executions")
        assert files.files() == [path]
        assert path.stat().st_mtime_ns == written
        assert told(engine, files.relation()) == kept(lab.database)


def test_what_is_older_is_left_out(engine: Engine, lab: Lab, files: ExecutionFiles) -> None:
    for i in range(6):
        add(lab, i)
    recent = told(engine, files.relation(since=LAUNCH + 5 * DAY))
    assert {row[3] for row in recent} == {"o3", "o4", "o5"}  # what quiet hours held back may be sent later


def test_a_damaged_file_is_written_anew(engine: Engine, lab: Lab, files: ExecutionFiles) -> None:
    add(lab, 0)
    (path,) = files.files()
    path.write_bytes(path.read_bytes()[:-20])
    assert told(engine, files.relation()) == kept(lab.database)


def test_a_store_with_other_runs_of_the_same_numbers_has_other_files(
    engine: Engine, lab: Lab, files: ExecutionFiles, tmp_path: Path
) -> None:
    backup = tmp_path / "backup.zip"
    lab.backup.save(backup)
    add(lab, 0, customers=3)
    first = files.files()
    home = lab.settings.home
    lab.close()
    for file in home.glob("store.sqlite*"):
        file.unlink()
    with Lab.open(lab.settings, clock=FixedClock(LAUNCH + timedelta(hours=1))) as again:
        again.backup.restore(backup)
        add(again, 0, customers=5)
        others = ExecutionFiles(engine, database=again.database, folder=tmp_path / "executions")
        assert others.files() != first
        assert told(engine, others.relation()) == kept(again.database)
