"""What customers pay for, as profiles declare it: what ships is as it should be, and every fault is named at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import ConfigError
from core.warehouse import Profile
from core.warehouse.purchases import Purchases, Refunds

GOOD = """
name: little
time_zone: Europe/Paris
is_live: true
unit: EUR
purchases:
  table: lines
  basket: basket_id
  amount: paid_cents
  discount: [off_cents]
  quantity: pieces
  per_basket: {shop: shop}
  per_line: {brand: goods.brand, colour: colour}
  refunds: {table: returns, basket: basket_id, instant: returned_at}
tables:
  customers: {description: Everybody., source: people, key: [customer_id], columns: {customer_id: string}}
  goods: {description: Goods., source: goods, key: [good_id], columns: {good_id: integer, brand: string}}
  lines:
    description: Lines.
    source: lines
    instant: sold_at
    day: sold_on
    references: {good_id: goods}
    columns:
      customer_id: string
      basket_id: integer
      good_id: integer
      shop: string
      colour: string
      paid_cents: cents
      off_cents: cents
      pieces: number
      sold_at: timestamp
      sold_on: {day_of: sold_at, type: date}
  returns:
    description: What came back.
    source: returns
    columns: {basket_id: integer, other_id: string, returned_at: timestamp}
"""


def loaded(tmp_path: Path, text: str) -> Profile:
    path = tmp_path / "little.yaml"
    path.write_text(text, encoding="utf-8")
    return Profile.load(path)


def faults_of(tmp_path: Path, text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        loaded(tmp_path, text)
    return caught.value.what


def test_what_is_declared_can_be_read(tmp_path: Path) -> None:
    assert loaded(tmp_path, GOOD).purchases == Purchases(
        table="lines", basket="basket_id", amount="paid_cents", discount=("off_cents",), quantity="pieces",
        per_basket={"shop": "shop"}, per_line={"brand": "goods.brand", "colour": "colour"},
        refunds=Refunds(table="returns", basket="basket_id", instant="returned_at"),
    )  # fmt: skip


def test_the_section_and_most_of_it_may_be_left_out(tmp_path: Path) -> None:
    head, tables = GOOD[: GOOD.index("purchases:")], GOOD[GOOD.index("tables:") :]
    assert loaded(tmp_path, head + tables).purchases is None
    short = "purchases: {table: lines, basket: basket_id, amount: paid_cents}\n"
    purchases = loaded(tmp_path, head + short + tables).purchases
    assert purchases == Purchases(table="lines", basket="basket_id", amount="paid_cents")
    assert (purchases.discount, purchases.quantity, purchases.refunds) == ((), None, None)


def test_it_changes_nothing_of_what_is_extracted(tmp_path: Path) -> None:
    """Snapshots, increments and views that were there before the section was written still fit."""
    head, tables = GOOD[: GOOD.index("purchases:")], GOOD[GOOD.index("tables:") :]
    assert loaded(tmp_path, GOOD).digest == loaded(tmp_path, head + tables).digest


def test_the_profiles_that_ship_say_what_customers_pay_for() -> None:
    demo = Profile.load("complete_journey").purchases
    assert demo is not None
    assert demo.per_line == {"department": "products.department", "product_category": "products.product_category"}
    assert len(demo.discount) == 3
    telecom = Profile.load("telecom").purchases
    assert telecom is not None
    assert (telecom.per_basket, telecom.quantity, telecom.discount) == (
        {"channel": "channel", "kind": "kind"},
        None,
        (),
    )


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("table: lines", "table: line", "purchases.table: there is no table 'line'. Did you mean 'lines'?"),
        ("    instant: sold_at\n", "", "the table 'lines' declares no `instant`, when its rows happened"),
        ("    day: sold_on\n", "", "the table 'lines' declares no `day`, the business day of its rows"),
        ("basket: basket_id\n  am", "basket: basket\n  am",
         "purchases.basket: there is no column 'basket' in 'lines'. Did you mean 'basket_id'"),
        ("basket: basket_id\n  am", "basket: sold_on\n  am", "'sold_on' is date, not integer or string"),
        ("amount: paid_cents", "amount: paid", "no column 'paid' in 'lines'. Did you mean 'paid_cents'?"),
        ("amount: paid_cents", "amount: pieces", "purchases.amount: 'pieces' is number, not cents"),
        ("[off_cents]", "[off_cents, shop]", "purchases.discount: 'shop' is string, not cents"),
        ("quantity: pieces", "quantity: colour", "purchases.quantity: 'colour' is string, not integer or number"),
        ("{shop: shop}", "{shop: shopp}", "purchases.per_basket.shop: there is no column 'shopp' in 'lines'. Did you"),
        ("goods.brand", "goods.brnd", "purchases.per_line.brand: there is no column 'brnd' in 'goods'. Did you"),
        ("goods.brand", "good.brand", "'lines' has no reference to a table 'good'. Did you mean 'goods'?"),
        ("goods.brand", "returns.basket_id", "'lines' has no reference to a table 'returns'."),
        ("{shop: shop}", "{amount: shop}", "purchases.per_basket.amount: the name is taken; every purchase has amount"),
        ("{shop: shop}", "{colour: shop}", "purchases.per_line.colour: the name stands in `per_basket` already"),
        ("{shop: shop}", "{Shop No: shop}", "String should match pattern"),
        ("table: returns", "table: return", "purchases.refunds.table: there is no table 'return'. Did you mean"),
        ("table: returns, basket: basket_id", "table: returns, basket: id", "purchases.refunds.basket: there is no"),
        ("table: returns, basket: basket_id", "table: returns, basket: other_id",
         "purchases.refunds.basket: is string, but the basket of a purchase is integer"),
        ("instant: returned_at", "instant: other_id", "'other_id' is string, not timestamp or date"),
        ("quantity: pieces", "quantty: pieces", "purchases.quantty: Extra inputs are not permitted"),
    ],
)  # fmt: skip
def test_each_fault_is_named_with_its_place(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert old in GOOD
    assert fault in faults_of(tmp_path, GOOD.replace(old, new, 1))


def test_all_faults_come_at_once_with_those_of_the_tables(tmp_path: Path) -> None:
    broken = GOOD.replace("amount: paid_cents", "amount: x").replace("table: returns", "table: y")
    text = faults_of(tmp_path, broken.replace("key: [good_id]", "key: [z]"))
    for place in ("purchases.amount", "purchases.refunds.table", "tables.goods.key"):
        assert place in text


def test_without_its_table_the_rest_is_still_checked(tmp_path: Path) -> None:
    text = faults_of(tmp_path, GOOD.replace("table: lines", "table: x").replace("{shop: shop}", "{hour: shop}"))
    assert "has 2 faults" in text
