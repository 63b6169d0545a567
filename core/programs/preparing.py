"""From awards, actions and refunds to lots and operations in one order."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from core.programs.days import WAITING, inactive_until
from core.programs.happenings import Lots, Op, Ops, Phase, places
from core.programs.moves import NONE
from core.programs.ragged import Ints

BASKET, ADJUSTMENT, RETURNED = range(3)  # what a lot comes from


@dataclass(frozen=True)
class Earned:
    """Lots that baskets earned, in the order of customers, time and source id.

    expires: its expiry day (WAITING + n: n days after what arrives last); basket: its place among the baskets.
    """

    customer: Ints
    at: Ints
    day: Ints
    points: Ints
    expires: Ints
    spendable: Ints
    basket: Ints


@dataclass(frozen=True)
class Acts:
    """Operations that are asked for, and points that are given (op NONE), in the order of their recording.

    points: asked for or given; target: the act that is cancelled, or the lot of `Earned` that is refunded; basket: of a
    refund or a choice, else NONE; phase: a Phase; expires: the day on which points that are given expire (as above).
    """

    customer: Ints
    at: Ints
    day: Ints
    op: Ints
    points: Ints
    target: Ints
    basket: Ints
    phase: Ints
    expires: Ints

    def __add__(self, other: Acts) -> Acts:
        """Return both, the others after these."""
        return Acts(*(np.r_[getattr(self, f.name), getattr(other, f.name)] for f in fields(self)))


@dataclass(frozen=True)
class Prepared:
    """Lots and operations in order, and what each is of.

    source, of: what each lot comes from and its place there (basket or act); act: the act of each operation.
    """

    lots: Lots
    ops: Ops
    source: Ints
    of: Ints
    act: Ints


def prepared(earned: Earned, acts: Acts) -> Prepared:
    """Put lots and operations in order, and find the expiry day of lots that live as long as more arrives."""
    given, back = np.flatnonzero(acts.op == NONE), np.flatnonzero(acts.op == Op.CANCEL)
    asked = np.flatnonzero(acts.op != NONE)
    n, extra = len(earned.customer), np.r_[given, back]
    source = np.repeat([BASKET, ADJUSTMENT, RETURNED], [n, len(given), len(back)]).astype(np.int64)
    of = np.r_[earned.basket, extra]
    points = np.r_[earned.points, acts.points[given], np.zeros_like(back)]
    customer, at, day = (
        np.r_[getattr(earned, name), getattr(acts, name)[extra], getattr(acts, name)[asked]]
        for name in ("customer", "at", "day")
    )
    phase = np.r_[np.full(n, Phase.BASKET), acts.phase[extra], acts.phase[asked]]
    tie = np.r_[np.arange(n), 2 * given, 2 * back + 1, 2 * asked]
    if not len(acts.op):
        place = np.arange(n)
        lot_order = place
    else:
        order, place = places(customer, at, phase, tie=tie)
        lot_order = order[order < n + len(extra)]
    lots = Lots(
        customer[lot_order], at[lot_order], day[lot_order], points[lot_order],
        np.r_[earned.expires, acts.expires[extra]][lot_order],
        np.r_[earned.spendable, acts.day[extra]][lot_order], place[lot_order],
    )  # fmt: skip
    source, of = source[lot_order], of[lot_order]
    lots = replace(lots, expires=_expiries(lots, source))
    where = np.empty(len(lot_order), dtype=np.int64)
    where[lot_order] = np.arange(len(lot_order))
    ops, act = _operations(acts, asked, place[n + len(extra) :], lot_of=where, back=n + len(given))
    return Prepared(lots, ops, source, of, act)


def _expiries(lots: Lots, source: Ints) -> Ints:
    """Return the expiry day of each lot. Several versions may let their lots wait for different numbers of days."""
    expires = lots.expires
    for allowed in np.unique(expires[expires >= WAITING] - WAITING):
        found = inactive_until(lots.customer, lots.day, source != RETURNED, allowed=int(allowed))
        expires = np.where(expires == WAITING + allowed, found, expires)
    return expires


def _operations(acts: Acts, asked: Ints, place: Ints, *, lot_of: Ints, back: int) -> tuple[Ops, Ints]:
    """Return the operations in order, and the act of each; targets become places among operations or lots."""
    order = np.argsort(place)
    act = asked[order]
    op_of = np.full(len(acts.op), NONE, dtype=np.int64)
    op_of[act] = np.arange(len(act))
    kind, target = acts.op[act], acts.target[act]
    is_cancel, is_refund = kind == Op.CANCEL, kind == Op.REFUND
    aims = np.full(len(act), NONE, dtype=np.int64)
    known = is_cancel & (target != NONE)
    aims[known] = op_of[target[known]]
    aims[is_refund] = lot_of[target[is_refund]]
    lot = np.full(len(act), NONE, dtype=np.int64)
    nth = np.full(len(acts.op), NONE, dtype=np.int64)
    cancels = np.flatnonzero(acts.op == Op.CANCEL)
    nth[cancels] = np.arange(len(cancels))
    lot[is_cancel] = lot_of[back + nth[act[is_cancel]]]
    points = np.where(is_cancel | is_refund, 0, acts.points[act])
    return Ops(acts.customer[act], acts.at[act], acts.day[act], kind, points, aims, lot, place[order]), act
