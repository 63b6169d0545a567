"""Past campaigns in SQL over random histories, against a loop over campaigns and customers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.campaigns.past import Known, PastCampaign, daily_sales, past_campaigns
from core.campaigns.past_sql import Source
from core.warehouse import Engine, Profile

FIRST, LAST = date(2017, 3, 1), date(2017, 3, 20)
AS_OF = datetime(2017, 3, 21, 4, tzinfo=UTC)  # midnight in New York, in summer
KNOWN = Known(FIRST, LAST)
engine = Engine(threads=1)


@dataclass(frozen=True)
class World:
    """Campaigns (first day, last day), contacts and redemptions (customer, campaign), sales (customer, day, cents)."""

    campaigns: list[tuple[date, date]]
    contacts: list[tuple[int, int]]
    redemptions: list[tuple[int, int]]
    sales: list[tuple[int, date, int]]


def relation(rows: Sequence[tuple[object, ...]], columns: dict[str, str]) -> str:
    """The rows as SQL behind FROM."""
    typed = ", ".join(f"CAST(NULL AS {kind}) AS {name}" for name, kind in columns.items())
    parts = [f"SELECT {typed} WHERE FALSE"]
    parts += [f"SELECT {', '.join(map(written, row))}" for row in rows]
    return f"({' UNION ALL '.join(parts)})"


def written(value: object) -> str:
    if isinstance(value, datetime):
        return f"TIMESTAMPTZ '{value.isoformat()}'"
    return f"DATE '{value}'" if isinstance(value, date) else f"{value!r}"


def source(world: World) -> Source:
    profile = Profile.load("complete_journey")
    assert profile.past_campaigns is not None
    assert profile.purchases is not None
    campaigns = [(n, "Type A", a, b) for n, (a, b) in enumerate(world.campaigns)]
    lines = [(who, noon(day), day, cents) for who, day, cents in world.sales]
    whole = {"customer_id": "BIGINT", "campaign_id": "BIGINT"}
    relations = {
        "campaigns": relation(
            campaigns, {"campaign_id": "BIGINT", "campaign_type": "VARCHAR", "starts_on": "DATE", "ends_on": "DATE"}
        ),
        "campaign_contacts": relation(
            [(who, n, world.campaigns[n][0]) for who, n in world.contacts], whole | {"contacted_on": "DATE"}
        ),
        "redemptions": relation([(who, n, FIRST) for who, n in world.redemptions], whole | {"redeemed_on": "DATE"}),
        "transactions": relation(
            lines,
            {"customer_id": "BIGINT", "occurred_at": "TIMESTAMPTZ", "occurred_on": "DATE", "sales_cents": "BIGINT"},
        ),
    }
    return Source(profile, profile.past_campaigns, profile.purchases, relations)


def noon(day: date) -> datetime:
    return datetime.combine(day, time(16), tzinfo=UTC)


days = st.dates(FIRST - timedelta(days=5), LAST + timedelta(days=5))
windows = st.tuples(days, st.integers(0, 8)).map(lambda pair: (pair[0], pair[0] + timedelta(days=pair[1])))


@st.composite
def worlds(draw: st.DrawFn) -> World:
    campaigns = draw(st.lists(windows, min_size=1, max_size=3))
    happening = st.tuples(st.integers(1, 6), st.integers(0, len(campaigns) - 1))
    sale = st.tuples(st.integers(1, 8), st.dates(FIRST, LAST), st.integers(-500, 10**6))
    return World(
        campaigns, draw(st.lists(happening, max_size=10)), draw(st.lists(happening, max_size=6)),
        draw(st.lists(sale, max_size=25)),
    )  # fmt: skip


def by_hand(world: World, n: int) -> dict[str, object]:
    start, end = world.campaigns[n]
    before = start - (end - start) - timedelta(days=1)
    is_begun = start <= LAST  # a contact is dated by the campaign's first day
    targeted = {who for who, campaign in world.contacts if campaign == n and is_begun}
    others = {who for who, _, _ in world.sales} - targeted
    is_known = before >= FIRST and end <= LAST
    found: dict[str, object] = {"redemptions": sum(campaign == n for _, campaign in world.redemptions)}
    found["redeemers"] = len({who for who, campaign in world.redemptions if campaign == n})
    for name, group in (("targeted", targeted), ("others", others)):
        during = [total(world, who, start, end) for who in group]
        earlier = [total(world, who, before, start - timedelta(days=1)) for who in group]
        moved = [a - b for a, b in zip(during, earlier, strict=True)]
        found[name] = (
            len(group), sum(during) if overlaps(start, end) else None,
            sum(earlier) if overlaps(before, start - timedelta(days=1)) else None,
            sum(moved) if is_known else None, sum(m * m for m in moved) if is_known else None,
        )  # fmt: skip
    return found


def total(world: World, who: int, first: date, last: date) -> int:
    return sum(cents for customer, day, cents in world.sales if customer == who and first <= day <= last)


def overlaps(first: date, last: date) -> bool:
    return first <= LAST and last >= FIRST


def in_cents(amount: Decimal | None) -> int | None:
    return None if amount is None else int(amount * 100)


def figures(campaign: PastCampaign) -> dict[str, object]:
    sides = {"targeted": campaign.of_targeted, "others": campaign.of_others}
    return {"redemptions": campaign.redemptions, "redeemers": campaign.redeemers} | {
        name: (side.n, in_cents(side.sales), in_cents(side.sales_before), side.moved, side.squared)
        for name, side in sides.items()
    }


@given(worlds())
def test_every_figure_is_what_a_loop_finds(world: World) -> None:
    found = past_campaigns(engine, source(world), as_of=AS_OF, known=KNOWN)
    assert [campaign.number for campaign in found] == [str(n) for n in range(len(world.campaigns))]
    assert [figures(campaign) for campaign in found] == [by_hand(world, n) for n in range(len(world.campaigns))]


@given(worlds())
def test_the_days_of_a_side_add_up_to_its_sales(world: World) -> None:
    asked = source(world)
    for campaign in past_campaigns(engine, asked, as_of=AS_OF, known=KNOWN):
        daily = daily_sales(engine, asked, campaign, as_of=AS_OF)
        for side, known in (("targeted", campaign.of_targeted), ("others", campaign.of_others)):
            for is_during, sales in ((True, known.sales), (False, known.sales_before)):
                rows = daily.filter(side=side, is_during=is_during)
                assert rows["sales"].sum() == (sales or 0)
                assert rows["day"].is_unique().all()
                mean = float(sales or 0) / known.n if known.n else 0.0
                assert rows["per_customer"].sum() == pytest.approx(mean, abs=1e-9)
