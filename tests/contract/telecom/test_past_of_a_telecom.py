"""A telecom whose wide view is overwritten: what A does on it, now and as of instants that only kept snapshots know."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import duckdb
import polars as pl
import pytest

from core.config import Settings
from core.errors import BadInput, NoHistory
from core.kernel.clock import FixedClock
from core.services.doctor import examine
from core.services.lab import Lab
from core.services.setup import prepare
from tests.contract.telecom.conftest import AS_OF, CUSTOMERS, TAKEN
from tests.unit.cli.asking import ask

DAY = timedelta(days=1)
GOLD = {"==": [{"var": "customer_tier"}, "gold"]}


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A lab that was set up, then refreshed a day later, when every gold customer had become platinum."""
    home = tmp_path_factory.mktemp("telecom")
    url, clock = f"duckdb:///{home}/telecom.duckdb", FixedClock(TAKEN)
    settings = Settings(dwh_url=url, dwh_profile="telecom", lab_home=home / "lab", lab_threads=1)
    with Lab.open(settings, clock=clock) as lab:
        lab.loading.generate(url, customers=CUSTOMERS, as_of=AS_OF.isoformat())
        assert [d.split()[0] for d in prepare(lab)] == ["migrated", "took", "created"]
        lab.segments.create("Gold", GOLD)
        lab.memberships.recalculate("gold")
        with duckdb.connect(str(home / "telecom.duckdb")) as db:
            db.execute("UPDATE customer_features_view SET customer_tier = 'platinum' WHERE customer_tier = 'gold'")
        clock.advance(DAY)
        lab.warehouse.refresh(full=True)
        yield lab


def test_the_examples_are_recorded_as_of_the_first_snapshot_alone(later: Lab) -> None:
    runs = [r for s in later.segments.all() if not s.is_static for r in later.memberships.runs(s.slug)]
    assert {r.as_of for r in runs} == {TAKEN}
    assert prepare(later) == []


def test_yesterday_is_known_and_the_day_before_is_not(later: Lab) -> None:
    then, now = later.features.views(TAKEN + DAY / 2, None)
    assert (then.as_of, now.as_of) == (TAKEN, TAKEN + DAY)
    assert later.audiences.members("gold", as_of=now).is_empty()
    gold = later.audiences.members("gold", as_of=then)
    assert 10 < len(gold) < CUSTOMERS
    found = later.memberships.diff("gold", instants=(TAKEN, None))
    assert (found.left.to_list(), found.n_after) == (gold.to_list(), 0)
    with pytest.raises(NoHistory, match="no history of customers"):
        later.features.view(TAKEN - DAY)
    assert ask(later, "segments", "members", "gold", "--as-of", "2026-01-01").code == 1


def test_home_keeps_its_trends_since_purchases_are_dated(later: Lab) -> None:
    trade = later.home.trade()
    assert trade.lacking == ""
    assert all(len(m.values) > 1 for m in trade.metrics)
    assert trade.weeks.height > 50
    assert later.home.overview().segments.height == 9


def test_doctor_finds_nothing_wrong(later: Lab) -> None:
    checks = {c.name: c for c in examine(later)}
    assert [c for c in checks.values() if not c.is_ok] == []
    assert checks["features"].found.endswith(f"{CUSTOMERS} customers")


def test_customers_known_by_uuid_go_out_and_come_in(later: Lab, tmp_path: Path) -> None:
    ids = later.audiences.rule_members({"==": [{"var": "region"}, "North"]})
    assert all(len(i) == 36 for i in ids)
    later.transfer.write("never-bought", tmp_path / "out.csv")
    assert (
        pl.read_csv(tmp_path / "out.csv")["customer_id"].to_list() == later.audiences.members("never-bought").to_list()
    )
    listed = later.transfer.load_ids("Northern", pl.concat([ids, pl.Series(["nobody"]), ids.head(1)]))
    assert (listed.segment.definition.n_ids, listed.unknown.to_list()) == (len(ids), ["nobody"])
    assert later.audiences.members("northern").to_list() == ids.to_list()
    why = later.audiences.why("northern", f" {ids[0]} ")
    assert (why.customer_id, why.is_member) == (ids[0], True)
    with pytest.raises(BadInput, match="None of the 1 ids"):
        later.segments.create_static("Nobody", [ids[0][:-1]])
    later.segments.archive("northern")
