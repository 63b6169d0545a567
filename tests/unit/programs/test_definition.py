"""What a definition holds, and its plain form."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from core.programs.definition import (
    BurnOption,
    EarnCap,
    EarnRule,
    Expiry,
    Limit,
    Per,
    ProgramDefinition,
    Rounding,
    Tier,
    TierWindow,
    Window,
    WindowKind,
)

POINTS = {"*": [{"var": "amount"}, 1]}
LEAST: dict[str, Any] = {
    "name": "Everyday", "point_value": "0.01", "starts_on": "2017-01-01", "earn": [{"name": "base", "points": POINTS}]
}  # fmt: skip


def program(**changes: Any) -> ProgramDefinition:
    return ProgramDefinition(**{**LEAST, **changes})


def test_what_is_left_out_has_its_default() -> None:
    found = program()
    assert found.earn == (EarnRule(name="base", per=Per.BASKET, when=True, points=POINTS, rounding=Rounding.FLOOR),)
    assert (found.caps, found.tiers, found.burn, found.expiry, found.ends_on) == ((), (), (), None, None)
    assert (found.tier_window.kind, found.tier_window.days) == (WindowKind.LIFETIME, None)
    assert (found.tier_grace_days, found.pending_days, found.description) == (0, 0, "")
    assert found.document() == LEAST


def test_the_plain_form_is_in_the_order_of_the_definition_and_fit_for_json() -> None:
    found = program(
        burn=[{"name": "5 off", "points": 500, "value": 5}],
        expiry={"yearly_on": "12-31"},
        tier_window="calendar_year",
        tiers=[{"name": "Bronze", "threshold": 0}, {"name": "Silver", "threshold": 500, "multiplier": "1.250"}],
        caps=[{"limit": 200, "per": "day"}, {"per": "program", "limit": 9, "rule": "base", "global": True}],
        ends_on=date(2017, 12, 31),
    )
    assert list(found.document()) == [
        "name", "point_value", "starts_on", "ends_on", "earn", "caps", "tiers", "tier_window", "expiry", "burn",
    ]  # fmt: skip
    assert found.document()["caps"] == [
        {"per": "day", "limit": 200}, {"per": "program", "limit": 9, "rule": "base", "global": True}
    ]  # fmt: skip
    assert found.document()["tiers"][1] == {"name": "Silver", "threshold": 500, "multiplier": "1.25"}
    assert found.document()["tier_window"] == "calendar_year"
    assert found.document()["ends_on"] == "2017-12-31"
    assert found.document()["expiry"] == {"yearly_on": "12-31"}
    assert found.document()["burn"] == [{"name": "5 off", "points": 500, "value": "5.00"}]
    assert ProgramDefinition(**found.document()) == found


@pytest.mark.parametrize("written", ["0.01", "0.010", 0.01, Decimal("0.01"), "1e-2", " .01 "])
def test_a_decimal_is_what_was_written(written: Any) -> None:
    found = program(point_value=written)
    assert found.point_value == Decimal("0.01")
    assert (found, found.digest) == (program(), program().digest)


def test_small_and_large_decimals_are_written_out() -> None:
    assert program(point_value="0.00000001").document()["point_value"] == "0.00000001"
    assert program(point_value=1_000_000).document()["point_value"] == "1000000"
    assert Tier(name="a", threshold=0, multiplier=100).document()["multiplier"] == "100"
    assert BurnOption(name="a", points=1, value="-0").document()["value"] == "0.00"


def test_what_differs_has_another_digest() -> None:
    digests = {p.digest for p in (program(), program(name="Other"), program(pending_days=1), program(expiry=None))}
    assert len(digests) == 3


def test_names_and_texts_lose_their_outer_blanks() -> None:
    assert program(name="  Every \n day ").name == "Every day"
    assert Tier(name="a", threshold=0, benefits=" x\n").benefits == "x"


@pytest.mark.parametrize(
    ("given", "kind", "days"),
    [
        ({"days": 365}, "days", 365), ("calendar_year", "calendar_year", None), ("lifetime", "lifetime", None),
        (TierWindow(days=3), "days", 3), (TierWindow(), "lifetime", None),
    ],
)  # fmt: skip
def test_windows_of_tiers(given: Any, kind: str, days: int | None) -> None:
    window = program(tier_window=given).tier_window
    assert (window.kind, window.days) == (kind, days)


def test_the_points_of_a_rule_are_kept_as_they_are_and_apart() -> None:
    mine: dict[str, Any] = {"if": [{">": [{"var": "amount"}, 1.0]}, (1, 2)[0], 0.1]}
    rule = EarnRule(name="a", points=mine)
    mine["if"][2] = 99
    assert rule.points == {"if": [{">": [{"var": "amount"}, 1.0]}, 1, 0.1]}


def test_a_one_is_no_true() -> None:
    assert "when" not in EarnRule(name="a", points=1, when=True).document()
    assert EarnRule(name="a", points=1, when=1).document()["when"] == 1


def test_a_definition_does_not_change() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        program().name = "Other"  # type: ignore[misc]


def test_points_stay_below_the_limit() -> None:
    assert EarnCap(per=Window.DAY, limit=Limit - 1).limit == 2**53 - 1
    with pytest.raises(ValidationError, match="outside of what is allowed"):
        EarnCap(per=Window.DAY, limit=Limit)


@pytest.mark.parametrize("given", [{}, {"after_days": 1, "yearly_on": "12-31"}, {"after_days": None}])
def test_expiry_is_one_of_three(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="exactly one of"):
        Expiry(**given)
