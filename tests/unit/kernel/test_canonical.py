from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.kernel.canonical import canonical_json, digest

scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
values = st.recursive(scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=12)


@given(values)
def test_nothing_is_lost(value):
    assert json.loads(canonical_json(value)) == value


@given(st.dictionaries(st.text(), values))
def test_the_order_of_keys_does_not_matter(value):
    turned = dict(reversed(value.items()))
    assert canonical_json(turned) == canonical_json(value)
    assert digest(turned) == digest(value)


def test_one_spelling():
    assert canonical_json({"b": [1, 2.5, None], "a": "ü"}) == '{"a":"ü","b":[1,2.5,null]}'


def test_a_digest_is_short_stable_and_tells_values_apart():
    assert digest({"a": 1}) == "015abd7f5cc57a2d"
    assert len({digest(v) for v in (1, "1", True, None, [], {}, [1], {"1": 1})}) == 8


@pytest.mark.parametrize("value", [math.nan, math.inf, {"a": [-math.inf]}])
def test_what_json_cannot_say_is_refused(value):
    with pytest.raises(ValueError, match="Out of range"):
        canonical_json(value)
