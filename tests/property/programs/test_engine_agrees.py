"""The set-based engine and the slow reference agree, entry by entry, on random histories."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.property.programs.engine import engine
from tests.property.programs.histories import NEW_YORK, burnings, histories, periods, programs
from tests.property.programs.reference import Outcome, reference


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


@settings(max_examples=400)
@given(replays())
def test_agree(replay: tuple[Any, ...]) -> None:
    definition, history, (from_on, to_on), burning = replay
    about = {"zone": NEW_YORK, "from_on": from_on, "to_on": to_on, "burning": burning}
    wanted = shown(reference(definition, history, **about))
    found = shown(engine(definition, history, **about))
    for name, value in wanted.items():
        assert found[name] == value, name
