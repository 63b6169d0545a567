"""What holds of every replay, whatever the program and the history: the reference must not break it either."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from core.programs.definition import ProgramDefinition
from tests.property.programs.histories import NEW_YORK, History, burnings, histories, late, periods, programs
from tests.property.programs.reference import Outcome, reference


@st.composite
def replays(draw: st.DrawFn) -> tuple[ProgramDefinition, History, dict[str, Any]]:
    definition = draw(programs())
    history = draw(histories(definition))
    from_on, to_on = draw(periods(definition, history))
    how = {"zone": NEW_YORK, "from_on": from_on, "to_on": to_on, "burning": draw(burnings())}
    return definition, history, how


def left(outcome: Outcome) -> dict[tuple[str, str], int]:
    """What the entries leave of every lot, `debt` among them."""
    found: dict[tuple[str, str], int] = defaultdict(int)
    for entry in outcome.entries.values():
        found[entry.customer, entry.lot] += entry.points
    return found


@given(replay=replays())
def test_the_entries_add_up_to_balance_and_debt(replay: Any) -> None:
    definition, history, how = replay
    outcome = reference(definition, history, **how)
    lots = left(outcome)
    for customer, balance in outcome.balance.items():
        own = {lot: points for (whose, lot), points in lots.items() if whose == customer}
        assert sum(own.values()) == balance
        assert -own.pop("debt", 0) == outcome.debt[customer] >= 0
        assert all(points >= 0 for points in own.values())
        assert not (outcome.debt[customer] and any(own.values()))
        assert 0 <= outcome.spendable[customer] <= max(balance, 0)


@given(replay=replays())
def test_points_expire_once_and_no_more_of_them_than_there_were(replay: Any) -> None:
    definition, history, how = replay
    outcome = reference(definition, history, **how)
    expired: dict[str, int] = defaultdict(int)
    arrived: dict[str, int] = defaultdict(int)
    for key, entry in outcome.entries.items():
        if entry.kind == "expire":
            assert definition.expiry is not None
            assert entry.points < 0
            expired[entry.lot] -= entry.points
        elif key == f"earn:{entry.lot}" or key.endswith((f":adjust:{entry.lot[7:]}", f":cancel:{entry.lot[7:]}")):
            arrived[entry.lot] += entry.points
    assert all(points <= arrived[lot] for lot, points in expired.items())


@given(replay=replays())
def test_no_cap_is_ever_exceeded_and_nothing_awarded_but_what_was_wanted(replay: Any) -> None:
    definition, history, how = replay
    outcome = reference(definition, history, **how)
    bought = {b.basket: b for b in history.baskets}
    names = [rule.name for rule in definition.earn]
    for cap in definition.caps:
        used: dict[Any, int] = defaultdict(int)
        for basket, awarded in outcome.awarded.items():
            day = outcome.entries[f"earn:{basket}"].day
            window = {
                "transaction": basket, "day": day, "week": day - timedelta(days=day.weekday()),
                "month": f"{day:%Y-%m}", "program": "",
            }[cap.per]  # fmt: skip
            points = sum(awarded) if cap.rule is None else awarded[names.index(cap.rule)]
            used["" if cap.is_global else bought[basket].customer, window] += points
        assert all(points <= cap.limit for points in used.values())
    for basket, awarded in outcome.awarded.items():
        entry = outcome.entries[f"earn:{basket}"]
        assert entry.points == sum(awarded)
        assert 0 <= entry.qualifying <= min(sum(awarded), sum(bought[basket].base))
        assert all(points >= 0 for points in awarded)


@given(replay=replays())
def test_burning_touches_neither_awards_nor_tiers(replay: Any) -> None:
    definition, history, how = replay
    outcome, plain = (reference(definition, history, **(how | b)) for b in ({}, {"burning": ("none",)}))
    assert (outcome.awarded, outcome.tiers, outcome.tier_at_end) == (plain.awarded, plain.tiers, plain.tier_at_end)


@given(replay=replays())
def test_without_a_global_cap_customers_do_not_touch_each_other(replay: Any) -> None:
    definition, history, how = replay
    definition = definition.model_copy(update={"caps": tuple(c for c in definition.caps if not c.is_global)})
    outcome = reference(definition, history, **how)
    for customer in outcome.balance:
        own = History(
            tuple(b for b in history.baskets if b.customer == customer),
            history.refunds,
            tuple(a for a in history.acts if a.customer == customer),
        )
        alone = reference(definition, own, **how)
        assert alone.entries == {k: e for k, e in outcome.entries.items() if e.customer == customer}
        assert alone.tiers.get(customer) == outcome.tiers.get(customer)


@given(replay=replays(), data=st.data())
def test_baskets_and_refunds_may_arrive_in_any_order(replay: Any, data: st.DataObject) -> None:
    definition, history, how = replay
    parts = data.draw(late(history))
    shuffled = History(tuple(b for part in parts for b in part), history.refunds[::-1], history.acts)
    assert reference(definition, shuffled, **how) == reference(definition, history, **how)
