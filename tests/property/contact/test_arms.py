"""How customers are dealt out, for ids of every shape: evenly, independently, and as Python does it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.contact.arms import (
    bucket_text,
    buckets,
    control_salt,
    holdout_salt,
    order_salt,
    steps,
    stratum_salt,
    variant_of,
    variant_salt,
)
from core.contact.shares import BUCKETS
from core.warehouse import Engine

N = 50_000
CHI_9 = 27.88  # chi-square with 9 degrees of freedom, 99.9 %
CHI_81 = 125.0  # … with 81


def uuids(n: int) -> str:
    return str(uuid.UUID(bytes=np.random.default_rng(n).bytes(16), version=4))


SHAPES: dict[str, Callable[[int], str]] = {
    "numbers": str,
    "even numbers": lambda n: str(2 * n),
    "padded numbers": lambda n: f"{n:012d}",
    "uuids": uuids,
    "addresses": lambda n: f"customer-{n}@example.org",
    "letters": lambda n: "ü" * (n % 50) + f"ß{n}",
}


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    engine = Engine(threads=2)
    yield engine
    engine.close()


def dealt(engine: Engine, ids: Sequence[str], *salts: str) -> pl.DataFrame:
    frame = pl.DataFrame({"customer_id": ids}, schema={"customer_id": pl.String})
    columns = ", ".join(f"{bucket_text('customer_id', salt)} AS b{n}" for n, salt in enumerate(salts))
    return engine.frame(f"SELECT {columns} FROM customers", tables={"customers": frame})


@pytest.mark.parametrize("shape", SHAPES)
def test_ids_of_every_shape_are_dealt_evenly_and_each_question_independently(engine: Engine, shape: str) -> None:
    salts = (control_salt("a"), control_salt("b"), variant_salt("a"), holdout_salt("a"), order_salt("a"))
    tenths = dealt(engine, [SHAPES[shape](n) for n in range(N)], *salts).select(pl.all() // (BUCKETS // 10))
    for column in tenths:
        counts = column.value_counts()["count"]
        assert counts.len() == 10
        assert float(((counts - N / 10) ** 2 / (N / 10)).sum()) < CHI_9
    for n in range(1, len(salts)):
        table = tenths.group_by("b0", f"b{n}").len()
        sides = [dict(tenths.group_by(c).len().iter_rows()) for c in ("b0", f"b{n}")]
        chi = sum((k - (e := sides[0][a] * sides[1][b] / N)) ** 2 / e for a, b, k in table.iter_rows())
        assert chi < CHI_81, salts[n]


def test_no_two_questions_share_a_salt() -> None:
    named = [salt("x") for salt in (control_salt, variant_salt, stratum_salt, order_salt, holdout_salt)]
    assert len(set(named)) == len(named)


shares = st.lists(st.integers(1, 100), min_size=1, max_size=8).map(
    lambda parts: [Decimal(p) / 10_000 for p in _whole(parts)]
)


def _whole(parts: Sequence[int]) -> list[int]:
    """Scale parts to 10,000 in all."""
    scaled = [p * BUCKETS // sum(parts) for p in parts]
    return [*scaled[:-1], BUCKETS - sum(scaled[:-1])]


@given(found=shares)
def test_variants_cut_the_buckets_without_gap_or_overlap(found: list[Decimal]) -> None:
    ends = steps(found)
    assert ends == sorted(ends)
    assert ends[-1] == BUCKETS
    widths = [b - a for a, b in zip([0, *ends], ends, strict=False)]
    assert widths == [buckets(share) for share in found]


@given(found=shares, customers=st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), max_size=20))
def test_everybody_has_a_variant_the_same_each_time(found: list[Decimal], customers: list[str]) -> None:
    variants = [(f"v{n}", share) for n, share in enumerate(found)]
    names = [variant_of(c, "spring", variants) for c in customers]
    assert set(names) <= {name for name, _ in variants}
    assert names == [variant_of(c, "spring", variants) for c in customers]
