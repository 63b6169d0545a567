"""One customer: what is known, how it compares, what happened, as of any instant."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from core.errors import BadInput, NotFound
from core.services.customers import Customer
from core.services.lab import Lab
from tests.unit.services import shop as builder


def everybody(lab: Lab, as_of: str | None = None) -> list[dict[str, Any]]:
    return pl.read_parquet(lab.features.view(as_of).path).sort("customer_id").to_dicts()


@pytest.mark.parametrize("as_of", [None, "2017-02-10", "2017-03-26T12:00"])
def test_every_customer_has_the_features_of_the_view(still: Lab, as_of: str | None) -> None:
    for row in everybody(still, as_of)[::7]:
        customer = still.customers.get(row["customer_id"], as_of=as_of)
        assert {"customer_id": customer.id, **customer.features} == row
        assert list(customer.features) == list(still.features.schema)


@pytest.mark.parametrize("as_of", [None, "2017-02-10"])
def test_scores_compare_with_all_others_as_one_would_count_them(still: Lab, as_of: str | None) -> None:
    rows = everybody(still, as_of)
    better = {"last_purchase_days_ago": -1, "transaction_count": 1, "total_revenue": 1}
    for row in rows[::5]:
        for score in still.customers.get(row["customer_id"], as_of=as_of).scores:
            sign, name = better[score.measure.name], score.measure.name
            others = [sign * r[name] for r in rows if r["customer_id"] != row["customer_id"]]
            assert score.value == row[name]
            assert score.score == row[score.field.name]
            assert score.n_worse == sum(o < sign * row[name] for o in others)
            assert score.n_same == sum(o == sign * row[name] for o in others)
            assert score.n_known == len(rows)
            assert score.better_than == score.n_worse / len(others)


def test_the_only_customer_is_better_than_nobody(still: Lab) -> None:
    alone = still.customers.get(1, as_of="2017-01-02")
    assert [s.better_than for s in alone.scores] == [None] * 3


@pytest.mark.parametrize("n", [1, 2, 30, 60])
def test_receipts_are_those_that_the_shop_sold(still: Lab, n: int) -> None:
    customer = still.customers.get(n)
    receipts = still.customers.receipts(customer)
    assert receipts is not None
    days = builder.days_of(n)
    assert receipts["at"].to_list() == list(reversed(days))
    assert receipts["basket"].to_list() == [1000 * n + i for i in reversed(range(len(days)))]
    assert set(receipts["amount"].to_list()) == {10 + n}
    assert customer.first_on == receipts["first_on"][0] == days[0].date()
    lines = still.customers.lines(customer, 1000 * n)
    assert lines["products.department"].to_list() == [["GROCERY", "MEAT", "PRODUCE", "DELI", "GROCERY"][n % 5]]


def test_what_happens_later_is_not_known_yet(still: Lab) -> None:
    then = still.customers.get(1, as_of="2017-01-31")
    receipts = still.customers.receipts(then)
    assert receipts is not None
    assert max(receipts["on"]) < date(2017, 1, 31)
    assert still.customers.events(then).is_empty()
    assert still.customers.events(still.customers.get(1)).rows() == [
        ("campaign_contacts", date(2017, 2, 1), None, "campaign 1, campaign type Type A")
    ]
    assert still.customers.events(still.customers.get(2)).is_empty()


@pytest.mark.parametrize("id", ["61", "007", "1.0", "x", "' OR 1 = 1 --", "-1"])
def test_who_is_not_there_is_named_with_the_nearest(still: Lab, id: str) -> None:
    with pytest.raises(NotFound, match="The nearest are") as seen:
        still.customers.get(id)
    assert repr(id) in seen.value.what


def test_who_is_not_there_yet_is_not_found(still: Lab) -> None:
    assert still.customers.get(" 30 ").id == 30
    with pytest.raises(NotFound, match="2017-01-10"):
        still.customers.get(30, as_of="2017-01-10")
    with pytest.raises(NotFound) as seen:
        still.customers.get(30, as_of="2016-01-10")
    assert "nearest" not in seen.value.what
    with pytest.raises(BadInput):
        still.customers.get("  ")


def test_groups_hold_every_feature_once(still: Lab) -> None:
    customer = still.customers.get(3)
    told = {field.name: value for features in customer.groups().values() for field, value in features}
    assert told == dict(customer.features)
    assert customer.features["age"] == builder.AGES[3]


def test_in_a_notebook_a_customer_shows_itself(still: Lab) -> None:
    known: Customer = still.customers.get(3)
    html = known._repr_html_()
    assert "Customer 3" in html
    assert "Recency score" in html
    assert "better than" in html
    assert "unknown" in html  # nothing is known of the income


def test_big_tables_are_noted_before_anybody_asks(shop: Lab) -> None:
    steps: list[str] = []
    shop.customers.warm(lambda text, _share: steps.append(text))
    assert steps == []  # the shop is small: its tables are filtered
    assert not (shop.settings.home / "customer-rows").exists()
