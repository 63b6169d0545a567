"""The demo's example segments, month by month, as `demo.yaml` has them: a marketer can read it, polars computed it.

To write the file anew after a change of the examples: `python -m tests.golden.segments.test_demo_segments LAB_HOME`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml
from polars import col

from core.config import Settings
from core.contact.shares import bucket
from core.services.lab import Lab

FILE = Path(__file__).parent / "demo.yaml"
LAPSING = (col("m_score") >= 4) & (col("last_purchase_days_ago") >= 21)
BOUGHT = col("departments_bought").list
PILOT = col("customer_id").map_elements(lambda c: bucket(c, "win-back") < 2000, return_dtype=pl.Boolean)
EXAMPLES = {
    "champions": (col("r_score") >= 4) & (col("f_score") >= 4) & (col("m_score") >= 4),
    "coupon-redeemers": col("coupons_redeemed") >= 3,
    "families-with-children": col("kids_count").is_in(["1", "2", "3+"]),
    "fresh-food-regulars": BOUGHT.contains("PRODUCE")
    & (BOUGHT.contains("MEAT") | BOUGHT.contains("SEAFOOD"))
    & (col("transactions_28d") >= 2),
    "lapsing-big-spenders": LAPSING,
    "win-back-pilot": LAPSING & PILOT,
}


def computed(lab: Lab) -> dict[str, Any]:
    """Members, joined and left of every example at every instant it was recorded at, by polars."""
    found: dict[str, Any] = {}
    for slug, truth in EXAMPLES.items():
        before: set[int] = set()
        found[slug] = {}
        for run in lab.memberships.runs(slug):
            frame = pl.read_parquet(lab.features.view(run.as_of).path)
            now = set(frame.filter(truth.fill_null(value=False))["customer_id"])
            day = f"{run.as_of.astimezone(lab.features.zone):%Y-%m-%d}"
            found[slug][day] = {"members": len(now), "joined": len(now - before), "left": len(before - now)}
            before = now
    return found


@pytest.fixture(scope="module")
def demo(demo_home: Path) -> Iterator[Lab]:
    with Lab.open(Settings(lab_home=demo_home)) as lab:
        yield lab


@pytest.fixture(scope="module")
def golden() -> dict[str, Any]:
    return dict(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def test_the_recorded_history_is_that_of_the_file(demo: Lab, golden: dict[str, Any]) -> None:
    recorded = {
        s.slug: {
            f"{r.as_of.astimezone(demo.features.zone):%Y-%m-%d}": {
                "members": r.n_members, "joined": r.n_joined, "left": r.n_left,
            }
            for r in demo.memberships.runs(s.slug)
        }
        for s in demo.segments.all()
    }  # fmt: skip
    assert recorded == golden


def test_polars_comes_to_the_same_figures(demo: Lab, golden: dict[str, Any]) -> None:
    assert computed(demo) == golden


def test_the_file_speaks_of_all_examples_of_the_whole_year(golden: dict[str, Any]) -> None:
    assert set(golden) == set(EXAMPLES)
    assert {len(months) for months in golden.values()} == {12}
    assert all(m["joined"] <= m["members"] for months in golden.values() for m in months.values())


if __name__ == "__main__":
    with Lab.open(Settings(lab_home=Path(sys.argv[1]))) as lab:
        FILE.write_text(yaml.safe_dump(computed(lab), sort_keys=False), encoding="utf-8")
