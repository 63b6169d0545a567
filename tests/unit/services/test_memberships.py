"""Recalculation: joined and left against set arithmetic, what may be recorded, and what a lost file means."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from core.config import Settings
from core.errors import BadInput, Conflict, LabError, NotFound, Refused, SegmentIsStatic, StoreError
from core.kernel.clock import FixedClock
from core.services.lab import Lab
from tests.unit.services import shop as builder
from tests.unit.services.damage import damage

MONTHS = ("2017-02-01", "2017-03-01", "2017-04-01", "2017-05-01")
RECENT = {"and": [{"<=": [{"var": "last_purchase_days_ago"}, 2]}, {">": [{"var": "transaction_count"}, 1]}]}
BIG = {">": [{"var": "total_revenue"}, 500]}


def bought(n: int, as_of: datetime) -> list[datetime]:
    return [d for d in builder.days_of(n) if d < as_of]


def recent(as_of: datetime) -> set[int]:
    """Who is in RECENT, from the shop's arithmetic alone; `as_of` is a New York midnight."""
    last_day = (as_of - timedelta(hours=6)).date()
    days = {n: bought(n, as_of) for n in range(1, builder.N + 1)}
    return {n for n, d in days.items() if len(d) > 1 and (last_day - d[-1].date()).days <= 2}


def test_joined_and_left_are_set_arithmetic_month_after_month(shop: Lab) -> None:
    shop.segments.create("Recent", RECENT)
    before: set[int] = set()
    for month in MONTHS:
        run = shop.memberships.recalculate("recent", as_of=month)
        now = recent(run.as_of)
        assert now, "the shop must be one in which somebody comes and goes"
        file = shop.memberships.recorded("recent")
        by_change = {c: set(g["customer_id"]) for (c,), g in file.group_by("change")}
        assert by_change.get("joined", set()) == now - before
        assert by_change.get("left", set()) == before - now
        assert by_change.get("stayed", set()) == before & now
        assert (run.n_members, run.n_joined, run.n_left) == (len(now), len(now - before), len(before - now))
        assert set(file.filter(pl.col("left_at").is_null())["customer_id"]) == now
        before = now
    assert [r.n_customers for r in shop.memberships.runs("recent")] == [31, 59, 60, 60]


def test_who_was_in_since_when_by_which_version_and_until_when(shop: Lab) -> None:
    shop.segments.create("Recent", RECENT)
    runs = [shop.memberships.recalculate("recent", as_of=m) for m in MONTHS[:2]]
    shop.segments.edit("recent", seen=1, comment="the same rule again")
    runs += [shop.memberships.recalculate("recent", as_of=m) for m in MONTHS[2:]]
    was = [recent(r.as_of) for r in runs]
    last = shop.memberships.recorded("recent").filter(pl.col("left_at").is_null())
    for customer, entered_at, version in last.select("customer_id", "entered_at", "entered_version").iter_rows():
        since = next(i for i in reversed(range(4)) if i == 0 or customer not in was[i - 1])
        assert (entered_at, version) == (runs[since].as_of, 1 if since < 2 else 2)
    left = shop.memberships.recorded("recent", run_id=runs[2].run_id).filter(pl.col("change") == "left")
    assert set(left["left_at"]) == {runs[2].as_of}
    assert set(left["customer_id"]) == was[1] - was[2]


def test_members_as_of_reproduces_what_was_recorded_then(shop: Lab) -> None:
    shop.segments.create("Recent", RECENT)
    runs = [shop.memberships.recalculate("recent", as_of=m) for m in MONTHS]
    for run in runs:
        file = shop.memberships.recorded("recent", run_id=run.run_id)
        recorded = file.filter(pl.col("left_at").is_null())["customer_id"].to_list()
        assert shop.audiences.members("recent", as_of=run.as_of).to_list() == recorded == sorted(recorded)


def test_the_same_question_twice_is_recorded_once_also_for_an_earlier_instant(shop: Lab, clock: FixedClock) -> None:
    shop.segments.create("Recent", RECENT)
    first = [shop.memberships.recalculate("recent", as_of=m) for m in MONTHS]
    clock.advance(timedelta(hours=1))
    assert [shop.memberships.recalculate("recent", as_of=m) for m in MONTHS] == first
    assert shop.memberships.recalculate("recent") == first[-1]
    assert shop.memberships.runs("recent") == first


def test_changing_a_segment_that_the_rule_refers_to_is_a_new_question(shop: Lab) -> None:
    shop.segments.create("Base", BIG)
    shop.segments.create("Uses", {"==": [{"var": "segment.base"}, True]})
    big = shop.memberships.recalculate("uses")
    shop.segments.edit("base", seen=1, rule={"!": BIG})
    small = shop.memberships.recalculate("uses")
    assert (small.n_joined, small.n_left) == (60 - big.n_members, big.n_members)
    shop.segments.edit("base", seen=2, rule=BIG)  # back again: the newest recording must say so
    again = shop.memberships.recalculate("uses")
    assert (again.n_members, again.n_joined, again.n_left) == (big.n_members, small.n_left, small.n_joined)
    assert shop.memberships.recalculate("uses") == again
    assert [r.n_members for r in shop.memberships.runs("uses")] == [big.n_members, small.n_members, big.n_members]


def test_a_new_list_inside_a_rule_is_a_new_question(shop: Lab) -> None:
    shop.segments.create_static("Friends", ["1", "2"])
    shop.segments.create("Uses", {"!": {"var": "segment.friends"}})
    assert shop.memberships.recalculate("uses").n_members == 58
    shop.segments.edit_ids("friends", ["2", "3", "4"], seen=1)
    run = shop.memberships.recalculate("uses")
    assert (run.n_members, run.n_joined, run.n_left) == (57, 1, 2)


def test_a_list_is_not_recalculated(shop: Lab) -> None:
    shop.segments.create_static("Friends", ["1", "2"])
    with pytest.raises(SegmentIsStatic, match="is a list of 2 customers; there is nothing to recalculate"):
        shop.memberships.recalculate("friends")
    assert shop.memberships.runs("friends") == []
    with pytest.raises(Refused, match="'friends' has no such recalculation"):
        shop.memberships.recorded("friends")


@pytest.mark.parametrize("as_of", ["2017-05-02", "2017-05-01T00:00:01", "2199-12-31"])
def test_nothing_is_recorded_that_the_snapshot_does_not_know_yet(shop: Lab, as_of: str) -> None:
    shop.segments.create("Recent", RECENT)
    with pytest.raises(Refused, match="the snapshot knows nothing after 2017-05-01T04:00:00Z"):
        shop.memberships.recalculate("recent", as_of=as_of)
    assert shop.memberships.recalculate("recent").as_of == builder.AS_OF


def test_nothing_is_recorded_behind_what_was_recorded(shop: Lab) -> None:
    shop.segments.create("Recent", RECENT)
    shop.memberships.recalculate("recent", as_of="2017-03-01")
    with pytest.raises(
        Refused, match="already recalculated as of 2017-03-01T05:00:00Z; recording 2017-02-01T05:00:00Z"
    ):
        shop.memberships.recalculate("recent", as_of="2017-02-01")
    assert len(shop.memberships.runs("recent")) == 1


def test_before_the_first_customer_everything_is_empty_and_says_so(shop: Lab) -> None:
    shop.segments.create("Recent", RECENT)
    shop.segments.create_static("Friends", ["1", "2"])
    early = "2016-12-31"
    run = shop.memberships.recalculate("recent", as_of=early)
    assert (run.n_customers, run.n_members, run.n_joined, run.n_left) == (0, 0, 0, 0)
    preview = shop.audiences.preview(RECENT, as_of=early)
    assert (preview.total, preview.members, {n.members for n in preview.nodes}) == (0, 0, {0})
    assert preview.empty_because == "There is no customer at all as of this instant."
    for name in ("recent", "friends"):
        assert shop.audiences.members(name, as_of=early).to_list() == []
        profile = shop.audiences.profile(name, as_of=early)
        assert (profile.n_in, profile.n_all, profile.values.height) == (0, 0, 0)
        with pytest.raises(NotFound, match="no customer '1' as of 2016-12-31"):
            shop.audiences.why(name, 1, as_of=early)
    overlap = shop.audiences.overlap(as_of=early)
    assert (overlap.total, set(overlap.pairs["n_both"]), set(overlap.pairs["jaccard"])) == (0, {0}, {None})


def test_an_instant_without_an_offset_is_on_the_business_clock(still: Lab) -> None:
    at = {still.features.instant(t) for t in ("2017-03-01", "2017-03-01T00:00", "2017-03-01T05:00:00Z")}
    assert at == {still.features.instant(datetime(2017, 3, 1)), datetime(2017, 3, 1, 5, tzinfo=UTC)}  # noqa: DTZ001
    assert still.features.instant(None) == builder.AS_OF


@pytest.mark.parametrize("local", ["2017-11-05T01:30", "2017-03-12 02:30"])  # twice, and never
def test_a_time_at_which_the_clocks_change_needs_its_offset(still: Lab, local: str) -> None:
    for given in (local, datetime.fromisoformat(local)):
        with pytest.raises(BadInput, match="The clocks change at"):
            still.features.instant(given)
    first, second = (still.features.instant(f"2017-11-05T01:30{offset}") for offset in ("-04:00", "-05:00"))
    assert second - first == timedelta(hours=1)
    assert still.features.instant("2017-11-05").hour == 4


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2017-02-30", "'; drop table x", "2017-07-01T25:00", "9999-12-31", "0001-01-01",
     "9999-12-31T23:59:59-23:00", "0001-01-01T00:00:00+23:00", "1899-12-31", "2017-07-01 \x00"],
)  # fmt: skip
def test_what_is_no_instant_is_refused(still: Lab, text: str) -> None:
    with pytest.raises(BadInput, match="is not an instant|lies outside of the years 1900 to 2199"):
        still.features.view(text)


def test_a_difference_of_versions_and_of_instants(shop: Lab) -> None:
    shop.segments.create("Seg", BIG)
    with pytest.raises(Refused, match="has only one version"):
        shop.memberships.diff("seg")
    shop.segments.edit("seg", seen=1, rule=RECENT)
    big, last = set(shop.audiences.members("seg", version=1)), recent(builder.AS_OF)
    found = shop.memberships.diff("seg")
    assert (set(found.joined), set(found.left), found.versions) == (last - big, big - last, (1, 2))
    assert (found.n_before, found.n_after, found.instants) == (len(big), len(last), (builder.AS_OF,) * 2)
    found = shop.memberships.diff("seg", instants=("2017-03-01", None))
    then = recent(found.instants[0])
    assert (set(found.joined), set(found.left), found.versions) == (last - then, then - last, (2, 2))
    found = shop.memberships.diff("seg", versions=(2, 1), instants=("2017-03-01", "2017-03-01"))
    assert set(found.left) == then - set(shop.audiences.members("seg", as_of="2017-03-01", version=1))
    with pytest.raises(NotFound, match="no version 9"):
        shop.memberships.diff("seg", versions=(1, 9))


def test_a_difference_of_lists(shop: Lab) -> None:
    shop.segments.create_static("Friends", ["1", "2", "3"])
    shop.segments.edit_ids("friends", ["3", "4"], seen=1)
    found = shop.memberships.diff("friends")
    assert (found.joined.to_list(), found.left.to_list()) == ([4], [1, 2])
    found = shop.memberships.diff("friends", instants=("2017-01-04", None))  # customer 4 came that noon
    assert (found.joined.to_list(), found.left.to_list()) == ([4], [])


def test_every_dynamic_segment_is_recalculated_though_one_cannot_be(shop: Lab) -> None:
    for name in ("A", "B", "C"):
        shop.segments.create(name, BIG)
    shop.segments.create_static("L", ["1"])
    shop.memberships.recalculate("b")
    spoil(shop, "b", {">": [{"var": "gone"}, 1]})
    sweep = shop.memberships.recalculate_all()
    assert (list(sweep.runs), list(sweep.faults)) == (["a", "c"], ["b"])
    assert "The rule of segment 'b' cannot be used" in sweep.faults["b"].what


def spoil(lab: Lab, slug: str, rule: Any) -> None:
    """Make a stored rule one that the dictionary does not know, as a changed dictionary would."""
    segment = lab.segments.get(slug)
    with lab.database.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE segment_version SET rule = ? WHERE segment_id = ?", (json.dumps(rule), segment.segment_id)
        )


def files(lab: Lab, slug: str) -> list[Path]:
    folder = lab.settings.home / "memberships" / lab.segments.get(slug).segment_id
    return sorted(folder.iterdir(), key=lambda p: p.stat().st_mtime_ns) if folder.exists() else []


@pytest.mark.parametrize("harm", ["lost", "cut", "garbage", "middle"])
def test_a_lost_recording_is_named_with_a_way_out(shop: Lab, harm: str) -> None:
    shop.segments.create("Recent", RECENT)
    shop.memberships.recalculate("recent", as_of="2017-03-01")
    (file,) = files(shop, "recent")
    damage(file, harm)
    for asked in (lambda: shop.memberships.recalculate("recent"), lambda: shop.memberships.recorded("recent")):
        with pytest.raises(StoreError, match=r"recorded membership of segment 'recent' is lost[\s\S]*recent --anew"):
            asked()
    assert list(shop.memberships.damaged()) == ["recent"] or harm == "middle"
    assert len(shop.memberships.runs("recent")) == 1
    run = shop.memberships.recalculate("recent", anew=True)
    assert (run.n_joined, run.n_left) == (run.n_members, 0)
    assert shop.memberships.damaged() == {}
    assert shop.memberships.recalculate("recent") == run


def test_a_recording_that_was_exchanged_for_another_is_noticed(shop: Lab) -> None:
    shop.segments.create("Recent", RECENT)
    shop.segments.create("Big", BIG)
    shop.memberships.recalculate("recent")
    shop.memberships.recalculate("big")
    files(shop, "recent")[0].write_bytes(files(shop, "big")[0].read_bytes())
    assert "members instead of" in shop.memberships.damaged()["recent"]


def test_two_who_recalculate_at_once_record_once(shop_settings: Settings) -> None:
    labs = [Lab.open(shop_settings, clock=FixedClock(builder.CLOCK + timedelta(seconds=i))) for i in range(2)]
    labs[0].segments.create("Recent", RECENT)
    together, outcomes = threading.Barrier(2), []

    def recalculate(lab: Lab) -> None:
        together.wait()
        try:
            outcomes.append(lab.memberships.recalculate("recent"))
        except LabError as error:
            outcomes.append(error)

    threads = [threading.Thread(target=recalculate, args=(lab,)) for lab in labs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert outcomes[0] == outcomes[1] == labs[0].memberships.runs("recent")[0]
    assert len(files(labs[0], "recent")) == len(labs[0].memberships.runs("recent")) == 1
    assert [a for a, *_ in recorded_changes(labs[0])] == ["create", "recalculate"]
    for lab in labs:
        lab.close()


def recorded_changes(lab: Lab) -> list[tuple[str, Any, Any]]:
    with lab.database.view() as work:
        records = work.audit.of("segment", "recent")
    return [(r.action, r.before and json.loads(r.before), r.after and json.loads(r.after)) for r in reversed(records)]


def test_a_recalculation_that_another_overtook_leaves_no_file_behind(shop: Lab) -> None:
    shop.segments.create("Recent", RECENT)
    first = shop.memberships.recalculate("recent", as_of="2017-02-01")
    overtaken = shop.memberships.recalculate("recent", as_of="2017-03-01")
    segment, kept = shop.segments.get("recent"), files(shop, "recent")
    loose = shop.settings.home / "memberships" / segment.segment_id / "loose.parquet"
    loose.write_bytes(b"")
    late = type(first)(**{f: getattr(overtaken, f) for f in first.__dataclass_fields__} | {
        "inputs": "another", "file": str(loose.relative_to(shop.settings.home / "memberships")),
    })  # fmt: skip
    with pytest.raises(Conflict, match="recalculated by somebody else meanwhile"):
        shop.memberships._add(segment, late, first)
    assert files(shop, "recent") == kept


def test_recalculations_are_audited_with_what_was_before(shop: Lab) -> None:
    shop.segments.create("Recent", RECENT)
    for month in MONTHS[:2]:
        shop.memberships.recalculate("recent", as_of=month)
    _, first, second = recorded_changes(shop)
    assert first[1] is None
    assert second[1] == first[2]
    assert second[2].keys() == {"version", "as_of", "members", "joined", "left"}
    assert second[2]["members"] == len(recent(shop.features.instant(MONTHS[1])))


def test_the_overview_has_every_segment_with_its_last_figures(shop: Lab) -> None:
    shop.segments.create("Recent", RECENT)
    shop.segments.create("Never", BIG)
    shop.segments.create_static("Friends", ["1", "2"])
    runs = [shop.memberships.recalculate("recent", as_of=m) for m in MONTHS]
    found = {r["slug"]: r for r in shop.memberships.overview().to_dicts()}
    assert list(found) == ["friends", "never", "recent"]
    assert found["recent"]["sizes"] == [r.n_members for r in runs]
    assert found["recent"]["share"] == runs[-1].n_members / 60
    assert (found["friends"]["members"], found["friends"]["as_of"]) == (2, None)
    assert (found["never"]["members"], found["never"]["sizes"]) == (None, [])


def test_a_rehearsal_gives_the_size_at_the_beginning_of_each_day(shop: Lab) -> None:
    days = [datetime.fromisoformat(m).date() for m in MONTHS]
    found = shop.memberships.trend(shop.segments.check(RECENT), days)
    assert found["on"].to_list() == days
    assert found["members"].to_list() == [len(recent(at)) for at in found["as_of"]]
    assert found["total"].to_list() == [31, 59, 60, 60]
