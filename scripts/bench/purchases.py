"""Made-up purchases of any number, as a lab of their own with a snapshot, the same in every run."""

from __future__ import annotations

from pathlib import Path

import duckdb
from pydantic import SecretStr

from core.config import Settings
from core.services.lab import Lab

BASKETS_OF_ONE = 60  # what a customer buys in a year, about as in the demo
_PROFILE = """
name: purchases
description: Made up.
time_zone: America/New_York
is_live: false
unit: USD
purchases: {{table: transactions, basket: basket_id, amount: sales_cents}}
tables:
  customers:
    description: Everybody.
    sql: SELECT range AS customer_id FROM range({customers})
    key: [customer_id]
    columns: {{customer_id: {{type: integer, nullable: false}}}}
  transactions:
    description: Lines of receipts, two for every basket, in the order of time.
    sql: |
      SELECT CAST(hash(i) % {customers} AS BIGINT) AS customer_id, i AS basket_id,
        CAST(50 + hash(i, line) % 3000 AS BIGINT) / 100.0 AS sales,
        TIMESTAMP '2017-01-01 05:00:00' + to_microseconds(CAST(31536000000000 * (i / {baskets}.0) AS BIGINT)) AS at
      FROM range({baskets}) AS baskets(i), range(2) AS lines(line)
    instant: occurred_at
    day: occurred_on
    columns:
      customer_id: {{type: integer, nullable: false}}
      basket_id: {{type: integer, nullable: false}}
      sales_cents: {{from: sales, type: cents, nullable: false}}
      occurred_at: {{expression: "timezone('UTC', \\"at\\")", type: timestamp, nullable: false}}
      occurred_on: {{day_of: occurred_at, type: date, nullable: false}}
"""
_DICTIONARY = """
name: purchases
description: Made up.
profile: purchases
customers: transactions
groups:
  Value:
    visits:
      {type: integer, label: Visits, unit: visits, description: Baskets so far., from: transactions,
       take: count(DISTINCT basket_id), otherwise: 0}
"""


def settings(folder: Path, *, baskets: int) -> Settings:
    """Return the settings of the lab of that many purchases; its snapshot is taken on the first call."""
    home = folder / f"purchases-{baskets}"
    home.mkdir(parents=True, exist_ok=True)
    profile, dictionary, source = home / "purchases.yaml", home / "features.yaml", home / "empty.duckdb"
    profile.write_text(_PROFILE.format(baskets=baskets, customers=max(baskets // BASKETS_OF_ONE, 1)), encoding="utf-8")
    dictionary.write_text(_DICTIONARY, encoding="utf-8")
    duckdb.connect(str(source)).close()
    found = Settings(
        lab_home=home, dwh_url=SecretStr(f"duckdb:///{source}"), dwh_profile=str(profile),
        lab_dictionary=str(dictionary), lab_memory_limit="2GB", lab_threads=2,
    )  # fmt: skip
    with Lab.open(found) as lab:
        if not lab.warehouse.snapshots():
            lab.warehouse.refresh()
    return found
