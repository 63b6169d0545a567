"""The dictionary's expressions over nasty rows: in DuckDB as they are written, in PostgreSQL as they are translated."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import duckdb
import psycopg2
import pytest
from sqlglot import exp

from core.features.expressions import Scalar, parse_scalar
from core.features.postgres.plan import HANDLERS
from core.features.postgres.translation import Translation, Untranslated
from scripts.postgres import Server

TEXT = 'text COLLATE "C"'
COLUMNS = {
    "g": ("INTEGER", "integer"), "a": ("BIGINT", "bigint"), "b": ("BIGINT", "bigint"),
    "x": ("DOUBLE", "double precision"), "y": ("DOUBLE", "double precision"),
    "m": ("DECIMAL(18,2)", "numeric(18,2)"), "n": ("DECIMAL(18,2)", "numeric(18,2)"), "t": ("VARCHAR", TEXT),
    "u": ("VARCHAR", TEXT), "d": ("DATE", "date"), "e": ("DATE", "date"), "s": ("TIMESTAMP", "timestamp"),
    "w": ("TIMESTAMPTZ", "timestamptz"), "p": ("BOOLEAN", "boolean"), "q": ("BOOLEAN", "boolean"),
    "l": ("VARCHAR[]", 'text[] COLLATE "C"'),
}  # fmt: skip
WHOLES = [0, 1, -1, 2, -2, 7, -7, 10**8, 3]
DOUBLES = [0.0, 0.5, -0.5, 1.5, 2.5, -2.5, 1.005, 0.125, 1e15 + 0.5, -3.75, 0.1, 1e-9]
DECIMALS = [Decimal(v) for v in ("0.00", "0.01", "-0.01", "1.50", "2.50", "-2.50", "99.99", "123456.78")]
TEXTS = ["", "a", "A", "b", "ab", "é", "%", "_", "\\", "a%b", "Z", "z", "10", "9", "日本"]
DAYS = [date(2018, 1, 1), date(2017, 12, 31), date(2016, 2, 29), date(2018, 3, 1), date(1970, 1, 1), date(2018, 1, 7)]
MOMENTS = [
    datetime(2018, 1, 1, 5, tzinfo=UTC),
    datetime(2017, 11, 5, 5, 30, tzinfo=UTC),
    datetime(2017, 11, 5, 6, 30, tzinfo=UTC),
]
LOCALS = [moment.replace(tzinfo=None) for moment in MOMENTS]
LISTS: list[Any] = [[], ["a"], ["b", "a"], ["a", "a", None], ["é", "Z"]]
POOLS: dict[str, list[Any]] = {
    "g": [1, 2, 3, 4], "a": WHOLES, "b": WHOLES, "x": DOUBLES, "y": DOUBLES, "m": DECIMALS, "n": DECIMALS, "t": TEXTS,
    "u": TEXTS, "d": DAYS, "e": DAYS, "s": LOCALS, "w": MOMENTS, "p": [True, False], "q": [True, False], "l": LISTS,
}  # fmt: skip
SCALARS = """
a + b; a - b; a * b; -a; a / b; a // b; a % b; mod(a, b); a / 4; a // 3; (a + b) / (a - b); x / y; x / a; m / n; m / a
m + n; m - n; m * n; m * a; m + x; x * y; x - y; abs(a); abs(x); abs(m); -m; round(x); round(x, 1); round(x, 2)
round(m, 1); round(m); floor(x); ceil(x); floor(m); ceil(m); greatest(a, b); least(x, y, 1.5); greatest(d, e)
sqrt(abs(x)); coalesce(a, 0); coalesce(t, 'none'); coalesce(m, a); nullif(a, b); nullif(t, ''); ifnull(a, b)
a = b; a <> b; a < x; m <= x; a >= m; t < u; t <= u; t > 'a'; t = u; t <> u; d < e; d >= '2018-01-01'; p = q; a = 1.5
a BETWEEN 0 AND b; t BETWEEN 'A' AND 'b'; d BETWEEN DATE '2017-01-01' AND e; a IN (1, 2, b); t IN ('a', 'Z', u)
a NOT IN (0, 7); d IN ('2018-01-01', '2016-02-29'); a IS NULL; NOT (a IS NULL); p IS TRUE; p IS NOT FALSE
a IS NOT DISTINCT FROM b; t IS DISTINCT FROM u; p AND q; p OR q; NOT p; (p AND a > 0) OR t = ''
CASE WHEN a > 0 THEN 'plus' WHEN a < 0 THEN 'minus' END; CASE t WHEN 'a' THEN 1 WHEN '' THEN 2 ELSE 3 END
CASE WHEN p THEN a ELSE x END; CASE WHEN a / b > 5 THEN 'much' ELSE 'little' END; if(p, m, a)
CASE WHEN x / y < 0 THEN 1 END
CAST(a AS DOUBLE); CAST(m AS DOUBLE); CAST(x AS BIGINT); CAST(m AS BIGINT); CAST(m AS INTEGER); CAST(p AS INTEGER)
CAST(x AS DECIMAL(18,2)); CAST(round(x, 2) AS DECIMAL(18,2)); CAST(m AS DECIMAL(18,1)); CAST(a AS VARCHAR)
CAST(d AS VARCHAR); CAST(p AS VARCHAR); CAST(s AS DATE); CAST(a AS HUGEINT); CAST(p AS DOUBLE)
d - e; d - 3; d + 7; d + CAST(a % 100 AS INTEGER); d - INTERVAL 1 MONTH; d + INTERVAL '2 days'; s + INTERVAL 3 HOUR
w - INTERVAL 1 DAY; w < TIMESTAMPTZ '2018-01-01 00:00:00+00'; s > d; (d - e) / 7; CAST(d - e AS DOUBLE) / (a - 1)
year(d); month(d); day(d); quarter(d); week(d); dayofweek(d); isodow(d); dayofyear(d); extract(year FROM s); hour(s)
date_part('month', d); date_diff('day', d, e); date_diff('month', d, e); date_diff('year', d, e); date_trunc('month', d)
date_trunc('week', s); date_trunc('quarter', d); timezone('America/New_York', w); timezone('UTC', s)
CAST(timezone('America/New_York', w) AS DATE); len(t); length(u); len(l); t || u; concat(t, u); starts_with(t, u)
contains(t, u); t LIKE 'a%'; t LIKE u; t NOT LIKE '%b'; [t, 'x']; TRUE; 1.5; 'a'; NULL; 1e3; date '2018-01-01'
"""
AGGREGATES = """
count(*); count(a); count(DISTINCT a); count(DISTINCT t); count(DISTINCT d); sum(a); sum(x); sum(m); sum(DISTINCT a)
sum(CASE WHEN p THEN a ELSE 0 END) / sum(a); avg(a); avg(x); avg(m); avg(DISTINCT a); min(a); max(t); min(t); max(d)
min(w); max(x); count(*) FILTER (WHERE p); sum(a) FILTER (WHERE t = 'a'); avg(a) FILTER (WHERE a > 100)
max(d) FILTER (WHERE q); count_if(p); bool_and(p); bool_or(q); median(x); median(a); quantile_cont(x, 0.25)
stddev(x); stddev_pop(a); variance(x); list(DISTINCT t); len(list(t)); len(list(DISTINCT t)); sum(a) > 0
CAST(count(*) FILTER (WHERE p) AS DOUBLE) / count(*); sum(m) / count(DISTINCT d); max(d) - min(d); count(*) // 2
coalesce(sum(a) FILTER (WHERE FALSE), 0); date_diff('month', min(d), max(d)); sum(a * b) % 7; round(avg(m), 2)
"""
REFUSED = """
first(a); any_value(t); arg_max(a, b); mode(t); string_agg(t, ','); list(a); lower(t); upper(t); CAST(t AS INTEGER)
CAST(x AS VARCHAR); TRY_CAST(t AS DOUBLE); regexp_matches(t, 'a'); t ILIKE 'a'; substring(t, 1, 2); w - w; l = l; p + 1
strftime(d, '%Y'); d - w; CAST(w AS DATE); date_trunc('hour', s); date_diff('hour', s, s); x // y; a AND p; t + 1
list_sort(l); greatest(t, u); a = t; coalesce(a, t); CASE WHEN p THEN a ELSE t END; median(m); l[1]; epoch(s); hash(t)
a IN (t); min(p); round(x, -1); CAST(a AS TINYINT); x ** 2; isfinite(x); sum(a ORDER BY b); count(DISTINCT a, b)
"""


def each(text: str) -> list[str]:
    return [one.strip() for line in text.strip().splitlines() for one in line.split(";")]


def rows(n: int) -> list[list[Any]]:
    chance = random.Random(11)
    made = [
        [None if name != "g" and chance.random() < 0.12 else chance.choice(pool) for name, pool in POOLS.items()]
        for _ in range(n)
    ]
    return [*made, [5, *[None] * (len(COLUMNS) - 1)]]


class Both:
    """The same rows in both engines."""

    def __init__(self, server: Server) -> None:
        self.duck = duckdb.connect()
        self.duck.execute("SET TimeZone = 'UTC'")
        self.postgres = psycopg2.connect(server.url())
        self.postgres.autocommit = True
        self.cursor = self.postgres.cursor()
        self.cursor.execute("SET TimeZone = 'UTC'")
        made = rows(160)
        for number, run in enumerate((self.duck.execute, self.cursor.execute)):
            columns = ", ".join(f"{name} {types[number]}" for name, types in COLUMNS.items())
            run(f"CREATE TEMP TABLE nasty (i integer, {columns})")
        marks = ", ".join("?" * (len(COLUMNS) + 1))
        self.duck.executemany(f"INSERT INTO nasty VALUES ({marks})", [[i, *row] for i, row in enumerate(made)])
        values = [
            self.cursor.mogrify(f"({marks.replace('?', '%s')})", [i, *row]).decode() for i, row in enumerate(made)
        ]
        self.cursor.execute(f"INSERT INTO nasty VALUES {', '.join(values)}")

    def translated(self, text: str, *, grouped: bool) -> tuple[str, str]:
        scalar = parse_scalar(text)

        def type_of(node: Any) -> str:
            inside = " GROUP BY g" if grouped and node.find(exp.AggFunc) else ""
            return str(
                self.duck.execute(f"DESCRIBE SELECT {node.sql('duckdb')} AS v FROM nasty{inside}").fetchall()[0][1]
            )

        tree = Translation(type_of, HANDLERS)(scalar.tree)
        names = {name: name[1] for name in scalar.names}
        return scalar.sql(names), Scalar(tree, scalar.names, "postgres").sql(names)

    def answers(self, text: str, *, grouped: bool) -> list[tuple[Any, Any]]:
        ours, theirs = self.translated(text, grouped=grouped)
        frame = "SELECT g, {} FROM nasty GROUP BY g ORDER BY g" if grouped else "SELECT i, {} FROM nasty ORDER BY i"
        self.cursor.execute(frame.format(theirs))
        pairs = zip(self.duck.execute(frame.format(ours)).fetchall(), self.cursor.fetchall(), strict=True)
        return [(plain(a[1]), plain(b[1])) for a, b in pairs]


def plain(value: Any) -> Any:
    """Decimals as such whatever their zeros, lists as sets, instants in UTC."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, Decimal):
        return value.normalize() + 0
    if isinstance(value, list):
        return sorted(map(str, value))
    return value.astimezone(UTC) if isinstance(value, datetime) and value.tzinfo else value


def same(a: Any, b: Any) -> bool:
    if isinstance(a, float) and isinstance(b, float):
        return a == b or (math.isnan(a) and math.isnan(b)) or math.isclose(a, b, rel_tol=1e-12)
    return type(a) is type(b) and a == b


@pytest.fixture(scope="module")
def both(postgres: Server) -> Iterator[Both]:
    both = Both(postgres)
    yield both
    both.postgres.close()


@pytest.mark.parametrize("text", each(SCALARS))
def test_a_value_of_a_row(text: str, both: Both) -> None:
    assert [pair for pair in both.answers(text, grouped=False) if not same(*pair)] == []


@pytest.mark.parametrize("text", each(AGGREGATES))
def test_an_aggregate(text: str, both: Both) -> None:
    assert [pair for pair in both.answers(text, grouped=True) if not same(*pair)] == []


@pytest.mark.parametrize("text", each(REFUSED))
def test_what_is_not_known_to_mean_the_same_is_refused(text: str, both: Both) -> None:
    with pytest.raises(Untranslated, match="`"):
        both.translated(text, grouped=True)
