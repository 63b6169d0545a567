"""A kind of definition of its own: what messages call it, which error it raises, and parts within parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

import pytest
from pydantic import BeforeValidator, Field

from core.documents.kind import Kind, Style
from core.documents.part import Part
from core.documents.plain import day_or_none, name_or_none, twins, whole_or_none
from core.documents.reading import read_yaml
from core.documents.rules import rule_problems
from core.documents.structure import in_order
from core.documents.text import checked, of_document, read, write
from core.documents.values import EXACT, day, decimal, logic, named, whole, word
from core.documents.writing import write_yaml
from core.errors import CampaignInvalid, DocumentInvalid, Problem, ProgramInvalid, RuleError


class Way(StrEnum):
    ROAD = "road"
    RAIL = "rail"


class Stop(Part):
    name: Annotated[str, BeforeValidator(named("stop", example="Oslo"))]
    nights: Annotated[int, BeforeValidator(whole(1, example=2))] = 1


class Leg(Part):
    name: Annotated[str, BeforeValidator(named("leg", example="North"))]
    by: Annotated[Way, BeforeValidator(word(Way))] = Way.ROAD
    when: Annotated[Any, BeforeValidator(logic)] = True
    stops: tuple[Stop, ...] = ()
    is_scenic: bool = Field(False, alias="scenic")


class Trip(Part):
    name: Annotated[str, BeforeValidator(named("trip", example="Fjords"))]
    price: Annotated[Decimal, BeforeValidator(decimal(places=2, most=Decimal(1000), example="5.00"))]
    legs: tuple[Leg, ...]
    tags: tuple[str, ...] = ()
    notes: dict[str, Stop] = Field(default_factory=dict)


def between(document: Mapping[str, Any]) -> Iterator[Problem]:
    yield from twins(document, "legs", "leg")


TRIP = Kind(
    "trip",
    model=Trip,
    invalid=CampaignInvalid,
    begins="name: Fjords",
    between=between,
    rules=re.compile(r"/legs/\d+/when(/|$)"),
    examples={"name": "Fjords", "legs": "[{name: North}, {name: South}]", "stops": "[{name: Oslo}]", "price": "5.00"},
    within={("legs", "name"): "North", ("stops", "name"): "Oslo"},
    style=Style(rules=frozenset({"when"}), decimals=frozenset({"price"}), tall=frozenset({"legs"})),
)
WRITTEN = """\
name: Fjords
price: 10.50
legs:
  - name: North
    by: rail
    when: {">": [{"var": "n"}, 0.5]}
    stops:
      - {name: Oslo, nights: 2}
      - {name: Bergen}
    scenic: true
tags: [far, 'no', cold]
"""


def faults(text: str) -> dict[str, tuple[str, str]]:
    with pytest.raises(CampaignInvalid) as refusal:
        read(text, TRIP)
    return {p.pointer: (p.what, p.fix) for p in refusal.value.problems}


def test_what_is_read_is_written() -> None:
    trip = read(WRITTEN, TRIP)
    assert (trip.price, trip.legs[0].stops[0].nights, trip.legs[0].is_scenic) == (Decimal("10.50"), 2, True)
    assert trip.legs[0].when == {">": [{"var": "n"}, 0.5]}
    assert write(trip, TRIP) == WRITTEN
    assert of_document(trip.document(), TRIP) == trip


def test_long_lists_of_words_stand_on_lines_of_their_own() -> None:
    words = ["x" * 60, "y" * 60]
    assert write_yaml({"tags": words}, TRIP) == f"tags:\n  - {words[0]}\n  - {words[1]}\n"
    assert write_yaml({"tags": []}, TRIP) == "tags: []\n"


@pytest.mark.parametrize(
    ("text", "what", "fix"),
    [
        ("", "There is nothing to read.", "A trip begins with `name: Fjords`."),
        ("- a", "A trip is a set of keys with values, and this is a list.",
         "Write keys and values, such as `name: Fjords`; the first are name, price and legs."),
        ("[" * 200, "The text is nested deeper than 100 levels.", "Flatten it; no trip is that deep."),
        ("a: &a [*a]", "Its aliases make it larger than any trip.", "Write the parts out."),
    ],
    ids=["empty", "list", "deep", "aliases"],
)  # fmt: skip
def test_messages_call_it_by_its_name(text: str, what: str, fix: str) -> None:
    assert faults(text) == {"": (what, fix)}


def test_faults_of_parts_within_parts_have_their_place_and_an_example() -> None:
    found = faults("price: 1.234\nlegs: [{name: a, stops: [{nights: 0}, {name: b, night: 1}, 5]}, {}, {name: A, x: 1}]")
    assert list(found) == [
        "/name", "/price", "/legs/0/stops/0/name", "/legs/0/stops/0/nights", "/legs/0/stops/1/night",
        "/legs/0/stops/2", "/legs/1/name", "/legs/2/x", "/legs/2/name",
    ]  # fmt: skip
    assert found["/legs/0/stops/0/name"] == ("`name` is missing.", "Write it, such as `name: Oslo`.")
    assert found["/legs/1/name"][1] == "Write it, such as `name: North`."
    assert found["/legs/0/stops/1/night"][1] == "Did you mean 'nights'?"
    assert found["/legs/0/stops/2"][1] == "Write it like {name: Oslo}."
    assert found["/legs/2/x"][1] == "These can stand here: name, by, when, stops, scenic."
    assert found["/legs/2/name"][0] == "The leg at /legs/0 has the name 'A' too."


def test_a_part_under_a_word_of_ones_own_is_known_too() -> None:
    found = faults("name: a\nprice: 1\nlegs: []\nnotes: {home: {name: b, nihts: 1}}")
    assert found["/notes/home/nihts"][1] == "Did you mean 'nights'?"


def test_decimals_are_those_of_json_only_where_rules_stand() -> None:
    held = read_yaml("price: 0.10\nlegs: [{when: 0.10, by: 0.10}]", TRIP).document
    assert repr(held) == "{'price': Decimal('0.10'), 'legs': [{'when': 0.1, 'by': Decimal('0.10')}]}"


def test_problems_are_in_the_order_of_the_keys_and_none_is_there_twice() -> None:
    given = [Problem(at, "w", "f") for at in ("/tags", "/legs/10/x", "/legs/2", "/else", "/name", "", "/legs/2")]
    assert [p.pointer for p in in_order(given, TRIP)] == ["", "/name", "/legs/2", "/legs/10/x", "/tags", "/else"]


def test_the_readers_raise_what_all_kinds_have_in_common() -> None:
    with pytest.raises(DocumentInvalid) as refusal:
        day("2017-02-30")
    assert (type(refusal.value), refusal.value.whose) == (DocumentInvalid, "The definition")
    with pytest.raises(DocumentInvalid, match="outside") as beyond:
        whole(0, example=1)(EXACT)
    assert beyond.value.fix == "Write a number from 0 to 9007199254740991, which is 2^53 - 1."
    assert not issubclass(CampaignInvalid, ProgramInvalid)


def test_what_is_given_in_any_form_is_judged_and_what_cannot_be_read_is_not_judged_twice() -> None:
    def far(trip: Trip | Mapping[str, Any]) -> list[Problem]:
        document = trip.document() if isinstance(trip, Trip) else trip
        return [Problem("/price", "Too far.", "Stay.")] if str(document.get("price")) != "10.50" else []

    trip = read(WRITTEN, TRIP)
    for given in (trip, trip.document(), WRITTEN, WRITTEN.encode()):
        assert checked(given, TRIP, far) == trip
    for given in (trip.model_copy(update={"price": Decimal(5)}), trip.document() | {"price": "5"}):
        with pytest.raises(CampaignInvalid) as refusal:
            checked(given, TRIP, far)
        assert refusal.value.problems == (Problem("/price", "Too far.", "Stay."),)
    with pytest.raises(CampaignInvalid) as refusal:
        checked(WRITTEN.replace("10.50", "[[" + "x" * 9), TRIP, far)
    assert [p.what for p in refusal.value.problems if p.what == "Too far."] == []


def test_rules_of_what_happened_may_not_count_from_the_day_of_a_question() -> None:
    def check(rule: Any) -> None:
        raise RuleError([Problem("/and/0", "w", "f")])

    def relative(at: str) -> Problem:
        return Problem(at, "Counts.", "Do not.")

    days = {"within_last_days": [{"var": "seen_on"}, 7]}
    found = list(rule_problems({"and": [days, {"!": days}]}, "/when", check=check, relative=relative))
    assert sorted(found, key=lambda p: p.pointer) == [
        Problem("/when/and/0", "Counts.", "Do not."), Problem("/when/and/0", "w", "f"),
        Problem("/when/and/1/!", "Counts.", "Do not."),
    ]  # fmt: skip
    assert list(rule_problems({"and": []}, "/when", check=lambda rule: rule, relative=relative)) == []


def test_what_cannot_be_read_is_passed_over() -> None:
    assert [name_or_none(v) for v in (" a  b ", 1, None)] == ["a b", None, None]
    assert [whole_or_none(v) for v in (3, True, "3", None)] == [3, None, None, None]
    assert [day_or_none(v) for v in ("x", None, 7)] == [None, None, None]
    assert str(day_or_none("2017-01-01")) == "2017-01-01"
