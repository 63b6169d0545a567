"""Words to write a program's small cases with: instants are wall clocks of New York, days are of 2017 unless said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from core.programs.definition import ProgramDefinition
from tests.property.programs.histories import Act, Basket, History, Refund
from tests.property.programs.reference import Outcome

NEW_YORK = ZoneInfo("America/New_York")
Engine = Callable[..., Outcome]
Happening = Basket | Refund | Act


def day(text: str) -> date:
    """'03-01' is a day of 2017; other years are written out."""
    return date.fromisoformat(text if text.count("-") == 2 else f"2017-{text}")


def at(text: str) -> datetime:
    """'03-01' or '03-01 10:00' or '03-01 10:00:00.000001' in New York."""
    on, _, clock = text.partition(" ")
    return datetime.fromisoformat(f"{day(on)} {clock or '12:00'}").replace(tzinfo=NEW_YORK).astimezone(UTC)


def rule(name: str, rounding: str = "floor") -> dict[str, Any]:
    return {"name": name, "points": 1, "rounding": rounding}


def cap(per: str, limit: int, rule: str | None = None, *, everyone: bool = False) -> dict[str, Any]:
    return {"per": per, "limit": limit, "rule": rule, "global": everyone}


def tiers(*thresholds: int, multipliers: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    factors = multipliers or ("1",) * len(thresholds)
    return [
        {"name": f"tier {n}", "threshold": threshold, "multiplier": Decimal(factor)}
        for n, (threshold, factor) in enumerate(zip(thresholds, factors, strict=True))
    ]


def program(**fields: Any) -> ProgramDefinition:
    """A program from Wednesday, 1 March 2017, with one earn rule; whatever else a case is about."""
    plain = {"name": "A program", "point_value": Decimal("0.01"), "starts_on": day("03-01"), "earn": [rule("a")]}
    return ProgramDefinition.model_validate(plain | fields)


def basket(id: str, when: str, *base: int, customer: str = "c") -> Basket:
    return Basket(customer, id, at(when), base)


def refund(id: str, when: str) -> Refund:
    return Refund(id, at(when))


def redeem(key: str, when: str, points: int, customer: str = "c") -> Act:
    return Act(key, "redeem", customer, at(when), points)


def cancel(key: str, when: str, whose: str, customer: str = "c") -> Act:
    return Act(key, "cancel", customer, at(when), 0, whose)


def adjust(key: str, when: str, points: int, customer: str = "c") -> Act:
    return Act(key, "adjust", customer, at(when), points)


def replay(
    engine: Engine,
    definition: ProgramDefinition,
    *happened: Happening,
    first: str = "03-01",
    last: str = "04-30",
    burning: tuple[Any, ...] = ("ledger",),
) -> Outcome:
    """What the engine makes of it; recorded actions are in the order in which they are written."""
    history = History(
        tuple(h for h in happened if isinstance(h, Basket)),
        tuple(h for h in happened if isinstance(h, Refund)),
        tuple(h for h in happened if isinstance(h, Act)),
    )
    return engine(definition, history, zone=NEW_YORK, from_on=day(first), to_on=day(last), burning=burning)


def points(outcome: Outcome) -> dict[str, int]:
    """Points of every entry of the ledger, by key."""
    return {key: entry.points for key, entry in outcome.entries.items()}


def awards(outcome: Outcome) -> dict[str, int]:
    return {basket: sum(awarded) for basket, awarded in outcome.awarded.items()}


def tier_on(outcome: Outcome, *days: str, customer: str = "c") -> list[int]:
    by_day = dict(outcome.tiers[customer])
    return [by_day[day(d)] for d in days]
