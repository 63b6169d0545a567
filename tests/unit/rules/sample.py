"""The fields and the instant that the unit tests of rules share."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from core.kernel.schema import Field, FieldType, Schema
from core.rules import Rule, check

ZONE = "America/New_York"
AS_OF = datetime(2018, 1, 1, 5, tzinfo=UTC)  # the midnight at which 2018 begins in New York
SCHEMA = Schema(
    [
        Field("age", FieldType.STRING, allowed=("19-24", "25-34"), label="Age group"),
        Field("name", FieldType.STRING),
        Field("total_revenue", FieldType.MONEY, nullable=False, unit="USD"),
        Field("transaction_count", FieldType.INTEGER, nullable=False),
        Field("visits", FieldType.INTEGER),
        Field("rate", FieldType.NUMBER),
        Field("opt_in", FieldType.BOOLEAN),
        Field("last_purchase_on", FieldType.DATE),
        Field("last_seen_at", FieldType.TIMESTAMP),
        Field("departments", FieldType.STRINGS),
        Field("bucket.*", FieldType.INTEGER, nullable=False, label="Share"),
        Field("segment.*", FieldType.BOOLEAN, nullable=False, label="In segment"),
    ]
)


def rule(source: Any) -> Rule:
    return check(source, SCHEMA, time_zone=ZONE)
