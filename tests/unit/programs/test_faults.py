"""Every fault of a program at once, in the order of the document, with place and remedy."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from core import services
from core.features.dictionary import Dictionary
from core.kernel.schema import Schema
from core.programs.definition import EarnCap, EarnRule, Per, ProgramDefinition, Tier
from core.programs.faults import program_problems
from core.programs.text import read_program, write_program
from tests.property.programs.definitions import EVENT, SCHEMAS

ZONE = ZoneInfo("America/New_York")
EXAMPLES = sorted((Path(services.__file__).parent / "examples" / "programs" / "complete_journey").glob("*.yaml"))


def document(**changes: Any) -> dict[str, Any]:
    base = {"name": "base", "points": {"*": [{"var": "amount"}, 1]}}
    return {"name": "A", "point_value": "0.01", "starts_on": "2017-01-01", "earn": [base], **changes}


def faults(given: Any) -> list[tuple[str, str, str]]:
    return [(p.pointer, p.what, p.fix) for p in program_problems(given, SCHEMAS, ZONE)]


def fault(**changes: Any) -> tuple[str, str, str]:
    """The only fault."""
    (found,) = faults(document(**changes))
    return found


def rule(**changes: Any) -> list[dict[str, Any]]:
    return [{"name": "base", "points": 1, **changes}]


def test_all_faults_come_at_once_in_the_order_of_the_document() -> None:
    given = {
        "burn": [{"name": "x", "points": 0, "value": "1.005"}, {"name": "X", "points": 1, "value": -1}],
        "tiers": [{"name": "a", "threshold": 5}, {"name": "b", "threshold": 5, "multiplier": 0, "benfits": ""}],
        "caps": [{"per": "dai", "limit": 2**53, "rule": "bse"}, {"limit": 1}],
        "earn": [{"name": "base", "points": {"*": [{"var": "amuont"}, 1]}, "when": {">": [{"var": "amount"}, "x"]}}],
        "starts_on": "2017-02-30", "tier_grace_days": -1, "pending_days": 9, "expiry": {"after_days": 9},
        "name": "", "point_value": -0.01, "tier_windw": 3,
    }  # fmt: skip
    assert [place for place, _, _ in faults(given)] == [
        "/name", "/point_value", "/starts_on", "/earn/0/when/>/1", "/earn/0/points/*/0",
        "/caps/0/per", "/caps/0/limit", "/caps/0/rule", "/caps/1/per",
        "/tiers/0/threshold", "/tiers/1/multiplier", "/tiers/1/benfits", "/tiers/1/threshold",
        "/tier_grace_days", "/pending_days", "/burn/0/points", "/burn/0/value", "/burn/1/value", "/burn/1/name",
        "/tier_windw",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "place", "what", "fix"),
    [
        ({"tires": []}, "/tires", "There is no key 'tires' here.", "Did you mean 'tiers'"),
        ({"caps": [{"per": "day", "limit": 1, "globel": True}]}, "/caps/0/globel", "no key", "'global'"),
        ({"caps": [{"per": "day", "limit": 1, "is_global": True}]}, "/caps/0/is_global", "no key", "'global'"),
        ({"xyz": 1}, "/xyz", "no key 'xyz'", "These can stand here: name, description"),
        ({"tier_window": {"dys": 3}}, "/tier_window/dys", "no key 'dys'", "Did you mean 'days'?"),
        ({"tiers": [{"name": "a"}]}, "/tiers/0/threshold", "`threshold` is missing.", "`threshold: 500`"),
        ({"burn": [{"name": "a", "points": 1}]}, "/burn/0/value", "`value` is missing.", "`value: 5.00`"),
        ({"earn": [{"points": 1}]}, "/earn/0/name", "`name` is missing.", "`name: base`"),
        ({"earn": [{"name": "a"}]}, "/earn/0/points", "`points` is missing.", '{"*": [{"var": "amount"}, 1]}'),
        ({"caps": "none"}, "/caps", "A list belongs here, and this is 'none'.", "[{per: day, limit: 200}]"),
        ({"caps": {"per": "day"}}, "/caps", "A list belongs here, and this is a set of keys.", "hyphen"),
        ({"caps": None}, "/caps", "A list belongs here, and this is nothing.", "hyphen"),
        ({"tiers": ["Gold"]}, "/tiers/0", "values belongs here, and this is 'Gold'", "{name: Bronze"),
        ({"expiry": 180}, "/expiry", "values belongs here, and this is 180", "{after_days: 180}"),
        ({"tier_window": 365}, "/tier_window", "values belongs here, and this is 365", "{days: 365}"),
        ({"tier_window": "calendar"}, "/tier_window", "'calendar' is none", "Did you mean 'calendar_year'?"),
        ({"tier_window": "days"}, "/tier_window", "either a number of days or one of the words", "{days: 365}"),
        ({"earn": []}, "/earn", "nobody earns", "Write one"),
        ({"name": "a\0"}, "/name", "needs a name that can be printed", "'Everyday'"),
        ({"name": "x" * 200}, "/name", "200 characters", "120"),
        ({"description": 5}, "/description", "Text belongs here, and this is 5.", "quotes"),
        ({"description": "\ud800"}, "/description", "cannot be stored", "anew"),
        ({"point_value": "a lot"}, "/point_value", "A number belongs here, and this is 'a lot'.", "0.01"),
        ({"point_value": True}, "/point_value", "A number belongs here, and this is true.", "0.01"),
        ({"point_value": "NaN"}, "/point_value", "A number belongs here", "0.01"),
        ({"point_value": float("inf")}, "/point_value", "A number belongs here", "0.01"),
        ({"point_value": 10**5000}, "/point_value", "more than 40 digits", "0.01"),
        ({"point_value": "-0.01"}, "/point_value", "outside of what is allowed", "from 0 to 1000000"),
        ({"point_value": "0.000000001"}, "/point_value", "more than 8 digits after the point", "0.01"),
        ({"point_value": "0.01" + "0" * 30 + "1"}, "/point_value", "more than 8 digits after the point", "0.01"),
        ({"starts_on": "01.02.2017"}, "/starts_on", "A day belongs here, and this is '01.02.2017'.", "2017-01-01"),
        ({"starts_on": 2017}, "/starts_on", "A day belongs here, and this is 2017.", "2017-01-01"),
        ({"starts_on": "0017-01-01"}, "/starts_on", "The year 17 is out of reach.", "1900 to 2199"),
        ({"ends_on": date(2016, 12, 31)}, "/ends_on", "ends on 2016-12-31, before it starts on 2017-01-01", "later"),
        ({"pending_days": 1.0}, "/pending_days", "A whole number belongs here, and this is 1.0.", "30"),
        ({"pending_days": True}, "/pending_days", "this is true", "30"),
        ({"pending_days": "3"}, "/pending_days", "this is '3'", "digits alone"),
        ({"pending_days": 10**5000}, "/pending_days", "more than 40 digits", "from 0 to 36525"),
        ({"tier_grace_days": 36526}, "/tier_grace_days", "It is 36526", "from 0 to 36525"),
        ({"pending_days": 180, "expiry": {"after_days": 180}}, "/pending_days", "180 days", "fewer"),
        ({"pending_days": 91, "expiry": {"inactivity_days": 90}}, "/pending_days", "91 days", "fewer"),
        ({"pending_days": 366, "expiry": {"yearly_on": "12-31"}}, "/pending_days", "366 days", "fewer"),
        ({"expiry": {"yearly_on": "02-29"}}, "/expiry/yearly_on", "29 February", "03-01"),
        ({"expiry": {"yearly_on": "02-30"}}, "/expiry/yearly_on", "No year has a day 02-30.", "12-31"),
        ({"expiry": {"yearly_on": "31.12."}}, "/expiry/yearly_on", "A day of every year", "12-31"),
        ({"expiry": {"after_days": 0}}, "/expiry/after_days", "It is 0", "from 1"),
        ({"expiry": {"after_days": 1, "inactivity_days": 1}}, "/expiry", "exactly one of", "{after_days: 180}"),
        ({"caps": [{"per": "day", "limit": 0}]}, "/caps/0/limit", "It is 0", "9007199254740991"),
        ({"caps": [{"per": "day", "limit": 2**53}]}, "/caps/0/limit", "It is 9007199254740992", "2^53"),
        ({"caps": [{"per": "day", "limit": 1, "rule": "bese"}]}, "/caps/0/rule", "no rule 'bese'", "'base'"),
        ({"caps": [{"per": "day", "limit": 1, "rule": "xyz"}]}, "/caps/0/rule", "no rule", "rules are: 'base'."),
        ({"caps": [{"per": "year", "limit": 1}]}, "/caps/0/per", "'year' is none", "week, month or program"),
        ({"caps": [{"per": "day", "limit": 1, "global": 1}]}, "/caps/0/global", "True or false", "true"),
        ({"tiers": [{"name": "a", "threshold": 1}]}, "/tiers/0/threshold", "begins at 1 points", "begin at 0"),
        ({"tiers": [{"name": "a", "threshold": -1}]}, "/tiers/0/threshold", "It is -1", "from 0"),
        ({"tiers": [{"name": "a", "threshold": 0}, {"name": "b", "threshold": 0}]}, "/tiers/1/threshold",
         "The threshold 0 is not above that of the tier before, 0.", "lowest"),
        ({"tiers": [{"name": "Gold", "threshold": 0}, {"name": " gold ", "threshold": 1}]}, "/tiers/1/name",
         "The tier at /tiers/0 has the name 'gold' too.", "its own name"),
        ({"tiers": [{"name": "a", "threshold": 0, "multiplier": 0}]}, "/tiers/0/multiplier", "is 0", "above 0 to 100"),
        ({"tiers": [{"name": "a", "threshold": 0, "multiplier": "100.1"}]}, "/tiers/0/multiplier", "'100.1'", "100"),
        ({"tiers": [{"name": "a", "threshold": 0, "multiplier": "1.00001"}]}, "/tiers/0/multiplier", "4 digits", "5"),
        ({"burn": [{"name": "a", "points": 0, "value": 1}]}, "/burn/0/points", "It is 0", "from 1"),
        ({"burn": [{"name": "a", "points": 1, "value": "1.001"}]}, "/burn/0/value", "more than 2 digits", "5.00"),
        ({"burn": [{"name": "a", "points": 1, "value": 2**53}]}, "/burn/0/value", "outside", "90071992547409.91"),
        ({"earn": rule(per="item")}, "/earn/0/per", "'item' is none", "basket or line"),
        ({"earn": rule(rounding="up")}, "/earn/0/rounding", "'up' is none", "floor, nearest or ceil"),
        ({"earn": rule(when='{"var": "x"}')}, "/earn/0/when", "this is text", "quotes"),
        ({"earn": rule(points="amount")}, "/earn/0/points", "this is text", "quotes"),
        ({"earn": rule(points=float("nan"))}, "/earn/0/points", "not finite", "finite"),
        ({"earn": rule(points={"log": [1]})}, "/earn/0/points", "`log` is never run", "Remove"),
        ({"earn": rule(points=None)}, "/earn/0/points", "null alone is no number", "0"),
        ({"earn": rule(points=object())}, "/earn/0/points", "A Python object is not JSON.", "text"),
        ({"earn": rule(points={"+": [1, {"var": "amonut"}]})}, "/earn/0/points/+/1", "no field 'amonut'", "'amount'"),
        ({"earn": rule(points={"var": "department"})}, "/earn/0/points", "not a number", "Name a field"),
        ({"earn": rule(when={"==": [{"var": "department"}, "MEAT"]})}, "/earn/0/when/==/1", "", ""),
        ({"earn": rule(when={"in": ["MEAT", {"var": "department"}, 1]})}, "/earn/0/when", "2 arguments", "in"),
        ({"earn": rule(when=5)}, "/earn/0/when", "A single value is not a rule.", "condition"),
    ],
)  # fmt: skip
def test_each_fault_says_where_what_and_the_remedy(changes: dict[str, Any], place: str, what: str, fix: str) -> None:
    at, seen, remedy = fault(**changes)
    assert at == place
    assert what in seen
    assert fix in remedy


@pytest.mark.parametrize("given", [None, [], "name: a", 5])
def test_what_is_no_set_of_keys_is_no_program(given: Any) -> None:
    ((place, what, _),) = faults(given)
    assert place == ""
    assert "A program is a set of keys with values" in what


def test_keys_that_are_no_text_are_named() -> None:
    assert [place for place, _, _ in faults({**document(), 1: 2})] == ["/1"]


def test_a_broken_first_tier_does_not_make_the_next_one_the_first() -> None:
    assert [place for place, _, _ in faults(document(tiers=["?", {"name": "b", "threshold": 5}]))] == ["/tiers/0"]


def test_a_definition_made_in_python_is_checked_too() -> None:
    made = ProgramDefinition(
        name="A", point_value=1, starts_on=date(2017, 1, 1),
        earn=(EarnRule(name="a", points=1), EarnRule(name="A", points={"var": "x"})),
        caps=(EarnCap(per="day", limit=1, rule="b"),), tiers=(Tier(name="a", threshold=1),),
    )  # fmt: skip
    assert [place for place, _, _ in faults(made)] == [
        "/earn/1/name", "/earn/1/points", "/caps/0/rule", "/tiers/0/threshold"
    ]  # fmt: skip


def test_departments_are_a_list_of_a_basket_and_a_text_of_a_line() -> None:
    per_line = rule(per="line", when={"in": [{"var": "department"}, ["MEAT"]]})
    per_basket = rule(per="basket", when={"in": ["MEAT", {"var": "department"}]})
    assert faults(document(earn=per_line)) == faults(document(earn=per_basket)) == []


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda f: f.stem)
def test_the_examples_of_the_demo_can_run(file: Path) -> None:
    features = Dictionary.load("complete_journey").schema
    schemas = {per: Schema([*(SCHEMAS[per][name] for name in EVENT), *features.values()]) for per in Per}
    program = read_program(file.read_text(encoding="utf-8"))
    assert program_problems(program, schemas, ZONE) == ()
    assert read_program(write_program(program)) == program
    assert program.description
    assert [t.name for t in program.tiers if not t.benefits] == []
    assert program.burn


def test_there_are_three_examples() -> None:
    assert [f.stem for f in EXAMPLES] == ["everyday", "fresh-rewards", "inner-circle"]
