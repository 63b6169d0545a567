"""What one customer did, against the same said in plain Python, row by row, for every customer of invented worlds."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from core.kernel.clock import reference_day
from core.warehouse import Engine, Profile, Snapshot
from core.warehouse.contents import history
from core.warehouse.contents.customer_rows import CustomerRows
from core.warehouse.contents.history import Whose
from tests.property.features.worlds import NEW_YORK, PRODUCTS, Row, World, snapshot_of, worlds

PROFILE = Profile.load("complete_journey")
engine = Engine(threads=1)
NAMED = {p: (d, b) for p, d, b in PRODUCTS}


def nothing(_snapshot: Snapshot, _table: str) -> Collection[str]:
    return ()


def whose(folder: Path, world: World, customer: int, *, noted: bool) -> Whose:
    snapshot = snapshot_of(world, PROFILE, folder / "20180101T000000Z-00000000")
    rows = CustomerRows(engine, folder / "rows", big=0)
    if noted:
        rows.warm(snapshot, kept=[])
    return Whose(snapshot, customer, world.as_of, rows, nothing)


def lines_of(world: World, customer: int) -> list[Row]:
    return [r for r in world.lines if r["customer_id"] == customer and r["occurred_at"] < world.as_of]


def money(cents: int) -> Decimal:
    return Decimal(cents) / 100


def one_or_many(values: set[int]) -> str:
    return str(*values) if len(values) == 1 else f"{len(values)} different"


def receipts_by_hand(world: World, customer: int) -> list[tuple[object, ...]]:
    found: dict[int, list[Row]] = {}
    for line in lines_of(world, customer):
        found.setdefault(line["basket_id"], []).append(line)
    first = min((r["occurred_on"] for r in lines_of(world, customer)), default=None)
    rows = [
        (
            basket, lines[0]["occurred_at"], lines[0]["occurred_on"], money(sum(r["sales_cents"] for r in lines)),
            len(lines), one_or_many({r["product_id"] for r in lines}),
            money(sum(r["coupon_discount_cents"] for r in lines)), len(found), first,
        )
        for basket, lines in found.items()
    ]  # fmt: skip
    return sorted(rows, key=lambda r: (r[1], r[0]), reverse=True)


def events_by_hand(world: World, customer: int) -> list[tuple[str, date, str]]:
    last = reference_day(world.as_of, NEW_YORK)
    kinds = {1: "Type A", 2: "Type B", 3: "Type B"}
    contacts = [
        (
            "campaign_contacts",
            r["contacted_on"],
            f"campaign {r['campaign_id']}, campaign type {kinds[r['campaign_id']]}",
        )
        for r in world.contacts
        if r["customer_id"] == customer
    ]
    redeemed = [
        ("redemptions", r["redeemed_on"],
         f"coupon upc {r['coupon_upc']}, campaign {r['campaign_id']}, campaign type {kinds[r['campaign_id']]}")
        for r in world.redemptions
        if r["customer_id"] == customer
    ]  # fmt: skip
    happened = [e for e in contacts + redeemed if e[1] <= last]
    return sorted(happened, key=lambda e: (-e[1].toordinal(), e[0], e[2]))


@settings(max_examples=40)
@given(world=worlds(), customer=st.integers(0, 6), noted=st.booleans())
def test_receipts_events_and_the_first_day_are_those_that_one_finds_by_hand(
    world: World, customer: int, *, noted: bool
) -> None:
    with TemporaryDirectory() as name:
        asked = whose(Path(name), world, customer, noted=noted)
        columns = ["basket", "at", "on", "amount", "n_lines", "product_id", "coupon_discount_cents", "n", "first_on"]
        receipts = history.receipts(engine, asked, most=100)
        assert receipts.select(columns).rows() == receipts_by_hand(world, customer)
        events = history.events(engine, asked, tables=history.dated(asked.snapshot), most=100)
        assert events.select("table", "on", "what").rows() == events_by_hand(world, customer)
        assert events["at"].null_count() == events.height
        for table in ("campaign_contacts", "redemptions"):
            alone = history.events(engine, asked, tables=[table], most=100)
            assert alone.rows() == events.filter(table=table).rows()
        days = [r["occurred_on"] for r in lines_of(world, customer)] or [e[1] for e in events_by_hand(world, customer)]
        assert history.first_on(engine, asked) == min(days, default=None)


@settings(max_examples=25)
@given(world=worlds(), customer=st.integers(1, 6), noted=st.booleans())
def test_the_lines_of_a_receipt_say_what_was_bought(world: World, customer: int, *, noted: bool) -> None:
    with TemporaryDirectory() as name:
        asked = whose(Path(name), world, customer, noted=noted)
        for basket in {r["basket_id"] for r in world.lines}:
            found = history.lines(engine, asked, basket=basket)
            wanted = [r for r in lines_of(world, customer) if r["basket_id"] == basket]
            told = [
                (r["product_id"], money(r["sales_cents"]), *NAMED.get(r["product_id"], (None, None))) for r in wanted
            ]
            shown = found.select("product_id", "sales_cents", "products.department", "products.brand").rows()
            assert sorted(shown, key=repr) == sorted(told, key=repr)


@settings(max_examples=15)
@given(world=worlds(), most=st.integers(1, 3))
def test_of_much_the_newest_is_read(world: World, most: int) -> None:
    with TemporaryDirectory() as name:
        asked = whose(Path(name), world, 1, noted=True)
        receipts = history.receipts(engine, asked, most=most)
        assert receipts["basket"].to_list() == [r[0] for r in receipts_by_hand(world, 1)[:most]]
        assert set(receipts["n"].to_list()) <= {len(receipts_by_hand(world, 1))}


def test_without_dated_tables_nothing_happened(tmp_path: Path) -> None:
    world = World(datetime(2017, 3, 1, 5, tzinfo=NEW_YORK), [], [], [], [], {})
    asked = whose(tmp_path, world, 1, noted=False)
    assert history.events(engine, asked, tables=[], most=5).rows() == []
    assert history.first_on(engine, asked) is None


def test_what_is_hidden_is_in_no_answer(tmp_path: Path) -> None:
    at = datetime(2017, 3, 1, 12, tzinfo=NEW_YORK)
    line = {"customer_id": 1, "basket_id": 5, "store_id": 77, "product_id": 1, "occurred_at": at, "quantity": 1,
            "occurred_on": at.date(), "sales_cents": 100} | dict.fromkeys(
        ("retail_discount_cents", "coupon_discount_cents", "coupon_match_discount_cents"), 0)  # fmt: skip
    world = World(datetime(2017, 4, 1, 5, tzinfo=NEW_YORK), [line], [], [], [], {})
    open_ = whose(tmp_path, world, 1, noted=False)
    hidden = Whose(open_.snapshot, 1, open_.as_of, open_.rows, lambda _s, t: ("store_id", "brand"))
    assert "store_id" in history.receipts(engine, open_, most=5).columns
    assert "store_id" not in history.receipts(engine, hidden, most=5).columns
    shown = history.lines(engine, hidden, basket=5).columns
    assert "products.department" in shown
    assert {"store_id", "products.brand"} & set(shown) == set()
