"""The first start and the second: what is missing is made, nothing is made twice, and what people did stays."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from pydantic import SecretStr

from core.config import Settings
from core.kernel.clock import FixedClock
from core.services import campaign_examples as examples
from core.services.lab import Lab
from core.services.program_examples import seed_programs
from core.services.setup import prepare, seed
from tests.unit.services.shop import CLOCK

EXAMPLES = [
    "created 6 example segments",
    "created 3 example programs, one of them in force",
    "created 3 example campaigns, one of which ran in its past",
]


def history(lab: Lab) -> dict[str, list[tuple[object, ...]]]:
    return {
        s.slug: [(r.as_of, r.n_members, r.n_joined, r.n_left) for r in lab.memberships.runs(s.slug)]
        for s in lab.segments.all(archived=True)
    }


@pytest.fixture
def demo(demo_copy: Path) -> Settings:
    return Settings(lab_home=demo_copy)


def test_a_second_start_does_nothing_and_takes_no_time(demo: Settings) -> None:
    with Lab.open(demo) as lab:
        before, began = history(lab), time.process_time()
        assert prepare(lab) == []
        assert time.process_time() - began < 3
        assert history(lab) == before
        assert len(before) == 6
        assert all(len(runs) == 12 for runs in before.values())


def test_an_interrupted_seeding_is_taken_up_where_it_stopped(demo: Settings, clock: FixedClock) -> None:
    with Lab.open(demo) as lab:
        whole = history(lab)
        rules = {s.slug: (s.name, s.rule) for s in lab.segments.all()}
    for file in demo.home.glob("store.sqlite*"):
        file.unlink()
    with Lab.open(demo, clock=clock) as lab:
        lab.database.upgrade()
        for slug in ("champions", "lapsing-big-spenders"):
            lab.segments.create(*rules[slug])
        for as_of, *_ in whole["champions"][:5]:
            lab.memberships.recalculate("champions", as_of=as_of)
        lab.memberships.recalculate("lapsing-big-spenders", as_of=whole["champions"][0][0])
        assert seed(lab) == 6
        assert history(lab) == whole
        assert seed(lab) == 0


def test_what_people_did_before_an_interrupted_seeding_was_taken_up_stays(shop: Lab) -> None:
    shop.segments.create("Champions", {"<": [{"var": "r_score"}, 5]})
    shop.segments.create("Something", {"<": [{"var": "r_score"}, 5]})
    shop.segments.edit("something", seen=1, rename="Coupon redeemers")
    shop.segments.create_static("Fresh food regulars", ["1"])
    shop.segments.archive("champions")
    assert seed(shop) == 6
    kept = {s.slug: (s.head, s.is_static, s.archived_at is None) for s in shop.segments.all(archived=True)}
    assert kept["champions"] == (1, False, False)
    assert kept["something"] == (2, False, True)
    assert kept["fresh-food-regulars"] == (1, True, True)
    assert len(kept) == 6
    assert shop.memberships.runs("champions") == []
    assert len(shop.memberships.runs("something")) == 4


def test_what_people_did_to_the_examples_stays(demo: Settings) -> None:
    with Lab.open(demo) as lab:
        lab.segments.edit("champions", seen=1, rename="Stars", rule={">=": [{"var": "r_score"}, 5]})
        lab.segments.archive("families-with-children")
        before = history(lab)
        assert prepare(lab) == []
        assert history(lab) == before
        assert lab.segments.get("champions").name == "Stars"
        assert lab.segments.get("families-with-children").archived_at is not None


def test_a_new_home_needs_no_demo_when_the_warehouse_is_another(shop: Lab) -> None:
    done = prepare(shop)
    assert done == EXAMPLES
    assert prepare(shop) == []
    assert shop.memberships.runs("champions")[-1].as_of == shop.warehouse.snapshot().as_of


def test_a_store_on_postgresql_holds_the_same_after_the_same(shop_settings: Settings, postgres_url: str) -> None:
    elsewhere = shop_settings.model_copy(update={"store_url": SecretStr(postgres_url)})
    with (
        Lab.open(shop_settings, clock=FixedClock(CLOCK)) as here,
        Lab.open(elsewhere, clock=FixedClock(CLOCK)) as there,
    ):
        done = [prepare(lab)[-3:] for lab in (here, there)]
        assert done == [EXAMPLES] * 2
        assert history(there) == history(here)
        assert there.memberships.overview().equals(here.memberships.overview())
        assert prepare(there) == []


def test_an_interrupted_seeding_of_campaigns_is_taken_up_where_it_stopped(shop: Lab) -> None:
    seed(shop)
    seed_programs(shop)
    then = shop.at(examples.DESIGNED_AT)
    file = examples.FOLDER / shop.warehouse.profile.name / f"{examples.RUN}.yaml"
    then.campaigns.create(file.read_text(encoding="utf-8"))
    then.campaigns.submit(examples.RUN)
    assert examples.seed_campaigns(shop) == 3
    assert {c.slug: str(c.state) for c in shop.campaigns.all()} == {
        examples.RUN: "ended", examples.IN_REVIEW: "in_review", "win-back-big-spenders": "draft",
    }  # fmt: skip
    assert [run.key for run in shop.launching.runs(examples.RUN)] == ["2017-10-02T14:00:00Z"]
    assert examples.seed_campaigns(shop) == 0
