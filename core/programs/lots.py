"""Lots of points: burnt first what expires first, expired once, restored, clawed back, and owed.

What happens by itself and what every operation is made of; operations.py has the operations, settling.py their order.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from core.programs.happenings import Lots, Ops, View
from core.programs.moves import BURN, EXPIRE, NONE, OFFSET, REVERSE, Moves
from core.programs.ragged import Bools, Ints, sums, taken


@dataclass
class Books:
    """How the lots stand.

    left, expired: points of each lot; debt: of each customer; moves: all that happened; done: which operations took
    place; asked: what each asked for; short: what of it became debt; uncovered: what of it was not there to be used.
    """

    lots: Lots
    ops: Ops
    n_customers: int
    left: Ints = field(init=False)
    expired: Ints = field(init=False)
    arrived: Bools = field(init=False)
    debt: Ints = field(init=False)
    done: Bools = field(init=False)
    cancelled: Bools = field(init=False)
    asked: Ints = field(init=False)
    short: Ints = field(init=False)
    uncovered: Ints = field(init=False)
    drawn: list[tuple[Ints, Ints, Ints]] = field(default_factory=list)  # operation, lot, points
    moves: Moves = field(default_factory=Moves)

    def __post_init__(self) -> None:
        self.left, self.asked = self.lots.points.copy(), self.ops.points.copy()
        self.expired = np.zeros_like(self.left)
        self.arrived = np.zeros(len(self.left), dtype=bool)  # it was there to pay debts once
        self.debt = np.zeros(self.n_customers, dtype=np.int64)
        self.done, self.cancelled = np.zeros((2, self.ops.n), dtype=bool)
        self.short, self.uncovered = np.zeros((2, self.ops.n), dtype=np.int64)

    # what happens by itself

    def arrive(self, lots: Ints, owner: Ints, *, who: Ints) -> None:
        """Have lots that were not seen before pay what is owed; `who` is the customer of each owner."""
        new = ~self.arrived[lots]
        lots, owner = lots[new], owner[new]
        self.arrived[lots] = True
        self.pay(lots, owner, offered=self.left[lots], who=who, day=self.lots.day[lots], at=self.lots.at[lots])

    def pay(
        self, lots: Ints, owner: Ints, *, offered: Ints, who: Ints, day: Ints, at: Ints, cause: Ints | int = NONE
    ) -> None:
        """Pay debts with what lots offer, in the order in which they are given."""
        if not self.debt[who].any():
            return
        paid = taken(offered, owner, self.debt[who])
        self.left[lots] -= paid
        np.subtract.at(self.debt, who[owner], paid)
        for lot, points in ((lots, -paid), (np.full_like(lots, NONE), paid)):
            self.moves.add(OFFSET, who[owner], lot=lot, points=points, day=day, at=at, cause=cause, payer=lots)

    def expire(self, lots: Ints, until: Ints) -> None:
        """Let go of what is left of lots whose day has come."""
        lots = lots[(self.lots.expires[lots] <= until) & (self.left[lots] > 0)]
        gone = self.left[lots]
        self.moves.add(EXPIRE, self.lots.customer[lots], lot=lots, points=-gone, day=self.lots.expires[lots], at=NONE)
        self.expired[lots] += gone
        self.left[lots] = 0

    # what is done

    def draw(self, view: View, kind: int, *, available: Ints, wanted: Ints) -> Ints:
        """Take points, from what expires first; return what each operation still wants."""
        points = taken(available, view.owner, wanted)
        self.left[view.lots] -= points
        of = view.rows[view.owner]
        self.moves.add(
            kind, self.ops.customer[of], lot=view.lots, points=-points, day=self.ops.day[of], at=self.ops.at[of],
            cause=of,
        )  # fmt: skip
        if kind == BURN:
            some = points > 0
            self.drawn.append((of[some], view.lots[some], points[some]))
        return wanted - sums(points, view.owner, len(view.rows))

    def spendable(self, view: View) -> Ints:
        """Return what of each lot may be spent."""
        return np.where(self.lots.spendable[view.lots] <= self.ops.day[view.rows][view.owner], self.left[view.lots], 0)

    def owe(self, rows: Ints, kind: int, *, short: Ints) -> None:
        """Note as debt what the operations did not find."""
        who = self.ops.customer[rows]
        self.debt[who] += short
        self.short[rows] = short
        self.moves.add(kind, who, lot=NONE, points=-short, day=self.ops.day[rows], at=self.ops.at[rows], cause=rows)

    def drawn_by(self, rows: Ints) -> tuple[Ints, Ints, Ints]:
        """Return what operations drew: their places in `rows`, lots and points, in the order of operations and lots."""
        if not self.drawn:
            empty = np.zeros(0, dtype=np.int64)
            return empty, empty, empty
        place = np.full(self.ops.n, NONE, dtype=np.int64)
        place[rows] = np.arange(len(rows))
        of, lots, points = (np.concatenate(parts) for parts in zip(*self.drawn, strict=True))
        mine = place[of] >= 0
        owner, lots, points = place[of[mine]], lots[mine], points[mine]
        order = np.lexsort((self.lots.place[lots], owner))
        return owner[order], lots[order], points[order]

    def give_back(self, rows: Ints, *, lot: Ints | int, points: Ints, to: Ints | None = None) -> None:
        """Note what operations `rows` give back to lots."""
        if to is not None:
            np.add.at(self.left, to, points)
        self.moves.add(
            REVERSE, self.ops.customer[rows], lot=lot, points=points, day=self.ops.day[rows], at=self.ops.at[rows],
            cause=rows,
        )  # fmt: skip
