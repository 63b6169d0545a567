"""The demo's example programs over its whole year: the figures of `demo.json`, and 40 customers held against the slow
reference, whose base points are counted from the rows of the snapshot in plain fractions.

To write the file anew after a change of the examples: `python -m tests.golden.programs.test_demo_programs LAB_HOME`.
The figures change only when an example or the semantics do; then say in the commit which moved, and why.
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from core.config import Settings
from core.programs.acting import Doings
from core.programs.engine import run
from core.programs.entries import entries
from core.programs.text import read_program
from core.services.lab import Lab
from core.services.program_examples import FOLDER
from core.services.replays import Burning
from tests.property.programs.histories import NEW_YORK, Act, Basket, History
from tests.property.programs.reference import Entry, reference

FILE = Path(__file__).parent / "demo.json"
EXAMPLES = ("everyday", "fresh-rewards", "inner-circle")
N = 40  # every 61st customer or so


def text(slug: str) -> str:
    return (FOLDER / "complete_journey" / f"{slug}.yaml").read_text(encoding="utf-8")


def figures(lab: Lab, slug: str) -> dict[str, Any]:
    """A replay of the whole year, ready for JSON: totals, months, tiers at the end of each month."""
    found = lab.replays.replay(text(slug), burn=Burning.behaviour("0.3", seed=7))
    months = found.months.with_columns(pl.col("month").dt.to_string("%Y-%m"), pl.col("liability").cast(pl.String))
    tiers = defaultdict(dict)
    for month, tier, customers in found.ladder.rows():
        tiers[f"{month:%Y-%m}"][tier] = customers
    return {
        "without burning": lab.replays.replay(text(slug)).summary(),
        "a third of those who can burn": found.summary(),
        "months": {row.pop("month"): row for row in months.rows(named=True)},
        "tiers": dict(tiers),
    }


@pytest.fixture(scope="module")
def demo(demo_home: Path) -> Iterator[Lab]:
    with Lab.open(Settings(lab_home=demo_home)) as lab:
        yield lab


@pytest.mark.parametrize("slug", EXAMPLES)
def test_a_replay_of_the_year_is_that_of_the_file(demo: Lab, slug: str) -> None:
    golden = json.loads(FILE.read_text(encoding="utf-8"))[slug]
    found = json.loads(json.dumps(figures(demo, slug)))
    for name, value in golden.items():
        assert found[name] == value, name
    assert found.keys() == golden.keys()


@pytest.fixture(scope="module")
def bought(demo: Lab) -> dict[str, list[Basket]]:
    """Of every customer the baskets with what the rule of `everyday.yaml` gives: the whole dollars, if above 0."""
    rows = demo.warehouse.snapshot().relation("transactions")
    lines = demo._engine.rows(f"SELECT customer_id, basket_id, sales_cents, occurred_at FROM {rows}")
    cents: dict[tuple[str, str], int] = defaultdict(int)
    began: dict[tuple[str, str], datetime] = {}
    for customer, basket, value, instant in lines:
        key = (str(customer), str(basket))
        cents[key] += value
        began[key] = min(began.get(key, instant), instant)
    found: dict[str, list[Basket]] = defaultdict(list)
    for (customer, basket), value in cents.items():
        points = max(math.floor(Fraction(value, 100) * Fraction(1)), 0)
        found[customer].append(Basket(customer, basket, began[customer, basket], (points,)))
    return found


@pytest.fixture(scope="module")
def some(bought: dict[str, list[Basket]]) -> list[str]:
    """Every so-manieth customer, and the one with the most baskets."""
    people = sorted(bought, key=int)
    most = max(people, key=lambda c: len(bought[c]))
    return sorted({*people[:: len(people) // (N - 1)][: N - 1], most})


def told(rows: pl.DataFrame) -> dict[str, Entry]:
    return {
        r["key"]: Entry(r["kind"], r["customer_id"], r["lot"], r["points"], r["qualifying"], r["day"], r["at"])
        for r in rows.rows(named=True)
        if r["points"] or r["qualifying"]
    }


def wanted(demo: Lab, baskets: list[Basket], acts: tuple[Act, ...], burning: str) -> dict[str, Entry]:
    first, last = demo.replays._earning.days()
    outcome = reference(
        read_program(text("everyday")), History(tuple(baskets), (), acts), zone=NEW_YORK, from_on=first, to_on=last,
        burning=(burning,),
    )  # fmt: skip
    return {key: entry for key, entry in outcome.entries.items() if entry.points or entry.qualifying}


def test_forty_customers_of_everyday_are_those_of_the_slow_reference(
    demo: Lab, bought: dict[str, list[Basket]], some: list[str]
) -> None:
    definition, (first, last) = read_program(text("everyday")), demo.replays._earning.days()
    (events,) = demo.replays._earning.events(definition, from_on=first, to_on=last)
    whole = run(definition, events.baskets, Doings(), from_on=first, to_on=last, zone=NEW_YORK)
    found = entries(whole)
    assert len(some) == N
    for customer in some:
        mine = told(found.filter(pl.col("customer_id") == customer))
        assert mine == wanted(demo, bought[customer], (), "none")


def test_their_ledger_is_that_of_the_slow_reference_too(
    demo: Lab, bought: dict[str, list[Basket]], some: list[str]
) -> None:
    """With the redemptions that the example made up at the till, as the ledger has them."""
    program = demo.programs.get("everyday")
    with demo.database.view() as work:
        kept = work.ledger.entries(program.program_id, customers=some)
        actions = work.ledger.actions(program.program_id, customers=some).rows(named=True)
    assert actions
    net = kept.with_columns(pl.coalesce("corrects", "key").alias("key")).group_by(
        "customer_id", "key", "kind", "lot", "day", "at"
    ).agg(pl.col("points", "qualifying").sum())  # fmt: skip
    for customer in some:
        acts = tuple(
            Act(a["key"], a["kind"], customer, a["at"], a["points"], a["cancels"])
            for a in actions
            if a["customer_id"] == customer
        )
        mine = told(net.filter(pl.col("customer_id") == customer))
        assert mine == wanted(demo, bought[customer], acts, "ledger")


if __name__ == "__main__":
    with Lab.open(Settings(lab_home=Path(sys.argv[1]))) as lab:
        FILE.write_text(json.dumps({slug: figures(lab, slug) for slug in EXAMPLES}, indent=1) + "\n", encoding="utf-8")
