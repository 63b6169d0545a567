"""Plain documents, as forms hold them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from core.kernel.canonical import Json

Row = dict[str, Any]


def copied(value: Any) -> Any:
    """Return a copy that shares nothing, lists for tuples."""
    if isinstance(value, Mapping):
        return {key: copied(v) for key, v in value.items()}
    return [copied(v) for v in value] if isinstance(value, list | tuple) else value


def trimmed(row: Mapping[str, Any], defaults: Mapping[str, Any]) -> Row:
    """Return a row without what is empty or at its default; `1` is no `True`."""
    return {k: copied(v) for k, v in row.items() if v is not None and v != "" and not _same(v, defaults.get(k))}


def _same(value: Any, default: Any) -> bool:
    return type(value) is type(default) and bool(value == default)


def as_json(value: Json) -> str:
    """Return JSON for people, on one line while it is short."""
    short = json.dumps(value, ensure_ascii=False)
    return short if len(short) <= 90 else json.dumps(value, ensure_ascii=False, indent=2)
