"""Find customers: against the same picked out by Python from all of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import NotFound, RuleRefused
from core.kernel.clock import FixedClock
from core.services.lab import Lab
from core.services.search import beginning, is_whole, telling
from tests.unit.services import shop as builder

AGES = [*builder.AGES, None]
SCORES = [1, 2, 3, 4, 5]


def everybody(lab: Lab, as_of: str | None = None) -> list[dict[str, Any]]:
    return pl.read_parquet(lab.features.view(as_of).path).sort("customer_id").to_dicts()


def by_hand(rows: list[dict[str, Any]], id: str, values: dict[str, list[Any]]) -> list[Any]:
    written = (id.strip(), id.strip().lower(), id.strip().upper())
    fits = next(filter(None, ([r for r in rows if str(r["customer_id"]).startswith(t)] for t in written)), [])
    return [r["customer_id"] for r in fits if all(r[n] in wanted for n, wanted in values.items() if wanted)]


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Lab:
    """The shop with ids that are texts: Ab01, ab02, Ab03, …"""
    made = builder.build(
        tmp_path_factory.mktemp("named") / "home", name=lambda n: f"{'A' if n % 2 else 'a'}b{n:02}", extra=2
    )
    return Lab.open(made, clock=FixedClock(builder.CLOCK))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    id=st.sampled_from(["", " ", "1", "2", " 5 ", "07", "60", "61", "-1", "x", "1.0", "'", "%", "_"]),
    ages=st.lists(st.sampled_from(AGES), max_size=3, unique=True),
    scores=st.lists(st.sampled_from(SCORES), max_size=3, unique=True),
    page=st.tuples(st.integers(1, 20), st.integers(0, 30)),
)
def test_what_is_found_is_what_one_would_pick_by_hand(
    still: Lab, id: str, ages: list[str | None], scores: list[int], page: tuple[int, int]
) -> None:
    limit, offset = page
    values = {"age": ages, "r_score": scores}
    wanted = by_hand(everybody(still), id, values)
    found = still.search.find(id, values=values, limit=limit, offset=offset)
    assert found.n == len(wanted)
    assert found.rows["customer_id"].to_list() == wanted[offset : offset + limit]
    assert bool(found.why_empty) == (not wanted)


@pytest.mark.parametrize("id", ["", "a", "A", "Ab0", "AB02", "AB01", "b", "ab61"])
def test_ids_that_are_texts_are_found_as_written_else_in_small_letters_or_capitals(named: Lab, id: str) -> None:
    found = named.search.find(id, limit=100)
    assert found.rows["customer_id"].to_list() == by_hand(everybody(named), id, {})


def test_members_of_all_the_segments_are_found(shop: Lab) -> None:
    shop.segments.create("Big", {">": [{"var": "total_revenue"}, 1000]})
    shop.segments.create_static("Friends", ["1", "2", "40", "50"])
    both = set(shop.audiences.members("big").to_list()) & {1, 2, 40, 50}
    assert both not in ({}, {1, 2, 40, 50})
    assert set(shop.search.find(segments=["big", "Friends"]).rows["customer_id"]) == both
    assert shop.search.find("4", segments=["friends"]).rows["customer_id"].to_list() == [40]
    with pytest.raises(NotFound, match="big"):
        shop.search.find(segments=["bigg"])


def test_a_past_instant_finds_those_who_were_customers_then(still: Lab) -> None:
    then = still.search.find(as_of="2017-01-11", limit=100)
    assert then.rows["customer_id"].to_list() == list(range(1, 11))
    assert then.view.reference_day.isoformat() == "2017-01-10"


def test_an_empty_answer_says_why(shop: Lab) -> None:
    assert shop.search.find("99").why_empty == "No customer's id begins with '99'. The nearest are 59 and 60."
    assert shop.search.find("abc").why_empty == "No customer's id begins with 'abc'. The nearest are 1 and 2."
    assert "No customer at all satisfies: Income is one of" in shop.search.find(values={"income": ["250K+"]}).why_empty
    shop.segments.create_static("Friends", ["1", "2"])
    why = shop.search.find("5", segments=["friends"]).why_empty
    assert why == "Customers fit the other conditions, but no id among theirs begins with '5'."


def test_before_the_first_fact_there_is_nobody(still: Lab) -> None:
    assert still.search.find(as_of="2017-01-01").why_empty == "There is no customer at all as of this instant."
    assert still.search.nearest("1", as_of="2017-01-01") == []


def test_the_nearest_ids_stand_beside_the_one_that_is_not_there(still: Lab, named: Lab) -> None:
    assert still.search.nearest("0030") == [28, 29, 30, 31]
    assert still.search.nearest("-5") == still.search.nearest("7.5") == [1, 2]
    assert still.search.nearest("9" * 30) == [1, 2]  # no number that a warehouse holds
    assert named.search.nearest("Ab10") == ["Ab07", "Ab09", "Ab11", "Ab13"]
    assert named.search.nearest("zz") == ["ab58", "ab60"]


def test_values_are_those_of_the_dictionary_or_the_data(still: Lab) -> None:
    assert still.search.values("age") == [*builder.AGES, None]
    assert still.search.values("has_demographics") == [True, False]
    assert still.search.values("r_score") == SCORES
    with pytest.raises(NotFound, match="Did you mean 'age'"):
        still.search.values("agee")
    with pytest.raises(NotFound, match="make a segment"):
        still.search.values("total_revenue")


def test_values_that_the_dictionary_does_not_list_come_from_the_data(tmp_path: Path) -> None:
    text = (builder.PROFILES.parents[1] / "features" / "dictionaries" / "complete_journey.yaml").read_text("utf-8")
    own = tmp_path / "own.yaml"
    own.write_text(text.replace("allowed: [19-24, 25-34, 35-44, 45-54, 55-64, 65+], ", ""), encoding="utf-8")
    made = builder.build(tmp_path / "home").model_copy(update={"lab_dictionary": str(own)})
    with Lab.open(made, clock=FixedClock(builder.CLOCK)) as lab:
        there = {r["age"] for r in everybody(lab)} - {None}
        assert lab.search.values("age") == [*sorted(there), None]


@pytest.mark.parametrize("values", [{"total": [1]}, {"age": [5]}, {"has_demographics": ["maybe"]}])
def test_what_cannot_be_looked_for_is_refused(still: Lab, values: dict[str, list[Any]]) -> None:
    with pytest.raises(RuleRefused):
        still.search.find(values=values)


def test_the_telling_features_are_the_name_the_measures_and_some_texts(still: Lab) -> None:
    names = [f.name for f in telling(still.features.dictionary)]
    assert names[:4] == ["rfm_segment", "last_purchase_days_ago", "transaction_count", "total_revenue"]
    assert len(names) == len(set(names)) == 7


@given(
    numbers=st.lists(st.integers(-(10**18) + 1, 10**18 - 1) | st.integers(-1200, 1200), max_size=30),
    id=st.from_regex(r"-?[0-9]{1,4}|[a-z-]{1,2}", fullmatch=True),
)
def test_numbers_that_begin_so_lie_in_the_ranges(numbers: list[int], id: str) -> None:
    condition, ends = beginning(id, numbers=True)
    pairs = [(ends[f"low{i}"], ends[f"high{i}"]) for i in range(len(ends) // 2)]
    inside = [n for n in numbers if any(low <= n <= high for low, high in pairs)]
    assert inside == [n for n in numbers if is_whole(id) and str(n).startswith(id)]
    assert (condition == "FALSE") == (not is_whole(id))


@pytest.mark.parametrize(
    ("text", "whole"),
    [("7", True), ("-7", True), ("0", True), ("007", False), ("7.0", False), ("+7", False), ("", False), ("-", False),
     ("٧", False), ("7" * 40, False), ("-0", False)],
)  # fmt: skip
def test_a_whole_number_is_spelt_as_the_warehouse_spells_it(text: str, whole: bool) -> None:  # noqa: FBT001
    assert is_whole(text) is whole


def test_in_a_notebook_what_was_found_shows_itself(still: Lab) -> None:
    html = still.search.find(values={"age": ["65+", None]})._repr_html_()
    assert "Customers" in html
    assert "<td" in html
    assert "No customer&#x27;s id begins with &#x27;99&#x27;" in still.search.find("99")._repr_html_()
