"""`warehouse generate` and `warehouse demo --to`: what they take, what they say."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from core.config import Settings
from core.kernel.clock import FixedClock
from core.services.lab import Lab
from tests.unit.cli.asking import ask

GENERATE = ["warehouse", "generate", "--profile", "telecom"]


def test_generate_says_what_it_made_and_what_to_do_next(settings: Settings, tmp_path: Path) -> None:
    url = f"duckdb:///{tmp_path}/t.duckdb"
    clock = FixedClock(datetime(2026, 5, 1, 12, 34, 56, 789, tzinfo=UTC))
    with Lab.open(settings, clock=clock) as lab:
        answer = ask(lab, *GENERATE, "--customers", "1_000", "--to", url)
    assert answer.code == 0, answer.err
    made = "telecom of 1000 customers, seed 1, as of 2026-05-01T12:34:00Z"  # this minute, so that it can be said again
    assert answer.out.startswith(f"Loaded: {made}.\n")
    assert "customer_features_view        1,000" in answer.out
    assert "DWH_PROFILE=telecom" in answer.out
    assert "100%  The tables are loaded" in answer.err
    with duckdb.connect(str(tmp_path / "t.duckdb"), read_only=True) as connection:
        comments = connection.execute("SELECT DISTINCT comment FROM duckdb_tables()").fetchall()
    assert comments == [(f"Made by Loyalty Lab: {made}",)]


def test_a_day_is_a_midnight_of_the_telecoms_zone(settings: Settings, tmp_path: Path) -> None:
    to = ["--to", f"duckdb:///{tmp_path}/t.duckdb", "--as-of", "2026-05-01", "--seed", "9", "--json"]
    answer = ask(settings, *GENERATE, "--customers", "3", *to)
    assert answer.json["made"] == "telecom of 3 customers, seed 9, as of 2026-04-30T22:00:00Z"
    assert answer.json["profile"] == "telecom"


def test_no_customers_make_empty_tables(settings: Settings, tmp_path: Path) -> None:
    answer = ask(settings, *GENERATE, "--customers", "0", "--to", f"duckdb:///{tmp_path}/t.duckdb", "--json")
    assert answer.json["rows"] == dict.fromkeys(answer.json["rows"], 0)
    assert len(answer.json["rows"]) == 4


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        ([*GENERATE, "--customers", "many", "--to", "duckdb:///t"], "invalid number of customers value: 'many'"),
        ([*GENERATE, "--customers", "-1", "--to", "duckdb:///t"], "invalid number of customers value: '-1'"),
        ([*GENERATE, "--customers", "1"], "required: --to"),
        (["warehouse", "demo", "--replace"], "--rebuild is for the embedded demo"),
        (["warehouse", "demo", "--to", "duckdb:///t", "--rebuild"], "--replace for the one loaded with --to"),
        (["warehouse", "generate", "--profile", "shop", "--customers", "1", "--to", "x"], "invalid choice: 'shop'"),
    ],
)
def test_misuse_is_told(argv: list[str], words: str, settings: Settings) -> None:
    answer = ask(settings, *argv)
    assert answer.code == 2
    assert words in answer.err


def test_refusals_are_told_without_secrets(settings: Settings) -> None:
    answer = ask(settings, *GENERATE, "--customers", "1", "--to", "mysql://me:s3cret@host/db")
    assert answer.code == 1
    assert "What to do: Give postgresql://" in answer.err
    assert "s3cret" not in answer.err
    answer = ask(settings, *GENERATE, "--customers", "1", "--to", "duckdb:///x", "--as-of", "yesterday")
    assert answer.code == 1
    assert "'yesterday' is not an instant" in answer.err


def test_the_demo_goes_into_a_file_of_ones_own(settings: Settings, tmp_path: Path) -> None:
    answer = ask(settings, "warehouse", "demo", "--to", f"duckdb:///{tmp_path}/own.duckdb", "--json")
    assert answer.code == 0, answer.err
    assert answer.json["rows"]["demographics"] == 801
    assert "Made by" not in answer.out
    again = ask(settings, "warehouse", "demo", "--to", f"duckdb:///{tmp_path}/own.duckdb", "--json")
    assert again.json == answer.json
