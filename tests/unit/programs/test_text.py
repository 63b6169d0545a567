"""YAML as people write it, its traps, and what is refused before anything looks at it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.documents.reading import MAX_BYTES
from core.errors import ProgramInvalid
from core.programs.text import of_document, read_program, write_program

ISSUE = """\
name: Everyday
point_value: 0.01            # money per point, for liability
starts_on: 2017-01-01        # optional ends_on; business days
earn:                        # all matching rules add up
  - name: base
    per: basket              # basket | line
    when: {">": [{"var": "amount"}, 0]}            # JSONLogic
    points: {"*": [{"var": "amount"}, 1]}          # JSONLogic number
    rounding: floor          # floor | nearest | ceil
caps:
  - {per: day, limit: 200}
tiers:
  - {name: Bronze, threshold: 0}
  - {name: Silver, threshold: 500, multiplier: 1.25, benefits: "..."}
tier_window: {days: 365}
tier_grace_days: 30
pending_days: 0
expiry: {after_days: 180}
burn:
  - {name: "5 off", points: 500, value: 5.00}
"""
WRITTEN = """\
name: Everyday
point_value: 0.01
starts_on: 2017-01-01
earn:
  - name: base
    when: {">": [{"var": "amount"}, 0]}
    points: {"*": [{"var": "amount"}, 1]}
caps:
  - {per: day, limit: 200}
tiers:
  - {name: Bronze, threshold: 0}
  - {name: Silver, threshold: 500, multiplier: 1.25, benefits: '...'}
tier_window: {days: 365}
tier_grace_days: 30
expiry: {after_days: 180}
burn:
  - {name: 5 off, points: 500, value: 5.00}
"""
LEAST = "name: {name}\npoint_value: 0.01\nstarts_on: 2017-01-01\nearn: [{{name: base, points: {points}}}]\n"


def least(name: str = "A", points: str = "1", more: str = "") -> str:
    return LEAST.format(name=name, points=points) + more


def faults(text: str | bytes) -> dict[str, str]:
    """What is wrong, by place."""
    with pytest.raises(ProgramInvalid) as refusal:
        read_program(text)
    assert [p for p in refusal.value.problems if not p.fix] == []
    return {p.pointer: p.what for p in refusal.value.problems}


def test_the_example_is_read_and_written() -> None:
    found = read_program(ISSUE)
    assert found.point_value == Decimal("0.01")
    assert found.starts_on == date(2017, 1, 1)
    assert found.tiers[1].multiplier == Decimal("1.25")
    assert found.earn[0].when == {">": [{"var": "amount"}, 0]}
    assert write_program(found) == WRITTEN
    assert read_program(WRITTEN) == read_program(WRITTEN.replace("\n", "\r\n").encode("utf-8-sig")) == found


@pytest.mark.parametrize("name", ["yes", "No", "on", "OFF", "12-31", "1:30", "1_000", "0x1F", "007", "2017-01-01", "y"])
def test_bare_words_stay_words(name: str) -> None:
    found = read_program(least(name))
    assert found.name == name
    assert read_program(write_program(found)) == found


@pytest.mark.parametrize("name", ["500", "1.5", "true", "null", "1e3"])
def test_what_is_no_text_needs_quotes_to_be_a_name(name: str) -> None:
    assert "must be text" in faults(least(name))["/name"]
    found = read_program(least(f'"{name}"'))
    assert found.name == name
    assert read_program(write_program(found)) == found


def test_a_day_of_the_year_needs_no_quotes() -> None:
    bare = read_program(least(more="expiry: {yearly_on: 12-31}"))
    assert bare == read_program(least(more='expiry: {yearly_on: "12-31"}'))
    assert write_program(bare).endswith('expiry: {yearly_on: "12-31"}\n')


def test_numbers_in_rules_are_those_of_json_and_elsewhere_decimals() -> None:
    points = '{"+": [0.1, 1.0, 1, 1e3, {"var": ["amount", 0.25]}]}'
    found = read_program(least(points=points, more="burn: [{name: a, points: 1, value: 1.10}]"))
    assert found.earn[0].points == {"+": [0.1, 1.0, 1, 1000.0, {"var": ["amount", 0.25]}]}
    assert [type(n) for n in found.earn[0].points["+"][:3]] == [float, float, int]
    assert str(found.burn[0].value) == "1.10"
    assert read_program(write_program(found)) == found


def test_days_inside_rules_are_text() -> None:
    found = read_program(least(points='{"if": [{">": [{"var": "occurred_on"}, 2017-07-01]}, 2, 1]}'))
    assert found.earn[0].points["if"][0][">"][1] == "2017-07-01"


def test_aliases_are_read() -> None:
    text = least(points="&once {var: amount}", more="tiers: [{name: a, threshold: 0, benefits: &b x}, "
                 "{name: b, threshold: 1, benefits: *b}]")  # fmt: skip
    assert read_program(text).tiers[1].benefits == "x"
    rule = read_program(least().replace("earn: [", "earn: [{name: one, when: &w {'>': [{var: amount}, 0]}, points: 1}, "
                        "{name: two, when: *w, points: 2}, "))  # fmt: skip
    assert rule.earn[0].when == rule.earn[1].when


@pytest.mark.parametrize(
    ("more", "place", "what"),
    [
        ("pending_days: .inf", "/pending_days", ".inf is no number to count with (line 5, column 15)."),
        ("pending_days: -.INF", "/pending_days", "-.INF is no number"),
        ("pending_days: .NaN", "/pending_days", ".NaN is no number"),
        ("pending_days: 1\npending_days: 2", "/pending_days",
         "The key 'pending_days' is written twice, on line 5 and here (line 6, column 1)."),
        ("caps: [{per: day, limit: 1,\n per: week}]", "/caps/0/per", "written twice, on line 5 and here (line 6"),
        ("? [a]\n: 1", "/?", "is not text (line 5"),
        ("1: 2", "/1", "The key '1' is not text (line 5"),
        ("<<: {pending_days: 1}", "/<<", "`<<` is not read here"),
        ("description: !!python/object/apply:os.system [x]", "/description", "is not read here (line 5"),
        ("description: !!binary aGk=", "/description", "is not read here (line 5"),
        ("pending_days: !!int x", "/pending_days", "'x' is not what its tag says"),
        (f"pending_days: {'9' * 5000}", "/pending_days", "more than 60 digits"),
        ("pending_days: !!set {a, b}", "/pending_days", "is not read here"),
    ],
)  # fmt: skip
def test_traps_of_yaml_are_refused_with_their_line(more: str, place: str, what: str) -> None:
    found = faults(least(more=more))
    assert list(found) == [place]
    assert what in found[place]


def test_a_number_with_more_digits_than_json_holds_is_refused_in_a_rule() -> None:
    found = faults(least(points='{"*": [{"var": "amount"}, 0.12345678901234567890]}'))
    assert "more digits than a rule can hold" in found["/earn/0/points/*/1"]
    assert "more digits" in faults(least(points="1.0e999999"))["/earn/0/points"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "nothing to read"), ("# only a comment", "nothing to read"), ("null", "this is nothing"),
        ("- a\n- b", "this is a list"), ("just words", "this is 'just words'"),
        ("name: [a", "not YAML: while parsing a flow sequence, expected ',' or ']', but got '<stream end>' (line 1"),
        ("name: a\n\tb: c", "found character '\\t' that cannot start any token (line 2, column 1)"),
        ("name: a\n---\nname: b", "found another document (line 2, column 1)"),
        ("name: *who", "found undefined alias 'who' (line 1, column 7)"),
        ("a: 1\nb: \x07", "a character that YAML does not allow (line 2, column 4)"),
        (b"name: \xff", "not UTF-8"), ("name: é".encode("utf-16"), "not UTF-8"),
        ("[" * 5000, "deeper than 100 levels"), ("a: &a [*a]", "aliases make it larger"),
        ("a: " + "x" * MAX_BYTES, "longer than 262,144 bytes"), (b" " * (MAX_BYTES + 1), "longer than 262,144 bytes"),
        ("é" * (MAX_BYTES // 2 + 1), "longer than 262,144 bytes"),
    ],
    ids=range(17),
)  # fmt: skip
def test_what_is_no_program_at_all_is_refused(text: str | bytes, what: str) -> None:
    found = faults(text)
    assert list(found) == [""]
    assert what in found[""]


def test_aliases_of_aliases_do_not_fill_the_memory() -> None:
    laughs = "a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9]\n"
    for n in range(20):
        one, next_one = chr(97 + n), chr(98 + n)
        laughs += f"{next_one}: &{next_one} [{', '.join([f'*{one}'] * 9)}]\n"
    assert "aliases make it larger" in faults(laughs)[""]


def test_texts_over_several_lines_are_written_as_such() -> None:
    found = read_program(least(more='description: "First line.\\n\\nSecond line."'))
    assert "description: |-\n  First line.\n\n  Second line.\n" in write_program(found)
    assert read_program(write_program(found)) == found


def test_a_document_of_a_page_may_hold_text_for_decimals_and_days() -> None:
    document: dict[str, Any] = {
        "name": "A", "point_value": 0.01, "starts_on": "2017-01-01", "ends_on": None, "expiry": None, "caps": [],
        "earn": [{"name": "base", "points": 1, "when": True, "per": "line"}],
        "tiers": [{"name": "a", "threshold": 0, "multiplier": "1.5"}], "tier_window": "lifetime",
    }  # fmt: skip
    found = of_document(document)
    assert (found.point_value, found.tiers[0].multiplier) == (Decimal("0.01"), Decimal("1.5"))
    assert of_document(found.document()) == found


def test_a_program_that_contradicts_itself_is_not_read() -> None:
    assert set(faults(least(more="ends_on: 2016-12-31\ncaps: [{per: day, limit: 0, rule: bse}]"))) == {
        "/ends_on", "/caps/0/limit", "/caps/0/rule",
    }  # fmt: skip
