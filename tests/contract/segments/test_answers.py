"""Counts, members, reasons, overlaps and profiles of the demo against polars, which knows nothing of our SQL."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import datetime
from typing import Any

import polars as pl
import pytest
from polars import col

from core.contact.shares import bucket
from core.segments import counting
from core.segments.relation import relation
from core.segments.sample import Sampling
from core.services.lab import Lab

Case = tuple[Any, Callable[[pl.DataFrame], dict[str, pl.Series]]]


def asked(frame: pl.DataFrame, **masks: pl.Expr) -> dict[str, pl.Series]:
    """The truth of each node, by its path with `_` for `/` (a null counts as false)."""
    return {path.replace("_", "/"): frame.select(m.fill_null(value=False).alias("m"))["m"] for path, m in masks.items()}


WIN_BACK = {
    "and": [
        {">=": [{"var": "m_score"}, 4]},
        {"or": [{">=": [{"var": "last_purchase_days_ago"}, 21]}, {"==": [{"var": "campaigns_received"}, 0]}]},
        {"!": {"in": [{"var": "age"}, ["65+", "55-64"]]}},
    ]
}
FRESH = {
    "or": [
        {"and": [{"in": ["SEAFOOD", {"var": "departments_bought"}]}, {"<": [100, {"var": "total_revenue"}, 900.5]}]},
        {"<": [{"var": "first_purchase_on"}, "2017-01-03"]},
        {"==": [{"var": "home_ownership"}, None]},
    ]
}
HIGH = {">": [{"var": "r_score"}, 2]}
NEVER = {"and": [{">": [{"var": "r_score"}, 4]}, {">": [{"var": "last_purchase_days_ago"}, 300]}]}


def win_back(frame: pl.DataFrame) -> dict[str, pl.Series]:
    money, late, no_campaign = col("m_score") >= 4, col("last_purchase_days_ago") >= 21, col("campaigns_received") == 0
    old = col("age").is_in(["65+", "55-64"]).fill_null(value=False)
    return asked(
        frame, **{"": money & (late | no_campaign) & ~old}, _and_0=money, _and_1=late | no_campaign, _and_1_or_0=late,
        _and_1_or_1=no_campaign, _and_2=~old, **{"_and_2_!": old},
    )  # fmt: skip


def fresh(frame: pl.DataFrame) -> dict[str, pl.Series]:
    fish, middling = (
        col("departments_bought").list.contains("SEAFOOD"),
        col("total_revenue").is_between(100, 900.5, "none"),
    )
    early, homeless = col("first_purchase_on") < pl.date(2017, 1, 3), col("home_ownership").is_null()
    return asked(
        frame, **{"": (fish & middling) | early | homeless}, _or_0=fish & middling, _or_0_and_0=fish,
        _or_0_and_1=middling, _or_1=early, _or_2=homeless,
    )  # fmt: skip


def never(frame: pl.DataFrame) -> dict[str, pl.Series]:
    first, second = col("r_score") > 4, col("last_purchase_days_ago") > 300
    return asked(frame, **{"": first & second}, _and_0=first, _and_1=second)


CASES: dict[str, Case] = {"win back": (WIN_BACK, win_back), "fresh": (FRESH, fresh), "nobody": (NEVER, never)}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("as_of", [None, "2017-07-01"])
def test_the_count_of_every_node_is_polars_count(demo: Lab, case: str, as_of: str | None) -> None:
    rule, truth = CASES[case]
    view = demo.features.view(as_of)
    frame = pl.read_parquet(view.path)
    found = demo.audiences.preview(rule, as_of=as_of)
    wanted = truth(frame)
    assert {n.path: n.members for n in found.nodes} == {path: int(mask.sum()) for path, mask in wanted.items()}
    assert (found.total, found.members, found.as_of) == (frame.height, int(wanted[""].sum()), view.as_of)
    ids = demo.audiences.rule_members(rule, as_of=as_of).to_list()
    assert ids == sorted(frame.filter(wanted[""])["customer_id"])


def test_what_each_condition_removes(demo: Lab, customers: pl.DataFrame) -> None:
    """A condition removes those who would be in without it; a branch of an `or` lets in: it removes less than none."""
    t = win_back(customers)
    removes = {n.path: n.removes for n in demo.audiences.preview(WIN_BACK).nodes}
    members = int(t[""].sum())
    without = {
        "": pl.Series([True] * customers.height),
        "/and/0": t["/and/1"] & t["/and/2"],
        "/and/1": t["/and/0"] & t["/and/2"],
        "/and/1/or/0": t["/and/0"] & t["/and/1/or/1"] & t["/and/2"],
        "/and/1/or/1": t["/and/0"] & t["/and/1/or/0"] & t["/and/2"],
        "/and/2": t["/and/0"] & t["/and/1"],
        "/and/2/!": t["/and/0"] & t["/and/1"],
    }
    assert removes == {path: int(mask.sum()) - members for path, mask in without.items()}
    assert removes["/and/1/or/0"] < 0 < removes["/and/2"]


def test_both_ways_of_counting_agree_around_their_border(demo: Lab) -> None:
    view = demo.features.view()
    for n in (counting.TABLE_LEAVES, counting.TABLE_LEAVES + 1, 40):
        leaves = [{">": [{"var": "total_revenue"}, 100 * i]} for i in range(n)]
        rule = demo.segments.check({"or": [{"and": leaves[: n // 2]}, {"!": {"or": leaves[n // 2 :]}}]})
        base = relation(view, [rule], {})
        engine, as_of = demo.audiences._engine, view.as_of
        ways = [counting.count(engine, base, rule, as_of=as_of, table_leaves=limit) for limit in (0, 50)]
        assert ways[0] == ways[1] == demo.audiences.preview(rule).counts


@pytest.mark.parametrize(
    ("rule", "because"),
    [
        (NEVER, r"^Nobody is left after: Days since last purchase is more than 300 days\. 4\d\d customers reach this"),
        (NEVER, r"300 days\. \d+ customers reach this condition and \d+ satisfy it, but they are not the same ones\.$"),
        ({"and": [{">": [{"var": "age"}, "zzz"]}, {">": [{"var": "r_score"}, 0]}]},
         r'^No customer at all satisfies: Age is .*"zzz"\.$'),
        ({"or": [{">": [{"var": "r_score"}, 9]}, {"<": [{"var": "r_score"}, 0]}]},
         "^No customer at all satisfies: Recency score is more than 9 or Recency score is less than 0.$"),
        ({"and": [HIGH, {"and": [{"<": [{"var": "f_score"}, 9]}, {"<": [{"var": "r_score"}, 3]}]}]},
         r"^Nobody is left after: Recency score is less than 3\. 1,\d\d\d customers reach"),
        ({"and": [HIGH, {"or": [{"<": [{"var": "r_score"}, 3]}, {">": [{"var": "r_score"}, 9]}]}]},
         r"^Nobody is left after: .*Recency score is less than 3 or Recency score is more than 9"),
        ({"!": {">": [{"var": "r_score"}, 0]}}, r"^No customer at all satisfies: not .*Recency score is more than 0"),
        ({"and": [{"!": {"<": [{"var": "r_score"}, 9]}}, {">": [{"var": "f_score"}, 1]}]},
         r"^No customer at all satisfies: not .*Recency score is less than 9"),
        (False, "^No customer at all satisfies: never.$"),
    ],
)  # fmt: skip
def test_an_empty_segment_says_which_condition_emptied_it(demo: Lab, rule: Any, because: str) -> None:
    found = demo.audiences.preview(rule)
    assert found.members == 0
    assert pl.Series([found.empty_because]).str.contains(because)[0], found.empty_because


def test_a_segment_with_members_has_no_such_sentence(demo: Lab) -> None:
    assert demo.audiences.preview(WIN_BACK).empty_because is None
    assert demo.audiences.empty_because("champions") is None


def test_why_agrees_with_the_members_for_every_condition_of_a_sample(demo: Lab, customers: pl.DataFrame) -> None:
    """For every 61st customer: each condition held for exactly those whom polars counts, and the values are theirs."""
    slugs = [s.slug for s in demo.segments.all()]
    members = {slug: set(demo.audiences.members(slug)) for slug in slugs}
    sample = customers["customer_id"].gather_every(61).to_list()
    rows = {r["customer_id"]: r for r in customers.to_dicts()}
    for slug, customer in itertools.product(slugs, sample):
        why = demo.audiences.why(slug, customer)
        assert (why.customer_id, why.segment) == (customer, slug)
        assert why.is_member == (customer in members[slug]) == why.reasons[0].held
        for reason in why.reasons:
            for name, value in reason.values.items():
                if name.startswith("bucket."):
                    assert value == bucket(customer, name.removeprefix("bucket."))
                elif name.startswith("segment."):
                    assert value == (customer in members[name.removeprefix("segment.")])
                else:
                    seen = rows[customer][name]
                    assert (list(value) if isinstance(value, tuple) else value) == seen, name


def test_why_shows_each_condition_as_it_stands_in_the_rule(demo: Lab) -> None:
    why = demo.audiences.why("fresh-food-regulars", 1)
    assert [(r.path, r.depth) for r in why.reasons] == [
        ("", 0), ("/and/0", 1), ("/and/1", 1), ("/and/1/or/0", 2), ("/and/1/or/1", 2), ("/and/2", 1),
    ]  # fmt: skip
    assert [list(r.values) for r in why.reasons] == [
        [], ["departments_bought"], [], ["departments_bought"], ["departments_bought"], ["transactions_28d"],
    ]  # fmt: skip
    assert why.reasons[-1].shown.startswith("Baskets of the last 28 days (baskets): ")


def test_why_at_an_earlier_instant_speaks_of_that_instant(demo: Lab, months: list[datetime]) -> None:
    for as_of in months[::4]:
        members = set(demo.audiences.members("champions", as_of=as_of))
        for customer in (1, 6, 8, 718):
            why = demo.audiences.why("champions", customer, as_of=as_of)
            assert (why.is_member, why.as_of) == (customer in members, as_of)


def test_membership_of_another_segment_and_a_stable_share_as_conditions(demo: Lab) -> None:
    pilot = set(demo.audiences.members("win-back-pilot"))
    lapsing = set(demo.audiences.members("lapsing-big-spenders"))
    assert pilot == {c for c in lapsing if bucket(c, "win-back") < 2000}
    everybody = demo.audiences.rule_members(True)
    shares = [
        set(demo.audiences.rule_members({"<=": [1000 * i, {"var": "bucket.spring"}, 1000 * i + 999]}))
        for i in range(10)
    ]
    assert sorted(itertools.chain(*shares)) == everybody.to_list()  # each customer in exactly one tenth
    assert all(180 < len(s) < 320 for s in shares)
    assert shares[0] == {c for c in everybody if bucket(c, "spring") < 1000}
    other = set(demo.audiences.rule_members({"<": [{"var": "bucket.autumn"}, 1000]}))
    assert len(other & shares[0]) < 60  # another salt deals anew


def test_every_past_month_is_reproduced_and_moves_by_set_arithmetic(demo: Lab, months: list[datetime]) -> None:
    assert len(months) == 12
    for segment in demo.segments.all():
        before: set[int] = set()
        for run in demo.memberships.runs(segment.slug):
            now = set(demo.audiences.members(segment.slug, as_of=run.as_of))
            file = demo.memberships.recorded(segment.slug, run_id=run.run_id)
            assert set(file.filter(col("left_at").is_null())["customer_id"]) == now
            assert set(file.filter(col("change") == "joined")["customer_id"]) == now - before
            assert set(file.filter(col("change") == "left")["customer_id"]) == before - now
            assert (run.n_members, run.n_joined, run.n_left) == (len(now), len(now - before), len(before - now))
            before = now


def test_the_overlap_matrix_is_that_of_sets(demo: Lab) -> None:
    found = demo.audiences.overlap()
    members = {s.slug: set(demo.audiences.members(s.slug)) for s in demo.segments.all()}
    assert found.pairs.height == len(members) ** 2
    for a, b, n_a, n_b, both, share, jaccard in found.pairs.iter_rows():
        x, y = members[a], members[b]
        assert (n_a, n_b, both) == (len(x), len(y), len(x & y))
        assert (share, jaccard) == (len(x & y) / len(x), len(x & y) / len(x | y))
    assert (found.total, found.left_out) == (2469, {})


def assert_close(row: dict[str, Any], wanted: dict[str, Any], name: str) -> None:
    known = {k: v for k, v in wanted.items() if v is not None}
    assert {k: row[k] for k in known} == pytest.approx(known, rel=1e-9, abs=1e-12), name
    assert all(row[k] is None for k in wanted if k not in known), name


def test_the_profile_is_polars_profile(demo: Lab, customers: pl.DataFrame) -> None:
    found = demo.audiences.profile("champions")
    ids = demo.audiences.members("champions")
    inside = customers.filter(col("customer_id").is_in(ids.implode()))
    assert (found.n_in, found.n_all) == (inside.height, customers.height)
    schema = demo.features.schema
    assert found.numbers["feature"].to_list() == [n for n in schema if schema[n].type.is_numeric]
    for row in found.numbers.to_dicts():
        name = row["feature"]
        x, y = inside[name].cast(pl.Float64), customers[name].cast(pl.Float64)
        wanted = {
            "mean_in": x.mean(), "mean_all": y.mean(), "median_in": x.median(), "median_all": y.median(),
            "known_in": x.count() / inside.height, "known_all": y.count() / customers.height,
            "effect": None if x.mean() is None else (x.mean() - y.mean()) / y.std(ddof=0),  # nobody in it has a value
        }  # fmt: skip
        assert_close(row, wanted, name)
    for row in found.values.to_dicts():
        same = col(row["feature"]).cast(pl.String).eq_missing(pl.lit(row["value"]))
        n_in, n_all = inside.filter(same).height, customers.filter(same).height
        assert (row["n_in"], row["n_all"]) == (n_in, n_all), row
        assert row["index"] == pytest.approx(100 * (n_in / inside.height) / (n_all / customers.height))


@pytest.mark.parametrize(("sampling", "steps"), [
    (Sampling(exact=2000, customers=500, members=100), (4, 4)),
    (Sampling(exact=2000, customers=300, members=200), (2, 8)),
    (Sampling(exact=2000, customers=300, members=1000), (1, 8)),
    (Sampling(exact=2468, customers=2000, members=100), (1, 1)),
])  # fmt: skip
def test_a_profile_above_the_bound_is_that_of_the_sampled_rows(
    demo: Lab, customers: pl.DataFrame, sampling: Sampling, steps: tuple[int, int]
) -> None:
    found = demo.audiences.profile("champions", sampling=sampling)
    ids = demo.audiences.members("champions")
    is_in = col("customer_id").is_in(ids.implode())
    row = pl.int_range(pl.len())
    inside, everybody = customers.filter(is_in & (row % steps[0] == 0)), customers.gather_every(steps[1])
    assert (found.n_in, found.n_all) == (len(ids), customers.height)
    assert (found.seen_in, found.seen_all) == (inside.height, everybody.height)
    for seen in found.numbers.to_dicts():
        x, y = inside[seen["feature"]].cast(pl.Float64), everybody[seen["feature"]].cast(pl.Float64)
        wanted = {
            "mean_in": x.mean(), "mean_all": y.mean(), "median_in": x.median(), "median_all": y.median(),
            "known_in": x.count() / inside.height, "known_all": y.count() / everybody.height,
            "effect": None if x.mean() is None else (x.mean() - y.mean()) / y.std(ddof=0),  # nobody in it has a value
        }  # fmt: skip
        assert_close(seen, wanted, seen["feature"])
    for seen in found.values.to_dicts():
        same = col(seen["feature"]).cast(pl.String).eq_missing(pl.lit(seen["value"]))
        shares = inside.filter(same).height / inside.height, everybody.filter(same).height / everybody.height
        assert (seen["share_in"], seen["share_all"]) == pytest.approx(shares), seen
        scaled = round(shares[0] * found.n_in), round(shares[1] * found.n_all)
        assert (seen["n_in"], seen["n_all"]) == pytest.approx(scaled, abs=1), seen


def test_a_profile_says_whether_it_is_an_estimate(demo: Lab) -> None:
    exact = demo.audiences.profile("champions", sampling=Sampling(exact=2469, customers=300, members=100))
    assert (exact.is_exact, exact.estimate, exact.seen_in, exact.seen_all) == (True, "", 483, 2469)
    assert exact.numbers.equals(demo.audiences.profile("champions").numbers)
    rough = demo.audiences.profile("champions", sampling=Sampling(exact=2468, customers=300, members=1000))
    assert not rough.is_exact
    assert rough.estimate == "The figures are estimated from 309 of 2,469 customers and all 483 members."


def test_the_profile_of_a_draft_is_that_of_the_segment(demo: Lab) -> None:
    saved, draft = demo.audiences.profile("champions"), demo.audiences.profile_rule(demo.segments.rule("champions"))
    assert saved.n_in == draft.n_in
    assert saved.numbers.equals(draft.numbers)
    assert saved.values.equals(draft.values)


def test_a_view_that_is_held_answers_several_questions_from_the_same_data(demo: Lab) -> None:
    view = demo.features.view("2017-09-01")
    preview = demo.audiences.preview(WIN_BACK, as_of=view)
    assert (preview.as_of, preview.snapshot_id) == (view.as_of, view.snapshot_id)
    assert len(demo.audiences.rule_members(WIN_BACK, as_of=view)) == preview.members
    assert demo.features.view(view) is view
