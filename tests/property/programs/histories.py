"""Small invented programs and customers' histories that sit on every boundary.

They are drawn by Hypothesis, which makes them smaller when something fails, or thrown with a seed, which is a hundred
times as fast: the same functions make both, and are handed the dice.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from typing import Any, Protocol, TypeVar
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from core.programs.definition import ProgramDefinition

NEW_YORK = ZoneInfo("America/New_York")
LONGEST = 45  # days from one happening to the next: replays day by day stay quick
# Sundays: a day of 23 hours, one of 25, the end of a year, of a month. Then a leap day, and a year's start in week 53.
ANCHORS = (
    date(2017, 3, 12), date(2017, 11, 5), date(2017, 12, 31), date(2017, 4, 30), date(2016, 2, 29), date(2016, 1, 1)
)  # fmt: skip
CUSTOMERS = ("9", "10", "100", "99", "a", "B", "é")
BASKETS = (*map(str, range(1, 121)), "a9", "a10", "Z", "é", "ß1")
MULTIPLIERS = tuple(Decimal(m) for m in ("1", "1.25", "0.5", "2", "1.5", "0.3333", "0.1", "3"))
T = TypeVar("T")


class Dice(Protocol):
    """Where chance comes from."""

    def number(self, low: int, high: int) -> int:
        """A whole number, both ends included."""

    def one(self, among: Sequence[T]) -> T:
        """One of these; the first is the simplest."""


@dataclass(frozen=True)
class Drawn:
    """Dice that Hypothesis throws."""

    draw: st.DrawFn

    def number(self, low: int, high: int) -> int:
        return self.draw(st.integers(low, high))

    def one(self, among: Sequence[T]) -> T:
        return among[self.draw(st.integers(0, len(among) - 1))] if len(among) > 1 else among[0]


class Thrown:
    """Dice that follow from a seed."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)

    def number(self, low: int, high: int) -> int:
        return self._chance.randint(low, high)

    def one(self, among: Sequence[T]) -> T:
        return self._chance.choice(among)


@dataclass(frozen=True)
class Basket:
    """A purchase: `base` are the points of each earn rule, rounded, before the tier's multiplier."""

    customer: str
    basket: str
    at: datetime
    base: tuple[int, ...]


@dataclass(frozen=True)
class Refund:
    """A basket that was brought back."""

    basket: str
    at: datetime


@dataclass(frozen=True)
class Act:
    """A recorded action: `points` are > 0 of a redemption, signed of an adjustment, 0 of a cancellation."""

    key: str
    kind: str  # redeem | cancel | adjust
    customer: str
    at: datetime
    points: int = 0
    cancels: str | None = None


@dataclass(frozen=True)
class History:
    """All that happened; `acts` in the order of their recording."""

    baskets: tuple[Basket, ...] = ()
    refunds: tuple[Refund, ...] = ()
    acts: tuple[Act, ...] = ()


def midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)


# Programs


def a_cap(dice: Dice, rules: list[str]) -> dict[str, Any]:
    return {
        "per": dice.one(["transaction", "day", "week", "month", "program"]),
        "limit": dice.number(1, 20),
        "rule": dice.one([None, *rules]),
        "global": dice.one([False, True]),
    }


def a_ladder(dice: Dice) -> list[dict[str, Any]]:
    thresholds = [0]
    for _ in range(dice.one([1, 2, 3, 0])):
        thresholds.append(thresholds[-1] + dice.number(1, 12))
    return [
        {"name": f"tier {n}", "threshold": threshold, "multiplier": dice.one(MULTIPLIERS)}
        for n, threshold in enumerate(thresholds)
    ]


def an_expiry(dice: Dice, starts_on: date, *, pending: int) -> dict[str, Any] | None:
    """Expiry of every kind: after a few days, by inactivity, or on a day near the start (29 February is refused)."""
    kind = dice.one([None, "after_days", "inactivity_days", "yearly_on"])
    if kind is None:
        return None
    if kind != "yearly_on":
        return {kind: pending + dice.one([1, 2, 3, 5, 7, 9, 30])}
    day = starts_on + timedelta(days=dice.number(0, 9))
    return {kind: "03-01" if (day.month, day.day) == (2, 29) else f"{day:%m-%d}"}


def a_program(dice: Dice) -> ProgramDefinition:
    """A program of small numbers, so that limits, thresholds and days are hit exactly."""
    starts_on = dice.one(ANCHORS) - timedelta(days=dice.number(0, 8))
    rules = [f"rule {n}" for n in range(dice.number(1, 3))]
    pending = dice.one([0, 0, 0, 1, 2, 5])
    windows = [{"days": 1}, {"days": 2}, {"days": 7}, {"days": 30}, "calendar_year", "lifetime"]
    lasts = dice.one([None, None, None, None, None, 0, 20, 40])
    return ProgramDefinition.model_validate(
        {
            "name": "A program",
            "point_value": Decimal("0.01"),
            "starts_on": starts_on,
            "ends_on": None if lasts is None else starts_on + timedelta(days=lasts),
            "earn": [{"name": rule, "points": 1, "rounding": dice.one(["floor", "nearest", "ceil"])} for rule in rules],
            "caps": [a_cap(dice, rules) for _ in range(dice.one([0, 0, 0, 0, 1, 2, 3, 4, 5]))],
            "tiers": a_ladder(dice) if dice.number(0, 3) else [],
            "tier_window": dice.one(windows),
            "tier_grace_days": dice.one([0, 0, 1, 2, 3, 10]),
            "pending_days": pending,
            "expiry": an_expiry(dice, starts_on, pending=pending),
            "burn": [
                {"name": f"option {n}", "points": dice.number(1, 12), "value": Decimal(1)}
                for n in range(dice.number(0, 3))
            ],
        }
    )


# Histories


def telling(definition: ProgramDefinition) -> list[int]:
    """Distances in days at which something of this program changes, and their neighbours."""
    expiry = definition.expiry
    lengths = [
        definition.pending_days, definition.tier_grace_days, definition.tier_window.days,
        expiry and expiry.after_days, expiry and expiry.inactivity_days,
    ]  # fmt: skip
    near = {n + by for n in lengths if n for by in (-1, 0, 1)}
    return sorted({0, 1, 2, 6, 7, 31} | {n for n in near if 0 < n <= LONGEST})


def borders(definition: ProgramDefinition, day: date) -> list[date]:
    """Days at or after `day` on which a window opens, the clocks change or points expire."""
    coming = [day + timedelta(days=n) for n in range(1, LONGEST)]
    expiry = definition.expiry
    yearly = expiry.yearly_on if expiry else None
    return [
        next((d for d in coming if d.weekday() == 0), day),
        next((d for d in coming if d.day == 1), day),
        next((d for d in coming if (d.month, d.day) == (1, 1)), day),
        next((d for d in coming if d in ANCHORS), day),
        next((d for d in coming if f"{d:%m-%d}" == yearly), day),
    ]


def some_instants(dice: Dice, definition: ProgramDefinition, *, zone: ZoneInfo) -> list[datetime]:
    """A few instants on a few days, in order: so many things happen at the same one."""
    day = definition.starts_on + timedelta(days=dice.one([0, 0, 0, 0, 1, -1]))
    days = [day]
    for _ in range(dice.number(0, 8)):
        steps = [day + timedelta(days=n) for n in telling(definition)]
        day = dice.one(steps if dice.one([True, False]) else borders(definition, day))
        days.append(day)
    found = set()
    for day in days:
        for _ in range(dice.number(1, 3)):
            hour = dice.one([0, 0, 1, 2, 5, 6, 7, 12, 23, 24])  # 24: already the next day, or the 25th hour
            tick = dice.one([0, 0, 0, 0, -1, 1])
            found.add(midnight(day, zone) + timedelta(hours=hour, microseconds=tick))
    return sorted(found)


def some_acts(dice: Dice, customers: list[str], when: list[datetime]) -> tuple[Act, ...]:
    """Redemptions, adjustments and cancellations: of redemptions, also again, of nothing, also before they happened."""
    made: list[Act] = []
    for n in range(dice.number(0, 14)):
        at = dice.one(when)
        burnt = [a for a in made if a.kind == "redeem"]
        kind = dice.one(["redeem", "redeem", "cancel", "cancel", "adjust"])
        if kind == "redeem" or (kind == "cancel" and not burnt):
            points = dice.one([1, 2, 3, 4, 5, 8, 12, 20])
            made.append(Act(f"k{n}", "redeem", dice.one(customers), at, points))
        elif kind == "cancel":
            whose = dice.one(burnt)
            at = dice.one([*[t for t in when if t >= whose.at] * 4, at])
            cancels = dice.one([whose.key] * 9 + ["unknown"])
            made.append(Act(f"k{n}", "cancel", whose.customer, at, 0, cancels))
        else:
            points = dice.number(1, 9) * dice.one([1, -1])
            made.append(Act(f"k{n}", "adjust", dice.one(customers), at, points))
    return tuple(made)


def a_history(dice: Dice, definition: ProgramDefinition, *, zone: ZoneInfo = NEW_YORK) -> History:
    """What up to four customers did: their baskets, acts and refunds fall on few instants, near the program's borders.

    Some baskets lie outside the program; some refunds are of baskets unknown or not bought yet, some come twice.
    """
    when = some_instants(dice, definition, zone=zone)
    customers = several(dice, CUSTOMERS, dice.number(1, 4))
    n = min(dice.number(0, 25) * len(customers), 60)
    ids = several(dice, BASKETS, n)
    bases = [1, 0, 2, 3, 4, 5, 8, 12]
    baskets = tuple(
        Basket(dice.one(customers), id, dice.one(when), tuple(dice.one(bases) for _ in definition.earn)) for id in ids
    )
    refunded = [dice.one([*ids, "unknown"]) for _ in range(dice.number(0, 8))]
    bought = {b.basket: b.at for b in baskets}
    refunds = tuple(Refund(id, dice.one([*when, bought.get(id, when[0])])) for id in refunded)
    return History(baskets, refunds, some_acts(dice, customers, when))


def several(dice: Dice, among: Sequence[T], n: int) -> list[T]:
    """Some of these, each once."""
    left = list(among)
    return [left.pop(dice.number(0, len(left) - 1)) for _ in range(n)]


def a_period(
    dice: Dice, definition: ProgramDefinition, history: History, *, zone: ZoneInfo = NEW_YORK
) -> tuple[date, date]:
    """First and last day of a replay: mostly all there is and a while after it, or some of it."""
    happened = [x.at.astimezone(zone).date() for x in (*history.baskets, *history.refunds, *history.acts)]
    first = definition.starts_on + timedelta(days=dice.one([0, 0, 0, 0, 0, -2, 1]))
    last = max([first, *happened])
    cut = [max(first, day) for day in happened]
    after = [last + timedelta(days=n) for n in (0, 1, *telling(definition))]
    return first, dice.one(after if dice.number(0, 3) else [last, *cut])


def chances(seed: int) -> Callable[[str, str], Fraction]:
    """A chance in [0, 1) that depends on seed, customer and basket alone."""

    def chance(customer: str, basket: str) -> Fraction:
        digest = sha256(f"{seed}\0{customer}\0{basket}".encode()).digest()
        return Fraction(int.from_bytes(digest[:8], "big"), 2**64)

    return chance


def a_burning(dice: Dice) -> tuple[Any, ...]:
    """An assumption about burning, as the reference takes it."""
    kind = dice.one(["ledger", "history", "behaviour", "ledger", "history", "none"])
    if kind != "behaviour":
        return (kind,)
    return kind, dice.one([Fraction(0), Fraction(3, 10), Fraction(1, 2), Fraction(1)]), chances(dice.number(0, 9))


def in_parts(dice: Dice, history: History) -> tuple[tuple[Basket, ...], ...]:
    """The history's baskets as they arrive: in several parts, some of them long after they happened."""
    parts = dice.number(1, 4)
    arrival = [dice.number(0, parts - 1) for _ in history.baskets]
    return tuple(
        tuple(b for b, when in zip(history.baskets, arrival, strict=True) if when == part) for part in range(parts)
    )


# The same, drawn by Hypothesis


@st.composite
def programs(draw: st.DrawFn) -> ProgramDefinition:
    return a_program(Drawn(draw))


@st.composite
def histories(draw: st.DrawFn, definition: ProgramDefinition) -> History:
    return a_history(Drawn(draw), definition)


@st.composite
def periods(draw: st.DrawFn, definition: ProgramDefinition, history: History) -> tuple[date, date]:
    return a_period(Drawn(draw), definition, history)


@st.composite
def burnings(draw: st.DrawFn) -> tuple[Any, ...]:
    return a_burning(Drawn(draw))


@st.composite
def late(draw: st.DrawFn, history: History) -> tuple[tuple[Basket, ...], ...]:
    return in_parts(Drawn(draw), history)
