"""Fractions of whole numbers, and how they are calculated with: exactly, as SQL.

A value is `factor` x `top` / `bottom`. Written numbers, cents and millionths go into the factor, which never meets the
database until the end: 5 % of an amount is its cents divided by 2,000. A `bottom` stands only under a division by what
rows hold; it is positive or null.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType

from core.rules import whole
from core.rules.whole import Whole


@dataclass(frozen=True, slots=True)
class Part:
    """The value `factor` x `top` / `bottom`, where None stands for 1."""

    factor: Fraction
    top: Whole | None = None
    bottom: Whole | None = None

    @property
    def is_constant(self) -> bool:
        """Whether it is the same for every row."""
        return self.top is None and self.bottom is None


def common(parts: Sequence[Part]) -> tuple[Fraction, list[int]]:
    """Return the largest positive factor of which those of all the parts are whole multiples, and the multiples."""
    shared = math.gcd(*(p.factor.numerator for p in parts)) or 1
    factor = Fraction(shared, math.lcm(*(p.factor.denominator for p in parts)))
    return factor, [int(p.factor / factor) for p in parts]


def _aligned(parts: Sequence[Part]) -> tuple[Fraction, list[Whole], Whole | None]:
    """Return the parts with one factor and one bottom; nulls in any bottom reach every top that lacks it."""
    factor, times = common(parts)
    bottoms: list[Whole] = []
    for part in parts:
        if part.bottom is not None and all(b.tree != part.bottom.tree for b in bottoms):
            bottoms.append(part.bottom)
    tops = []
    for part, by in zip(parts, times, strict=True):
        others = [b for b in bottoms if part.bottom is None or b.tree != part.bottom.tree]
        tops.append(whole.scaled(whole.product([*([part.top] if part.top else []), *others]), by))
    return factor, tops, whole.product(bottoms)


def _added(parts: Sequence[Part]) -> Part:
    constant = sum((p.factor for p in parts if p.is_constant), Fraction(0))
    held = [p for p in parts if not p.is_constant]
    if not held:
        return Part(constant)
    factor, tops, bottom = _aligned([*held, Part(constant)] if constant else held)
    return Part(factor, whole.total(tops), bottom)


def _multiplied(parts: Sequence[Part]) -> Part:
    factor = math.prod((p.factor for p in parts), start=Fraction(1))
    tops, bottoms = [p.top for p in parts if p.top], [p.bottom for p in parts if p.bottom]
    return Part(factor, whole.product(tops), whole.product(bottoms))


def _negative(part: Part) -> Part:
    return replace(part, factor=-part.factor)


def _subtracted(parts: Sequence[Part]) -> Part:
    return _negative(parts[0]) if len(parts) == 1 else _added([parts[0], _negative(parts[1])])


def _divided(parts: Sequence[Part]) -> Part | None:
    one, by = parts
    if by.factor == 0:
        return None
    factor, tops, bottoms = one.factor / by.factor, [one.top, by.bottom], [one.bottom]
    if by.top is not None:
        tops.append(whole.sign(by.top))
        bottoms.append(whole.magnitude(by.top))
    return Part(factor, whole.product([t for t in tops if t]), whole.product([b for b in bottoms if b]))


def _remainder(parts: Sequence[Part]) -> Part | None:
    """Return the remainder of two whole numbers, with the sign of the first; they have no bottom."""
    one, by = parts
    dividend, divisor = int(one.factor), abs(int(by.factor))
    if divisor == 0:
        return None
    if one.top is None and by.top is None:
        rest = abs(dividend) % divisor
        return Part(Fraction(rest if dividend > 0 else -rest))
    scaled = whole.scaled(by.top, divisor)
    positive = scaled if by.top is None else whole.magnitude(scaled)
    return Part(Fraction(1), whole.remainder(whole.scaled(one.top, dividend), positive))


def _least(parts: Sequence[Part]) -> Part:
    return _extreme("LEAST", min, parts)


def _greatest(parts: Sequence[Part]) -> Part:
    return _extreme("GREATEST", max, parts)


def _extreme(name: str, pick: Callable[[Sequence[Fraction]], Fraction], parts: Sequence[Part]) -> Part:
    written, held = [p.factor for p in parts if p.is_constant], [p for p in parts if not p.is_constant]
    kept = [*held, *([Part(pick(written))] if written else [])]
    if len(kept) == 1:
        return kept[0]
    factor, tops, bottom = _aligned(kept)
    return Part(factor, whole.extreme(name, tops), bottom)


FORMULAS: Mapping[str, Callable[[Sequence[Part]], Part | None]] = MappingProxyType(
    {
        "+": _added,
        "-": _subtracted,
        "*": _multiplied,
        "/": _divided,
        "%": _remainder,
        "min": _least,
        "max": _greatest,
    }
)
"""What becomes of parts that are all known, by operator; None is null for every row."""
