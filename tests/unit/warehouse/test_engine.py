"""The engine: threads, types, frames by name, files that are whole or not there, errors that name the culprit."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest

from core.errors import SnapshotCorrupt, WarehouseError
from core.warehouse import Engine
from core.warehouse.parquet import relation

engine = Engine(threads=2)
NOON = datetime(2017, 7, 1, 12, tzinfo=UTC)


def test_values_come_back_in_their_types() -> None:
    sql = "SELECT $at AS at, CAST('1.10' AS DECIMAL(18,2)) AS money, DATE '2017-03-12' AS day, ['a', 'b'] AS list"
    frame = engine.frame(sql, {"at": NOON})
    assert frame.schema == {
        "at": pl.Datetime("us", "UTC"),
        "money": pl.Decimal(18, 2),
        "day": pl.Date,
        "list": pl.List(pl.String),
    }
    assert frame.row(0) == (NOON, Decimal("1.10"), date(2017, 3, 12), ["a", "b"])
    assert engine.rows(sql, {"at": NOON})[0][:3] == (NOON, Decimal("1.10"), date(2017, 3, 12))


def test_days_of_instants_are_taken_in_utc_unless_a_zone_is_named() -> None:
    late = datetime(2017, 7, 2, 1, tzinfo=UTC)
    sql = "SELECT CAST($at AS DATE), CAST(timezone('America/New_York', $at) AS DATE)"
    assert engine.rows(sql, {"at": late}) == [(date(2017, 7, 2), date(2017, 7, 1))]


def test_threads_do_not_disturb_each_other() -> None:
    def ask(n: int) -> int:
        return int(engine.frame("SELECT sum(i) AS s FROM range($n) t(i)", {"n": n})["s"][0])

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(1000, 1200))) == [n * (n - 1) // 2 for n in range(1000, 1200)]


def test_frames_are_named_by_the_caller_and_gone_afterwards() -> None:
    given = {"pasted": pl.DataFrame({"id": ["a", "b"]})}
    assert engine.rows("SELECT count(*) FROM pasted", tables=given) == [(2,)]
    with pytest.raises(duckdb.CatalogException):
        engine.rows("SELECT count(*) FROM pasted")


def test_python_variables_are_not_tables() -> None:
    secret = pl.DataFrame({"x": [1]})
    with pytest.raises(duckdb.CatalogException):
        engine.rows("SELECT * FROM secret")
    assert len(secret) == 1


def test_settings_are_locked() -> None:
    with pytest.raises(duckdb.Error, match="locked"):
        engine.rows("SET TimeZone = 'Asia/Tokyo'")


def test_write_gives_the_number_of_rows_and_leaves_one_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "t.parquet"
    assert engine.write("SELECT i FROM range(5) t(i) WHERE i < $n", path, {"n": 3}) == 3
    assert engine.write("SELECT * FROM x", path, tables={"x": pl.DataFrame({"i": [7]})}) == 1
    assert [p.name for p in path.parent.iterdir()] == ["t.parquet"]
    assert engine.rows(f"SELECT * FROM {relation(path)}") == [(7,)]


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    engine.write("SELECT 1 AS x", path)
    with pytest.raises(duckdb.ConversionException):
        engine.write("SELECT CAST(i AS VARCHAR)::DATE AS x FROM range(100000) t(i)", path)
    assert [p.name for p in tmp_path.iterdir()] == ["t.parquet"]
    assert engine.rows(f"SELECT * FROM {relation(path)}") == [(1,)]


def test_a_write_that_cannot_take_its_name_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "t.parquet" / "in the way").mkdir(parents=True)
    with pytest.raises(OSError, match="directory"):
        engine.write("SELECT 1 AS x", tmp_path / "t.parquet")
    assert [p.name for p in tmp_path.iterdir()] == ["t.parquet"]


def test_a_lost_or_damaged_file_is_named_with_a_remedy(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.parquet", tmp_path / "bad.parquet"
    engine.write("SELECT i, CAST(hash(i) AS VARCHAR) AS s FROM range(200000) t(i)", good)
    sql = f"SELECT count(*), sum(a.i), max(b.s) FROM {relation(good)} a JOIN {relation(bad)} b USING (i)"
    with pytest.raises(SnapshotCorrupt, match=r"bad\.parquet cannot be read: it is not there") as caught:
        engine.rows(sql)
    assert "warehouse refresh" in caught.value.fix
    whole = good.read_bytes()
    for damaged in (b"", whole[: len(whole) // 2], whole[:-6] + b"\0" * 6, whole[:-40] + b"\xff" * 32 + whole[-8:]):
        bad.write_bytes(damaged)
        with pytest.raises(SnapshotCorrupt, match=r"bad\.parquet"):
            engine.frame(sql)
    bad.write_bytes(whole[:2000] + b"\xff" * 400000 + whole[402000:])
    with pytest.raises(SnapshotCorrupt, match="damaged"):
        engine.rows(sql)


def test_a_fault_of_ours_keeps_duckdbs_error() -> None:
    with pytest.raises(duckdb.BinderException):
        engine.rows("SELECT nothing")


def test_too_little_memory_says_so(tmp_path: Path) -> None:
    small = Engine(threads=1, memory_limit="20MB", temp=tmp_path / "spill")
    with pytest.raises(WarehouseError, match="more memory") as caught:
        small.rows("SELECT list(i) FROM range(20000000) t(i)")
    assert "LAB_MEMORY_LIMIT" in caught.value.fix


def test_describe_gives_types_without_running() -> None:
    assert engine.describe("SELECT 1 AS a, CAST(error('it ran') AS DATE) AS b") == {"a": "INTEGER", "b": "DATE"}
    with pytest.raises(ValueError, match="nothing"):
        engine.describe("SELECT nothing")


def test_what_does_not_fit_into_memory_spills_into_a_folder_of_its_own(tmp_path: Path) -> None:
    """Two DuckDBs that share a folder for temporary files would overwrite each other's."""
    base = tmp_path / "new" / "spill"
    sql = "SELECT count(*) FROM (SELECT hash(i) AS h FROM range(3000000) t(i) ORDER BY h)"
    first, second = (Engine(threads=1, memory_limit="40MB", temp=base) for _ in range(2))
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(lambda engine: engine.rows(sql), [first, second])) == [[(3000000,)]] * 2
    first.close()
    second.close()
    assert list(base.iterdir()) == []
    assert not (Path.cwd() / ".tmp").exists()


def test_what_killed_processes_spilt_is_cleared_by_age_and_nothing_else(tmp_path: Path) -> None:
    for name in ("77-0123abcd", "78-0123abcd", "my notes"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.tmp").touch()
    for name in ("77-0123abcd", "my notes"):
        os.utime(tmp_path / name / "x.tmp", (1, 1))
        os.utime(tmp_path / name, (1, 1))
    Engine(threads=1, temp=tmp_path).close()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["78-0123abcd", "my notes"]


INTERRUPTED = """
import os, signal, threading
from core.warehouse import Engine
engine = Engine(threads=2)
threading.Timer(0.2, os.kill, [os.getpid(), signal.SIGINT]).start()
try:
    engine.rows("SELECT sum(a.range * b.range) FROM range(10000000) AS a, range(10000000) AS b")
except KeyboardInterrupt:
    print(engine.rows("SELECT 'interrupted'"))
"""


def test_ctrl_c_amid_a_query_is_ctrl_c() -> None:
    command = [sys.executable, "-c", INTERRUPTED]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)
    assert (done.stdout, done.stderr) == ("[('interrupted',)]\n", "")
