"""Arms are dealt by salts that never change: whoever was in a control group stays in it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.contact import arms
from core.contact.shares import bucket

HALVES = (("A", Decimal("0.5")), ("B", Decimal("0.5")))


def test_the_salts_are_what_they_were_on_the_first_day() -> None:
    # these texts may not be "tidied up": every control group and holdout that ever was depends on them
    assert arms.control_salt("win-back") == "control:win-back"
    assert arms.variant_salt("win-back") == "variant:win-back"
    assert arms.stratum_salt("win-back") == "stratum:win-back"
    assert arms.order_salt("win-back") == "order:win-back"
    assert arms.holdout_salt("2017") == "holdout:2017"
    assert [bucket(c, arms.control_salt("win-back")) for c in ("1", "2", "42")] == [3416, 9451, 360]


@pytest.mark.parametrize(
    ("share", "expected"),
    [("0", 0), ("0.0001", 1), ("0.1", 1_000), ("0.3333", 3_333), ("0.57", 5_700), ("0.9", 9_000)],
)
def test_a_share_takes_exactly_its_buckets(share: str, expected: int) -> None:
    assert arms.buckets(Decimal(share)) == expected
    assert arms.buckets(float(share)) == expected  # 0.57 * 10,000 is 5,699.999… in floating point


def test_the_last_variant_takes_what_rounding_leaves() -> None:
    thirds = [Decimal("0.33333"), Decimal("0.33333"), Decimal("0.33334")]
    assert arms.steps(thirds) == [3_333, 6_666, 10_000]
    assert arms.steps([]) == []
    assert arms.steps([Decimal(1)]) == [10_000]


def test_without_variants_there_is_none() -> None:
    assert arms.variant_of("1", "spring", ()) is None


def test_a_variant_follows_its_bucket() -> None:
    for customer in map(str, range(200)):
        expected = "A" if bucket(customer, "variant:spring") < 5_000 else "B"
        assert arms.variant_of(customer, "spring", HALVES) == expected
