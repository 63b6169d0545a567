"""A small campaign, and what campaigns may name in these tests."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from core.campaigns.faults import Known, campaign_problems
from core.campaigns.text import of_document
from core.kernel.schema import Field, FieldType, Schema

ZONE = ZoneInfo("America/New_York")
T = FieldType
FEATURES = Schema([
    Field("total_revenue", T.MONEY, nullable=False), Field("last_purchase_on", T.DATE),
    Field("last_purchase_days_ago", T.INTEGER), Field("income", T.STRING), Field("is_online", T.BOOLEAN),
    Field("revenue_trend", T.NUMBER), Field("departments", T.STRINGS), Field("seen_at", T.TIMESTAMP),
    Field("program.every-day.points_balance", T.INTEGER),
])  # fmt: skip
BASKET = Schema([
    Field("amount", T.MONEY, nullable=False), Field("weekday", T.INTEGER, nullable=False),
    Field("department", T.STRINGS, nullable=False),
])  # fmt: skip
TABLES = {"transactions": Schema([Field("sales", T.MONEY), Field("store_id", T.INTEGER)]), "visits": Schema([])}
KNOWN = Known(
    FEATURES, segments=["regulars", "lapsing", "friends"], programs=["every-day"], tables=TABLES, basket=BASKET,
    zone=ZONE, archived_segments=["gone"], archived_programs=["over"], lists=["friends"],
)  # fmt: skip


def document(**changes: Any) -> dict[str, Any]:
    """The plain document of a campaign without a fault, with some keys changed."""
    return {
        "name": "Win back",
        "audience": "lapsing",
        "offer": {"name": "Five off", "kind": "discount", "value": "5.00"},
        "channels": ["outbox"],
        "messages": {"default": {"body": "Come back."}},
        "triggers": [{"schedule": {"cron": "0 10 * * MON"}}],
    } | changes


def campaign(**changes: Any) -> Any:
    return of_document(document(**changes))


def faults(given: Any) -> list[tuple[str, str, str]]:
    return [(p.pointer, p.what, p.fix) for p in campaign_problems(given, KNOWN)]


def fault(**changes: Any) -> tuple[str, str, str]:
    """The only fault."""
    (found,) = faults(document(**changes))
    return found
