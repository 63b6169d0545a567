"""What is done to lots, each kind of operation for many customers at once."""

from __future__ import annotations

import numpy as np

from core.programs.happenings import Op, View
from core.programs.lots import Books
from core.programs.moves import ADJUST, BURN, EXPIRE, NONE, REVERSE
from core.programs.ragged import Ints, sums


def operate(books: Books, view: View, *, options: Ints) -> None:
    """Carry out one operation of each customer in view."""
    kinds = books.ops.kind[view.rows]
    for kind in np.unique(kinds):
        part = view.of(kinds == kind)
        match Op(kind):
            case Op.REDEEM:
                _redeem(books, part)
            case Op.CHOOSE:
                _choose(books, part, options=options)
            case Op.DRAW:
                _draw(books, part)
            case Op.TAKE:
                _take(books, part)
            case Op.CANCEL:
                _cancel(books, part)
            case Op.REFUND:
                _refund(books, part)


def _redeem(books: Books, view: View) -> None:
    view = view.by_expiry(books.lots)
    available, wanted = books.spendable(view), books.asked[view.rows]
    covered = sums(available, view.owner, len(view.rows)) >= wanted
    books.done[view.rows] = covered
    books.draw(view, BURN, available=available, wanted=np.where(covered, wanted, 0))


def _choose(books: Books, view: View, *, options: Ints) -> None:
    view = view.by_expiry(books.lots)
    available = books.spendable(view)
    place = np.searchsorted(options, sums(available, view.owner, len(view.rows)), side="right") - 1
    wanted = np.r_[options, 0][place]  # none is affordable: the last
    books.asked[view.rows], books.done[view.rows] = wanted, wanted > 0
    books.draw(view, BURN, available=available, wanted=wanted)


def _draw(books: Books, view: View) -> None:
    view = view.by_expiry(books.lots)
    books.done[view.rows] = True
    wanted = books.draw(view, BURN, available=books.spendable(view), wanted=books.asked[view.rows])
    books.uncovered[view.rows] = wanted
    wanted = books.draw(
        view, BURN, available=books.left[view.lots], wanted=wanted
    )  # what is pending still, before anything is owed
    books.owe(view.rows, BURN, short=wanted)


def _take(books: Books, view: View) -> None:
    view = view.by_expiry(books.lots)
    books.done[view.rows] = True
    wanted = books.draw(view, ADJUST, available=books.left[view.lots], wanted=books.asked[view.rows])
    books.uncovered[view.rows] = wanted
    books.owe(view.rows, ADJUST, short=wanted)


def _refund(books: Books, view: View) -> None:
    rows = view.rows
    own = books.ops.target[rows]
    books.done[rows] = True
    claimed = books.lots.points[own] - books.expired[own]
    there = np.minimum(books.left[own], claimed)
    books.left[own] -= there
    books.give_back(rows, lot=own, points=-there)
    view = view.by_expiry(books.lots)
    books.owe(rows, REVERSE, short=books.draw(view, REVERSE, available=books.left[view.lots], wanted=claimed - there))


def _cancel(books: Books, view: View) -> None:
    target = books.ops.target[view.rows]
    valid = (target != NONE) & books.done[target] & ~books.cancelled[target]
    rows, target = view.rows[valid], target[valid]
    books.done[rows], books.cancelled[target] = True, True
    owner, lots, points = books.drawn_by(target)
    books.give_back(rows[owner], lot=lots, points=points, to=lots)
    alive = _expire_restored(books, rows[owner], lots=lots, points=points)
    who = books.ops.customer[rows]
    paid = np.minimum(books.debt[who], books.short[target])
    books.debt[who] -= paid
    books.give_back(rows, lot=NONE, points=paid)
    rest = books.ops.lot[rows]
    books.give_back(rows, lot=rest, points=books.short[target] - paid, to=rest)
    of = rows[owner][alive]
    books.pay(
        lots[alive], owner[alive], offered=points[alive], who=who, day=books.ops.day[of], at=books.ops.at[of], cause=of
    )


def _expire_restored(books: Books, rows: Ints, *, lots: Ints, points: Ints) -> Ints:
    """Let go of what came back after its day; return the places of what is alive."""
    late = books.lots.expires[lots] <= books.ops.day[rows]
    gone = np.where(late, points, 0)
    np.subtract.at(books.left, lots, gone)
    np.add.at(books.expired, lots, gone)
    books.moves.add(
        EXPIRE, books.ops.customer[rows], lot=lots, points=-gone, day=books.ops.day[rows], at=books.ops.at[rows],
        cause=rows,
    )  # fmt: skip
    return np.flatnonzero(~late)
