"""Small invented programs and customers' histories, drawn by Hypothesis to sit on every boundary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from typing import Any
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
MULTIPLIERS = tuple(Decimal(m) for m in ("1", "1.25", "0.5", "2", "1.5", "0.3333", "0.1", "3"))


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


@st.composite
def caps(draw: st.DrawFn, rules: list[str]) -> dict[str, Any]:
    return {
        "per": draw(st.sampled_from(["transaction", "day", "week", "month", "program"])),
        "limit": draw(st.integers(1, 20)),
        "rule": draw(st.none() | st.sampled_from(rules)),
        "global": draw(st.booleans()),
    }


@st.composite
def ladders(draw: st.DrawFn) -> list[dict[str, Any]]:
    n = draw(st.sampled_from([1, 2, 3, 0]))
    steps = draw(st.lists(st.integers(1, 12), min_size=n, max_size=n))
    thresholds = [sum(steps[:n]) for n in range(len(steps) + 1)]
    return [
        {"name": f"tier {n}", "threshold": threshold, "multiplier": draw(st.sampled_from(MULTIPLIERS))}
        for n, threshold in enumerate(thresholds)
    ]


@st.composite
def expiries(draw: st.DrawFn, starts_on: date, *, pending: int) -> dict[str, Any]:
    """Expiry of every kind: after a few days, by inactivity, or on a day near the start (29 February is refused)."""
    kind = draw(st.sampled_from(["after_days", "inactivity_days", "yearly_on"]))
    if kind != "yearly_on":
        return {kind: pending + draw(st.sampled_from([1, 2, 3, 5, 7, 9, 30]))}
    day = starts_on + timedelta(days=draw(st.integers(0, 9)))
    return {kind: "03-01" if (day.month, day.day) == (2, 29) else f"{day:%m-%d}"}


@st.composite
def programs(draw: st.DrawFn) -> ProgramDefinition:
    """A program of small numbers, so that limits, thresholds and days are hit exactly."""
    anchor = draw(st.sampled_from(ANCHORS))
    starts_on = anchor - timedelta(days=draw(st.integers(0, 8)))
    rules = [f"rule {n}" for n in range(draw(st.integers(1, 3)))]
    pending = draw(st.sampled_from([0, 0, 0, 1, 2, 5]))
    windows = [{"days": 1}, {"days": 2}, {"days": 7}, {"days": 30}, "calendar_year", "lifetime"]
    lasts = draw(st.sampled_from([None, None, None, None, None, 0, 20, 40]))
    return ProgramDefinition.model_validate(
        {
            "name": "A program",
            "point_value": Decimal("0.01"),
            "starts_on": starts_on,
            "ends_on": None if lasts is None else starts_on + timedelta(days=lasts),
            "earn": [
                {"name": rule, "points": 1, "rounding": draw(st.sampled_from(["floor", "nearest", "ceil"]))}
                for rule in rules
            ],
            "caps": draw(st.lists(caps(rules), max_size=5)) if draw(st.booleans()) else [],
            "tiers": draw(ladders()) if draw(st.integers(0, 3)) else [],
            "tier_window": draw(st.sampled_from(windows)),
            "tier_grace_days": draw(st.sampled_from([0, 0, 1, 2, 3, 10])),
            "pending_days": pending,
            "expiry": draw(st.none() | expiries(starts_on, pending=pending) | expiries(starts_on, pending=pending)),
            "burn": [
                {"name": f"option {n}", "points": points, "value": Decimal(1)}
                for n, points in enumerate(draw(st.lists(st.integers(1, 12), max_size=3)))
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


@st.composite
def instants(draw: st.DrawFn, definition: ProgramDefinition, *, zone: ZoneInfo) -> list[datetime]:
    """A few instants on a few days, in order: so many things happen at the same one."""
    day = definition.starts_on + timedelta(days=draw(st.sampled_from([0, 0, 0, 0, 1, -1])))
    days = [day]
    for _ in range(draw(st.integers(0, 8))):
        steps = [day + timedelta(days=n) for n in telling(definition)]
        day = draw(st.sampled_from(steps) | st.sampled_from(borders(definition, day)))
        days.append(day)
    hours = st.sampled_from([0, 0, 1, 2, 5, 6, 7, 12, 23, 24])  # 24: already the next day, or the 25th hour
    ticks = st.sampled_from([-1, 0, 0, 0, 0, 1])
    found = [
        midnight(day, zone) + timedelta(hours=draw(hours), microseconds=draw(ticks))
        for day in days
        for _ in range(draw(st.integers(1, 3)))
    ]
    return sorted(set(found))


@st.composite
def acts(draw: st.DrawFn, customers: list[str], when: list[datetime]) -> tuple[Act, ...]:
    """Redemptions, adjustments and cancellations: of redemptions, also again, of nothing, also before they happened."""
    made: list[Act] = []
    for n in range(draw(st.integers(0, 14))):
        at = draw(st.sampled_from(when))
        burnt = [a for a in made if a.kind == "redeem"]
        kind = draw(st.sampled_from(["redeem", "redeem", "cancel", "cancel", "adjust"]))
        if kind == "redeem" or (kind == "cancel" and not burnt):
            points = draw(st.sampled_from([1, 2, 3, 4, 5, 8, 12, 20]))
            made.append(Act(f"k{n}", "redeem", draw(st.sampled_from(customers)), at, points))
        elif kind == "cancel":
            whose = draw(st.sampled_from(burnt))
            at = draw(st.sampled_from([*[t for t in when if t >= whose.at] * 4, at]))
            cancels = draw(st.sampled_from([whose.key] * 9 + ["unknown"]))
            made.append(Act(f"k{n}", "cancel", whose.customer, at, 0, cancels))
        else:
            points = draw(st.integers(-9, 9).filter(bool))
            made.append(Act(f"k{n}", "adjust", draw(st.sampled_from(customers)), at, points))
    return tuple(made)


@st.composite
def histories(draw: st.DrawFn, definition: ProgramDefinition, *, zone: ZoneInfo = NEW_YORK) -> History:
    """What up to four customers did: their baskets, acts and refunds fall on few instants, near the program's borders.

    Some baskets lie outside the program; some refunds are of baskets unknown or not bought yet, some come twice.
    """
    when = draw(instants(definition, zone=zone))
    customers = draw(st.lists(st.sampled_from(CUSTOMERS), min_size=1, max_size=4, unique=True))
    numbers = st.integers(1, 120).map(str) | st.sampled_from(["a9", "a10", "Z", "é", "ß1"])
    n = min(draw(st.integers(0, 25)) * len(customers), 60)  # a number drawn first: drawn lists are mostly short
    ids = draw(st.lists(numbers, min_size=n, max_size=n, unique=True))
    bases = st.tuples(*[st.sampled_from([1, 0, 2, 3, 4, 5, 8, 12])] * len(definition.earn))
    baskets = tuple(
        Basket(draw(st.sampled_from(customers)), id, draw(st.sampled_from(when)), draw(bases)) for id in ids
    )
    n = draw(st.integers(0, 8))
    refunded = draw(st.lists(st.sampled_from([*ids, "unknown"]), min_size=n, max_size=n))
    bought = {b.basket: b.at for b in baskets}
    refunds = tuple(Refund(id, draw(st.sampled_from([*when, bought.get(id, when[0])]))) for id in refunded)
    return History(baskets, refunds, draw(acts(customers, when)))


@st.composite
def periods(
    draw: st.DrawFn, definition: ProgramDefinition, history: History, *, zone: ZoneInfo = NEW_YORK
) -> tuple[date, date]:
    """First and last day of a replay: mostly all there is and a while after it, or some of it."""
    happened = [x.at.astimezone(zone).date() for x in (*history.baskets, *history.refunds, *history.acts)]
    first = definition.starts_on + timedelta(days=draw(st.sampled_from([0, 0, 0, 0, 0, -2, 1])))
    last = max([first, *happened])
    cut = [max(first, day) for day in happened]
    after = [last + timedelta(days=n) for n in (0, 1, *telling(definition))]
    ends = after if draw(st.integers(0, 3)) else [last, *cut]
    return first, draw(st.sampled_from(ends))


def chances(seed: int) -> Callable[[str, str], Fraction]:
    """A chance in [0, 1) that depends on seed, customer and basket alone."""

    def chance(customer: str, basket: str) -> Fraction:
        digest = sha256(f"{seed}\0{customer}\0{basket}".encode()).digest()
        return Fraction(int.from_bytes(digest[:8], "big"), 2**64)

    return chance


def burnings() -> st.SearchStrategy[tuple[Any, ...]]:
    """Every assumption on burning, as the reference takes it."""
    behaviour = st.tuples(
        st.just("behaviour"),
        st.sampled_from([Fraction(0), Fraction(3, 10), Fraction(1, 2), Fraction(1)]),
        st.integers(0, 9).map(chances),
    )
    recorded = st.sampled_from([("ledger",), ("history",), ("ledger",), ("none",)])
    return st.one_of(recorded, recorded, behaviour)


@st.composite
def late(draw: st.DrawFn, history: History) -> tuple[tuple[Basket, ...], ...]:
    """The history's baskets as they arrive: in several parts, some of them long after they happened."""
    parts = draw(st.integers(1, 4))
    arrival = [draw(st.integers(0, parts - 1)) for _ in history.baskets]
    return tuple(
        tuple(b for b, when in zip(history.baskets, arrival, strict=True) if when == part) for part in range(parts)
    )
