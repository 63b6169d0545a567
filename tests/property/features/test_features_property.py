"""On small invented histories every feature is what the plain reference says, whatever the boundary."""

from __future__ import annotations

import math
import tempfile
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
from hypothesis import event, given, settings
from hypothesis import strategies as st

from core.features import Dictionary, build
from core.features.dialect import DUCKDB
from core.kernel.clock import reference_day
from core.warehouse import Engine, Profile
from tests.property.features.reference import expected
from tests.property.features.worlds import NEW_YORK, World, instants, local_day, snapshot_of, worlds

profile = Profile.load("complete_journey")
dictionary = Dictionary.load("complete_journey")
engine = Engine(threads=1)


def found(world: World) -> dict[int, dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        snapshot = snapshot_of(world, profile, Path(folder) / "snapshot")
        view = build(engine, snapshot, dictionary, as_of=world.as_of, folder=Path(folder) / "views")
        rows = engine.frame(f"SELECT * FROM {view.relation}").to_dicts()
        assert view.n_customers == len(rows)
    return {row.pop("customer_id"): row for row in rows}


@settings(max_examples=settings.default.max_examples // 4)
@given(worlds(), st.integers(1, 12))
def test_ranges_of_customers_one_after_another_give_what_one_query_gives(world: World, at_once: int) -> None:
    """Ties at the fifths, ranges without a customer, scores of a level above others: not a cell differs."""
    with tempfile.TemporaryDirectory() as folder:
        snapshot = snapshot_of(world, profile, Path(folder) / "snapshot")
        views = [
            build(engine, snapshot, dictionary, as_of=world.as_of, folder=Path(folder) / str(n), at_once=n)
            for n in (1_000_000, at_once)
        ]
        whole, staged = (pl.read_parquet(view.path) for view in views)
        assert [p.suffix for p in views[1].path.parent.iterdir()] == [".parquet"]
    assert whole.equals(staged)


def same(ours: Any, theirs: Any) -> bool:
    if isinstance(ours, Decimal):
        return ours == Decimal(theirs) / 100 and ours.as_tuple().exponent == -2
    if isinstance(ours, float) and theirs is not None:
        return math.isclose(ours, theirs, rel_tol=1e-12)
    return type(ours) is type(theirs) and ours == theirs


@given(worlds())
def test_every_feature_of_every_customer(world: World) -> None:
    ours, theirs = found(world), expected(world)
    event(f"{len(theirs)} customers")
    assert list(ours) == sorted(theirs)
    for customer, row in theirs.items():
        differing = {n: (ours[customer][n], v) for n, v in row.items() if not same(ours[customer][n], v)}
        assert not differing, f"customer {customer} as of {world.as_of}"
        assert ours[customer].keys() == row.keys() == set(dictionary.schema)


@settings(max_examples=settings.default.max_examples // 3)
@given(worlds(), st.timedeltas(timedelta(0), timedelta(days=400)))
def test_the_future_changes_nothing(world: World, later: timedelta) -> None:
    """Facts from as_of on may come or go; nobody's features know of them."""
    until = [line for line in world.lines if line["occurred_at"] < world.as_of]
    day = local_day(world.as_of - timedelta(microseconds=1))
    moved = [
        line
        | {
            "occurred_at": line["occurred_at"] + later,
            "occurred_on": local_day(line["occurred_at"] + later),
            "sales_cents": 777,
            "store_id": 99,
        }
        for line in world.lines
        if line["occurred_at"] >= world.as_of
    ]
    past = World(
        world.as_of,
        until,
        [c for c in world.contacts if c["contacted_on"] <= day],
        [r for r in world.redemptions if r["redeemed_on"] <= day],
        world.demographics,
        world.starts,
    )
    other = World(world.as_of, until + moved, world.contacts, world.redemptions, world.demographics, world.starts)
    assert found(past) == found(other)


@given(instants)
def test_the_compiled_reference_day_is_the_kernels(as_of: datetime) -> None:
    """The query, the kernel and plain Python agree on the business day of the last instant before as_of."""
    compiled = engine.rows(f"SELECT {DUCKDB.reference_day('America/New_York')}", {"as_of": as_of})[0][0]
    assert compiled == reference_day(as_of, NEW_YORK) == local_day(as_of - timedelta(microseconds=1))


def test_the_reference_itself_on_a_case_done_by_hand() -> None:
    """Two baskets, the second at the very instant asked about: only the first counts."""
    at = datetime(2017, 11, 5, 5, 30, tzinfo=UTC)  # 01:30, the first time
    one = {
        "customer_id": 1,
        "basket_id": 1,
        "store_id": 2,
        "product_id": 9,
        "quantity": 1,
        "sales_cents": 250,
        "retail_discount_cents": 0,
        "coupon_discount_cents": 50,
        "coupon_match_discount_cents": 0,
        "occurred_at": at - timedelta(days=28),
        "occurred_on": date(2017, 10, 8),
    }
    two = one | {"basket_id": 2, "occurred_at": at, "occurred_on": date(2017, 11, 5)}
    row = expected(World(at, [one, two], [], [], [], {}))[1]
    assert (row["transaction_count"], row["revenue_28d"], row["revenue_previous_28d"]) == (1, 0, 250)
    assert (row["last_purchase_days_ago"], row["top_department"], row["coupon_share"]) == (28, "UNKNOWN", 50 / 300)
    assert (row["r_score"], row["rfm_segment"]) == (1, "Hibernating")
