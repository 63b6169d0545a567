"""A program's document as forms edit it: whole numbers are ints, decimals and days are text, defaults are left out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from app.documents.rows import Row, trimmed
from core.kernel.canonical import Json

ORDER = (
    "name", "description", "point_value", "starts_on", "ends_on", "earn", "caps", "tiers", "tier_window",
    "tier_grace_days", "pending_days", "expiry", "burn",
)  # fmt: skip
DEFAULTS: Mapping[str, Any] = {
    "description": "", "ends_on": None, "caps": [], "tiers": [], "tier_window": "lifetime", "tier_grace_days": 0,
    "pending_days": 0, "expiry": None, "burn": [],
}  # fmt: skip
PARTS: Mapping[str, Mapping[str, Any]] = {
    "earn": {"per": "basket", "when": True, "rounding": "floor"},
    "caps": {"rule": None, "global": False},
    "tiers": {"multiplier": "1", "benefits": ""},
    "burn": {},
}
KEYS: Mapping[str, tuple[str, ...]] = {
    "earn": ("name", "per", "when", "points", "rounding"),
    "caps": ("per", "limit", "rule", "global"),
    "tiers": ("name", "threshold", "multiplier", "benefits"),
    "burn": ("name", "points", "value"),
}
NEW_RULE = {"name": "base", "points": {"*": [{"var": "amount"}, 1]}}


def blank(starts_on: date) -> Row:
    """Return where a new program begins: a point per unit of money, without caps and tiers."""
    return {"name": "", "point_value": "0.01", "starts_on": starts_on.isoformat(), "earn": [NEW_RULE]}


def assembled(
    terms: Mapping[str, Any], rules: Sequence[Mapping[str, Any]], tables: Mapping[str, Sequence[Mapping[str, Any]]]
) -> dict[str, Json]:
    """Return the document of what the forms hold; empty rows of tables are left out."""
    lists = {"earn": [_ordered(trimmed(rule, PARTS["earn"]), KEYS["earn"]) for rule in rules]}
    for name, rows in tables.items():
        found = [_ordered(trimmed(row, PARTS[name]), KEYS[name]) for row in rows]
        lists[name] = [row for row in found if row]
    return _ordered(trimmed({**terms, **lists}, DEFAULTS), ORDER)


def _ordered(row: Row, names: Sequence[str]) -> Row:
    known = {name: row[name] for name in names if name in row}
    return known | row


def number(text: str) -> int | float | str:
    """Return the JSON number that was typed, whole ones as int; what is none, or has too many digits, as it is."""
    try:
        typed = Decimal(text.strip().replace(",", ""))
    except InvalidOperation:
        return text
    if not typed.is_finite() or abs(typed) >= 2**53:
        return text
    if typed == typed.to_integral_value():
        return int(typed)
    return float(typed) if Decimal(repr(float(typed))) == typed else text


def whole(value: Any) -> Any:
    """Return a whole number from a cell as int; anything else as it is."""
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 2**53 else value


def parsed(text: str) -> Json:
    """Return the JSON that was typed, or the text itself, which the checks then refuse."""
    try:
        found: Json = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return found
