"""Reading a rule from JSON, hostile or not: bounded before anything looks at it.

The limits are those of a person's rule, many times over. What is beyond them is refused before `json.loads` runs, and
the depth is counted without recursion, so no input can exhaust memory or the stack.
"""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from core.errors import Problem, RuleSyntaxError
from core.kernel.canonical import Json

MAX_BYTES = 262_144  # of JSON text
MAX_DEPTH = 64  # lists and objects inside each other
MAX_NODES = 500  # operators, fields and values; a list of literals counts as one

# A quoted text (even one that never ends, so that every quote is looked at once), or a bracket.
_TOKENS = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)


class Duplicated(dict[str, Any]):
    """A JSON object in which a key came twice; `key` is the first such key."""

    key: str = ""


def read(source: str | bytes | Json) -> Json:
    """Return the JSON value of `source`: JSON text, its bytes, or a value that is parsed already.

    Raises RuleSyntaxError when it is too long, too deep or not JSON.
    """
    if isinstance(source, bytes | bytearray):
        source = _decoded(bytes(source))
    if isinstance(source, str):
        return _loaded(source)
    _bound(source)
    return source


def refuse(what: str, *, fix: str, at: str = "") -> NoReturn:
    """Raise a RuleSyntaxError with one fault."""
    raise RuleSyntaxError([Problem(at, what, fix)])


def _too_long() -> NoReturn:
    refuse(f"The rule is longer than {MAX_BYTES:,} bytes.", fix="Keep long lists of ids in a static segment.")


def _too_deep() -> NoReturn:
    fix = "Flatten it: one `and` may hold many conditions."
    refuse(f"The rule is nested deeper than {MAX_DEPTH} levels.", fix=fix)


def _decoded(source: bytes) -> str:
    if len(source) > MAX_BYTES:
        _too_long()
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError:
        refuse("The rule is not UTF-8 text.", fix="Save it as UTF-8.")


def _loaded(text: str) -> Json:
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        _too_long()
    depth = 0
    for token in _TOKENS.finditer(text):
        first = text[token.start()]
        depth += (first in "[{") - (first in "]}")
        if depth > MAX_DEPTH:
            _too_deep()
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_constant, parse_int=_integer)
    except json.JSONDecodeError as error:
        refuse(
            f"The rule is not JSON: {error.msg} (line {error.lineno}, column {error.colno}).",
            fix='A rule looks like {">": [{"var": "total_revenue"}, 100]}.',
        )


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    plain = dict(pairs)
    if len(plain) == len(pairs):
        return plain
    keys = [k for k, _ in pairs]
    twice = Duplicated(plain)
    twice.key = next(k for k in keys if keys.count(k) > 1)
    return twice


def _constant(name: str) -> NoReturn:
    refuse(f"{name} is not a number that can be compared.", fix="Write a finite number.")


def _integer(digits: str) -> int:
    if len(digits) > 40:  # Python itself would refuse 4,301 digits with an error of its own
        refuse("A number in the rule has more than 40 digits.", fix="Whole numbers go up to 9223372036854775807.")
    return int(digits)


def _bound(value: Json) -> None:
    """Hold a value that came as Python objects to the same limits; shared and cyclic parts count each time."""
    size, stack = 0, [(value, 0)]
    while stack:
        value, depth = stack.pop()
        size += len(value) + 2 if isinstance(value, str) else 1
        if size > MAX_BYTES:
            _too_long()
        if isinstance(value, dict | list | tuple):
            if depth == MAX_DEPTH:
                _too_deep()
            if len(value) > MAX_BYTES:
                _too_long()
            children = [*value, *value.values()] if isinstance(value, dict) else value
            stack.extend((child, depth + 1) for child in children)
        elif not (value is None or isinstance(value, str | bool | int | float)):
            refuse(f"A Python {type(value).__name__} is not JSON.", fix='Write days as text: "2017-07-01".')
