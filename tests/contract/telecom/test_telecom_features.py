"""Every feature of every customer of a made-up telecom, against a slow computation of its own."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from core.features import Dictionary
from core.services.lab import Lab
from core.warehouse import Engine, Profile
from tests.contract.telecom.conftest import CUSTOMERS, TAKEN
from tests.contract.telecom.reference import STATE, features


def file_of(lab: Lab) -> Path:
    return lab.settings.home.parent / "telecom.duckdb"


def spelt(value: Any) -> Any:
    """Doubles to twelve digits; everything else as it is."""
    return f"{value:.12g}" if isinstance(value, float) else value


def by_id(frame: pl.DataFrame) -> dict[str, dict[str, Any]]:
    return {row.pop("customer_id"): {k: spelt(v) for k, v in row.items()} for row in frame.to_dicts()}


def expected(lab: Lab, as_of: datetime) -> dict[str, dict[str, Any]]:
    return {c: {k: spelt(v) for k, v in row.items()} for c, row in features(file_of(lab), as_of).items()}


def test_every_feature_of_every_customer(telecom: Lab) -> None:
    view = telecom.features.view()
    found = by_id(pl.read_parquet(view.path))
    assert view.as_of == TAKEN
    assert len(found) == CUSTOMERS
    reference = expected(telecom, TAKEN)
    assert set(view.schema) == set(next(iter(reference.values())))  # the reference knows every feature
    for customer, row in reference.items():
        assert found[customer] == row, customer


@pytest.mark.parametrize(
    "as_of",
    [
        datetime(2026, 3, 29, 22, tzinfo=UTC),  # the midnight that ends the day on which the clocks go forward
        datetime(2025, 10, 26, 0, 30, tzinfo=UTC),  # in the hour that comes twice
        datetime(2025, 1, 1, tzinfo=UTC),
    ],
)
def test_what_the_history_says_of_the_past(telecom: Lab, as_of: datetime) -> None:
    engine, dictionary = Engine(threads=1), Dictionary.load("telecom", profile=Profile.load("telecom"))
    frame = engine.frame(dictionary.query(telecom.warehouse.snapshot()), {"as_of": as_of})
    engine.close()
    reference = expected(telecom, as_of)
    history = [name for name in dictionary.schema if name not in (*STATE, "age_group")]
    for customer, row in by_id(frame).items():
        assert {k: row[k] for k in history} == {k: reference[customer][k] for k in history}, customer


def test_the_view_and_the_history_agree_customer_for_customer(telecom: Lab) -> None:
    view = pl.read_parquet(telecom.features.view().path)
    same = {"total_revenue": "monetary", "transaction_count": "frequency", "last_purchase_days_ago": "recency_days"}
    for wide, history in same.items():
        assert view[wide].equals(view[history], null_equal=True), wide
    assert view.filter((pl.col("customer_status") == "churned") != pl.col("is_away")).height == 0


def test_values_are_among_the_allowed_ones_and_each_occurs(telecom: Lab) -> None:
    view = telecom.features.view()
    frame = pl.read_parquet(view.path)
    with_choices = [f for f in view.schema.values() if f.allowed]
    assert len(with_choices) > 10
    for field in with_choices:
        column = frame[field.name].explode() if frame[field.name].dtype == pl.List else frame[field.name]
        assert set(column.drop_nulls()) <= set(field.allowed), field.name
    for name in (
        "customer_tier",
        "customer_status",
        "region",
        "rfm_segment",
        "age_group",
        "offers_seen",
        "last_churn_reason",
    ):
        column = frame[name].explode() if frame[name].dtype == pl.List else frame[name]
        assert set(column.drop_nulls()) == set(view.schema[name].allowed), name
