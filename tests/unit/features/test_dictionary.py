"""The dictionary: an analyst's few lines work, and every fault is named at once with its feature."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import ConfigError
from core.features import Dictionary
from core.kernel.schema import FieldType
from core.warehouse import Profile

HEAD = "name: mine\nprofile: complete_journey\ncustomers: transactions\n"
GOOD = (
    HEAD
    + """
groups:
  Mine:
    revenue: {type: money, description: All., from: transactions, take: sum(sales_cents), nullable: false}
    fuel_7d: {type: money, description: Fuel., from: transactions, where: products.department = 'FUEL', last_days: 7,
              take: sum(sales_cents), otherwise: 0}
    fuel_share: {type: number, description: Part., expression: CAST(fuel_7d AS DOUBLE) / CAST(revenue AS DOUBLE)}
    rank: {type: integer, description: Fifths., score: fuel_share, allowed: [1, 2, 3, 4, 5]}
    shop: {type: integer, description: Where most., from: transactions, top: store_id, by: count(*)}
    age: {type: string, description: Age., from: demographics, take: age}
"""
)
Load = Callable[[str], Dictionary]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    def loaded(text: str) -> Dictionary:
        path = tmp_path / "mine.yaml"
        path.write_text(text, encoding="utf-8")
        return Dictionary.load(path)

    return loaded


def faults(load: Load, text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        load(text)
    return caught.value.what


def test_the_shipped_dictionary_has_what_the_issue_lists() -> None:
    schema = Dictionary.load("complete_journey").schema
    wanted = {
        "total_revenue": "money",
        "transaction_count": "integer",
        "avg_transaction_value": "number",
        "first_purchase_on": "date",
        "last_purchase_on": "date",
        "last_purchase_days_ago": "integer",
        "revenue_28d": "money",
        "revenue_91d": "money",
        "transactions_28d": "integer",
        "transactions_91d": "integer",
        "r_score": "integer",
        "f_score": "integer",
        "m_score": "integer",
        "rfm_segment": "string",
        "campaigns_received": "integer",
        "coupons_redeemed": "integer",
        "last_redemption_on": "date",
        "top_department": "string",
        "departments_bought": "list[string]",
        "age": "string",
        "income": "string",
        "home_ownership": "string",
        "marital_status": "string",
        "household_size": "string",
        "household_comp": "string",
        "kids_count": "string",
    }
    assert {name: schema[name].type.value for name in wanted} == wanted
    assert all(f.label and f.group and f.description for f in schema.values())
    assert all(f.unit for f in schema.values() if f.type is FieldType.MONEY)
    assert "customer_id" not in schema


def test_few_lines_make_a_feature(load: Load) -> None:
    schema = load(GOOD).schema
    assert list(schema) == ["revenue", "fuel_7d", "fuel_share", "rank", "shop", "age"]
    assert [f.nullable for f in schema.values()] == [False, False, True, True, True, True]
    assert (schema["revenue"].unit, schema["revenue"].group, schema["rank"].allowed) == ("USD", "Mine", (1, 2, 3, 4, 5))


def test_the_digest_follows_the_content_and_the_profile(load: Load) -> None:
    first = load(GOOD).digest
    assert load(GOOD).digest == first
    assert load(GOOD + "# a comment\n").digest == first
    assert load(GOOD.replace("last_days: 7", "last_days: 8")).digest != first
    dictionary = Dictionary.load("complete_journey")
    elsewhere = Dictionary.load("complete_journey", profile=Profile.load("complete_journey").within("UTC"))
    assert dictionary.digest != elsewhere.digest


def feature(text: str) -> str:
    return GOOD + f"    extra: {{description: X., {text}}}\n"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("type: integer, from: transaction, take: count(*)", "no table 'transaction'. Did you mean 'transactions'"),
        ("type: integer, from: transactions, take: sum(sale_cents)", "'sale_cents'. Did you mean 'sales_cents'"),
        ("type: integer, from: transactions, take: max(product.brand)", "no column 'product.brand'. Did you mean"),
        ("type: integer, from: products, take: count(*)", "the table 'products' has no customer_id"),
        ("type: integer, from: transactions, take: quantity", 'column "quantity" must appear in the GROUP BY'),
        ("type: integer, from: transactions, take: frobnicate(quantity)", "DuckDB does not accept it"),
        ("type: integer, from: transactions, take: avg(quantity)", "gives DOUBLE, which is not integer; round it"),
        ("type: money, from: transactions, take: avg(sales_cents)", "gives DOUBLE, which is not money; sum a column"),
        ("type: money, expression: CAST(revenue AS DOUBLE) / 2", "gives DOUBLE, which is not money"),
        ("type: date, from: transactions, take: max(occurred_at)", "TIMESTAMP WITH TIME ZONE, which is not date"),
        ("type: string, from: transactions, take: count(*)", "gives BIGINT, which is not string"),
        ("type: 'list[string]', from: transactions, take: list(store_id)", "gives BIGINT[], which is not list[string]"),
        ("type: integr, from: transactions, take: count(*)", "type: Input should be"),
        ("type: integer, from: demographics, take: count(*)", "DuckDB does not accept it"),
        ("type: string, from: demographics, take: age, last_days: 3", "rows of 'demographics' are not dated"),
        ("type: integer, from: transactions, take: count(*), last_days: 0", "last_days: Input should be greater"),
        ("type: integer, expression: revenu + 1", "there is no feature 'revenu'. Did you mean 'revenue'"),
        ("type: integer, expression: sum(rank)", "DuckDB does not accept it"),
        ("type: integer, score: revenu", "there is no feature 'revenu'. Did you mean 'revenue'"),
        ("type: number, score: revenue", "a score is an integer"),
        ("type: integer, score: age", "'age' is a string, which has no worse and better"),
        ("type: integer, score: revenue, better: bigger", "better: Input should be 'higher' or 'lower'"),
        ("type: integer, expression: extra + 1", "extra: these features are made of each other in a circle"),
        ("type: string, expression: age, allowed: [19-24, 25]", "the allowed value 25 is not a string"),
        ("type: integer, score: revenue, allowed: ['1']", "the allowed value '1' is not a integer"),
        ("type: string, expression: age, allowed: [a, a]", "an allowed value is written twice"),
        ("type: date, expression: reference_day, allowed: [2017-01-01]", "allowed"),
        ("type: integer, from: redemptions, take: count(*), otherwise: none", "`otherwise: 'none'` is not a integer"),
        ("type: integer, from: redemptions, take: count(*), otherwise: true", "`otherwise: True` is not a integer"),
        ("type: integer, from: transactions, take: (SELECT 1)", "extra.take: must not hold a query"),
        ("type: integer, from: transactions, where: now() > as_of, take: count(*)", "extra.where: must not call now"),
        ("type: integer", "needs exactly one of `take`, `top`, `expression` and `score`"),
        ("type: integer, score: revenue, expression: '1'", "needs exactly one of"),
        ("type: integer, take: count(*)", "`take` needs `from`"),
        ("type: integer, from: transactions, top: store_id", "`top` needs `by`"),
        ("type: integer, expression: '1', last_days: 3", "`expression` does not go with `last_days`"),
        ("type: integer, expression: '1', colour: red", "colour: Extra inputs are not permitted"),
    ],
)
def test_each_fault_names_its_feature(load: Load, text: str, fault: str) -> None:
    found = faults(load, feature(text))
    assert fault in found
    assert "extra" in found


def test_all_faults_come_at_once(load: Load) -> None:
    text = GOOD.replace("take: sum(sales_cents), n", "take: sum(x), n").replace("score: fuel_share", "score: fuel")
    found = faults(load, text.replace("from: demographics", "from: demographic"))
    assert "has 3 faults" in found
    for part in ("revenue: ", "rank: ", "age: "):
        assert f"  - {part}" in found


def test_all_binding_faults_come_at_once(load: Load) -> None:
    text = GOOD.replace("top: store_id", "top: store_id + occurred_at").replace("take: age", "take: age + age")
    found = faults(load, text)
    assert "has 2 faults" in found
    assert "shop: DuckDB does not accept it" in found
    assert "age: DuckDB does not accept it" in found


def test_a_circle_of_several_names_them_and_nobody_else(load: Load) -> None:
    text = GOOD + "".join(
        f"    {a}: {{type: integer, description: X., expression: {b} + 1}}\n"
        for a, b in [("x", "y"), ("y", "z"), ("z", "x"), ("leads_there", "x")]
    )
    found = faults(load, text)
    assert "x, y, z: these features are made of each other in a circle" in found
    assert "leads_there" not in found


@pytest.mark.parametrize("name", ["customer_id", "as_of", "reference_day"])
def test_the_labs_own_names_are_taken(load: Load, name: str) -> None:
    text = GOOD.replace("    shop:", f"    {name}:")
    assert f"{name}: the name is taken by the Lab itself" in faults(load, text)


@pytest.mark.parametrize("name", ["Upper", "with space", "dotted.name", '"quoted"'])
def test_names_are_plain_words(load: Load, name: str) -> None:
    assert "pattern" in faults(load, GOOD.replace("    shop:", f"    {name!r}:"))


def test_a_feature_in_two_groups_or_written_twice_is_refused(load: Load) -> None:
    again = "shop: {type: integer, description: X., from: transactions, take: count(*)}\n"
    assert "shop: is in the group 'Mine' already" in faults(load, GOOD + "  Others:\n    " + again)
    assert "the key 'shop' is written twice" in faults(load, GOOD + "    " + again)


def test_customers_are_those_of_a_table_that_names_them(load: Load) -> None:
    found = faults(load, GOOD.replace("customers: transactions", "customers: transaction"))
    assert "customers: 'transaction' is not a table with a customer_id. Did you mean 'transactions'?" in found


def test_an_unknown_dictionary_offers_the_nearest() -> None:
    with pytest.raises(ConfigError, match=r"no feature dictionary 'complete'. Did you mean 'complete_journey'\?"):
        Dictionary.load("complete")
