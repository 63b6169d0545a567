"""The examples of docs/WAREHOUSE.md work as they stand there."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest
import yaml

from core.features import Dictionary
from core.features.dictionary import DICTIONARIES
from core.warehouse import Profile
from core.warehouse.profile import LogicalTable
from core.warehouse.purchases import FIXED, Purchases, Refunds
from core.warehouse.types import ColumnType

TEXT = (Path(__file__).resolve().parents[3] / "docs" / "WAREHOUSE.md").read_text(encoding="utf-8")


def example(first_line: str) -> str:
    """The indented block that begins with that line."""
    block = TEXT[TEXT.index(f"    {first_line}") :]
    return textwrap.dedent(re.match(r"(?:(?:    .*)?\n)+", block)[0])


def test_the_example_of_a_profile_is_one(tmp_path: Path) -> None:
    path = tmp_path / "my_shop.yaml"
    path.write_text(example("name: my_shop"), encoding="utf-8")
    profile = Profile.load(path)
    assert list(profile.tables) == ["customers", "products", "transactions"]
    assert profile.tables["transactions"].watch["negative"].level == "warning"


def test_the_example_of_purchases_can_be_read() -> None:
    purchases = Purchases.model_validate(yaml.safe_load(example("purchases:"))["purchases"])
    assert (purchases.table, purchases.discount) == ("transactions", ("card_cents", "coupon_cents"))
    assert purchases.refunds == Refunds(table="refunds", basket="basket_id", instant="refunded_at")


@pytest.mark.parametrize("word", [*Purchases.model_fields, *FIXED])
def test_every_word_of_purchases_is_described(word: str) -> None:
    section = TEXT[TEXT.index("### What customers pay for") : TEXT.index("## Snapshots")]
    assert word in section


def test_the_example_of_a_feature_can_be_added_to_the_demos(tmp_path: Path) -> None:
    document = yaml.safe_load((DICTIONARIES / "complete_journey.yaml").read_text(encoding="utf-8"))
    document["groups"] |= yaml.safe_load(example("groups:"))["groups"]
    path = tmp_path / "mine.yaml"
    path.write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")
    field = Dictionary.load(path).schema["fuel_visits_28d"]
    assert (field.group, field.nullable, field.unit) == ("Fuel", False, "visits")


@pytest.mark.parametrize("word", [*ColumnType, *LogicalTable.model_fields])
def test_every_word_is_described(word: str) -> None:
    assert word in TEXT
