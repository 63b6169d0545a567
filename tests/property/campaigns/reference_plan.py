"""The slow, obvious plan: one customer at a time, written from what docs/CAMPAIGNS.md says, not from the product."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from math import floor
from zoneinfo import ZoneInfo

STAGES = ("unreachable", "no_consent", "capped", "quiet", "usable")
ALL = None  # the channel of a cap over all channels, and of a suppression of all


@dataclass(frozen=True)
class Person:
    customer_id: str
    occasion: str
    stratum: str = ""
    addressed: frozenset[str] = frozenset()  # channels of which an address is known
    consents: frozenset[str] = frozenset()  # channels that are consented to
    zone: str | None = None


@dataclass(frozen=True)
class Contact:
    customer_id: str
    channel: str
    planned_at: datetime


@dataclass(frozen=True)
class Earlier:
    """An execution of this campaign; `outcome` is the reason it was written with."""

    customer_id: str
    occasion: str
    outcome: str
    variant: str | None
    planned_at: datetime


@dataclass(frozen=True)
class Cap:
    at_most: int
    per_days: int
    channel: str | None = ALL


@dataclass(frozen=True)
class Quiet:
    begins: time
    ends: time
    is_customers: bool = False
    is_skip: bool = False
    channels: frozenset[str] = frozenset()  # none: all


@dataclass(frozen=True)
class World:
    at: datetime
    slug: str = "spring"
    business: str = "America/New_York"
    channels: tuple[str, ...] = ("outbox",)
    needs_address: frozenset[str] = frozenset({"email"})
    people: tuple[Person, ...] = ()
    contacts: tuple[Contact, ...] = ()
    suppressed: tuple[tuple[str, str | None], ...] = ()
    earlier: tuple[Earlier, ...] = ()
    caps: tuple[Cap, ...] = ()
    quiet: Quiet | None = None
    holdout: tuple[str, Decimal] | None = None  # salt and share
    control: Decimal = Decimal("0.1")
    is_stratified: bool = False
    variants: tuple[tuple[str, Decimal], ...] = ()
    budget: Decimal | None = None  # what is left of it
    cost: Decimal = Decimal(0)
    again_after_days: int | None = None


@dataclass(frozen=True)
class Row:
    reason: str
    arm: str | None = None
    variant: str | None = None
    channel: str | None = None
    planned_at: datetime | None = None


@dataclass
class _Going:
    """Somebody who gets as far as an arm."""

    person: Person
    channel: str
    planned_at: datetime
    arm: str = ""
    variant: str | None = None
    is_new: bool = field(default=True)


def digest(customer_id: str, salt: str) -> str:
    return hashlib.md5(f"{salt}:{customer_id}".encode(), usedforsecurity=False).hexdigest()


def bucket(customer_id: str, salt: str) -> int:
    return int(digest(customer_id, salt)[:8], 16) % 10_000


def plan(world: World) -> dict[str, Row]:
    """Give every customer of the audience his one reason."""
    rows: dict[str, Row] = {}
    going: list[_Going] = []
    for person in world.people:
        if is_treated_already(person, world):
            rows[person.customer_id] = Row("already_treated", planned_at=world.at)
            continue
        stage, channel, planned_at = way_to(person, world)
        if channel is None:
            rows[person.customer_id] = Row(stage, planned_at=world.at)
        elif world.holdout and bucket(person.customer_id, f"holdout:{world.holdout[0]}") < world.holdout[1] * 10_000:
            rows[person.customer_id] = Row("holdout", channel=channel, planned_at=planned_at)
        else:
            going.append(_Going(person, channel, planned_at))
    deal(going, world)
    rows |= paid(going, world)
    return rows


def is_treated_already(person: Person, world: World) -> bool:
    mine = [e for e in world.earlier if e.customer_id == person.customer_id and e.outcome in {"treated", "control"}]
    if world.again_after_days is None:
        return bool(mine)
    since = timedelta(days=world.again_after_days)
    return any(e.occasion == person.occasion or world.at - e.planned_at < since for e in mine)


def way_to(person: Person, world: World) -> tuple[str, str | None, datetime]:
    """Return the furthest stage, and the first channel that is usable with when it can be sent."""
    furthest = 0
    for channel in world.channels:
        stage = stage_of(person, channel, world)
        if stage == "usable":
            return stage, channel, sent_at(person, channel, world)
        furthest = max(furthest, STAGES.index(stage))
    return STAGES[furthest], None, world.at


def stage_of(person: Person, channel: str, world: World) -> str:
    if channel in world.needs_address and channel not in person.addressed:
        return "unreachable"
    withdrawn = {(person.customer_id, channel), (person.customer_id, ALL)}
    if channel not in person.consents or withdrawn & set(world.suppressed):
        return "no_consent"
    if any(is_full(cap, person, world) for cap in world.caps if cap.channel in {ALL, channel}):
        return "capped"
    if world.quiet and world.quiet.is_skip and is_quiet(person, channel, world):
        return "quiet"
    return "usable"


def is_full(cap: Cap, person: Person, world: World) -> bool:
    """Whether so many contacts lie in the window of so many times 24 hours; one just as old as it no longer does."""
    begin = world.at - timedelta(hours=24 * cap.per_days)
    counted = [
        c
        for c in world.contacts
        if c.customer_id == person.customer_id and cap.channel in {ALL, c.channel} and c.planned_at > begin
    ]
    return len(counted) >= cap.at_most


def clock_of(person: Person, world: World) -> ZoneInfo:
    if world.quiet and world.quiet.is_customers and person.zone:
        try:
            return ZoneInfo(person.zone)
        except (KeyError, ValueError, OSError):
            pass
    return ZoneInfo(world.business)


def is_quiet(person: Person, channel: str, world: World) -> bool:
    quiet = world.quiet
    if quiet is None or (quiet.channels and channel not in quiet.channels):
        return False
    return shows_quiet(world.at.astimezone(clock_of(person, world)).time(), quiet)


def shows_quiet(shown: time, quiet: Quiet) -> bool:
    if quiet.begins <= quiet.ends:
        return quiet.begins <= shown < quiet.ends
    return not quiet.ends <= shown < quiet.begins


def sent_at(person: Person, channel: str, world: World) -> datetime:
    """Walk on, first to the next whole minute and then minute by minute, until it is not quiet."""
    if world.quiet is None or not is_quiet(person, channel, world):
        return world.at
    return walked(world.at, clock_of(person, world), world.quiet)


@lru_cache(10_000)
def walked(instant: datetime, zone: ZoneInfo, quiet: Quiet) -> datetime:
    while shows_quiet(instant.astimezone(zone).time(), quiet):
        instant = instant.replace(second=0, microsecond=0) + timedelta(minutes=1)
    return instant


def deal(going: Sequence[_Going], world: World) -> None:
    """Give everybody an arm and, to the treated, a variant: those that he had, where the variant is still there."""
    for one in going:
        first = first_of(one.person, world)
        if first is not None:
            one.is_new, one.arm = False, first.outcome
            one.variant = first.variant if first.variant in dict(world.variants) else None
    new = [one for one in going if one.is_new]
    control = set(stratified(new, world)) if world.is_stratified else {
        one.person.customer_id
        for one in new
        if bucket(one.person.customer_id, f"control:{world.slug}") < world.control * 10_000
    }  # fmt: skip
    for one in new:
        one.arm = "control" if one.person.customer_id in control else "treated"
    for one in going:
        if one.arm == "treated" and one.variant is None:
            one.variant = variant_of(one.person.customer_id, world)


def first_of(person: Person, world: World) -> Earlier | None:
    mine = [e for e in world.earlier if e.customer_id == person.customer_id and e.outcome in {"treated", "control"}]
    return min(mine, key=lambda e: e.planned_at, default=None)


def stratified(new: Sequence[_Going], world: World) -> Iterator[str]:
    """Yield who is control: within each stratum, in the order of the hash, each at whom the share steps up."""
    strata: dict[str, list[str]] = defaultdict(list)
    for one in new:
        strata[one.person.stratum].append(one.person.customer_id)
    for stratum, customers in strata.items():
        offset = Decimal(bucket(stratum, f"stratum:{world.slug}")) / 10_000
        customers.sort(key=lambda c: digest(c, f"control:{world.slug}"))
        for k, customer_id in enumerate(customers):
            if floor((k + 1) * world.control + offset) > floor(k * world.control + offset):
                yield customer_id


def variant_of(customer_id: str, world: World) -> str | None:
    total, found = Decimal(0), bucket(customer_id, f"variant:{world.slug}")
    for name, share in world.variants[:-1]:
        total += share
        if found < total * 10_000:
            return name
    return world.variants[-1][0] if world.variants else None


def paid(going: Sequence[_Going], world: World) -> Mapping[str, Row]:
    """Spend the budget in hash order; behind the last contact that it pays for nobody is left, if one is left out."""
    order = sorted(going, key=lambda g: digest(g.person.customer_id, f"order:{world.slug}"))
    contacts = [n for n, one in enumerate(order) if one.arm == "treated"]
    cut = len(order)
    if world.budget is not None and world.cost > 0:
        left, end = world.budget, 0
        for n in contacts:
            if left < world.cost:
                cut = end
                break
            left, end = left - world.cost, n + 1
    return {
        one.person.customer_id: Row(one.arm, one.arm, one.variant, one.channel, one.planned_at)
        if n < cut
        else Row("over_budget", channel=one.channel, planned_at=one.planned_at)
        for n, one in enumerate(order)
    }
