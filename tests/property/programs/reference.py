"""A loyalty program once more, one event at a time in plain Python: slow, obvious, made from docs/PROGRAMS.md alone."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from core.errors import Refused
from core.programs.definition import ProgramDefinition
from tests.property.programs.histories import Act, Basket, History

LIMIT = 2**53
WINDOWS = ("transaction", "day", "week", "month", "program")
DEBT = "debt"
Chance = Callable[[str, str], Fraction]
Burning = tuple[Any, ...]  # ("none",) | ("ledger",) | ("history",) | ("behaviour", probability, chance)


@dataclass(frozen=True)
class Entry:
    """One line of the ledger."""

    kind: str  # earn | burn | expire | adjust | reverse | offset
    customer: str
    lot: str
    points: int
    qualifying: int  # of `earn` alone
    day: date
    at: datetime


@dataclass(frozen=True)
class Outcome:
    """What a replay comes to. Customers are all those of the history; of a program without tiers nobody has one."""

    entries: dict[str, Entry]
    awarded: dict[str, tuple[int, ...]]
    tiers: dict[str, list[tuple[date, int]]]
    tier_at_end: dict[str, int]
    balance: dict[str, int]
    spendable: dict[str, int]
    debt: dict[str, int]
    refused: int
    redemptions: int


@dataclass
class Lot:
    """Points that arrived together; `expires_on` is `date.max` when they never expire."""

    id: str
    at: datetime
    left: int
    spendable_on: date
    expires_on: date
    nth: int  # of the customer's lots
    expired: int = 0


@dataclass
class Account:
    """A customer: lots, debt, what earned qualifying points, and the tier of today."""

    lots: dict[str, Lot] = field(default_factory=dict)
    debt: int = 0
    qualifying: list[tuple[date, str, int]] = field(default_factory=list)  # day, basket, points
    tier: int = 0
    short: date | None = None
    live_until: date | None = None  # where points expire by inactivity: the day on which the last arrival's would
    by_day: list[tuple[date, int]] = field(default_factory=list)

    @property
    def balance(self) -> int:
        return sum(lot.left for lot in self.lots.values()) - self.debt


def source_order(source: str) -> tuple[int, str]:
    return len(source), source


def drawing_order(lot: Lot) -> tuple[date, int]:
    """What expires first is drawn first; of several, what arrived first."""
    return lot.expires_on, lot.nth


def business_day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()


def start_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)


def days_between(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def rounded(points: Fraction, rounding: str) -> int:
    if rounding == "floor":
        return math.floor(points)
    if rounding == "ceil":
        return math.ceil(points)
    assert rounding == "nearest"
    return math.floor(points + Fraction(1, 2))


def window_of(per: str, basket: str, day: date) -> Any:
    """What two events have in common that lie in one window."""
    return {
        "transaction": basket,
        "day": day,
        "week": day.isocalendar()[:2],
        "month": (day.year, day.month),
        "program": None,
    }[per]


def next_on(month_and_day: str, after: date) -> date:
    month, day = (int(part) for part in month_and_day.split("-"))
    this_year = date(after.year, month, day)
    return this_year if this_year > after else date(after.year + 1, month, day)


def held(points: int) -> int:
    """Points as they are, unless there are more than can be counted exactly everywhere."""
    if abs(points) >= LIMIT:
        raise Refused("A number of points is 2^53 or more.", fix="Make the rule give less.")
    return points


class Run:
    """One replay under way."""

    def __init__(self, definition: ProgramDefinition, *, zone: ZoneInfo, burning: Burning) -> None:
        self.program = definition
        self.zone = zone
        self.mode, *self.behaviour = burning
        self.caps = sorted(
            enumerate(definition.caps),
            key=lambda c: (WINDOWS.index(c[1].per), 2 if c[1].is_global else int(c[1].rule is None)),
        )
        self.accounts: dict[str, Account] = defaultdict(Account)
        self.entries: dict[str, Entry] = {}
        self.awarded: dict[str, tuple[int, ...]] = {}
        self.used: dict[Any, int] = defaultdict(int)  # (cap, customer or None, window) -> points finally awarded
        self.refunded: dict[str, date] = {}
        self.drawn: dict[str, list[tuple[str, int]]] = {}  # redemptions that happened and stand: lot, points
        self.refused = 0
        self.redemptions = 0

    # The ledger

    def enter(
        self, key: str, kind: str, customer: str, *, lot: str, points: int, at: datetime, qualifying: int = 0
    ) -> None:
        assert key not in self.entries, key
        if points or kind == "earn":
            day = business_day(at, self.zone)
            self.entries[key] = Entry(kind, customer, lot, points, qualifying, day, at)

    def arrive(
        self, customer: str, lot: str, *, points: int, at: datetime, pending: int = 0, active: bool = True
    ) -> Lot:
        """Put a new lot into the account. Where points expire by inactivity, all that are alive live on with it.

        What a cancellation returns is no activity (`active` false): it lives as long as the others, or from its own
        day.
        """
        account, day = self.accounts[customer], business_day(at, self.zone)
        expires_on, expiry = date.max, self.program.expiry
        if expiry is not None and expiry.after_days is not None:
            expires_on = day + timedelta(days=expiry.after_days)
        elif expiry is not None and expiry.yearly_on is not None:
            expires_on = next_on(expiry.yearly_on, day)
        elif expiry is not None:
            expires_on = day + timedelta(days=expiry.inactivity_days)
            if not active and account.live_until is not None and account.live_until > day:
                expires_on = account.live_until
            if active:
                account.live_until = expires_on
                for other in account.lots.values():
                    if other.expires_on > day:
                        other.expires_on = expires_on
        account.lots[lot] = Lot(lot, at, points, day + timedelta(days=pending), expires_on, len(account.lots))
        held(account.balance)
        return account.lots[lot]

    def pay_debt(self, customer: str, lot: Lot, *, at: datetime, cause: str) -> None:
        account = self.accounts[customer]
        paid = min(lot.left, account.debt)
        lot.left -= paid
        account.debt -= paid
        self.enter(f"offset:{lot.id}:{cause}", "offset", customer, lot=lot.id, points=-paid, at=at)
        self.enter(f"offset:{DEBT}:{lot.id}:{cause}", "offset", customer, lot=DEBT, points=paid, at=at)

    def draw(self, customer: str, points: int, *, groups: Iterable[Iterable[Lot]]) -> list[tuple[str, int]]:
        """Take from one group of lots after the other; what they have not got becomes debt."""
        taken = []
        for group in groups:
            for lot in sorted(group, key=drawing_order):
                part = min(lot.left, points)
                if part:
                    lot.left -= part
                    points -= part
                    taken.append((lot.id, part))
        if points:
            self.accounts[customer].debt += points
            taken.append((DEBT, points))
        held(self.accounts[customer].balance)
        return taken

    def spendable(self, customer: str, day: date) -> list[Lot]:
        return [lot for lot in self.accounts[customer].lots.values() if lot.left and lot.spendable_on <= day]

    def expire(self, day: date) -> None:
        for customer, account in self.accounts.items():
            for lot in account.lots.values():
                if lot.expires_on == day:
                    points, lot.left = lot.left, 0
                    lot.expired += points
                    at = start_of(day, self.zone)
                    self.enter(f"expire:{lot.id}", "expire", customer, lot=lot.id, points=-points, at=at)

    # Tiers

    def level(self, account: Account, evening: date) -> int:
        window = self.program.tier_window
        if window.kind == "days":
            first = evening - timedelta(days=window.days - 1)
        elif window.kind == "calendar_year":
            first = date(evening.year, 1, 1)
        else:
            first = date.min
        total = sum(
            points
            for day, basket, points in account.qualifying
            if first <= day <= evening and not (basket in self.refunded and self.refunded[basket] <= evening)
        )
        return max(n for n, tier in enumerate(self.program.tiers) if tier.threshold <= total)

    def evaluate(self, account: Account, day: date) -> None:
        """Find the tier during `day` from what was so at the end of the day before."""
        earned = self.level(account, day - timedelta(days=1))
        if earned >= account.tier:
            account.tier = earned
            account.short = None
            return
        if account.short is None:
            account.short = day
        if (day - account.short).days >= self.program.tier_grace_days:
            account.tier -= 1
            account.short = day if account.tier > earned else None

    # What happens at an instant

    def earn(self, event: Basket) -> None:
        rules, account = self.program.earn, self.accounts[event.customer]
        held(sum(event.base))
        multiplier = Fraction(self.program.tiers[account.tier].multiplier) if self.program.tiers else Fraction(1)
        points = [rounded(base * multiplier, rule.rounding) for rule, base in zip(rules, event.base, strict=True)]
        held(sum(points))
        names, counts = [rule.name for rule in rules], []
        for number, cap in self.caps:
            window = window_of(cap.per, event.basket, business_day(event.at, self.zone))
            counter = (number, None if cap.is_global else event.customer, window)
            room = cap.limit - self.used[counter]
            capped = range(len(rules)) if cap.rule is None else [names.index(cap.rule)]
            for rule in capped:
                points[rule] = min(points[rule], room)
                room -= points[rule]
            counts.append((counter, capped))
        for counter, capped in counts:
            self.used[counter] += sum(points[rule] for rule in capped)
        self.book(event, tuple(points))

    def book(self, event: Basket, awarded: tuple[int, ...]) -> None:
        customer, at, points = event.customer, event.at, sum(awarded)
        qualifying = sum(min(base, part) for base, part in zip(event.base, awarded, strict=True))
        self.awarded[event.basket] = awarded
        self.accounts[customer].qualifying.append((business_day(at, self.zone), event.basket, qualifying))
        self.enter(
            f"earn:{event.basket}", "earn", customer, lot=event.basket, points=points, at=at, qualifying=qualifying
        )
        if points:
            lot = self.arrive(customer, event.basket, points=points, at=at, pending=self.program.pending_days)
            self.pay_debt(customer, lot, at=at, cause="earn")

    def refund(self, event: Basket, at: datetime) -> None:
        account = self.accounts[event.customer]
        self.refunded[event.basket] = business_day(at, self.zone)
        own = account.lots.get(event.basket)
        if own is None:  # nothing was awarded
            return
        owed = sum(self.awarded[event.basket]) - own.expired
        others = [lot for lot in account.lots.values() if lot is not own]
        for lot, part in self.draw(event.customer, owed, groups=[[own], others]):
            self.enter(f"refund:{event.basket}:{lot}", "reverse", event.customer, lot=lot, points=-part, at=at)

    def burn(self, key: str, customer: str, *, points: int, at: datetime, force: bool) -> None:
        account, spendable = self.accounts[customer], self.spendable(customer, business_day(at, self.zone))
        covered = points <= sum(lot.left for lot in spendable) and not account.debt
        if not (covered or force):
            self.refused += 1
            return
        self.redemptions += 1
        pending = [lot for lot in account.lots.values() if lot not in spendable]
        self.drawn[key] = self.draw(customer, points, groups=[spendable, pending])
        for lot, part in self.drawn[key]:
            self.enter(f"burn:{key}:{lot}", "burn", customer, lot=lot, points=-part, at=at)

    def cancel(self, act: Act) -> None:
        drawn = dict(self.drawn.pop(act.cancels, []))  # popped: it can be cancelled once
        account, day = self.accounts[act.customer], business_day(act.at, self.zone)
        owed = drawn.pop(DEBT, 0)
        paid = min(owed, account.debt)
        account.debt -= paid
        self.enter(f"reverse:{act.key}:{DEBT}", "reverse", act.customer, lot=DEBT, points=paid, at=act.at)
        for lot in sorted((account.lots[id] for id in drawn), key=drawing_order):
            part = drawn[lot.id]
            self.enter(f"reverse:{act.key}:{lot.id}", "reverse", act.customer, lot=lot.id, points=part, at=act.at)
            if lot.expires_on <= day:
                lot.expired += part
                key = f"expire:{lot.id}:{act.key}"
                self.enter(key, "expire", act.customer, lot=lot.id, points=-part, at=act.at)
            else:
                lot.left += part
                self.pay_debt(act.customer, lot, at=act.at, cause=act.key)
        if owed > paid:
            new = self.arrive(act.customer, f"cancel:{act.key}", points=owed - paid, at=act.at, active=False)
            self.enter(f"reverse:{act.key}:{new.id}", "reverse", act.customer, lot=new.id, points=new.left, at=act.at)

    def adjust(self, act: Act) -> None:
        key, customer, at = act.key, act.customer, act.at
        if act.points > 0:
            lot = self.arrive(customer, f"adjust:{key}", points=act.points, at=at)
            self.enter(f"adjust:{key}:{lot.id}", "adjust", customer, lot=lot.id, points=act.points, at=at)
            self.pay_debt(customer, lot, at=at, cause=key)
            return
        everything = self.accounts[customer].lots.values()
        for drawn, part in self.draw(customer, -act.points, groups=[everything]):
            self.enter(f"adjust:{key}:{drawn}", "adjust", customer, lot=drawn, points=-part, at=at)

    def act(self, act: Act) -> None:
        if act.kind == "redeem":
            self.burn(act.key, act.customer, points=act.points, at=act.at, force=self.mode == "ledger")
        elif act.kind == "cancel":
            self.cancel(act)
        elif self.mode == "ledger":
            self.adjust(act)

    def behave(self, event: Basket) -> None:
        """Let the customer redeem the dearest option that the account affords, if chance will have it."""
        probability, chance = self.behaviour
        spendable = sum(lot.left for lot in self.spendable(event.customer, business_day(event.at, self.zone)))
        affordable = [option.points for option in self.program.burn if option.points <= spendable]
        if affordable and not self.accounts[event.customer].debt and chance(event.customer, event.basket) < probability:
            key = f"behaviour:{event.basket}"
            self.burn(key, event.customer, points=max(affordable), at=event.at, force=False)


def happenings(run: Run, history: History, *, first: date, last: date) -> list[tuple[datetime, int, Any, Any]]:
    """All that counts, in order: instant, place within it (acts, baskets, refunds), what to do, with what."""
    program, zone = run.program, run.zone
    ends_on = last if program.ends_on is None else min(last, program.ends_on)
    baskets = {
        b.basket: b for b in history.baskets if max(first, program.starts_on) <= business_day(b.at, zone) <= ends_on
    }
    assert len({b.basket for b in history.baskets}) == len(history.baskets)
    in_order = sorted(baskets.values(), key=lambda b: (b.at, source_order(b.basket)))
    found: list[tuple[datetime, int, Any, Any]] = []
    if run.mode in ("ledger", "history"):
        acts = [a for a in history.acts if first <= business_day(a.at, zone) <= last]
        found += [(act.at, 0, run.act, (act,)) for act in acts]
    if run.mode == "behaviour":
        found += [(event.at, 0, run.behave, (event,)) for event in in_order]
    found += [(event.at, 1, run.earn, (event,)) for event in in_order]
    refunds: dict[str, datetime] = {}
    for refund in history.refunds:
        if refund.basket in baskets and business_day(refund.at, zone) <= last:
            refunds[refund.basket] = min(refund.at, refunds.get(refund.basket, refund.at))  # once: the first one
    later = {basket: max(at, baskets[basket].at) for basket, at in refunds.items()}
    for basket in sorted(later, key=source_order):
        found.append((later[basket], 2, run.refund, (baskets[basket], later[basket])))
    return sorted(found, key=lambda f: f[:2])  # stable: what is equal stays in the order above


def reference(
    definition: ProgramDefinition, history: History, *, zone: ZoneInfo, from_on: date, to_on: date, burning: Burning
) -> Outcome:
    """Replay the history from the start of `from_on` to the end of `to_on` (business days of `zone`)."""
    run = Run(definition, zone=zone, burning=burning)
    for customer in sorted({b.customer for b in history.baskets} | {a.customer for a in history.acts}):
        run.accounts[customer] = Account()
    to_come = happenings(run, history, first=from_on, last=to_on)
    assert all(earlier[0] <= later[0] for earlier, later in pairwise(to_come))
    for day in days_between(from_on, to_on):
        run.expire(day)
        if definition.tiers:
            for account in run.accounts.values():
                run.evaluate(account, day)
                account.by_day.append((day, account.tier))
        while to_come and business_day(to_come[0][0], zone) == day:
            _, _, do, arguments = to_come.pop(0)
            do(*arguments)
        assert all(not (a.debt and any(lot.left for lot in a.lots.values())) for a in run.accounts.values())
    assert not to_come
    people = run.accounts
    spendable = {c: sum(lot.left for lot in run.spendable(c, to_on)) for c in people}
    tiers = {c: list(a.by_day) for c, a in people.items()} if definition.tiers else {}
    if definition.tiers:
        for account in people.values():
            run.evaluate(account, to_on + timedelta(days=1))
    return Outcome(
        entries=run.entries,
        awarded=run.awarded,
        tiers=tiers,
        tier_at_end={c: a.tier for c, a in people.items()} if definition.tiers else {},
        balance={c: a.balance for c, a in people.items()},
        spendable=spendable,
        debt={c: a.debt for c, a in people.items()},
        refused=run.refused,
        redemptions=run.redemptions,
    )
