"""One scalar expression, and nothing that is more."""

from __future__ import annotations

import pytest

from core.features.expressions import parse_scalar

GOOD = [
    "sum(sales_cents)",
    "count(*)",
    "count(DISTINCT basket_id)",
    "list(DISTINCT coalesce(products.department, 'UNKNOWN'))",
    "CASE WHEN r_score = 5 THEN 'best' ELSE 'rest' END",
    "reference_day - last_purchase_on",
    "sum(x) FILTER (WHERE y > 0) / nullif(count(*), 0)",
    "max(occurred_at) < as_of - INTERVAL 3 DAY",
    "age IN ('19-24', '25-34') AND NOT starts_with(income, '1')",
    "list_filter(departments, x -> x <> 'FUEL')",
    "'a; DROP TABLE customers; --'",
    "1 -- a comment",
]


@pytest.mark.parametrize("text", GOOD)
def test_expressions_are_accepted(text: str) -> None:
    assert parse_scalar(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("SELECT 1", "cannot be read as one expression"),
        ("(SELECT 1)", "a query"),
        ("1 + (SELECT max(x) FROM t)", "a query"),
        ("EXISTS (SELECT 1)", "a query"),
        ("x IN (SELECT y FROM t)", "a query"),
        ("DROP TABLE customers", "cannot be read as one expression"),
        ("ATTACH 'x.db'", "cannot be read as one expression"),
        ("COPY t TO 'x'", "cannot be read as one expression"),
        ("1; DROP TABLE customers", "cannot be read as one expression"),
        ("", "cannot be read as one expression"),
        ("sum(", "cannot be read as one expression"),
        ("a, b", "cannot be read as one expression"),
        ("sum(x) OVER ()", "must not hold OVER"),
        ("a AS b", "cannot be read as one expression"),
        ("*", "must not hold \\*"),
        ("t.*", "must not hold \\*"),
        ("$as_of", "a parameter"),
        ("? + 1", "a parameter"),
        ("now()", "must not call now"),
        ("current_date - day", "the clock"),
        ("current_timestamp", "the clock"),
        ("today()", "the clock"),
        ("random()", "chance"),
        ("uuid()", "chance"),
        ("getenv('HOME')", "must not call getenv"),
        ("query('SELECT 1')", "must not call query"),
        ("db.t.column", "write a column, or table.column"),
    ],
)
def test_what_is_more_or_other_than_an_expression_is_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        parse_scalar(text)


def test_names_are_collected_and_replaced_whole() -> None:
    scalar = parse_scalar("sum(a + products.b) / count(a)")
    assert scalar.names == (("", "a"), ("products", "b"))
    sql = scalar.sql({("", "a"): '"t"."a" - 1', ("products", "b"): '"products"."b"'})
    assert sql == 'SUM(("t"."a" - 1) + ("products"."b")) / COUNT(("t"."a" - 1))'


def test_comments_do_not_reach_the_query() -> None:
    assert parse_scalar("a -- */ DROP\n + 1").sql({("", "a"): "x"}) == "(x) + 1"


def test_quoted_text_stays_text() -> None:
    assert parse_scalar("'it''s $as_of; --'").sql({}) == "'it''s $as_of; --'"
