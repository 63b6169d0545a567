"""From nothing to example segments on a telecom, by the command line, in PostgreSQL and in a DuckDB file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from core.features import Dictionary, LiveFeatures, Translations
from core.services.lab import Lab
from core.services.setup import EXAMPLES
from core.warehouse import Engine
from core.warehouse.pushdown.asking import pushed_down
from tests.contract.telecom.conftest import AS_OF, CUSTOMERS, TAKEN, telecom_lab
from tests.contract.telecom.reference import features
from tests.contract.telecom.test_telecom_features import spelt
from tests.contract.warehouse.alike import assert_alike
from tests.unit.cli.asking import ask

Row = dict[str, Any]
REFERENCE_DAY = TAKEN.date()
SEGMENTS: dict[str, Callable[[Row], bool]] = {
    "Champions": lambda c: min(c["r_score"] or 0, c["f_score"], c["m_score"]) >= 4,
    "Valuable and about to leave": lambda c: (
        c["customer_status"] == "active" and c["customer_tier"] in ("gold", "platinum") and c["churn_score"] >= 0.6
    ),
    "Win back": lambda c: (
        c["is_away"] and c["m_score"] >= 4 and REFERENCE_DAY - c["last_churned_on"] < timedelta(days=365)
    ),
    "Fond of offers": lambda c: c["offers_sent"] >= 3 and c["conversion_rate"] >= 0.5,
    "Ready for offer 8": lambda c: (
        c["customer_status"] == "active"
        and c["offers_taken"] > 0
        and "8" not in c["offers_seen"]
        and c["last_offer_days_ago"] >= 28
    ),
    "Never bought": lambda c: c["transaction_count"] == 0 and c["customer_status"] == "active",
    "Young and in the app": lambda c: (
        c["age"] is not None and c["age"] < 35 and (c["app_share"] or 0) >= 0.5 and c["transactions_91d"] > 0
    ),
}


def begun(url: str, home: Path) -> Lab:
    """A lab in which `warehouse generate` and `setup` were run."""
    lab = telecom_lab(url, home)
    generate = ["warehouse", "generate", "--profile", "telecom", "--customers", str(CUSTOMERS), "--to", url]
    answer = ask(lab, *generate, "--as-of", AS_OF.isoformat(), "--json")
    assert answer.code == 0, answer.err
    assert answer.json["rows"]["customer_features_view"] == CUSTOMERS
    answer = ask(lab, "setup")
    assert answer.code == 0, answer.err
    return lab


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("telecom") / "telecom.duckdb"


@pytest.fixture(scope="module")
def lab(file: Path) -> Iterator[Lab]:
    with begun(f"duckdb:///{file}", file.parent / "lab") as opened:
        yield opened


def test_the_examples_are_those_checked_here() -> None:
    examples = yaml.safe_load((EXAMPLES / "telecom.yaml").read_text(encoding="utf-8"))["segments"]
    assert [e["name"] for e in examples] == [*SEGMENTS, "Win-back pilot"]


@pytest.mark.parametrize("name", SEGMENTS)
def test_an_example_has_the_members_that_its_words_say(name: str, lab: Lab, file: Path) -> None:
    answer = ask(lab, "segments", "preview", name, "--ids", "--json")
    assert answer.code == 0, answer.err
    expected = {c for c, row in features(file, TAKEN).items() if SEGMENTS[name](row)}
    assert expected, "an example without a member shows nothing"
    assert set(answer.json["ids"]) == expected
    assert answer.json["total"] == CUSTOMERS


def test_the_pilot_is_a_part_of_those_worth_winning_back(lab: Lab) -> None:
    pilot, all_of_them = (set(lab.audiences.members(name)) for name in ("Win-back pilot", "Win back"))
    assert pilot <= all_of_them


def test_the_home_page_has_its_figures(lab: Lab) -> None:
    metrics = {metric.label: metric.value for metric in lab.home.trade().metrics}
    assert 0.7 * CUSTOMERS < metrics["Customers"] < CUSTOMERS  # who bought something
    assert metrics["Revenue, 28 days"] > 0


def lab_rows(view: pl.DataFrame) -> list[tuple[Any, ...]]:
    return [tuple(spelt(value) for value in row) for row in view.sort("customer_id").iter_rows()]


def live(lab: Lab) -> list[tuple[Any, ...]]:
    """Every feature of every customer, computed by PostgreSQL over its own tables."""
    dictionary = Dictionary.load("telecom")
    names = ", ".join(["customer_id", *dictionary.schema])
    with closing(Engine(threads=1)) as engine, pushed_down(lab.settings) as warehouse:
        features = LiveFeatures(
            Translations(dictionary.plan, engine), warehouse.relations(lab.warehouse.profile), TAKEN
        )
        rows = warehouse.rows(f"SELECT {names} FROM {features.over(dictionary.schema)} ORDER BY customer_id")
    return [tuple(spelt(value) for value in row) for row in rows]


def test_postgres_gives_the_same_answers_customer_for_customer(lab: Lab, postgres_url: str, tmp_path: Path) -> None:
    with begun(postgres_url, tmp_path) as other:
        assert_alike(lab.warehouse.snapshot(), other.warehouse.snapshot())
        views = [pl.read_parquet(opened.features.view().path) for opened in (lab, other)]
        assert views[0].equals(views[1])
        assert live(other) == lab_rows(views[0])
        for name in [*SEGMENTS, "Win-back pilot"]:
            assert lab.audiences.members(name).to_list() == other.audiences.members(name).to_list(), name
            rule = other.segments.rule(name)
            counted = other.audiences.preview(rule, engine="postgres")  # the warehouse itself, without a snapshot
            assert counted.counts == lab.audiences.preview(rule).counts, name
