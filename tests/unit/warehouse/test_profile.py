"""Profiles: what ships loads, and every fault of one that does not is named at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import ConfigError
from core.warehouse import Profile

GOOD = """
name: little
time_zone: Europe/Paris
is_live: true
unit: EUR
tables:
  customers:
    description: Everybody.
    source: people
    key: [customer_id]
    columns: {customer_id: string}
  visits:
    description: Who came when.
    source: visits
    instant: came_at
    columns:
      customer_id: string
      came_at: {from: at, type: timestamp}
      came_on: {day_of: came_at, type: date}
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "little.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def faults_of(tmp_path: Path, text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        Profile.load(written(tmp_path, text))
    return caught.value.what


def test_the_demos_profile_declares_the_logical_tables() -> None:
    profile = Profile.load("complete_journey")
    assert set(profile.tables) == {
        "customers",
        "demographics",
        "transactions",
        "products",
        "campaigns",
        "campaign_contacts",
        "redemptions",
        "coupons",
    }
    assert (profile.time_zone, profile.is_live, profile.unit) == ("America/New_York", False, "USD")
    ids = [t.columns["customer_id"] for t in profile.tables.values() if "customer_id" in t.columns]
    assert {c.type for c in ids} == {"integer"}


def test_a_profile_is_found_by_path_and_columns_may_be_short(tmp_path: Path) -> None:
    profile = Profile.load(written(tmp_path, GOOD))
    assert profile.tables["customers"].columns["customer_id"].type == "string"


def test_the_time_zone_can_be_set_from_outside(tmp_path: Path) -> None:
    profile = Profile.load(written(tmp_path, GOOD))
    assert profile.within(None) is profile
    assert profile.within("Asia/Tokyo").time_zone == "Asia/Tokyo"
    assert profile.within("Asia/Tokyo").digest != profile.digest


def test_an_unknown_name_offers_the_nearest() -> None:
    with pytest.raises(ConfigError, match=r"Did you mean 'complete_journey'\?"):
        Profile.load("complete_jorney")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("Europe/Paris", "Europe/Pariss", "time_zone: Value error, 'Europe/Pariss' is not an IANA time zone"),
        ("source: people\n", "source: people\n    sql: SELECT 1\n", "tables.customers: give either `source`"),
        ("    source: people\n", "", "tables.customers: give either `source`"),
        ("key: [customer_id]", "key: [custmer_id]", "no column 'custmer_id'. Did you mean 'customer_id'"),
        ("instant: came_at", "instant: came", "tables.visits.instant: there is no column 'came'"),
        ("instant: came_at", "instant: customer_id", "'customer_id' is neither a timestamp nor a date"),
        ("instant: came_at", "instant: came_at\n    day: came_at", "tables.visits.day: 'came_at' is not a date"),
        ("day_of: came_at", "day_of: customer_id", "'customer_id' is not a timestamp column"),
        ("{from: at, type: timestamp}", "{from: at, expression: b, type: timestamp}", "give only one of"),
        ("instant: came_at", "references: {customer_id: nobody}", "'nobody' is not a table with a key of one column"),
        ("type: date", "type: dat", "tables.visits.columns.came_on.type: Input should be"),
        ("unit: EUR\n", "unit: EUR\ncolor: red\n", "color: Extra inputs are not permitted"),
        ("  customers:", "  clients:", "there is no table customers with a column customer_id"),
        ("unit: EUR\n", "unit: EUR\nunit: USD\n", "the key 'unit' is written twice"),
        ("unit: EUR\n", "unit: [EUR\n", "is not YAML"),
    ],
)
def test_each_fault_is_named_with_its_place(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert old in GOOD
    assert fault in faults_of(tmp_path, GOOD.replace(old, new))


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    broken = GOOD.replace("key: [customer_id]", "key: [x]").replace("instant: came_at", "instant: y")
    text = faults_of(tmp_path, broken)
    assert "has 2 faults" in text
    assert "tables.customers.key" in text
    assert "tables.visits.instant" in text


def test_a_path_that_is_a_folder_or_not_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="There is no warehouse profile"):
        Profile.load(tmp_path)
    (tmp_path / "bytes.yaml").write_bytes(b"\xff\xfe\x00name")
    with pytest.raises(ConfigError, match="is not YAML"):
        Profile.load(tmp_path / "bytes.yaml")
