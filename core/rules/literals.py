"""Literals: what they are by themselves, and brought to the type of the field that they are compared with."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from core.errors import BadInput
from core.kernel.canonical import Json
from core.kernel.clock import format_instant, parse_instant
from core.kernel.schema import FieldType
from core.rules.tree import Broken, Literal, Node
from core.rules.types import words

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?)?", re.ASCII)
_EXAMPLES = {
    FieldType.INTEGER: "42",
    FieldType.NUMBER: "9.5",
    FieldType.MONEY: "99.90",
    FieldType.STRING: '"gold"',
    FieldType.BOOLEAN: "true or false",
    FieldType.DATE: '"2017-07-01"',
    FieldType.TIMESTAMP: '"2017-07-01T05:00:00Z"',
}


class Fault(Protocol):
    """Something that takes note of a fault."""

    def __call__(self, path: str, what: str, *, fix: str) -> Broken:
        """Report a fault at `path`."""
        ...


def natural(node: Literal) -> Literal:
    """Return the literal with the type that its JSON has."""
    value = node.value
    for python, type_ in ((bool, FieldType.BOOLEAN), (int, FieldType.INTEGER), (float, FieldType.NUMBER)):
        if isinstance(value, python):
            return replace(node, type=type_)
    return replace(node, type=FieldType.STRING) if isinstance(value, str) else node


def fitted(
    node: Literal, target: FieldType, *, zone: ZoneInfo, fault: Fault, beside: str, example: str | int | None = None
) -> Node:
    """Return the literal as a value of the type `target`; a type clash with what stands `beside` it is reported."""
    if isinstance(node.value, str) and target is FieldType.DATE:
        return _day(node, node.value, fault=fault)
    if isinstance(node.value, str) and target is FieldType.TIMESTAMP:
        return _instant(node, node.value, zone=zone, fault=fault)
    if target is FieldType.STRINGS:
        return fault(node.path, f"{beside} is {words(target)}.", fix="Use `in`, `some`, `all` or `none`.")
    shown = _EXAMPLES[target] if example is None else json.dumps(example, ensure_ascii=False)
    what = f"{beside} is {words(target)}, but this is {words(node.type)}."
    return fault(node.path, what, fix=f"Write {words(target)}, such as {shown}.")


def _day(node: Literal, text: str, *, fault: Fault) -> Node:
    try:
        if not _DAY.fullmatch(text):
            raise ValueError
        return replace(node, value=date.fromisoformat(text), type=FieldType.DATE)
    except ValueError:
        fix = 'Write it as "2017-07-01", without a time.'
        return fault(node.path, "The text is not a day of the calendar.", fix=fix)


def _instant(node: Literal, text: str, *, zone: ZoneInfo, fault: Fault) -> Node:
    try:
        if not _INSTANT.fullmatch(text):
            raise ValueError
        local = datetime.fromisoformat(text)
        value = parse_instant(text, zone)
    except (ValueError, OverflowError, BadInput):
        fix = 'Write it as "2017-07-01T05:00:00Z", or the day alone for its midnight.'
        return fault(node.path, "The text is not an instant.", fix=fix)
    if local.tzinfo is None and "T" in text and _shifts(local, zone):
        fix = 'Write it with its offset, such as "2017-11-05T01:30:00-05:00".'
        return fault(node.path, "The clocks change at this time, so it could be two instants.", fix=fix)
    return replace(node, value=value, type=FieldType.TIMESTAMP)


def _shifts(local: datetime, zone: ZoneInfo) -> bool:
    first, second = (local.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    return first != second


def as_json(value: object) -> Json:
    """Return a literal's value as JSON: days and instants as ISO 8601 text."""
    if isinstance(value, datetime):
        return format_instant(value)
    return value.isoformat() if isinstance(value, date) else value
