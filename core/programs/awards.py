"""What each basket earns: base points, the tier's multiplier, caps, and what of it counts towards tiers.

Tiers follow from awards and awards from tiers, but only from those of earlier days. So both are found by rounds: with
tiers assumed, the awards; with those, the tiers. Each round makes at least one more day right, and most programs need
three.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from core.programs.caps import award
from core.programs.definition import ProgramDefinition, Rounding
from core.programs.ragged import Ints
from core.programs.tiers import Ladder, Qualifying, ladder
from core.programs.timeline import Timeline, refuse_large

_PARTS = 10_000  # a multiplier has at most four decimals


@dataclass(frozen=True, slots=True)
class Awards:
    """The points awarded, and how it came to them.

    points: awarded, rules x baskets; wanted: before caps; qualifying and level (the tier's place): of each basket;
    ladder: the tiers in force; counted: all qualifying points, those from before the period among them.
    """

    points: Ints
    wanted: Ints
    qualifying: Ints
    level: Ints
    ladder: Ladder
    counted: Qualifying


def awards(
    timeline: Timeline, definition: ProgramDefinition, *, refunded: Ints, begin: int, until: int,
    earlier: Qualifying | None = None, used: Ints | None = None,
) -> Awards:  # fmt: skip
    """Return what the baskets earn on the days `begin` .. `until`; tiers are known until the day after that.

    `refunded` is the day of each basket's refund (or NEVER), `earlier` what counts towards tiers from before, `used`
    what caps have given before (see `award`). Raises Refused for points of 2^53 or more.
    """
    level = np.zeros(timeline.n, dtype=np.int64)
    while True:
        wanted = multiplied(timeline.base, level, definition)
        refuse_large(wanted)
        points = award(wanted, timeline, definition, begin=begin, used=used)
        qualifying = np.minimum(points, timeline.base).sum(axis=0)
        counted = _joined(earlier, Qualifying(timeline.customer, timeline.day, qualifying, refunded))
        held = ladder(counted, definition, begin=begin, until=until + 1)
        found = held.at(timeline.customer, timeline.day) if definition.tiers else level
        if np.array_equal(found, level):
            return Awards(points, wanted, qualifying, level, held, counted)
        level = found


def multiplied(base: Ints, level: Ints, definition: ProgramDefinition) -> Ints:
    """Return the points of each rule (rules x baskets) times the tier's multiplier, rounded as the rule rounds."""
    factors = np.array([_parts(tier.multiplier) for tier in definition.tiers] or [_PARTS], dtype=np.int64)[level]
    if (factors == _PARTS).all():
        return base.copy()
    rounding = np.array([_ADDED[rule.rounding] for rule in definition.earn], dtype=np.int64)[:, None]
    whole, rest = np.divmod(base, _PARTS)  # in two parts, so that nothing comes near the end of 64 bits
    return whole * factors + (rest * factors + rounding) // _PARTS


_ADDED = {Rounding.FLOOR: 0, Rounding.NEAREST: _PARTS // 2, Rounding.CEIL: _PARTS - 1}


def _parts(multiplier: Decimal) -> int:
    return int(multiplier * _PARTS)


def _joined(earlier: Qualifying | None, now: Qualifying) -> Qualifying:
    if earlier is None:
        return now
    return Qualifying(
        np.r_[earlier.customer, now.customer], np.r_[earlier.day, now.day],
        np.r_[earlier.points, now.points], np.r_[earlier.refunded, now.refunded],
    )  # fmt: skip
