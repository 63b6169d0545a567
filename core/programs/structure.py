"""From a plain document to a definition, or to every fault of its structure in words of our own, with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from core.errors import LabError, Problem, ProgramInvalid, RuleError, did_you_mean
from core.programs.definition import BurnOption, EarnCap, EarnRule, Expiry, ProgramDefinition, Tier, TierWindow
from core.programs.values import shown
from core.rules.tree import pointer

_LISTS: Mapping[str, type[BaseModel]] = {"earn": EarnRule, "caps": EarnCap, "tiers": Tier, "burn": BurnOption}
_PARTS: Mapping[str, type[BaseModel]] = {**_LISTS, "tier_window": TierWindow, "expiry": Expiry}
_ORDER = {name: i for i, name in enumerate(ProgramDefinition.model_fields)}
_EXAMPLES: Mapping[str, str] = {
    "name": "Everyday",
    "point_value": "0.01",
    "starts_on": "2017-01-01",
    "earn": '[{name: base, points: {"*": [{"var": "amount"}, 1]}}]',
    "points": '{"*": [{"var": "amount"}, 1]}',
    "per": "day",
    "limit": "200",
    "threshold": "500",
    "value": "5.00",
    "caps": "[{per: day, limit: 200}]",
    "tiers": "[{name: Bronze, threshold: 0}, {name: Silver, threshold: 500}]",
    "tier_window": "{days: 365}",
    "expiry": "{after_days: 180}",
    "burn": '[{name: "5 off", points: 500, value: 5.00}]',
}


def structured(document: Any) -> tuple[ProgramDefinition | None, tuple[Problem, ...]]:
    """Return the definition that the document stands for, or None and every fault that keeps it from being one."""
    if not isinstance(document, Mapping):
        fix = "Write keys and values, such as `name: Everyday`; the first are name, point_value, starts_on and earn."
        return None, (Problem("", f"A program is a set of keys with values, and this is {shown(document)}.", fix),)
    try:
        return ProgramDefinition.model_validate(dict(document), by_alias=True, by_name=False), ()
    except ValidationError as error:
        return None, tuple(p for e in error.errors(include_url=False) for p in _translated(e))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems in the order in which a program is written, none of them twice."""
    return tuple(sorted(dict.fromkeys(problems), key=_place))


def _place(problem: Problem) -> tuple[int, int]:
    parts = problem.pointer.split("/")
    row = int(parts[2]) if len(parts) > 2 and parts[2].isdecimal() else -1
    return (_ORDER.get(parts[1], len(_ORDER)) if len(parts) > 1 else -1), row


def _translated(error: ErrorDetails) -> Iterator[Problem]:
    """Yield pydantic's fault in our words."""
    at, key = "", str(error["loc"][-1]) if error["loc"] else ""
    for part in error["loc"]:
        at = pointer(at, part)
    example = _example(error["loc"])
    if error["type"] == "value_error":
        yield from _own(error["ctx"]["error"], at)
    elif error["type"] == "missing":
        yield Problem(at, f"`{key}` is missing.", f"Write it, such as `{key}: {example}`.")
    elif error["type"] == "extra_forbidden":
        yield _unknown(error["loc"], at)
    elif error["type"] == "tuple_type":
        what = f"A list belongs here, and this is {shown(error['input'])}."
        yield Problem(at, what, f"Write each item on a line after a hyphen, or {example}.")
    elif error["type"] == "invalid_key":
        yield Problem(at, f"The key {shown(error['loc'][-1])} is not text.", "Put it in quotes.")
    else:
        what = f"A set of keys with values belongs here, and this is {shown(error['input'])}."
        yield Problem(at, what, f"Write it like {example}.")


def _own(error: Exception, at: str) -> Iterator[Problem]:
    """Yield the faults that one of our own readers raised, their places below `at`."""
    if isinstance(error, ProgramInvalid | RuleError):
        yield from (Problem(at + p.pointer, p.what, p.fix) for p in error.problems)
    elif isinstance(error, LabError):
        yield Problem(at, error.what, error.fix)
    else:
        raise error


def _unknown(loc: Sequence[str | int], at: str) -> Problem:
    model = _PARTS.get(str(loc[0]), ProgramDefinition) if len(loc) > 1 else ProgramDefinition
    known = [f.alias or n for n, f in model.model_fields.items() if (model, n) != (TierWindow, "kind")]
    fix = did_you_mean(str(loc[-1])[:80], known) or f"These can stand here: {', '.join(known)}."
    return Problem(at, f"There is no key {shown(loc[-1])} here.", fix)


def _example(loc: Sequence[str | int]) -> str:
    """Return what could stand at the place: an item of the list's example, or what its key looks like."""
    if len(loc) == 2 and isinstance(loc[1], int):
        whole = _EXAMPLES[str(loc[0])]
        return whole[1:-1].split(", {")[0]
    if len(loc) == 3 and (loc[0], loc[2]) in _BELOW:
        return _BELOW[str(loc[0]), str(loc[2])]
    return _EXAMPLES.get(str(loc[-1]), "...") if loc else "..."


_BELOW = {
    ("earn", "name"): "base",
    ("tiers", "name"): "Silver",
    ("burn", "name"): '"5 off"',
    ("burn", "points"): "500",
}
