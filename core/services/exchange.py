"""The file in which a segment's definition travels from one lab to another."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from core.errors import BadInput

FORMAT = "loyalty-lab/segment@1"
_FIX = f'It is JSON with "format": "{FORMAT}", a "name", and either a "rule" or "ids"; export one to see it.'


def definition_in(data: bytes) -> dict[str, Any]:
    """Return the definition that a file holds; whether its rule or ids can be used is not asked here.

    Raises BadInput, saying what is wrong with the file.
    """
    try:
        text = data.decode("utf-8-sig")
        found = json.loads(text, object_pairs_hook=_object, parse_constant=_constant, parse_int=_integer)
    except RecursionError:
        no_definition("it is nested too deep")
    except UnicodeDecodeError:
        no_definition("it is not UTF-8 text")
    except json.JSONDecodeError as error:
        no_definition(f"it is not JSON: {error.msg} (line {error.lineno}, column {error.colno})")
    if not isinstance(found, dict) or "format" not in found:
        no_definition('it has no "format"')
    if found["format"] != FORMAT:
        no_definition(f"its format is {str(found['format'])[:60]!r}")
    _refuse_content(found)
    return found


def no_definition(why: str) -> NoReturn:
    """Raise BadInput for a file that is no definition."""
    raise BadInput(f"The file is not an exported segment definition: {why}.", fix=_FIX)


def _refuse_content(found: dict[str, Any]) -> None:
    for name in ("name", "description"):
        if not isinstance(found.get(name, ""), str):
            no_definition(f'its "{name}" is not a text')
    if "name" not in found:
        no_definition('it has no "name"')
    if ("ids" in found) == ("rule" in found):
        no_definition('it has both a "rule" and "ids"' if "ids" in found else 'it has neither a "rule" nor "ids"')
    if found.get("kind", "static" if "ids" in found else "dynamic") != ("static" if "ids" in found else "dynamic"):
        no_definition(f'its "kind" is {str(found["kind"])[:40]!r}, but it has {"ids" if "ids" in found else "a rule"}')
    if "ids" in found:
        ids = found["ids"]
        sound = isinstance(ids, list) and all(isinstance(i, str | int) and not isinstance(i, bool) for i in ids)
        if not sound:
            no_definition('its "ids" are not a list of texts and whole numbers')


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(n for n in names if names.count(n) > 1)
        no_definition(f"the key {twice[:60]!r} comes twice in one object")
    return found


def _constant(name: str) -> NoReturn:
    no_definition(f"{name} is not a number that can be compared")


def _integer(digits: str) -> int:
    if len(digits) > 40:  # Python itself would refuse 4,301 digits with an error of its own
        no_definition("a number in it has more than 40 digits")
    return int(digits)
