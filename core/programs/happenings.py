"""What arrives and what is done, in one order: lots of points, and the operations upon them.

The order of a customer is that of time; at one instant actions come first, then baskets, then refunds.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from core.programs.ragged import Bools, Ints


class Op(IntEnum):
    """What is done to a customer's lots."""

    REDEEM = 0  # all of it or nothing
    CHOOSE = 1  # redeem the dearest option that is covered
    DRAW = 2  # a recorded redemption: what is not there becomes debt
    TAKE = 3  # points taken away, pending ones too: what is not there becomes debt
    CANCEL = 4
    REFUND = 5


class Phase(IntEnum):
    """What comes first at one instant."""

    ACTION = 0
    BASKET = 1
    REFUND = 2


@dataclass(frozen=True)
class Lots:
    """Points that arrive, in the order of customers and arrival.

    points: 0 for what a cancellation may return, which is not known before; day: of arrival; expires, spendable: the
    days at whose start it expires, and may be spent; place: its place in the order of everything.
    """

    customer: Ints
    at: Ints
    day: Ints
    points: Ints
    expires: Ints
    spendable: Ints
    place: Ints


@dataclass(frozen=True)
class Ops:
    """Operations, in the order of customers and time.

    points: how many are asked for; target: the lot of the basket that is refunded, or the operation that is cancelled;
    lot: the lot that takes what a cancellation returns beyond the debt.
    """

    customer: Ints
    at: Ints
    day: Ints
    kind: Ints
    points: Ints
    target: Ints
    lot: Ints
    place: Ints

    @property
    def n(self) -> int:
        """How many there are."""
        return len(self.customer)


@dataclass(frozen=True, slots=True)
class View:
    """One operation of each of several customers (`rows`), and their lots: `owner` is the place in `rows` of each."""

    rows: Ints
    lots: Ints
    owner: Ints

    def of(self, chosen: Bools) -> View:
        """Return the view of the chosen operations alone."""
        mine = chosen[self.owner]
        return View(self.rows[chosen], self.lots[mine], (np.cumsum(chosen) - 1)[self.owner[mine]])

    def by_expiry(self, lots: Lots) -> View:
        """Return the view with the lots of each customer in the order in which they expire, then arrived."""
        order = np.lexsort((lots.place[self.lots], lots.expires[self.lots], self.owner))
        return View(self.rows, self.lots[order], self.owner[order])


def places(customer: Ints, at: Ints, phase: Ints, *, tie: Ints) -> tuple[Ints, Ints]:
    """Return the order of happenings (their rows), and the place of each row in it."""
    order = np.lexsort((tie, phase, at, customer))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return order, place
