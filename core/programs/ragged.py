"""Sums and runs inside groups of equal length or not, without a loop over the groups. All arrays are whole numbers."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]


def starts(groups: Ints, n: int) -> Ints:
    """Return where each of the groups 0 .. n-1 begins in the sorted array `groups`, and where the last ends."""
    return np.searchsorted(groups, np.arange(n + 1)).astype(np.int64)


def spans(begin: Ints, end: Ints) -> tuple[Ints, Ints]:
    """Return the places begin[i] .. end[i]-1 of every i after one another, and of each place the i that it is of."""
    lengths = end - begin
    owner = np.repeat(np.arange(len(begin)), lengths)
    before = np.cumsum(lengths) - lengths
    return np.arange(len(owner)) - np.repeat(before - begin, lengths), owner


def before(values: Ints, owner: Ints) -> Ints:
    """Return the sum of the values that stand before each in its group; `owner` (the group of each) is ascending.

    The sums may wrap on the way: what is subtracted wraps alike, so the differences are right.
    """
    if not len(values):
        return values.astype(np.int64)
    total = np.cumsum(values, dtype=np.int64) - values
    first = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])
    return total - np.repeat(total[first], np.diff(np.r_[first, len(owner)]))


def sums(values: Ints, owner: Ints, n: int) -> Ints:
    """Return the sum of the values of each of the groups 0 .. n-1."""
    found = np.zeros(n, dtype=np.int64)
    np.add.at(found, owner, values)
    return found


def position(groups: Ints) -> Ints:
    """Return of each place in the sorted array `groups` how many of its group stand before it."""
    if not len(groups):
        return groups.astype(np.int64)
    first = np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]])
    return np.arange(len(groups)) - np.repeat(first, np.diff(np.r_[first, len(groups)]))


def rounds(groups: Ints) -> list[Ints]:
    """Return the places of the first of every group, of the second of every group that has one, and so on."""
    place = position(groups)
    order = np.argsort(place, kind="stable")
    return [part for part in np.split(order, np.cumsum(np.bincount(place))[:-1]) if len(part)] if len(groups) else []


def taken(available: Ints, owner: Ints, wanted: Ints) -> Ints:
    """Return how much is taken of each, from the first of a group on, until what the group wants is reached."""
    found: Ints = np.clip(wanted[owner] - before(available, owner), 0, available)
    return found
