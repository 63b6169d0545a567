"""Looks into a plain document that may have faults elsewhere: what cannot be read is passed over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from core.documents import values
from core.documents.values import shown
from core.errors import DocumentInvalid, Problem
from core.rules.tree import pointer


def rows(document: Mapping[str, Any], key: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the pointer and the content of each item of a list that is a set of keys."""
    items = document.get(key)
    for i, item in enumerate(items if isinstance(items, list | tuple) else ()):
        if isinstance(item, Mapping):
            yield pointer(f"/{key}", i), item


def twins(document: Mapping[str, Any], key: str, noun: str) -> Iterator[Problem]:
    """Yield a fault for each item of a list that has the name of one before it; `noun` is what an item is called."""
    seen: dict[str, str] = {}
    for at, item in rows(document, key):
        name = name_or_none(item.get("name"))
        if name and (first := seen.setdefault(name.casefold(), at)) != at:
            what = f"The {noun} at {first} has the name {shown(name)} too."
            yield Problem(pointer(at, "name"), what, "Give each its own name.")


def name_or_none(value: Any) -> str | None:
    """Return a name as it will be read, or None where there is no text."""
    return " ".join(value.split()) if isinstance(value, str) else None


def whole_or_none(value: Any) -> int | None:
    """Return a whole number, or None where there is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def day_or_none(value: Any) -> date | None:
    """Return a business day, or None where there is none."""
    try:
        return values.day(value) if value is not None else None
    except DocumentInvalid:
        return None
