"""What rules refer to: the order of segments inside each other, circles, and names in stored rules."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from core.errors import Refused, RuleRefused, SegmentCycle
from core.features import FeatureView
from core.kernel.schema import Field, FieldType, Schema
from core.rules import check
from core.segments.references import BUCKET_FIELD, DEEPEST, named_segments, ordered, refuse_salts, segment_field
from core.segments.relation import Listed, relation
from core.warehouse import Engine

LINKS = {"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": [], "e": ["a"], "x": ["y"], "y": ["x"], "z": ["z"]}


@pytest.mark.parametrize(
    ("start", "needed"),
    [(["d"], ["d"]), (["a"], ["d", "b", "c", "a"]), (["b", "a", "b"], ["d", "b", "c", "a"]), ([], []),
     (["e"], ["d", "b", "c", "a", "e"])],
)  # fmt: skip
def test_each_comes_after_those_it_refers_to(start: list[str], needed: list[str]) -> None:
    assert ordered(start, LINKS) == needed


@pytest.mark.parametrize(("start", "circle"), [("x", "x → y → x"), ("y", "y → x → y"), ("z", "z → z")])
def test_circles_are_drawn(start: str, circle: str) -> None:
    with pytest.raises(SegmentCycle, match=f"each other: {circle}\\."):
        ordered(["a", start], LINKS)


def test_a_long_circle_is_drawn_shortly() -> None:
    n = DEEPEST - 1
    with pytest.raises(SegmentCycle, match="s0 → s1 → s2 → s3 → … → s46 → s47 → s48 → s0") as refusal:
        ordered(["s0"], {f"s{i}": [f"s{(i + 1) % n}"] for i in range(n)})
    assert len(refusal.value.what) < 200


def test_a_chain_of_any_length_is_refused_without_running_out_of_stack() -> None:
    chain = {f"s{i}": [f"s{i + 1}"] for i in range(5000)} | {"s5000": []}
    with pytest.raises(Refused, match=f"More than {DEEPEST} segments"):
        ordered(["s0"], chain)
    assert len(ordered([f"s{i}" for i in reversed(range(5001))], chain)) == 5001  # wide is fine, deep is not


@pytest.mark.parametrize(
    ("rule", "slugs"),
    [
        ({"==": [{"var": "segment.a"}, True]}, {"a"}), ({"var": ["segment.a", False]}, {"a"}),
        ({"!": {"or": [{"var": "segment.a"}, {"and": [{"!!": [{"var": "segment.b-2"}]}]}]}}, {"a", "b-2"}),
        ({"in": ["segment.a", {"var": "names"}]}, set()), ({"var": "segments.a"}, set()), (None, set()), (True, set()),
        ({"var": ["segment.a"]}, {"a"}), ({"var": [["segment.a"]]}, set()), ({"var": {}}, set()), ({"var": []}, set()),
    ],
)  # fmt: skip
def test_names_in_stored_rules(rule: object, slugs: set[str]) -> None:
    assert named_segments(rule) == slugs


SCHEMA = Schema([Field("n", FieldType.INTEGER), BUCKET_FIELD, *(segment_field(s, s) for s in ("a", "b", "l"))])


def test_every_bad_share_is_named_with_its_place() -> None:
    rule = check(
        {"or": [{"<": [{"var": "bucket.ok-1"}, 5]}, {"<": [{"var": "bucket.No"}, 5]}, {"!": {"var": "bucket.a b"}}]},
        SCHEMA, time_zone="UTC",
    )  # fmt: skip
    with pytest.raises(RuleRefused) as refusal:
        refuse_salts(rule)
    assert [p.pointer for p in refusal.value.problems] == ["/or/1/</0", "/or/2/!"]


def test_the_relation_has_a_column_for_all_that_is_named(tmp_path: Path) -> None:
    pl.DataFrame({"customer_id": [1, 2, 3, 4], "n": [5, None, 7, 8]}).write_parquet(tmp_path / "view.parquet")
    pl.DataFrame({"customer_id": ["2", "3", "9"]}).write_parquet(tmp_path / "list.parquet")
    as_of = datetime(2018, 1, 1, tzinfo=UTC)
    view = FeatureView.of(tmp_path / "view.parquet", SCHEMA, as_of)
    sources = {
        "a": check({">": [{"var": "n"}, 5]}, SCHEMA, time_zone="UTC"),
        "l": Listed(tmp_path / "list.parquet"),
        "b": check({"and": [{"!": {"var": "segment.a"}}, {"var": "segment.l"}]}, SCHEMA, time_zone="UTC"),
    }
    wanted = check({"or": [{"var": "segment.b"}, {"<": [{"var": "bucket.s"}, 0]}]}, SCHEMA, time_zone="UTC")
    engine = Engine(threads=1)
    frame = engine.frame(f"SELECT * FROM {relation(view, [wanted], sources)} ORDER BY customer_id")
    engine.close()
    assert frame.columns == ["customer_id", "n", "bucket.s", "segment.a", "segment.l", "segment.b"]
    assert frame["segment.a"].to_list() == [False, False, True, True]  # null is not more than 5
    assert frame["segment.l"].to_list() == [False, True, True, False]
    assert frame["segment.b"].to_list() == [False, True, False, False]
