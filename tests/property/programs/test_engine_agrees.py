"""The set-based engine and the slow reference agree, entry by entry, on random histories: 10,000 and some more.

Most are thrown with a seed and stand side by side in one run of the engine, where customers must not touch each other.
What differs is made smaller by leaving things out. Others, and programs with a budget for all customers, are drawn by
Hypothesis one at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.programs.definition import ProgramDefinition
from tests.property.programs.engine import engine, engine_side_by_side
from tests.property.programs.histories import (
    NEW_YORK,
    History,
    Thrown,
    a_burning,
    a_history,
    a_period,
    a_program,
    burnings,
    histories,
    periods,
    programs,
)
from tests.property.programs.reference import Outcome, reference

SEEDS = 20
AT_ONCE = 25  # histories in one run of the engine
RUNS = settings.default.max_examples // 3  # 20 of them; a thousand for a night


@st.composite
def replays(draw: st.DrawFn) -> tuple[Any, ...]:
    definition = draw(programs())
    history = draw(histories(definition))
    return definition, history, draw(periods(definition, history)), draw(burnings())


def shown(outcome: Outcome) -> dict[str, Any]:
    """Customers of whom nothing is known count as those with nothing."""
    tiers = {c: t for c, t in outcome.tiers.items() if any(level for _, level in t)}
    return {
        "entries": {key: e for key, e in outcome.entries.items() if e.points}, "awarded": {b: a for b, a in
        outcome.awarded.items() if any(a)}, "tiers": tiers, "end": {c: t for c, t in outcome.tier_at_end.items() if
        t}, **{name: {c: p for c, p in getattr(outcome, name).items() if p} for name in ("balance", "spendable",
        "debt")}, "refused": outcome.refused, "redemptions": outcome.redemptions,
    }  # fmt: skip


def agree(definition: ProgramDefinition, history: History, about: dict[str, Any]) -> bool:
    return shown(reference(definition, history, **about)) == shown(engine(definition, history, **about))


def said(definition: ProgramDefinition, history: History, about: dict[str, Any]) -> str:
    """Why two that should agree do not, in as few words as it can be shown."""
    if agree(definition, history, about):
        return f"only beside others: {definition!r}, {history!r}, {about!r}"
    least = smallest(history, lambda less: not agree(definition, less, about))
    return f"{definition!r}, {least!r}, {about!r}"


def smallest(history: History, differs: Callable[[History], bool]) -> History:
    """What is left of a history when nothing more can be left out of it without its becoming right."""
    for f in fields(History):
        for one in getattr(history, f.name):
            less = replace(history, **{f.name: tuple(x for x in getattr(history, f.name) if x is not one)})
            if differs(less):
                return smallest(less, differs)
    return history


@settings(max_examples=600)
@given(replays())
def test_agree(replay: tuple[Any, ...]) -> None:
    definition, history, (from_on, to_on), burning = replay
    about = {"zone": NEW_YORK, "from_on": from_on, "to_on": to_on, "burning": burning}
    wanted = shown(reference(definition, history, **about))
    found = shown(engine(definition, history, **about))
    for name, value in wanted.items():
        assert found[name] == value, name


@pytest.mark.parametrize("seed", range(SEEDS))
def test_agree_side_by_side(seed: int) -> None:
    dice = Thrown(seed)
    for _ in range(RUNS):
        program = a_program(dice)
        definition = program.model_copy(update={"caps": tuple(c for c in program.caps if not c.is_global)})
        many = [a_history(dice, definition) for _ in range(AT_ONCE)]
        everything = History(tuple(b for h in many for b in h.baskets))
        from_on, to_on = a_period(dice, definition, everything)
        about = {"zone": NEW_YORK, "from_on": from_on, "to_on": to_on, "burning": a_burning(dice)}
        for history, found in zip(many, engine_side_by_side(definition, many, **about), strict=True):
            if shown(reference(definition, history, **about)) != shown(found):
                pytest.fail(said(definition, history, about))
        if definition != program and not agree(program, many[0], about):  # the budget for all, on one of the histories
            pytest.fail(said(program, many[0], about))
