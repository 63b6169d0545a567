"""What every source promises, here of DuckDB files: it describes itself, says all that does not fit, is not held."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import pytest
from pydantic import SecretStr

from core.config import Settings
from core.errors import ConfigError, ContractViolation, WarehouseUnreachable
from core.warehouse import Engine, connect
from core.warehouse.duckdb_source import DuckDBSource
from core.warehouse.parquet import relation
from tests.contract.warehouse.little import PROFILE, little_profile, little_source


def test_it_describes_its_tables_as_the_source_spells_them(tmp_path: Path) -> None:
    frame = little_source(tmp_path).describe()
    assert frame.columns == ["table", "column", "type", "nullable", "comment"]
    first = frame.filter(frame["table"] == "shop.visits").rows()[0]
    assert first == ("shop.visits", "customer_id", "INTEGER", True, None)
    assert frame["table"].unique().sort().to_list() == ["people", "shop.visits", "tags"]


def test_a_source_that_fits_has_no_problems(tmp_path: Path) -> None:
    assert little_source(tmp_path).check(little_profile(tmp_path)) == []


def test_all_that_does_not_fit_is_said_at_once_with_the_nearest_names(tmp_path: Path) -> None:
    text = PROFILE.replace("source: shop.visits", "source: shop.visit").replace("{from: id,", "{from: ids,")
    text = text.replace("FROM people", "FROM peoples")
    text = text.replace("word: string", "word: {expression: wordy + 1, type: string}")
    problems = little_source(tmp_path).check(little_profile(tmp_path, text))
    assert (
        problems[0]
        == "customers.customer_id: the source has no column 'ids'. Did you mean 'id'? (little.yaml, line 12)"
    )
    assert (
        problems[1]
        == "visits: the source has no table 'shop.visit'. Did you mean 'shop.visits'? (little.yaml, line 13)"
    )
    assert problems[2].startswith("places: its SQL cannot be read: Catalog Error: Table with name peoples")
    assert problems[3].startswith('tags.word: Binder Error: Referenced column "wordy" not found')
    assert len(problems) == 4


def test_extraction_gives_declared_types_and_the_sources_own_totals(tmp_path: Path) -> None:
    source, profile = little_source(tmp_path), little_profile(tmp_path)
    with source.session(profile) as session:
        totals = session.extract("visits", tmp_path / "visits.parquet")
        tags = session.extract("tags", tmp_path / "tags.parquet")
    assert (totals.rows, totals.sums) == (
        4,
        {"customer_id": 4, "place_id": 129, "worth_cents": 376, "weight": pytest.approx(0.3)},
    )
    assert (tags.rows, tags.duplicates) == (3, 2)
    engine = Engine(threads=1)
    visits = relation(tmp_path / "visits.parquet")
    assert engine.describe(f"SELECT * FROM {visits}") == {
        "customer_id": "BIGINT",
        "place_id": "BIGINT",
        "worth_cents": "BIGINT",
        "weight": "DOUBLE",
        "came_at": "TIMESTAMP WITH TIME ZONE",
        "came_on": "DATE",
    }
    days = engine.rows(f"SELECT came_on FROM {visits} ORDER BY came_at")
    assert days == [(date(2017, 7, 1),), (date(2017, 7, 1),), (date(2017, 7, 2),), (date(2017, 7, 2),)]
    assert sorted(p.name for p in tmp_path.glob("*.tmp")) == []


def test_a_value_that_does_not_fit_its_type_is_a_violation_that_names_the_table(tmp_path: Path) -> None:
    source = little_source(tmp_path)
    text = PROFILE.replace("word: string", "word: {expression: CAST(word AS DATE), type: date}")
    profile = little_profile(tmp_path, text)
    assert source.check(profile) == []  # only the values show it
    with source.session(profile) as session, pytest.raises(ContractViolation, match="tags: Conversion Error") as caught:
        session.extract("tags", tmp_path / "tags.parquet")
    assert caught.value.problems
    assert not (tmp_path / "tags.parquet").exists()


def test_the_file_is_free_between_calls(tmp_path: Path) -> None:
    source = little_source(tmp_path)
    source.describe()
    with duckdb.connect(str(source.path)) as connection:  # another would be refused while it is open
        connection.execute("CREATE TABLE more (x INTEGER)")
    assert "more" in source.describe()["table"].to_list()


def test_a_file_that_another_process_writes_is_named_with_that_process(tmp_path: Path) -> None:
    source = little_source(tmp_path)
    code = f"import duckdb, sys; c = duckdb.connect({str(source.path)!r}); print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(WarehouseUnreachable, match=f"open for writing in process {other.pid}"):
            source.describe()
        other.communicate()
    assert len(source.describe())


def test_a_file_that_is_no_database_is_unreachable(tmp_path: Path) -> None:
    path = tmp_path / "x.duckdb"
    path.write_text("this is not a database, but it is long enough to be looked at" * 100)
    with pytest.raises(WarehouseUnreachable, match="cannot be opened as a DuckDB database"):
        DuckDBSource(path).describe()


def settings(tmp_path: Path, url: str) -> Settings:
    return Settings(lab_home=tmp_path, dwh_url=SecretStr(url))


def test_a_url_names_a_file(tmp_path: Path) -> None:
    path = little_source(tmp_path).path
    assert len(connect(settings(tmp_path, f"duckdb://{path}")).describe()) == 8


@pytest.mark.parametrize(
    ("url", "error", "what"),
    [
        ("demo://complete_journey", WarehouseUnreachable, "demo warehouse has not been built"),
        ("demo://another", ConfigError, "no demo warehouse 'another'"),
        ("duckdb:///nowhere/at/all.duckdb", WarehouseUnreachable, "there is no /nowhere/at/all.duckdb"),
        ("postgresql://u:secret@h/db", ConfigError, "PostgreSQL warehouse, which this version cannot read yet"),
        ("mysql://u:secret@h/db", ConfigError, "begins with 'mysql'"),
        ("u:secret@h/db", ConfigError, "begins with 'u'"),
        ("", ConfigError, "begins with ''"),
    ],
)
def test_what_cannot_be_read_is_said_without_the_secret(tmp_path: Path, url: str, error: type, what: str) -> None:
    with pytest.raises(error, match=what) as caught:
        connect(settings(tmp_path, url))
    assert "secret" not in str(caught.value)
    assert caught.value.fix


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("weight: number", "weight: integer", "visits.weight: the source gives DOUBLE, not integer; a cast would"),
        ("word: string", "word: integer", "tags.word: the source gives VARCHAR, not integer"),
        ("{expression: \"timezone('UTC', stamp)\"", "{from: stamp", "gives TIMESTAMP, not timestamp; say which time"),
        ("{day_of: came_at, type", "{expression: \"timezone('UTC', stamp)\", type", "ZONE, not date; write `day_of"),
        ("word: string", "word: boolean", "tags.word: the source gives VARCHAR, not boolean; write an expression"),
    ],
)
def test_a_conversion_that_would_lose_something_unsaid_is_refused(tmp_path: Path, old: str, new: str, why: str) -> None:
    assert old in PROFILE
    problems = little_source(tmp_path).check(little_profile(tmp_path, PROFILE.replace(old, new)))
    assert [p for p in problems if why in p] == problems
    assert problems
