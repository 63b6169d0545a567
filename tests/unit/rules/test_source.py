"""Reading hostile input: everything is bounded before anything is built of it."""

from __future__ import annotations

import json
import time
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.errors import RuleSyntaxError
from core.rules import parse
from core.rules.source import MAX_BYTES, MAX_DEPTH, MAX_NODES, read

LEAF = {"==": [{"var": "a"}, 1]}


def nested(levels: int) -> str:
    return '{"!":' * levels + "true" + "}" * levels


def refused(source: Any) -> str:
    start = time.perf_counter()
    with pytest.raises(RuleSyntaxError) as raised:
        parse(source)
    assert time.perf_counter() - start < 2, "refused, but not quickly"
    assert len(str(raised.value)) < 1000
    return str(raised.value)


@pytest.mark.parametrize("make", [str, str.encode, bytearray], ids=["text", "bytes", "bytearray"])
def test_ten_thousand_levels_are_refused(make: Any):
    source = nested(10_000)
    assert "deeper than 64 levels" in refused(make(source, "ascii") if make is bytearray else make(source))


def test_ten_thousand_levels_of_lists_are_refused():
    assert "deeper" in refused("[" * 10_000 + "]" * 10_000)


def test_ten_thousand_levels_of_python_objects_are_refused():
    rule: Any = True
    for _ in range(10_000):
        rule = {"!": [rule]}
    assert "deeper" in refused(rule)
    while isinstance(rule, dict):  # so that freeing it does not recurse
        rule = rule["!"][0]


def test_the_deepest_that_is_allowed_can_be_read():
    assert parse(nested(MAX_DEPTH)).path == ""
    refused(nested(MAX_DEPTH + 1))


def test_brackets_in_texts_are_no_depth():
    parse(json.dumps({"==": [{"var": "a"}, "[{" * 1000 + '\\"' + "[" * 1000]}))


@pytest.mark.parametrize("make", [str, str.encode], ids=["text", "bytes"])
def test_ten_megabytes_are_refused(make: Any):
    assert "longer than 262,144 bytes" in refused(make('{"==":[{"var":"a"},"' + "x" * 10_000_000 + '"]}'))


def test_ten_megabytes_of_python_objects_are_refused():
    assert "longer" in refused({"==": [{"var": "a"}, "x" * 10_000_000]})
    assert "longer" in refused({"in": [{"var": "a"}, [1] * 5_000_000]})


def test_length_is_counted_in_bytes():
    assert "longer" in refused('"' + "日" * (MAX_BYTES // 3 + 1) + '"')


def test_a_text_that_never_ends_is_refused_quickly():
    assert "not JSON" in refused('"' + '\\"' * 100_000)


def test_a_python_list_that_holds_itself_is_refused():
    rule: list[Any] = []
    rule.append(rule)
    assert "deeper" in refused({"and": rule})


def test_shared_python_parts_count_each_time():
    rule: Any = LEAF
    for _ in range(25):
        rule = {"and": [rule, rule]}
    assert "longer" in refused(rule)


def test_more_than_500_nodes_are_refused():
    parse({"and": [LEAF] * ((MAX_NODES - 1) // 3)})
    assert "more than 500" in refused({"and": [LEAF] * 170})


def test_a_long_list_of_literals_is_one_node():
    parse({"in": [{"var": "a"}, list(range(20_000))]})


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("{'a': 1}", "not JSON"),
        ('{"==": [1, 1]} x', "not JSON"),
        (b"\xff\xfe{}", "not UTF-8"),
        ('{"==": [{"var": "a"}, NaN]}', "NaN"),
        ('{"==": [{"var": "a"}, Infinity]}', "Infinity"),
        ('{"==": [{"var": "a"}, -Infinity]}', "-Infinity"),
        ('{"==": [{"var": "a"}, 1e400]}', "not finite"),
        ('{"==": [{"var": "a"}, %s]}' % ("9" * 5000), "more than 40 digits"),
        ('{"==": [{"var": "a"}, 9223372036854775808]}', "too large"),
        ('{"==": [{"var": "a"}, "\\u0000"]}', "NUL"),
        ('{"==": [{"var": "a"}, "\\ud800"]}', "lone surrogate"),
        ('{"and": [{"==": [1, 1]}], "and": [{"!": [true]}]}', "'and' comes twice"),
        ('{"!": {"==": [1, 1], "==": [2, 2]}}', "'==' comes twice"),
    ],
)
def test_what_is_not_a_rule_is_refused(source: str | bytes, said: str):
    assert said in refused(source)


@pytest.mark.parametrize("value", [date(2017, 1, 1), Decimal(1), {1}, object(), float("nan"), 2**63, "\ud800"])
def test_python_values_that_are_not_json_are_refused(value: Any):
    refused({"==": [{"var": "a"}, value]})


def test_a_python_key_that_is_no_text_is_refused():
    assert "not a text" in refused({1: [True]})


def test_a_byte_order_mark_is_no_fault():
    assert read(b"\xef\xbb\xbf" + json.dumps(LEAF).encode()) == LEAF


def test_text_bytes_and_objects_are_the_same():
    text = json.dumps(LEAF)
    assert parse(text) == parse(text.encode()) == parse(LEAF)
