"""Stable shares: the same everywhere, evenly dealt, independent between salts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.contact.shares import BUCKETS, bucket, bucket_sql
from core.warehouse import Engine

N = 200_000


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    engine = Engine(threads=2)
    yield engine
    engine.close()


def test_known_buckets_never_change() -> None:
    # a customer who once was in the control group must be in it for ever: these figures may not be "updated"
    assert [bucket(1, "spring"), bucket("1", "spring"), bucket(2469, "spring")] == [6451, 6451, 1240]
    assert bucket(1, "autumn") == int(hashlib.md5(b"autumn:1", usedforsecurity=False).hexdigest()[:8], 16) % BUCKETS


@given(
    salt=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20),
    ids=st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20), max_size=20),
)
def test_duckdb_deals_as_python_does(engine: Engine, salt: str, ids: list[str]) -> None:
    frame = pl.DataFrame({"customer_id": ids}, schema={"customer_id": pl.String})
    sql = bucket_sql("customer_id", salt).sql("duckdb")
    found = engine.rows(f"SELECT customer_id, {sql} FROM customers", tables={"customers": frame})
    assert sorted(found) == sorted((i, bucket(i, salt)) for i in ids)


def test_buckets_are_evenly_filled_and_independent_between_salts(engine: Engine) -> None:
    frame = pl.DataFrame({"customer_id": range(N)})
    columns = ", ".join(f"{bucket_sql('customer_id', s).sql('duckdb')} AS {s}" for s in ("a", "b"))
    dealt = engine.frame(f"SELECT {columns} FROM customers", tables={"customers": frame})
    tenths = dealt.select(pl.all() // (BUCKETS // 10)).group_by("a", "b").len()
    assert len(tenths) == 100
    # chi-square over the 10 x 10 table of two salts, 99 degrees of freedom: below 148.2 in 99.9% of fair deals
    expected = N / 100
    assert float(((tenths["len"] - expected) ** 2 / expected).sum()) < 148.2
