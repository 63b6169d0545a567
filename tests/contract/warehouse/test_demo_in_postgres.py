"""The demo in PostgreSQL: the shipped profile runs unchanged and gives the same answers, customer for customer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest
import yaml

from core.config import Settings
from core.services.lab import Lab
from core.services.program_examples import seed_programs
from core.services.setup import EXAMPLES
from scripts.postgres import Server
from tests.contract.warehouse.alike import assert_alike
from tests.postgres import database
from tests.unit.cli.asking import ask

pytestmark = pytest.mark.timeout(300)  # the first test may have to build the demo's lab as well as load the demo


@pytest.fixture(scope="module")
def embedded(demo_home: Path) -> Iterator[Lab]:
    """The lab on the demo's own file."""
    with Lab.open(Settings(lab_home=demo_home)) as lab:
        yield lab


@pytest.fixture(scope="module")
def served(postgres: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A lab on a PostgreSQL into which `warehouse demo --to` loaded the demo, with the examples."""
    with database(postgres) as url:
        settings = Settings(dwh_url=url, lab_home=tmp_path_factory.mktemp("served"))
        with Lab.open(settings) as lab:
            answer = ask(lab, "warehouse", "demo", "--to", url)
            assert answer.code == 0, answer.err
            assert url not in answer.out + answer.err  # it holds the password
            lab.warehouse.refresh()
            lab.database.upgrade()
            for example in yaml.safe_load((EXAMPLES / "complete_journey.yaml").read_text(encoding="utf-8"))["segments"]:
                lab.segments.create(example["name"], example["rule"])
            assert seed_programs(lab) == 3
            yield lab


def test_every_logical_table_is_the_same(embedded: Lab, served: Lab) -> None:
    assert_alike(embedded.warehouse.snapshot(), served.warehouse.snapshot())
    assert embedded.warehouse.snapshot().as_of == served.warehouse.snapshot().as_of


@pytest.mark.parametrize("days_before", [0, 100])
def test_every_feature_and_segment_of_every_customer_is_the_same(days_before: int, embedded: Lab, served: Lab) -> None:
    as_of = embedded.warehouse.snapshot().as_of - timedelta(days=days_before)
    views = [pl.read_parquet(lab.features.view(as_of).path) for lab in (embedded, served)]
    assert views[0].width == 56  # the customer, 51 features, and 4 of the example program
    assert views[0].equals(views[1])
    slugs = [segment.slug for segment in served.segments.all()]
    assert len(slugs) == 6
    for slug in slugs:
        members = [lab.audiences.members(slug, as_of=as_of).to_list() for lab in (embedded, served)]
        assert members[0] == members[1], slug
        assert members[0], slug


def test_the_source_fits_the_profile_and_says_what_it_holds(served: Lab) -> None:
    assert served.warehouse.problems() == []
    answer = ask(served, "warehouse", "test")
    assert answer.code == 0, answer.out
