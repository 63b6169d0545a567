"""However late purchases and refunds arrive, and whatever is done in between: in the end the ledger says what it must.

It is compared with the slow reference, which is told everything at once, entry by entry. Several histories stand in one
ledger, side by side.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.programs.definition import ProgramDefinition
from tests.property.programs.arrivals import Ledger, Step, said, some_steps
from tests.property.programs.engine import marked
from tests.property.programs.histories import (
    NEW_YORK,
    Dice,
    Drawn,
    History,
    Thrown,
    a_history,
    a_period,
    a_program,
)
from tests.property.programs.reference import reference

SEEDS = 8
AT_ONCE = 25  # histories in one ledger
RUNS = settings.default.max_examples // 10


def since(history: History, first: date) -> History:
    """Without the acts before the program's first day, which are refused."""
    return replace(history, acts=tuple(a for a in history.acts if a.at.astimezone(NEW_YORK).date() >= first))


def drawn(dice: Dice, definition: ProgramDefinition, *, n: int) -> tuple[list[History], tuple[date, date]]:
    first = definition.starts_on
    many = [since(a_history(dice, definition), first) for _ in range(n)]
    everything = History(tuple(b for h in many for b in h.baskets), (), tuple(a for h in many for a in h.acts))
    whole = [x.at.astimezone(NEW_YORK).date() for h in many for x in (*h.baskets, *h.acts, *h.refunds)]
    _, last = a_period(dice, definition, everything)
    return many, (first, max([first, last, *whole]))


def together(plans: list[list[Step]]) -> list[Step]:
    """Several plans as one: the first step of each, the second of each, and so on."""
    found = []
    for n in range(max(len(plan) for plan in plans)):
        steps = [plan[n] for plan in plans if n < len(plan)]
        news = History(*(tuple(x for s in steps for x in getattr(s.news, f)) for f in ("baskets", "refunds", "acts")))
        longest = max(plans, key=len)
        found.append(replace(longest[n], news=news))
    return found


def check(definition: ProgramDefinition, history: History, *, days: tuple[date, date], steps: list[Step]) -> None:
    ledger = Ledger.empty(definition, days)
    for step in steps:
        ledger.goes_on(step)
    about = {"zone": NEW_YORK, "from_on": days[0], "to_on": days[1], "burning": ("ledger",)}
    wanted, net = said(reference(definition, history, **about)), ledger.net()
    assert {k: net.get(k) for k in wanted} == wanted
    assert net.keys() - wanted.keys() == set()


@st.composite
def plans(draw: st.DrawFn) -> tuple[Any, ...]:
    dice = Drawn(draw)
    definition = a_program(dice)
    (history,), days = drawn(dice, definition, n=1)
    return definition, history, days, some_steps(dice, history, days=days)


@settings(max_examples=100)
@given(plans())
def test_late_arrivals(plan: tuple[Any, ...]) -> None:
    definition, history, days, steps = plan
    check(definition, history, days=days, steps=steps)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_late_arrivals_side_by_side(seed: int) -> None:
    dice = Thrown(1000 + seed)
    for _ in range(RUNS):
        definition = a_program(dice)
        many, days = drawn(dice, definition, n=AT_ONCE)
        whole = [marked(history, f"{n:03d}|") for n, history in enumerate(many)]
        steps = together([some_steps(dice, history, days=days) for history in whole])
        both = History(*(tuple(x for h in whole for x in getattr(h, f)) for f in ("baskets", "refunds", "acts")))
        check(definition, both, days=days, steps=steps)
