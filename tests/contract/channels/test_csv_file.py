"""The files of the CSV channel: one a run, each message once, whatever died while writing."""

from __future__ import annotations

import csv
import io
import os
import resource
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from core.channels.csv_file import COLUMNS, CsvChannel
from core.channels.message import Outcome
from core.kernel.clock import FixedClock
from tests.contract.channels.ways import message


def records(file: Path) -> list[dict[str, str]]:
    content = file.read_bytes()
    assert content.endswith(b"\r\n")
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_a_file_for_each_run(tmp_path: Path, clock: FixedClock) -> None:
    batch = [message(n, clock, run=7 + n % 2) for n in range(15)]
    receipts = CsvChannel(tmp_path).send(batch)
    assert [r.reference for r in receipts] == [f"win-back/{m.run}.csv" for m in batch]
    assert len(records(tmp_path / "win-back" / "7.csv")) == 8
    assert len(records(tmp_path / "win-back" / "8.csv")) == 7


def test_a_record(tmp_path: Path, clock: FixedClock) -> None:
    one = message(1, clock, body='He said "yes",\r\nthen left', variant=None)
    CsvChannel(tmp_path).send([one])
    [row] = records(tmp_path / "win-back" / "7.csv")
    assert tuple(row) == COLUMNS
    assert row == {
        "key": one.key, "campaign": "win-back", "occasion": "2018-01-15T12:00:00Z", "run": "7", "customer_id": "1",
        "arm": "treated", "variant": "", "planned_at": "2018-01-15T12:00:00Z", "subject": "Private line 1",
        "body": 'He said "yes",\nthen left',
    }  # fmt: skip


@pytest.mark.parametrize("risky", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "\n=1"])
def test_a_spreadsheet_runs_nothing_of_it(risky: str, tmp_path: Path, clock: FixedClock) -> None:
    CsvChannel(tmp_path).send([message(risky, clock, subject=risky, body=risky)])
    [row] = records(tmp_path / "win-back" / "7.csv")
    assert {row["customer_id"][0], row["subject"][0], row["body"][0]} == {"'"}


def test_nobody_else_may_read_it(tmp_path: Path, clock: FixedClock) -> None:
    CsvChannel(tmp_path).send([message(1, clock)])
    assert stat.S_IMODE((tmp_path / "win-back" / "7.csv").stat().st_mode) == 0o600


@pytest.mark.parametrize("cut", [1, 2, 40, 200, 10_000])
def test_what_was_left_half_written_is_written_anew(cut: int, tmp_path: Path, clock: FixedClock) -> None:
    batch = [message(n, clock, body="a\nb") for n in range(10)]
    CsvChannel(tmp_path).send(batch)
    file = tmp_path / "win-back" / "7.csv"
    whole = records(file)
    os.truncate(file, max(file.stat().st_size - cut, 0))
    CsvChannel(tmp_path).send(batch)
    assert records(file) == whole


def test_a_channel_sees_what_another_process_wrote_or_took_away(tmp_path: Path, clock: FixedClock) -> None:
    batch = [message(n, clock) for n in range(30)]
    one, two = CsvChannel(tmp_path), CsvChannel(tmp_path)
    one.send(batch[:10])
    two.send(batch[:20])
    one.send(batch)
    file = tmp_path / "win-back" / "7.csv"
    assert [row["key"] for row in records(file)] == [m.key for m in batch]
    file.rename(tmp_path / "taken.csv")
    one.send(batch[:5])
    assert [row["key"] for row in records(file)] == [m.key for m in batch[:5]]


@contextmanager
def room(n: int) -> Iterator[None]:
    """No file of this process can grow beyond so many bytes: what the system then says is what a full disk is to us."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (n, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path, clock: FixedClock) -> None:
    channel = CsvChannel(tmp_path)
    channel.send([message(n, clock) for n in range(10)])
    file = tmp_path / "win-back" / "7.csv"
    before = file.read_bytes()
    big = [message(n, clock, body="x" * 1000) for n in range(10, 40)]
    with room(10_000):
        receipts = channel.send(big)
    assert {r.outcome for r in receipts} == {Outcome.RETRY}
    assert "File too large" in receipts[0].detail
    assert file.read_bytes() == before
    assert {r.outcome for r in channel.send(big)} == {Outcome.SENT}
    assert len(records(file)) == 40
