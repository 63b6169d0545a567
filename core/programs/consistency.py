"""What must agree between the parts of a program, seen in its plain document, which may have other faults as well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from core.documents.plain import day_or_none, name_or_none, rows, twins, whole_or_none
from core.documents.values import shown
from core.errors import Problem, did_you_mean
from core.rules.tree import pointer

_KINDS = {"earn": "rule", "tiers": "tier", "burn": "burn option"}
_YEAR = 366  # no day of the year is further away


def inconsistencies(document: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield every fault between the parts; a part that cannot be read itself is passed over."""
    if isinstance(document.get("earn"), list | tuple) and not document["earn"]:
        fix = 'Write one, such as {name: base, points: {"*": [{"var": "amount"}, 1]}}.'
        yield Problem("/earn", "Without a rule nobody earns anything.", fix)
    for key, kind in _KINDS.items():
        yield from twins(document, key, kind)
    yield from _caps(document)
    yield from _thresholds(document)
    yield from _period(document)
    yield from _waiting(document)


def _caps(document: Mapping[str, Any]) -> Iterator[Problem]:
    names = [n for _, rule in rows(document, "earn") if (n := name_or_none(rule.get("name")))]
    for at, cap in rows(document, "caps"):
        rule = name_or_none(cap.get("rule"))
        if rule and names and rule not in names:
            hint = did_you_mean(rule[:80], names) or f"The rules are: {', '.join(map(shown, names[:10]))}."
            yield Problem(pointer(at, "rule"), f"There is no rule {shown(rule)}.", hint)


def _thresholds(document: Mapping[str, Any]) -> Iterator[Problem]:
    last: int | None = None
    for at, tier in rows(document, "tiers"):
        threshold = whole_or_none(tier.get("threshold"))
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
    starts, ends = day_or_none(document.get("starts_on")), day_or_none(document.get("ends_on"))
    if starts and ends and ends < starts:
        what = f"The program ends on {ends}, before it starts on {starts}."
        yield Problem("/ends_on", what, "Give a later last day, or leave `ends_on` out.")


def _waiting(document: Mapping[str, Any]) -> Iterator[Problem]:
    pending, expiry = whole_or_none(document.get("pending_days")), document.get("expiry")
    if pending is None or not isinstance(expiry, Mapping):
        return
    lives = {key: whole_or_none(expiry.get(key)) for key in ("after_days", "inactivity_days")}
    for key, days in {**lives, "yearly_on": _YEAR if expiry.get("yearly_on") else None}.items():
        if days is not None and 0 < days <= pending:
            what = f"Points wait for {shown(pending)} days, and `{key}` lets them expire within {shown(days)}."
            yield Problem("/pending_days", what, "Let them wait for fewer days than they live.")
