"""Data that went bad underneath: snapshots lost or damaged, a newer store, features that are gone, lists on disk."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import RuleError, SnapshotCorrupt, SnapshotMissing, StoreNotReady, StoreTooNew
from core.services.doctor import examine
from core.services.lab import Lab
from tests.unit.services.damage import damage, spoil

BIG = {">": [{"var": "total_revenue"}, 1000]}
GONE = {"and": [BIG, {">": [{"var": "loyalty_points"}, 5]}]}


def questions(lab: Lab, as_of: str | None = None) -> dict[str, Callable[[], object]]:
    """What one asks of a segment called `big`."""
    return {
        "preview": lambda: lab.audiences.preview(BIG, as_of=as_of),
        "members": lambda: lab.audiences.members("big", as_of=as_of),
        "why": lambda: lab.audiences.why("big", 1, as_of=as_of),
        "overlap": lambda: lab.audiences.overlap(["big"], as_of=as_of),
        "profile": lambda: lab.audiences.profile("big", as_of=as_of),
        "recalculate": lambda: lab.memberships.recalculate("big", as_of=as_of),
        "export": lambda: lab.transfer.members("big", as_of=as_of),
    }


def snapshot_file(lab: Lab, name: str) -> Path:
    return lab.warehouse.snapshot().folder / name


@pytest.mark.parametrize("harm", ["lost", "cut", "middle"])
def test_a_damaged_snapshot_is_named_and_the_definitions_stay(shop: Lab, harm: str) -> None:
    shop.segments.create("Big", BIG)
    file = snapshot_file(shop, "transactions.parquet")
    damage(file, harm, middle=slice(100, 4100))
    for asked in questions(shop, "2017-03-03").values():
        with pytest.raises(SnapshotCorrupt, match=r"transactions.parquet[\s\S]*warehouse refresh"):
            asked()
    if harm != "middle":  # of that only a full reading knows: ids are looked up in a file that is whole
        with pytest.raises(SnapshotCorrupt):
            shop.segments.create_static("L", ["1"])
    shop.segments.edit("big", seen=1, rename="Bigger")
    assert [s.name for s in shop.segments.all()] == ["Bigger"]
    assert shop.memberships.overview()["name"].to_list() == ["Bigger"]


def test_without_a_snapshot_definitions_can_be_made_and_questions_say_what_to_do(shop: Lab) -> None:
    shop.segments.create("Big", BIG)
    shutil.rmtree(shop.settings.home / "snapshots")
    for asked in (*questions(shop).values(), lambda: shop.segments.create_static("L", ["1"])):
        with pytest.raises(SnapshotMissing, match="warehouse refresh"):
            asked()
    assert shop.segments.create("Other", {"!": BIG}).head == 1
    shop.warehouse.refresh()
    assert shop.memberships.recalculate("big").n_customers == 60


def test_a_view_in_the_cache_that_is_damaged_is_built_anew(shop: Lab) -> None:
    members = shop.audiences.rule_members(BIG)
    path = shop.features.view().path
    path.write_bytes(path.read_bytes()[:1000])
    assert shop.audiences.rule_members(BIG).equals(members)


def test_a_store_from_a_newer_version_is_refused_and_left_as_it_is(shop: Lab) -> None:
    shop.segments.create("Big", BIG)
    file = shop.settings.home / "store.sqlite"
    with sqlite3.connect(file) as plain:
        plain.execute("UPDATE alembic_version SET version_num = '9999'")
    plain.close()
    with Lab.open(shop.settings, clock=shop.clock) as newer:
        for asked in (*questions(newer).values(), newer.segments.all, lambda: newer.segments.create("X", BIG)):
            with pytest.raises(StoreTooNew, match="at schema 9999, which this version does not know"):
                asked()
        assert newer.database.revision() == "9999"


def test_a_store_that_was_never_migrated_says_what_to_run(shop: Lab) -> None:
    shop.close()
    for file in shop.settings.home.glob("store.sqlite*"):
        file.unlink()
    with Lab.open(shop.settings, clock=shop.clock) as fresh, pytest.raises(StoreNotReady, match="db upgrade"):
        fresh.segments.create("Big", BIG)


def test_a_segment_whose_feature_is_gone_spoils_nothing_else(shop: Lab) -> None:
    for name in ("Big", "Broken", "Other"):
        shop.segments.create(name, BIG)
    shop.segments.create("Uses", {"==": [{"var": "segment.broken"}, True]})
    shop.memberships.recalculate("broken")
    spoil(shop, "broken", GONE)
    words = r"The rule of segment 'broken' cannot be used:\n  - at /and/1/>/0: There is no field 'loyalty_points'"
    for slug in ("broken", "uses"):
        for asked in (shop.audiences.members, shop.audiences.profile, shop.memberships.recalculate):
            with pytest.raises(RuleError, match=words):
                asked(slug)
    assert [s.slug for s in shop.segments.all()] == ["big", "broken", "other", "uses"]
    assert shop.memberships.overview().height == 4
    overlap = shop.audiences.overlap()
    assert set(overlap.pairs["a"]) == {"big", "other"}
    assert list(overlap.left_out) == ["broken", "uses"]
    assert shop.audiences.preview(BIG).members == shop.memberships.recalculate("big").n_members
    check = next(c for c in examine(shop) if c.name == "segments")
    assert not check.is_ok
    assert "broken: The rule of segment 'broken' cannot be used" in check.found
    shop.segments.archive("big")  # what is broken does not stand in the way
    shop.segments.edit("broken", seen=1, rename="Still broken")
    shop.segments.edit("broken", seen=2, rule=BIG)
    assert shop.audiences.members("uses").to_list() == shop.audiences.members("other").to_list()


def test_rules_that_were_harmed_in_the_store_are_refused_when_they_are_run(shop: Lab) -> None:
    shop.segments.create("Big", BIG)
    for rule in ({"method": [[1], "sort"]}, {"log": "x"}, None, [], "x", {"<": [{"var": "bucket.A\x00"}, 1]}, 7):
        spoil(shop, "big", rule)
        for asked in (shop.audiences.members, shop.memberships.recalculate):
            with pytest.raises(RuleError, match="The rule of segment 'big' cannot be used"):
                asked("big")


@pytest.mark.parametrize("harm", ["lost", "cut", "garbage"])
def test_a_list_on_the_disk_is_only_a_copy_of_the_store(shop: Lab, harm: str) -> None:
    shop.segments.create_static("L", ["1", "2"])
    assert shop.audiences.members("l").to_list() == [1, 2]
    (file,) = (shop.settings.home / "lists").iterdir()
    damage(file, harm)
    assert shop.audiences.members("l").to_list() == [1, 2]


def test_the_doctor_finds_every_fault_at_once_each_with_a_remedy(shop: Lab) -> None:
    shop.segments.create("Big", BIG)
    shop.memberships.recalculate("big")
    assert all(c.is_ok or c.name == "disk" for c in examine(shop)), [c for c in examine(shop) if not c.is_ok]
    spoil(shop, "big", GONE)
    shutil.rmtree(shop.settings.home / "memberships")
    snapshot_file(shop, "products.parquet").write_bytes(b"garbage")
    (shop.settings.home / "shop.duckdb").unlink()
    found = {c.name: c for c in examine(shop) if not c.is_ok}
    assert {"warehouse", "snapshot", "snapshot files", "features", "segments", "memberships"} <= set(found)
    assert all(c.fix and c.found for c in found.values())
    assert "recalculate big --anew" in found["memberships"].fix


def test_an_unknown_fault_is_not_swallowed_by_the_doctor(shop: Lab) -> None:
    class Broken:
        def __getattr__(self, name: str) -> object:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        examine(Broken())  # type: ignore[arg-type]
