"""Queries over moments: they hold what is needed and no more, and refuse what would know the future."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from core.errors import BadInput, Refused
from core.features import Dictionary
from core.features.compile import compile_query
from core.features.moments import daily_query, moments_query, needs_comparison
from core.warehouse import Engine, Profile

ASKED = "(SELECT 1 AS customer_id, TIMESTAMPTZ '2017-03-01 12:00:00+00' AS \"at\")"
demo = Dictionary.load("complete_journey")
telecom = Dictionary.load("telecom")


def relations(dictionary: Dictionary) -> dict[str, str]:
    return {name: shape.empty for name, shape in dictionary.plan.shapes.items()}


def test_scores_and_what_is_made_of_them_need_a_comparison() -> None:
    scores = {"r_score", "f_score", "m_score", "value_score", "rfm_segment"}
    assert needs_comparison(demo.plan, list(demo.schema)) == scores
    assert needs_comparison(demo.plan, ["rfm_segment", "total_revenue"]) == {"rfm_segment"}
    assert needs_comparison(demo.plan, []) == set()


def test_only_what_is_needed_is_computed() -> None:
    query = moments_query(demo.plan, relations(demo), ASKED, names=["response_rate"])
    assert "transactions" not in query
    assert {"campaigns_redeemed", "campaigns_received"} <= set(query.replace('"', " ").split())
    assert "coupons_redeemed" not in query


def test_somebody_who_never_came_has_what_is_otherwise() -> None:
    engine = Engine(threads=1)
    names = ["revenue_28d", "total_revenue", "departments_bought", "campaign_types", "has_demographics", "age"]
    frame = engine.frame(moments_query(demo.plan, relations(demo), ASKED, names=names))
    (row,) = frame.to_dicts()
    assert frame.columns == ["customer_id", "at", *(n for n in demo.schema if n in names)]
    assert row["customer_id"] == 1
    assert (float(row["revenue_28d"]), row["total_revenue"], row["departments_bought"]) == (0.0, None, None)
    assert (row["campaign_types"], row["has_demographics"], row["age"]) == ([], False, None)


def test_no_feature_at_all_gives_the_moments() -> None:
    frame = Engine(threads=1).frame(moments_query(demo.plan, relations(demo), ASKED, names=[]))
    assert frame.shape == (1, 2)


def test_a_comparison_is_refused_where_each_is_asked_alone() -> None:
    with pytest.raises(Refused, match="compare all customers as of an instant: r_score, rfm_segment") as caught:
        moments_query(demo.plan, relations(demo), ASKED, names=["rfm_segment", "r_score", "total_revenue"])
    assert "daily" in caught.value.fix


def test_what_keeps_no_history_is_refused_by_name() -> None:
    names = ["churn_score", "region", "monetary"]
    with pytest.raises(Refused) as caught:
        moments_query(telecom.plan, relations(telecom), ASKED, names=names)
    assert "churn_score: customers says only what is true now" in caught.value.what
    assert "region: customers" in caught.value.what
    assert "monetary" not in caught.value.what


def test_who_was_a_customer_must_have_a_history_to_be_compared() -> None:
    with pytest.raises(Refused, match="rfm_segment: customers says only what is true now"):
        daily_query(telecom.plan, relations(telecom), ASKED, days=ASKED, names=["rfm_segment"])


def test_dated_tables_beside_those_without_history_can_be_asked() -> None:
    names = ["monetary", "frequency"]
    frame = Engine(threads=1).frame(
        moments_query(telecom.plan, relations(telecom), ASKED.replace("1 AS", "'a' AS"), names=names)
    )
    assert frame.select("monetary", "frequency").rows() == [
        tuple(next(f.spec.otherwise for f in telecom.plan.levels[0] if f.name == n) for n in names)
    ]


def test_an_unknown_name_offers_the_nearest() -> None:
    with pytest.raises(BadInput, match="no feature 'total_revenu'. Did you mean 'total_revenue'"):
        moments_query(demo.plan, relations(demo), ASKED, names=["total_revenu"])
    with pytest.raises(BadInput, match="no feature 'x'"):
        daily_query(demo.plan, relations(demo), ASKED, days=ASKED, names=["x"])


PROFILE = """
name: little
time_zone: Europe/Paris
is_live: true
unit: EUR
tables:
  customers: {description: Everybody., source: x, key: [customer_id], columns: {customer_id: integer}}
  orders:
    description: Orders.
    source: x
    key: [order_id]
    instant: ordered_at
    columns: {order_id: integer, customer_id: integer, kind: string, ordered_at: timestamp, due_at: timestamp}
  complaints:
    description: Complaints, some before what they are about was ordered.
    source: x
    instant: made_on
    references: {order_id: orders, customer_id: customers}
    columns: {customer_id: integer, order_id: integer, made_on: date}
"""
DICTIONARY = """
name: little
profile: little
customers: customers
groups:
  All:
    open: {type: integer, description: d, from: orders, where: due_at >= as_of, take: count(*), otherwise: 0}
    about: {type: "list[string]", description: d, from: complaints, take: list(DISTINCT orders.kind)}
    worst: {type: string, description: d, from: complaints, top: orders.kind, by: count(*), last_days: 3}
    age: {type: integer, description: d, from: orders, take: max(reference_day - CAST(ordered_at AS DATE))}
    score: {type: integer, description: d, score: open}
"""
TABLES = {
    "customers": "(SELECT * FROM range(1, 4) AS t(customer_id))",
    "orders": """(SELECT i AS order_id, i % 3 + 1 AS customer_id, 'k' || (i % 4) AS kind,
        TIMESTAMPTZ '2026-03-27 21:30:00+00' + to_hours(CAST(i * 7 AS INTEGER)) AS ordered_at,
        ordered_at + to_hours(CAST(i % 5 * 9 AS INTEGER)) AS due_at FROM range(20) AS t(i))""",
    "complaints": """(SELECT i % 3 + 1 AS customer_id, i % 20 AS order_id,
        DATE '2026-03-28' + CAST(i % 6 AS INTEGER) AS made_on FROM range(60) AS t(i))""",
}


def test_what_is_referred_to_must_have_happened_before_too(tmp_path: Path) -> None:
    """Over a change of the clocks: a dated table that is joined, `as_of` in a condition, days that begin in Paris."""
    for name, text in (("profile", PROFILE), ("dictionary", DICTIONARY)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    plan = Dictionary.load(tmp_path / "dictionary.yaml", profile=Profile.load(tmp_path / "profile.yaml")).plan
    days = [datetime(2026, 3, 28, 22, tzinfo=UTC) + k * timedelta(minutes=30) for k in range(120)]
    engine = Engine(threads=1)
    views = [
        engine.frame(compile_query(plan, TABLES), {"as_of": at}).insert_column(1, pl.lit(at).alias("at")) for at in days
    ]
    frame = pl.DataFrame({"at": days})
    query = daily_query(plan, TABLES, TABLES["customers"], days="days", names=plan.names)
    found = engine.frame(query, tables={"days": frame}).sort("at", "customer_id")
    assert found.rows() == pl.concat(views).rows()
    assert found["worst"].n_unique() > 2
    alone = [name for name in plan.names if name != "score"]
    asked = f'(SELECT customer_id, "at" FROM {TABLES["customers"]}, days)'
    moments = engine.frame(moments_query(plan, TABLES, asked, names=alone), tables={"days": frame})
    assert moments.sort("at", "customer_id").rows() == found.drop("score").rows()
