"""What must agree between the parts of a program, seen in its plain document, which may have other faults as well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from core.errors import Problem, ProgramInvalid, did_you_mean
from core.programs import values
from core.programs.values import shown
from core.rules.tree import pointer

_KINDS = {"earn": "rule", "tiers": "tier", "burn": "burn option"}
_YEAR = 366  # no day of the year is further away


def inconsistencies(document: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield every fault between the parts; a part that cannot be read itself is passed over."""
    if isinstance(document.get("earn"), list | tuple) and not document["earn"]:
        fix = 'Write one, such as {name: base, points: {"*": [{"var": "amount"}, 1]}}.'
        yield Problem("/earn", "Without a rule nobody earns anything.", fix)
    for key, kind in _KINDS.items():
        yield from _twins(document, key, kind)
    yield from _caps(document)
    yield from _thresholds(document)
    yield from _period(document)
    yield from _waiting(document)


def rows(document: Mapping[str, Any], key: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the pointer and the content of each item of a list that is a set of keys."""
    items = document.get(key)
    for i, item in enumerate(items if isinstance(items, list | tuple) else ()):
        if isinstance(item, Mapping):
            yield pointer(f"/{key}", i), item


def _name(value: Any) -> str | None:
    return " ".join(value.split()) if isinstance(value, str) else None


def _twins(document: Mapping[str, Any], key: str, kind: str) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for at, item in rows(document, key):
        name = _name(item.get("name"))
        if name and (first := seen.setdefault(name.casefold(), at)) != at:
            what = f"The {kind} at {first} has the name {shown(name)} too."
            yield Problem(pointer(at, "name"), what, "Give each its own name.")


def _caps(document: Mapping[str, Any]) -> Iterator[Problem]:
    names = [n for _, rule in rows(document, "earn") if (n := _name(rule.get("name")))]
    for at, cap in rows(document, "caps"):
        rule = _name(cap.get("rule"))
        if rule and names and rule not in names:
            hint = did_you_mean(rule[:80], names) or f"The rules are: {', '.join(map(shown, names[:10]))}."
            yield Problem(pointer(at, "rule"), f"There is no rule {shown(rule)}.", hint)


def _thresholds(document: Mapping[str, Any]) -> Iterator[Problem]:
    last: int | None = None
    for at, tier in rows(document, "tiers"):
        threshold = _whole(tier.get("threshold"))
        if threshold is None:
            continue
        place = pointer(at, "threshold")
        if at == "/tiers/0" and threshold > 0:
            first = f"The first tier begins at {shown(threshold)} points, so a new customer would have none."
            yield Problem(place, first, "Let the first tier begin at 0.")
        if last is not None and threshold <= last:
            order = f"The threshold {shown(threshold)} is not above that of the tier before, {shown(last)}."
            yield Problem(place, order, "List the tiers from the lowest to the highest.")
        last = threshold


def _period(document: Mapping[str, Any]) -> Iterator[Problem]:
    starts, ends = _day(document.get("starts_on")), _day(document.get("ends_on"))
    if starts and ends and ends < starts:
        what = f"The program ends on {ends}, before it starts on {starts}."
        yield Problem("/ends_on", what, "Give a later last day, or leave `ends_on` out.")


def _waiting(document: Mapping[str, Any]) -> Iterator[Problem]:
    pending, expiry = _whole(document.get("pending_days")), document.get("expiry")
    if pending is None or not isinstance(expiry, Mapping):
        return
    lives = {key: _whole(expiry.get(key)) for key in ("after_days", "inactivity_days")}
    for key, days in {**lives, "yearly_on": _YEAR if expiry.get("yearly_on") else None}.items():
        if days is not None and 0 < days <= pending:
            what = f"Points wait for {shown(pending)} days, and `{key}` lets them expire within {shown(days)}."
            yield Problem("/pending_days", what, "Let them wait for fewer days than they live.")


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _day(value: Any) -> date | None:
    try:
        return values.day(value) if value is not None else None
    except ProgramInvalid:
        return None
