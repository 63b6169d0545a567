"""Sums over the customers of a group: exact for whole numbers, and free of rounding noise for others."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from numbers import Integral
from typing import Any, Self

import numpy as np

NOISE = 1e-12  # sums of doubles are not to be trusted beyond this share: an additive error of adding up a million
WORD = 2**62  # sums of 64-bit whole numbers stay below this, so they cannot wrap

Numbers = Sequence[float] | Any  # also a numpy array or a polars Series: whatever numpy.asarray takes


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums that add up: those of two parts of a group, added, are those of the whole group.

    Whole numbers (cents, counts) are kept as Python integers of any length, so that nothing is lost however large
    they grow; all others become doubles.

    Raises:
        ValueError: a sum is not a finite number, or the count is below 0.
    """

    n: int = 0

    def __post_init__(self) -> None:
        for part in fields(self):
            value = getattr(self, part.name)
            exact = int(value) if isinstance(value, Integral) else float(value)
            if not math.isfinite(exact):
                raise ValueError(f"{type(self).__name__}.{part.name} is {value!r}, not a finite number")
            object.__setattr__(self, part.name, exact)
        if self.n < 0 or type(self.n) is not int:
            raise ValueError(f"{type(self).__name__}.n is {self.n!r}, not a count")

    def __add__(self, other: Self) -> Self:
        if type(other) is not type(self):
            return NotImplemented
        return type(self)(*(getattr(self, part.name) + getattr(other, part.name) for part in fields(self)))


def total(values: Numbers) -> float:
    """Return the sum of the values: an exact integer if they are whole numbers or booleans."""
    return product(values, np.ones(np.shape(np.asarray(values)), dtype=np.int64))


def product(left: Numbers, right: Numbers) -> float:
    """Return the sum of left · right, row by row: an exact integer if both are whole numbers or booleans.

    Raises:
        ValueError: they are not of one length.
    """
    a, b = np.asarray(left), np.asarray(right)
    if a.shape != b.shape or a.ndim != 1:
        raise ValueError(f"two columns of one length are needed, not {a.shape} and {b.shape}")
    if a.dtype.kind not in "biu" or b.dtype.kind not in "biu":
        return float(np.dot(a.astype(np.float64), b.astype(np.float64)))
    if a.size == 0:
        return 0
    largest = [max(abs(int(side.max())), abs(int(side.min()))) for side in (a, b)]
    if a.size * largest[0] * largest[1] >= WORD:
        return int(np.dot(a.astype(object), b.astype(object)))  # integers of any length: slow and exact
    return int(np.dot(a.astype(np.int64), b.astype(np.int64)))


def covariance(n: int, *, a: float, b: float, ab: float) -> float:
    """Return the sample covariance (n - 1) from the sums of two columns and of their product; needs n of 2 or more.

    (Σab - Σa · Σb / n) / (n - 1). Of integers this is exact but for the last division.
    """
    return (n * ab - a * b) / (n * (n - 1))


def variance(n: int, *, total: float, squares: float) -> float:
    """Return the sample variance (n - 1), and 0 where it is no more than the rounding noise of doubles."""
    spread = n * squares - total * total
    if spread <= 0 or (not isinstance(spread, int) and spread < NOISE * n * squares):
        return 0.0
    return spread / (n * (n - 1))
