"""Values of PostgreSQL arrive exactly, or as a null that is counted; never as something else."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from psycopg2.extras import execute_values

from core.errors import ContractViolation
from core.warehouse import Engine, Profile
from core.warehouse.parquet import relation
from core.warehouse.postgres.url import parsed
from core.warehouse.profile import LogicalTable
from core.warehouse.selection import Totals
from core.warehouse.sources.postgres_source import PostgresSource
from scripts.postgres import Server
from tests.postgres import database, run

Values = list[tuple[Any, ...]]
engine = Engine(threads=1)


def profile(columns: dict[str, Any], **table: Any) -> Profile:
    given = {"description": "Values.", "source": "given", "columns": columns} | table
    declared = LogicalTable.model_validate(given)
    return Profile(name="values", time_zone="Asia/Tokyo", is_live=True, unit="EUR", tables={"customers": declared})


def taken(url: str, folder: Path, columns: dict[str, Any], **table: Any) -> tuple[Totals, Values]:
    """Extract the table `given`; return what its source says, and the rows of the file in their order of `n`."""
    declared, file = profile(columns, **table), folder / "taken.parquet"
    with PostgresSource(parsed(url)).session(declared) as session:
        totals = session.extract("customers", file)
    return totals, engine.rows(f"SELECT * FROM {relation(file)} ORDER BY ALL")


EDGES: list[tuple[str, str, str, object]] = [  # PostgreSQL's type, a literal, the declared type, what arrives
    ("date", "'infinity'", "date", None),
    ("date", "'-infinity'", "date", None),
    ("date", "'0044-03-15 BC'", "date", None),
    ("date", "'0001-01-01'", "date", date(1, 1, 1)),
    ("date", "'9999-12-31'", "date", date(9999, 12, 31)),
    ("date", "'10000-01-01'", "date", None),
    ("date", "'5874897-12-31'", "date", None),
    ("timestamptz", "'infinity'", "timestamp", None),
    ("timestamptz", "'-infinity'", "timestamp", None),
    ("timestamptz", "'4713-01-01 00:00:00+00 BC'", "timestamp", None),
    ("timestamptz", "'294276-12-31 23:59:59+00'", "timestamp", None),
    ("timestamptz", "'9999-12-31 23:59:59.999999+00'", "timestamp", datetime(9999, 12, 31, 23, 59, 59, 999999, UTC)),
    ("timestamptz", "'2017-03-26 02:30:00.000001+05:30'", "timestamp", datetime(2017, 3, 25, 21, 0, 0, 1, UTC)),
    ("timestamp", "'infinity'", "date", None),
    ("timestamp", "'0001-12-31 23:59:59 BC'", "date", None),
    ("timestamp", "'2017-03-25 23:59:59.999999'", "date", date(2017, 3, 25)),
    ("float8", "'NaN'", "number", None),
    ("float8", "'Infinity'", "number", None),
    ("float8", "'-Infinity'", "number", None),
    ("float8", "0.1", "number", 0.1),
    ("float8", "1e150", "number", 1e150),
    ("float8", "5e-324", "number", 5e-324),
    ("float4", "'3.4028235e+38'", "number", 3.4028234663852886e38),
    ("float4", "'NaN'", "number", None),
    ("float8", "'Infinity'", "cents", None),
    ("float8", "4.35", "cents", 435),
    ("float8", "0.125", "cents", 13),
    ("float8", "-0.125", "cents", -13),
    ("float8", "1.005", "money", Decimal("1.00")),
    ("float4", "0.07", "cents", 7),
    ("numeric(12,2)", "'NaN'", "cents", None),
    ("numeric(12,2)", "-0.01", "cents", -1),
    ("numeric(12,2)", "9999999999.99", "money", Decimal("9999999999.99")),
    ("numeric", "'NaN'", "number", None),
    ("numeric", "'Infinity'", "number", None),
    ("numeric", "'-Infinity'", "money", None),
    ("numeric", "12345678901234567890.123456789012345678901234567890", "number", 12345678901234567890.123456789),
    ("numeric", "0.0049999999999999999999999999999999999999999999999", "cents", 0),
    ("numeric", "2.345", "money", Decimal("2.35")),
    ("numeric(50,20)", "0.005", "cents", 1),
    ("numeric(38,30)", "12345678.125", "cents", 1234567813),
    ("numeric(10,0)", "4294967296", "integer", 4294967296),
    ("numeric(5,-2)", "12300", "money", Decimal("12300.00")),
    ("int8", "-9223372036854775808", "integer", -(2**63)),
    ("int8", "9223372036854775807", "string", "9223372036854775807"),
    ("int2", "-32768", "cents", -3276800),
    ("bool", "true", "boolean", True),
    ("uuid", "'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'", "string", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
    ("mood", "'it''s \"so\", so'", "string", 'it\'s "so", so'),
    ("short", "'ab'", "string", "ab"),
    ("price", "12.345", "cents", 1235),
    ("interval", "'1 year 2 mons 3 days 04:05:06.7'", "string", "P1Y2M3DT4H5M6.7S"),
    ("money", "'-1234.56'", "cents", -123456),
    ("money", "12.5::numeric", "money", Decimal("12.50")),
    ("inet", "'10.0.0.1/8'", "string", "10.0.0.1/8"),
    ("char(5)", "'ab'", "string", "ab"),
    ("varchar(9)", "' a '", "string", " a "),
    ("text", "''", "string", ""),
    ("text", "'NULL'", "string", "NULL"),
    ("text", r"'\N'", "string", r"\N"),
    ("text", r"'\.'", "string", r"\."),
    ("text", "E'a\\nb\\r\\nc\\rd\\te'", "string", "a\nb\r\nc\rd\te"),
    ("text", "'\"'", "string", '"'),
    ("text", r"'a\"b,''c'", "string", r"a\"b,'c"),
    ("text", "E'\\u0001\\u007f\\ufeff\\U0001f600é'", "string", "\u0001\u007f\ufeff\U0001f600é"),
    ("text", "'#' || repeat('x', 3000000)", "string", "#" + "x" * 3_000_000),
    ("jsonb", r"""'{"a": [1, "b,\\n"]}'""", "string", r"""{"a": [1, "b,\\n"]}"""),
    ("json", "'{\"a\":  1}'", "string", '{"a":  1}'),
    ("text[]", '\'{a,NULL,"NULL","","q\\"\\\\,{}"}\'', "list[string]", ["a", None, "NULL", "", 'q"\\,{}']),
    ("text[]", "'{}'", "list[string]", []),
    ("text[]", "'[5:6]={x,y}'", "list[string]", ["x", "y"]),
    ("uuid[]", "'{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}'", "list[string]", ["a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"]),
    ("mood[]", "array['sad']::mood[]", "list[string]", ["sad"]),
]
TYPES = (
    "CREATE TYPE mood AS ENUM ('sad', 'it''s \"so\", so')",
    "CREATE DOMAIN short AS varchar(3)",
    "CREATE DOMAIN price AS numeric(12, 3) CHECK (value > 0)",
)


def test_every_edge_of_every_type_arrives_or_is_counted(postgres_url: str, tmp_path: Path) -> None:
    """All in one table, a row with all values and a row without any: nothing of one column moves into another."""
    run(postgres_url, *TYPES)
    columns = ", ".join(f"c{i} {kind}" for i, (kind, *_) in enumerate(EDGES))
    literals = ", ".join(f"({literal})::{kind}" for kind, literal, *_ in EDGES)
    run(postgres_url, f"CREATE TABLE given (n int, {columns})", f"INSERT INTO given SELECT 1, {literals}")
    run(postgres_url, "INSERT INTO given (n) VALUES (2)")
    declared = {"n": "integer"} | {f"c{i}": kind for i, (_, _, kind, _) in enumerate(EDGES)}
    assert PostgresSource(parsed(postgres_url)).check(profile(declared)) == []
    totals, (full, empty) = taken(postgres_url, tmp_path, declared)
    assert full[1:] == tuple(value for *_, value in EDGES)
    assert empty[1:] == (None,) * len(EDGES)
    lost = {f"c{i}": 1 for i, (*_, value) in enumerate(EDGES) if value is None}
    assert totals.nulled == lost
    cents = [f"c{i}" for i, (_, _, kind, _) in enumerate(EDGES) if kind in ("cents", "integer")]
    assert {c: totals.sums[c] for c in cents} == {
        c: value for c, value in zip(declared, full, strict=True) if c in cents
    }


def test_what_differs_only_in_forms_that_the_session_sets_is_read_alike(postgres_url: str, tmp_path: Path) -> None:
    run(postgres_url, "CREATE TABLE given (n int, t timestamptz, d date, f float8, s interval)")
    run(
        postgres_url,
        "INSERT INTO given VALUES (1, '2017-05-06 01:00:00+02', '2017-05-06', 0.1::float8 + 0.2::float8, '1 day')",
    )
    name = parsed(postgres_url).database
    for setting in ("TimeZone = 'America/New_York'", "DateStyle = 'SQL, DMY'", "extra_float_digits = 0",
                    "IntervalStyle = 'sql_standard'", "default_transaction_isolation = 'serializable'"):  # fmt: skip
        run(postgres_url, f"ALTER DATABASE {name} SET {setting}")
    declared = {"n": "integer", "t": "timestamp", "d": "date", "f": "number", "s": "string"}
    _, rows = taken(postgres_url, tmp_path, declared)
    assert rows == [(1, datetime(2017, 5, 5, 23, tzinfo=UTC), date(2017, 5, 6), 0.1 + 0.2, "P1D")]


def test_a_business_day_beyond_the_last_year_is_null_and_counted(postgres_url: str, tmp_path: Path) -> None:
    run(postgres_url, "CREATE TABLE given AS SELECT 1 AS n, timestamptz '9999-12-31 20:00:00+00' AS t")
    declared = {"n": "integer", "t": "timestamp", "day": {"type": "date", "day_of": "t"}}  # Tokyo is ahead
    totals, rows = taken(postgres_url, tmp_path, declared)
    assert rows == [(1, datetime(9999, 12, 31, 20, tzinfo=UTC), None)]
    assert totals.nulled == {"day": 1}


def test_distinct_counts_what_is_the_same_after_rounding(postgres_url: str, tmp_path: Path) -> None:
    run(postgres_url, "CREATE TABLE given (word text, price numeric, paid float8, extra json)")
    run(
        postgres_url,
        """INSERT INTO given VALUES ('a', 1.001, 1.5, '1'), ('a', 1.004, 1.5, '1'), ('a', NULL, 'NaN', '1'),
        ('a', 'NaN', NULL, '1'), ('', 2, 3, NULL), (NULL, 2, 3, NULL)""",
    )
    declared = {"word": "string", "price": "cents", "paid": "number", "extra": "string"}
    totals, rows = taken(postgres_url, tmp_path, declared, distinct=True)
    assert (totals.rows, totals.duplicates, len(rows)) == (4, 2, 4)
    assert totals.sums == {"price": 500, "paid": 7.5}
    assert totals.nulled == {"price": 1, "paid": 1}


def test_a_single_column_keeps_its_nulls_and_empty_texts(postgres_url: str, tmp_path: Path) -> None:
    run(postgres_url, "CREATE TABLE given AS SELECT * FROM (VALUES ('a'), (NULL), (''), (NULL)) AS t(word)")
    assert taken(postgres_url, tmp_path, {"word": "string"})[1] == [("",), ("a",), (None,), (None,)]


def test_an_empty_table_gives_an_empty_file(postgres_url: str, tmp_path: Path) -> None:
    run(postgres_url, "CREATE TABLE given (n int, at timestamptz)")
    totals, rows = taken(postgres_url, tmp_path, {"n": "integer", "at": "timestamp"})
    assert (totals, rows) == (Totals(0, {"n": None}), [])


@pytest.mark.parametrize(
    ("kind", "declared", "why"),
    [
        ("numeric(12,2)", "integer", "the source gives numeric(12,2), not integer; a cast would round"),
        ("numeric", "integer", "the source gives numeric, not integer; a cast would round"),
        ("int[]", "list[string]", "the source gives integer[], not list[string]"),
        ("bytea", "string", "the source gives bytea, not string"),
        ("timestamp", "timestamp", "the source gives timestamp without time zone, not timestamp; say which time zone"),
        ("timestamptz", "date", "the source gives timestamp with time zone, not date; write `day_of"),
        ("text", "boolean", "the source gives text, not boolean"),
        ("point", "string", "the source gives point, not string"),
    ],
)
def test_a_conversion_that_would_lose_something_unsaid_is_refused(
    postgres_url: str, kind: str, declared: str, why: str
) -> None:
    run(postgres_url, f"CREATE TABLE given (x {kind})")
    problems = PostgresSource(parsed(postgres_url)).check(profile({"x": declared}))
    assert [p for p in problems if why in p] == problems
    assert problems


def test_a_value_is_never_told_in_an_error(postgres_url: str, tmp_path: Path) -> None:
    run(postgres_url, "CREATE TABLE given AS SELECT 99999999999999999999::numeric(20,0) AS phone, 'Ann' AS name")
    declared = profile({"phone": "integer", "name": "string"})
    with PostgresSource(parsed(postgres_url)).session(declared) as session, pytest.raises(ContractViolation) as caught:
        session.extract("customers", tmp_path / "x.parquet")
    assert "999" not in str(caught.value)
    assert "Ann" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def shared(postgres: Server) -> Iterator[str]:
    with database(postgres) as url:
        yield url


TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
RANDOM: dict[str, tuple[str, str, st.SearchStrategy[Any]]] = {  # column: PostgreSQL's type, declared, values
    "whole": ("int8", "integer", st.integers(-(2**40), 2**40)),
    "small": ("int2", "cents", st.integers(-(2**15), 2**15 - 1)),
    "exact": ("numeric(14,2)", "money", st.decimals(-(10**9), 10**9, places=2)),
    "fine": ("numeric(18,4)", "cents", st.decimals(-(10**9), 10**9, places=4)),
    "loose": ("numeric", "cents", st.decimals(-(10**9), 10**9, places=12)),
    "double": ("float8", "number", st.floats(-1e150, 1e150)),
    "noisy": ("float8", "cents", st.floats(-1e9, 1e9)),
    "single": ("float4", "cents", st.floats(-1000, 1000, width=32)),
    "text": ("text", "string", TEXT),
    "day": ("date", "date", st.dates()),
    "instant": ("timestamptz", "timestamp", st.datetimes(timezones=st.just(UTC))),
    "flag": ("bool", "boolean", st.booleans()),
    "key": ("uuid", "string", st.uuids().map(str)),
    "words": ("text[]", "list[string]", st.lists(TEXT | st.none())),
}  # fmt: skip
ROWS = st.lists(st.tuples(*(values | st.none() for *_, values in RANDOM.values())), max_size=30)


def cents(value: Any, kind: str) -> int:
    """Round as the profile promises: to the nearest cent, halves away from zero, doubles multiplied as they are."""
    if isinstance(value, Decimal):
        scaled = value * 100
    elif kind == "float4":
        scaled = Decimal(float(engine.rows("SELECT CAST(? AS FLOAT) * 100::FLOAT", [value])[0][0]))
    else:
        scaled = Decimal(value * 100)
    return int(scaled.quantize(Decimal(1), rounding="ROUND_HALF_UP"))


def arrives(value: Any, kind: str, declared: str) -> Any:
    if value is None:
        return None
    return cents(value, kind) if declared == "cents" else value


@settings(
    max_examples=10,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(rows=ROWS)
def test_random_values_arrive_exactly(shared: str, tmp_path: Path, rows: Values) -> None:
    columns = ", ".join(f"{name} {kind}" for name, (kind, *_) in RANDOM.items())
    with closing(psycopg2.connect(shared)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS given; CREATE TABLE given (n int, {columns})")
        kinds = ", ".join(f"CAST(%s AS {kind})" for kind, *_ in RANDOM.values())
        if rows:
            execute_values(cursor, "INSERT INTO given VALUES %s", list(enumerate_rows(rows)), f"(%s, {kinds})")
    totals, found = taken(shared, tmp_path, {"n": "integer"} | {c: declared for c, (_, declared, _) in RANDOM.items()})
    expected = [
        tuple(arrives(v, kind, declared) for v, (kind, declared, _) in zip(row, RANDOM.values(), strict=True))
        for row in rows
    ]
    assert [row[1:] for row in found] == expected
    for at, name in enumerate(RANDOM):
        if name in totals.sums and name != "double":
            values = [row[at] for row in expected if row[at] is not None]
            assert totals.sums[name] == (sum(values) if values else None) or math.isclose(
                totals.sums[name] or 0, float(sum(values)), rel_tol=1e-12
            )


def enumerate_rows(rows: Values) -> Iterator[tuple[Any, ...]]:
    for n, row in enumerate(rows):
        yield (n, *row)


def test_a_session_sees_one_state_however_long_it_lasts(postgres_url: str, tmp_path: Path) -> None:
    run(postgres_url, "CREATE TABLE given AS SELECT i AS n FROM generate_series(1, 10) AS i")
    declared = profile({"n": "integer"})
    with PostgresSource(parsed(postgres_url)).session(declared) as session:
        before = session.totals("customers")
        run(postgres_url, "INSERT INTO given VALUES (1000)", "DELETE FROM given WHERE n < 5")
        assert session.extract("customers", tmp_path / "x.parquet") == before
    rows = engine.rows(f"SELECT count(*), max(n) FROM {relation(tmp_path / 'x.parquet')}")
    assert rows == [(10, 10)]


def test_an_increment_takes_what_has_changed_since(postgres_url: str, tmp_path: Path) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    run(
        postgres_url,
        """CREATE TABLE given AS SELECT i AS n,
        timestamptz '2026-01-01 00:00:00+00' + i * interval '1 hour' AS changed FROM generate_series(0, 99) AS i""",
    )
    columns = {"n": {"type": "integer", "nullable": False}, "changed": {"type": "timestamp", "nullable": False}}
    declared = profile(columns, key=["n"], watermark="changed")
    with PostgresSource(parsed(postgres_url)).session(declared) as session:
        totals = session.extract("customers", tmp_path / "x.parquet", since=start + timedelta(hours=90))
    assert (totals.rows, totals.sums) == (10, {"n": sum(range(90, 100))})
