"""The first page's figures on a history small enough to count by hand, and what needs attention."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from core.config import Settings
from core.kernel.clock import FixedClock
from core.segments.model import Run
from core.services.attention import Concern, Where, concerns, gravest_first
from core.services.features import Features
from core.services.home import Home, Trade
from core.services.lab import Lab
from core.services.segments import Segments
from core.warehouse import Engine, Finding, Profile, Snapshot
from tests.property.features.worlds import NEW_YORK, Row, local_day, midnight, write_snapshot

NOW = datetime(2100, 1, 1, tzinfo=UTC)  # after whatever the setup of the demo wrote


def line(customer: int, on: date, cents: int, *, hour: int = 12) -> Row:
    at = datetime(on.year, on.month, on.day, hour, tzinfo=NEW_YORK).astimezone(UTC)
    return {
        "customer_id": customer, "basket_id": customer * 1000 + on.toordinal() % 1000, "store_id": 1, "product_id": 1,
        "sales_cents": cents, "occurred_at": at, "occurred_on": local_day(at),
    }  # fmt: skip


class Snapshots:
    """A folder that holds one snapshot."""

    def __init__(self, held: Snapshot) -> None:
        self._held = held

    def current(self) -> Snapshot:
        return self._held


@pytest.fixture(scope="module")
def trade_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Trade]:
    """The figures of these lines as of the start of a business day."""
    engine = Engine(threads=1)

    def asked(lines: list[Row], as_of: datetime) -> Trade:
        folder = tmp_path_factory.mktemp("snapshots") / "little"
        written = write_snapshot({"transactions": lines}, Profile.load("complete_journey"), folder, as_of=as_of)
        days = [row["occurred_on"] for row in lines]
        table = replace(
            written.tables["transactions"], first_on=min(days, default=None), last_on=max(days, default=None)
        )
        snapshots = Snapshots(replace(written, tables={**written.tables, "transactions": table}))
        features = Features(engine, snapshots, lambda: None, zone=NEW_YORK, folder=folder)
        return Home(engine, snapshots, features, None, None).trade()

    return asked


def by_label(trade: Trade) -> dict[str, tuple[object, ...]]:
    return {m.label: m.values for m in trade.metrics}


FIRST = date(2017, 1, 1)
LAST = date(2017, 3, 25)  # 84 days: three times 28
HISTORY = [
    line(1, FIRST, 100),  # the first day
    line(1, date(2017, 1, 28), 250),  # the last day of the first four weeks
    line(2, date(2017, 1, 29), 1000),  # the first day of the second
    line(2, date(2017, 2, 25), 1),
    line(3, date(2017, 2, 26), 30, hour=0),  # the first instant of the third
    line(1, LAST, 7, hour=23),  # the last evening
]


def test_revenue_is_that_of_whole_business_days_four_weeks_at_a_time(trade_of: Callable[..., Trade]):
    trade = trade_of(HISTORY, midnight(LAST + timedelta(days=1)))
    assert by_label(trade)["Revenue, 28 days"] == (Decimal("3.50"), Decimal("10.01"), Decimal("0.37"))
    (revenue,) = [m for m in trade.metrics if m.kind == "money"]
    assert (revenue.text, revenue.change, revenue.unit) == ("0.37 USD", "-96.3%", "USD")
    assert "25 Mar 2017" in revenue.definition


def test_the_day_that_is_not_over_is_not_compared_with_whole_ones(trade_of: Callable[..., Trade]):
    lines = [*HISTORY, line(1, LAST + timedelta(days=1), 99_900, hour=1)]
    trade = trade_of(lines, midnight(LAST + timedelta(days=1)) + timedelta(hours=15))
    assert by_label(trade)["Revenue, 28 days"][-1] == Decimal("0.37")
    assert trade.reference_day == LAST + timedelta(days=1)


def test_customers_and_activity_count_only_what_is_known_by_then(trade_of: Callable[..., Trade]):
    figures = by_label(trade_of(HISTORY, midnight(LAST + timedelta(days=1))))
    assert figures["Customers"] == (1, 2, 3)  # and 84 days ago there was nothing yet
    assert figures["Active in 28 days"] == (1.0, 0.5, pytest.approx(2 / 3))
    assert figures["Active in 91 days"] == ()  # the history has 84


def test_a_line_at_the_instant_itself_is_the_future(trade_of: Callable[..., Trade]):
    at = midnight(date(2017, 2, 26))
    figures = by_label(trade_of(HISTORY, at))
    assert figures["Customers"][-1] == 2
    assert figures["Revenue, 28 days"] == (Decimal("3.50"), Decimal("10.01"))


def test_without_any_purchase_there_is_nothing_to_tell(trade_of: Callable[..., Trade]):
    trade = trade_of([], midnight(LAST))
    assert [m.text for m in trade.metrics] == ["0 customers", "–", "–", "–"]
    assert [m.change for m in trade.metrics] == [None] * 4
    assert trade.weeks.is_empty()
    assert trade.cohorts.is_empty()


def test_a_history_of_less_than_four_weeks_has_no_four_weeks(trade_of: Callable[..., Trade]):
    trade = trade_of([line(1, date(2017, 3, 20), 100)], midnight(LAST))
    assert by_label(trade) == {
        "Customers": (1,), "Active in 28 days": (), "Active in 91 days": (), "Revenue, 28 days": ()
    }  # fmt: skip


def test_the_demo_is_what_polars_says(demo_home: Path):
    with Lab.open(Settings(lab_home=demo_home), clock=FixedClock(NOW)) as lab:
        overview = lab.home.overview()
        snapshot = lab.warehouse.snapshot()
    lines = pl.read_parquet(snapshot.files("transactions")[0])
    last = date(2017, 12, 31)
    figures = {m.label: m for m in overview.trade.metrics}
    recent = lines.filter(pl.col("occurred_on") > last - timedelta(days=28))
    before = lines.filter(pl.col("occurred_on").is_between(last - timedelta(days=55), last - timedelta(days=28)))
    assert figures["Revenue, 28 days"].value == Decimal(recent["sales_cents"].sum()) / 100
    assert figures["Revenue, 28 days"].before == Decimal(before["sales_cents"].sum()) / 100
    assert figures["Customers"].value == lines["customer_id"].n_unique() == 2469
    for days in (28, 91):
        active = lines.filter(pl.col("occurred_on") > last - timedelta(days=days))["customer_id"].n_unique()
        assert figures[f"Active in {days} days"].value == active / 2469
    assert sum(overview.trade.weeks["revenue"]) == Decimal(lines["sales_cents"].sum()) / 100
    assert overview.trade.cohorts.filter(month=0)["n_customers"].sum() == 2469
    assert overview.trade.reference_day == last
    assert overview.tables["rows"].sum() == snapshot.rows
    assert overview.segments.height == 6


def test_a_trade_that_is_handed_in_is_not_asked_for_again(demo_home: Path):
    with Lab.open(Settings(lab_home=demo_home)) as lab:
        known = lab.home.trade()
        assert lab.home.overview(trade=known).trade is known


def said(found: tuple[Concern, ...]) -> list[tuple[str, str]]:
    return [(c.level, c.subject) for c in found]


def asked(lab: Lab, *, snapshot: Snapshot | None = None, age: timedelta = timedelta(0)) -> tuple[Concern, ...]:
    """Return the concerns, without those about the demo's data unless another snapshot is given."""
    held = snapshot or replace(lab.warehouse.snapshot(), findings=())
    return gravest_first(concerns(held, age=age, segments=lab.segments, runs=lab.memberships.latest(),
                                  dictionary=lab.features.dictionary.digest))  # fmt: skip


@pytest.fixture
def lab(demo_copy: Path):
    with Lab.open(Settings(lab_home=demo_copy), clock=FixedClock(NOW)) as opened:
        yield opened


def test_right_after_the_setup_only_the_data_need_attention(lab: Lab):
    assert asked(lab) == ()
    found = asked(lab, snapshot=lab.warehouse.snapshot())
    assert {c.level for c in found} == {"info"}
    assert [c.what for c in found] == [
        "4,836 rows whose product_id is not in products.", "4,872 exact duplicates dropped.",
        "16 rows whose product_id is not in products.",
    ]  # fmt: skip
    assert all(c.fix for c in found)


def test_right_after_the_setup_one_campaign_waits_for_approval_and_nothing_is_wrong(lab: Lab):
    found = lab.home.overview().concerns
    assert {c.level for c in found} == {"info"}
    assert [c.subject for c in found] == ["Thank the champions", "Transactions", "Coupons", "Coupons"]
    assert found[0].what == "It waits for approval: analyst submitted version 1 on 29 Sep 2017."


def test_a_finding_that_nobody_knows_still_has_a_remedy(lab: Lab):
    finding = Finding("campaign_contacts", "odd_ones", "warning", 3, "odd ones")
    (found,) = asked(lab, snapshot=replace(lab.warehouse.snapshot(), findings=(finding,)))
    assert (found.subject, found.what) == ("Campaign contacts", "3 odd ones.")
    assert "profile" in found.fix


def test_an_old_snapshot_is_a_concern_of_a_live_warehouse_alone(lab: Lab):
    held = replace(lab.warehouse.snapshot(), findings=())
    live = replace(held, as_of=held.created_at)
    assert asked(lab, snapshot=held, age=timedelta(days=30)) == ()
    assert asked(lab, snapshot=live, age=timedelta(days=2)) == ()
    (found,) = asked(lab, snapshot=live, age=timedelta(days=3))
    assert (found.subject, found.what[:22]) == ("Snapshot", "It was taken 3 days ag")
    assert "warehouse refresh" in found.fix


def test_a_segment_that_was_never_recalculated(lab: Lab):
    lab.segments.create("New ones", {">": [{"var": "total_revenue"}, 1]})
    (found,) = asked(lab)
    assert (found.level, found.subject) == ("warning", "New ones")
    assert found.where == Where("segments", "Open New ones", {"segment": "new-ones"})
    assert "never recalculated" in found.what
    assert "segments recalculate new-ones" in found.fix


def test_a_segment_that_was_edited_since(lab: Lab):
    lab.segments.edit("champions", seen=1, rule={">": [{"var": "total_revenue"}, 1]})
    (found,) = asked(lab)
    assert "Version 2 was saved; the recorded members are of version 1." in found.what
    lab.memberships.recalculate("champions")
    assert asked(lab) == ()


def test_a_segment_whose_members_refer_to_one_that_was_edited_since(lab: Lab):
    lab.segments.edit("lapsing-big-spenders", seen=1, rule={">": [{"var": "total_revenue"}, 1]})
    lab.memberships.recalculate("lapsing-big-spenders")
    (found,) = asked(lab)
    assert found.subject == "Win-back pilot"
    assert "refers to Lapsing big spenders, edited since" in found.what


def test_a_segment_that_came_out_empty(lab: Lab):
    lab.segments.create("Nobody", {"<": [{"var": "total_revenue"}, -1]})
    lab.memberships.recalculate("nobody")
    (found,) = asked(lab)
    assert (found.subject, found.what) == ("Nobody", "Its last recalculation found nobody.")
    assert "Rule tab" in found.fix


def test_segments_of_an_older_snapshot_are_one_concern_together(lab: Lab):
    newer = replace(lab.warehouse.snapshot(), id="another", findings=())
    (found,) = asked(lab, snapshot=newer)
    assert found.subject == "6 segments"
    assert "Champions, Coupon redeemers, Families with children, Fresh food regulars and 2 more" in found.what
    assert "segments recalculate --all" in found.fix


def test_a_static_and_an_archived_segment_need_no_recalculation(lab: Lab):
    lab.segments.create_static("Listed", pl.Series(["1", "2"]))
    lab.segments.create("Old", {">": [{"var": "total_revenue"}, 1]})
    lab.segments.archive("old")
    assert asked(lab) == ()


def test_a_rule_that_can_no_longer_be_used_comes_first_and_hides_nothing_else(lab: Lab):
    lab.segments.create("New ones", {">": [{"var": "total_revenue"}, 1]})
    segment = lab.segments.create("Broken", {">": [{"var": "total_revenue"}, 1]})

    class Lost(Segments):
        def __init__(self) -> None:
            self.__dict__.update(lab.segments.__dict__)

        def material(self, known):
            if known.slug == segment.slug:
                lab.segments.check({">": [{"var": "no_such_field"}, 1]})
            return super().material(known)

    runs: dict[str, Run] = lab.memberships.latest()
    found = gravest_first(
        concerns(replace(lab.warehouse.snapshot(), findings=()), age=timedelta(0), segments=Lost(), runs=runs,
                 dictionary=lab.features.dictionary.digest)
    )  # fmt: skip
    assert said(found) == [("error", "Broken"), ("warning", "New ones")]
    assert "no_such_field" in found[0].what
    assert found[0].fix
