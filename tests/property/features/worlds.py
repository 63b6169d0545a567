"""Small invented warehouses, drawn by Hypothesis to sit on every boundary, and the snapshots that hold them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
from hypothesis import strategies as st

from core.warehouse import Profile, Snapshot, TableInfo
from core.warehouse.snapshots.parts import measured
from core.warehouse.types import ColumnType

NEW_YORK = ZoneInfo("America/New_York")
DST_DAYS = (date(2017, 3, 12), date(2017, 11, 5))  # one has 23 hours, the other 25
PRODUCTS = (
    (1, "GROCERY", "National"),
    (2, "DELI", "Private"),
    (3, None, "Private"),
    (4, "PRODUCE", None),
    (5, None, None),
)  # and product 9 is in no table
CAMPAIGNS = {1: "Type A", 2: "Type B", 3: "Type B"}
POLARS = {
    "integer": pl.Int64,
    "cents": pl.Int64,
    "number": pl.Float64,
    "string": pl.String,
    "boolean": pl.Boolean,
    "date": pl.Date,
    "timestamp": pl.Datetime("us", "UTC"),
}
Row = dict[str, Any]


@dataclass(frozen=True)
class World:
    """Rows of the logical tables, and the instant to ask about."""

    as_of: datetime
    lines: list[Row]
    contacts: list[Row]
    redemptions: list[Row]
    demographics: list[Row]
    starts: dict[int, date]


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=NEW_YORK).astimezone(UTC)


def local_day(instant: datetime) -> date:
    return instant.astimezone(NEW_YORK).date()


days = st.builds(
    lambda near, back: near + timedelta(days=1 - back),
    st.sampled_from(DST_DAYS),
    st.sampled_from([0, 1, 2, 3, 7, 27, 28, 29, 30, 56, 57, 58, 91, 92, 93]),
)
instants = st.builds(
    lambda day, hours, ticks: midnight(day) + timedelta(hours=hours, microseconds=ticks),
    days,
    st.sampled_from([0, 0, 1, 2, 6, 12, 22, 23, 24, 25]),
    st.sampled_from([-1, 0, 0, 0, 1]),
)
customers = st.integers(1, 6)
cents = st.sampled_from([0, 0, 1, 99, 100, 100, 250, 12345, -100])
discounts = st.sampled_from([0, 0, 0, 50, 100])
bands = st.sampled_from(["a", "b", None])


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Customers with ties, baskets at one instant with each other and with as_of, products nobody knows."""
    lines = [line for basket in range(draw(st.integers(0, 12))) for line in draw(baskets(basket))]
    moments = [line["occurred_at"] for line in lines]
    as_of = draw(st.one_of(instants, st.sampled_from(moments)) if moments else instants)
    starts = {campaign: draw(days) for campaign in CAMPAIGNS}
    sent = draw(st.sets(st.tuples(customers, st.sampled_from(sorted(CAMPAIGNS))), max_size=8))
    contacts = [{"customer_id": c, "campaign_id": k, "contacted_on": starts[k]} for c, k in sorted(sent)]
    redemptions = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "customer_id": customers,
                    "coupon_upc": st.integers(1, 2),
                    "campaign_id": st.sampled_from(sorted(CAMPAIGNS)),
                    "redeemed_on": days,
                }
            ),
            max_size=6,
        )
    )
    told = draw(st.sets(customers, max_size=4))
    names = ("age", "income", "home_ownership", "marital_status", "household_size", "household_comp", "kids_count")
    demographics = [{"customer_id": c, **{name: draw(bands) for name in names}} for c in sorted(told)]
    return World(as_of, lines, contacts, redemptions, demographics, starts)


@st.composite
def baskets(draw: st.DrawFn, basket: int) -> list[Row]:
    """The lines of one basket."""
    at = draw(instants)
    whole = {
        "customer_id": draw(customers),
        "basket_id": basket,
        "store_id": draw(st.integers(1, 3)),
        "occurred_at": at,
        "occurred_on": local_day(at),
    }
    products = draw(st.lists(st.sampled_from([1, 2, 3, 4, 5, 9]), min_size=1, max_size=3))
    return [
        whole
        | {
            "product_id": product,
            "quantity": 1,
            "sales_cents": draw(cents),
            "retail_discount_cents": draw(discounts),
            "coupon_discount_cents": draw(discounts),
            "coupon_match_discount_cents": draw(discounts),
        }
        for product in products
    ]


def snapshot_of(world: World, profile: Profile, folder: Path) -> Snapshot:
    """Write the world as a snapshot, without a warehouse behind it."""
    named = (world.lines, world.contacts, world.redemptions, world.demographics)
    ids = {row["customer_id"] for facts in named for row in facts}
    rows: dict[str, list[Row]] = {
        "customers": [{"customer_id": c} for c in sorted(ids)],
        "demographics": world.demographics,
        "transactions": world.lines,
        "campaign_contacts": world.contacts,
        "redemptions": world.redemptions,
        "coupons": [],
        "products": [{"product_id": p, "department": d, "brand": b} for p, d, b in PRODUCTS],
        "campaigns": [
            {"campaign_id": k, "campaign_type": CAMPAIGNS[k], "starts_on": day, "ends_on": day}
            for k, day in world.starts.items()
        ],
    }
    return write_snapshot(rows, profile, folder, as_of=world.as_of)


def write_snapshot(rows: dict[str, list[Row]], profile: Profile, folder: Path, *, as_of: datetime) -> Snapshot:
    """Write rows of the logical tables as the Parquet files of a snapshot."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = {}
    for name, table in profile.tables.items():
        types = {c: POLARS[spec.type.value] for c, spec in table.columns.items()}
        frame = pl.DataFrame([{c: row.get(c) for c in types} for row in rows.get(name, [])], schema=types)
        frame.write_parquet(folder / f"{name}.parquet")
        tables[name] = TableInfo(
            name=name,
            rows=len(frame),
            parts=(measured(folder / f"{name}.parquet", "base", rows=len(frame)),),
            columns={c: ColumnType(spec.type).value for c, spec in table.columns.items()},
            sums={},
            key=table.key,
            instant=table.instant,
            day=table.day,
            references=table.references,
        )
    return Snapshot(
        id=folder.name,
        folder=folder,
        created_at=as_of,
        as_of=as_of,
        time_zone=profile.time_zone,
        unit=profile.unit,
        profile=profile.name,
        profile_digest=profile.digest,
        tables=tables,
    )
