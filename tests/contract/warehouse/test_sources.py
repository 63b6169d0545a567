"""What every source promises, a DuckDB file or PostgreSQL: it describes itself, says all that does not fit."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest
from pydantic import SecretStr

from core.config import Settings
from core.errors import ConfigError, ContractViolation, WarehouseUnreachable
from core.warehouse import Engine, Source, connect
from core.warehouse.parquet import relation
from core.warehouse.sources.duckdb_source import DuckDBSource
from tests.contract.warehouse.alike import assert_alike
from tests.contract.warehouse.little import PROFILE, little_postgres, little_profile, little_source, little_store


@pytest.fixture(params=["duckdb", "postgres"])
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Source:
    """The little warehouse, in a file or in a PostgreSQL."""
    if request.param == "duckdb":
        return little_source(tmp_path)
    return little_postgres(request.getfixturevalue("postgres_url"))


def is_duckdb(source: Source) -> bool:
    return isinstance(source, DuckDBSource)


def test_it_describes_its_tables_as_the_source_spells_them(source: Source) -> None:
    frame = source.describe()
    assert frame.columns == ["table", "column", "type", "nullable", "comment"]
    first = frame.filter(frame["table"] == "shop.visits").rows()[0]
    assert first == ("shop.visits", "customer_id", "INTEGER" if is_duckdb(source) else "integer", True, None)
    assert frame["table"].unique().sort().to_list() == ["people", "shop.visits", "tags"]


def test_a_source_that_fits_has_no_problems(source: Source, tmp_path: Path) -> None:
    profile = little_profile(tmp_path)
    assert source.check(profile) == []
    report = source.test(profile)
    assert (report.faults, report.is_good, report.address) == ((), True, source.address)
    assert report.server.startswith("DuckDB" if is_duckdb(source) else "PostgreSQL")
    assert report.latency_ms is not None
    assert report.tables.select("table", "source", "rows", "declared", "found", "can_read").rows() == [
        ("customers", "people", 3, 1, 1, True),
        ("visits", "shop.visits", 4, 6, 6, True),
        ("places", "sql", 2, 1, 1, True),
        ("tags", "tags", 5, 1, 1, True),
    ]
    newest = datetime(2017, 7, 3, 3, tzinfo=UTC)
    assert report.tables["newest"].to_list() == [None, newest, None, None]


def test_all_that_does_not_fit_is_said_at_once_with_the_nearest_names(source: Source, tmp_path: Path) -> None:
    text = PROFILE.replace("source: shop.visits", "source: shop.visit").replace("{from: id,", "{from: ids,")
    text = text.replace("FROM people", "FROM peoples")
    text = text.replace("word: string", "word: {expression: wordy + 1, type: string}")
    profile = little_profile(tmp_path, text)
    said = {
        "customers.customer_id": "the source has no column 'ids'. Did you mean 'id'? (little.yaml, line 12)",
        "visits": "the source has no table 'shop.visit'. Did you mean 'shop.visits'? (little.yaml, line 13)",
        "places": "its SQL cannot be read: Catalog Error: Table with name peoples does not exist! "
        "(little.yaml, line 29)",
        "tags.word": 'Binder Error: Referenced column "wordy" not found in FROM clause! (little.yaml, line 38)',
    }
    if not is_duckdb(source):
        said["customers.customer_id"] = "column \"ids\" does not exist. Did you mean 'id'? (little.yaml, line 12)"
        said["places"] = 'its SQL cannot be read: relation "peoples" does not exist (little.yaml, line 29)'
        said["tags.word"] = 'column "wordy" does not exist (little.yaml, line 38)'
    assert source.check(profile) == [f"{subject}: {what}" for subject, what in said.items()]
    report = source.test(profile)
    assert {f.subject: f"{f.what} ({f.place})" for f in report.errors} == said
    assert all(f.fix for f in report.faults)
    assert report.tables["found"].to_list() == [0, 0, 0, 0]
    assert not report.is_good


def test_extraction_gives_declared_types_and_the_sources_own_totals(source: Source, tmp_path: Path) -> None:
    profile = little_profile(tmp_path)
    seen: list[float] = []
    with source.session(profile) as session:
        totals = session.extract("visits", tmp_path / "visits.parquet", progress=lambda _, share: seen.append(share))
        tags = session.extract("tags", tmp_path / "tags.parquet")
        assert session.totals("visits") == totals
        assert session.totals("tags") == tags
    assert (totals.rows, totals.sums, totals.nulled) == (
        4,
        {"customer_id": 4, "place_id": 129, "worth_cents": 376, "weight": pytest.approx(0.3)},
        {"weight": 1},
    )
    assert (tags.rows, tags.duplicates) == (3, 2)
    assert seen == sorted(seen)
    assert all(0 <= share < 1 for share in seen)
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


def test_snapshots_of_both_kinds_of_source_are_alike(postgres_url: str, tmp_path: Path) -> None:
    profile = little_profile(tmp_path)
    there = little_store(tmp_path / "there").refresh(little_postgres(postgres_url), profile)
    here = little_store(tmp_path / "here").refresh(little_source(tmp_path), profile)
    assert_alike(here, there)


def test_only_what_is_new_since_an_instant_is_extracted(source: Source, tmp_path: Path) -> None:
    text = PROFILE.replace("day: came_on", "day: came_on\n    watermark: came_at\n    key: [came_at]")
    profile = little_profile(tmp_path, text)
    with source.session(profile) as session:
        file = tmp_path / "new.parquet"
        new = session.extract("visits", file, since=datetime(2017, 7, 2, 4, tzinfo=UTC))
    assert (new.rows, new.sums["worth_cents"]) == (2, 226)
    assert Engine(threads=1).rows(f"SELECT worth_cents FROM {relation(file)} ORDER BY 1") == [(1,), (225,)]


def test_a_value_that_does_not_fit_its_type_is_a_violation_that_names_the_table(source: Source, tmp_path: Path) -> None:
    big = {True: "9223372036854775808::HUGEINT", False: "9223372036854775808::numeric(20, 0)"}[is_duckdb(source)]
    text = PROFILE.replace("word: string", f"word: {{expression: '{big}', type: integer}}")
    profile = little_profile(tmp_path, text)
    assert source.check(profile) == []  # only the values show it
    with source.session(profile) as session, pytest.raises(ContractViolation, match="tags") as caught:
        session.extract("tags", tmp_path / "tags.parquet")
    assert caught.value.problems
    assert sorted(p.name for p in tmp_path.glob("tags*")) == []


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
        ("postgresql://u:secret@h:none/db", ConfigError, "a port that is no number"),
        ("postgresql://u:sec@ret/secret@h/db", ConfigError, "a sign in its password"),
        ("postgresql://u:secret@h/db?password_file=x", ConfigError, "'password_file' that PostgreSQL's library"),
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
