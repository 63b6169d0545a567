"""Whatever is handed in as a rule: it is refused by a RuleError, or it is harmless and the engines agree on it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from core.errors import RuleError
from core.rules import OPERATORS, check, parse
from tests.contract.rules.engines import Engine
from tests.property.rules.effort import effort
from tests.property.rules.generator import Generator

NAMES = [
    *OPERATORS,
    "var",
    "method",
    "log",
    "map",
    "filter",
    "reduce",
    "merge",
    "===",
    "?:",
    "as double",
    "elements of",
]
NASTY = ["__class__", "and.__globals__", "", "a", "\0", "\ud800", "'; --", "{}", "1e400", "9" * 30]

values = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(NASTY)
trees = st.recursive(
    values,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(NAMES) | st.text(), inner, max_size=2)
        | st.builds(lambda name, args: {name: args}, st.sampled_from(NAMES), st.lists(inner, max_size=4))
        | st.builds(lambda name: {"var": name}, st.sampled_from(["plain", "two words", *NASTY]))
    ),
    max_leaves=20,
)


def made_of(data: st.DataObject) -> Generator:
    return Generator(lambda options: options[data.draw(st.integers(0, len(options) - 1))])


def fault(read: Callable[[], Any]) -> RuleError | None:
    """What is raised, which can only be a RuleError."""
    try:
        read()
    except RuleError as error:
        return error
    return None


def refused_or_agreed(source: Any, made: Generator, engines: dict[str, Engine]) -> None:
    error = fault(lambda: check(source, made.schema, time_zone=made.zone))
    if error is not None:
        assert error.problems
        assert all(p.what and p.fix for p in error.problems)
        assert len(str(error)) < 20_000
        return
    rule, rows = check(source, made.schema, time_zone=made.zone), made.rows(4)
    for engine in engines.values():
        engine.load(made.schema, rows)
    first, *others = (engine.held(rule, as_of=made.as_of)[""] for engine in engines.values())
    assert all(other == first for other in others)
    assert set(first) <= {True, False}


@effort(3)
@given(data=st.data(), source=trees)
def test_any_json(data: st.DataObject, source: Any, engines: dict[str, Engine]):
    refused_or_agreed(source, made_of(data), engines)


@effort(2)
@given(data=st.data(), graft=trees)
def test_a_sound_rule_with_something_foreign_in_it(data: st.DataObject, graft: Any, engines: dict[str, Engine]):
    made = made_of(data)
    source = made.rule(6)
    places = list(inside(source))
    holder, key = places[data.draw(st.integers(0, len(places) - 1))] if places else ({"": source}, "")
    holder[key] = graft
    refused_or_agreed(source, made, engines)


@effort(3)
@given(st.text() | st.binary())
def test_any_text(source: str | bytes):
    error = fault(lambda: parse(source))
    if error is None:
        json.loads(source)  # what was read is JSON


def inside(tree: Any) -> Any:
    """Every place inside the tree where something stands."""
    keys = range(len(tree)) if isinstance(tree, list) else list(tree) if isinstance(tree, dict) else ()
    for key in keys:
        yield tree, key
        yield from inside(tree[key])
