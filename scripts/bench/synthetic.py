"""Ten million made-up customers with twenty features, the same in every run."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from core.features import FeatureView
from core.kernel.schema import Field, FieldType, Schema
from core.warehouse import Engine

CUSTOMERS = 10_000_000
AS_OF = datetime(2018, 1, 1, 5, tzinfo=UTC)

INTEGER, NUMBER, MONEY, TEXT = FieldType.INTEGER, FieldType.NUMBER, FieldType.MONEY, FieldType.STRING
COLUMNS: dict[str, tuple[FieldType, bool, str]] = {  # name: type, nullable, SQL over the row number i and random()
    "total_revenue": (MONEY, False, "CAST(floor(exp(random() * 9) * 100) AS BIGINT) / 100.0"),
    "transaction_count": (INTEGER, False, "1 + floor(random() * 200)"),
    "avg_transaction_value": (NUMBER, False, "random() * 120"),
    "last_purchase_days_ago": (INTEGER, True, "CASE WHEN random() < 0.95 THEN floor(random() * 365) END"),
    "revenue_28d": (MONEY, False, "floor(random() * 20000) / 100"),
    "revenue_91d": (MONEY, False, "floor(random() * 60000) / 100"),
    "transactions_28d": (INTEGER, False, "floor(random() * 12)"),
    "transactions_91d": (INTEGER, False, "floor(random() * 36)"),
    "r_score": (INTEGER, False, "1 + floor(random() * 5)"),
    "f_score": (INTEGER, False, "1 + floor(random() * 5)"),
    "m_score": (INTEGER, False, "1 + floor(random() * 5)"),
    "campaigns_received": (INTEGER, False, "floor(random() * 18)"),
    "coupons_redeemed": (INTEGER, False, "floor(random() * random() * 20)"),
    "first_purchase_on": (FieldType.DATE, False, "DATE '2016-01-01' + CAST(floor(random() * 500) AS INTEGER)"),
    "last_purchase_on": (FieldType.DATE, True, "DATE '2017-01-01' + CAST(floor(random() * 365) AS INTEGER)"),
    "tier": (TEXT, True, "['bronze', 'silver', 'gold', NULL][1 + CAST(floor(random() * 4) AS INTEGER)]"),
    "region": (TEXT, False, "'region ' || CAST(floor(random() * 40) AS INTEGER)"),
    "age": (TEXT, True, "['19-24', '25-34', '35-44', '45-54', '65+', NULL][1 + CAST(floor(random() * 6) AS INTEGER)]"),
    "is_subscribed": (FieldType.BOOLEAN, True, "CASE WHEN random() < 0.9 THEN random() < 0.4 END"),
    "churn_score": (NUMBER, True, "CASE WHEN random() < 0.98 THEN random() END"),
}
SQL_TYPES = {INTEGER: "BIGINT", NUMBER: "DOUBLE", MONEY: "DECIMAL(18, 2)", TEXT: "VARCHAR"}
SCHEMA = Schema([Field(name, kind, nullable) for name, (kind, nullable, _) in COLUMNS.items()])


def view(folder: Path, *, customers: int = CUSTOMERS) -> FeatureView:
    """Return the view of that many customers, made on the first call (half a minute for ten million)."""
    path = folder / f"customers-{customers}.parquet"
    if not path.exists():
        selected = ", ".join(
            f"CAST({sql} AS {SQL_TYPES.get(kind, kind.value.upper())}) AS {name}"
            for name, (kind, _, sql) in COLUMNS.items()
        )
        engine = Engine(threads=1, memory_limit="2GB", temp=folder / "spill")  # one thread: the same rows every time
        engine.write(
            f"SELECT i AS customer_id, {selected} FROM (SELECT setseed(0.42)) , range($n) AS numbers(i)",
            path,
            {"n": customers},
        )
        engine.close()
    return FeatureView.of(path, SCHEMA, AS_OF, time_zone="America/New_York", snapshot_id="synthetic")
