"""HTML for notebooks: escaped, and with everything in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from core.kernel.clock import FixedClock
from core.reports import rich
from core.segments.compare import Overlap
from core.segments.counting import NodeCount
from core.segments.model import Segment, SegmentKind, SegmentVersion
from core.segments.profiling import Profile
from core.warehouse import Engine, SnapshotStatus, SnapshotStore

EVIL = '<script>alert("x")</script>'
AT = datetime(2017, 3, 1, tzinfo=UTC)


class Tags(HTMLParser):
    """Collects the tags, and holds that each is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += f"{data}|"


def read(html: str) -> str:
    """Return the text of well-formed HTML that holds nothing but harmless tags."""
    tags = Tags()
    tags.feed(html)
    assert tags.open == []
    assert tags.seen <= {"div", "b", "span", "table", "tr", "td", "th"}
    return re.sub(r"\s", " ", tags.text)


def test_a_preview_counts_each_condition_under_its_group():
    nodes = (
        NodeCount("", None, EVIL, "and", 20, 80, 100, 20), NodeCount("/and/0", "", "x", ">", 60, 40, 100, 60),
        NodeCount("/and/1", "", "y", ">", 30, -5, 60, 20),
    )  # fmt: skip
    text = read(rich.preview("Counted", nodes, total=100, members=20, note="as of then", warning=EVIL))
    assert "20 of 100 customers (20.0%)" in text
    assert "⚠ " + EVIL in text
    assert "    x|60|−40|" in text
    assert "|30|+5|" in text


def test_a_preview_of_nobody_at_all_has_no_share():
    assert "0 of 0 customers (–)" in read(rich.preview("Counted", (), total=0, members=0))


@dataclass(frozen=True)
class Said:
    text: str
    depth: int
    held: bool
    shown: str


def test_why_shows_each_condition_with_the_value():
    reasons = [Said("all", 0, held=False, shown=""), Said(EVIL, 1, held=True, shown=EVIL)]
    text = read(rich.why("42", "champions", reasons, is_member=False))
    assert "Customer 42 is not a member of champions" in text
    assert f"✓|    {EVIL}|{EVIL}|" in text


def test_a_profile_shows_numbers_and_values():
    numbers = pl.DataFrame(
        [("f", EVIL, "g", "USD", 10.0, 5.0, 1.0, 1.0, 1.0, 1.0, 0.5), ("e", "Empty", "", "", *[None] * 7)],
        schema=["feature", "label", "group", "unit", "mean_in", "mean_all", "median_in", "median_all", "known_in",
                "known_all", "effect"],
        orient="row",
    )  # fmt: skip
    values = pl.DataFrame(
        [("v", "Age", "g", EVIL, 1, 2, 0.5, 0.25, 200.0), ("v", "Age", "g", None, 1, 2, 0.1, 0.1, 100.0)],
        schema=["feature", "label", "group", "value", "n_in", "n_all", "share_in", "share_all", "index"],
        orient="row",
    )
    text = read(rich.profile(Profile(2, 8, numbers, values)))
    assert "2 members against 8 customers" in text
    assert f"{EVIL} (USD)|10.0|5.00|+0.50|" in text
    assert f"Age: {EVIL}|50.0%|25.0%|200|" in text
    assert "Age: unknown" in text
    assert "estimated" not in text
    text = read(rich.profile(Profile(2000, 8000, numbers, values, seen_in=1000, seen_all=4000)))
    assert "The figures are estimated from 4,000 of 8,000 customers and 1,000 of 2,000 members." in text


def test_an_overlap_is_a_matrix():
    pairs = pl.DataFrame([("a", "a", 4), ("a", "b", 1), ("b", "a", 1), ("b", "b", 2)], schema=["a", "b", "n_both"],
                         orient="row")  # fmt: skip
    text = read(rich.overlap(Overlap(10, pairs)))
    assert "customers in both|a|b|a|4|1|b|1|2|" in text


def segment(kind: SegmentKind) -> Segment:
    version = SegmentVersion(3, EVIL, EVIL, None, 7, "", AT, EVIL)
    return Segment("id", "champions", kind, AT, None, 3, version)


def test_a_segment_says_what_it_is():
    text = read(rich.segment(segment(SegmentKind.STATIC)))
    assert "static, by 7 listed customers" in text
    assert "1 Mar 2017 by " + EVIL in text
    assert "dynamic, by a rule" in read(rich.segment(segment(SegmentKind.DYNAMIC)))
    assert "1 segment" in read(rich.segments([segment(SegmentKind.DYNAMIC)]))


def test_a_long_table_says_how_much_is_left_out():
    assert "and 5 more rows" in read(rich.table(["n"], [[str(i)] for i in range(25)]))


def test_a_snapshot_shows_its_tables_and_what_to_look_at(demo_home: Path):
    clock = FixedClock(datetime(2030, 1, 1, tzinfo=UTC))
    store = SnapshotStore(demo_home / "snapshots", keep=1, grace=timedelta(0), clock=clock, engine=Engine(threads=1))
    held = store.current()
    text = read(rich.status(SnapshotStatus(held, timedelta(days=3), (held.id,))))
    assert "3 days ago" in text
    assert "transactions: 4,836 rows whose product_id is not in products" in text
    assert "transactions|1,469,307|" in text
    assert "1 Jan 2018, 00:00 EST" in read(rich.snapshot(held))


def test_a_notebook_is_taught_what_lies_below():
    class Formatter:
        def __init__(self) -> None:
            self.known: dict[type, Callable[[Any], str]] = {}

        def for_type(self, typ: type, func: Callable[[Any], str]) -> None:
            self.known[typ] = func

    formatter = Formatter()
    rich.register(formatter)
    assert "champions" in formatter.known[Segment](segment(SegmentKind.DYNAMIC))
    assert {Overlap, Profile, Segment} < set(formatter.known)


@pytest.mark.parametrize("text", [EVIL, '" onmouseover="x', "a & b", "'"])
def test_titles_notes_and_facts_are_text(text: str):
    assert text in read(rich.card(text, rich.facts({text: text}), note=text))
