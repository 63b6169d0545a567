"""The query of outcomes says the same as a reference that goes through the customers one by one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from core.campaigns.outcomes import steps
from core.warehouse import Engine
from tests.property.campaigns.outcome_worlds import ARMS, World, asked, first_days, group, worlds


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    made = Engine(threads=1)
    yield made
    made.close()


@given(world=worlds())
@settings(max_examples=100)
def test_sums_are_those_of_the_reference(engine: Engine, world: World) -> None:
    found = asked(engine, world)
    for arm, variant in [*ARMS, ("treated", None)]:
        assert dict(found.whole(arm, variant)) == group(world, arm, variant, is_whole=True)
        assert dict(found.before(arm, variant)) == group(world, arm, variant, is_whole=False)
        assert found.assigned(arm, variant) == group(world, arm, variant, is_whole=False)["n"]
    for arm in ("control", "treated"):
        for day in steps(world.days):
            assert dict(found.first(day, arm)) == first_days(world, day, arm)
