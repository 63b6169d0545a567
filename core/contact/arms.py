"""Into which arm a customer falls: the same customer and campaign give the same arm, everywhere and for ever.

Each question has a salt of its own, made of the campaign's short name, so that arms of different campaigns, variants
and the holdout are independent of each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from core.contact.shares import BUCKETS, bucket, bucket_sql


def control_salt(slug: str) -> str:
    """Return the salt that deals out a campaign's control group."""
    return f"control:{slug}"


def variant_salt(slug: str) -> str:
    """Return the salt that deals out a campaign's variants."""
    return f"variant:{slug}"


def stratum_salt(slug: str) -> str:
    """Return the salt of where the control group begins within each stratum."""
    return f"stratum:{slug}"


def order_salt(slug: str) -> str:
    """Return the salt of the order in which a budget is spent."""
    return f"order:{slug}"


def holdout_salt(salt: str) -> str:
    """Return the salt that deals out a global holdout."""
    return f"holdout:{salt}"


def buckets(share: Decimal | float) -> int:
    """Return how many of the 10,000 buckets a share takes."""
    return int(Decimal(str(share)) * BUCKETS)


def bucket_text(column: str, salt: str) -> str:
    """Return the DuckDB expression of the bucket (0 to 9,999) of what stands in `column`."""
    return bucket_sql(column, salt).sql("duckdb")


def steps(shares: Iterable[Decimal | float]) -> list[int]:
    """Return the bucket below which each share ends; the last takes what rounding leaves."""
    total, found = Decimal(0), []
    for share in shares:
        total += Decimal(str(share))
        found.append(int(total * BUCKETS))
    return [*found[:-1], BUCKETS] if found else []


def variant_of(customer_id: str, slug: str, variants: Sequence[tuple[str, Decimal | float]]) -> str | None:
    """Return the variant of one customer, as `variant_text` does in a query; None without variants."""
    found = bucket(customer_id, variant_salt(slug))
    ends = steps(share for _, share in variants)
    return next((name for (name, _), end in zip(variants, ends, strict=True) if found < end), None)
