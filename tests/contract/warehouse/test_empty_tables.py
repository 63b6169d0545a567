"""A table without a row, a key or a promise, such as refunds before there is one, is a table like any other."""

from __future__ import annotations

from pathlib import Path

import duckdb

from core.config import Settings
from core.services.lab import Lab

PROFILE = """
name: young
time_zone: Europe/Berlin
is_live: false
unit: EUR
tables:
  customers:
    description: Who there is.
    source: people
    key: [customer_id]
    columns: {customer_id: {type: string, nullable: false}}
  refunds:
    description: What came back; nothing did so far.
    source: refunds
    columns: {basket_id: string, refunded_at: timestamp}
"""


def test_an_empty_table_that_promises_nothing_is_refreshed(tmp_path: Path) -> None:
    profile, warehouse = tmp_path / "young.yaml", tmp_path / "young.duckdb"
    profile.write_text(PROFILE, encoding="utf-8")
    with duckdb.connect(str(warehouse)) as db:
        db.execute("CREATE TABLE people AS SELECT 'ann' AS customer_id")
        db.execute("CREATE TABLE refunds(basket_id VARCHAR, refunded_at TIMESTAMPTZ)")
    settings = Settings(lab_home=tmp_path / "lab", dwh_url=f"duckdb:///{warehouse}", dwh_profile=str(profile))
    with Lab.open(settings) as lab:
        snapshot = lab.warehouse.refresh()
        assert {name: table.rows for name, table in snapshot.tables.items()} == {"customers": 1, "refunds": 0}
