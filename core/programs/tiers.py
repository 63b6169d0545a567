"""Tiers: which one a customer has on which day, from the qualifying points.

    points come and go    what counts at the end of each day on which that changes
    earned                the level that this is enough for, where it changes
    held                  the level in force: risen at once, fallen after the grace days and one level at a time

The tier during a day follows from what was earned by the end of the day before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.programs.days import NEVER, leaves_on
from core.programs.definition import ProgramDefinition
from core.programs.ragged import Bools, Ints, rounds

_NONE = -NEVER  # no shortfall under way


@dataclass(frozen=True, slots=True)
class Qualifying:
    """Qualifying points as they were awarded: whose, on which day, how many, and the day of a refund (or NEVER)."""

    customer: Ints
    day: Ints
    points: Ints
    refunded: Ints


@dataclass(frozen=True, slots=True)
class Ladder:
    """The tiers in force: `level` from `day` on, by customer and day. Before the first row it is level 0."""

    customer: Ints
    day: Ints
    level: Ints

    def at(self, customer: Ints, day: Ints) -> Ints:
        """Return the level of each customer during each day."""
        if not len(self.day):
            return np.zeros(len(customer), dtype=np.int64)
        low = min(int(self.day.min()), int(day.min())) if len(day) else 0
        key, asked = _key(self.customer, self.day - low), _key(customer, day - low)
        place = np.searchsorted(key, asked, side="right") - 1
        known = (place >= 0) & (self.customer[place] == customer)
        return np.where(known, self.level[place], 0)


def standing(q: Qualifying, definition: ProgramDefinition, *, at_end_of: int, n_customers: int) -> Ints:
    """Return the qualifying points of each customer that count at the end of a day."""
    leaves = leaves_on(q.day, definition.tier_window)
    counts = (q.day <= at_end_of) & (leaves > at_end_of) & (q.refunded > at_end_of)
    found = np.zeros(n_customers, dtype=np.int64)
    np.add.at(found, q.customer[counts], q.points[counts])
    return found


def ladder(q: Qualifying, definition: ProgramDefinition, *, begin: int, until: int) -> Ladder:
    """Return who holds which tier on the days `begin` .. `until`.

    On the day `begin` everybody holds what was earned by then; the grace begins to count from there.
    """
    customer, day, level = _earned(q, definition, begin=begin, until=until)
    return _held(customer, day, level, grace=definition.tier_grace_days, until=until)


def _earned(q: Qualifying, definition: ProgramDefinition, *, begin: int, until: int) -> tuple[Ints, Ints, Ints]:
    """Return the earned levels where they change: customer, the first day that they are in force for, level."""
    customer, end_of, points = _moves(q, definition)
    here = end_of < until
    customer, end_of, points = customer[here], np.maximum(end_of[here], begin - 1), points[here]
    order = np.argsort(_key(customer, end_of - begin + 1), kind="stable")
    customer, end_of, points = customer[order], end_of[order], points[order]
    if not len(customer):
        return customer, end_of, points
    total = np.cumsum(points)
    is_last = np.r_[(customer[1:] != customer[:-1]) | (end_of[1:] != end_of[:-1]), True]
    is_first = np.r_[True, customer[1:] != customer[:-1]]
    base = (total - points)[is_first][np.cumsum(is_first) - 1]
    customer, end_of, count = customer[is_last], end_of[is_last], (total - base)[is_last]
    thresholds = np.array([tier.threshold for tier in definition.tiers], dtype=np.int64)
    level = np.searchsorted(thresholds, count, side="right").astype(np.int64) - 1
    previous = np.where(np.r_[True, customer[1:] != customer[:-1]], 0, np.r_[0, level[:-1]])
    changes = level != previous
    return customer[changes], end_of[changes] + 1, level[changes]


def _moves(q: Qualifying, definition: ProgramDefinition) -> tuple[Ints, Ints, Ints]:
    """Return what comes and goes at the end of which day: points come, leave the window, or are refunded before."""
    some = q.points > 0
    customer, day, points = q.customer[some], q.day[some], q.points[some]
    leaves = leaves_on(day, definition.tier_window)
    gone = np.minimum(leaves, np.maximum(q.refunded[some], day))
    ends = gone < NEVER
    return (
        np.r_[customer, customer[ends]],
        np.r_[day, gone[ends]],
        np.r_[points, -points[ends]],
    )


def _held(customer: Ints, day: Ints, level: Ints, *, grace: int, until: int) -> Ladder:
    """Return the tiers in force, given the earned levels where they change."""
    is_last = np.r_[customer[1:] != customer[:-1], True] if len(customer) else np.zeros(0, dtype=bool)
    lasts = np.where(is_last, until, np.r_[day[1:], 0] - 1) if len(day) else day
    n = int(customer.max()) + 1 if len(customer) else 0
    tier, short = np.zeros(n, dtype=np.int64), np.full(n, _NONE, dtype=np.int64)
    found: list[tuple[Ints, Ints, Ints]] = []
    for rows in rounds(customer):
        who, earned, first, last = customer[rows], level[rows], day[rows], lasts[rows]
        _rise(tier, short, who, earned=earned, first=first, found=found)
        _fall(tier, short, who, earned=earned, first=first, last=last, grace=grace, found=found)
    return _sorted(found)


def _rise(
    tier: Ints, short: Ints, who: Ints, *, earned: Ints, first: Ints, found: list[tuple[Ints, Ints, Ints]]
) -> None:
    up = earned >= tier[who]
    higher = earned > tier[who]
    found.append((who[higher], first[higher], earned[higher]))
    tier[who[up]] = earned[up]
    short[who[up]] = _NONE


def _fall(
    tier: Ints, short: Ints, who: Ints, *, earned: Ints, first: Ints, last: Ints, grace: int,
    found: list[tuple[Ints, Ints, Ints]],
) -> None:  # fmt: skip
    """Let those fall who are short of their tier from `first` to `last`: each level waits for the grace days."""
    is_short = earned < tier[who]
    who, earned, first, last = who[is_short], earned[is_short], first[is_short], last[is_short]
    since = np.where(short[who] == _NONE, first, short[who])
    next_fall = np.maximum(since + grace, first)
    step = max(grace, 1)
    falls = np.where(next_fall > last, 0, np.minimum(tier[who] - earned, 1 + (last - next_fall) // step))
    for nth in range(1, int(falls.max(initial=0)) + 1):
        these: Bools = falls >= nth
        found.append((who[these], next_fall[these] + (nth - 1) * step, tier[who[these]] - nth))
    tier[who] -= falls
    fallen = np.where(falls > 0, next_fall + (falls - 1) * step, since)
    short[who] = np.where(tier[who] > earned, fallen, _NONE)


def _sorted(found: Sequence[tuple[Ints, Ints, Ints]]) -> Ladder:
    if not found:
        empty = np.zeros(0, dtype=np.int64)
        return Ladder(empty, empty, empty)
    customer, day, level = (np.concatenate(parts) for parts in zip(*found, strict=True))
    order = np.lexsort((day, customer))
    return Ladder(customer[order], day[order], level[order])


def _key(customer: Ints, offset: Ints) -> Ints:
    """Return one number that orders by customer, then by day; the days are counted from one that is not after any."""
    return (customer << 24) | np.maximum(offset, 0)
