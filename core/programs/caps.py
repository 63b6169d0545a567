"""Earn caps: what is left of the points that events would earn.

A cap's room is its limit less what was finally awarded in its window before. An award by one cap is therefore cut by
what others let through, and windows that do not nest (weeks and months) must be gone through event by event: the
first events of all customers at once, then the second ones, and so on. Most customers never meet a cap and need none
of it.

A budget for all customers binds them together in the order of time. It is found by rounds: given the awards, the room
before each event; given the room, the awards. An award depends only on earlier ones, so each round makes more of the
beginning right until nothing changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.programs.days import windows
from core.programs.definition import EarnCap, ProgramDefinition, Window
from core.programs.ragged import Bools, Ints, before, rounds
from core.programs.timeline import Timeline

_WIDTH = list(Window)  # from the narrowest to the widest


@dataclass(frozen=True, slots=True)
class _Cap:
    limit: int
    rule: int | None  # its place among the earn rules; None cuts the sum of all
    is_global: bool
    window: Ints  # of each basket
    since: int  # the window that the period begins in
    used: Ints  # what each customer got in that one before; of a budget, what all of them got


def award(
    wants: Ints, timeline: Timeline, definition: ProgramDefinition, *, begin: int, used: Ints | None = None
) -> Ints:
    """Return the points awarded (rules x baskets), given those before caps.

    `used` (caps as they are listed x customers) is what was awarded before the day `begin` in the windows of that day.
    """
    awarded = wants.copy()
    order = _ordered(definition)
    for cap in (c for _, c in order if c.per is Window.TRANSACTION):
        rule = None if cap.rule is None else _place(definition, cap.rule)
        _cut(awarded, rule, room=np.full(timeline.n, cap.limit))
    nothing = np.zeros(timeline.n_customers, dtype=np.int64)
    lasting = [
        _read(c, timeline, definition, begin=begin, used=nothing if used is None else used[n])
        for n, c in order
        if c.per is not Window.TRANSACTION
    ]
    own = [c for c in lasting if not c.is_global]
    if not any(c.is_global for c in lasting):
        chosen = _meet(awarded, timeline, own)
        return _walked(awarded, timeline, own, rooms=[None] * len(own), chosen=chosen)
    return _budgeted(awarded, timeline, lasting)


def _ordered(definition: ProgramDefinition) -> list[tuple[int, EarnCap]]:
    """Return the caps, with their places, from the narrowest window to the widest; of one rule first, of all last."""

    def width(placed: tuple[int, EarnCap]) -> tuple[int, bool, bool]:
        _, cap = placed
        return _WIDTH.index(cap.per), cap.is_global, cap.rule is None and not cap.is_global

    return sorted(enumerate(definition.caps), key=width)


def _place(definition: ProgramDefinition, rule: str) -> int:
    return [r.name for r in definition.earn].index(rule)


def _read(cap: EarnCap, timeline: Timeline, definition: ProgramDefinition, *, begin: int, used: Ints) -> _Cap:
    rule = None if cap.rule is None else _place(definition, cap.rule)
    since = int(windows(np.array([begin]), cap.per)[0])
    return _Cap(cap.limit, rule, cap.is_global, windows(timeline.day, cap.per), since, used)


def _of(points: Ints, rule: int | None) -> Ints:
    found: Ints = points.sum(axis=0) if rule is None else points[rule]
    return found


def _cut(points: Ints, rule: int | None, *, room: Ints) -> None:
    """Cut, in place, the points of one rule, or of all in the order in which the rules are listed."""
    if rule is not None:
        np.minimum(points[rule], room, out=points[rule])
        return
    left = room
    for own in points:
        np.minimum(own, left, out=own)
        left = left - own


def _meet(points: Ints, timeline: Timeline, caps: Sequence[_Cap]) -> Bools:
    """Return which customers would pass a limit, were there no caps: the others keep everything."""
    meets = np.zeros(timeline.n_customers, dtype=bool)
    for cap in caps:
        of, window, total = _by_window(_of(points, cap.rule), timeline.customer, cap.window)
        total = total + np.where(window == cap.since, cap.used[of], 0)
        meets[of[total > cap.limit]] = True
    return meets


def _by_window(points: Ints, owner: Ints, window: Ints) -> tuple[Ints, Ints, Ints]:
    """Return owner, window and sum of each; a customer's baskets are in order, so its windows are, too."""
    if not len(points):
        return owner, window, points
    first = np.flatnonzero(np.r_[True, (owner[1:] != owner[:-1]) | (window[1:] != window[:-1])])
    return owner[first], window[first], np.add.reduceat(points, first)


def _walked(
    wants: Ints, timeline: Timeline, caps: Sequence[_Cap], *, rooms: Sequence[Ints | None], chosen: Bools
) -> Ints:
    """Go through the events of the chosen customers in order; `rooms` is known beforehand for caps of all customers."""
    rows = np.flatnonzero(chosen[timeline.customer])
    if not len(rows) or not caps:
        return wants
    awarded = wants.copy()
    used = np.array([cap.used for cap in caps], dtype=np.int64)
    current = np.repeat(np.array([[cap.since] for cap in caps], dtype=np.int64), timeline.n_customers, axis=1)
    for step in rounds(timeline.customer[rows]):
        here = rows[step]
        _step(awarded, here, caps, rooms=rooms, who=timeline.customer[here], used=used, current=current)
    return awarded


def _step(
    awarded: Ints, here: Ints, caps: Sequence[_Cap], *, rooms: Sequence[Ints | None], who: Ints, used: Ints,
    current: Ints,
) -> None:  # fmt: skip
    points = awarded[:, here]
    for n, (cap, given) in enumerate(zip(caps, rooms, strict=True)):
        if given is not None:
            _cut(points, cap.rule, room=given[here])
            continue
        window = cap.window[here]
        begins = current[n, who] != window
        used[n, who[begins]] = 0
        current[n, who] = window
        _cut(points, cap.rule, room=np.maximum(cap.limit - used[n, who], 0))
    for n, (cap, given) in enumerate(zip(caps, rooms, strict=True)):
        if given is None:
            used[n, who] += _of(points, cap.rule)
    awarded[:, here] = points


def _budgeted(wants: Ints, timeline: Timeline, caps: Sequence[_Cap]) -> Ints:
    """Return the awards where some caps are for all customers together."""
    everybody = np.ones(timeline.n_customers, dtype=bool)
    own = [c for c in caps if not c.is_global]
    none: list[Ints | None] = [None] * len(own)
    awarded = _walked(wants, timeline, own, rooms=none, chosen=_meet(wants, timeline, own))
    while True:
        rooms = [_room(awarded, timeline, cap) if cap.is_global else None for cap in caps]
        found = _walked(wants, timeline, caps, rooms=rooms, chosen=everybody)
        if np.array_equal(found, awarded):
            return found
        awarded = found


def _room(awarded: Ints, timeline: Timeline, cap: _Cap) -> Ints:
    """Return what of a budget is left before each event, all customers' events in the order of time."""
    order = timeline.in_time
    points, window = _of(awarded, cap.rule)[order], cap.window[order]
    room = np.empty(timeline.n, dtype=np.int64)
    given = before(points, window) + np.where(window == cap.since, cap.used.max(initial=0), 0)
    room[order] = np.maximum(cap.limit - given, 0)
    return room
