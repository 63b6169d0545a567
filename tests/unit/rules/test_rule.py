"""What a checked rule tells about itself: canonical JSON, digest, fields, conditions, sentence."""

from __future__ import annotations

from typing import Any

import pytest

from core.rules import check, combine, leaves, parse
from core.rules.tree import walk
from tests.unit.rules.sample import SCHEMA, ZONE, rule


@pytest.mark.parametrize(
    ("source", "saved"),
    [
        ({"===": [{"var": ["age"]}, "a"]}, {"==": [{"var": "age"}, "a"]}),
        ({"!==": [{"var": "age"}, "a"]}, {"!=": [{"var": "age"}, "a"]}),
        ({"startsWith": [{"var": "name"}, "a"]}, {"starts_with": [{"var": "name"}, "a"]}),
        ({"endsWith": [{"var": "name"}, "a"]}, {"ends_with": [{"var": "name"}, "a"]}),
        ({"!": {"var": "opt_in"}}, {"!": {"var": "opt_in"}}),
        ({"!": [{"var": "opt_in"}]}, {"!": [{"var": "opt_in"}]}),
        ({">": [{"var": "visits"}, 5.0]}, {">": [{"var": "visits"}, 5]}),
        ({"==": [{"var": "rate"}, -0.0]}, {"==": [{"var": "rate"}, 0]}),
        ({"missing": "age"}, {"missing": "age"}),
        ({"missing": [["age", "name"]]}, {"missing": ["age", "name"]}),
        ({"==": [{"var": ["age", None]}, "a"]}, {"==": [{"var": "age"}, "a"]}),
        ({"<": [{"var": "last_seen_at"}, "2017-12-31"]}, {"<": [{"var": "last_seen_at"}, "2017-12-31T05:00:00Z"]}),
        (
            {"in": [{"var": "last_seen_at"}, ["2017-07-01T00:00:00-04:00"]]},
            {"in": [{"var": "last_seen_at"}, ["2017-07-01T04:00:00Z"]]},
        ),
        ({"<": [{"var": "last_purchase_on"}, "2017-12-31"]}, {"<": [{"var": "last_purchase_on"}, "2017-12-31"]}),
        (True, True),
    ],
)
def test_what_is_saved(source: Any, saved: Any):
    assert rule(source).json == saved
    assert rule(saved).json == saved
    assert rule(saved).digest == rule(source).digest


def test_equal_meanings_in_other_words_are_different_rules():
    assert rule({"!": {"var": "opt_in"}}).digest != rule({"!=": [{"var": "opt_in"}, True]}).digest
    assert rule(True) != rule(False)
    assert len({rule(True), rule(True), rule(False)}) == 2


def test_the_tree_that_parse_gave_can_be_checked():
    source = {"==": [{"var": "age"}, "a"]}
    assert check(parse(source), SCHEMA, time_zone=ZONE) == rule(source)


def test_fields_in_the_order_of_their_use():
    asked = rule({"and": [{">": [{"var": "visits"}, {"var": "rate"}]}, {"missing": ["age", "visits"]}]})
    assert asked.fields == ("visits", "rate", "age")


def test_conditions_with_pointers_of_the_original():
    asked = rule(
        {
            "and": [
                {"or": [{">": [{"/": [{"var": "total_revenue"}, {"var": "visits"}]}, 5]}, {"var": "opt_in"}]},
                {"!": {"if": [{"var": "opt_in"}, {"==": [{"or": [{"var": "age"}, {"var": "name"}]}, "a"]}, True]}},
                {"some": [{"var": "departments"}, {"!": {"==": [{"var": ""}, "x"]}}]},
            ]
        }
    )
    assert [(n.path, n.parent, n.kind) for n in asked.nodes()] == [
        ("", None, "and"),
        ("/and/0", "", "or"),
        ("/and/0/or/0", "/and/0", ">"),
        ("/and/0/or/1", "/and/0", "value"),
        ("/and/1", "", "!"),
        ("/and/1/!", "/and/1", "if"),
        ("/and/1/!/if/0", "/and/1/!", "value"),
        ("/and/1/!/if/1", "/and/1/!", "=="),
        ("/and/1/!/if/2", "/and/1/!", "value"),
        ("/and/2", "", "some"),
    ]
    assert leaves(asked) == tuple(n.path for n in asked.nodes() if n.kind not in ("and", "or", "!", "if"))


def test_pointers_are_escaped():
    asked = rule({">": [{"/": [{"var": "visits"}, {"var": "rate"}]}, 1]})
    assert [n.path for n in walk(asked.root)] == ["", "/>/0", "/>/0/~1/0", "/>/0/~1/1", "/>/1"]


def test_groups_follow_from_their_leaves():
    asked = rule({"if": [{"var": "opt_in"}, {"!": {"==": [{"var": "age"}, "a"]}}, {"or": [{"missing": "age"}, False]}]})
    paths = leaves(asked)
    assert paths == ("/if/0", "/if/1/!", "/if/2/or/0", "/if/2/or/1")
    yes = combine(asked, dict(zip(paths, (True, False, False, False), strict=True)))
    no = combine(asked, dict(zip(paths, (False, True, False, False), strict=True)))
    assert (yes[""], yes["/if/1"], yes["/if/2"]) == (True, True, False)
    assert (no[""], no["/if/1"], no["/if/2"]) == (False, False, False)
    with pytest.raises(KeyError):
        combine(asked, {"/if/0": True})


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ({">=": [{"var": "total_revenue"}, 100]}, "Total revenue is at least 100 USD"),
        ({"<=": [10, {"var": "total_revenue"}, 20]}, "Total revenue is between 10 USD and 20 USD"),
        ({"==": [{"var": "age"}, "25-34"]}, 'Age group is "25-34"'),
        ({"<": [{"var": "bucket.spring"}, 1000]}, "Share spring is less than 1000"),
        ({"var": "segment.vip"}, "In segment vip is yes"),
        (
            {"in": [{"var": "visits"}, list(range(30))]},
            "Visits is one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 or 20 more",
        ),
        ({"==": [{"var": "name"}, 'say "hi"']}, 'Name is "say \\"hi\\""'),
        ({"==": [{"var": "name"}, "x" * 100]}, f'Name is "{"x" * 77}..."'),
        (
            {"and": [{"or": [{"var": "opt_in"}, {"missing": "age"}]}, {"!!": {"or": [{"var": "visits"}, False]}}]},
            "(Opt in is yes or Age group is missing) and (Visits is not zero or never)",
        ),
    ],
)
def test_the_sentence(source: Any, said: str):
    assert rule(source).text == said
