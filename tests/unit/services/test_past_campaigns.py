"""Past campaigns of the tiny shop, worked out here customer by customer from what each is known to have bought."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import mean, variance
from zoneinfo import ZoneInfo

import duckdb
import polars as pl
import pytest
import yaml

from core.config import Settings
from core.errors import ConfigError, NotFound, SnapshotMissing
from core.kernel.clock import FixedClock
from core.services.lab import Lab
from tests.unit.services import shop as builder

NEW_YORK = ZoneInfo("America/New_York")
START, END = date(2017, 2, 1), date(2017, 3, 1)
TARGETED = range(1, builder.N + 1, 2)
OTHERS = range(2, builder.N + 1, 2)


def spent(n: int, first: date, last: date) -> int:
    """What customer n spent on these days, in dollars."""
    days = [at.astimezone(NEW_YORK).date() for at in builder.days_of(n)]
    return (10 + n) * sum(first <= day <= last for day in days)


def changes(customers: range, first: date, last: date) -> list[int]:
    before = first - (last - first) - timedelta(days=1)
    return [spent(n, first, last) - spent(n, before, first - timedelta(days=1)) for n in customers]


Written = Callable[..., Lab]


@pytest.fixture
def rewritten(tmp_path: Path) -> Iterator[Written]:
    """A shop whose warehouse was written into, and whose profile was changed, before the snapshot was taken."""
    labs: list[Lab] = []

    def made(*statements: str, without: str = "") -> Lab:
        settings = builder.build(tmp_path / f"shop-{len(labs)}")
        with duckdb.connect(str(settings.home / "shop.duckdb")) as db:
            for statement in statements:
                db.execute(statement)
        if without:
            _leave_out(settings, without)
        labs.append(Lab.open(settings, clock=FixedClock(builder.CLOCK)))
        labs[-1].warehouse.refresh()
        return labs[-1]

    yield made
    for lab in labs:
        lab.close()


def _leave_out(settings: Settings, name: str) -> None:
    path = Path(settings.dwh_profile)
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    holder, _, key = name.rpartition(".")
    del (document[holder] if holder else document)[key]
    path.write_text(yaml.safe_dump(document), encoding="utf-8")


def test_the_figures_are_those_that_a_loop_finds(still: Lab) -> None:
    campaign = still.past.of("1", as_of=datetime(2017, 4, 1, 4, tzinfo=UTC))
    a, b = changes(TARGETED, START, END), changes(OTHERS, START, END)
    error = (variance(a) / len(a) + variance(b) / len(b)) ** 0.5
    did = mean(a) - mean(b)
    assert campaign.reason == ""
    assert (campaign.did, campaign.ci_low, campaign.ci_high) == pytest.approx(
        (did, did - 1.959963984540054 * error, did + 1.959963984540054 * error)
    )
    assert campaign.of_targeted.change == pytest.approx(mean(a))
    assert campaign.of_others.change == pytest.approx(mean(b))
    assert campaign.of_targeted.sales == sum(spent(n, START, END) for n in TARGETED)
    assert campaign.of_others.sales == sum(spent(n, START, END) for n in OTHERS)
    assert (campaign.targeted, campaign.of_others.n) == (len(TARGETED), len(OTHERS))
    assert campaign.total == pytest.approx(tuple(30 * v for v in (did, campaign.ci_low, campaign.ci_high)))


def test_without_redemptions_there_are_none_and_their_rate_is_zero(still: Lab) -> None:
    campaign = still.past.of(1)
    assert (campaign.redemptions, campaign.redeemers, campaign.redemption_rate) == (0, 0, 0.0)


def test_each_redemption_counts_and_each_customer_once(rewritten: Written) -> None:
    lab = rewritten(
        "INSERT INTO coupon_redemptions VALUES (1, 7, 1, DATE '2017-02-03'), (1, 7, 1, DATE '2017-02-04'), "
        "(3, 8, 1, DATE '2017-02-09'), (3, 8, 2, DATE '2017-02-09')"
    )
    campaign = lab.past.of(1)
    assert (campaign.redemptions, campaign.redeemers) == (3, 2)
    assert campaign.redemption_rate == pytest.approx(2 / 30)


def test_whoever_was_contacted_and_bought_nothing_counts_as_nothing(rewritten: Written, still: Lab) -> None:
    lab = rewritten("INSERT INTO campaigns VALUES (1, 900), (1, 901)")
    with_, without = lab.past.of(1), still.past.of(1)
    assert with_.targeted == without.targeted + 2
    assert with_.of_targeted.sales == without.of_targeted.sales
    assert with_.of_others == without.of_others
    assert with_.of_targeted.change == pytest.approx((without.of_targeted.change or 0) * 30 / 32)


def test_a_window_that_reaches_outside_of_the_data_has_no_estimate(rewritten: Written) -> None:
    lab = rewritten(
        "INSERT INTO campaign_descriptions VALUES (2, 'Type B', DATE '2017-01-16', DATE '2017-01-31'), "
        "(3, 'Type B', DATE '2017-04-15', DATE '2017-05-01'), (4, 'Type B', DATE '2017-04-15', DATE '2017-04-30'), "
        "(5, 'Type B', DATE '2018-04-15', DATE '2018-04-30'), (6, 'Type B', DATE '2017-01-17', DATE '2017-02-01')",
        "INSERT INTO campaigns SELECT n, i FROM range(2, 7) AS a(n), range(1, 11) AS b(i)",
    )
    early, late, last, later, first = (lab.past.of(n) for n in (2, 3, 4, 5, 6))
    assert early.did is None
    assert early.reason == (
        "The estimate needs sales from 31 Dec 2016 to 31 Jan 2017; the data hold 1 Jan 2017 to 30 Apr 2017."
    )
    assert late.did is None
    assert (late.n_days, late.n_days_known) == (17, 16)
    assert last.did is not None
    assert first.did is not None
    assert (later.did, later.of_targeted.sales, later.of_others.sales, later.n_days_known) == (None, None, None, 0)
    assert lab.past.days(5).is_empty()
    assert lab.past.days(3)["day"].max() == date(2017, 4, 30)


def test_days_that_are_not_in_order_have_no_estimate(rewritten: Written) -> None:
    lab = rewritten("UPDATE campaign_descriptions SET end_date = DATE '2017-01-01'")
    campaign = lab.past.of(1)
    assert campaign.did is None
    assert campaign.reason == "The campaign's first and last day are not known, or not in order."
    assert lab.past.days(1).is_empty()


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DELETE FROM campaigns", "There is no estimate: the targeted group has fewer than 2 customers."),
        ("DELETE FROM campaigns WHERE household_id > 1", "There is no estimate: the targeted group has fewer than 2"),
        ("INSERT INTO campaigns SELECT 1, n FROM range(2, 61, 2) AS t(n)", "the other group has fewer than 2"),
    ],
)
def test_groups_that_are_too_small_have_no_estimate(rewritten: Written, statement: str, said: str) -> None:
    campaign = rewritten(statement).past.of(1)
    assert (campaign.did, campaign.ci_low, campaign.ci_high, campaign.total) == (None, None, None, None)
    assert said in campaign.reason


def test_only_facts_before_the_instant_count(still: Lab) -> None:
    """As of the end of the window's first week, the rest is not known: no estimate, and sales of the week alone."""
    campaign = still.past.of(1, as_of="2017-02-08")
    assert campaign.did is None
    assert campaign.n_days_known == 7
    week = date(2017, 2, 7)
    assert campaign.of_targeted.sales == sum(spent(n, START, week) for n in TARGETED)
    later = still.past.of(1, as_of="2019-01-01")
    assert later == still.past.of(1), "the snapshot knows nothing after its own instant"


def test_before_its_first_day_nobody_was_contacted(still: Lab) -> None:
    assert still.past.of(1, as_of="2017-01-31").targeted == 0
    assert still.past.of(1, as_of="2017-02-02").targeted == 30


def test_the_days_have_both_sides_and_those_without_sales_too(rewritten: Written) -> None:
    lab = rewritten("DELETE FROM transactions WHERE transaction_timestamp BETWEEN '2017-02-10' AND '2017-02-13'")
    days = lab.past.days(1)
    assert days.height == 2 * 2 * 29
    assert days.filter(pl.col("day") == date(2017, 2, 11))["sales"].to_list() == [0, 0]
    assert days.filter(pl.col("is_during"))["day"].min() == START
    assert days["side"].unique(maintain_order=True).to_list() == ["targeted", "others"]


def test_an_unknown_number_is_refused_with_the_nearest(still: Lab) -> None:
    with pytest.raises(NotFound, match="no past campaign '11'. Did you mean '1'"):
        still.past.of("11")
    assert not still.past.knows("11")
    assert not still.past.knows("' OR 1=1 --")
    assert still.past.knows(1)


def test_a_profile_without_the_section_has_none_and_says_how(rewritten: Written) -> None:
    lab = rewritten(without="past_campaigns")
    assert lab.past.all() == []
    assert not lab.past.knows(1)
    with pytest.raises(ConfigError, match="declares no past campaigns"):
        lab.past.of(1)


def test_a_profile_without_redemptions_says_that_they_are_not_known(rewritten: Written) -> None:
    campaign = rewritten(without="past_campaigns.redemptions").past.of(1)
    assert (campaign.redemptions, campaign.redeemers, campaign.redemption_rate) == (None, None, None)
    assert campaign.targeted == 30


def test_before_the_first_refresh_there_is_nothing_to_ask(settings: Settings) -> None:
    with Lab.open(settings) as lab, pytest.raises(SnapshotMissing):
        lab.past.all()
