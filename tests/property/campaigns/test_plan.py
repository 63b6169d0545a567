"""The plan of the product against the slow, obvious one; and what must be true of every plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.campaigns.model import Reason
from core.warehouse import Engine
from tests.property.campaigns.plan_worlds import large_world, planned, tables_of, worlds
from tests.property.campaigns.reference_plan import Earlier, Person, Row, World, plan

AT = datetime(2017, 6, 1, 12, tzinfo=UTC)
DEALT = ("treated", "control")
seeds = st.integers(0, 2**31)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    engine = Engine(threads=2)
    yield engine
    engine.close()


def crowd(n: int, **about: object) -> World:
    """A world in which nothing keeps anybody from being dealt an arm."""
    consents = frozenset({"outbox"})
    people = tuple(Person(str(i), "now", stratum=f"s{i % 7}", consents=consents) for i in range(n))
    return replace(World(at=AT, people=people), **about)


def arms(rows: dict[str, Row]) -> dict[str, tuple[str | None, str | None]]:
    return {c: (row.arm, row.variant) for c, row in rows.items() if row.arm is not None}


@settings(max_examples=100)
@given(world=worlds())
def test_the_plan_is_the_obvious_one(engine: Engine, world: World) -> None:
    assert planned(engine, world) == plan(world)


def test_the_plan_of_many_customers_is_the_obvious_one(engine: Engine) -> None:
    met = Counter[str]()
    for seed in range(40):
        world = large_world(seed, 500)
        found = planned(engine, world)
        assert found == plan(world), seed
        met.update(row.reason for row in found.values())
    assert set(met) == set(map(str, Reason)), "the worlds must bring every reason about"
    assert min(met.values()) > 50


@given(world=worlds(), seed=seeds)
def test_neither_the_order_of_rows_nor_the_number_of_threads_matters(engine: Engine, world: World, seed: int) -> None:
    shuffled = {name: frame.sample(fraction=1, shuffle=True, seed=seed) for name, frame in tables_of(world).items()}
    assert planned(engine, world, tables=shuffled) == planned(engine, world)


def test_one_thread_and_four_plan_alike() -> None:
    one, four = Engine(threads=1), Engine(threads=4)
    try:
        for seed in range(3):
            world = large_world(seed, 5_000)
            assert planned(one, world) == planned(four, world)
    finally:
        one.close()
        four.close()


@given(seed=seeds, n=st.integers(1, 100))
def test_a_customer_keeps_his_arm_when_others_come_and_go(engine: Engine, seed: int, n: int) -> None:
    world = replace(large_world(seed, 120), is_stratified=False, budget=None)
    fewer = replace(world, people=world.people[:n])
    whole, part = planned(engine, world), planned(engine, fewer)
    assert part == {c: row for c, row in whole.items() if c in part}


@given(seed=seeds, low=st.decimals(0, "0.9", places=4), high=st.decimals(0, "0.9", places=4))
def test_a_larger_control_group_holds_the_smaller_one(engine: Engine, seed: int, low: Decimal, high: Decimal) -> None:
    low, high = sorted((low, high))
    world = replace(large_world(seed, 150), is_stratified=False, budget=None)
    small, large = (
        {c for c, row in planned(engine, replace(world, control=share)).items() if row.arm == "control"}
        for share in (low, high)
    )
    assert small <= large


@given(share=st.decimals(0, "0.9", places=4), n=st.integers(1, 300), slug=st.sampled_from(["spring", "x", "it-s"]))
def test_every_stratum_is_within_one_of_its_share(engine: Engine, share: Decimal, n: int, slug: str) -> None:
    world = crowd(n, control=share, is_stratified=True, slug=slug)
    found = planned(engine, world)
    for stratum in {p.stratum for p in world.people}:
        members = [found[p.customer_id].arm for p in world.people if p.stratum == stratum]
        assert abs(members.count("control") - len(members) * share) < 1


@given(seed=seeds, later=st.integers(0, 60), is_stratified=st.booleans())
def test_who_had_an_arm_keeps_it_and_the_new_ones_are_dealt_evenly(
    engine: Engine, seed: int, later: int, *, is_stratified: bool
) -> None:
    share = Decimal("0.3")
    world = crowd(120, control=share, is_stratified=is_stratified, again_after_days=1, slug=f"s{seed}")
    known = world.people[: 120 - later]
    first = planned(engine, replace(world, people=known))
    long_ago = AT - timedelta(days=30)
    earlier = tuple(Earlier(c, "first", str(row.arm), row.variant, long_ago) for c, row in first.items())
    second = planned(engine, replace(world, earlier=earlier))
    assert arms(first) == {c: found for c, found in arms(second).items() if c in first}
    if is_stratified:
        for stratum in {p.stratum for p in world.people}:
            new = [second[p.customer_id].arm for p in world.people[120 - later :] if p.stratum == stratum]
            assert abs(new.count("control") - len(new) * share) < 1


@given(
    seed=seeds,
    control=st.sampled_from([Decimal(0), Decimal("0.1"), Decimal("0.5")]),
    budget=st.decimals(0, 30, places=2),
    cost=st.decimals("0.01", 1, places=2),
)
def test_a_budget_is_never_overspent_and_never_left_over(
    engine: Engine, seed: int, control: Decimal, *, budget: Decimal, cost: Decimal
) -> None:
    world = crowd(60, control=control, slug=f"s{seed}", budget=budget, cost=cost)
    whole, found = planned(engine, replace(world, budget=None)), planned(engine, world)
    n_wanted, n = (sum(row.reason == "treated" for row in rows.values()) for rows in (whole, found))
    assert n * cost <= budget
    assert n == n_wanted or (n + 1) * cost > budget
    if n == n_wanted:
        assert found == whole
    assert all(row == whole[c] or row.reason == "over_budget" for c, row in found.items())


def test_the_control_group_that_a_budget_leaves_is_a_fair_sample(engine: Engine) -> None:
    """Over 150 campaigns: as many controls for each treated as before the cut, and alike in what they spend."""
    n, paid, share = 400, 100, Decimal("0.2")
    spends = np.random.default_rng(5).lognormal(3, 1, n)
    n_controls, scores = 0, []
    for number in range(150):
        world = crowd(n, control=share, slug=f"campaign-{number}", budget=Decimal(paid), cost=Decimal(1))
        found = planned(engine, world)
        sides = {arm: spends[[int(c) for c, row in found.items() if row.arm == arm]] for arm in DEALT}
        assert len(sides["treated"]) == paid
        n_controls += len(sides["control"])
        spread = spends.var() * (1 / paid + 1 / max(1, len(sides["control"]))) * n / (n - 1)
        scores.append((sides["treated"].mean() - sides["control"].mean()) / np.sqrt(spread))
    # how many controls come before the last of r treated is negative binomial: mean r p/q, variance r p/q²
    p, q, draws = 0.2, 0.8, paid * 150
    assert abs(n_controls - draws * p / q) < 3.29 * np.sqrt(draws * p / q**2)
    # the sum of 150 squared scores, by its normal approximation at 99.9 %, and their mean
    assert abs(np.sum(np.square(scores)) - 150) < 3.29 * np.sqrt(2 * 150) * 1.2
    assert abs(np.mean(scores)) < 3.29 / np.sqrt(150)


def test_arms_variants_and_holdout_of_a_plan_are_independent(engine: Engine) -> None:
    """Of 20,000 customers, in two campaigns with a holdout: every pair of what they were dealt, by chi-square."""
    halves = (("A", Decimal("0.5")), ("B", Decimal("0.5")))
    about = {"control": Decimal("0.5"), "variants": halves}
    one, other, held = (
        planned(engine, crowd(20_000, **about, **more))
        for more in ({"slug": "one"}, {"slug": "other"}, {"slug": "one", "holdout": ("2017", Decimal("0.5"))})
    )
    frame = pl.DataFrame(
        {
            "one": [row.arm for row in one.values()],
            "other": [other[c].arm for c in one],
            "held": [held[c].reason == "holdout" for c in one],
            "first": [row.variant for row in one.values()],
            "second": [other[c].variant for c in one],
        }
    )
    pairs = [("one", "other"), ("one", "held"), ("first", "held"), ("first", "second"), ("first", "other")]
    for a, b in pairs:
        both = frame.select(a, b).drop_nulls()
        table = both.group_by(a, b).len()
        assert table.height == 4
        n, sides = both.height, [dict(both.group_by(c).len().iter_rows()) for c in (a, b)]
        expected = [sides[0][x] * sides[1][y] / n for x, y, _ in table.iter_rows()]
        chi = sum((k - e) ** 2 / e for (_, _, k), e in zip(table.iter_rows(), expected, strict=True))
        assert chi < 10.83, (a, b)  # one degree of freedom, 99.9 %
